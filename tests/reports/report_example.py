"""An invented session with a withdrawal that is repaired, a bid left alone, and overlapping evidence."""

from __future__ import annotations

from analyzer.events import Event
from analyzer.session import Reading, Role, Session, Turn

TALK = (
    "How was the week?",
    "Busy, mostly. The shop had its stocktake.",
    "Shall we look at the diary you were going to keep?",
    "Sure. Whatever you think.",
    "I wonder if I pushed that on you, and you are being kind about it.",
    "A bit, maybe. I didn't want to let you down.",
    "I am glad you can tell me. What would suit you?",
    "I would like to leave the diary and just talk about the shop.",
    "Then let us do that.",
    "Are you bored with me, when I go on about it?",
    "And what happened on Tuesday?",
    "Tuesday was the stocktake.",
)
CODES = (
    (4, "W5", "clear", 0, 24, "bare agreement after a request"),
    (5, "IM.covert", "clear", 0, 66, "names what is unspoken"),
    (5, "R5", "clear", 12, 34, "owns a part"),
    (6, "E1", "clear", 0, 13, "hedged"),
    (8, "E3", "possible", 0, 31, "a wish of their own"),
    (10, "IM.ask", "clear", 0, 22, "asks how the therapist feels"),
    (10, "SX.exposure", "possible", None, None, "asks at some risk"),
)
RUPTURE = Event(1, "withdrawal", 4, 8, "client", "resolved", None, ("W5",), "R5", ("R5",), ("E1", "E3"), "direct",
                ("marker", "attending", "qualified_assertion"))  # fmt: skip
BID = Event(2, "immediacy", 10, 10, "client", "unanswered", 4, ("IM.ask",), "", (), (), "", ())

HOSTILE = (
    "</script><script>alert(1)</script><img src=x onerror=alert(2)>{{ 7*7 }}{% raw %} \u202eevil & \"q' \x00 \ud83d"
)


def session(talk: tuple[str, ...] = TALK, *, id: str = "one", timed: bool = True) -> Session:  # noqa: A002
    roles = ("therapist", "client")
    turns = tuple(
        Turn(n + 1, roles[n % 2].title(), roles[n % 2], 30.0 * n if timed else None, None, text, n + 1)
        for n, text in enumerate(talk)
    )
    return Session(id, turns, tuple(Role(r.title(), r, "label", 1.0) for r in roles), Reading("text", ()))
