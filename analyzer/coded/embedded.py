"""An embedded transcript: a session whose talk is inside a coded file."""

from __future__ import annotations

from pathlib import Path

from analyzer import readers
from analyzer.errors import AnalyzerError
from analyzer.language import language
from analyzer.readers.account import settled
from analyzer.readers.source import Source
from analyzer.roles import settle
from analyzer.session import Reading, Session, Utterance, turns_of


def of_text(name: str, text: str) -> Session | None:
    """Read `text` as the transcript called `name`; None where it is not one."""
    source = Source(Path(f"{name}.txt"), text.encode("utf-8", "replace"))
    kind = next((kind for kind in readers.FORMATS if kind.fits(source)), None)
    try:
        return None if kind is None else _session(name, settled(kind.read(source), source.path))
    except AnalyzerError:
        return None


def of_speech(name: str, utterances: tuple[Utterance, ...]) -> Session | None:
    """Join timed `utterances` to the session called `name`; None where there are none."""
    return _session(name, Reading("embedded", utterances)) if utterances else None


def _session(name: str, reading: Reading) -> Session:
    roles = settle(reading.utterances)
    talk = turns_of(reading.utterances, {role.speaker: role.role for role in roles})
    return Session(name, talk, roles, reading, None, language(turn.text for turn in talk))
