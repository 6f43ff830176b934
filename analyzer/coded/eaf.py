"""ELAN annotations (.eaf): codes on tiers over time, and the talk where it is on tiers too.

A tier whose name is a known code marks that code with each of its annotations. A tier most of whose annotations are
known codes, or whose name or linguistic type begins with "code" or "coding", holds codes as its annotations. All other
tiers are talk, a speaker each. The tier's annotator is the coder.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple
from xml.etree.ElementTree import Element

from analyzer.coded.embedded import of_speech
from analyzer.coded.found import SECONDS, TURNS, Contents, Found, Place
from analyzer.coded.markup import line_of, parsed
from analyzer.coded.names import known, resolved, several
from analyzer.codes import CLEAR
from analyzer.errors import ReadError
from analyzer.readers.source import Source
from analyzer.session import Problem, Utterance

_CODING = ("code", "coding")


class Annotation(NamedTuple):
    """One annotation with its times in seconds; None where no time can be told."""

    start: float | None
    end: float | None
    value: str
    line: int


class Tier(NamedTuple):
    """One tier; `speaker` is its participant or, where none is named, its own name."""

    name: str
    kind: str
    speaker: str
    coder: str
    annotations: tuple[Annotation, ...]

    @property
    def is_code(self) -> bool:
        """Tell whether the tier's name is a code."""
        return known(self.name)

    @property
    def coded(self) -> bool:
        """Tell whether the tier holds codes."""
        values = [a.value for a in self.annotations if a.value]
        codes = sum(all(map(known, several(value))) for value in values)
        named = any(name.casefold().startswith(_CODING) for name in (self.name, self.kind))
        return self.is_code or named or codes * 2 > len(values)


def read(source: Source, session: str) -> Contents:
    """Read the codes of an ELAN file; `session` is the name of the one session it is about."""
    root = parsed(source.data, source.path)
    if root.tag != "ANNOTATION_DOCUMENT":
        raise ReadError("this is not an ELAN file", path=source.path, remedy="save it from ELAN as .eaf")
    tiers = list(_tiers(root))
    coding = [tier for tier in tiers if tier.coded]
    if not coding:
        remedy = "name the tier 'codes', or use the manual's code ids"
        raise ReadError("no tier of codes", path=source.path, remedy=remedy)
    speech = [tier for tier in tiers if not tier.coded]
    talk = of_speech(session, _utterances(speech))
    taken = [item for tier in coding for item in _found(tier, session)]
    return Contents(
        found=tuple(item for item in taken if isinstance(item, Found)),
        transcripts={session: talk} if talk else {},
        problems=tuple(item for item in taken if isinstance(item, Problem)),
    )


def _found(tier: Tier, session: str) -> Iterator[Found | Problem]:
    """Yield the codes of one tier; the tier itself says that its coder saw the session."""
    yield Found(session, "", tier.coder, "", Place(TURNS), None)
    for note in tier.annotations:
        names = [tier.name] if tier.is_code else several(note.value)
        if note.start is None or note.end is None:
            yield Problem(note.line, "an annotation without a time")
        elif not names:
            yield Problem(note.line, "an annotation without a code")
        else:
            for code, clarity in map(resolved, names):
                place = Place(SECONDS, note.start, note.end)
                yield Found(session, code, tier.coder, clarity or _clarity(tier, note), place, note.line)


def _clarity(tier: Tier, note: Annotation) -> str:
    """Return what the note on a tier that is a code says of its clarity."""
    return "possible" if tier.is_code and note.value.casefold().startswith(("possible", "?")) else CLEAR


def _utterances(tiers: list[Tier]) -> tuple[Utterance, ...]:
    said = [
        Utterance(tier.speaker, a.value, a.start, a.end, a.line)
        for tier in tiers
        for a in tier.annotations
        if a.value and a.start is not None
    ]
    return tuple(sorted(said, key=lambda one: one.start or 0.0))


def _tiers(root: Element) -> Iterator[Tier]:
    times = {slot.get("TIME_SLOT_ID", ""): slot.get("TIME_VALUE") for slot in root.iter("TIME_SLOT")}
    notes = (note for holder in root.iter("ANNOTATION") for note in holder)
    aligned = {note.get("ANNOTATION_ID", ""): note for note in notes}
    for tier in root.iter("TIER"):
        inside = (a for holder in tier.iter("ANNOTATION") for a in holder)
        name = tier.get("TIER_ID", "")
        yield Tier(
            name,
            tier.get("LINGUISTIC_TYPE_REF", ""),
            tier.get("PARTICIPANT", "") or name,
            tier.get("ANNOTATOR", ""),
            tuple(Annotation(*_times(a, aligned, times), _value(a), line_of(a)) for a in inside),
        )


def _times(
    note: Element, aligned: Mapping[str, Element], times: Mapping[str, str | None]
) -> tuple[float | None, float | None]:
    """Return the times of an annotation, its own or those of the one it refers to, at most 20 steps up."""
    for _ in range(20):
        if note.tag == "ALIGNABLE_ANNOTATION":
            first, last = (times.get(note.get(f"TIME_SLOT_REF{end}", "")) for end in (1, 2))
            return _second(first), _second(last)
        above = aligned.get(note.get("ANNOTATION_REF", ""))
        if above is None:
            break
        note = above
    return None, None


def _second(milliseconds: str | None) -> float | None:
    return int(milliseconds) / 1000 if milliseconds and milliseconds.isdecimal() else None


def _value(note: Element) -> str:
    return (note.findtext("ANNOTATION_VALUE") or "").strip()
