"""Talk for the tests: a session from labelled lines, and what a key of its own makes of it."""

from __future__ import annotations

from analyzer.redaction import Key, Redacted, learn, redact
from analyzer.roles import settle
from analyzer.session import Reading, Session, Utterance, turns_of


def session(*lines: str) -> Session:
    said = tuple(Utterance(*line.split(": ", 1), None, None, number) for number, line in enumerate(lines, start=1))
    roles = settle(said)
    return Session("one", turns_of(said, {role.speaker: role.role for role in roles}), roles, Reading("test", said))


def made(*lines: str, key: Key | None = None) -> Redacted:
    key = key or Key("case-1", "seed")
    learn(session(*lines), key)
    return redact(session(*lines), key, id="case-1-s01")


def text(*lines: str, key: Key | None = None) -> str:
    """Return the redacted words of `lines`, spoken by a therapist (T) and a client (C)."""
    return "\n".join(turn.text for turn in made(*lines, key=key).session.talk)


def client(line: str) -> str:
    """Return one redacted line of a client's, in talk that has capitals."""
    return text("T: How was the week? Tell me.", f"C: {line}").splitlines()[1]
