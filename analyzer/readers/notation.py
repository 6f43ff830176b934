"""Notation: the signs of CHAT about words and pauses, turned into plain words and remarks in parentheses."""

from __future__ import annotations

import re
from collections.abc import Callable

_EVENT = re.compile(r"&=([^\s\[\]<>]{1,60})")
_FILLED = re.compile(r"&-([^\s\[\]<>]{1,40})")
_PIECE = re.compile(r"&[+~]?([^\s\[\]<>=&]{1,40})")
_PARALINGUISTIC = re.compile(r"\[=! ([^\]]{1,80})\]")
_DROPPED = re.compile(r"\[(?::{1,2}|=\??|%|\*|\+|-|#|\$|_|%[a-z]{3}:?|\^[ce]?) ?[^\]]{0,300}\]")
_OVERLAP = re.compile(r"<([^<>]{0,1000})>\s*\[[<>]\d{0,2}\]|\[[<>]\d{0,2}\]")
_RETRACED = re.compile(r"\[(?:/{1,3}|/-|/\?|\^)\]")
_DOUBT = re.compile(r"\[\?\]")
_STRESS = re.compile(r"\[!{1,2}\]")
_TRAILED = re.compile(r"\+\.\.\.|\+\.\.\?")
_BROKEN = re.compile(r"\+/{1,2}[.?]")
_QUOTED = re.compile(r'\+"/?\.')
_LINKER = re.compile(r'(?<!\S)\+(?:["^,<+≋≈])(?=\s|\w|$)|(?<!\S)\+\+|\+[.!]\?')
_OMITTED = re.compile(r"(?<!\S)0[a-z]\S{0,40}")
_UNHEARD = re.compile(r"(?<!\S)(xxx?|yyy?|www)(?!\w)")
_SPECIAL = re.compile(r"(?<=\w)@[a-z$:]{1,12}")
_CLIPPED = re.compile(r"(?<=\w)\((\w{1,20})\)|\((\w{1,20})\)(?=\w)")
_SIGNS = dict.fromkeys(map(ord, "⌈⌉⌊⌋↑↓→↗↘⇗⇘∞≈≋≡∙⁎⁇°▁▔☺∬∮∇∆§◉⤆⤇∲↫ʰ↻Ἡ„‡∾⟨⟩ˈˌ‹›〔〕⁑"), None)
_SPACED = re.compile(r"\s+([.?!,;…](?:\s|$))")


def plain(text: str) -> tuple[str, int]:
    """Return the words of a main tier with remarks in parentheses, and how many words of notation were dropped.

    Events, pauses, overlap and unintelligible words become "(laughs)", "(.)", "(overlap)" and "(unintelligible)".
    """
    words = text.translate(_SIGNS)
    for pattern, became in _KEPT:
        words = pattern.sub(became, words)
    dropped = sum(len(note.strip("[]").split()) for note in _DROPPED.findall(words))
    dropped += len(_OMITTED.findall(words))
    for pattern in (_DROPPED, _OMITTED, _RETRACED, _STRESS, _LINKER):
        words = pattern.sub(" ", words)
    words = re.sub(r"[<>]", "", words)
    words = _SPACED.sub(r"\1", " ".join(words.split()))
    return words.strip(" .") if set(words) <= set(" .") else words.strip(), dropped


def _remark(match: re.Match[str]) -> str:
    """Write an event as a remark: "laughs", "head:nod"."""
    return f"({re.sub('[:_]+', ' ', match[1])})"


_KEPT: tuple[tuple[re.Pattern[str], str | Callable[[re.Match[str]], str]], ...] = (
    (_EVENT, _remark),
    (_PARALINGUISTIC, _remark),
    (_FILLED, r"\1"),
    (_PIECE, r"\1-"),
    (_OVERLAP, r"\1 (overlap)"),
    (_DOUBT, "(?)"),
    (_TRAILED, "…"),
    (_BROKEN, "–"),
    (_QUOTED, "."),
    (_UNHEARD, "(unintelligible)"),
    (_SPECIAL, ""),
    (_CLIPPED, r"\1\2"),
)
"""What is kept, and how it is written."""
