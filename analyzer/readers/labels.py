"""Labels: what stands at the head of a line, read as a speaker's name if it could be one."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from analyzer.readers.styles import Style
from analyzer.readers.times import seconds
from analyzer.role_words import meaning


class Head(NamedTuple):
    """The head of a line: who speaks, when, and where the talk begins; `key` is the name without regard to case."""

    key: str
    speaker: str
    aside: str
    start: float | None
    end: float | None
    number: int | None
    talk: int


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
    """and but so well yes no yeah yep nope ok okay oh um uh er erm ah mm mmm mhm hm hmm like because then also now a
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


@lru_cache(maxsize=65536)
def key(speaker: str) -> str:
    """Return a name without regard to case and spacing."""
    return " ".join(speaker.casefold().split())


@lru_cache(maxsize=65536)
def _spelled(speaker: str) -> str:
    """Return a name as it stands, with single spaces and without the dash or comma after it."""
    return " ".join(speaker.split()).rstrip("-–—, ") or speaker


def head(line: str, style: Style) -> Head | None:
    """Return the head of `line` written in `style`, if what stands there could be a name."""
    found = style.match(line)
    if found is None or not named(found["speaker"], strict=style.strict):
        return None
    parts = found.groupdict()
    place = next((name for name in ("lead", "mid", "after", "late") if parts.get(name)), "")
    if parts.get("day") and parts[place].count(":") == 1:
        place = ""  # hours and minutes of a day, which are too coarse to time talk
    speaker = _spelled(found["speaker"])
    return Head(
        key(speaker),
        speaker,
        parts.get("aside") or "",
        seconds(parts[place]) if place else None,
        seconds(parts[f"{place}_end"]) if place else None,
        int(parts["number"]) if parts.get("number") else None,
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


def heading(line: str) -> bool:
    """Tell whether `line` begins like a note or a line of a header, such as "Date:"."""
    word = line[:30].partition(":")[0].strip("*#[( ").casefold() if ":" in line[:30] else ""
    return word in _NEVER


def generic(speaker: str) -> bool:
    """Tell whether `speaker` is a name that a transcription program gives, such as "Speaker 2"."""
    return _GENERIC.fullmatch(speaker) is not None


def _part(token: str) -> bool:
    """Tell whether `token` may stand in a name of several words."""
    return not token[0].islower() or token in _PARTICLES or meaning(token) is not None
