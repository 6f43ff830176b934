"""Columns: which column of a table holds speakers, which talk, which times."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from analyzer.readers.choice import choose
from analyzer.readers.labels import key, named
from analyzer.readers.times import span
from analyzer.role_words import meaning

NAMES = {
    "speaker": (
        *("speaker", "speakername", "speakers", "who", "name", "participant", "role", "interlocutor", "person"),
        *("speakerlabel", "speakerrole", "participantname", "author", "from", "sender", "voice", "character", "talker"),
        *("party", "agent", "user", "username", "speakerid", "speakertype", "participantid", "label", "spk"),
        *("sprecher", "sprecherin", "redner", "rolle", "hablante", "interlocutora", "locuteur", "intervenant"),
        *("spreker", "parlante", "falante", "talare", "puhuja"),
    ),
    "text": (
        *("text", "utterance", "utterancetext", "content", "transcript", "transcription", "message", "utterances"),
        *("talk", "speech", "dialogue", "dialog", "sentence", "body", "turntext", "caption", "verbatim", "value"),
        *("said", "says", "statement", "line", "words", "elements", "word", "punctuatedword"),
        *("uerung", "aussage", "redebeitrag", "inhalt", "texto", "texte", "contenu", "contenido", "tekst", "testo"),
        *("fala", "frase", "transkript", "transcripcin", "trascrizione"),
    ),
    "start": (
        *("start", "starttime", "time", "timestamp", "begin", "begintime", "starts", "startsec", "startseconds"),
        *("starttimes", "starttimesec", "startms", "starttimems", "timecode", "onset", "beginning", "offset", "in"),
        *("timestart", "tstart", "ts", "timein", "startts", "timestamps", "timespan", "timerange", "offsetms"),
        *("offsetmilliseconds", "beginoffsetmillis", "beginms", "starttimeseconds", "startoffset", "datastart"),
        *(
            "beginn",
            "anfang",
            "zeit",
            "startzeit",
            "inicio",
            "incio",
            "hora",
            "dbut",
            "debut",
            "heure",
            "inizio",
            "tijd",
        ),
    ),
    "end": (
        *("end", "endtime", "stop", "stoptime", "finish", "ends", "endsec", "endseconds", "endtimesec", "endms"),
        *("endtimems", "out", "timeend", "tend", "endts", "timeout", "endoffsetmillis", "endoffset", "dataend"),
        *("ende", "endzeit", "fin", "fim", "fine", "einde"),
    ),
    "session": (
        *("session", "sessionid", "transcriptid", "conversationid", "dialogueid", "dialogid", "callid", "fileid"),
        *("recordingid", "interviewid", "conversation", "filename"),
    ),
}
"""What each kind of column is called, in order of preference; letters and digits only, lower case."""

_PARTS = {"speaker": ("speaker", "interlocutor"), "text": ("utterance", "transcript", "text")}
_SAMPLE = 300


class Columns(NamedTuple):
    """Places of the columns in a row; `speaker` is None where the talk itself carries labels."""

    speaker: int | None
    text: int
    start: int | None = None
    end: int | None = None
    session: int | None = None
    milliseconds: bool = False


def plain(name: object) -> str:
    """Return a column's name in letters and digits only, in lower case."""
    return re.sub(r"[^a-z0-9]+", "", str(name).casefold())


def names_turns(cells: Sequence[object]) -> bool:
    """Tell whether `cells` name a column of speakers and one of talk."""
    names = {plain(cell) for cell in cells}
    return all(names & set(NAMES[kind]) for kind in ("speaker", "text")) and len(names) > 1


def headed(row: Sequence[object], rows: Sequence[Sequence[object]]) -> Columns | None:
    """Return the columns that the names in `row` tell, the rest judged by the `rows` below; None if they tell none."""
    names = [plain(cell) for cell in row]
    places = {kind: _places(names, kind) for kind in NAMES}
    if not places["text"] and not places["speaker"]:
        return None
    start, end, session = (next(iter(places[kind]), None) for kind in ("start", "end", "session"))
    known = {place for place in (start, end, session, *places["speaker"]) if place is not None}
    text = places["text"][0] if places["text"] else _longest(rows, known)
    if text is None:
        return None
    speaker = _spoken([place for place in places["speaker"] if place != text], rows)
    if speaker is None:
        speaker = _beside(rows, text, known)
    milliseconds = start is not None and names[start].endswith(("ms", "millis", "milliseconds"))
    return Columns(speaker, text, start, end, session, milliseconds)


def guessed(rows: Sequence[Sequence[object]]) -> Columns | None:
    """Return the columns of a table without names: a few people's names stand beside the longest cells."""
    times = [place for place in range(_width(rows)) if _timed(_column(rows, place))]
    people = {place for place in range(_width(rows)) if _recurs(_column(rows, place))}
    text = _longest(rows, {*people, *times})
    if text is None:
        return None
    start, end = [*times, None, None][:2]
    return Columns(_beside(rows, text, set(times)), text, start, end)


def _width(rows: Sequence[Sequence[object]]) -> int:
    """Return the number of cells that most rows have."""
    return Counter(map(len, rows[:_SAMPLE])).most_common(1)[0][0] if rows else 0


def _column(rows: Sequence[Sequence[object]], place: int) -> list[object]:
    """Return the filled cells of one column in the first rows."""
    return [row[place] for row in rows[:_SAMPLE] if len(row) > place and str(row[place]).strip()]


def _longest(rows: Sequence[Sequence[object]], known: set[int]) -> int | None:
    """Return the column that holds most text, of those not `known` for something else."""
    sizes = {place: sum(len(str(cell)) for cell in _column(rows, place)) for place in range(_width(rows))}
    return max((place for place in sizes if place not in known and sizes[place]), key=sizes.__getitem__, default=None)


def _beside(rows: Sequence[Sequence[object]], text: int, known: set[int]) -> int | None:
    """Return the first column beside the talk that holds the names of a few people; None if the talk is labelled."""
    if choose([str(cell).split("\n", 1)[0].strip() for cell in _column(rows, text)]):
        return None
    places = [place for place in range(_width(rows)) if place not in {*known, text}]
    return next((place for place in places if _recurs(_column(rows, place))), None)


def _places(names: Sequence[str], kind: str) -> list[int]:
    """Return the places of columns of one kind, the best name first."""
    exact = [names.index(name) for name in NAMES[kind] if name in names]
    near = [place for part in _PARTS.get(kind, ()) for place, name in enumerate(names) if part in name]
    return exact or near


def _spoken(places: Sequence[int], rows: Sequence[Sequence[object]]) -> int | None:
    """Choose among columns for speakers: one whose values are all roles, if it tells as many apart, else the first."""
    values = [{key(str(row[place])) for row in rows if len(row) > place and row[place]} for place in places]
    for place, found in zip(places, values, strict=True):
        if len(found) > 1 and len(found) >= len(values[0]) and all(meaning(value) for value in found):
            return place
    return next((place for place, found in zip(places, values, strict=True) if found), None)


def _timed(column: Sequence[object]) -> bool:
    """Tell whether most cells hold clock times."""
    clocks = sum(span(cell)[0] is not None and not str(cell).strip().isdigit() for cell in column)
    return 10 * clocks > 8 * len(column)


def _recurs(column: Sequence[object]) -> bool:
    """Tell whether the cells are names of a few people."""
    cells = [str(cell).strip().rstrip(":") for cell in column]
    names = Counter(key(cell) for cell in cells if named(cell) and ":" not in cell)
    return bool(names) and 10 * sum(names.values()) >= 8 * len(cells) and 2 * len(names) <= max(len(cells), 4)
