"""Examples: a codebook's own sentences and short dialogues, coded as sessions to test its markers."""

from __future__ import annotations

from collections.abc import Iterator

from analyzer.codebook import Codebook, Example, Marker, packaged
from analyzer.coding.cues import unbounded
from analyzer.coding.rules import RuleCoder
from analyzer.coding.talk import Moment, talk
from analyzer.session import CLIENT, THERAPIST, Session, Turn

ROLES = {"Therapist": THERAPIST, "Client": CLIENT, "Client 2": "client2"}
NEGATIVES = 3


def session(example: Example) -> Session:
    """Return an example as a session of its own, one turn a line."""
    return Session(
        "example",
        tuple(
            Turn(number, line.speaker, ROLES[line.speaker], None, None, line.text, number)
            for number, line in enumerate(example, start=1)
        ),
    )


def fired(coder: RuleCoder, example: Example, code: str) -> set[str]:
    """Return the names of the cues of `code` that hold of an example's last line."""
    ready = talk(session(example))
    found = [list(coder.findings(Moment(ready, at))) for at in range(len(ready.said))]
    return {finding.rule.cue.name for finding in found[-1] if finding.rule.marker.id == code}


def faults(codebook: Codebook) -> list[str]:
    """Return what is wrong with a codebook, one line a fault, never in the words of an example."""
    others = tuple(book for book in packaged() if book.id != codebook.id)
    coder = RuleCoder(
        (*(b for b in others if b.id == "immediacy"), codebook, *(b for b in others if b.id != "immediacy"))
    )
    return [fault for marker in codebook.markers for fault in (*_written(marker), *_shown(coder, marker))]


def _written(marker: Marker) -> Iterator[str]:
    """Yield what is wrong with a marker as it is written."""
    if not marker.source.strip():
        yield f"{marker.id}: no source"
    if len(marker.negative) < NEGATIVES:
        yield f"{marker.id}: fewer than {NEGATIVES} near-miss negatives"
    yield from (f"{marker.id}: cue {cue.name!r} has an unbounded gap" for cue in marker.cues if unbounded(cue.say))


def _shown(coder: RuleCoder, marker: Marker) -> Iterator[str]:
    """Yield what is wrong with how a marker codes its own examples."""
    cues = [fired(coder, example, marker.id) for example in marker.positive]
    yield from (f"{marker.id}: positive {n} is not coded" for n, found in enumerate(cues, start=1) if not found)
    for n, example in enumerate(marker.negative, start=1):
        if found := fired(coder, example, marker.id):
            yield f"{marker.id}: negative {n} is coded by {', '.join(sorted(found))}"
    needed = {name for found in cues if len(found) == 1 for name in found}
    yield from (f"{marker.id}: no positive needs cue {c.name!r}" for c in marker.cues if c.name not in needed)
