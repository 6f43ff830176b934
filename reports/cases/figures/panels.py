"""Panels: a small picture a family, all under one scale, so that heights can be compared."""

from __future__ import annotations

from typing import NamedTuple

from reports.cases.figures.canvas import NARROW, WIDE, XY, Canvas, Mark, Spot, drawn
from reports.cases.view.cells import decimal
from reports.cases.view.follow import Multiples, Panel

HIGH, GAP, ROOM = 122, 26, 12
TOP, FLOOR = 40, 22  # px above the highest point of a panel, and below its line
LABELLED = 6  # sessions up to which every value is written


class Frame(NamedTuple):
    """Where a panel's picture lies, px."""

    left: float
    right: float
    top: float
    floor: float

    def at(self, place: float, share: float) -> XY:
        """Return the point of a place 0-1 and a share 0-1 of the scale."""
        return self.left + place * (self.right - self.left), self.floor - share * (self.floor - self.top)


def panels(view: Multiples, *, width: int = WIDE, salt: str = "panels") -> str:
    """Draw panels side by side, `width` px in all."""
    columns = min(4 if width > 600 else 2, len(view.panels))
    rows = -(-len(view.panels) // columns)

    def draw(canvas: Canvas) -> None:
        wide = (width - GAP * (columns - 1)) / columns
        for number, panel in enumerate(view.panels):
            row, column = divmod(number, columns)
            left, top = column * (wide + GAP), row * (HIGH + ROOM)
            _panel(canvas, panel, view, Frame(left, left + wide, top + TOP, top + HIGH - FLOOR))

    return drawn((width, rows * (HIGH + ROOM)), salt, draw)


def both(view: Multiples, salt: str) -> tuple[str, str]:
    """Draw panels for wide and for narrow pages."""
    return panels(view, salt=salt), panels(view, width=NARROW, salt=salt)


def _panel(canvas: Canvas, panel: Panel, view: Multiples, frame: Frame) -> None:
    canvas.words((frame.left, frame.top - TOP + 10), panel.label)
    canvas.line([frame.at(0, 0), frame.at(1, 0)], look="rules")
    for place, label in _ticks(view, frame):
        canvas.words((frame.at(place, 0)[0], frame.floor + 12), label, look="tick", align="center")
    known = [point for point in panel.points if point.value is not None]
    for run in _runs(panel, "value", view.top, frame):
        canvas.line(run, look=f"curve thin f-{panel.slug}", width=1)
    for run in _runs(panel, "clear", view.top, frame):
        canvas.line(run, look=f"curve f-{panel.slug}", width=1.6)
    whole = [Spot(frame.at(p.place, (p.value or 0) / view.top), p.href, p.title) for p in known]
    clear = [Spot(frame.at(p.place, (p.clear or 0) / view.top)) for p in known]
    canvas.spots(whole, Mark(panel.slug, clear=False, size=22, shape="o"))
    canvas.spots(clear, Mark(panel.slug, size=12, shape="o"))
    _values(canvas, panel, view, frame)


def _runs(panel: Panel, part: str, top: float, frame: Frame) -> list[list[XY]]:
    """Return the stretches of a line between sessions that were not coded."""
    runs: list[list[XY]] = [[]]
    for point in panel.points:
        value = getattr(point, part)
        if value is None:
            runs.append([])
        else:
            runs[-1].append(frame.at(point.place, value / top))
    return runs


def _ticks(view: Multiples, frame: Frame) -> tuple[tuple[float, str], ...]:
    """Return the ticks that have room: the first, and then as many as stand 22 px apart."""
    kept: list[tuple[float, str]] = []
    for place, label in view.ticks:
        if not kept or (place - kept[-1][0]) * (frame.right - frame.left) >= 22:
            kept.append((place, label))
    return tuple(kept)


def _values(canvas: Canvas, panel: Panel, view: Multiples, frame: Frame) -> None:
    """Write the values above their points: all where they are few, else the highest."""
    known = [point for point in panel.points if point.value]
    if len(panel.points) > LABELLED:
        known = [max(known, key=lambda point: point.value or 0)] if known else []
    for point in known:
        x, y = frame.at(point.place, (point.value or 0) / view.top)
        canvas.words((x, y - 10), decimal(point.value), look="tick", align="center")
