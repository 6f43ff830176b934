"""A codebook: one instrument's markers as data, with the cues that show them and the examples that test them."""

from __future__ import annotations

import hashlib
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any, NamedTuple

from analyzer.codes import CLEAR, POSSIBLE, family
from analyzer.errors import CodebookError

PACKAGED = ("immediacy", "confrontation", "withdrawal", "movement", "resolution", "reengagement", "intimacy")
WHO = {"T": "Therapist", "C": "Client", "A": "Client"}
ID = re.compile(r"[A-Za-z]\w*(?:\.\w+)?")
LINE = re.compile(r"(Therapist|Client|Client 2): (.+)", re.DOTALL)


class Line(NamedTuple):
    """One turn of an example: who speaks, and what."""

    speaker: str
    text: str


Example = tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Cue:
    """One way a marker shows: words (`say`), a named `detector`, or codes already `given` to the same turn.

    All of `needs` must hold of the turns before ("not x" means that x must not); `clarity` is what a match is worth.
    """

    name: str
    say: str = ""
    detector: str = ""
    given: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()
    clarity: str = CLEAR


@dataclass(frozen=True, slots=True)
class Marker:
    """One code: what it means, who may carry it (T, C or A for any), how it is found and what it is not.

    `unless` are look-alikes: patterns that, in the sentence of a cue, say that it is something else.
    `missed` are true cases that words alone do not show.
    """

    id: str
    label: str
    who: str
    definition: str
    decide: str
    source: str
    locus: str
    cues: tuple[Cue, ...]
    unless: tuple[str, ...]
    positive: tuple[Example, ...]
    negative: tuple[Example, ...]
    missed: tuple[Example, ...]

    @property
    def family(self) -> str:
        """Return the name of the marker's family, such as "withdrawal"."""
        return family(self.id)

    @property
    def detectors(self) -> tuple[str, ...]:
        """Return the names of the detectors the marker uses."""
        return tuple(cue.detector for cue in self.cues if cue.detector)


@dataclass(frozen=True, slots=True)
class Codebook:
    """One instrument; `fragments` are the named parts of its cues, `sha256` identifies the file it came from."""

    id: str
    title: str
    source: str
    markers: tuple[Marker, ...]
    fragments: Mapping[str, str]
    sha256: str


def load(path: Path | str) -> Codebook:
    """Read a codebook from a TOML file; raise CodebookError with the place of what is wrong."""
    try:
        return parsed(Path(path).read_bytes(), path)
    except OSError as error:
        raise CodebookError("the codebook cannot be read", path=path, remedy="check the path") from error


@cache
def packaged() -> tuple[Codebook, ...]:
    """Return the codebooks that come with the analyzer."""
    folder = files("analyzer") / "codebooks"
    return tuple(parsed((folder / f"{name}.toml").read_bytes(), f"{name}.toml") for name in PACKAGED)


def marker(code: str) -> Marker:
    """Return the packaged marker of `code`; raise KeyError if there is none."""
    return _markers()[code]


def check(codebook: Codebook) -> list[str]:
    """Return what is wrong with a codebook, one line a fault; an empty list means that it holds.

    Every positive example must be coded and every negative not, every cue be needed by a positive, every marker
    have three near misses and a source, and no pattern have an unbounded gap.
    """
    from analyzer.coding.examples import faults

    return faults(codebook)


@cache
def lexicon() -> Mapping[str, str]:
    """Return the pattern fragments that all codebooks share, by name."""
    text = (files("analyzer") / "codebooks" / "lexicon.toml").read_text(encoding="utf-8")
    fragments: dict[str, str] = tomllib.loads(text)["fragments"]
    return fragments


def parsed(content: bytes, path: Path | str) -> Codebook:
    """Parse the bytes of a codebook file; `path` is for messages."""
    try:
        data = tomllib.loads(content.decode("utf-8"))
        return Codebook(
            id=data["instrument"],
            title=data["title"],
            source=data["source"],
            markers=_distinct([_marker(entry) for entry in data["marker"]]),
            fragments={**lexicon(), **data.get("fragments", {})},
            sha256=hashlib.sha256(content).hexdigest(),
        )
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise CodebookError("the codebook is not TOML", path=path, remedy=str(error)) from error
    except RecursionError as error:
        raise CodebookError("the codebook nests without end", path=path, remedy="write it flat") from error
    except KeyError as error:
        raise CodebookError(f"the codebook lacks {error}", path=path, remedy="add the key") from error
    except (TypeError, ValueError) as error:
        raise CodebookError(f"the codebook does not hold: {error}", path=path) from error


_LISTS = ("cues", "unless", "positive", "negative", "missed")


@cache
def _markers() -> dict[str, Marker]:
    return {marker.id: marker for book in packaged() for marker in book.markers}


def _distinct(markers: list[Marker]) -> tuple[Marker, ...]:
    ids = [marker.id for marker in markers]
    if twice := next((code for code in ids if ids.count(code) > 1), None):
        raise ValueError(f"two markers have the id {twice}")
    return tuple(markers)


def _marker(entry: dict[str, Any]) -> Marker:
    """Build a marker from its TOML table; raise ValueError for values that mean nothing."""
    if not ID.fullmatch(str(entry["id"])):
        raise ValueError("an id is a family and a number or name, as in H2 or humour.shared")
    if entry["who"] not in WHO:
        raise ValueError(f"{entry['id']}: who must be T, C or A")
    if wrong := next((key for key in _LISTS if not isinstance(entry.get(key, []), list)), None):
        raise ValueError(f"{entry['id']}: {wrong} must be a list, in square brackets")
    if not all(isinstance(cue, dict) for cue in entry["cues"]):
        raise ValueError(f"{entry['id']}: a cue must be a table, in braces")
    if not all(isinstance(pattern, str) for pattern in entry.get("unless", ())):
        raise ValueError(f"{entry['id']}: unless must hold patterns, in quotation marks")
    told = {key: str(entry[key]) for key in ("id", "label", "who", "definition", "decide", "source", "locus")}
    examples = {key: _examples(entry, key) for key in ("positive", "negative", "missed")}
    return Marker(
        **told,  # type: ignore[arg-type]
        cues=tuple(_cue(cue) for cue in entry["cues"]),
        unless=tuple(entry.get("unless", ())),
        **examples,  # type: ignore[arg-type]
    )


def _examples(entry: dict[str, Any], key: str) -> tuple[Example, ...]:
    return tuple(_example(example, WHO[entry["who"]]) for example in entry.get(key, ()))


def _cue(entry: dict[str, Any]) -> Cue:
    values: dict[str, Any] = {key: tuple(value) if isinstance(value, list) else value for key, value in entry.items()}
    cue = Cue(**values)
    if sum(map(bool, (cue.say, cue.detector, cue.given))) != 1:
        raise ValueError(f"cue {cue.name}: give one of say, detector and given")
    if cue.clarity not in (CLEAR, POSSIBLE):
        raise ValueError(f"cue {cue.name}: clarity must be clear or possible")
    return cue


def _example(entry: str | list[str], speaker: str) -> Example:
    """Build an example from a sentence, or from lines of which the last is the coded one."""
    if isinstance(entry, str):
        return (Line(speaker, entry),)
    found = [LINE.fullmatch(line) for line in entry]
    if not entry or not all(found):
        raise ValueError("an example line must begin with Therapist:, Client: or Client 2:")
    return tuple(Line(match[1], match[2]) for match in found if match)
