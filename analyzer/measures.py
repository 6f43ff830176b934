"""Measures: numbers that describe a session's talk and how often codes occur in it, each with how to read it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from analyzer.codes import Code
from analyzer.instruments import column
from analyzer.segments import COLUMNS
from analyzer.session import THERAPIST, Session
from analyzer.talk import Talk


class Measure(NamedTuple):
    """One number about one role, or about the session (`role` is ""); `value` is None where it cannot be told.

    `note` says in plain words how to read the number and what it does not mean.
    """

    name: str
    label: str
    role: str
    value: float | None
    unit: str
    note: str


class Kind(NamedTuple):
    """What one measure is called, how it is computed and read."""

    name: str
    label: str
    unit: str
    value: Callable[[Talk, str], float | None]
    note: str


_OF_A_ROLE = (
    Kind("turns", "Turns", "turns", Talk.turns, "How often this party speaks; listening noises count too."),
    Kind("words", "Words", "words", Talk.words, "What stands in brackets, such as (laughs), is not counted."),
    Kind(
        "talk_share",
        "Share of talk",
        "%",
        Talk.share,
        "Percentage of all words. There is no right share, and it says nothing about the quality of the work.",
    ),
    Kind(
        "turn_words",
        "Median turn",
        "words",
        Talk.length,
        "Half of this party's turns are no longer than this. Short turns alone are not withdrawal.",
    ),
    Kind(
        "questions",
        "Questions",
        "per turn",
        Talk.questions,
        "Counts question marks, so it depends on who punctuated the transcript; not given where none are marked.",
    ),
    Kind(
        "response_gap",
        "Median gap before speaking",
        "seconds",
        Talk.gap,
        "From the end of the turn before; below 0 where turns overlap. Needs end times. A pause may be thought, care, "
        "an interpreter or a slow line as well as distance.",
    ),
    Kind(
        "style_matching",
        "Function-word match with the therapist",
        "0 to 1",
        Talk.matching,
        "How alike the two use small words (pronouns, articles, negations and so on) over the session. Exploratory; "
        "English only, at least 50 words a side. It does not measure the alliance.",
    ),
    Kind(
        "style_following",
        "Function-word match with the turn before",
        "0 to 1",
        Talk.following,
        "The same, for each turn of this party and the one it follows, five words or more each; short turns make "
        "it low. Exploratory; English only. It does not measure empathy or the alliance.",
    ),
)
OF_THE_SESSION = (
    Kind("duration", "Length", "minutes", Talk.minutes, "From the first time in the file to the last."),
    Kind("silence", "Silence", "%", Talk.silence, "Share of the time without speech. Silence can be work."),
    Kind("longest_pause", "Longest pause", "seconds", Talk.longest_pause, "A place to listen to again, no more."),
)
_RATE = (
    "Candidates found, clear or possible. The coder misses some and flags others wrongly, so small differences mean "
    "nothing; more is neither better nor worse."
)


def measures(session: Session, codes: Iterable[Code], own: Iterable[str] = ()) -> list[Measure]:
    """Measure `session`: what each role says, its times, then the rates of each family of `codes`, `own` ones last."""
    talk = Talk(session)
    spoken = [
        Measure(kind.name, kind.label, role, kind.value(talk, role), kind.unit, kind.note)
        for role in talk.roles
        for kind in kinds(role)
    ]
    timed = [Measure(k.name, k.label, "", k.value(talk, ""), k.unit, k.note) for k in OF_THE_SESSION]
    return [*spoken, *timed, *_rates(session, codes, own, hours=(talk.minutes() or 0) / 60)]


def kinds(role: str) -> list[Kind]:
    """Return the measures that `role` has: only clients are matched with the therapist."""
    return [kind for kind in _OF_A_ROLE if role != THERAPIST or kind.value is not Talk.matching]


def _rates(session: Session, codes: Iterable[Code], own: Iterable[str], *, hours: float) -> Iterator[Measure]:
    """Yield the rate of each family an hour, when timed, and a hundred turns."""
    counts = Counter(code.family for code in codes)
    for family, name in {**COLUMNS, **{family: column(family) for family in own}}.items():
        for unit, size in (("per hour", hours), ("per 100 turns", len(session.talk) / 100)):
            value = counts[family] / size if size and session.coded else None
            label = family[:1].upper() + family[1:]
            yield Measure(f"{name}_{unit.replace(' ', '_')}", label, "", value, unit, _RATE)
