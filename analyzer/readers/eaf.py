"""ELAN: annotations on tiers over time, a tier of talk for each speaker."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple
from xml.etree.ElementTree import Element

from analyzer.errors import ReadError
from analyzer.readers.markup import line_of, opens, parsed
from analyzer.readers.source import Source
from analyzer.readers.text import Line, labelled
from analyzer.session import Problem, Reading, Utterance

_NOT_TALK = re.compile(
    r"\b(?:cod(?:e|es|ing)|gesture|gaze|nod|note|notes|comment|gloss|translation|pos|phones?)\b", re.I
)


class _Tier(NamedTuple):
    """One tier; `talk` tells whether its annotations are read as talk."""

    name: str
    speaker: str
    talk: bool
    said: list[Utterance]


def fits(source: Source) -> bool:
    """Tell whether the source is an ELAN file."""
    return opens(source.data, (b"ANNOTATION_DOCUMENT",))


def read(source: Source) -> Reading:
    """Read the tiers that hang on no other; tiers of codes, and those below others, are counted, not read."""
    root = parsed(source.data, source.path)
    tiers = list(_tiers(root))
    talk = [tier for tier in tiers if tier.talk]
    if not any(tier.said for tier in talk):
        remedy = "keep the talk of each speaker on a tier of its own"
        raise ReadError("no tier of talk", path=source.path, remedy=remedy)
    said = sorted((one for tier in talk for one in tier.said), key=lambda one: one.start or 0.0)
    words = [sum(len(one.text.split()) for one in tier.said) for tier in tiers if not tier.talk]
    told = (
        [Problem(None, f"tiers that hold no talk of their own were not read: {len(words)}", sum(words))]
        if words
        else []
    )
    count = sum(len(tier.said) for tier in tiers)
    return Reading("elan", *_spoken(said, len({tier.speaker for tier in talk}), told), count)


def _spoken(
    said: list[Utterance], speakers: int, told: list[Problem]
) -> tuple[tuple[Utterance, ...], tuple[Problem, ...]]:
    """Return the utterances; on a single tier, labels in the talk may name speakers."""
    found = labelled([Line(one.line, one.text) for one in said]) if speakers == 1 else None
    if found is None:
        return tuple(said), tuple(told)
    times = {one.line: one for one in said}
    timed = (one._replace(start=times[one.line].start, end=times[one.line].end) for one in found.utterances)
    return tuple(timed), (*told, *found.problems)


def _tiers(root: Element) -> Iterator[_Tier]:
    """Yield the tiers with their annotations; times of referring annotations are those they refer to."""
    slots = {slot.get("TIME_SLOT_ID", ""): slot.get("TIME_VALUE") for slot in root.iter("TIME_SLOT")}
    known = {one.get("ANNOTATION_ID", ""): one for holder in root.iter("ANNOTATION") for one in holder}
    closed = {
        kind.get("LINGUISTIC_TYPE_ID") for kind in root.iter("LINGUISTIC_TYPE") if kind.get("CONTROLLED_VOCABULARY_REF")
    }
    for tier in root.iter("TIER"):
        name, kind = tier.get("TIER_ID", ""), tier.get("LINGUISTIC_TYPE_REF", "")
        speaker = tier.get("PARTICIPANT", "").strip() or name
        marked = _NOT_TALK.search(re.sub("[_@-]", " ", name)) or _NOT_TALK.search(re.sub("[_@-]", " ", kind))
        talk = not (tier.get("PARENT_REF") or kind in closed or marked)
        notes = [note for holder in tier.iter("ANNOTATION") for note in holder]
        said = [
            Utterance(
                speaker,
                " ".join((note.findtext("ANNOTATION_VALUE") or "").split()),
                *times_of(note, known, slots),
                line_of(note),
            )
            for note in notes
        ]
        yield _Tier(name, speaker, talk, [one for one in said if one.text])


def times_of(
    note: Element, known: dict[str, Element], slots: dict[str, str | None]
) -> tuple[float | None, float | None]:
    """Return the times of an annotation, its own or those of the one it refers to, at most 20 steps up."""
    for _ in range(20):
        if note.tag == "ALIGNABLE_ANNOTATION":
            first, last = (slots.get(note.get(f"TIME_SLOT_REF{end}", "")) for end in (1, 2))
            return _second(first), _second(last)
        above = known.get(note.get("ANNOTATION_REF", ""))
        if above is None:
            break
        note = above
    return None, None


def _second(milliseconds: str | None) -> float | None:
    return int(milliseconds) / 1000 if milliseconds and milliseconds.isdecimal() else None
