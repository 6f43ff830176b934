"""Capitals: names that only a capital inside a sentence, or a list of names and places, gives away."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from analyzer.redaction import kinds
from analyzer.redaction.found import LIKELY, NAMED, Doubt, Find
from analyzer.redaction.lexicon import base, listed
from analyzer.redaction.people import ACTS, TITLES, bare_end, goes_on
from analyzer.redaction.scene import Scene
from analyzer.redaction.tokens import Word

_THERE = listed("in from near outside around through across towards toward leaving visiting via")
_SOUND = re.compile(
    r"(?:[bcdfghjklmnpqrstvwxz]+|(?:(?:h?m+|u+h+|a+h+|o+h+|n+a+h+)-?)+|[aeiouhwy]+"
    r"|(?:[bdghlmntwy]?[aeou]h?[- ]?){1,4}|(.)\1+)"
)

_STATES = listed(
    """AL AK AZ AR CA CO CT DE FL GA HI ID IL IN IA KS KY LA ME MD MA MI MN MS MO MT NE NV NH NJ NM NY NC ND OH OK OR
    PA RI SC SD TN TX UT VT VA WA WV WI WY DC NSW VIC QLD ON BC QC AB UK USA US"""
)
_LANDS = listed(
    """ohio texas california florida alabama alaska arizona arkansas colorado connecticut delaware hawaii idaho
    illinois indiana iowa kansas kentucky louisiana maine maryland massachusetts michigan minnesota mississippi
    missouri montana nebraska nevada oklahoma oregon pennsylvania tennessee utah vermont wisconsin wyoming
    england scotland wales ireland canada australia germany france spain italy poland india pakistan nigeria
    kenya"""
)

_SPEAKS = listed(
    "said says rang texted told goes thinks reckons asked phoned laughed wants knows hears heard cried drove nodded"
    " smiled hugged kissed emailed shouted whispered married lives walked sat"
)
_FREE = listed(
    """hope grace joy faith mercy patience charity honey summer winter autumn spring sunny stormy rusty sandy misty
    frank rich gay mark will bill drew rob sue pat skip chase grant dot chuck nick may april june august merry
    happy rose victory justice liberty destiny harmony serenity prudence trinity star unique noble true don
    dusty rocky rosy lucky art ace art major"""
)
"""Names that are also words which may open a sentence without an article, as in "Hope is what I had"."""

Run = Sequence[Word]


def capitals(words: Sequence[Word], scene: Scene) -> Iterator[Find | Doubt]:
    """Find names by their capitals and by the lists; what may as well be an ordinary word is a doubt."""
    for place, run in _runs(words, scene):
        before = words[place - 1].folded if place and run[0].gap in (" ", "") else ""
        after = words[place + len(run)] if place + len(run) < len(words) else None
        yield from _judged(run, before, scene, after)


def _runs(words: Sequence[Word], scene: Scene) -> Iterator[tuple[int, Run]]:
    """Yield the runs of capitalised words that may be one name, with their places."""
    place = 0
    while place < len(words):
        last = place
        if words[place].capital:
            while last + 1 < len(words) and not words[last + 1].opening and goes_on(words, last + 1, scene):
                last += 1
            yield place, words[place : last + 1]
        place = last + 1


def _judged(run: Run, before: str, scene: Scene, after: Word | None) -> Iterator[Find | Doubt]:
    """Judge one run: nothing, a find or a doubt."""
    lexicon = scene.lexicon
    while run and (lexicon.stays(run[0].folded) or _opens(run, scene)):
        before, run = run[0].folded, run[1:]
    while run and lexicon.stays(run[-1].folded):
        run = run[:-1]
    if not run:
        return
    first, start, end = run[0], run[0].start, bare_end(run[-1])
    if (len(run) == 1 and _acronym(first, scene)) or _numbered(run, scene):
        return
    if len(run) == 1 and lexicon.ordinary(first.folded) and not _sure(first, scene):
        if _acts(first, after, scene):
            yield Find(start, end, kinds.PERSON, "a name where someone speaks", NAMED)
        elif lexicon.is_given(first.folded) or not first.opening:
            yield Doubt(start, end, "may be a name or an ordinary word")
        return
    if first.opening and len(run) == 1 and (_sound(first, scene) or lexicon.formed(first.folded)):
        return
    kind, rank = (kinds.CITY, NAMED) if _in_state(after, scene) else _kind(run, before, scene)
    if rank == LIKELY and not scene.english:
        return
    yield Find(start, end, kind, "a capital letter" if rank == LIKELY else "a list of names", rank)


def _in_state(after: Word | None, scene: Scene) -> bool:
    """Tell whether the word after a name is the state or country it lies in ("Dayton, Ohio", "Boston, MA")."""
    if after is None or after.gap != ", " or not after.capital:
        return False
    return after.text in _STATES or after.folded in _LANDS


def _opens(run: Run, scene: Scene) -> bool:
    """Tell whether the first word of `run` owes its capital to the sentence."""
    first = run[0]
    if len(run) > 1 and len(first.text) == 1 and run[1].gap == ". ":
        return False
    if not first.opening or not scene.lexicon.ordinary(first.folded):
        return False
    if not scene.lexicon.is_given(first.folded):
        return True
    return len(run) > 1 and scene.lexicon.is_given(run[1].folded)


def _sure(word: Word, scene: Scene) -> bool:
    """Tell whether an ordinary word must be a name: a capital inside a sentence, and never small in this talk."""
    return not word.opening and base(word.folded) not in scene.lexicon.own


def _acts(word: Word, after: Word | None, scene: Scene) -> bool:
    """Tell whether a given name that is also a word must be a name at the head of a sentence, by what follows."""
    if not scene.lexicon.is_given(word.folded) or after is None or after.gap != " ":
        return False
    if after.folded in _SPEAKS or (after.folded == "and" and word.opening and base(word.folded) not in _FREE):
        return True
    return base(word.folded) not in _FREE and (after.folded in ACTS or word.folded.endswith("'s"))


def _numbered(run: Run, scene: Scene) -> bool:
    """Tell whether a run is a thing with a letter to it, such as Plan B."""
    first, last = run[0].folded, run[-1].folded
    return len(run) == 2 and len(last) == 1 and scene.lexicon.ordinary(first) and not scene.lexicon.is_given(first)


def _acronym(word: Word, scene: Scene) -> bool:
    bare = base(word.text)
    return bare.isupper() and len(bare) < 6 and not scene.lexicon.is_name(word.folded)


def _sound(word: Word, scene: Scene) -> bool:
    """Tell whether a word that opens a sentence is a sound such as Mmhm or Ahh."""
    return not scene.lexicon.is_name(word.folded) and _SOUND.fullmatch(word.folded) is not None


def _kind(run: Run, before: str, scene: Scene) -> tuple[str, int]:
    """Return what a name is the name of, and how sure that it is one."""
    lexicon = scene.lexicon
    whole = " ".join(word.folded for word in run[:-1]) + " " * (len(run) > 1) + base(run[-1].folded)
    place = whole in lexicon.places or (before in _THERE and base(run[0].folded) in lexicon.places and len(run) == 1)
    person = lexicon.is_given(run[0].folded)
    if before in TITLES:
        return kinds.PERSON, NAMED
    if place and (before in _THERE or not person):
        return kinds.CITY, NAMED
    if person or (before not in _THERE and base(run[0].folded) in lexicon.family):
        return kinds.PERSON, NAMED
    if before in _THERE:
        return kinds.PLACE, LIKELY
    if before == "at" or (before == "the" and not run[-1].folded.endswith("s")):
        return kinds.ORGANISATION, LIKELY
    return kinds.PERSON, LIKELY
