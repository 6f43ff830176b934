"""Inviting turns: what a therapist's turn asks for, so that a short answer to it can be judged."""

from __future__ import annotations

import re

from analyzer.coding.talk import Said

OPEN = re.compile(
    r"\b(?:what(?:'s| is| was|'d| would| do| did| does| are| were| came| comes| happen\w*| made| makes| might| could| else| about| goes| went| have| has| stops?| gets| got| sort| kind|ever)?\b"
    r"|how(?:'s| is| was| do| did| does| are| were| would| have| has| come|'re|'ve|'d| about| might)?\b(?! (?:many|much|often|long|old|far|big|soon|likely|confident)\b)"
    r"|why\b|where (?:do|did|does|are|is) (?:you|that|it) (?:feel|go|come|take)|tell me|say more|say a bit|can you (?:say|tell|describe|talk)|could you (?:say|tell|describe)"
    r"|would you (?:say|tell|describe|like to say)|talk (?:me|us) through|describe|in what way|which bit|what way)"
)
CLOSED = re.compile(
    r"^\W*(?:(?:and|so|but|okay|ok|right|well|now) )*(?:do|did|does|are|is|was|were|have|has|had|can|could|will|would|should|shall|any|is that|that's|so you|you)\b"
    r"|\b(?:how (?:many|much|often|long|old|far|big|soon)|what (?:time|day|date|age|year|number|size|dose|colour|color)|which (?:day|one)|when (?:is|was|did)|out of ten|scale|name|zero to|one to|who|whose)\b"
)
FEELING = re.compile(r"\b(?:feel\w*|felt|emotion\w*|like for you|(?:that|it|this) like|what's it like|what is it like|come up|came up|going on (?:for|in|inside)|inside you|your body|in you|sad|upset|angry|hurt|scared|lonely|cry\w*|tears)\b")
TENTATIVE = re.compile(r"\b(?:i wonder|i'm wondering|i was wondering|i'd like to hear|i'd like to know|i'm curious|i'm interested|i notice|i noticed|i get the sense|i have a sense|i imagine|it sounds|sounds like|you (?:seem|look|sound|went|'ve gone|looked|seemed))\b")
NOISE = re.compile(r"^\W*(?:m+|mm+-?h?m*|mhm+|uh-?huh|yeah|yes|yep|right|okay|ok|sure|hm+|aye|ya|ja)\W*$")


def asks(said: Said) -> str:
    """Return what the last sentence of a therapist's turn asks: open, closed or nothing ("")."""
    last = _last(said.plain)
    if "?" not in said.plain[-3:]:
        return "open" if re.search(r"\b(?:tell me|say more|go on|describe)\b", last) else ""
    return "open" if OPEN.search(last) and not CLOSED.search(last) else "closed"


def inviting(said: Said) -> bool:
    """Tell whether a turn opens the way for the client's inner experience: an open question or a tentative remark."""
    if asks(said) == "open":
        return True
    return bool(TENTATIVE.search(said.plain))


def about_feeling(said: Said) -> bool:
    """Tell whether a turn asks about, or names, feeling."""
    return bool(FEELING.search(said.plain))


def noise(said: Said) -> bool:
    """Tell whether a turn is a listening noise, or an answer that looks like one."""
    return bool(NOISE.match(said.plain))


def _last(plain: str) -> str:
    """Return the last sentence."""
    cut = max(plain.rstrip(" ?.!").rfind(mark) for mark in ".?!;")
    return plain[cut + 1 :]
