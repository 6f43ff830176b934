"""A judged reading: a file is read as its kind is; what is neither talk nor one line of an error is a finding."""

from __future__ import annotations

import math
import re
import time
import warnings
from pathlib import Path

from analyzer.analysis import analyze
from analyzer.cases.manifest import entries
from analyzer.codebook import load
from analyzer.coded import read_codes
from analyzer.coding.rules import RuleCoder
from analyzer.errors import AnalyzerError
from analyzer.reading import sessions
from analyzer.review import read as read_review
from analyzer.session import Session

SECONDS = 5.0
"""Processor time that one file may take."""
_LINE = re.compile(r"[^\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]*")


class FindingError(Exception):
    """What must not happen, in one line."""


def judge(path: Path) -> str:
    """Read `path` and return "read" or "refused"; raise FindingError for anything else, or let what broke pass."""
    begun = time.process_time()
    outcome = _outcome(path)
    taken = time.process_time() - begun
    if taken > SECONDS:
        raise FindingError(f"took {taken:.1f} s")
    return outcome


def _outcome(path: Path) -> str:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", ResourceWarning)
            _read(path)
    except AnalyzerError as error:
        if not _LINE.fullmatch(str(error)):
            raise FindingError("the message is not one plain line") from error
        return "refused"
    return "read"


def _read(path: Path) -> None:
    """Read a file as what its name says it is."""
    name = path.name
    if name.endswith(".review.json"):
        read_review(path)
    elif name.endswith(".manifest.csv"):
        entries(path)
    elif name.endswith(".toml"):
        RuleCoder([load(path)])
    elif name.endswith((".qdpx", ".codes.csv", ".coded.eaf")):
        read_codes(path)
    else:
        for session in sessions(path):
            _sound(session)


def _sound(session: Session) -> None:
    """Raise FindingError unless a session is what the rest of the program may rely on."""
    if not session.talk:
        raise FindingError("a session without talk")
    for turn in session.talk:
        if not turn.text.strip() or not isinstance(turn.speaker, str):
            raise FindingError("a turn without words or speaker")
        if any(time is not None and not (math.isfinite(time) and time >= 0) for time in (turn.start, turn.end)):
            raise FindingError("a time that is none")
        f"{turn.speaker}{turn.text}".encode()
    if any(part in session.id for part in "/\\\0\n") or session.id.startswith(".") or len(session.id) > 120:
        raise FindingError("an unsafe id")
    if len(session.talk) < 300 and sum(len(turn.text) for turn in session.talk) < 20_000:
        analyze(session, coder=_RULES).sessions.to_csv()


_RULES = RuleCoder()
