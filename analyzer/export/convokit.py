"""ConvoKit corpora: sessions as conversations and turns as utterances, with roles, codes and counts as metadata.

The layout is that of ConvoKit's documentation ("Data Format"), as versions 3 and later read and write it.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from analyzer.analysis import Analysis
from analyzer.codebook import Codebook
from analyzer.codes import CLEAR, Code
from analyzer.export.markup import ORIGIN
from analyzer.export.plain import fit
from analyzer.output import folder, whole
from analyzer.output import write as write_text
from analyzer.session import Role, Session
from analyzer.tally import sessions_row

FILES = ("utterances.jsonl", "speakers.json", "conversations.json", "corpus.json", "index.json")
"""The files of a corpus."""

Things = dict[str, dict[str, Any]]


def write(analyses: Iterable[Analysis], out: Path, books: Sequence[Codebook]) -> tuple[Path, ...]:
    """Write the corpus as the folder `convokit`.

    A speaker belongs to one session: a label such as "Client" names somebody else in the next.
    """
    place = folder(out / "convokit")
    some = list(analyses)
    with whole(place / FILES[0]) as lines:
        for utterance in (one for analysis in some for one in utterances(analysis)):
            lines.write(_json(utterance) + "\n")
    speakers = {key: thing for analysis in some for key, thing in _speakers(analysis.session).items()}
    conversations = {_id(analysis.session, 1): _thing(_counted(analysis)) for analysis in some}
    about = {"origin": ORIGIN, "coders": sorted({analysis.coder for analysis in some})}
    said = [utterance["meta"] for analysis in some for utterance in utterances(analysis)]
    contents = (speakers, conversations, about, _index(said, speakers, conversations, about))
    for name, content in zip(FILES[1:], contents, strict=True):
        write_text(place / name, _json(content) + "\n")
    return tuple(place / name for name in FILES)


def utterances(analysis: Analysis) -> Iterator[dict[str, Any]]:
    """Yield the turns of one session as utterances, each a reply to the one before; times are in seconds."""
    session = analysis.session
    codes: dict[int, list[Code]] = {}
    for code in analysis.findings:
        codes.setdefault(code.turn, []).append(code)
    for place, turn in enumerate(session.talk):
        given = codes.get(turn.turn, [])
        yield {
            "id": _id(session, turn.turn),
            "conversation_id": _id(session, session.talk[0].turn),
            "text": fit(turn.text),
            "speaker": _speaker(session, turn.speaker),
            "meta": {
                "session": session.id,
                "turn": turn.turn,
                "role": turn.role,
                "codes": list(dict.fromkeys(code.code for code in given)),
                "clear_codes": list(dict.fromkeys(code.code for code in given if code.clarity == CLEAR)),
                "families": list(dict.fromkeys(code.family for code in given)),
            },
            "reply-to": _id(session, session.talk[place - 1].turn) if place else None,
            "timestamp": turn.start,
            "vectors": [],
        }


def _id(session: Session, turn: int) -> str:
    return f"{session.id}/{turn}"


def _speaker(session: Session, speaker: str) -> str:
    return fit(f"{session.id}/{speaker}")


def _speakers(session: Session) -> Things:
    known = {role.speaker: role for role in session.roles}
    return {
        _speaker(session, turn.speaker): _thing(_who(session, turn.speaker, turn.role, known.get(turn.speaker)))
        for turn in session.talk
    }


def _who(session: Session, speaker: str, role: str, settled: Role | None) -> dict[str, Any]:
    return {"session": session.id, "name": fit(speaker), "role": role, "role_how": settled.how if settled else ""}


def _thing(meta: Mapping[str, Any]) -> dict[str, Any]:
    return {"meta": dict(meta), "vectors": []}


def _counted(analysis: Analysis) -> dict[str, Any]:
    """Return the row of the sessions table, with the events as records."""
    row = sessions_row(analysis)
    return {**row, "events": [{**event._asdict(), "codes": list(event.codes)} for event in analysis.story]}


def _index(
    said: Sequence[Mapping[str, Any]], speakers: Things, conversations: Things, about: Mapping[str, Any]
) -> object:
    """Return what metadata there is, and of which Python types."""
    return {
        "utterances-index": _types(said),
        "speakers-index": _types(thing["meta"] for thing in speakers.values()),
        "conversations-index": _types(thing["meta"] for thing in conversations.values()),
        "overall-index": _types([about]),
        "version": 1,
        "vectors": [],
    }


def _types(metas: Iterable[Mapping[str, Any]]) -> dict[str, list[str]]:
    found: dict[str, set[str]] = {}
    for meta in metas:
        for name, value in meta.items():
            found.setdefault(name, set()).update([] if value is None else [str(type(value))])
    return {name: sorted(types) for name, types in found.items()}


def _json(value: object) -> str:
    """Return `value` as JSON in ASCII, which every platform's default encoding can read."""
    return json.dumps(value, ensure_ascii=True)
