"""Gold from any coded files: the codings of a set, with their transcripts, as the evaluation takes them."""

from __future__ import annotations

from analyzer.coded.coding import CodedSet
from analyzer.errors import ReadError
from analyzer.evaluation.gold import Gold


def as_gold(read: CodedSet) -> Gold:
    """Return the first two codings of `read`, or the only one as both, on the sessions they saw whose talk is known.

    Raises ReadError when the talk of none of them is.
    """
    first, second = read.codings[0], read.codings[min(1, len(read.codings) - 1)]
    seen = first.sessions & second.sessions
    sessions = tuple(talk for name, talk in sorted(read.transcripts.items()) if name in seen)
    if not sessions:
        raise ReadError("no transcripts of the coded sessions", path=read.path, remedy="put them into the same folder")
    known = {session.id for session in sessions}
    codes = tuple(frozenset(code for code in one.codes if code[0] in known) for one in (first, second))
    events = tuple(tuple(span for span in one.spans if span.session in known) for one in (first, second))
    return Gold(read.path.name, sessions, codes, events)
