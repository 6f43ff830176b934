"""Known names: those met elsewhere in the case or listed by the user, found again in any words around them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from analyzer.redaction import kinds
from analyzer.redaction.found import KNOWN, LISTED, Doubt, Find
from analyzer.redaction.key import Key
from analyzer.redaction.lexicon import Lexicon, base, fold, listed
from analyzer.redaction.people import ACTS, KIN, TITLES
from analyzer.redaction.scene import Scene
from analyzer.redaction.tokens import Word


class Known:
    """Everything a key knows, made ready for finding."""

    def __init__(self, key: Key, lexicon: Lexicon) -> None:
        self._lexicon = lexicon
        self._parts: dict[str, str] = {}
        phrases: dict[str, tuple[str, int]] = {}
        for identity in key.names():
            for spelling, tokens in zip(identity.spellings, identity.tokens(), strict=True):
                self._add(identity.kind, tokens)
                phrases[spelling] = (identity.kind, KNOWN)
        phrases |= {name: (kind, LISTED) for name, kind in key.listed.items()}
        for name, kind in key.listed.items():
            self._add(kind, [fold(part) for part in name.split()])
        self._phrases = {fold(name): told for name, told in phrases.items()}
        longest = sorted((name for name in phrases if self._whole(name)), key=len, reverse=True)
        told = "|".join(re.escape(name) for name in longest)
        self._pattern = re.compile(rf"(?<!\w)(?:{told})(?!\w)", re.IGNORECASE) if told else None

    def find(self, text: str, words: Sequence[Word], scene: Scene) -> Iterator[Find | Doubt]:
        """Find known names in `text`, whose `words` are given."""
        if self._pattern:
            for match in self._pattern.finditer(text):
                kind, rank = self._phrases.get(fold(match[0]), (kinds.PERSON, KNOWN))
                yield Find(match.start(), match.end(), kind, _WHY[rank], rank)
        for place, word in enumerate(words):
            kind_of = self._kind(word)
            if kind_of:
                end = word.start + len(base(word.folded)) if len(word.folded) == len(word.text) else word.end
                if self._plain(words, place, scene):
                    yield Find(word.start, end, kind_of, _WHY[KNOWN], KNOWN)
                elif word.capital or not scene.cased:
                    yield Doubt(word.start, end, "a name met elsewhere, which here may be an ordinary word")

    def _add(self, kind: str, tokens: Sequence[str]) -> None:
        """Learn the parts of a name of one of PEOPLE, or a name of one word of anything else."""
        if kind not in kinds.PEOPLE and len(tokens) > 1:
            return
        for token in tokens:
            if len(tokens) > 1 and self._lexicon.ordinary(token) and not self._lexicon.is_given(token):
                continue
            for part in {token, *token.split("-")}:
                if len(part) > 1 and part not in TITLES and part not in KIN and part not in _SMALL:
                    self._parts.setdefault(part, kind)

    def _kind(self, word: Word) -> str | None:
        bare = base(word.folded)
        single = bare[:-1] if word.capital and bare.endswith("s") and not self._lexicon.ordinary(bare) else bare
        return self._parts.get(bare) or (self._parts.get(single) if len(single) > 3 else None) or self._joined(bare)

    def _joined(self, bare: str) -> str | None:
        """Return the kind of a known name joined to another by a hyphen."""
        return next(
            (
                self._parts[part]
                for part in bare.split("-")
                if "-" in bare and part in self._parts and not self._lexicon.ordinary(part)
            ),
            None,
        )

    def _plain(self, words: Sequence[Word], place: int, scene: Scene) -> bool:
        """Tell whether a word that is a known name is meant as one here."""
        word, bare = words[place], base(words[place].folded)
        if not self._lexicon.ordinary(bare):
            return len(bare) > 2 or word.capital
        if not scene.cased:
            return place > 0 and base(words[place - 1].folded) in KIN
        if not word.capital:
            return False
        if not word.opening or word.folded.endswith("'s"):
            return True
        after = words[place + 1] if place + 1 < len(words) else None
        return after is None or after.folded in ACTS or after.gap[:1] in (",", ".", "?", "!", "…")

    def _whole(self, name: str) -> bool:
        """Tell whether a name is sought as it stands, whatever its capitals: it has several words, or is no word."""
        return len(name.split()) > 1 or not self._lexicon.ordinary(fold(name))


_WHY = {KNOWN: "met elsewhere in the case", LISTED: "your list of names"}
_SMALL = listed("de van von der den da di del la le bin al el dos das y e o of the and to in on at st nan")
