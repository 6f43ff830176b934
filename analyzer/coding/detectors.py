"""Detectors: what patterns cannot say, each a named function from a moment to the span of its evidence."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from types import MappingProxyType

from analyzer.coding.inviting import asks, inviting, noise
from analyzer.coding.pressing import lectured, pressed_hard, pressing
from analyzer.coding.signs import sign
from analyzer.coding.talk import Moment, Said, Span

ELABORATES = 12
OPENING = 6
SILENT = re.compile(
    r"\W*(?:(?:long |a )?(?:silence|silent|pause|shrugs?|no (?:answer|response|reply)|looks? (?:away|down)|nods?)"
    r"[^)\]]{0,40})?\W*",
    re.IGNORECASE,
)
LAUGH = re.compile(
    r"[(\[*](?:[^()\[\]*]{0,30}\b)?(?:laugh|chuckl|smil|giggl|grin|cheerful|bright)\w*[^()\[\]*]{0,40}[)\]*]"
    r"|\b(?:haha\w*|lol|hehe)\b",
    re.IGNORECASE,
)


def minimal(moment: Moment) -> Span | None:
    """Find a minimal answer to an open question, or silence, that the client's next turn does not make up for."""
    before, said = moment.back(1), moment.said
    if before is None or not before.therapist or said.words > 5 or asks(before) != "open":
        return None
    if moment.at < OPENING and sign("greeting").search(before.plain):
        return None
    if not (sign("minimal").search(said.plain) or SILENT.fullmatch(said.text)) or _elaborates(moment):
        return None
    return _whole(said)


def shift(moment: Moment) -> Span | None:
    """Find a change of subject right after an inviting turn."""
    before = moment.back(1)
    if before is None or not before.therapist or not inviting(before):
        return None
    match = sign("shift").search(moment.said.plain)
    return Span(*match.span()) if match else None


def agreement(moment: Moment) -> Span | None:
    """Find bare agreement, with nothing added."""
    said = moment.said
    before = moment.back(1)
    if said.words > 10 or not sign("agrees").search(said.plain) or _elaborates(moment):
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
        if sign("pain").search(near) and sign("own").search(near):
            return Span(*laugh.span())
    return None


def denies_named(moment: Moment) -> Span | None:
    """Find a short denial of a feeling that the therapist named just before."""
    before, said = moment.back(1), moment.said
    if before is None or not before.therapist or said.words > 9:
        return None
    for named in sign("named").finditer(before.plain):
        match = re.search(rf"\b(?:i'?m|i am|i was|not|wasn't|don't feel)\b[^.?!]{{0,12}}\b{named[0]}\b", said.plain)
        if match and re.search(r"\b(?:not|wasn't|don't|never)\b", said.plain):
            return Span(*match.span())
    return None


def argues(moment: Moment) -> Span | None:
    """Find a client who holds against a therapist that directs: more than a few words, with a refusal or a but."""
    said = moment.said
    blamed = "TM.against" in moment.codes(1, 1)
    if said.words < 4 or not (blamed or (said.words >= 7 and (lectured(moment) or pressed_hard(moment)))):
        return None
    if sign("agrees").search(said.plain) or (sign("affirms").search(said.plain) and " but" not in said.plain):
        return None
    match = sign("refuses" if _asked(moment) else "answers_back" if blamed else "holds").search(said.plain)
    return Span(*match.span()) if match else None


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
        "argues back under pressure": argues,
        "directs again and again": presses,
    }
)


def _elaborates(moment: Moment) -> bool:
    """Tell whether the client's next turn makes up for a short one: specific talk, not prompted by a new question."""
    between, after = moment.ahead(1), moment.ahead(2)
    if between is None or after is None or not between.therapist or not after.client:
        return False
    return after.words >= ELABORATES and (noise(between) or between.words <= 4)


def _asked(moment: Moment) -> bool:
    """Tell whether the turn before ends in a question."""
    before = moment.back(1)
    return before is not None and before.plain.rstrip().endswith("?")


def _whole(said: Said) -> Span:
    return Span(0, len(said.text))
