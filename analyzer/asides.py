"""Asides: what a transcript writes into a turn that its speaker did not say, such as a listener's "(T: mm-hm)".

Text is never rewritten, so asides are spans in it. The conventions are those of Mergenthaler and Stinson (1992), of
CHAT, and of everyday transcripts: remarks in brackets, pauses as dots, dashes or seconds, and marks for what was not
understood or was said at the same time.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import NamedTuple

BACKCHANNEL, PAUSE, LAUGHTER, CRYING, BREATH = "backchannel", "pause", "laughter", "crying", "breath"
OVERLAP, UNINTELLIGIBLE, UNCERTAIN, TIME, REMARK = "overlap", "unintelligible", "uncertain", "time", "remark"
KINDS = (BACKCHANNEL, PAUSE, LAUGHTER, CRYING, BREATH, OVERLAP, UNINTELLIGIBLE, UNCERTAIN, TIME, REMARK)


class Aside(NamedTuple):
    """A stretch of a turn's text; `own` tells that the words inside are the speaker's, and only the marks are not."""

    start: int
    end: int
    kind: str
    own: bool = False


_NOISE = (
    r"(?:mm+|m+hm+|mhmm?|mm-?hm+|hm+|hm-?mm|uh-?huh|huh-?uh|uh|um|oh|ah|aha|yeah|yep|yes|no|ok|okay|right|sure|wow)"
)
_COUNT = r"(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fourteen|fifteen|twenty|thirty|forty|sixty)"
_LIMB = r"(?:eyes?|voice|jaw|mouth|hands?|face|head|lips?|chin|shoulders?|foot|feet|legs?|arms?|fists?|hood)"
_LABEL = (
    r"(?:(?-i:[A-Z]\d?)|th|pt|cl|co|int|therapist|counsell?or|client|patient|interviewer|psychologist|doctor|dr\.? \w+)"
)
_BRACKETED = re.compile(r"\(\([^()]{1,120}\)\)|\([^()]{1,120}\)|\[[^\[\]]{1,120}\]|\{[^{}]{1,120}\}|<[^<>]{1,80}>")
_STARRED = re.compile(r"(?<!\*)\*(?!\*)([a-z][a-z ,'-]{1,40})\*(?!\*)")
_PLAIN = (BACKCHANNEL, TIME, UNCERTAIN)
_KINDS = (
    (TIME, r"(?:\d{1,2}:)?\d{1,3}:\d{2}(?:[.,]\d{1,3})?(?:\s*(?:-|–|to)\s*[\d:.,]{4,12})?"),
    (
        PAUSE,
        r"\.{1,5}|…|-{1,5}|\d{1,3}(?:[.,]\d{1,2})?\s*(?:s|secs?|seconds?|mins?|minutes?)?\.?"
        rf"|(?:{_COUNT}|\d{{1,3}}|several|a few)[ -](?:seconds?|secs?)(?: \w+)?"
        r"|(?:a |long )?beat|p(?:ause)?\s*[:=]?\s*[\d:.]+"
        r"|.{0,30}\b(?:pauses?|paused|silences?|silent)\b.{0,80}",
    ),
    (
        UNINTELLIGIBLE,
        r"[/\s]*/[/\s]*|x{2,3}|y{3}|w{3}|\?{2,5}|.{0,30}\b(?:inaudible|unintelligible|incomprehensible)\b.{0,30}",
    ),
    (UNINTELLIGIBLE, r"(?:unclear|indistinct|muffled|not clear|can't hear|audio (?:lost|drops?|cuts? out))\b.{0,30}"),
    (
        OVERLAP,
        r".{0,20}\b(?:overlap(?:s|ping)?|cross-?talk|simultaneous(?:ly)?|talk(?:s|ing)? over|speak(?:s|ing)? over"
        r"|interrupt(?:s|ing)?|both (?:talk|speak)(?:ing)?)\b.{0,30}",
    ),
    (LAUGHTER, r".{0,30}\b(?:laugh(?:s|ing|ter|ed)?|chuckl(?:es?|ing)|giggl(?:es?|ing)|ha ?ha(?: ?ha)*)\b.{0,80}"),
    (
        CRYING,
        r".{0,30}\b(?:cry(?:ing)?|cries|sob(?:s|bing)?|weep(?:s|ing)?|tear(?:s|y|ful)|sniff(?:s|les|ling)?)\b.{0,30}",
    ),
    (BREATH, r".{0,20}\b(?:sigh(?:s|ing)?|exhal(?:es?|ing)|inhal(?:es?|ing)|breath(?:es|ing)?|gasps?|yawns?)\b.{0,30}"),
    (
        BACKCHANNEL,
        rf"(?!p(?:ause)?\s*:|i\b)(?:[^\W\d_][\w. -]{{0,24}}:\s*(?:\S+\s*){{1,6}}|{_LABEL}:\s*\S.{{0,110}})"
        rf"|{_NOISE}(?:[,. ]+{_NOISE}){{0,2}}[.!?]?",
    ),
    (UNCERTAIN, r"\?:?\s*.{0,60}|.{1,60}\?\)?|\?"),
)
_PATTERNS = tuple((kind, re.compile(rf"\s*(?:{pattern})\s*", re.IGNORECASE)) for kind, pattern in _KINDS)
_PLACEHOLDER = re.compile(r"[A-Z][A-Z0-9+_-]*(?: [\w ]{1,20})?")
"""What stands for a name that was taken out, such as [CLIENT] or [PERSON 2]: a word of the speaker's."""
_DEED = re.compile(
    r"(?:(?:very|still|slightly|quietly|both|already|just|long|half|small|little)\s+)?(?:nod|shak|smil|look|shrug|cough"
    r"|clear|whisper|paus|point|gestur|sip|lean|stand|sit|rise|leav|enter|read|writ|draw|sing|whistl|clap|snap|phone"
    r"|telephone|door|clock|noise|music|knock|softly|quietly|loudly|angrily|sarcastic|ironic|mock|imitat|mimic|hesitat"
    r"|swallow|groan|moan|snort|scoff|tut|head|voice|tone|recording|tape|audio|off-?mic|background|applause|hesitation"
    r"|grin|typing|rustl|scrap|bang|very (?:still|quiet)|quiet)\w*\b.{0,80}"
    rf"|(?:{_LIMB}|(?:his|her|their|client's|therapist's) {_LIMB})\b.{{0,80}}"
    r"|(?:to|as) (?:(?-i:[A-Z]\w+)|(?:the )?(?:cushion|pillow|chair|camera|dog|baby|child|partner|husband|wife))"
    r"|(?:through|via) (?:the |an )?interpreter"
    r"|in (?:English|Spanish|French|German|Italian|Portuguese|Polish|Arabic|Urdu|Hindi|Punjabi|Bengali|Turkish|Welsh"
    r"|Mandarin|Cantonese|Russian|Somali|Farsi|Greek|Hebrew|Yiddish|Dutch|Swedish)"
    r"|(?:line|chair|baby|dog|phone|bell|alarm|car|siren|clock|someone|somebody|nurse) [a-z]{2,}s\b.{0,60}",
    re.IGNORECASE,
)
_ACTS = """
    go take put try tear pick move turn wipe rub blow drop open close show hold wait type stop speak pat get pull
    fold switch crook collect tap dab suck rinse tilt make toss twist scratch squeeze bite chew pace walk bend cross
    uncross remove adjust drink pour reach grab throw kick hit slam push press touch stroke hug rock sway tremble
    shiver shudder blush redden frown glare stare glance gaze blink wince grimace slump hunch shift fidget fiddle
    play settle cover hide bury lower raise lift drum click fix straighten smooth wring clench grip unfold button
    unbutton peel mime act demonstrate count check set lay place think mutter mumble shout yell hum feed tidy search
    rummage fetch bring hand light rouse wake eat hiccup burp fuss flinch freeze stiffen relax pout weep dry sink
    lie kneel
"""
_ACT = re.compile(
    r"(?:[a-z]+ly\s+)?(?:" + "|".join(verb.rstrip("ey") for verb in _ACTS.split()) + r")"
    r"(?:e|y|ie|[bgpt])?(?:s|es|ing)(?:[\s,;:.].{0,80})?",
    re.IGNORECASE,
)
"""What someone does while talking, in the third person: "wipes her eyes", "picking at the muslin"."""
_TOLD = re.compile(
    r"\b(?:i|i'm|i've|we|you|it|my|me|our|us|your|who|which|because|when|that)\b"
    r"|\b(?:he|she|they)\b(?! [a-z]{2,}(?<!wa)(?<!i)(?<!ha)s\b)",
    re.IGNORECASE,
)
"""What stands in the speaker's own words rather than in a remark."""
_OWN = re.compile(r"\b(?:i|i'm|i've|we|you|my|me|our|us|your|who|which|because|about)\b", re.IGNORECASE)
"""The same for what begins like a deed."""
_DASHES = re.compile(r"(?<!\S)-(?:\s-){1,30}(?!\S)")
_SLASHES = re.compile(r"(?<!\S)/(?:\s/){1,30}(?!\S)|(?<!\S)(?:xxx|yyy)(?!\w)")
_PLUS = re.compile(r"(?<![\w+])\+(?=\w)[^+\n]{1,200}(?<=[\w.,?!])\+(?![\w+])")


@lru_cache(maxsize=8192)
def asides(text: str) -> tuple[Aside, ...]:
    """Return the asides in `text` in order, none inside another."""
    found = sorted(_found(text))
    kept: list[Aside] = []
    for aside in found:
        if not kept or aside.start >= kept[-1].end:
            kept.append(aside)
    return tuple(kept)


def spoken(text: str) -> str:
    """Return `text` with a space for every character that the speaker did not say; places in it stay the same."""
    found = asides(text)
    if not found:
        return text
    letters = list(text)
    for aside in found:
        for place in range(aside.start, aside.end):
            if not aside.own or letters[place] in "()[]{}<>+?:":
                letters[place] = " "
    return "".join(letters)


def tally(texts: Iterable[str]) -> dict[str, int]:
    """Return how many asides of each kind there are in `texts`, in the order of `KINDS`."""
    counts = Counter(aside.kind for text in texts for aside in asides(text))
    return {kind: counts[kind] for kind in KINDS if counts[kind]}


def _found(text: str) -> Iterator[Aside]:
    """Yield the asides of every convention."""
    for bracket in _BRACKETED.finditer(text):
        if kind := _kind(bracket[0]):
            yield Aside(bracket.start(), bracket.end(), kind, kind == UNCERTAIN)
    for star in _STARRED.finditer(text):
        if kind := _named(star[1]) or (REMARK if _acted(star[1]) else None):
            yield Aside(star.start(), star.end(), kind)
    for kind, pattern, own in ((PAUSE, _DASHES, False), (UNINTELLIGIBLE, _SLASHES, False), (OVERLAP, _PLUS, True)):
        yield from (Aside(mark.start(), mark.end(), kind, own) for mark in pattern.finditer(text))


def _kind(bracket: str) -> str | None:
    """Return the kind of what stands in brackets; None where it may be the speaker's own words."""
    inside = bracket.strip("()[]{}<>").strip()
    if not inside or _PLACEHOLDER.fullmatch(inside):
        return None
    plainly = bracket[0] != "("
    kind = _named(inside)
    if kind and (plainly or kind in _PLAIN or not _TOLD.search(inside)):
        return kind
    if _acted(inside) and (plainly or not _OWN.search(inside)):
        return kind or REMARK
    return REMARK if plainly or bracket.startswith("((") else None


def _named(inside: str) -> str | None:
    """Return the kind of a remark by its words."""
    return next((kind for kind, pattern in _PATTERNS if pattern.fullmatch(inside)), None)


def _acted(inside: str) -> bool:
    """Tell whether a remark begins with what someone does, or with what is heard or seen."""
    return any(pattern.fullmatch(inside) for pattern in (_DEED, _ACT))
