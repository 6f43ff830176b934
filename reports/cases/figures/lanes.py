"""Lanes: the events of a case over its sessions, and which rupture left open was repaired in which later one."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from reports.cases.figures.canvas import NARROW, WIDE, XY, Canvas, Mark, Spot, drawn
from reports.cases.view.episodes import Episodes, Lane

STEP, PAD = 15, 16
LIFT = 26.0  # px above the first lane for lines that bow over it
TALLEST = 150  # px of a lane, however many events a session has
SHAPES = {"W": "v", "C": "^", "X": "D", "IM": "o"}


def lanes(view: Episodes, *, width: int = WIDE) -> str:
    """Draw the lanes under one another, `width` px wide."""
    gutter = 150 if width > 600 else 96
    tops, bottom = _tops(view.lanes, first=LIFT if view.bows else 0.0)

    def draw(canvas: Canvas) -> None:
        def x(place: float) -> float:
            return gutter + place * (width - gutter - 8)

        points = [_points(lane, tops[number], x) for number, lane in enumerate(view.lanes)]
        canvas.lines([[(x(place), 0.0), (x(place), bottom)] for place, _ in view.ticks], look="rules", width=0.8)
        for (lane_a, a), (lane_b, b) in view.bows:
            _bow(canvas, points[lane_a][a], points[lane_b][b])
        for number, lane in enumerate(view.lanes):
            _lane(canvas, lane, points[number], tops[number])
        for number, (place, label) in enumerate(view.ticks):
            if width > 600 or len(view.ticks) < 8 or number % 2 == 0:
                canvas.words((x(place), bottom + 12), label, look="tick", align="center")

    return drawn((width, bottom + 24), "lanes", draw)


def both(view: Episodes) -> tuple[str, str]:
    """Draw the lanes for wide and for narrow pages."""
    return lanes(view), lanes(view, width=NARROW)


def _tops(found: Sequence[Lane], *, first: float) -> tuple[list[tuple[float, float]], float]:
    """Return the top and height of each lane, and where all end."""
    tops: list[tuple[float, float]] = []
    at = first
    for lane in found:
        most = max((mark.rank for mark in lane.marks), default=0)
        height = min(STEP * most, TALLEST) + 2 * PAD
        tops.append((at, height))
        at += height
    return tops, at


def _points(lane: Lane, place: tuple[float, float], x: Callable[[float], float]) -> list[XY]:
    top, height = place
    most = max((mark.rank for mark in lane.marks), default=0)
    step = (height - 2 * PAD) / most if most else 0.0
    return [(x(mark.place), top + height - PAD - step * mark.rank) for mark in lane.marks]


def _bow(canvas: Canvas, start: XY, end: XY) -> None:
    lift = min(14 + 0.1 * abs(end[0] - start[0]), 2 * LIFT)
    bends = ((start[0] + 10, start[1] - lift), (end[0] - 10, end[1] - lift))
    canvas.bow(start, bends, end, look="curve bow", width=1, dashed=True)


def _lane(canvas: Canvas, lane: Lane, points: Sequence[XY], place: tuple[float, float]) -> None:
    top, height = place
    canvas.words((0, top + height / 2), lane.label)
    for state in ("closed", "partial", "open"):
        own = [
            Spot(at, mark.href, mark.title) for at, mark in zip(points, lane.marks, strict=True) if mark.state == state
        ]
        canvas.spots(own, Mark(lane.slug, clear=state == "closed", size=52, shape=SHAPES[lane.slug]))
        if state == "partial":
            canvas.spots(own, Mark(lane.slug, size=9, shape="o"))
