"""Pieces: the stretches of talk in a JSON record, with plain values; words alone are joined to stretches."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from statistics import median
from typing import Any

from analyzer.readers.columns import NAMES, plain
from analyzer.readers.times import seconds

Record = dict[str, Any]
_NAMED = ("name", "displayName", "label", "role", "id")
_SPEAKERS = ("speaker", "speaker_id", "speaker_label", "speakerLabel", "spk")
_NAMES = {"speaker_name", "speakerName", "name"}
_SIGNS = frozenset(".,?!;:…")


def parts(record: Record) -> Iterator[Record]:
    """Yield a record with plain values; one whose speakers are told only word by word, in stretches of one speaker."""
    words = record.get("words")
    tagged = [word for word in words if isinstance(word, dict)] if isinstance(words, list) else []
    own = any(record.get(name) not in (None, "") for name in (*_SPEAKERS, "speaker_name", "speakerName", "role"))
    if own or not any(name in word for word in tagged for name in _SPEAKERS):
        yield flat(record)
        return
    yield from _joined([flat(word) for word in tagged])


def whole_words(numbered: Sequence[tuple[int, Record]]) -> list[tuple[int, Record]]:
    """Join records that hold a word each to stretches of one speaker, each with the number of its first."""
    sizes = [len(_said(record).split()) for _, record in numbered]
    speakers = [record for _, record in numbered if any(name in record for name in _SPEAKERS)]
    if len(sizes) < 4 or median(sizes) > 1 or max(sizes) > 3 or not speakers:
        return list(numbered)
    joined: list[tuple[int, Record]] = []
    runs: list[list[Record]] = []
    for number, record in numbered:
        if runs and _goes_on(runs[-1][-1], record):
            runs[-1].append(record)
        else:
            runs.append([record])
            joined.append((number, {}))
    return [(number, one) for (number, _), run in zip(joined, runs, strict=True) for one in _joined(run)]


def flat(record: Record) -> Record:
    """Return a record whose values are plain: nested speakers by name, nested text joined, times apart."""
    plainly: Record = {}
    for name, value in record.items():
        if isinstance(value, dict) and {"from", "to"} <= set(value):
            plainly.update(_ends(plain(name), value["from"], value["to"], plainly))
            continue
        if isinstance(value, list) and plain(name) in ("timestamp", "timestamps") and len(value) == 2:
            plainly["start"], plainly["end"] = value
            continue
        if isinstance(value, dict):
            value = next((value[key] for key in _NAMED if value.get(key) not in (None, "")), "")
        elif isinstance(value, list):
            value = _text(value) if plain(name) in NAMES["text"] and not _written(record) else ""
        elif name in _SPEAKERS and str(value).isdecimal() and not _NAMES & set(record):
            value = f"Speaker {value}"
        plainly[str(name)] = value
    return {**_spanned(record), **plainly}


def _spanned(record: Record) -> Record:
    """Return the times of the first and the last word of a record that has none of its own."""
    words = [word for word in record.get("words") or () if isinstance(word, dict)]
    if not words or any(plain(name) in NAMES["start"] for name in record):
        return {}
    return {"start": _start(words[0]), "end": _end(words[-1], "")}


def _written(record: Record) -> bool:
    """Tell whether a record holds talk as plain text."""
    return any(isinstance(value, str) and value and plain(name) in NAMES["text"] for name, value in record.items())


def _ends(name: str, first: object, last: object, known: Record) -> Record:
    """Return the times of a stretch given from and to: offsets in ms are preferred to clocks."""
    if name == "offsets":
        return {key: _milliseconds(time) for key, time in (("start", first), ("end", last))}
    return {} if "start" in known else {"start": first, "end": last}


def _milliseconds(value: object) -> float | None:
    time = seconds(value)
    return None if time is None else time / 1000


def _text(pieces: Sequence[object]) -> str:
    """Join text that is cut into parts."""
    texts = [
        str(piece.get("text") or piece.get("value") or piece.get("word") or "")
        if isinstance(piece, dict)
        else str(piece)
        for piece in pieces
    ]
    return ("" if " " in texts or any(text.startswith(" ") for text in texts[1:]) else " ").join(texts)


def _said(record: Record) -> str:
    """Return the talk of a plain record."""
    return next((str(value) for name, value in record.items() if plain(name) in NAMES["text"] and value), "")


def _who(record: Record) -> object:
    return next((record[name] for name in _SPEAKERS if record.get(name) not in (None, "")), None)


def _goes_on(before: Record, record: Record) -> bool:
    """Tell whether a word is of the speaker of the one before it."""
    return _who(record) in (None, _who(before)) or _said(record).isspace()


def _joined(words: Sequence[Record]) -> Iterator[Record]:
    """Yield one record for each run of words of one speaker; words that bring their own spaces keep them."""
    spaced = any(_said(word).startswith(" ") for word in words[1:]) or any(_said(word).isspace() for word in words)
    held: Record = {}
    texts: list[str] = []
    for word in words:
        said = _said(word)
        who = None if said.isspace() else _who(word)
        if held and who in (None, held["speaker"]):
            glue = "" if spaced or set(said) <= _SIGNS else " "
            texts.append(f"{glue}{said}")
            held["end"] = _end(word, held["end"])
        else:
            if held:
                yield {**held, "text": "".join(texts)}
            texts = [said]
            held = {"speaker": "" if who is None else who, "text": "", "start": _start(word), "end": _end(word, "")}
    if held:
        yield {**held, "text": "".join(texts)}


def _start(word: Record) -> object:
    return next((value for name, value in word.items() if plain(name) in NAMES["start"]), "")


def _end(word: Record, other: object) -> object:
    return next((value for name, value in word.items() if plain(name) in NAMES["end"]), other)
