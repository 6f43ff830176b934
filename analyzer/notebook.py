"""Notebook: how a session, an analysis, a case and a study show in Jupyter, as small tables."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from html import escape
from typing import TYPE_CHECKING

from analyzer.codes import CLEAR

if TYPE_CHECKING:
    from analyzer.analysis import Analysis
    from analyzer.cases.case import Case
    from analyzer.session import Session
    from analyzer.study import Study

_EVENTS = 20
"""Events that are listed; the frame has all."""


def session(session: Session) -> str:
    """Show who speaks, how roles were settled, and what of the file was not taken up."""
    spoken = Counter(turn.speaker for turn in session.talk)
    facts = (f"{len(session.talk)} turns", "timed" if session.timed else "no times", f"language {session.language}")
    roles = [(role.speaker, role.role, role.how, spoken[role.speaker]) for role in session.roles]
    told = [*([session.uncoded] if session.uncoded else []), *(one.reason for one in session.reading.problems)]
    return "".join(
        [_head(session.id, facts), _table(("speaker", "role", "settled by", "turns"), roles), *map(_note, told)]
    )


def analysis(analysis: Analysis) -> str:
    """Show how many codes of each family and which events were found, as candidates."""
    facts = (f"{len(analysis.session.talk)} turns", f"coded by {analysis.coder}")
    families = [
        (name, sum(code.clarity == CLEAR for code in own), sum(code.clarity != CLEAR for code in own))
        for name in dict.fromkeys(code.family for code in analysis.findings)
        if (own := [code for code in analysis.findings if code.family == name])
    ]
    events = [
        (f"{e.start}–{e.end}", e.kind, e.outcome.replace("_", " "), e.depth or "", " ".join(e.codes))
        for e in analysis.story[:_EVENTS]
    ]
    more = len(analysis.story) - len(events)
    parts = [
        _head(analysis.session.id, facts),
        *([_note(f"Not coded: {analysis.session.uncoded}")] if analysis.session.uncoded else []),
        _table(("candidates", "clear", "possible"), families),
        _table(("turns", "event", "outcome", "depth", "codes"), events),
        *([_note(f"and {more} more events")] if more else []),
    ]
    return "".join(parts)


def case(case: Case) -> str:
    """Show the sessions of a case in order."""
    rows = [
        (order, visit.session, "" if visit.number is None else visit.number, visit.date or "", visit.therapist)
        for order, visit in enumerate(case.visits, start=1)
    ]
    head = _head(case.id, (f"{len(rows)} sessions", f"put together by the {case.how}"))
    return head + _table(("", "session", "number", "date", "therapist"), rows)


def study(study: Study) -> str:
    """Show the cases of a study, with what was counted in each."""
    columns = ("case", "sessions", "coded", "ruptures", "ruptures_unresolved", "events_immediacy", "bids_unanswered")
    rows = study.cases[list(columns)].astype(object).itertuples(index=False, name=None)
    facts = (f"{len(study.bench.sessions)} sessions", f"{len(study.coded)} coded", f"{len(study.known)} cases")
    return _head("Study", facts) + _table([name.replace("_", " ") for name in columns], rows)


def _head(title: str, facts: Iterable[str]) -> str:
    return f"<p><strong>{escape(title)}</strong> · {escape(' · '.join(facts))}</p>"


def _note(text: str) -> str:
    return f"<p>{escape(text)}</p>"


def _table(columns: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """Return a table, or nothing where it would have no rows."""
    body = "".join(f"<tr>{''.join(f'<td>{escape(str(cell))}</td>' for cell in row)}</tr>" for row in rows)
    head = "".join(f"<th>{escape(name)}</th>" for name in columns)
    return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>" if body else ""
