"""Measuring redaction: the planted transcripts, and how much of what was planted is gone."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from analyzer.redaction import Key, learn, redact
from analyzer.redaction.search import Recogniser
from analyzer.roles import settle
from analyzer.session import Reading, Session, Utterance, turns_of

PLANTED = Path(__file__).parent / "planted.jsonl"
LATER = Path(__file__).parent / "planted-later.jsonl"
THIRD = Path(__file__).parent / "planted-third.jsonl"
_MARK = re.compile(r"\{\{(?P<kind>[A-R])(?:\.(?P<part>\w+))?\|(?P<words>[^{}|]+)\}\}")


class Plant(NamedTuple):
    """One identifier in the plain text of a turn: its class A to R, what kind of it, and where."""

    turn: int
    start: int
    end: int
    words: str
    letter: str
    part: str


class Planted(NamedTuple):
    """One transcript with what was planted in it."""

    session: Session
    plants: tuple[Plant, ...]


class Row(NamedTuple):
    """One class: identifiers planted and gone; replacements made, those of them that hit one, and of its own class."""

    planted: int
    gone: int
    made: int
    right: int


def planted(path: Path = PLANTED) -> Iterator[Planted]:
    """Read the planted transcripts."""
    for line in path.read_text(encoding="utf-8").splitlines():
        told = json.loads(line)
        bare = [(who, _bare(text)) for who, text in told["talk"]]
        said = tuple(Utterance(who, text, None, None, number) for number, (who, (text, _)) in enumerate(bare, start=1))
        roles = settle(said)
        session = Session(
            told["id"], turns_of(said, {role.speaker: role.role for role in roles}), roles, Reading("planted", said)
        )
        plants = [plant._replace(turn=turn) for turn, (_, (_, found)) in enumerate(bare, start=1) for plant in found]
        yield Planted(session, tuple(plants))


def _bare(text: str) -> tuple[str, list[Plant]]:
    """Return `text` without its marks, and where they stood."""
    parts, found, at, length = [], [], 0, 0
    for mark in _MARK.finditer(text):
        parts += [text[at : mark.start()], mark["words"]]
        start = length + mark.start() - at
        length = start + len(mark["words"])
        found.append(Plant(0, start, length, mark["words"], mark["kind"], mark["part"] or ""))
        at = mark.end()
    return "".join([*parts, text[at:]]), found


class Outcome(NamedTuple):
    """What became of one transcript: each plant with whether it is gone, each replacement with the plants it hit."""

    plants: tuple[tuple[Plant, bool], ...]
    made: tuple[tuple[str, str, tuple[str, ...]], ...]


def outcome(one: Planted, more: Recogniser | None = None) -> Outcome:
    """Redact one transcript with a key of its own."""
    from analyzer.redaction.kinds import LETTERS

    key = Key("case-1", "seed")
    learn(one.session, key, more=more)
    made = redact(one.session, key, id="case-1-s01", more=more)
    covered: dict[int, list[tuple[int, int, str, str]]] = {}
    places: dict[int, int] = {}
    for change in made.changes:
        text = one.session.talk[change.turn - 1].text
        start = text.index(
            change.before + change.original + change.after, max(0, places.get(change.turn, 0) - len(change.before))
        )
        start += len(change.before)
        places[change.turn] = start + len(change.original)
        covered.setdefault(change.turn, []).append(
            (start, start + len(change.original), change.original, LETTERS[change.kind])
        )
    gone = tuple((plant, _gone(plant, covered.get(plant.turn, []))) for plant in one.plants)
    hits = tuple(
        (words, letter, tuple(p.letter for p in one.plants if p.turn == turn and p.start < end and start < p.end))
        for turn, spans in covered.items()
        for start, end, words, letter in spans
    )
    return Outcome(gone, hits)


def _gone(plant: Plant, spans: list[tuple[int, int, str, str]]) -> bool:
    """Tell whether no letter or digit of a plant is left."""
    end = plant.start + len(plant.words.removesuffix("'s"))
    left = {at for at in range(plant.start, end) if plant.words[at - plant.start].isalnum()}
    for start, end, _, _ in spans:
        left -= set(range(start, end))
    return not left


def rows(outcomes: list[Outcome]) -> dict[str, Row]:
    """Count by class; a replacement counts for the class it was given."""
    plants = Counter(plant.letter for one in outcomes for plant, _ in one.plants)
    gone = Counter(plant.letter for one in outcomes for plant, is_gone in one.plants if is_gone)
    made = Counter(letter for one in outcomes for _, letter, _ in one.made)
    right = Counter(letter for one in outcomes for _, letter, hit in one.made if hit)
    return {letter: Row(plants[letter], gone[letter], made[letter], right[letter]) for letter in "ABCDEFGHIJKLMNOPQR"}


def table(found: dict[str, Row]) -> str:
    """Write the counts as a table in Markdown, one row a Safe Harbor class."""
    from analyzer.redaction.kinds import CLASSES

    lines = [
        "| class | planted | gone | recall | replacements | rightly | precision |",
        "|---|--:|--:|--:|--:|--:|--:|",
    ]
    named = [(f"{letter} {CLASSES[letter]}", row) for letter, row in found.items() if row.planted or row.made]
    total = Row(*(sum(column) for column in zip(*found.values(), strict=True)))
    for name, row in [*named, ("all", total)]:
        recall, precision = _share(row.gone, row.planted), _share(row.right, row.made)
        lines.append(f"| {name} | {row.planted} | {row.gone} | {recall} | {row.made} | {row.right} | {precision} |")
    return "\n".join(lines)


def _share(part: int, whole: int) -> str:
    """Write a share in whole per cent, 100 only where exactly true."""
    if not whole:
        return "–"
    return f"{100 if part == whole else min(99, round(100 * part / whole))} %"


def small(one: Planted) -> Planted:
    """Return a planted transcript all in small letters, as some programs write talk."""
    said = tuple(utterance._replace(text=utterance.text.lower()) for utterance in one.session.reading.utterances)
    talk = turns_of(said, {role.speaker: role.role for role in one.session.roles})
    reading = replace(one.session.reading, utterances=said)
    return one._replace(session=replace(one.session, talk=talk, reading=reading))


def tables() -> str:
    """Measure everything the documentation reports, as Markdown."""
    third = rows([outcome(one) for one in planted(THIRD)])
    later = rows([outcome(one) for one in planted(LATER)])
    now = rows([outcome(one) for one in planted()])
    lower = rows([outcome(small(one)) for one in planted()])
    parts = (
        ("The third set, after its misses were read and faults mended (no longer unseen)", third),
        ("The second set", later),
        ("The first set after its misses were read and faults mended (no longer unseen)", now),
        ("The first set, all in small letters", lower),
    )
    return "\n\n".join(f"{title}:\n\n{table(found)}" for title, found in parts)


def main() -> None:
    """Write the tables into the documentation, between their marks."""
    path = Path(__file__).parents[2] / "docs" / "redaction.md"
    before, _, rest = path.read_text(encoding="utf-8").partition(BEGIN)
    path.write_text(f"{before}{BEGIN}\n{tables()}\n{END}{rest.partition(END)[2]}", encoding="utf-8")


BEGIN, END = "<!-- measured: begin -->", "<!-- measured: end -->"

if __name__ == "__main__":
    main()
