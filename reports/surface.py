"""A surface: px from the left and from the top, on which matplotlib's SVG renderer draws paths, marks and words.

The renderer is called directly. A figure with axes costs twenty times as much, and has nothing to add where every
place is told in px.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple, cast

from reports.svg import strict

if TYPE_CHECKING:
    from matplotlib.path import Path

XY = tuple[float, float]
BELOW, MIDDLE, ABOVE = 0, 1, 2
MOVE, LINE, CURVE, CLOSE = 1, 2, 4, 79
"""Steps of a path, as matplotlib numbers them."""

BASELINE = 0.38
"""How far below its middle a line of text stands, as a share of its size."""


class Look(NamedTuple):
    """How a path or mark is drawn: colours ("" for none), width of its line, dashes, and how much it covers."""

    fill: str = ""
    edge: str = ""
    width: float = 1.0
    dashes: tuple[float, ...] = ()
    alpha: float = 1.0


class Spot(NamedTuple):
    """One mark: where it is and, where it leads somewhere, the address and its name."""

    at: XY
    href: str = ""
    title: str = ""


class Surface:
    """The surface; what is drawn `ABOVE` hides what is drawn before or below. `name` is the classes of a group."""

    def __init__(self, width: float, height: float, *, salt: str) -> None:
        self.width, self.height, self.salt = width, height, salt
        self._groups: list[tuple[int, str, Callable[[Any], None]]] = []
        self._titles: dict[str, list[str]] = {}

    def path(
        self, points: Sequence[XY], steps: Sequence[int], look: Look, *, name: str, lead: Spot | None = None, z: int = 1
    ) -> None:
        """Draw a path; `lead` makes it a link."""

        def draw(renderer: Any) -> None:
            pen = _pen(renderer, look, lead.href if lead else "")
            renderer.draw_path(pen, _path(points, steps), self._down(), _face(look))

        self._add(draw, name, z, titles=[lead.title] if lead else [])

    def marks(self, spots: Sequence[Spot], look: Look, *, name: str, shape: str, size: float, z: int = 1) -> None:
        """Draw a mark of `shape` (matplotlib's sign for it) and `size` square px at each of `spots`."""
        runs = [[spot] for spot in spots] if any(spot.href for spot in spots) else [spots]

        def draw(renderer: Any) -> None:
            for run in runs:
                places = _path([spot.at for spot in run], [MOVE] * len(run))
                pen = _pen(renderer, look, run[0].href)
                renderer.draw_markers(pen, *_mark(shape, size), places, self._down(), _face(look))

        if spots:
            self._add(draw, name, z, titles=[spot.title for spot in spots if spot.href])

    def words(self, at: XY, words: str, *, name: str, size: float, align: str = "start", middle: bool = True) -> None:
        """Write `words` beside a point, exactly as given; `align` is start, middle or end."""
        base = at[1] + BASELINE * size * middle

        def draw(renderer: Any) -> None:
            place = {"x": f"{at[0]:.2f}", "y": f"{base:.2f}", "text-anchor": align}
            renderer.writer.element("text", words, attrib=place)

        self._add(draw, name, ABOVE)

    def svg(self) -> str:
        """Return what was drawn; the same bytes for the same drawing."""
        from matplotlib import rc_context
        from matplotlib.backends.backend_svg import RendererSVG

        out, make = io.StringIO(), cast("Any", RendererSVG)
        settings: dict[Any, Any] = {"svg.fonttype": "none", "svg.hashsalt": self.salt}
        with rc_context(settings):
            renderer = make(self.width, self.height, out, metadata={"Date": None})
            for _, group, draw in sorted(self._groups, key=lambda one: one[0]):
                renderer.open_group("g", gid=group)
                draw(renderer)
                renderer.close_group("g")
            renderer.finalize()
        return strict(out.getvalue(), self._titles)

    def _add(self, draw: Callable[[Any], None], name: str, z: int, *, titles: Sequence[str] = ()) -> None:
        """Draw in a group of its own, with an id by which its classes and the titles of its links are found again."""
        group = f"{name}|{len(self._groups)}"
        self._groups.append((z, group, draw))
        self._titles[group] = list(titles)

    def _down(self) -> Any:
        """Return what turns px from the top into those from the bottom, which the renderer takes."""
        from matplotlib.transforms import Affine2D

        return Affine2D().scale(1, -1).translate(0, self.height)


def _pen(renderer: Any, look: Look, href: str) -> Any:
    pen = renderer.new_gc()
    pen.set_foreground(look.edge or "none")
    pen.set_linewidth(look.width if look.edge else 0)
    pen.set_dashes(0, look.dashes or None)
    pen.set_alpha(look.alpha)
    if href:
        pen.set_url(href)
    return pen


def _path(points: Sequence[XY], steps: Sequence[int]) -> Path:
    from matplotlib.path import Path

    path = Path(points, steps)
    path.should_simplify = False
    return path


@cache
def _mark(shape: str, size: float) -> tuple[Path, Any]:
    """Return the outline of a mark, and what brings it to its size."""
    from matplotlib.markers import MarkerStyle
    from matplotlib.transforms import Affine2D

    style = MarkerStyle(shape)
    return style.get_path(), style.get_transform() + Affine2D().scale(size**0.5)


def _face(look: Look) -> tuple[float, float, float] | None:
    return _colour(look.fill) if look.fill else None


@cache
def _colour(ink: str) -> tuple[float, float, float]:
    from matplotlib.colors import to_rgb

    return to_rgb(ink)
