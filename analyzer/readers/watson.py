"""IBM Watson: words timed as triples, and speaker labels by the time at which a word begins."""

from __future__ import annotations

from collections.abc import Iterator

from analyzer.readers.shapes import inside, listed, name, text
from analyzer.readers.source import Source
from analyzer.readers.times import seconds
from analyzer.readers.words import Word, reading
from analyzer.session import Reading

_HESITATION = "%HESITATION"


def fits(source: Source) -> bool:
    """Tell whether the source holds results with words timed as triples."""
    return any(inside(best, "timestamps") is not None for best in _bests(source))


def read(source: Source) -> Reading:
    """Read word by word; "%HESITATION" is written (hesitation)."""
    labels = {
        text(label.get("from")): name(label.get("speaker"), "Speaker")
        for label in listed(source.content, "speaker_labels")
    }
    words = [word for best in _bests(source) for word in _words(best, labels)]
    numbered = [word._replace(line=number) for number, word in enumerate(words, start=1)]
    return reading(numbered, "watson json", lines=len(numbered))


def _bests(source: Source) -> list[object]:
    """Return the best alternative of each result."""
    return [inside(result, "alternatives", 0) for result in listed(source.content, "results")]


def _words(best: object, labels: dict[str, str | None]) -> Iterator[Word]:
    """Yield the timed words of an alternative; its transcript as one where no word is timed."""
    triples = inside(best, "timestamps")
    timed = [one for one in triples if isinstance(one, list) and one] if isinstance(triples, list) else []
    for triple in timed:
        said, start, end = [*triple, None, None][:3]
        word = "(hesitation)" if said == _HESITATION else text(said)
        yield Word(labels.get(text(start)), word, seconds(start), seconds(end), 0)
    if not timed:
        yield Word(None, text(inside(best, "transcript")), None, None, 0)
