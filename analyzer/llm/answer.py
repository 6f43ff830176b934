"""An answer: what a model said, of which only what can be verified against the question is taken."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from typing import Any, NamedTuple

from analyzer.codes import CLEAR, POSSIBLE
from analyzer.llm.prompt import LONGEST, NO
from analyzer.llm.question import Question, fits

FORM = "it is not in the form asked for"
CODE = "it gives a code that the codebook lacks"
ROLE = "it gives a code that this speaker cannot carry"
TURN = "it names a turn that was not asked about"
NUMBER = "it judges what was not asked"
QUOTE = "its quote does not stand in that turn word for word"
SILENT = "it leaves a finding without a verdict"

_FENCE = re.compile(r"\A```\w*\s*(.*?)\s*```\Z", re.DOTALL)
_THOUGHT = re.compile(r"\A\s*<think>.*?</think>", re.DOTALL)
_JOINED = re.compile(r"\w\w")
_PLAIN = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "\xa0": " ", "–": "-", "—": "-"})
SHORTEST = 3
"""Letters that a quote needs, unless it is the whole turn."""


class Found(NamedTuple):
    """A verified finding: evidence is characters `start` to `end` of the turn; `clarity` is "no" for one refused."""

    turn: int
    code: str
    clarity: str
    start: int
    end: int


class Reading(NamedTuple):
    """What was taken of an answer, and why the rest was not; `usable` is False if there was nothing to read."""

    found: tuple[Found, ...]
    faults: tuple[str, ...]
    usable: bool = True


def read(question: Question, content: str) -> Reading:
    """Read and verify an answer to `question`; nothing in it is believed unchecked."""
    judging = bool(question.claims)
    entries = _entries(content, "verdicts" if judging else "findings")
    if entries is None:
        return Reading((), (FORM,), usable=False)
    check = _verdict if judging else _finding
    found, faults = _sorted_out(question, entries, check)
    if judging:
        faults += [SILENT] * (len(question.claims) - len(found) - len(faults))
    return Reading(tuple(found.values()), tuple(faults))


def location(text: str, quote: str) -> tuple[int, int] | None:
    """Return where `quote` stands in `text`, by whole words; None if it does not, or is too short to show anything.

    Blanks may differ, and quotation marks and dashes may be straight or curly; every letter counts.
    """
    words = quote.translate(_PLAIN).split()
    if not words or (sum(map(str.isalpha, "".join(words))) < SHORTEST and words != text.translate(_PLAIN).split()):
        return None
    wanted = " ".join(words)
    places = [at for at, sign in enumerate(text) if not (sign.isspace() and text[at - 1 : at].isspace())]
    plain = "".join(" " if text[at].isspace() else text[at] for at in places).translate(_PLAIN)
    at = plain.find(wanted)
    while at >= 0:
        if _bounded(plain, at, at + len(wanted)):
            return places[at], places[at + len(wanted) - 1] + 1
        at = plain.find(wanted, at + 1)
    return None


def _bounded(text: str, start: int, end: int) -> bool:
    """Tell whether a stretch of `text` neither begins nor ends within a word."""
    return not (_JOINED.match(text[start - 1 : start + 1]) if start else None) and not _JOINED.match(
        text[end - 1 : end + 1]
    )


def _entries(content: str, name: str) -> list[Any] | None:
    """Return the list called `name` of the one JSON object in `content`; None for anything else.

    A code fence and a model's thinking may stand around it, as models that cannot be constrained put them.
    """
    bare = _THOUGHT.sub("", content, count=1).strip()
    fenced = _FENCE.match(bare)
    try:
        told = json.loads(fenced[1] if fenced else bare)
    except (ValueError, RecursionError):
        return None
    entries = told.get(name) if isinstance(told, dict) else None
    return entries if isinstance(entries, list) else None


Check = Callable[[Question, Any], Found | str]


def _sorted_out(question: Question, entries: list[Any], check: Check) -> tuple[dict[tuple[int, str], Found], list[str]]:
    """Return the findings that hold, the first of each code on a turn, and a fault for each that does not."""
    found: dict[tuple[int, str], Found] = {}
    faults = []
    for entry in entries:
        taken = check(question, entry)
        if isinstance(taken, str):
            faults.append(taken)
        else:
            found.setdefault(taken[:2], taken)
    return found, faults


def _finding(question: Question, entry: Any) -> Found | str:
    """Return a finding if code, role, turn and quote hold, or what does not."""
    if not isinstance(entry, dict) or entry.get("clarity") not in (CLEAR, POSSIBLE):
        return FORM
    turn, code = entry.get("turn"), entry.get("code")
    if type(turn) is not int or turn not in question.own:
        return TURN
    marker = next((marker for marker in question.markers if marker.id == code), None)
    if marker is None:
        return CODE
    if not fits(marker, question.turn[turn].role):
        return ROLE
    return _evidenced(question, turn, marker.id, entry)


def _verdict(question: Question, entry: Any) -> Found | str:
    """Return the verdict on one claim if number and quote hold, or what does not."""
    if not isinstance(entry, dict) or entry.get("holds") not in (CLEAR, POSSIBLE, NO):
        return FORM
    number = entry.get("id")
    if type(number) is not int or not 1 <= number <= len(question.claims):
        return NUMBER
    turn, code = question.claims[number - 1]
    if entry["holds"] == NO:
        return Found(turn, code, NO, 0, 0)
    return _evidenced(question, turn, code, {**entry, "clarity": entry["holds"]})


def _evidenced(question: Question, turn: int, code: str, entry: dict[str, Any]) -> Found | str:
    quote, text = entry.get("quote"), question.turn[turn].text
    if not isinstance(quote, str) or len(quote) > len(text):
        return QUOTE
    place = location(text, quote) or (location(text, quote.rpartition(" ")[0]) if len(quote) >= LONGEST else None)
    return Found(turn, code, entry["clarity"], *place) if place else QUOTE
