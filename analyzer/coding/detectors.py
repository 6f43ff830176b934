"""Detectors: what patterns cannot say, each a named function from a moment to the span of its evidence."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from types import MappingProxyType

from analyzer.coding.inviting import asks, inviting, noise
from analyzer.coding.pressing import lectured, pressed_hard, pressing
from analyzer.coding.talk import Moment, Said, Span

ELABORATES = 12
OPENING = 6
GREETING = re.compile(r"\bhow(?:'s| are| is| have|'re|'ve)? (?:you|things|it|everything)(?: been)?(?: doing| going| feeling)?(?: today| tonight| this morning)?\W*\Z")
MINIMAL = re.compile(
    r"\A\W*(?:(?:oh|well|yeah|no|nah|um|just|i guess|i suppose|alright)\W+){0,2}(?:(?:i )?(?:don't|dinnae|didn't) (?:really )?(?:know|ken)"
    r"|dunno|idk|no idea|not sure|i'm not sure|(?:it'?s|it was|it is|i'm|he's|she's) (?:all )?(?:ok|okay|alright|what it is)|(?:(?:it'?s|it was|it is|i'm|he's|she's) )?(?:all )?(?:fine|good|all right|grand|normal|whatever)"
    r"|nothing(?: much| really)?|not much|same(?: as (?:usual|always))?|as (?:usual|always)|the usual|so-so|not bad|whatever|kinda|stuff|things|bad"
    r"|nobody|nowhere|can't say|hard to say|can't remember|if you (?:say so|like)"
    r")(?:\W+(?:i guess|i suppose|really|then|thanks|thank you|you know|whatever|sir|miss|doctor|now|much))?\W*\Z"
)
SILENT = re.compile(r"\A\W*(?:\(?\[?(?:long |a )?(?:silence|silent|pause|shrugs?|no (?:answer|response|reply)|looks? (?:away|down)|nods?)[^)\]]{0,40}\)?\]?)?\W*\Z", re.IGNORECASE)
SHIFT = re.compile(
    r"\A\W*(?:(?:no|yeah|yes|fine|oh|well|right|okay|ok|sure|nah|nothing|it'?s fine|he'?s fine|she'?s fine|grand|good)\W+){0,4}"
    r"(?:anyway|anyhow|any road|speaking of|talking of|that reminds me|by the way|did i (?:ever )?tell you|did you (?:ever )?(?:see|hear|watch)|have you (?:seen|heard|tried|got|had)|"
    r"how (?:was|were|is|are) your|how's your|what time|is that (?:a )?(?:new|your)|i (?:like|love) your|nice (?:plant|picture|mug)|can we (?:talk|do) (?:about )?(?:something|anything) else|"
    r"guess what|you'll never guess|funny (?:thing|story)|on another (?:note|subject)|changing the subject)\b"
)
AGREES = re.compile(
    r"\A\W*(?:(?:yes|yeah|ok|okay|right|sure|oh|sorry|all right|alright|fine|aye|very good|good|of course|you'?re right|you are right|true|absolutely|definitely|exactly|understood|got it|fair enough|i know|i see|i will|i'll try|i'll do (?:that|it)|will do|"
    r"sir|ma'am|miss|doctor|doc|thank you|thanks|that's (?:right|true|fair|a good (?:idea|point))|makes sense|that makes sense|if you say so|if you think so|i guess|i guess so|i suppose|i suppose so|you know best|no problem|i understand|point taken|guilty)\W*){1,5}\Z"
)
LAUGH = re.compile(r"[(\[*](?:[^()\[\]*]{0,30}\b)?(?:laugh\w*|laughing|chuckl\w*|smil\w+|giggl\w*|grin\w*|brightly|bright voice|cheerful\w*)[^()\[\]*]{0,40}[)\]*]|\b(?:haha\w*|lol|hehe)\b", re.IGNORECASE)
PAIN = re.compile(
    r"\b(?:die[ds]?|death|dead|dying|funeral|cancer|suicid\w*|kill(?:ed)? myself|(?:hit|hits|beat|beats|slapped|punched|kicked) (?:me|us)"
    r"|bruis\w*|blood|bleed\w*|(?:i|was) (?:cried|crying|sobbed|sobbing)|wept|passed out|overdos\w*|divorc\w*|miscarr\w*"
    r"|lost (?:the|my) (?:baby|job|house)|assault\w*|raped?|abus\w*|terrified|hate myself|worthless|stabbed|evict\w*|homeless|starv\w*"
    r"|vomit\w*|threw up|cut myself|want to die|wanted to die|left me)\b"
)
OWN = re.compile(r"\b(?:i|i'm|i'd|i've|me|my|myself)\b")
HOLDS = re.compile(r"\b(?:i(?:'m not| don't| do| did| didn't| can't| know| just| never|'ve| mean)|but|no)\b")
NAMED = re.compile(r"\b(sad|upset|angry|anger|cross|mad|annoyed|frustrated|frustration|hurt|scared|afraid|worried|anxious|nervous|lonely|ashamed|embarrassed|disappointed|irritated|fed up|tired|bothered|resent\w*|jealous|guilty)\b")


def minimal(moment: Moment) -> Span | None:
    """Find a minimal answer to an open question, or silence, that the client's next turn does not make up for."""
    before, said = moment.back(1), moment.said
    if before is None or not before.therapist or said.words > 5 or asks(before) != "open":
        return None
    if moment.at < OPENING and GREETING.search(before.plain):
        return None
    if not (MINIMAL.match(said.plain) or SILENT.match(said.text)) or _elaborates(moment):
        return None
    return _whole(said)


def shift(moment: Moment) -> Span | None:
    """Find a change of subject right after an inviting turn."""
    before = moment.back(1)
    if before is None or not before.therapist or not inviting(before):
        return None
    match = SHIFT.match(moment.said.plain)
    return Span(*match.span()) if match else None


def agreement(moment: Moment) -> Span | None:
    """Find bare agreement, with nothing added."""
    said = moment.said
    before = moment.back(1)
    if said.words > 10 or not AGREES.match(said.plain) or _elaborates(moment):
        return None
    if before is None or not before.therapist or before.plain.rstrip().endswith(("-", ",")):
        return None
    return _whole(said)


def laughs_at_pain(moment: Moment) -> Span | None:
    """Find a transcribed laugh or smile in a turn of painful content."""
    said = moment.said
    before = moment.back(1)
    if said.words < 4 or (before is not None and LAUGH.search(before.text)):
        return None
    for laugh in LAUGH.finditer(said.text):
        near = said.plain[max(laugh.start() - 70, 0) : laugh.end() + 50]
        if PAIN.search(near) and OWN.search(near):
            return Span(*laugh.span())
    return None


def denies_named(moment: Moment) -> Span | None:
    """Find a short denial of a feeling that the therapist named just before."""
    before, said = moment.back(1), moment.said
    if before is None or not before.therapist or said.words > 9:
        return None
    for named in NAMED.finditer(before.plain):
        match = re.search(rf"\b(?:i'?m|i am|i was|not|wasn't|don't feel)\b[^.?!]{{0,12}}\b{named[1]}\b", said.plain)
        if match and re.search(r"\b(?:not|wasn't|don't|never)\b", said.plain):
            return Span(*match.span())
    return None


def echo(moment: Moment) -> Span | None:
    """Find a bare echo of the therapist's last words."""
    before, said = moment.back(1), moment.said
    if before is None or not before.therapist or not 1 <= said.words <= 4 or said.plain.rstrip().endswith("?"):
        return None
    words = re.findall(r"\w{4,}", said.plain)
    return _whole(said) if words and all(word in before.plain for word in words) else None


def argues(moment: Moment) -> Span | None:
    """Find a client who holds against a therapist that directs: more than a few words, with a refusal or a but."""
    said = moment.said
    match = HOLDS.search(said.plain)
    if match is None or said.words < 4 or AGREES.match(said.plain):
        return None
    under = said.words >= 7 and (lectured(moment) or pressed_hard(moment)) and not _asked(moment)
    return Span(*match.span()) if under or "TM.against" in moment.codes(1, 1) else None


def presses(moment: Moment) -> Span | None:
    """Find a therapist's turn that directs after several that did, or that directs many times over."""
    return _whole(moment.said) if pressing(moment) else None


DETECTORS: Mapping[str, Callable[[Moment], Span | None]] = MappingProxyType(
    {
        "minimal reply to an inviting turn": minimal,
        "change of subject after an inviting turn": shift,
        "bare agreement": agreement,
        "laughs at painful content": laughs_at_pain,
        "denies a feeling just named": denies_named,
        "echo of the therapist's words": echo,
        "argues back under pressure": argues,
        "directs again and again": presses,
    }
)


def _elaborates(moment: Moment) -> bool:
    """Tell whether the client's next turn makes up for a short one: specific talk, not prompted by a new question."""
    between, after = moment.ahead(1), moment.ahead(2)
    if between is None or after is None or not between.therapist or after.therapist:
        return False
    return after.words >= ELABORATES and (noise(between) or between.words <= 4)


def _asked(moment: Moment) -> bool:
    """Tell whether the turn before ends in a question."""
    before = moment.back(1)
    return before is not None and before.plain.rstrip().endswith("?")


def _whole(said: Said) -> Span:
    return Span(0, len(said.text))
