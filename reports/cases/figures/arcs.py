"""Arcs: the stages of a path under one another, with an arc for each step that episodes took between them."""

from __future__ import annotations

from reports.cases.figures.canvas import NARROW, WIDE, XY, Canvas, Mark, Spot, drawn
from reports.cases.view.paths import Path, Step

ROW, HEAD, FOOT = 30, 12, 10
THICK = 9.0  # px of an arc that all episodes took
NEAR = 0.72  # where along an arc its number stands: towards the end, where arcs part
PARTED = 12  # px more above the first outcome


def arcs(view: Path, *, width: int = WIDE // 2 - 24) -> str:
    """Draw one path `width` px wide: arcs to the right of the stops, those that run back dashed."""
    gutter = 182
    tops = _tops(view)

    def draw(canvas: Canvas) -> None:
        for step in sorted(view.steps, key=lambda step: step.number):
            _arc(canvas, view, step, (gutter + 10, tops[step.start]), (gutter + 10, tops[step.end]), width)
        for stop, y in zip(view.stops, tops, strict=True):
            canvas.words((0, y), stop.label, look="name" if stop.number else "tick")
            canvas.words((gutter - 6, y), str(stop.number), look="tick", align="right")
            shape = "s" if stop.last else "o"
            canvas.spots([Spot((gutter + 3, y))], Mark("X", clear=stop.number > 0, size=38, shape=shape))

    return drawn((width, tops[-1] + FOOT + 6), f"arcs {view.name}", draw)


def both(view: Path) -> tuple[str, str]:
    """Draw a path for wide and for narrow pages."""
    return arcs(view), arcs(view, width=NARROW)


def _tops(view: Path) -> list[float]:
    first = next((place for place, stop in enumerate(view.stops) if stop.last), len(view.stops))
    return [HEAD + ROW * place + (PARTED if place >= first else 0) for place in range(len(view.stops))]


def _arc(canvas: Canvas, view: Path, step: Step, start: XY, end: XY, width: int) -> None:
    far = abs(end[1] - start[1])
    out = min(20 + 0.55 * far, width - start[0] - 46)
    thick = max(THICK * step.number / view.number, 1.0)
    bends = ((start[0] + out, start[1] + 0.1 * (end[1] - start[1])), (end[0] + out, end[1] - 0.1 * (end[1] - start[1])))
    canvas.bow(start, bends, end, look="curve ink arc", width=thick, dashed=not step.forward)
    at = (start[0] + 3 * NEAR * (1 - NEAR) * out + thick / 2 + 4, start[1] + (end[1] - start[1]) * NEAR)
    canvas.words(at, str(step.number), look="tick halo")
