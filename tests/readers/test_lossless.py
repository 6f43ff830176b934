from __future__ import annotations

import re

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from writers import WRITERS

from analyzer.errors import ReadError
from analyzer.readers import readings
from analyzer.session import joined

MARK = re.compile(r"q[a-z]{3}z")
"""A word that stands once in a file, so that it can be looked for."""
SHAPES = ("{}", "{},", "{}.", "{}?", "{}…", "“{}”", "{}'s", "({})", "{}-{}")
LETTERS = "abcdefghijklmnopqrstuvwxyz"


def marked(number):
    return f"q{LETTERS[number // 676 % 26]}{LETTERS[number // 26 % 26]}{LETTERS[number % 26]}z"


@st.composite
def talk(draw):
    """Turns of two speakers in turn, every word of them another."""
    number, turns = 0, []
    for place in range(draw(st.integers(4, 9))):
        said = []
        for _ in range(draw(st.integers(1, 6))):
            said.append(marked(number))
            number += 1
        end = draw(st.sampled_from((".", "?", "!", "")))
        turns.append((("Therapist", "Client")[place % 2], f"{' '.join(said).capitalize()}{end}", 3 + 7 * place))
    return turns


def written(folder, writer, units):
    path = folder / f"talk{writer.suffix}"
    path.write_bytes(writer.whole(units))
    return path


@pytest.mark.parametrize("name", WRITERS)
@settings(max_examples=8, deadline=None, suppress_health_check=list(HealthCheck))
@given(turns=talk())
def test_what_is_written_is_read_word_for_word(tmp_path_factory, name, turns):
    writer = WRITERS[name]
    units = [unit for turn in turns for unit in writer.units(*turn)]
    (reading,) = readings(written(tmp_path_factory.mktemp("whole"), writer, units))
    said = [" ".join(" ".join(one.text for one in turn).split()).rstrip(" .") for turn in joined(reading.utterances)]
    assert said == [text.rstrip(".") for _, text, _ in turns]
    speakers = [turn[0].speaker.split()[0].casefold()[:3] for turn in joined(reading.utterances)]
    assert speakers == [speaker.casefold()[:3] for speaker, _, _ in turns]


DAMAGE = st.lists(
    st.tuples(st.sampled_from(("drop", "double", "swap", "noise", "break")), st.integers(0, 60)), min_size=1, max_size=6
)


def damaged(writer, units, damage):
    """Return the units after some were lost, doubled, moved, or others put between them."""
    units = list(units)
    for number, (deed, place) in enumerate(damage):
        at = place % len(units)
        if deed == "drop" and len(units) > 1:
            del units[at]
        elif deed == "double":
            units.insert(at, units[at])
        elif deed == "swap":
            units[at], units[-1 - at] = units[-1 - at], units[at]
        elif deed == "break":
            units[at : at + 1] = broken(units[at], place)
        elif deed == "noise":
            units.insert(at, writer.noise(f"{marked(9000 + 3 * number)} {marked(9001 + 3 * number)}"))
    return units


def broken(unit, place):
    """Return a line in two pieces, cut between words, or a record without one of its values."""
    if isinstance(unit, str) and "<" not in unit:
        words = unit.split(" ")
        return [" ".join(words[: place % len(words)]), " ".join(words[place % len(words) :])]
    if isinstance(unit, dict):
        return [{**unit, list(unit)[place % len(unit)]: None}]
    return [unit]


@pytest.mark.parametrize("name", WRITERS)
@settings(max_examples=8, deadline=None, suppress_health_check=list(HealthCheck))
@given(turns=talk(), damage=DAMAGE)
def test_no_word_of_a_damaged_file_is_lost_unseen(tmp_path_factory, name, turns, damage):
    """Words that stand in the file are in turns, are labels, or are counted as left out."""
    writer = WRITERS[name]
    units = damaged(writer, [unit for turn in turns for unit in writer.units(*turn)], damage)
    path = written(tmp_path_factory.mktemp("damaged"), writer, units)
    try:
        found = readings(path)
    except ReadError:
        return
    inside = set(MARK.findall(repr(units).casefold()))
    kept = set(MARK.findall(" ".join(f"{u.speaker} {u.text}" for one in found for u in one.utterances).casefold()))
    assert len(inside - kept) <= sum(problem.words for one in found for problem in one.problems)
