"""A search: everything in one turn that may identify someone, settled, and what is left in doubt."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from typing import NamedTuple, Protocol

from analyzer.redaction import kinds
from analyzer.redaction.ages import ages
from analyzer.redaction.capitals import capitals
from analyzer.redaction.codes import codes
from analyzer.redaction.dates import dates
from analyzer.redaction.found import GROUPED, LISTED, Doubt, Find, settled
from analyzer.redaction.groups import groups
from analyzer.redaction.lexicon import fold
from analyzer.redaction.people import KINSHIP, TITLE, people
from analyzer.redaction.scene import Scene
from analyzer.redaction.shapes import shapes
from analyzer.redaction.small import small
from analyzer.redaction.spoken import spoken
from analyzer.redaction.tokens import Word, words


class Recogniser(Protocol):
    """Anything else that finds names in a text, such as a trained model."""

    @property
    def name(self) -> str:
        """Return its name and version."""

    def find(self, text: str) -> Iterable[Find]:
        """Find names in `text`."""


class Finds(NamedTuple):
    """What is to be replaced in a turn, and what looks like a name and is left; neither overlaps itself."""

    finds: list[Find]
    doubts: list[Doubt]


class Memory(Protocol):
    """What is known from elsewhere in the case."""

    def find(self, text: str, words: Sequence[Word], scene: Scene) -> Iterator[Find | Doubt]:
        """Find known names in `text`."""


def search(text: str, scene: Scene, *, known: Memory | None = None, more: Recogniser | None = None) -> Finds:
    """Search one turn; `known` brings names met elsewhere, `more` a recogniser of names beside the built-in rules."""
    said = words(text)
    found: list[Find | Doubt] = [*shapes(text), *codes(text), *spoken(text), *dates(text, cased=scene.cased)]
    found += [*ages(text, before=scene.before), *groups(text, scene)]
    found += [*people(said, scene), *small(said, scene)] if scene.english else []
    found += capitals(said, scene) if scene.cased else ()
    found += known.find(text, said, scene) if known else ()
    found += more.find(text) if more and scene.cased else ()
    shared = _shared(text, scene)
    found = [one for one in found if not _within(one, shared) or (isinstance(one, Find) and one.rank < GROUPED)]
    finds = settled(text, (find for find in found if isinstance(find, Find)))
    finds = [_addressed(text, find, scene) for find in finds]
    taken = [(find.start, find.end) for find in finds]
    doubts = {(one.start, one.end): one for one in found if isinstance(one, Doubt) and not _inside(one, taken)}
    return Finds(finds, sorted(doubts.values()))


def kept(text: str, finds: Finds, words_kept: frozenset[str]) -> Finds:
    """Leave out what the user wants left, unless the user also listed it."""
    if not words_kept:
        return finds
    return Finds(
        [find for find in finds.finds if find.rank == LISTED or fold(text[find.start : find.end]) not in words_kept],
        [doubt for doubt in finds.doubts if fold(text[doubt.start : doubt.end]) not in words_kept],
    )


def _shared(text: str, scene: Scene) -> list[tuple[int, int]]:
    """Return where `text` names, in several words, what many share: countries, states, public bodies."""
    pattern = _phrases(scene.lexicon.kept)
    return [match.span() for match in pattern.finditer(text)] if scene.cased else []


@cache
def _phrases(words_kept: frozenset[str]) -> re.Pattern[str]:
    told = "|".join(re.escape(phrase) for phrase in sorted(words_kept, key=len, reverse=True) if " " in phrase)
    return re.compile(rf"\b(?:{told})\b", re.IGNORECASE)


def _inside(doubt: Doubt | Find, taken: Sequence[tuple[int, int]]) -> bool:
    return any(start < doubt.end and doubt.start < end for start, end in taken)


def _within(find: Doubt | Find, shared: Sequence[tuple[int, int]]) -> bool:
    return any(start <= find.start and find.end <= end for start, end in shared)


def _addressed(text: str, find: Find, scene: Scene) -> Find:
    """Take a name that the therapist calls out, set off by commas or the end, for that of the only client."""
    if find.kind != kinds.PERSON or find.why in (KINSHIP, TITLE) or not (scene.of_therapist and scene.alone):
        return find
    before, after = text[: find.start].rstrip(), text[find.end :].lstrip()
    opened = before.endswith(",") or (not before and after.startswith(","))
    called = opened and (not after or after[0] in ",.?!")
    return find._replace(kind=kinds.CLIENT) if called else find
