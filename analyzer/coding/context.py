"""Context: what around a cue says that it is not meant of the two people in the room, now (after ConText)."""

from __future__ import annotations

import re
from typing import NamedTuple

from analyzer.coding.talk import Moment, Span

OTHERS = (
    r"he|she|they|(?:my|her|his|our|their|the) (?:wee |own |ex-?|old |younger |older |big |little )?(?:mum|mom|mam|ma|mummy|mother|dad|da|daddy"
    r"|father|wife|husband|ex|partner|boyfriend|girlfriend|fianc[eé]e?|boss|manager|supervisor|teacher|coach|sister|brother|son|daughter"
    r"|friend|mate|kids?|nan|gran|grandma|grandad|uncle|aunt|auntie|cousin|doctor|gp|nurse|neighbou?r|colleague|family|in-laws|judge|lads?|girls?)"
)
SAYING = (
    r"sa(?:id|ys?|ying)|told|tells|tell|asked|asks|goes|went|was like|were like|is like|'s like|thinks?|thought|texted|wrote|writes"
    r"|shouted|shouts|screamed|yelled|reckons?|kept saying|always says"
)


class Check(NamedTuple):
    """One reason to set a cue aside: `pattern` is looked for in a place relative to the cue, for some families."""

    name: str
    place: str
    pattern: re.Pattern[str]
    families: frozenset[str]


RELATIONAL = frozenset({"IM", "W", "C", "R", "TM", "E", "SX"})
PAIR = frozenset({"C", "IM", "W", "E"})
CLIENTS = frozenset({"C", "IM", "E", "W", "SX"})

CHECKS = (
    Check("reported speech", "before", re.compile(rf"\b(?:{OTHERS}) (?:\w+ ){{0,2}}(?:{SAYING})\b(?! you\b)[^.?!;]{{0,60}}$"), CLIENTS),
    Check("reported speech", "before", re.compile(r"\bi (?:\w+ )?(?:said to|told|tell|asked|texted) (?:him|her|them|my|the|our)\b[^.?!;]{0,60}$"), CLIENTS),
    Check("negated", "before", re.compile(r"\b(?:not|isn't|wasn't|ain't|never) (?:that|because|like|saying|as if|to say|'cause)[ ,]{0,3}$"), RELATIONAL),
    Check("negated", "before", re.compile(r"\b(?:i don't|i didn't|i'm not|i never|i ain't)(?: (?:think|mean|say|said|saying|feel|know|suppose|reckon|that|like|because))*[ ,]{0,3}$"), RELATIONAL),
    Check("hypothetical", "sentence", re.compile(r"\bif (?:you|i|we) (?:ever|were to|had to|was to)\b|\b(?:imagine|suppose (?:you|i|we|he|she)|supposing|what if|let's say)\b"), frozenset({"C", "W", "E"})),
    Check("history", "sentence", re.compile(r"\b(?:my (?:last|old|previous|first|other|former) (?:therapist|counsell?or|psychologist|shrink|doctor|psychiatrist)|years ago|when i was (?:a kid|little|young|small|\w+teen|\d+))\b"), frozenset({"C", "IM", "E"})),
    Check("someone else", "sentence", re.compile(rf"\b(?:with|at|of|from|about|to|by) (?:him|her|them|(?:my|her|his) (?:mum|mom|mam|mother|dad|father|wife|husband|boss|manager|partner|boyfriend|girlfriend|sister|brother|son|daughter|kids?))\b"), frozenset({"R"})),
)

ROLE_PLAY = re.compile(
    r"\b(?:empty chair|role[- ]?play|rehears\w+|(?:imagine|picture|pretend|put) (?:that )?(?:he|she|they|him|her|them|it|your \w+|i)\b[^.?!]{0,40}\b(?:chair|there|here|sitting|room|in front)"
    r"|(?:tell|say (?:it|that|this) to|talk to|speak to|answer|address) (?:him|her|them|your (?:mother|father|mum|mom|dad|wife|husband|boss|sister|brother|son|daughter|partner)|the chair|that part)\b"
    r"|(?:what would|what do) you (?:want to |like to )?(?:say|tell) (?:to )?(?:him|her|them|your)\b|i'll (?:be|play) (?:your|the|him|her)\b|be your (?:mother|father|mum|mom|dad|boss)|in (?:his|her) (?:chair|voice))"
)
ADDRESS = re.compile(r"^\W*(?:(?:look|listen|okay|right|so|well|hey)\W+)?(?:mum|mam|mom|mummy|mother|dad|daddy|da|father|grandma|nan|boss)\b[ ,]")


def objection(moment: Moment, span: Span, family: str) -> str:
    """Name the context that sets a cue at `span` aside for a family such as "C"; "" if nothing does."""
    said = moment.said
    if family in PAIR and partnered(moment):
        return "said to the partner"
    before = said.plain[max(span.start - 90, 0) : span.start]
    sentence = said.sentence(span)
    for check in CHECKS:
        if family in check.families and check.pattern.search(before if check.place == "before" else sentence):
            return check.name
    return "role-play" if family in RELATIONAL and rehearsed(moment) else ""


def partnered(moment: Moment) -> bool:
    """Tell whether a client, in a session of several, answers another client."""
    before = moment.back(1)
    return moment.talk.couple and not moment.said.therapist and before is not None and not before.therapist


def rehearsed(moment: Moment) -> bool:
    """Tell whether a client speaks to someone who is not there: after an invitation to, or by name."""
    said = moment.said
    if said.therapist:
        return False
    if ADDRESS.search(said.plain):
        return True
    previous = moment.back(1)
    return previous is not None and previous.therapist and bool(ROLE_PLAY.search(previous.plain))
