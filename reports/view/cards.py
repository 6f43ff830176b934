"""Cards: what a page says about each code of a session, made once and shown beside every use."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from analyzer.accuracy import Accuracy
from analyzer.codes import Code, family
from analyzer.instruments import markers
from reports.provenance import Marker, References
from reports.view.numbers import percent, printable
from reports.view.wording import LANES, slug

UNMEASURED = "not measured"


@dataclass(frozen=True, slots=True)
class Card:
    """One code: its names, what it means, where it is from, and how well it was found when that was measured."""

    anchor: str
    code: str
    label: str
    family: str
    slug: str
    definition: str
    decide: str
    source: str
    accuracy: str
    count: int

    @property
    def name(self) -> str:
        """Return id and label, such as "W2 Minimal response"."""
        return f"{self.code} {self.label}" if self.label != self.code else self.code


def cards(codes: Iterable[Code], references: References) -> dict[str, Card]:
    """Make a card for each code that occurs, ordered by family and id; `count` is on how many turns it stands."""
    counts = Counter(code for code, _ in {(c.code, c.turn) for c in codes})
    ordered = sorted(counts, key=lambda code: (_rank(family(code)), code))
    return {
        code: _card(code, count=counts[code], anchor=f"code-{number}", references=references)
        for number, code in enumerate(ordered, start=1)
    }


def _card(code: str, *, count: int, anchor: str, references: References) -> Card:
    marker: Marker | None = references.markers.get(code) or markers().get(code)
    label, definition, decide, source = map(printable, _told(marker)) if marker else (code, "", "", "")
    measured = accuracy(references.accuracy.get(code))
    name = family(code)
    names = (anchor, printable(code), label, printable(name), slug(name))
    return Card(*names, definition, decide, source, measured, count)


def accuracy(measured: Accuracy | None) -> str:
    """Write a measured precision with its interval, or that there is none."""
    if measured is None or not measured.n:
        return UNMEASURED
    interval = f"{percent(measured.low)} to {percent(measured.high)}"
    return f"precision {percent(measured.precision)} ({interval}; {measured.n:,} marks judged)"


def _told(marker: Marker) -> tuple[str, str, str, str]:
    source = ", ".join(part.rstrip(".") for part in (marker.source, marker.locus) if part)
    return marker.label, marker.definition, marker.decide, source


def _rank(name: str) -> int:
    return LANES.index(name) if name in LANES else len(LANES)
