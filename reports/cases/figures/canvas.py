"""A canvas: a picture in px on which lines, marks and words are drawn, the same bytes for the same drawing."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from reports.figures import INKS, SHAPES
from reports.surface import ABOVE, CLOSE, CURVE, LINE, MOVE, XY, Look, Spot, Surface

WIDE, NARROW = 960, 342
GREY, PALE = "#77736a", "#dcd8cf"
DASHES = (3.0, 2.0)
ALIGNED = {"left": "start", "center": "middle", "right": "end"}

__all__ = ["NARROW", "WIDE", "XY", "Canvas", "Mark", "Spot", "drawn"]


class Mark(NamedTuple):
    """How marks look: a family's slug, clear or not, and size in square points; `shape` is the family's unless told."""

    slug: str
    clear: bool = True
    size: float = 26
    shape: str = ""


@dataclass
class Canvas:
    """The surface; `look` is the classes by which the page's style colours."""

    surface: Surface
    width: int

    def words(self, at: XY, words: str, *, look: str = "name", align: str = "left") -> None:
        """Write `words` beside a point, exactly as given."""
        size = 10 if look.startswith("name") else 9
        self.surface.words(at, words, name=look, size=size, align=ALIGNED[align])

    def line(self, points: Sequence[XY], *, look: str, width: float = 1.2, dashed: bool = False) -> None:
        """Draw a line through `points`; nothing for fewer than two."""
        self.lines([points], look=look, width=width, dashed=dashed)

    def lines(self, runs: Iterable[Sequence[XY]], *, look: str, width: float = 1.2, dashed: bool = False) -> None:
        """Draw several lines as one path."""
        drawn = [list(run) for run in runs if len(run) > 1]
        if drawn:
            points = [point for run in drawn for point in run]
            steps = [step for run in drawn for step in (MOVE, *[LINE] * (len(run) - 1))]
            self._stroke(points, steps, look=look, width=width, dashed=dashed)

    def spots(self, spots: Sequence[Spot], mark: Mark) -> None:
        """Draw one mark at each spot, filled where clear."""
        ink, name = INKS.get(mark.slug, GREY), f"dots f-{mark.slug} {'clear' if mark.clear else 'possible'}"
        look = Look(ink if mark.clear else "white", ink, 1.1)
        shape = mark.shape or SHAPES.get(mark.slug, "X")
        self.surface.marks(spots, look, name=name, shape=shape, size=mark.size, z=ABOVE)

    def box(self, corner: XY, size: XY, *, look: str) -> None:
        """Draw a filled box from its top left `corner`."""
        (left, top), (wide, high) = corner, size
        points = [(left, top), (left + wide, top), (left + wide, top + high), (left, top + high), (left, top)]
        self.surface.path(points, [MOVE, LINE, LINE, LINE, CLOSE], Look(PALE), name=look)

    def bow(self, start: XY, bends: tuple[XY, XY], end: XY, **stroke: Any) -> None:
        """Draw a curve from `start` to `end`; `stroke` is its look, width, and whether it is dashed."""
        self._stroke([start, *bends, end], [MOVE, CURVE, CURVE, CURVE], **stroke)

    def ribbon(self, left: tuple[float, float, float], right: tuple[float, float, float], *, look: str) -> None:
        """Draw a band from (x, top, bottom) on the left to such on the right."""
        (a, top, bottom), (b, up, down) = left, right
        half = (a + b) / 2
        corners = [(a, top), (half, top), (half, up), (b, up), (b, down), (half, down), (half, bottom), (a, bottom)]
        steps = [MOVE, *[CURVE] * 3, LINE, *[CURVE] * 3, CLOSE]
        self.surface.path([*corners, (a, top)], steps, Look(PALE), name=look)

    def _stroke(
        self, points: Sequence[XY], steps: Sequence[int], *, look: str, width: float = 1.2, dashed: bool = False
    ) -> None:
        self.surface.path(points, steps, Look("", GREY, width, DASHES if dashed else ()), name=look)


def drawn(size: tuple[int, float], salt: str, draw: Callable[[Canvas], None]) -> str:
    """Return as SVG what `draw` puts on a canvas of `size` px; `salt` tells pictures of one page apart."""
    surface = Surface(*size, salt=f"{salt} {size[0]}")
    draw(Canvas(surface, size[0]))
    return surface.svg()
