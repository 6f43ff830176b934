"""Small letters: names in talk without capitals, told by the lists, or by what stands beside a word nobody knows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from analyzer.redaction import kinds
from analyzer.redaction.found import LIKELY, NAMED, Doubt, Find
from analyzer.redaction.lexicon import base, listed
from analyzer.redaction.people import RARELY, bare_end
from analyzer.redaction.scene import Scene
from analyzer.redaction.tokens import Word

_THERE = listed("in from near outside around to at")
_SPEAKS = listed("said says rang texted phoned goes reckons thinks told called asked")
_TOLD = listed("told asked phoned rang texted met married")
_BOUND = listed("the a an my his her our their your this that i you he she we they it to and not")
_SAID = listed("said says goes rang texted told thinks went came and was is called")


def small(words: Sequence[Word], scene: Scene) -> Iterator[Find | Doubt]:
    """Find names that stand in small letters; in talk with capitals only given names that are no other word."""
    lexicon, place = scene.lexicon, 0
    if not scene.cased:
        yield from _towns(words, scene)
    while place < len(words):
        word = words[place]
        if (word.capital and scene.cased) or lexicon.stays(word.folded) or lexicon.ordinary(word.folded):
            yield from _acting(words, place, scene)
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


def _acting(words: Sequence[Word], place: int, scene: Scene) -> Iterator[Find]:
    """Find an ordinary word that must be a name, since it speaks: "lee said", "told grace"."""
    word, bare = words[place], base(words[place].folded)
    if scene.cased or not scene.lexicon.is_given(bare) or bare in RARELY or scene.lexicon.stays(bare):
        return
    before = words[place - 1].folded if place and word.gap == " " else ""
    after = words[place + 1].folded if place + 1 < len(words) and words[place + 1].gap == " " else ""
    if before not in _BOUND and (after in _SPEAKS or before in _TOLD):
        yield Find(word.start, bare_end(word), kinds.PERSON, "a name where someone speaks", NAMED)


def _judged(words: Sequence[Word], place: int, last: int, scene: Scene) -> Iterator[Find | Doubt]:
    lexicon, word, bare = scene.lexicon, words[place], base(words[place].folded)
    start, end = word.start, bare_end(words[last])
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
    elif len(bare) > 3 and not lexicon.formed(bare) and not lexicon.joined(bare):
        kind = kinds.PLACE if before in _THERE and after not in _SAID else kinds.PERSON
        yield Find(start, end, kind, "a word that is in no list", LIKELY)
    elif len(bare) > 3:
        yield Doubt(start, end, "a word that is in no list")


def _towns(words: Sequence[Word], scene: Scene) -> Iterator[Find]:
    """Find places of two or three words: one of them no ordinary word, or after "in" or "from"."""
    runs = ((place, words[place : place + size]) for size in (3, 2) for place in range(len(words) - size + 1))
    for place, run in runs:
        whole = " ".join([*(word.folded for word in run[:-1]), base(run[-1].folded)])
        if whole not in scene.lexicon.places or any(word.gap not in (" ", "-") for word in run[1:]):
            continue
        led = place > 0 and words[place - 1].folded in _THERE
        if led or not all(scene.lexicon.ordinary(word.folded) for word in run):
            yield Find(run[0].start, bare_end(run[-1]), kinds.CITY, "a list of places", NAMED - 1)
