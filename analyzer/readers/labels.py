"""Labels: how transcripts mark who is speaking at the head of a line."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from analyzer.readers.times import CLOCK, seconds
from analyzer.role_words import meaning

REACH = 200
"""How far into a line a label may reach, in characters; a name itself has at most 63."""


class Head(NamedTuple):
    """The head of a line: who speaks, when, and where the talk begins; `key` is the name without regard to case."""

    key: str
    speaker: str
    aside: str
    start: float | None
    end: float | None
    number: int | None
    talk: int


class Style(NamedTuple):
    """One way of writing labels; `strict` asks for a role word or a capital, where almost any line would match."""

    name: str
    pattern: re.Pattern[str]
    strict: bool = False


def _time(name: str, *, bare: bool = True) -> str:
    """Return the pattern of a time or a range of times; not `bare`: only in brackets."""
    clocks = rf"(?P<{name}>{CLOCK})(?:\s*(?:-->|-|–|to)\s*(?P<{name}_end>{CLOCK}))?"
    bracketed = rf"[\[(<{{]\s*{clocks}\s*[\])>}}]"
    return rf"[\[(<{{]?\s*{clocks}\s*[\])>}}]?" if bare else bracketed


_BULLET = r"(?:>>+\s*|[-•–—]\s*|\*\s+)?"
_LEAD = rf"^\s*(?:{_time('lead')}\s*[-–|,:]?\s*)?{_BULLET}"
_NAME = r"(?P<speaker>[^\W\d_](?: ?[^:：;<>\[\](){}|*\s]){0,62}?)"
_ASIDE = r"(?:\s*(?P<aside>[(\[](?!\s*\d)[^)\]]{1,40}[)\]]))?"
_GAP = r"[\s|•·,–-]*"

STYLES = (
    Style(
        "numbered", re.compile(rf"{_LEAD}[\[(]?(?P<speaker>[A-Za-z]{{1,12}})[ -]?(?P<number>\d{{1,4}})[\])]?[:.)]?\s+")
    ),
    Style("angle", re.compile(rf"{_LEAD}<(?:v\s+)?(?P<speaker>[^\W\d_][^<>]{{0,62}})>\s*[:：]?\s*")),
    Style(
        "bracket",
        re.compile(
            rf"{_LEAD}[\[(](?P<speaker>[^\W\d_][^\])]{{0,62}})[\])]\s*(?:{_time('mid')}\s*(?=[:：]|$))?[:：]?\s*"
        ),
        strict=True,
    ),
    Style(
        "colon",
        re.compile(
            rf"{_LEAD}\**{_NAME}\**{_ASIDE}(?:\s*{_time('mid')})?\s*\**\s*(?:[:：](?!//)|;(?=\s))\**"
            rf"(?:\s*{_time('after', bare=False)})?\s*"
        ),
    ),
    Style("timed", re.compile(rf"^\s*\**[\[(]?{_NAME}[\])]?\**{_ASIDE}{_GAP}{_time('mid')}\**\s*[:：]?(?:\s+|$)")),
    Style("time first", re.compile(rf"^\s*{_time('lead')}{_GAP}{_NAME}{_ASIDE}\s*$")),
    Style("tab", re.compile(rf"{_LEAD}{_NAME}{_ASIDE}\s*(?:\t|\||\s{{2}})\s*"), strict=True),
    Style("dash", re.compile(rf"{_LEAD}{_NAME}{_ASIDE}\s*[-–—]+\s+"), strict=True),
    Style("alone", re.compile(rf"^\s*\**[\[(<]?{_NAME}[\])>]?\**{_ASIDE}\**\s*$"), strict=True),
    Style("initial", re.compile(r"^\s*(?P<speaker>T|C|P|Th|Cl|Pt|TH|CL|PT)[.)]?\s+")),
)
"""Every style that is read, the specific ones before the general."""


def _words(text: str) -> frozenset[str]:
    """Return the words of `text` as a set."""
    return frozenset(text.split())


_PARTICLES = _words("the of and van von der den de del della di da du la le el al bin ibn ter ten st jr sr vs")
_NEVER = _words(
    """date time session duration location place setting recorded recording transcribed transcript transcriber file
    filename note notes comment comments code codes key legend title page start end began ended length topic
    attendees summary version id speakers url link language format source keywords abstract
    disclaimer background context goal goals homework agenda example ps nb warning"""
)
"""What stands before a colon in a header, never a speaker."""
_TALK = _words(
    """and but so well yes no yeah yep nope ok okay oh um uh er erm ah mm mmm mhm hm hmm like because then also now a an
    it he she they we that this these those what my your his her our their anyway right sure maybe really just if when
    why how who where there here not or exactly thanks sorry please first second third one two three"""
)
"""What opens a sentence rather than a name."""
_STAGE = _words(
    """pause pauses paused laugh laughs laughing laughter silence silent crying cries cry sobbing sobs sighs
    sigh inaudible unintelligible crosstalk music noise coughs cough sniffs whispers whispering overlapping smiles nods
    beat"""
)
"""What stands in brackets about the talk rather than naming a speaker."""
_GENERIC = re.compile(r"(?:speaker|spk|s|person|voice)[ _#:-]{0,2}[0-9A-Z]{1,3}", re.IGNORECASE)


def key(speaker: str) -> str:
    """Return a name without regard to case and spacing."""
    return " ".join(speaker.casefold().split())


def head(line: str, style: Style) -> Head | None:
    """Return the head of `line` written in `style`, if what stands there could be a name."""
    found = style.pattern.match(line[:REACH])
    if found is None or not named(found["speaker"], strict=style.strict):
        return None
    parts = found.groupdict()
    place = next((name for name in ("lead", "mid", "after") if parts.get(name)), "")
    number = parts.get("number")
    speaker = " ".join(found["speaker"].split()).rstrip("-–—,. ")
    return Head(
        key(speaker),
        speaker,
        parts.get("aside") or "",
        seconds(parts[place]) if place else None,
        seconds(parts[f"{place}_end"]) if place else None,
        int(number) if number else None,
        found.end(),
    )


@lru_cache(maxsize=65536)
def named(words: str, *, strict: bool = False) -> bool:
    """Tell whether `words` could be a speaker's name or role rather than the start of a sentence."""
    tokens = [token for token in re.split(r"[\s_/:,.&-]+", words) if token]
    lower = [token.casefold() for token in tokens]
    if (
        not tokens
        or len(tokens) > 7
        or len(words) > 63
        or lower[0] in _NEVER
        or " ".join(lower) in _STAGE
        or lower[0] in _STAGE
    ):
        return False
    if lower[0] in _TALK and len(tokens[0]) > 1:
        return False
    if strict and not (tokens[0][0].isupper() or meaning(words)):
        return False
    return len(tokens) == 1 or all(_part(token) for token in tokens)


def generic(speaker: str) -> bool:
    """Tell whether `speaker` is a name that a transcription program gives, such as "Speaker 2"."""
    return _GENERIC.fullmatch(speaker) is not None


def _part(token: str) -> bool:
    """Tell whether `token` may stand in a name of several words."""
    return not token[0].islower() or token in _PARTICLES or meaning(token) is not None
