"""Figures: the timeline of a session, drawn by matplotlib with few artists; the same bytes for the same session."""

from __future__ import annotations

import io
import warnings
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from reports.svg import strict
from reports.view.timeline import Band, Lane, Timeline, Voice

if TYPE_CHECKING:
    from matplotlib.axes import Axes

WIDE, NARROW = 960, 342
MARGIN = 8
ROW = 21
CROWD = 60  # marks in a lane above which they are drawn smaller
SETTINGS: dict[Any, Any] = {"svg.fonttype": "none", "path.simplify": False}
SHAPES = {"IM": "o", "W": "v", "C": "^", "TM": "D", "R": "s", "E": "P", "SX": "h", "X": "X"}
INKS = {
    "IM": "#0b5c8a",
    "W": "#6b4f9a",
    "C": "#b3541e",
    "TM": "#7a6200",
    "R": "#00694d",
    "E": "#3b8fb5",
    "SX": "#a03a78",
    "X": "#5d5a53",
}
CLOSED = ("resolved", "self_resolved")
NAMES = {"rupture": "Rupture episodes", "immediacy": "Immediacy events"}
OPEN = ("unresolved", "unanswered", "partial")
GREY, PALE, INK = "#77736a", "#dcd8cf", "#1f1e1b"


class Frame(NamedTuple):
    """Where a picture `width` wide puts its rows, top to bottom, in px."""

    width: int
    gutter: int
    voices: int
    bands: int
    lanes: int
    axis: int

    @property
    def roomy(self) -> bool:
        """Tell whether there is room for every label and for marks that lead somewhere."""
        return self.width > 600

    def x(self, place: float) -> float:
        """Return the px of a fraction of the session."""
        return self.gutter + place * (self.width - self.gutter - MARGIN)


def timeline(view: Timeline, *, width: int = WIDE) -> str:
    """Draw a timeline as SVG, `width` px wide; the same bytes for the same view."""
    from matplotlib import rc_context
    from matplotlib.figure import Figure

    frame = _frame(view, width)
    height = frame.axis + 22
    out = io.StringIO()
    with rc_context({**SETTINGS, "svg.hashsalt": f"timeline {width}"}), warnings.catch_warnings():
        warnings.simplefilter("ignore", UserWarning)  # speakers' names may need glyphs that only the page's font has
        figure = Figure(figsize=(width / 72, height / 72))
        axes = figure.add_axes((0, 0, 1, 1), xlim=(0, width), ylim=(height, 0))
        axes.set_axis_off()
        titles = _draw(axes, view, frame)
        figure.savefig(out, format="svg", metadata={"Date": None}, transparent=True)
    return strict(out.getvalue(), titles)


def _frame(view: Timeline, width: int) -> Frame:
    rows = max((band.row for band in view.bands), default=-1) + 1
    bands = MARGIN + ROW * len(view.voices)
    lanes = bands + ROW * rows + 6
    gutter = 150 if width > 600 else 118
    return Frame(width, gutter, MARGIN, bands, lanes, lanes + ROW * len(view.lanes) + 2)


def _draw(axes: Axes, view: Timeline, frame: Frame) -> dict[str, list[str]]:
    """Draw everything; return the titles of the links of each group."""
    _voices(axes, view.voices, frame)
    titles = _bands(axes, view.bands, frame)
    _rules(axes, view, frame)
    for number, lane in enumerate(view.lanes):
        titles |= _lane(axes, lane, frame, frame.lanes + ROW * (number + 0.5))
    return titles


def _voices(axes: Axes, voices: Sequence[Voice], frame: Frame) -> None:
    """Draw when each spoke, a single path a speaker."""
    from matplotlib.patches import PathPatch
    from matplotlib.path import Path

    for number, voice in enumerate(voices):
        top = frame.voices + ROW * number + 4
        corners = [
            point
            for start, end in voice.spans
            for point in _corners(frame.x(start), max(frame.x(end), frame.x(start) + 0.6), top, top + ROW - 8)
        ]
        steps = [Path.MOVETO, Path.LINETO, Path.LINETO, Path.LINETO, Path.CLOSEPOLY] * len(voice.spans)
        axes.add_artist(PathPatch(Path(corners, steps), fc=GREY, lw=0, gid=f"voice|{number}", clip_on=False))
        _name(axes, voice.label, top + (ROW - 8) / 2)


def _corners(left: float, right: float, top: float, bottom: float) -> list[tuple[float, float]]:
    return [(left, top), (right, top), (right, bottom), (left, bottom), (left, top)]


def _bands(axes: Axes, bands: Sequence[Band], frame: Frame) -> dict[str, list[str]]:
    """Draw each event as a bar that leads to its story; ruptures also shade the lanes."""
    titles = {}
    for number, band in enumerate(bands):
        left, width = frame.x(band.start), max(frame.x(band.end) - frame.x(band.start), 3.0)
        top = frame.bands + ROW * band.row + 4
        if band.kind == "rupture":
            _box(axes, (left, frame.lanes, width, frame.axis - frame.lanes), gid=f"shade|{number}", fc=PALE, alpha=0.4)
        name = f"band {band.kind} {band.outcome}|{number}"
        look = {"fc": PALE if band.outcome in CLOSED else "white", "ec": INK, "lw": 1, "url": f"#{band.anchor}"}
        look |= {"ls": (0, (3, 2))} if band.outcome in OPEN else {}
        _box(axes, (left, top, width, ROW - 8), gid=name, **look)
        edge = left + 5 if width > 26 else left + width + 3
        axes.text(edge, top + (ROW - 8) / 2, band.label, va="center_baseline", fontsize=9, gid=f"bandname|{number}")
        titles[name] = [band.title]
    for kind, label in NAMES.items():
        row = min((band.row for band in bands if band.kind == kind), default=None)
        if row is not None:
            _name(axes, label, frame.bands + ROW * (row + 0.5))
    return titles


def _box(axes: Axes, box: tuple[float, float, float, float], **look: Any) -> None:
    from matplotlib.patches import Rectangle

    axes.add_artist(Rectangle(box[:2], box[2], box[3], **{"lw": 0, "clip_on": False, **look}))


def _rules(axes: Axes, view: Timeline, frame: Frame) -> None:
    """Draw the lanes' lines and the ticks below."""
    from matplotlib.collections import LineCollection

    right = float(frame.width - MARGIN)
    lanes = [frame.lanes + ROW * (number + 0.5) for number in range(len(view.lanes))]
    lines = [[(float(frame.gutter), y), (right, y)] for y in [*lanes, float(frame.axis)]]
    ticks = [(frame.x(place), label) for place, label in view.ticks]
    ticks = [tick for number, tick in enumerate(ticks) if frame.roomy or number % 2 == 0]
    lines += [[(x, float(frame.axis)), (x, frame.axis + 4.0)] for x, _ in ticks]
    axes.add_collection(
        LineCollection(lines, colors=PALE, linewidths=0.8, gid="rules|0", clip_on=False, zorder=0.5), autolim=False
    )
    for x, label in ticks:
        axes.text(x, frame.axis + 15, label, ha="center", fontsize=9, gid="tick|0")


def _lane(axes: Axes, lane: Lane, frame: Frame, y: float) -> dict[str, list[str]]:
    """Draw one family's codes: filled where clear, open where possible, each leading to its turn."""
    _name(axes, lane.label, y)
    titles = {}
    for kind, clear in (("possible", False), ("clear", True)):
        dots = [dot for dot in lane.dots if dot.clear is clear]
        if not dots:
            continue
        ink, name = INKS[lane.slug], f"dots f-{lane.slug} {kind}|{y:.0f}"
        drawn = axes.scatter(
            [frame.x(dot.place) for dot in dots],
            [y] * len(dots),
            s=34 if len(dots) < CROWD else 18,
            marker=SHAPES[lane.slug],
            facecolors=ink if clear else "white",
            edgecolors=ink,
            linewidths=1.1,
            clip_on=False,
        )
        drawn.set_gid(name)
        if frame.roomy:  # else the marks are too small and too close to touch
            drawn.set_urls([f"#t{dot.turn}" for dot in dots])
            titles[name] = [dot.title for dot in dots]
    return titles


def _name(axes: Axes, label: str, y: float) -> None:
    axes.text(0, y, label, va="center_baseline", fontsize=10, gid="name|0", parse_math=False)


def both(view: Timeline) -> tuple[str, str]:
    """Draw a timeline for wide and for narrow pages."""
    return timeline(view), timeline(view, width=NARROW)
