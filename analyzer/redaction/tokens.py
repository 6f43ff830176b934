"""Words of a stretch of talk, each with where it stands and whether its capital may be due to the sentence alone."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

from analyzer.redaction.lexicon import fold, listed

_WORD = re.compile(r"[^\W\d_]+(?:['’\-][^\W\d_]+)*['’]?(?<!-)")
_TITLES = listed("mr mrs ms mx dr st prof rev sgt capt lt col jr sr")
_OPENS = re.compile(r"[.?!:…\n\"“”\[\]()]|[-–—]\s*[\"“]|^\s*['‘]|\s['‘]")


class Word(NamedTuple):
    """One word: `text[start:end]`, with a `capital` or not, `opening` a sentence or not; `gap` is what comes before."""

    start: int
    end: int
    text: str
    folded: str
    capital: bool
    opening: bool
    gap: str


def words(text: str) -> list[Word]:
    """Return the words of `text` in order; hyphens and apostrophes inside a word belong to it."""
    found: list[Word] = []
    place = 0
    for match in _WORD.finditer(text):
        gap = text[place : match.start()]
        title = bool(found) and found[-1].folded in _TITLES and gap == ". "
        initial = (
            bool(found) and found[-1].capital and gap == ". " and len(found[-1].text) == 1 and found[-1].text != "I"
        )
        opening = not found or (not (title or initial) and _OPENS.search(gap) is not None)
        said = match[0]
        found.append(Word(match.start(), match.end(), said, fold(said), said[0].isupper(), opening, gap))
        place = match.end()
    return found


def cased(texts: Iterable[str]) -> bool:
    """Tell whether capitals mean anything in `texts`: they do not where there are hardly any, or nothing else."""
    opened = upper = count = 0
    for text in texts:
        for word in words(text):
            if word.folded in ("i", "ok") or word.folded.startswith("i'"):
                continue
            count += 1
            opened += word.capital
            upper += len(word.text) > 1 and word.text.isupper()
    return count == 0 or (opened >= 0.02 * count and upper < 0.5 * count)
