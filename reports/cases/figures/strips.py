"""Strips: sessions under one another, the therapist's coded turns above a line and the client's below it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from reports.cases.figures.canvas import NARROW, WIDE, XY, Canvas, drawn
from reports.cases.view.strips import Strips

ROW, HEAD, TALL = 30, 4, 10


def strips(view: Strips, *, width: int = WIDE) -> str:
    """Draw a row a session, `width` px wide; rows are as long as sessions have turns."""
    gutter = 150 if width > 600 else 96

    def draw(canvas: Canvas) -> None:
        long = width - gutter - 8
        for number, strip in enumerate(view.strips):
            y = HEAD + ROW * (number + 0.5)
            canvas.words((0, y), _short(strip.label, 22 if width > 600 else 14))
            canvas.line([(gutter, y), (gutter + strip.length * long, y)], look="rules")
            _ticks(canvas, strip.therapist, (gutter, y - 1), long=long, tall=-TALL)
            _ticks(canvas, strip.client, (gutter, y + 1), long=long, tall=TALL)

    return drawn((width, HEAD + ROW * len(view.strips) + 4), "strips", draw)


def both(view: Strips) -> tuple[str, str]:
    """Draw the strips for wide and for narrow pages."""
    return strips(view), strips(view, width=NARROW)


def _ticks(canvas: Canvas, marks: Sequence[tuple[str, float]], at: XY, *, long: float, tall: float) -> None:
    """Draw a stroke a coded turn; a turn of several families shares its height among them."""
    sharing: dict[float, list[str]] = {}
    for slug, place in marks:
        sharing.setdefault(place, []).append(slug)
    for slug in dict.fromkeys(slug for slug, _ in marks):
        canvas.lines(_strokes(sharing, slug, at, long=long, tall=tall), look=f"curve f-{slug}", width=2.4)


def _strokes(sharing: dict[float, list[str]], slug: str, at: XY, *, long: float, tall: float) -> Iterable[list[XY]]:
    for place, slugs in sharing.items():
        if slug in slugs:
            x, part, share = at[0] + place * long, slugs.index(slug), tall / len(slugs)
            yield [(x, at[1] + part * share), (x, at[1] + (part + 1) * share)]


def _short(label: str, longest: int) -> str:
    return label if len(label) <= longest else f"{label[: longest - 1]}…"
