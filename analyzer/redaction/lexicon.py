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
_BEFORE = ("un", "re", "non", "over", "under", "anti", "pre", "mis", "dis", "out", "super", "self", "co")
_AFTER = (
    *(
        "s",
        "es",
        "ed",
        "d",
        "ing",
        "er",
        "ers",
        "or",
        "ly",
        "ness",
        "less",
        "y",
        "ie",
        "ies",
        "ish",
        "able",
        "ize",
        "ise",
    ),
    *("ism", "ist", "ists", "ity", "tion", "ations", "al", "ful", "ments"),
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

    def formed(self, word: str) -> bool:
        """Tell whether a folded `word` that is in no list comes of an ordinary one: rehomed, uncross."""
        bare = base(word)
        if bare in self.given or bare in self.family or bare in self.places:
            return False
        return any(self._rooted(part) for part in (bare, *(bare[len(a) :] for a in _BEFORE if bare.startswith(a))))

    def _rooted(self, word: str) -> bool:
        stems = [word, *(word[: -len(end)] for end in _AFTER if word.endswith(end) and len(word) - len(end) > 2)]
        stems += [f"{stem[:-1]}y" for stem in stems if stem.endswith("i")] + [f"{stem}e" for stem in stems]
        stems += [stem[:-1] for stem in stems if len(stem) > 3 and stem[-1] == stem[-2]]
        return any(stem in self.common for stem in stems)

    def joined(self, word: str) -> bool:
        """Tell whether a folded `word` that is in no list is two ordinary ones: doorknobs, suppertime."""
        stems = (base(word), base(word).removesuffix("s"))
        halves = ((stem[:at], stem[at:]) for stem in stems for at in range(3, len(stem) - 2))
        return any(one in self.common and other in self.common for one, other in halves)

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
