"""Figures: the timeline of a session, drawn with few groups; the same bytes for the same session."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from reports.surface import BELOW, CLOSE, LINE, MOVE, XY, Look, Spot, Surface
from reports.view.timeline import Band, Lane, Timeline, Voice

WIDE, NARROW = 960, 342
MARGIN = 8
ROW = 21
CROWD = 60  # marks in a lane above which they are drawn smaller
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
BOX = [MOVE, LINE, LINE, LINE, CLOSE]


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
    frame = _frame(view, width)
    surface = Surface(width, frame.axis + 22, salt=f"timeline {width}")
    _voices(surface, view.voices, frame)
    _bands(surface, view.bands, frame)
    _rules(surface, view, frame)
    for number, lane in enumerate(view.lanes):
        _lane(surface, lane, frame, frame.lanes + ROW * (number + 0.5))
    return surface.svg()


def _frame(view: Timeline, width: int) -> Frame:
    rows = max((band.row for band in view.bands), default=-1) + 1
    bands = MARGIN + ROW * len(view.voices)
    lanes = bands + ROW * rows + 6
    gutter = 150 if width > 600 else 118
    return Frame(width, gutter, MARGIN, bands, lanes, lanes + ROW * len(view.lanes) + 2)


def _voices(surface: Surface, voices: Sequence[Voice], frame: Frame) -> None:
    """Draw when each spoke, a single path a speaker."""
    for number, voice in enumerate(voices):
        top = frame.voices + ROW * number + 4
        corners = [
            point
            for start, end in voice.spans
            for point in _corners(frame.x(start), max(frame.x(end), frame.x(start) + 0.6), top, top + ROW - 8)
        ]
        surface.path(corners, BOX * len(voice.spans), Look(GREY), name="voice")
        _name(surface, voice.label, top + (ROW - 8) / 2)


def _corners(left: float, right: float, top: float, bottom: float) -> list[XY]:
    return [(left, top), (right, top), (right, bottom), (left, bottom), (left, top)]


def _bands(surface: Surface, bands: Sequence[Band], frame: Frame) -> None:
    """Draw each event as a bar that leads to its story; ruptures also shade the lanes."""
    for band in bands:
        left, width = frame.x(band.start), max(frame.x(band.end) - frame.x(band.start), 3.0)
        top = frame.bands + ROW * band.row + 4
        if band.kind == "rupture":
            shade = _corners(left, left + width, frame.lanes, frame.axis)
            surface.path(shade, BOX, Look(PALE, alpha=0.4), name="shade")
        look = Look(PALE if band.outcome in CLOSED else "white", INK, 1, (3, 2) if band.outcome in OPEN else ())
        lead = Spot((left, top), f"#{band.anchor}", band.title)
        bar = _corners(left, left + width, top, top + ROW - 8)
        surface.path(bar, BOX, look, name=f"band {band.kind} {band.outcome}", lead=lead)
        edge = left + 5 if width > 26 else left + width + 3
        surface.words((edge, top + (ROW - 8) / 2), band.label, name="bandname", size=9)
    for kind, label in NAMES.items():
        row = min((band.row for band in bands if band.kind == kind), default=None)
        if row is not None:
            _name(surface, label, frame.bands + ROW * (row + 0.5))


def _rules(surface: Surface, view: Timeline, frame: Frame) -> None:
    """Draw the lanes' lines and the ticks below."""
    right = float(frame.width - MARGIN)
    lanes = [frame.lanes + ROW * (number + 0.5) for number in range(len(view.lanes))]
    lines = [((float(frame.gutter), y), (right, y)) for y in [*lanes, float(frame.axis)]]
    ticks = [(frame.x(place), label) for place, label in view.ticks]
    ticks = [tick for number, tick in enumerate(ticks) if frame.roomy or number % 2 == 0]
    lines += [((x, float(frame.axis)), (x, frame.axis + 4.0)) for x, _ in ticks]
    points = [point for line in lines for point in line]
    surface.path(points, [MOVE, LINE] * len(lines), Look("", PALE, 0.8), name="rules", z=BELOW)
    for x, label in ticks:
        surface.words((x, frame.axis + 15), label, name="tick", size=9, align="middle", middle=False)


def _lane(surface: Surface, lane: Lane, frame: Frame, y: float) -> None:
    """Draw one family's codes: filled where clear, open where possible, each leading to its turn."""
    _name(surface, lane.label, y)
    for kind, clear in (("possible", False), ("clear", True)):
        dots = [dot for dot in lane.dots if dot.clear is clear]
        ink = INKS[lane.slug]
        # on a narrow picture the marks are too small and too close to touch
        spots = [Spot((frame.x(dot.place), y), *((f"#t{dot.turn}", dot.title) if frame.roomy else ())) for dot in dots]
        look, size = Look(ink if clear else "white", ink, 1.1), 34 if len(dots) < CROWD else 18
        surface.marks(spots, look, name=f"dots f-{lane.slug} {kind}", shape=SHAPES[lane.slug], size=size)


def _name(surface: Surface, label: str, y: float) -> None:
    surface.words((0, y), label, name="name", size=10)


def both(view: Timeline) -> tuple[str, str]:
    """Draw a timeline for wide and for narrow pages."""
    return timeline(view), timeline(view, width=NARROW)
