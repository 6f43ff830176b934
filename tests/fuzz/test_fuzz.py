"""Readers under fire: files changed at random, and built to no plan, are read or refused in one line."""

from __future__ import annotations

import json
import tempfile
from pathlib import Path
from random import Random

import pytest
from families import CORPUS, FAMILIES, seeds
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some
from judged import FindingError, judge
from mutations import CHANGES, TOKENS, mutated

from analyzer.readers.columns import NAMES

steady = settings(
    derandomize=True, database=None, deadline=None, max_examples=60, suppress_health_check=list(HealthCheck)
)
KEYS = [*(name for names in NAMES.values() for name in names), "results", "words", "alternatives", "items", "channels"]
LEAVES = some.one_of(
    *(some.none(), some.booleans(), some.integers(), some.floats()),
    *(some.text(max_size=12), some.sampled_from(["A", "0:03"])),
)
VALUES = some.recursive(
    LEAVES,
    lambda inner: some.lists(inner, max_size=5) | some.dictionaries(some.sampled_from(KEYS), inner, max_size=5),
    max_leaves=40,
)
ODD = some.text(some.characters(), max_size=10)
CELLS = ODD | some.sampled_from(["T", "C", "speaker", "text", "start", "²", "=1+1"])
PIECES = some.sampled_from(
    [*"TC", ": ", "Therapist: ", "<v A>", "</v>", "[00:01]", "00:01.000 --> 00:02.000", "\n", "\n\n", "NOTE", "WEBVTT"]
) | some.text(some.characters(), max_size=6)


@pytest.fixture(scope="module")
def folder():
    with tempfile.TemporaryDirectory() as held:
        yield Path(held)


def judged(folder: Path, suffix: str, data: bytes) -> str:
    path = folder / f"a{suffix}"
    path.write_bytes(data)
    return judge(path)


@pytest.mark.parametrize("family", FAMILIES)
def test_samples_changed_at_random_are_read_or_refused(folder, family):
    begun = seeds(family, folder)
    chance = Random(family)
    outcomes = []
    for number in range(60):
        suffix, data = begun[number % len(begun)]
        changed = mutated(chance, data, [other for kind, other in begun if kind == suffix])
        outcomes.append(judged(folder, suffix, changed[:60_000]))
    assert set(outcomes) <= {"read", "refused"}
    assert len(set(outcomes)) == 2  # the changes neither break everything nor nothing


@pytest.mark.parametrize("path", sorted(CORPUS.glob("*")), ids=lambda path: path.name)
def test_what_was_a_finding_once_is_none_now(path):
    assert judge(path) in ("read", "refused")


@steady
@given(VALUES)
def test_any_json_is_read_or_refused(folder, value):
    judged(folder, ".json", json.dumps(value).encode())


@steady
@given(some.lists(some.lists(CELLS, max_size=5), max_size=12), some.sampled_from(",;\t|"))
def test_any_table_is_read_or_refused(folder, rows, mark):
    judged(folder, ".csv", "\n".join(mark.join(row) for row in rows).encode("utf-8", "surrogatepass"))


@steady
@given(some.lists(PIECES, max_size=60), some.sampled_from([".txt", ".vtt", ".srt", ".lrc", ".cha", ".html", ".rtf"]))
def test_any_text_is_read_or_refused(folder, pieces, suffix):
    judged(folder, suffix, "".join(pieces).encode("utf-8", "surrogatepass"))


@steady
@given(some.binary(max_size=400), some.sampled_from([suffix for suffixes in FAMILIES.values() for suffix in suffixes]))
def test_any_bytes_are_read_or_refused(folder, data, suffix):
    judged(folder, suffix, data)


def test_a_finding_is_found(folder, monkeypatch):
    path = folder / "a.txt"
    path.write_text("T: One.\nC: Two.\nT: Three.\nC: Four.")
    monkeypatch.setattr("judged.SECONDS", -1.0)
    with pytest.raises(FindingError, match="took"):
        judge(path)


def test_changes_change():
    data = b"Therapist: 12 words of talk\nClient: and more 34"
    for change in CHANGES:
        changed = bytearray(data * 3)
        change(Random(3), changed)
        assert bytes(changed) != data * 3, change.__name__
    assert all(TOKENS)
