"""A canvas: a picture in px on which lines, marks and words are drawn, the same bytes for the same drawing."""

from __future__ import annotations

import io
import warnings
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, NamedTuple

from reports.figures import INKS, SETTINGS, SHAPES
from reports.svg import strict

if TYPE_CHECKING:
    from matplotlib.axes import Axes

WIDE, NARROW = 960, 342
XY = tuple[float, float]
GREY = "#77736a"
DASHES = (0, (3, 2))


class Mark(NamedTuple):
    """How marks look: a family's slug, clear or not, and size in square points; `shape` is the family's unless told."""

    slug: str
    clear: bool = True
    size: float = 26
    shape: str = ""


class Spot(NamedTuple):
    """One mark: where it is and, where it leads somewhere, the address and its name."""

    at: XY
    href: str = ""
    title: str = ""


@dataclass
class Canvas:
    """The surface: px from the left and from the top; `look` is the classes by which the page's style colours."""

    axes: Axes
    width: int
    titles: dict[str, list[str]] = field(default_factory=dict)
    count: int = 0

    def words(self, at: XY, words: str, *, look: str = "name", align: str = "left") -> None:
        """Write `words` beside a point, exactly as given."""
        size = 10 if look.startswith("name") else 9
        self.axes.text(*at, words, ha=align, va="center_baseline", fontsize=size, gid=self._id(look), parse_math=False)

    def line(self, points: Sequence[XY], *, look: str, width: float = 1.2, dashed: bool = False) -> None:
        """Draw a line through `points`; nothing for fewer than two."""
        self.lines([points], look=look, width=width, dashed=dashed)

    def lines(self, runs: Iterable[Sequence[XY]], *, look: str, width: float = 1.2, dashed: bool = False) -> None:
        """Draw several lines as one path."""
        drawn = [list(run) for run in runs if len(run) > 1]
        if drawn:
            points = [point for run in drawn for point in run]
            steps = [step for run in drawn for step in (1, *[2] * (len(run) - 1))]
            self._path(points, steps, look=look, width=width, dashed=dashed)

    def spots(self, spots: Sequence[Spot], mark: Mark) -> None:
        """Draw one mark at each spot, filled where clear."""
        if not spots:
            return
        ink, name = INKS.get(mark.slug, GREY), self._id(f"dots f-{mark.slug} {'clear' if mark.clear else 'possible'}")
        drawn = self.axes.scatter(
            [spot.at[0] for spot in spots],
            [spot.at[1] for spot in spots],
            s=mark.size,
            marker=mark.shape or SHAPES.get(mark.slug, "X"),
            facecolors=ink if mark.clear else "white",
            edgecolors=ink,
            linewidths=1.1,
            clip_on=False,
            zorder=3,
        )
        drawn.set_gid(name)
        if any(spot.href for spot in spots):
            drawn.set_urls([spot.href or None for spot in spots])
            self.titles[name] = [spot.title for spot in spots if spot.href]

    def box(self, corner: XY, size: XY, *, look: str) -> None:
        """Draw a filled box from its top left `corner`."""
        from matplotlib.patches import Rectangle

        self.axes.add_artist(Rectangle(corner, *size, fc="#dcd8cf", lw=0, gid=self._id(look), clip_on=False))

    def bow(self, start: XY, bends: tuple[XY, XY], end: XY, **stroke: Any) -> None:
        """Draw a curve from `start` to `end`; `stroke` is its look, width, and whether it is dashed."""
        self._path([start, *bends, end], [1, 4, 4, 4], **stroke)

    def ribbon(self, left: tuple[float, float, float], right: tuple[float, float, float], *, look: str) -> None:
        """Draw a band from (x, top, bottom) on the left to such on the right."""
        from matplotlib.patches import PathPatch
        from matplotlib.path import Path

        (a, top, bottom), (b, up, down) = left, right
        half = (a + b) / 2
        corners = [(a, top), (half, top), (half, up), (b, up), (b, down), (half, down), (half, bottom), (a, bottom)]
        steps = [Path.MOVETO, *[Path.CURVE4] * 3, Path.LINETO, *[Path.CURVE4] * 3, Path.CLOSEPOLY]
        path = Path([*corners, (a, top)], steps)
        self.axes.add_artist(PathPatch(path, fc="#dcd8cf", lw=0, gid=self._id(look), clip_on=False))

    def _path(
        self, points: Sequence[XY], steps: Sequence[int], *, look: str, width: float = 1.2, dashed: bool = False
    ) -> None:
        from matplotlib.patches import PathPatch
        from matplotlib.path import Path

        style = {"ls": DASHES} if dashed else {}
        path = Path(points, steps)
        made = PathPatch(path, fc="none", ec=GREY, lw=width, gid=self._id(look), clip_on=False, **style)
        self.axes.add_artist(made)

    def _id(self, look: str) -> str:
        self.count += 1
        return f"{look}|{self.count}"


def drawn(size: tuple[int, float], salt: str, draw: Callable[[Canvas], None]) -> str:
    """Return as SVG what `draw` puts on a canvas of `size` px; `salt` tells pictures of one page apart."""
    from matplotlib import rc_context
    from matplotlib.figure import Figure

    width, height = size
    out = io.StringIO()
    with rc_context({**SETTINGS, "svg.hashsalt": f"{salt} {width}"}), warnings.catch_warnings():
        warnings.simplefilter("ignore", UserWarning)  # names may need glyphs that only the page's font has
        figure = Figure(figsize=(width / 72, height / 72))
        axes = figure.add_axes((0, 0, 1, 1), xlim=(0, width), ylim=(height, 0))
        axes.set_axis_off()
        canvas = Canvas(axes, width)
        draw(canvas)
        figure.savefig(out, format="svg", metadata={"Date": None}, transparent=True)
    return strict(out.getvalue(), canvas.titles)
