"""ELAN annotations (.eaf): codes on tiers over time, and the talk where it is on tiers too.

A tier whose name is a known code marks that code with each of its annotations. A tier most of whose annotations are
known codes, or whose name or linguistic type begins with "code" or "coding", holds codes as its annotations; one whose
name or type begins with "event" or "rupture" holds events, such as "withdrawal: resolved, by client". Other tiers that
stand on their own are talk, a speaker each. The tier's annotator is the coder.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple
from xml.etree.ElementTree import Element

from analyzer.coded.coding import Episode
from analyzer.coded.embedded import of_speech
from analyzer.coded.found import SECONDS, TURNS, Contents, Found, FoundEpisode, Place
from analyzer.coded.names import known, resolved, several
from analyzer.codes import CLEAR
from analyzer.errors import ReadError
from analyzer.events import IMMEDIACY, OUTCOMES, RUPTURES, UNANSWERED
from analyzer.readers.eaf import times_of
from analyzer.readers.markup import line_of, parsed
from analyzer.readers.source import Source
from analyzer.session import Problem, Utterance

_CODING, _EVENTS = ("code", "coding"), ("event", "rupture", "immediacy event")
_EVENT = re.compile(rf"({'|'.join((IMMEDIACY, *RUPTURES))})(?: event)?(?: \d+)?(?::(.*))?", re.IGNORECASE)
_BARE = "no tier of codes, so nothing was found in the session; name the tier 'codes', or use the manual's code ids"
_NOTE = 3
"""Words of a note on a code; C1 may also be the first client's tier, and what stands on it is talk."""
_DEPTH, _BY = re.compile(r"depth ([1-5])"), re.compile(r"by (\w+)")


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
    parent: str
    annotations: tuple[Annotation, ...]

    @property
    def is_code(self) -> bool:
        """Tell whether the tier's name is a code: a known one, on whose tier is no talk but at most a short note."""
        short = sum(len(a.value.split()) <= _NOTE for a in self.annotations)
        return known(self.name) and short * 2 > len(self.annotations)

    @property
    def coded(self) -> bool:
        """Tell whether the tier holds codes."""
        values = [a.value for a in self.annotations if a.value]
        codes = sum(all(map(known, several(value))) for value in values)
        return self.is_code or self._named(_CODING) or codes * 2 > len(values)

    @property
    def eventful(self) -> bool:
        """Tell whether the tier holds events."""
        return self._named(_EVENTS)

    def _named(self, beginnings: tuple[str, ...]) -> bool:
        return any(name.casefold().startswith(beginnings) for name in (self.name, self.kind))


def read(source: Source, session: str) -> Contents:
    """Read the codes of an ELAN file; `session` is the name of the one session it is about."""
    root = parsed(source.data, source.path)
    if root.tag != "ANNOTATION_DOCUMENT":
        raise ReadError("this is not an ELAN file", path=source.path, remedy="save it from ELAN as .eaf")
    session = root.findtext("HEADER/PROPERTY[@NAME='session']") or session
    tiers = list(_tiers(root))
    events = [tier for tier in tiers if tier.eventful]
    coding = [tier for tier in tiers if tier.coded and not tier.eventful]
    if not any(tier.annotations for tier in tiers):
        raise ReadError("there are no annotations in it", path=source.path, remedy="save it from ELAN as .eaf")
    bare = [] if coding or events else [Problem(None, _BARE)]
    rest = [tier for tier in tiers if tier not in coding and tier not in events]
    talk = of_speech(session, _utterances(tier for tier in rest if not tier.parent))
    taken = [item for tier in coding for item in _found(tier, session)]
    marked = [item for tier in events for item in _marked(tier, session)]
    return Contents(
        found=(
            *(Found(session, "", tier.coder, "", Place(TURNS), None) for tier in events),
            *(item for item in taken if isinstance(item, Found)),
            *(Found(session, "", "", "", Place(TURNS), None) for _ in bare),
        ),
        episodes=tuple(item for item in marked if isinstance(item, FoundEpisode)),
        transcripts={session: talk} if talk else {},
        problems=(*bare, *(item for item in (*taken, *marked) if isinstance(item, Problem)), *_unread(rest)),
    )


def _unread(tiers: Iterable[Tier]) -> Iterator[Problem]:
    for tier in tiers:
        if tier.parent and tier.annotations:
            yield Problem(tier.annotations[0].line, "a tier below another, with neither codes nor events, was not read")


def _marked(tier: Tier, session: str) -> Iterator[FoundEpisode | Problem]:
    """Yield the events of one tier."""
    for note in tier.annotations:
        event = _EVENT.fullmatch(note.value)
        if event is None or note.start is None or note.end is None:
            yield Problem(note.line, "an event without a time, or of a kind that is not known")
            continue
        told = (event[2] or "").strip()
        outcome = told.partition(",")[0].strip().replace(" ", "_")
        depth, by = _DEPTH.search(told), _BY.search(told)
        episode = Episode(
            session,
            event[1].lower(),
            start=1,
            end=1,
            initiator=by[1] if by else "",
            outcome=outcome if outcome in (*OUTCOMES, UNANSWERED) else "",
            depth=int(depth[1]) if depth else None,
        )
        yield FoundEpisode(tier.coder, episode, Place(SECONDS, note.start, note.end), note.line)


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


def _utterances(tiers: Iterable[Tier]) -> tuple[Utterance, ...]:
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
            tier.get("PARENT_REF", ""),
            tuple(Annotation(*times_of(a, aligned, times), _value(a), line_of(a)) for a in inside),
        )


def _value(note: Element) -> str:
    return (note.findtext("ANNOTATION_VALUE") or "").strip()
