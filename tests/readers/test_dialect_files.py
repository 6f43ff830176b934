from __future__ import annotations

from itertools import pairwise

import accounted
import pytest
from made import FILES, MADE, SAID
from oracles import words
from samples import SAMPLES, path_of

from analyzer.asides import spoken, tally
from analyzer.errors import ReadError
from analyzer.readers import SUFFIXES, read, readings
from analyzer.session import joined


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda sample: sample.file)
def test_every_dialect_gives_the_same_six_turns(tmp_path, sample):
    reading = read(path_of(sample, tmp_path))
    turns = joined(reading.utterances)
    expected = [words(said) for said in SAID] if len(sample.speakers) > 1 else [words(" ".join(SAID))]
    said = [words(" ".join(one.text for one in turn)) for turn in turns]
    for word in EXTRA.get(sample.file, ()):
        next(turn for turn in said if word in turn).remove(word)
    assert said == expected
    assert [turn[0].speaker for turn in turns] == list(sample.speakers) * (len(turns) // len(sample.speakers))
    timed = {turn[0].start is not None or turn[-1].end is not None for turn in turns}
    assert timed == ({True, False} if sample.timed is None else {sample.timed})
    assert sum(problem.words for problem in reading.problems) == sample.left


EXTRA = {"talk.cha": ("on", "monday", "uh", "overlap", "overlap", "laughs")}
"""Words that a dialect has beside those of the others."""


def test_times_are_those_of_the_file(tmp_path):
    for sample in SAMPLES:
        if sample.timed and len(sample.speakers) > 1:
            turns = joined(read(path_of(sample, tmp_path)).utterances)
            starts = [turn[0].start for turn in turns if turn[0].start is not None]
            assert all(later >= earlier for earlier, later in pairwise(starts)), sample.file
            assert not starts or 27 < starts[-1] - starts[0] < 29, sample.file


def test_an_archive_gives_a_reading_for_each_transcript(tmp_path):
    found = readings(MADE["bundle.zip"](tmp_path / "bundle.zip"))
    assert [(one.part, one.format, len(joined(one.utterances))) for one in found] == [
        ("week 10", "rtf", 6),
        ("week 9", "vtt", 6),
    ]
    assert "file 2 of this archive was not read: this is not a text file" in [p.reason for p in found[0].problems]


def test_headings_split_a_file_into_sessions():
    first, second = readings(FILES / "several.txt")
    assert (first.part, second.part) == ("session-3", "session-4")
    assert [words(" ".join(one.text for one in turn)) for turn in joined(first.utterances)] == [
        words(said) for said in SAID
    ]
    assert [one.text for one in second.utterances] == ["You came back.", "I did.", "How is it to be here?", "Odd."]
    assert [(p.line, p.reason, p.words) for p in first.problems] == [
        (1, "header, before the first speaker label", 2),
        (3, "heading of a session", 5),
    ]
    assert [(p.line, p.reason, p.words) for p in second.problems] == [
        (12, "heading of a session", 5),
        (13, "header of a session", 2),
    ]


def test_asides_of_a_transcript_after_mergenthaler_and_stinson_are_no_speech():
    turns = [" ".join(one.text for one in turn) for turn in joined(read(FILES / "ulm.txt").utterances)]
    assert "(T: mm-hm)" in turns[1]
    assert [words(spoken(turn)) for turn in turns] == [words(said) for said in SAID]
    assert tally(turns) == {"backchannel": 1, "pause": 2, "laughter": 1, "breath": 1, "unintelligible": 1}


def test_plain_lines_without_speakers_and_times_are_refused():
    with pytest.raises(ReadError, match="no speaker labels found"):
        read(FILES / "whisper.txt")


def test_nothing_of_a_sample_is_lost_unseen(tmp_path):
    assert {sample.file: accounted.account(sample, tmp_path).lost for sample in SAMPLES} == {s.file: 0 for s in SAMPLES}


def test_the_table_of_the_docs_is_true():
    text = accounted.DOCS.read_text(encoding="utf-8")
    assert accounted.written(text) == text, "run python tests/readers/accounted.py --write"


def test_every_sample_has_a_suffix_that_folders_are_searched_for():
    web = {".html"}
    assert {f".{sample.file.rpartition('.')[2].lower()}" for sample in SAMPLES} - web <= SUFFIXES
