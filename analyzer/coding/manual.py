"""The codebook manual: every packaged codebook as Markdown, for readers who do not open TOML."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from analyzer.codebook import WHO, Codebook, Cue, Example, Marker, packaged

HEAD = """# Markers: what the packaged codebooks look for

Generated from `analyzer/codebooks/*.toml` by `python -m analyzer.coding.manual docs/markers.md`; do not edit by hand.

The markers are inspired by the sources named, worded here, and not validated against trained raters. A marker is a
candidate worth reviewing, never a verdict on a person. Examples are invented. The rule coder finds what is listed under
"found by"; "cannot see" lists true cases that words alone do not show it.
"""
SPEAKS = {"T": "therapist", "C": "client", "A": "anyone"}


def manual() -> str:
    """Return the manual of all packaged codebooks as Markdown."""
    return "\n".join([HEAD, *(line for book in packaged() for line in _book(book))])


def shown(marker: Marker) -> str:
    """Return one marker as plain text for the terminal."""
    return "\n".join(_marker(marker)).removeprefix("### ").rstrip()


def _book(book: Codebook) -> Iterator[str]:
    yield from (f"## {book.title}", "", book.source, "")
    for marker in book.markers:
        yield from _marker(marker)


def _marker(marker: Marker) -> Iterator[str]:
    yield from (f"### {marker.id} {marker.label} ({SPEAKS[marker.who]})", "", marker.definition, "")
    yield from (f"- Decide: {marker.decide}", f"- Source: {marker.source} ({marker.locus})")
    yield f"- Found by: {'; '.join(map(_cue, marker.cues))}"
    for head, examples in (("For example", marker.positive), ("Not", marker.negative), ("Cannot see", marker.missed)):
        if examples:
            yield f"- {head}:"
            yield from (f"    - {_example(example, WHO[marker.who])}" for example in examples)
    yield ""


def _cue(cue: Cue) -> str:
    """Return how a cue is named, with what must hold of the turns before."""
    name = cue.name + (f" (with {' or '.join(cue.given)})" if cue.given else "")
    return f"{name} [{', '.join(cue.needs)}]" if cue.needs else name


def _example(example: Example, speaker: str) -> str:
    """Return an example on one line; a lone line of the marker's own speaker goes without the name."""
    if len(example) == 1 and example[0].speaker == speaker:
        return f"“{example[0].text}”"
    return " / ".join(f"{line.speaker}: “{line.text}”" for line in example)


if __name__ == "__main__":
    import sys

    Path(sys.argv[1]).write_text(manual(), encoding="utf-8")
