"""Rev.ai: monologues of timed elements, signs and spaces among them."""

from __future__ import annotations

from analyzer.readers.shapes import Record, listed, name, text
from analyzer.readers.source import Source
from analyzer.readers.times import seconds
from analyzer.readers.words import Word, reading
from analyzer.session import Reading


def fits(source: Source) -> bool:
    """Tell whether the source holds monologues with elements."""
    return any(listed(one, "elements") for one in listed(source.content, "monologues"))


def read(source: Source) -> Reading:
    """Read element by element; signs bring their own spaces."""
    names = {text(one.get("id")): name(one.get("name")) for one in listed(source.content, "speakers")}
    monologues = listed(source.content, "monologues")
    words = [word for number, one in enumerate(monologues, start=1) for word in _words(one, number, names)]
    return reading(words, "rev.ai json", lines=len(monologues))


def _words(monologue: Record, number: int, names: dict[str, str | None]) -> list[Word]:
    """Return the elements of a monologue; all but the first are glued, since spaces are elements too."""
    speaker = monologue.get("speaker")
    named = name(monologue.get("speaker_name")) or names.get(text(speaker)) or name(speaker, "Speaker")
    return [
        Word(named, text(one.get("value")), seconds(one.get("ts")), seconds(one.get("end_ts")), number, place > 0)
        for place, one in enumerate(listed(monologue, "elements"))
    ]
