"""An axis: where the sessions of a case stand from left to right, by number where all have one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from analyzer.cases.case import Case

TICKS = 12  # labels that have room


@dataclass(frozen=True, slots=True)
class Axis:
    """`places` holds where each session is, `ticks` fractions with labels; `unit` says what runs along it."""

    places: Mapping[str, float]
    ticks: tuple[tuple[float, str], ...]
    unit: str
    low: float
    high: float

    def share(self, place: float) -> float:
        """Return where a place is as a fraction of the axis."""
        return (place - self.low) / (self.high - self.low)

    def at(self, session: str) -> float | None:
        """Return where a session is as a fraction of the axis; None if it is not on it."""
        return self.share(self.places[session]) if session in self.places else None


def axis(case: Case) -> Axis:
    """Return the axis of a case: session numbers, true to scale, or the order of sessions where not all have one."""
    numbers = [visit.number for visit in case.visits]
    if None not in numbers and len(set(numbers)) == len(numbers):
        places = {visit.session: float(visit.number or 0) for visit in case.visits}
        return spread(places, places.values(), unit="session number")
    places = {session: float(place) for place, session in enumerate(case.sessions, start=1)}
    return spread(places, places.values(), unit="sessions in order")


def spread(places: Mapping[str, float], values: Iterable[float], *, unit: str) -> Axis:
    """Return an axis that reaches over all of `values`, with a little room at its ends."""
    ordered = sorted(set(values)) or [1.0]
    room = max(0.5, 0.03 * (ordered[-1] - ordered[0]))
    low, high = ordered[0] - room, ordered[-1] + room
    ticks = tuple(((place - low) / (high - low), f"{place:.0f}") for place in _chosen(ordered))
    return Axis(dict(places), ticks, unit, low, high)


def _chosen(ordered: Sequence[float]) -> Sequence[float]:
    """Return the places to label: all that there is room for, the first among them."""
    return ordered[:: -(-len(ordered) // TICKS)]
