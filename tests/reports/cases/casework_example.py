"""Invented cases: sessions made of bare turns and codes, in the ways real studies come: gaps, dates, odd names."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from pathlib import Path

from analyzer.analysis import Analysis
from analyzer.cases.alliance import Score
from analyzer.cases.case import Case, Visit
from analyzer.casework import Casework
from analyzer.codes import Code
from analyzer.events import Event
from analyzer.lag import Shuffles
from analyzer.session import Role, Session, Turn
from analyzer.study import Study

HOSTILE = "</script><img src=x onerror=alert(1)>{{ 7*7 }} \u202eevil & \"q' \x00 $x^$"
QUICK = Shuffles(99)
WAI = (5.4, 5.5, 4.1, 5.6, 5.7, None, 5.6, 4.9, 4.4, 5.7)
"""Scores with a V at the third session, a gap at the sixth and a slow fall to the ninth."""

Found = tuple[int, str] | tuple[int, str, str]


def analysis(
    session: str, codes: Iterable[Found] = (), events: Iterable[Event] = (), *, coded: bool = True
) -> Analysis:
    """Return sixty turns, the client's the even ones, with `codes` as (turn, code) or (turn, code, clarity)."""
    names = ("therapist", "client") if coded else ("unsure", "unsure")
    roles = tuple(Role(label, role, "label", 1.0) for label, role in zip("TC", names, strict=True))
    talk = tuple(
        Turn(n, "TC"[(n + 1) % 2], names[(n + 1) % 2], None, None, "a secret sentence", n) for n in range(1, 61)
    )
    found = tuple(
        Code(turn, code, *(rest or ("clear",)), None, "person", None, None, "") for turn, code, *rest in codes
    )
    return Analysis(Session(session, talk, roles), found, tuple(events), "person")


def rupture(number: int, start: int, outcome: str, codes: str, **more: object) -> Event:
    kind = {"W": "withdrawal", "C": "confrontation"}[codes[0]]
    strategies = () if outcome == "unresolved" else ("R5",)
    stages = ("marker",) if outcome == "unresolved" else ("marker", "attending")
    event = Event(
        number,
        kind,
        start,
        start + 3,
        "client",
        outcome,
        None,
        tuple(codes.split()),
        "",
        strategies,
        (),
        "direct",
        stages,
    )
    return event._replace(**more)


def immediacy(number: int, start: int, opener: str = "therapist", outcome: str = "") -> Event:
    return Event(number, "immediacy", start, start + 2, opener, outcome, 3, ("IM.ask",), "", (), (), "", ())


SESSIONS = {
    "p1 s1": analysis(
        "p1 s1", [(2, "W2"), (8, "W5", "possible")], [rupture(1, 2, "unresolved", "W2"), rupture(2, 8, "partial", "W5")]
    ),
    "p1 s2": analysis("p1 s2", coded=False),
    "p1 s3": analysis(
        "p1 s3",
        [
            (4, "W2"),
            (5, "R5"),
            (5, "IM.repair"),
            (6, "E1"),
            (20, "IM.ask"),
            (30, "C1"),
            (31, "TM.against"),
            (40, "SX.exposure"),
            (41, "SX.presentation", "possible"),
        ],
        [
            rupture(1, 4, "resolved", "W2"),
            immediacy(2, 20, "client", "unanswered"),
            rupture(3, 30, "unresolved", "C1", kind="mixed"),
        ],
    ),
}
P1 = Case(
    "P1",
    (
        Visit("p1 s1", Path("a"), 1, date(2030, 1, 7), "T1"),
        Visit("p1 s2", Path("b"), 2, date(2030, 1, 14), "T1"),
        Visit("p1 s3", Path("c"), 3, date(2030, 1, 21), "T2"),
        Visit("lost", Path("d"), 5),
    ),
    "manifest",
    "P1",
)
DATED = Case(
    "dated",
    tuple(Visit(f"d{n}", Path("e"), None, date(2030, 3, 1) + timedelta(7 * n)) for n in range(6)),
    "column",
    "dated",
)


def scores(
    case: str, values: Sequence[float | None], *, measure: str = "WAI", rater: str = "client"
) -> tuple[Score, ...]:
    return tuple(Score(case, n, None, measure, rater, value, n + 1) for n, value in enumerate(values, start=1))


def work(cases: Iterable[Case] = (P1,), analyses: Iterable[Analysis] = (), found: Iterable[Score] = ()) -> Casework:
    """Return the casework of P1, or of what is given; few shuffles, so that it is quick."""
    made = Casework(tuple(cases), tuple(found), shuffles=QUICK)
    for one in tuple(analyses) or SESSIONS.values():
        made.add(one)
    return made


def study(*given: object, **more: object) -> Study:
    """Return the study of `work`."""
    return work(*given, **more).study()
