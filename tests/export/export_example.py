"""Invented sessions to export: timed and untimed, with talk that tries to be markup, formulas and control codes."""

from __future__ import annotations

from analyzer.analysis import Analysis
from analyzer.codes import Code
from analyzer.events import Event
from analyzer.session import Reading, Role, Session, Turn, Utterance

TALK = (
    "How was the week?",
    '=HYPERLINK("http://x","y") is what the form said.',
    "Shall we look at the diary?",
    "Sure. Whatever you think.",
    "I wonder if I pushed that on you, and you are being kind about it.",
    "- A bit, maybe. I didn't want to let you down. \N{SLIGHTLY SMILING FACE}",
    'I am glad you can tell me. "What" would suit you?',
    "+I would like to leave the diary.",
    "<b>Then</b> let us do that & more.\nNow.",
    "@home I am bored.",
)
CODES = (
    Code(4, "W5", "clear", None, "rules 1", 0, 5, "cue: sure, whatever"),
    Code(4, "W2", "possible", 0.61, "trained 2", None, None, "model"),
    Code(5, "IM.covert", "clear", None, "rules 1", 0, 32, "=names what is unspoken"),
    Code(5, "R5", "clear", None, "rules 1", 0, 32, "owns a part"),
    Code(6, "E1", "possible", None, "rules 1", 2, 15, "hedged"),
    Code(10, "ZZ.own", "clear", None, "Ada", 6, 16, "a code of one's own codebook"),
)
STORY = (
    Event(1, "withdrawal", 4, 8, "client", "partial", None, ("W5",), "R5", ("R5",), ("E1",), "direct", ("marker",)),
    Event(2, "immediacy", 5, 5, "therapist", "", 4, ("IM.covert",), "E1", ("R5",), (), "", ()),
    Event(3, "mixed", 8, 10, "client", "self_resolved", None, ("W5",), "", (), (), "", ("marker", "attending")),
)  # fmt: skip
HOSTILE = "</text><script>alert(1)</script>]]> & \"'\x00\x0b\x1f \ufffe \u2028 ]"
FOUND = (Code(1, "W5", "possible", None, HOSTILE, None, None, HOSTILE),)

Times = tuple[tuple[float | None, float | None], ...]
TIMES: Times = tuple((10.0 + 6 * place, 15.5 + 6 * place) for place in range(len(TALK)))


def analysis(id: str = "one", talk: tuple[str, ...] = TALK, times: Times = TIMES, **given: object) -> Analysis:  # noqa: A002
    """Return a coded session of `talk`, therapist and client in turn; `given` replaces findings or story."""
    names, roles = ("Dr. Lee", "Client"), ("therapist", "client")
    spans = times or ((None, None),) * len(talk)
    turns = tuple(Turn(n + 1, names[n % 2], roles[n % 2], *spans[n], text, n + 1) for n, text in enumerate(talk))
    said = tuple(Utterance(turn.speaker, turn.text, turn.start, turn.end, turn.line) for turn in turns)
    settled = tuple(Role(name, role, "label", 0.99) for name, role in zip(names, roles, strict=True))
    session = Session(id, turns, settled if talk else (), Reading("text", said, (), len(talk)))
    made: dict[str, object] = {"findings": CODES, "story": STORY, **given}
    return Analysis(session, made["findings"], made["story"], "rules 1")  # type: ignore[arg-type]


def untimed(id: str = "two", **given: object) -> Analysis:  # noqa: A002
    """Return the same session without times."""
    return analysis(id, times=(), **given)
