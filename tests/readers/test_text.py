from __future__ import annotations

import contextlib
import random
import time

import pytest
from dialects import DIALECTS
from hypothesis import example, given, settings
from hypothesis import strategies as st

from analyzer.errors import ReadError
from analyzer.readers import read
from analyzer.readers.labels import head, named
from analyzer.readers.styles import REACH, STYLES


def put(folder, text, name="session.txt"):
    path = folder / name
    path.write_bytes(text.encode("utf-8", "surrogatepass"))
    return path


@pytest.mark.parametrize("name", DIALECTS)
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_every_dialect_gives_its_turns(tmp_path, name, newline):
    dialect = DIALECTS[name]
    reading = read(put(tmp_path, dialect.text.replace("\n", newline)))
    assert [(u.speaker, u.text, u.start) for u in reading.utterances] == dialect.utterances
    assert tuple(problem.line for problem in reading.problems if problem.line) == dialect.told


def test_a_labelled_line_is_an_utterance_with_its_line_number(tmp_path):
    text = "".join(f"{'Therapist' if n % 2 else 'Client'}: turn {n}\n" for n in range(1, 101))
    reading = read(put(tmp_path, text))
    assert [u.line for u in reading.utterances] == list(range(1, 101))
    assert [u.text for u in reading.utterances] == [f"turn {n}" for n in range(1, 101)]
    assert reading.lines == 100


def test_end_times_are_kept_where_they_are_written(tmp_path):
    reading = read(put(tmp_path, DIALECTS["range of times first"].text))
    assert [u.end for u in reading.utterances] == [5.0, 11.0, 193.0, 3610.0]
    reading = read(put(tmp_path, DIALECTS["time stamps at the end"].text))
    assert [u.end for u in reading.utterances] == [3.1, 9.2, None, None]


@pytest.mark.parametrize(
    "text",
    [
        "This is a story: a long one.\nIt has nobody speaking in it.\nThe end: gone.",
        "Title: A paper\nAuthor: Somebody\n\nLong ago there was a house.\nNobody lived there.\n",
        "\n".join(["Once more the rain fell on the roof and nobody spoke."] * 300 + ["Moral: none", "Moral: one"]),
    ],
)
def test_prose_has_no_labels(tmp_path, text):
    with pytest.raises(ReadError, match="no speaker labels found; label each turn like 'Therapist:'"):
        read(put(tmp_path, text))


def test_one_speaker_is_told_and_not_refused(tmp_path):
    reading = read(put(tmp_path, "T: One.\nT: Two.\nT: Three."))
    assert len(reading.utterances) == 3
    assert [problem.reason for problem in reading.problems] == [
        "only one speaker was found; label every speaker's turns"
    ]


def test_problems_hold_no_words_of_the_transcript(tmp_path):
    text = "Zebra zebra\nT: zebra.\nC: zebra.\nZebrano: zebra zebra\nT: zebra. C: zebra\nC: zebra\nPage 3\n"
    problems = read(put(tmp_path, text)).problems
    assert len(problems) == 4
    assert not any("zebra" in problem.reason.lower() for problem in problems)


WORDS = st.text("abcdefgh", min_size=3, max_size=8)
TALK = st.lists(WORDS, min_size=1, max_size=8).map(" ".join)
LINES = st.lists(
    st.one_of(
        TALK.map("Therapist: {}".format),
        TALK.map("Client: {}".format),
        TALK.map("[00:01:02] Client: {}".format),
        TALK,
        TALK.map("  {}  ".format),
        st.just(""),
        st.just("-----"),
        st.just("[pause]"),
    ),
    max_size=30,
)


@settings(max_examples=150, deadline=None)
@given(LINES)
@example(["aaa", "Therapist: bbb", "Client: ccc"])
@example(["Client: aaa", "Client: aaa"])
def test_no_line_is_lost(tmp_path_factory, lines):
    """Words in the file are words in the turns, or stand in lines that are told."""
    lines = ["Therapist: begin", "Client: begin", *lines, "Therapist: stop", "Client: stop"]
    reading = read(put(tmp_path_factory.mktemp("lost"), "\n".join(lines)))
    told = {problem.line for problem in reading.problems}
    spoken = " ".join(u.text for u in reading.utterances).split()
    left = [line for number, line in enumerate(lines, start=1) if number not in told]
    kept = " ".join(line.rpartition(": ")[2] for line in left).split()
    assert spoken == kept


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=300))
@example("\ud800: a\n\ud800: b")
@example("A: \x1c\nB: \x85b\nA: c")
@example(": : :\n[[[:\n<v >a")
@example("T1 a\nT2 b\nC1 c\nC2 d")
def test_any_text_is_read_or_refused(tmp_path_factory, text):
    path = put(tmp_path_factory.mktemp("any"), text)
    with contextlib.suppress(ReadError):
        assert all(u.text.strip() and u.speaker and len(u.speaker) <= 110 for u in read(path).utterances)


@pytest.mark.parametrize(
    "line", ["a" + " " * 300, "a " * 200, "A" + " -–|" * 80, "[((" * 90, "0:00 " * 60, "a (b" * 80]
)
def test_patterns_do_not_backtrack(line):
    for style in STYLES:
        begun = time.process_time()
        for _ in range(20):
            head(line, style)
        assert time.process_time() - begun < 0.2, style.name
    assert REACH == 200


def test_labels_are_names_and_not_the_starts_of_sentences():
    assert all(
        map(named, ["Anna", "Dr. van der Berg", "the client", "SPEAKER_00", "Anna-Maria O'Neill", "Mother 2", "i"])
    )
    assert not any(map(named, ["I said", "So", "Date", "and then", "my mother", "Well", "pause", "x" * 64]))


def test_ten_thousand_lines_are_read_at_once_and_time_grows_with_length(tmp_path):
    chance = random.Random(1)
    words = ["i", "feel", "like", "what", "you", "said", "was", "about", "my", "mother", "and", "how", "we", "talk"]
    lines = [f"{'TC'[n % 2]}: {' '.join(chance.choices(words, k=9))}" for n in range(40_000)]

    def seconds(count):
        path = put(tmp_path, "\n".join(lines[:count]))
        begun = time.process_time()
        assert len(read(path).utterances) == count
        return time.process_time() - begun

    once = min(seconds(10_000) for _ in range(2))
    assert once < 0.5
    assert seconds(40_000) < 8 * once


def test_questions_and_answers_with_line_numbers_that_begin_anew_on_each_page(tmp_path):
    text = """                                  12
 1       Q.  How have you been since we
 2   met?
 3       A.  Not so well, I think.
                                  13
 1       Q.  What happened?
 2       A.  My mother rang.
"""
    (tmp_path / "a.txt").write_text(text)
    found = read(tmp_path / "a.txt")
    assert [(u.speaker[0], u.text, u.line) for u in found.utterances] == [
        ("Q", "How have you been since we met?", 2),
        ("A", "Not so well, I think.", 4),
        ("Q", "What happened?", 6),
        ("A", "My mother rang.", 7),
    ]


def test_the_end_of_a_meeting_is_no_talk(tmp_path):
    lines = (
        "Ana: How was it?\nBo: Fine.\nAna: Only fine?\nBo: Yes.\nMeeting ended after 00:50:12 \N{WAVING HAND SIGN}\n"
    )
    (tmp_path / "a.txt").write_text(lines, encoding="utf-8")
    found = read(tmp_path / "a.txt")
    assert found.utterances[-1].text == "Yes."
    assert [(p.line, p.words) for p in found.problems if "closing" in p.reason] == [(5, 5)]
