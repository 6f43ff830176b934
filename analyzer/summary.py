"""Summaries: a session, or what a file holds, as plain text for the terminal."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from analyzer.analysis import Analysis
from analyzer.codes import family
from analyzer.events import UNANSWERED, Event
from analyzer.reading import Check
from analyzer.shown import shown

QUOTE = 160


def session(analysis: Analysis) -> str:
    """Tell a session: who spoke, what was found and where, with the turns quoted."""
    lines = [*_head(analysis), "", *_events(analysis), "", *_families(analysis)]
    return "\n".join(map(shown, lines))


def check(check: Check) -> str:
    """Tell what a file holds, as it was read."""
    files = f"{check.id}, {' + '.join(check.files)}" if check.files else check.path
    lines = [
        f"{files}: {check.format}, {check.turns} turns, {check.words} words, {_length(check.duration)}",
        f"  left out: {check.left_out} words",
        *([f"  in the turns, but no speech: {_counted(check.asides)}"] if check.asides else []),
        *(f"  {role.speaker or '(no name)'}: {role.role}, {_how(role.how, role.confidence)}" for role in check.roles),
    ]
    for problem in check.problems:
        place = f"line {problem.line}: " if problem.line else ""
        words = f" ({problem.words} words)" if problem.words else ""
        lines.append(f"  {place}{problem.reason}{words}")
    return "\n".join(map(shown, lines))


def _counted(asides: Mapping[str, int]) -> str:
    return ", ".join(f"{kind} {count}" for kind, count in asides.items())


def _head(analysis: Analysis) -> Iterator[str]:
    talk = analysis.session.talk
    yield f"{analysis.session.id}: {len(talk)} turns, coded by {analysis.coder}"
    for role in analysis.session.roles:
        yield f"  {role.speaker}: {role.role}, {_how(role.how, role.confidence)}"
    if analysis.session.uncoded:
        yield f"Not coded: {analysis.session.uncoded}"


def _events(analysis: Analysis) -> Iterator[str]:
    if not analysis.story:
        yield "No candidate events. That does not mean that nothing happened."
    for event in analysis.story:
        yield f"Turns {event.start}-{event.end}: {_title(event)}"
        yield f"  {_quote(analysis, event.start)}"


def _title(event: Event) -> str:
    if event.outcome == UNANSWERED:
        return "candidate bid by the client that was not taken up"
    if event.is_rupture:
        return f"candidate rupture ({event.kind}), {event.outcome.replace('_', ' ')}; {' '.join(event.codes)}"
    return f"candidate immediacy, depth {event.depth}, opened by the {event.initiator}; {' '.join(event.codes)}"


def _quote(analysis: Analysis, turn: int) -> str:
    said = analysis.session.talk[turn - 1]
    text = said.text if len(said.text) <= QUOTE else f"{said.text[: QUOTE - 1]}\u2026"
    return f"{said.speaker}: {text}"


def _families(analysis: Analysis) -> Iterator[str]:
    found: dict[str, list[str]] = {}
    for code in analysis.findings:
        found.setdefault(family(code.code), []).append(f"{code.code}@{code.turn}")
    for name, codes in found.items():
        yield f"{name}: {' '.join(codes)}"


def _how(how: str, confidence: float) -> str:
    told = {"label": "from the label", "user": "as you said", "inferred": "inferred from the talk"}
    return told.get(how, how) + (f" ({confidence:.0%} sure)" if how == "inferred" else "")


def _length(seconds: float | None) -> str:
    return "no times" if seconds is None else f"{seconds / 60:.0f} min"
