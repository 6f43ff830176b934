"""Strips: sessions under one another, the therapist's coded turns above a line and the client's below it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from reports.cases.figures.canvas import NARROW, WIDE, XY, Canvas, drawn
from reports.cases.view.strips import Strips

ROW, HEAD, TALL = 30, 4, 10


def strips(view: Strips, *, width: int = WIDE) -> str:
    """Draw a row a session, `width` px wide; rows are as long as sessions have turns."""
    gutter = 150 if width > 600 else 96

    def draw(canvas: Canvas) -> None:
        long = width - gutter - 8
        strokes: dict[str, list[list[XY]]] = {}
        for number, strip in enumerate(view.strips):
            y = HEAD + ROW * (number + 0.5)
            canvas.words((0, y), _short(strip.label, 22 if width > 600 else 14))
            canvas.line([(gutter, y), (gutter + strip.length * long, y)], look="rules")
            for marks, way in ((strip.therapist, -1), (strip.client, 1)):
                for slug, place, part, parts in _parts(marks):
                    x, share = gutter + place * long, way * TALL / parts
                    top = y + way + part * share
                    strokes.setdefault(slug, []).append([(x, top), (x, top + share)])
        for slug in sorted(strokes):
            canvas.lines(strokes[slug], look=f"curve f-{slug}", width=2.4)

    return drawn((width, HEAD + ROW * len(view.strips) + 4), "strips", draw)


def both(view: Strips) -> tuple[str, str]:
    """Draw the strips for wide and for narrow pages."""
    return strips(view), strips(view, width=NARROW)


def _parts(marks: Sequence[tuple[str, float]]) -> Iterator[tuple[str, float, int, int]]:
    """Yield family, place, rank and number: a turn of several families shares its height among them."""
    for place, group in groupby(marks, key=lambda mark: mark[1]):
        slugs = [slug for slug, _ in group]
        for rank, slug in enumerate(slugs):
            yield slug, place, rank, len(slugs)


def _short(label: str, longest: int) -> str:
    """Keep the end of a name, which is where sessions of one client differ."""
    return label if len(label) <= longest else f"…{label[1 - longest :]}"
