"""Words of a stretch of talk, each with where it stands and whether its capital may be due to the sentence alone."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

from analyzer.redaction.lexicon import fold, listed

_WORD = re.compile(r"[^\W\d_]+(?:['’\-][^\W\d_]+)*['’]?(?<!-)")
_TITLES = listed("mr mrs ms mx dr st prof rev sgt capt lt col jr sr")
_ENOUGH = 150
"""Characters of talk that show whether a speaker's words have capitals."""
_OPENS = re.compile(r"[.?!:…\n\"“”\[\]()]|[-–—]\s*[\"“]|^\s*['‘]|\s['‘]")


class Word(NamedTuple):
    """One word: `text[start:end]`, with a `capital` or not, `opening` a sentence or not; `gap` is what comes before."""

    start: int
    end: int
    text: str
    folded: str
    capital: bool
    opening: bool
    gap: str


def words(text: str) -> list[Word]:
    """Return the words of `text` in order; hyphens and apostrophes inside a word belong to it."""
    found: list[Word] = []
    place = 0
    for match in _WORD.finditer(text):
        gap = text[place : match.start()]
        title = bool(found) and found[-1].folded in _TITLES and gap == ". "
        initial = bool(found) and gap == ". " and _initial(found[-1])
        opening = not found or (not (title or initial) and _OPENS.search(gap) is not None)
        said = match[0]
        found.append(Word(match.start(), match.end(), said, fold(said), said[0].isupper(), opening, gap))
        place = match.end()
    return found


def cased_by(said: Iterable[tuple[str, str]]) -> dict[str, bool]:
    """Tell of each speaker in pairs of speaker and text whether their capitals mean anything.

    One who says little is like the others.
    """
    texts: dict[str, list[str]] = {}
    for speaker, text in said:
        texts.setdefault(speaker, []).append(text)
    whole = cased(text for own in texts.values() for text in own)
    return {speaker: cased(own) if sum(map(len, own)) > _ENOUGH else whole for speaker, own in texts.items()}


def _initial(word: Word) -> bool:
    """Tell whether a word is the initial of a name rather than the end of a code ("SGC/4471/B")."""
    return word.capital and len(word.text) == 1 and word.text != "I" and word.gap[-1:] in ("", " ", ".")


def cased(texts: Iterable[str]) -> bool:
    """Tell whether capitals mean anything in `texts`: they do not where there are hardly any, or nothing else."""
    opened = upper = count = 0
    for text in texts:
        for word in words(text):
            if word.folded in ("i", "ok") or word.folded.startswith("i'"):
                continue
            count += 1
            opened += word.capital and not (len(word.text) > 1 and word.text.isupper())
            upper += len(word.text) > 1 and word.text.isupper()
    return count == 0 or (opened >= 0.02 * count and upper < 0.5 * count)
