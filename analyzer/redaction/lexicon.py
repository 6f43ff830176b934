"""The lexicon: packaged lists of given and family names, places, common words, and capitalised words that may stay."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field
from functools import cache, lru_cache
from importlib.resources import files

_MEDICINE = re.compile(
    r"[a-z]{2,12}(?:statin|pril|sartan|olol|azole|apine|azepam|zolam|oxetine|traline|mycin|cillin|idone|azine"
    r"|triptan|gabalin|formin"
    r"|tidine|odone|codone|morphine|barbital|triptyline|alopram|faxine|itant|caine|cycline)"
)
_ENDINGS = ("'s", "'d", "'ll", "'re", "'ve", "'m", "n't", "s'", "'")


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Lists of folded words; `own` are words that a case's own talk shows to be common ones."""

    given: frozenset[str]
    family: frozenset[str]
    places: frozenset[str]
    common: frozenset[str]
    kept: frozenset[str]
    own: frozenset[str] = field(default=frozenset())

    def ordinary(self, word: str) -> bool:
        """Tell whether a folded `word` is an ordinary one, which it may be beside being a name."""
        if word in self.common or word in self.own or _MEDICINE.fullmatch(word):
            return True
        if "-" in word:
            return all(self.ordinary(part) or not part for part in word.split("-"))
        bare = base(word)
        return (bare != word and self.ordinary(bare)) or (word.endswith("in") and f"{word}g" in self.common)

    def stays(self, word: str) -> bool:
        """Tell whether a folded, capitalised `word` identifies nobody."""
        return word in self.kept or base(word) in self.kept

    def is_given(self, word: str) -> bool:
        """Tell whether a folded `word` is a given name, in all its parts when hyphenated."""
        return any(whole in self.given or _parts(whole, self.given) for whole in (word, base(word)))

    def is_name(self, word: str) -> bool:
        """Tell whether a folded `word` is a given or family name and no ordinary word."""
        return not self.ordinary(word) and (self.is_given(word) or base(word) in self.family)


def _parts(word: str, known: frozenset[str]) -> bool:
    return "-" in word and all(part in known for part in word.split("-"))


def listed(words: str) -> frozenset[str]:
    """Return the words of a text as a set."""
    return frozenset(words.split())


@lru_cache(maxsize=65536)
def fold(word: str) -> str:
    """Return `word` in small letters, without accents, with straight apostrophes."""
    plain = unicodedata.normalize("NFKD", word.replace("\N{RIGHT SINGLE QUOTATION MARK}", "'").casefold())
    return "".join(letter for letter in plain if not unicodedata.combining(letter))


def base(word: str) -> str:
    """Return a folded `word` without a possessive or a shortened verb at its end."""
    return next((word[: -len(end)] for end in _ENDINGS if word.endswith(end) and len(word) > len(end)), word)


@cache
def packaged() -> Lexicon:
    """Load the packaged lists once; entries of several words have spaces in them."""
    return Lexicon(*(frozenset(_list(name)) for name in ("given", "family", "places", "common", "kept")))


def _list(name: str) -> list[str]:
    text = (files("analyzer.redaction") / "words" / f"{name}.txt").read_text(encoding="utf-8")
    if name != "kept":
        return text.splitlines()
    lines = [line for line in text.splitlines() if not line.startswith("#")]
    return [word.replace("_", " ") for word in " ".join(lines).split()]
