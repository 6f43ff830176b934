"""Style matching: how alike two speakers' shares of function words are, for English text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from analyzer.asides import spoken

CATEGORIES = {
    "personal pronouns": (
        "i me my mine myself you your yours yourself yourselves he him his himself she her hers herself we us our ours "
        "ourselves they them their theirs themselves im ive id youre youve theyre theyve let's lets"
    ),
    "impersonal pronouns": (
        "it its itself this that these those something anything nothing everything someone anyone everyone somebody "
        "anybody everybody nobody who whom whose what which whatever whoever whichever others thats whats"
    ),
    "articles": "a an the",
    "conjunctions": (
        "and but or nor so because cause cos if when whenever while although though unless until whereas since as "
        "whether than plus"
    ),
    "prepositions": (
        "about above across after against along among around at before behind below beneath beside besides between "
        "beyond by despite down during except for from in inside into near of off on onto out outside over past per "
        "through throughout till to toward towards under underneath up upon via with within without"
    ),
    "auxiliary verbs": (
        "am is are was were be been being have has had having do does did doing can could may might must shall should "
        "will would ought cannot im ive id youre youve theyre theyve thats whats dont didnt doesnt cant wont isnt "
        "wasnt couldnt wouldnt shouldnt havent hasnt"
    ),
    "common adverbs": (
        "very really just quite too also even still already always often sometimes maybe perhaps probably actually "
        "again almost away here there now then soon later only rather anyway however instead ever yet somehow usually "
        "especially finally totally completely basically honestly well back"
    ),
    "negations": (
        "no not never none neither nor nowhere nothing nobody cannot dont didnt doesnt cant wont isnt wasnt couldnt "
        "wouldnt shouldnt havent hasnt"
    ),
    "quantifiers": (
        "all some any many much more most few fewer less least little lot lots bit several enough each every both half "
        "plenty couple another bunch"
    ),
}
FEWEST = 50  # words a speaker needs before the shares mean anything
SHORTEST = 5  # words a turn needs to be compared with the one before
PAIRS = 5  # such pairs of turns that a mean needs
ENGLISH = 0.25  # share of function words below which a text is hardly English

_PLACES = {name: place for place, name in enumerate(CATEGORIES)}
_HEADS = {
    _PLACES["personal pronouns"]: ("i", "you", "he", "she", "we", "they"),
    _PLACES["impersonal pronouns"]: ("it", "that", "this", "what", "who", "something", "everything", "nothing"),
    _PLACES["common adverbs"]: ("there", "here"),
}
_NEGATED = "do does did is are was were have has had can could may might must should would need ai wo ca sha"
_WORD = re.compile(r"[^\W_]+(?:['-][^\W_]+)*")


def words(text: str) -> list[str]:
    """Return the words of `text`, lower case; what its speaker did not say is left out."""
    return _WORD.findall(spoken(text).replace("\N{RIGHT SINGLE QUOTATION MARK}", "'").lower())


def uses(tokens: Iterable[str]) -> list[int]:
    """Count the function words among `tokens`, one number a category; a contraction counts in each of its parts."""
    counts = [0] * len(CATEGORIES)
    for token in tokens:
        for place in _LEXICON.get(token, ()):
            counts[place] += 1
    return counts


def matched(one: tuple[Sequence[int], int], other: tuple[Sequence[int], int]) -> float:
    """Return the mean over categories of 1 - |p - q| / (p + q + 0.0001), from (uses, number of words) of each.

    A category that neither used says nothing and is left out; 0 when no category is left.
    """
    (left, size), (right, extent) = one, other
    total, kept = 0.0, 0
    for a, b in zip(left, right, strict=True):
        if a or b:
            p, q = a / size, b / extent
            total += 1 - abs(p - q) / (p + q + 0.0001)
            kept += 1
    return total / kept if kept else 0.0


def _lexicon() -> dict[str, tuple[int, ...]]:
    """Return each function word with the categories it belongs to."""
    found: dict[str, set[int]] = {}
    for name, listed in CATEGORIES.items():
        for word in listed.split():
            found.setdefault(word, set()).add(_PLACES[name])
    auxiliary, negation = _PLACES["auxiliary verbs"], _PLACES["negations"]
    for place, heads in _HEADS.items():
        found |= {head + tail: {place, auxiliary} for head in heads for tail in ("'m", "'s", "'re", "'ve", "'ll", "'d")}
    found |= {f"{head}n't": {auxiliary, negation} for head in _NEGATED.split()}
    return {word: tuple(sorted(places)) for word, places in found.items()}


_LEXICON = _lexicon()
