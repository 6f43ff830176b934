"""Detectors: what patterns cannot say, each a named function from a moment to the span of its evidence."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from types import MappingProxyType

from analyzer.coding.inviting import asks, inviting, noise
from analyzer.coding.pressing import lectured, pressed_hard, pressing
from analyzer.coding.talk import Moment, Said, Span

ELABORATES = 12
GREETING = 1
MINIMAL = re.compile(
    r"\A\W*(?:(?:oh|well|yeah|no|nah|um|just|i guess|i suppose)\W+){0,2}(?:"
    r"(?:i )?(?:don't|dunno|dinnae|didn't) ?(?:know|ken)?|dunno|idk|no idea|not sure|i'm not sure|fine|it'?s? ?(?:was )?fine|good|it'?s good|ok|okay|alright|all right|"
    r"nothing|nothing much|nothing really|not much|not really|no|nope|nah|yes|yeah|yep|sure|maybe|whatever|mm+|hm+|kinda|sort of|same|same as (?:usual|always)|"
    r"as (?:usual|always)|the usual|normal|so-so|it (?:was|is) (?:fine|ok|okay|alright|all right|good|what it is)|not bad|grand|i guess|i suppose|i guess so|i suppose so|"
    r"if you (?:say so|like)|stuff|things|a bit|nobody|nowhere|can't say|hard to say|it's whatever|bad|tired"
    r")(?:\W+(?:i guess|i suppose|really|then|thanks|thank you|yeah|you know|whatever|sir|miss|doctor|now|much))?\W*\Z"
)
SILENT = re.compile(r"\A\W*(?:\(?\[?(?:long |a )?(?:silence|silent|pause|shrugs?|no (?:answer|response|reply)|looks? (?:away|down)|nods?)[^)\]]{0,40}\)?\]?)?\W*\Z", re.IGNORECASE)
SHIFT = re.compile(
    r"\A\W*(?:(?:no|yeah|yes|fine|oh|well|right|okay|ok|sure|nah|nothing|it'?s fine|he'?s fine|she'?s fine|grand|good)\W+){0,4}"
    r"(?:anyway|anyhow|any road|speaking of|talking of|that reminds me|by the way|did i (?:ever )?tell you|did you (?:ever )?(?:see|hear|watch)|have you (?:seen|heard|tried|got|had)|"
    r"how (?:was|were|is|are) your|how's your|what time|is that (?:a )?(?:new|your)|i (?:like|love) your|nice (?:plant|picture|mug)|can we (?:talk|do) (?:about )?(?:something|anything) else|"
    r"guess what|you'll never guess|funny (?:thing|story)|on another (?:note|subject)|changing the subject)\b"
)
AGREES = re.compile(
    r"\A\W*(?:(?:yes|yeah|ok|okay|right|sure|no|oh|sorry|all right|alright|fine|aye|very good|good|of course|you'?re right|you are right|true|absolutely|definitely|exactly|understood|got it|fair enough|i know|i see|i will|i'll try|i'll do (?:that|it)|will do|"
    r"sir|ma'am|miss|doctor|doc|thank you|thanks|that's (?:right|true|fair|a good (?:idea|point))|makes sense|that makes sense|if you say so|if you think so|i guess|i guess so|i suppose|i suppose so|you know best|no problem|i understand|point taken|guilty)\W*){1,5}\Z"
)
LAUGH = re.compile(r"[(\[*](?:[^()\[\]*]{0,30}\b)?(?:laugh\w*|laughing|chuckl\w*|smil\w+|giggl\w*|grin\w*|brightly|bright voice|cheerful\w*)[^()\[\]*]{0,40}[)\]*]|\b(?:haha\w*|lol|hehe)\b", re.IGNORECASE)
PAIN = re.compile(
    r"\b(?:die[ds]?|death|dead|dying|funeral|buried|cancer|hospital|kill\w*|suicid\w*|hurt\w*|hit me|hits me|hitting|punch\w*|slap\w*|beat(?:en|ing)?|bruis\w*|blood|bleed\w*|cr(?:y|ied|ying)|sobb\w*|wept|tears|drunk|passed out|overdos\w*|"
    r"alone|lonely|divorc\w*|left me|miscarr\w*|lost (?:the|my|a) (?:baby|job|house|child)|assault\w*|raped?|abus\w*|scream\w*|terrified|panic\w*|hate myself|worthless|shot|stabbed|prison|evict\w*|homeless|debt|starv\w*|vomit\w*|throw(?:ing)? up|cut myself|burn(?:t|ed) myself)\b"
)
HOLDS = re.compile(r"\b(?:i(?:'m not| don't| do| did| didn't| can't| know| just| never|'ve| mean)|but|no)\b")
NAMED = re.compile(r"\b(sad|upset|angry|anger|cross|mad|annoyed|frustrated|frustration|hurt|scared|afraid|worried|anxious|nervous|lonely|ashamed|embarrassed|disappointed|irritated|fed up|tired|bothered|resent\w*|jealous|guilty)\b")


def minimal(moment: Moment) -> Span | None:
    """Find a minimal answer to an open question, or silence, that the client's next turn does not make up for."""
    before, said = moment.back(1), moment.said
    if before is None or not before.therapist or said.words > 5 or asks(before) != "open" or moment.at < GREETING:
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
    if said.words > 10 or not AGREES.match(said.plain) or _elaborates(moment):
        return None
    return _whole(said)


def laughs_at_pain(moment: Moment) -> Span | None:
    """Find a transcribed laugh or smile in a turn of painful content."""
    said = moment.said
    laugh = LAUGH.search(said.text)
    if laugh is None or said.words < 4:
        return None
    pain = PAIN.search(said.plain)
    return Span(*laugh.span()) if pain else None


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
    if match is None or said.words < 7 or not (lectured(moment) or pressed_hard(moment)):
        return None
    return Span(*match.span())


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


def _whole(said: Said) -> Span:
    return Span(0, len(said.text))
