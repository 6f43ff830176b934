"""Praat TextGrids: interval tiers of talk by speaker, codes by family and speaker, and events; long text, UTF-8."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from analyzer.analysis import Analysis
from analyzer.codebook import Codebook
from analyzer.export.archive import save
from analyzer.export.plain import file_name
from analyzer.export.spans import STEP, SYNTHETIC, Span, synthetic
from analyzer.export.tiers import TALK, Mark, Tier, tiers


def write(analyses: Iterable[Analysis], out: Path, books: Sequence[Codebook]) -> tuple[Path, ...]:
    """Write `ID.TextGrid` for each session."""
    return tuple(save(out / f"{file_name(one.session.id)}.TextGrid", text(one).encode()) for one in analyses)


def text(analysis: Analysis) -> str:
    """Return the TextGrid of one session; made-up times are told on a tier of their own, the first one."""
    made = tiers(analysis)
    end = max((mark.span.end for tier in made for mark in tier.marks), default=STEP)
    if synthetic(analysis.session.talk):
        made = [Tier("times", TALK, "", (Mark(Span(0, end), SYNTHETIC, 1),)), *made]
    head = ['File type = "ooTextFile"', 'Object class = "TextGrid"', "", "xmin = 0", f"xmax = {_seconds(end)}"]
    tiers_ = [entry for number, tier in enumerate(made, start=1) for entry in _tier(tier, number, end)]
    return "\n".join([*head, "tiers? <exists>", f"size = {len(made)}", "item []:", *tiers_]) + "\n"


def _tier(tier: Tier, number: int, end: int) -> Iterator[str]:
    intervals = list(_filled(tier.marks, end))
    yield f"    item [{number}]:"
    yield '        class = "IntervalTier"'
    yield f"        name = {_quoted(tier.name)}"
    yield "        xmin = 0"
    yield f"        xmax = {_seconds(end)}"
    yield f"        intervals: size = {len(intervals)}"
    for place, (span, label) in enumerate(intervals, start=1):
        yield f"        intervals [{place}]:"
        yield f"            xmin = {_seconds(span.begin)}"
        yield f"            xmax = {_seconds(span.end)}"
        yield f"            text = {_quoted(label)}"


def _filled(marks: Sequence[Mark], end: int) -> Iterator[tuple[Span, str]]:
    """Yield the marks with empty intervals between them: a tier covers all of its time."""
    until = 0
    for mark in marks:
        if mark.span.begin > until:
            yield Span(until, mark.span.begin), ""
        yield mark.span, mark.text
        until = mark.span.end
    if until < end:
        yield Span(until, end), ""


def _seconds(milliseconds: int) -> str:
    return f"{milliseconds / 1000:.3f}".rstrip("0").rstrip(".")


def _quoted(value: str) -> str:
    return '"' + value.replace('"', '""') + '"'
