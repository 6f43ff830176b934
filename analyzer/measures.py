"""Measures: numbers that describe a session's talk and how often codes occur in it, each with how to read it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, NamedTuple

from analyzer import frames
from analyzer.codes import CLEAR, Code
from analyzer.events import IMMEDIACY, OUTCOMES, RUPTURES, UNANSWERED
from analyzer.ratings import NAMES
from analyzer.segments import COLUMNS
from analyzer.session import CLIENT, THERAPIST, Session
from analyzer.talk import Talk

if TYPE_CHECKING:
    import pandas as pd

    from analyzer.analysis import Analysis


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


class _Kind(NamedTuple):
    """What one measure is called, how it is computed and read."""

    name: str
    label: str
    unit: str
    value: Callable[[Talk, str], float | None]
    note: str


_OF_A_ROLE = (
    _Kind("turns", "Turns", "turns", Talk.turns, "How often this party speaks; listening noises count too."),
    _Kind("words", "Words", "words", Talk.words, "What stands in brackets, such as (laughs), is not counted."),
    _Kind(
        "talk_share",
        "Share of talk",
        "%",
        Talk.share,
        "Percentage of all words. There is no right share, and it says nothing about the quality of the work.",
    ),
    _Kind(
        "turn_words",
        "Median turn",
        "words",
        Talk.length,
        "Half of this party's turns are no longer than this. Short turns alone are not withdrawal.",
    ),
    _Kind(
        "questions",
        "Questions",
        "per turn",
        Talk.questions,
        "Counts question marks, so it depends on who punctuated the transcript; not given where none are marked.",
    ),
    _Kind(
        "response_gap",
        "Median gap before speaking",
        "seconds",
        Talk.gap,
        "From the end of the turn before; below 0 where turns overlap. Needs end times. A pause may be thought, care, "
        "an interpreter or a slow line as well as distance.",
    ),
    _Kind(
        "style_matching",
        "Function-word match with the therapist",
        "0 to 1",
        Talk.matching,
        "How alike the two use small words (pronouns, articles, negations and so on) over the session. Exploratory; "
        "English only, at least 50 words a side. It does not measure the alliance.",
    ),
    _Kind(
        "style_following",
        "Function-word match with the turn before",
        "0 to 1",
        Talk.following,
        "The same, for each turn of this party and the one it follows, five words or more each; short turns make "
        "it low. Exploratory; English only. It does not measure empathy or the alliance.",
    ),
)
_OF_THE_SESSION = (
    _Kind("duration", "Length", "minutes", Talk.minutes, "From the first time in the file to the last."),
    _Kind("silence", "Silence", "%", Talk.silence, "Share of the time without speech. Silence can be work."),
    _Kind("longest_pause", "Longest pause", "seconds", Talk.longest_pause, "A place to listen to again, no more."),
)
_RATE = (
    "Candidates found, clear or possible. The coder misses some and flags others wrongly, so small differences mean "
    "nothing; more is neither better nor worse."
)


def measures(session: Session, codes: Iterable[Code]) -> list[Measure]:
    """Measure `session`: what each role says, its times, then the rates of each family of `codes`."""
    talk = Talk(session)
    spoken = [
        Measure(kind.name, kind.label, role, kind.value(talk, role), kind.unit, kind.note)
        for role in talk.roles
        for kind in _kinds(role)
    ]
    timed = [Measure(k.name, k.label, "", k.value(talk, ""), k.unit, k.note) for k in _OF_THE_SESSION]
    return [*spoken, *timed, *_rates(session, codes, hours=(talk.minutes() or 0) / 60)]


def _kinds(role: str) -> list[_Kind]:
    """Return the measures that `role` has: only clients are matched with the therapist."""
    return [kind for kind in _OF_A_ROLE if role != THERAPIST or kind.value is not Talk.matching]


def _rates(session: Session, codes: Iterable[Code], *, hours: float) -> Iterator[Measure]:
    """Yield the rate of each family an hour, when timed, and a hundred turns."""
    counts = Counter(code.family for code in codes)
    for family, column in COLUMNS.items():
        for unit, size in (("per hour", hours), ("per 100 turns", len(session.talk) / 100)):
            value = counts[family] / size if size and session.coded else None
            yield Measure(f"{column}_{unit.replace(' ', '_')}", family.capitalize(), "", value, unit, _RATE)


WIDE_ROLES = (THERAPIST, CLIENT, "client2")  # whose measures have columns; further clients are in `measures` only
SESSIONS = {
    "session": "str",
    "format": "str",  # what the file was read as
    "language": "str",  # ISO 639 code
    "coder": "str",
    "coded": "boolean",
    "timed": "boolean",
    "roles_how": "str",  # label, inferred or user; several joined by a space
    "roles_confidence": "Float64",  # of the least sure role, 0 to 1
    "problems": "int64",  # places in the file that were not taken up as talk or need an eye
    "turns": "int64",
    **{f"codes_{column}": "int64" for column in COLUMNS.values()},  # clear and possible
    **{f"clear_{column}": "int64" for column in COLUMNS.values()},
    **{f"events_{kind}": "int64" for kind in (IMMEDIACY, *RUPTURES)},
    "bids_unanswered": "int64",  # among the immediacy events
    "immediacy_turns": "int64",  # turns inside immediacy events
    "immediacy_depth": "Int64",  # of the deepest event, 1 to 5
    **{f"ruptures_{outcome}": "int64" for outcome in OUTCOMES},
    **{f"rating_{name.replace(' ', '_')}": "Int64" for name in NAMES},  # 1 to 5
    **{f"{k.name}_{role}": "Float64" for role in WIDE_ROLES for k in _kinds(role)},
    **{k.name: "Float64" for k in _OF_THE_SESSION},
    **{f"{column}_per_{unit}": "Float64" for column in COLUMNS.values() for unit in ("hour", "100_turns")},
}


def sessions_row(analysis: Analysis) -> dict[str, object]:
    """Return everything counted, rated and measured in one session; keys `SESSIONS`, None where it cannot be told."""
    session = analysis.session
    row: dict[str, object] = dict.fromkeys(SESSIONS) | {
        "session": session.id,
        "format": session.reading.format,
        "language": session.language,
        "coder": analysis.coder,
        "coded": session.coded,
        "timed": session.timed,
        "roles_how": " ".join(sorted({role.how for role in session.roles})),
        "roles_confidence": min((role.confidence for role in session.roles), default=None),
        "problems": len(session.reading.problems),
        "turns": len(session.talk),
    }
    row |= _counts(analysis)
    row |= {f"rating_{rating.name.replace(' ', '_')}": rating.value for rating in analysis.ratings}
    row |= {f"{m.name}_{m.role}".rstrip("_"): m.value for m in measures(session, analysis.findings)}
    return {name: row[name] for name in SESSIONS}


def sessions_frame(analyses: Iterable[Analysis]) -> pd.DataFrame:
    """Return one row a session; columns `SESSIONS`."""
    return frames.frame(SESSIONS, (tuple(sessions_row(analysis).values()) for analysis in analyses))


def _counts(analysis: Analysis) -> dict[str, object]:
    """Count codes by family, and events by kind and outcome."""
    found = Counter(code.family for code in analysis.findings)
    clear = Counter(code.family for code in analysis.findings if code.clarity == CLEAR)
    immediacy = [event for event in analysis.story if event.kind == IMMEDIACY]
    kinds = Counter(event.kind for event in analysis.story)
    outcomes = Counter(event.outcome for event in analysis.story)
    return {
        **{f"codes_{column}": found[family] for family, column in COLUMNS.items()},
        **{f"clear_{column}": clear[family] for family, column in COLUMNS.items()},
        **{f"events_{kind}": kinds[kind] for kind in (IMMEDIACY, *RUPTURES)},
        "bids_unanswered": outcomes[UNANSWERED],
        "immediacy_turns": len({turn for event in immediacy for turn in range(event.start, event.end + 1)}),
        "immediacy_depth": max((event.depth for event in immediacy if event.depth), default=None),
        **{f"ruptures_{outcome}": outcomes[outcome] for outcome in OUTCOMES},
    }
