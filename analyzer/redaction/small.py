"""Small letters: names in talk without capitals, told by the lists, or by what stands beside a word nobody knows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from analyzer.redaction import kinds
from analyzer.redaction.found import LIKELY, NAMED, Doubt, Find
from analyzer.redaction.lexicon import base, listed
from analyzer.redaction.people import _bare_end
from analyzer.redaction.scene import Scene
from analyzer.redaction.tokens import Word

_THERE = listed("in from near outside around to at")
_SAID = listed("said says goes rang texted told thinks went came and was is called")


def small(words: Sequence[Word], scene: Scene) -> Iterator[Find | Doubt]:
    """Find names that stand in small letters; in talk with capitals only given names that are no other word."""
    lexicon, place = scene.lexicon, 0
    while place < len(words):
        word = words[place]
        if (word.capital and scene.cased) or lexicon.stays(word.folded) or lexicon.ordinary(word.folded):
            place += 1
            continue
        last = place
        while (
            not scene.cased
            and last + 1 < len(words)
            and words[last + 1].gap == " "
            and lexicon.is_name(words[last + 1].folded)
        ):
            last += 1
        yield from _judged(words, place, last, scene)
        place = last + 1


def _judged(words: Sequence[Word], place: int, last: int, scene: Scene) -> Iterator[Find | Doubt]:
    lexicon, word, bare = scene.lexicon, words[place], base(words[place].folded)
    start, end = word.start, _bare_end(words[last])
    before = words[place - 1].folded if place and word.gap == " " else ""
    after = words[place + 1].folded if place + 1 < len(words) and words[place + 1].gap == " " else ""
    if lexicon.is_given(word.folded) and len(bare) > (3 if scene.cased else 2):
        kind = kinds.CITY if before in ("in", "from", "near") and bare in lexicon.places else kinds.PERSON
        yield Find(start, end, kind, "a list of names", NAMED)
    elif scene.cased:
        return
    elif bare in lexicon.places and len(bare) > 3:
        yield Find(start, end, kinds.CITY, "a list of places", NAMED)
    elif bare in lexicon.family and len(bare) > 3:
        yield Find(start, end, kinds.PERSON, "a list of names", LIKELY)
    elif len(bare) > 3 and (word.folded.endswith("'s") or after in _SAID or before in _THERE):
        kind = kinds.PLACE if before in _THERE else kinds.PERSON
        yield Find(start, end, kind, "a word that is in no list, where a name would stand", LIKELY)
    elif len(bare) > 3:
        yield Doubt(start, end, "a word that is in no list")
