"""Praat TextGrid, long or short: intervals of text on tiers, a tier of talk for each speaker."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from analyzer.errors import ReadError
from analyzer.readers.source import Source
from analyzer.readers.times import seconds
from analyzer.readers.words import Word, stretches
from analyzer.session import Problem, Reading, Utterance

_TOKEN = re.compile(r'"((?:[^"]|"")*)"|(?<![^\s])(-?\d[\d.]*(?:[eE][-+]?\d+)?)(?![^\s])|(?<![^\s])<(exists|absent)>')
_BELOW = re.compile(r"\b(?:phones?|phonemes?|phon|segments?|syll\w*|pos|tobi|tones?|mfa)\s*$", re.IGNORECASE)
_WORDS = re.compile(
    r"[\s_:.-]*\b(?:words?|ort|orth|orthography|trn|transcription|utt\w*|text|speech)\s*$", re.IGNORECASE
)
_SILENT = frozenset(["", "sil", "sp", "spn", "<p>", "<p:>", "#", "_", "-", "silence", "<sil>", "pau"])


class _Tier(NamedTuple):
    """One tier: its name, and its intervals as words; a tier of points has none."""

    name: str
    intervals: list[Word]
    points: list[str]


def fits(source: Source) -> bool:
    """Tell whether the source begins as a TextGrid does."""
    opening = source.opening[:200]
    return "ooTextFile" in opening and "TextGrid" in opening


def read(source: Source) -> Reading:
    """Read the tiers of intervals that hold words; tiers of sounds and of points are counted, not read."""
    try:
        tiers = list(_tiers(list(_tokens(source.text))))
    except (IndexError, ValueError) as error:
        raise ReadError("this TextGrid is damaged", path=source.path, remedy="save it from Praat anew") from error
    talk = [tier for tier in tiers if tier.intervals and not _BELOW.search(tier.name.replace("_", " "))]
    finest = _twice(talk)
    said = [one for tier in talk if tier.name not in finest for one in _said(tier)]
    read_tiers = [tier for tier in talk if tier.name not in finest]
    told = [tier for tier in tiers if tier not in read_tiers]
    words = sum(len(text.split()) for tier in told for text in (*(w.text for w in tier.intervals), *tier.points))
    problems = (
        [Problem(None, f"tiers that hold no talk of their own were not read: {len(told)}", words)] if told else []
    )
    ordered = tuple(sorted(said, key=lambda one: one.start or 0.0))
    return Reading("textgrid", ordered, tuple(problems), sum(len(tier.intervals) for tier in tiers))


def _tokens(text: str) -> Iterator[tuple[str, str]]:
    """Yield the texts, numbers and flags that stand free; everything else in a long TextGrid is explanation."""
    for found in _TOKEN.finditer(text):
        if found[1] is not None:
            yield "text", found[1].replace('""', '"')
        else:
            yield ("number", found[2]) if found[2] else ("flag", found[3])


def _tiers(tokens: Sequence[tuple[str, str]]) -> Iterator[_Tier]:
    """Yield the tiers in `tokens`; raise IndexError or ValueError where they end or differ too soon."""
    place = [kind for kind, _ in tokens].index("flag") + 2
    for _ in range(int(tokens[place - 1][1])):
        kind, name = tokens[place][1], tokens[place + 1][1]
        count = int(tokens[place + 4][1])
        if not 0 <= count <= len(tokens):
            raise ValueError("intervals")
        place += 5
        step = 3 if kind == "IntervalTier" else 2
        rows = [[text for _, text in tokens[at : at + step]] for at in range(place, place + step * count, step)]
        if kind not in ("IntervalTier", "TextTier") or any(len(row) < step for row in rows):
            raise ValueError("tier")
        place += step * count
        spoken = [
            (row, number) for number, row in enumerate(rows, start=1) if row[-1].strip().casefold() not in _SILENT
        ]
        if step == 3:
            yield _Tier(name, [_word(name, row, number) for row, number in spoken], [])
        else:
            yield _Tier(name, [], [row[-1] for row, _ in spoken])


def _word(name: str, row: Sequence[str], number: int) -> Word:
    speaker = _WORDS.sub("", name.replace("_", " ")).strip() or name or "Unnamed"
    return Word(speaker, " ".join(row[2].split()), seconds(row[0]), seconds(row[1]), number)


def _twice(tiers: Sequence[_Tier]) -> set[str]:
    """Return the tiers of single words whose words another tier of the same speaker holds as phrases."""
    spoken = {tier.name: " ".join(" ".join(word.text for word in tier.intervals).split()) for tier in tiers}
    fewest: dict[str, int] = {}
    for tier in tiers:
        said = spoken[tier.name]
        fewest[said] = min(len(tier.intervals), fewest.get(said, len(tier.intervals)))
    return {tier.name for tier in tiers if len(tier.intervals) > fewest[spoken[tier.name]]}


def _said(tier: _Tier) -> list[Utterance]:
    """Return the intervals of a tier, those of single words joined to stretches."""
    single = sum(" " not in word.text for word in tier.intervals)
    if 10 * single > 9 * len(tier.intervals) and len(tier.intervals) > 9:
        return list(stretches(tier.intervals))
    return [Utterance(word.speaker or tier.name, word.text, word.start, word.end, word.line) for word in tier.intervals]
