"""Courses: a client's alliance scores, the dips that each method tells, and the coded talk of the same sessions."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from reports.cases.figures.canvas import NARROW, WIDE, Canvas, Mark, Spot, drawn
from reports.cases.view.cells import decimal
from reports.cases.view.course import Beside, Picture, Row

CHART, ROW, SERIES = 150, 19, 62
PAD, FOOT = 22, 24

Across = Callable[[float], float]


def course(view: Picture, *, width: int = WIDE, salt: str = "course") -> str:
    """Draw scores above, methods below them, and coded series below these, over one axis, `width` px wide."""
    gutter = 184 if width > 600 else 126
    rows = CHART + 14
    series = rows + ROW * len(view.rows) + 12
    bottom = series + SERIES * len(view.beside)

    def draw(canvas: Canvas) -> None:
        def x(place: float) -> float:
            return gutter + place * (width - gutter - 10)

        canvas.lines([[(x(place), 8.0), (x(place), bottom)] for place, _ in view.ticks], look="rules", width=0.6)
        for number, (place, label) in enumerate(view.ticks):
            if width > 600 or len(view.ticks) < 8 or number % 2 == 0:
                canvas.words((x(place), bottom + 12), label, look="tick", align="center")
        _scores(canvas, view, x, gutter)
        for number, row in enumerate(view.rows):
            _row(canvas, row, x, rows + ROW * (number + 0.5))
        for number, beside in enumerate(view.beside):
            _beside(canvas, beside, x, series + SERIES * (number + 1))

    return drawn((width, bottom + FOOT), salt, draw)


def both(view: Picture, salt: str) -> tuple[str, str]:
    """Draw a course for wide and for narrow pages."""
    return course(view, salt=salt), course(view, width=NARROW, salt=salt)


def _scores(canvas: Canvas, view: Picture, x: Across, gutter: float) -> None:
    def y(value: float) -> float:
        share = (value - view.low) / (view.high - view.low) if view.high > view.low else 0.5
        return CHART - PAD - share * (CHART - 2 * PAD)

    scored = [(x(place), y(value)) for place, value in view.scores if value is not None]
    canvas.words((0, CHART / 2), "Score")
    for value in sorted({view.low, view.high}) if scored else ():
        canvas.words((gutter - 8, y(value)), decimal(value, 2), look="tick", align="right")
    canvas.lines(_runs(view.scores, x, y), look="curve ink", width=1.6)
    canvas.line(scored, look="curve thin ink", width=0.8, dashed=True)
    canvas.spots([Spot(at) for at in scored], Mark("X", size=20, shape="o"))


def _runs(scores: Sequence[tuple[float, float | None]], x: Across, y: Across) -> list[list[tuple[float, float]]]:
    """Return the stretches of scores between sessions that have none."""
    runs: list[list[tuple[float, float]]] = [[]]
    for place, value in scores:
        if value is None:
            runs.append([])
        else:
            runs[-1].append((x(place), y(value)))
    return runs


def _row(canvas: Canvas, row: Row, x: Across, y: float) -> None:
    """Draw one method's dips: a thick line falls to the trough, a thin one goes on to the recovery."""
    canvas.words((0, y), row.label if canvas.width > 600 else row.short, look="name small")
    if not row.bars:
        canvas.words((x(0.0) + 4, y), row.said, look="tick")
    for bar in row.bars:
        canvas.line([(x(bar.start), y), (x(bar.trough), y)], look="curve ink", width=4)
        canvas.spots([Spot((x(bar.trough), y))], Mark("X", size=64, shape="v"))
        if bar.end is not None:
            canvas.line([(x(bar.trough), y), (x(bar.end), y)], look="curve ink", width=1.4)
            canvas.spots([Spot((x(bar.end), y))], Mark("X", clear=False, size=24, shape="o"))


def _beside(canvas: Canvas, beside: Beside, x: Across, floor: float) -> None:
    """Draw one coded series as stems on a line."""
    canvas.words((0, floor - 24), beside.label, look="name small")
    canvas.words(
        (0, floor - 9), f"{'a hundred turns, ' if canvas.width > 600 else ''}up to {decimal(beside.top)}", look="tick"
    )
    canvas.line([(x(0.0), floor), (x(1.0), floor)], look="rules")
    known = [point for point in beside.points if point.value is not None]
    tops = [(x(p.place), floor - (p.value or 0) / beside.top * (SERIES - 16)) for p in known]
    canvas.lines([[(at[0], floor), at] for at in tops], look=f"curve f-{beside.slug}", width=2)
    spots = [Spot(at, point.href, point.title) for at, point in zip(tops, known, strict=True)]
    canvas.spots(spots, Mark(beside.slug, size=20, shape="o"))
