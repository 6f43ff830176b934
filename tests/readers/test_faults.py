from __future__ import annotations

import json

import pytest

from analyzer.readers import read
from analyzer.readers.faults import anonymous, mended, missing
from analyzer.session import Utterance

CHECK = "the speakers have no names; check who is who"
GOES_ON = "this goes on with a sentence of another speaker; one of the two may have been given the wrong words"
GIVEN = "words inside a sentence of another speaker were given to that speaker"


def timed(*said, speakers="Speaker {}"):
    """Utterances that follow each other at once, each a (number, text)."""
    return tuple(
        Utterance(speakers.format(who), text, 2.0 * place, 2.0 * place + 1.9, place + 1)
        for place, (who, text) in enumerate(said)
    )


def told(utterances):
    return [(problem.line, problem.reason) for problem in mended(utterances)[1]]


PLAIN = [(1, "How was it?"), (2, "It was long."), (1, "Long how?"), (2, "I could not sleep.")]


def test_names_are_no_fault_and_numbers_are_told():
    assert told(timed(*PLAIN, speakers="Anna{}x")) == []
    assert told(timed(*PLAIN)) == [(None, CHECK)]
    for label in (
        "SPEAKER_00",
        "spk_1",
        "ch_0",
        "Channel 2",
        "A",
        "Unknown",
        "unknown speaker 1",
        "S2",
        "Unnamed",
        "Guest-1",
    ):
        assert anonymous(label), label
    for label in ("Anna", "T", "Client", "Dr. B", "AGENT", "P1"):
        assert not anonymous(label), label


def test_words_inside_a_sentence_are_given_back():
    said = timed(*PLAIN, (1, "And what did you"), (2, "do then"), (1, "when it was light?"), (2, "I got up."))
    utterances, problems = mended(said)
    assert [u.speaker[-1] for u in utterances] == ["1", "2", "1", "2", "1", "1", "1", "2"]
    assert [u.text for u in utterances] == [u.text for u in said]
    assert [(p.line, p.reason) for p in problems] == [(None, CHECK), (6, GIVEN)]


@pytest.mark.parametrize(
    "middle",
    [
        [(1, "And then you felt"), (2, "alone."), (1, "Alone, yes.")],
        [(1, "And then you felt"), (2, "mm"), (1, "rather alone.")],
        [(1, "And then you felt"), (2, "Alone"), (1, "and left.")],
        [(1, "And then you felt"), (2, "like the last one there"), (1, "and left.")],
        [(1, "You felt alone."), (2, "so alone"), (1, "and you left.")],
    ],
)
def test_what_people_may_have_said_is_left_as_it_is(middle):
    said = timed(*PLAIN, *middle, (2, "I did."))
    assert mended(said)[0] == said


def test_words_far_from_a_sentence_or_without_times_are_left():
    said = timed(*PLAIN, (1, "And what did you"), (2, "do then"), (1, "when it was light?"), (2, "I got up."))
    late = tuple(u if u.line != 6 else u._replace(start=u.start + 1) for u in said)
    bare = tuple(u._replace(start=None, end=None) for u in said)
    assert mended(late)[0] == late
    assert mended(bare)[0] == bare
    assert (6, GOES_ON) in told(bare)


def test_a_sentence_that_another_speaker_finishes_is_told_and_left():
    said = timed(*PLAIN, (2, "And I thought it was my"), (1, "fault. How did that feel?"), (2, "Bad."))
    assert mended(said)[0] == said
    assert told(said) == [(None, CHECK), (6, GOES_ON)]
    unmarked = timed(*((who, text.rstrip(".?").lower()) for who, text in PLAIN))
    assert told(unmarked) == [(None, CHECK)]


def test_many_places_are_counted():
    said = timed(
        *PLAIN * 30, *[(1, "and I thought it was my"), (2, "fault. So yes. No."), (1, "Well."), (2, "Hm.")] * 15
    )
    reasons = [reason for _, reason in told(said)]
    assert reasons.count(GOES_ON) == 10
    assert reasons[-1] == f"{GOES_ON}: 5 more places"


MANY = "there are 3 labels; where fewer people spoke, say which are one with --role 'ONE=OTHER'"


def test_labels_that_are_nobody_are_told():
    said = timed(*PLAIN * 20, (3, "Sorry."), *PLAIN)
    assert told(said) == [
        (None, CHECK),
        (81, "a label with next to no talk; it may be none of the people"),
        (None, MANY),
    ]


def test_a_label_that_is_no_name_among_names_is_told():
    said = (*timed(*PLAIN, speakers="Anna{}x"), Utterance("Unknown Speaker", "Hm.", None, None, 5))
    assert told(said) == [(5, "a label that names nobody among labels that do; check whose talk it is")]


def test_one_speaker_split_in_two_is_told():
    swapped = [(3 if who == 2 else who, text) for who, text in PLAIN * 4]
    assert told(timed(*PLAIN * 4, *swapped)) == [
        (None, CHECK),
        (18, "a label begins after another has stopped; the two may be one person"),
        (None, MANY),
    ]


def test_labels_that_begin_alike_are_told():
    said = (
        *timed(*PLAIN, speakers="Dr. Lee{}x"),
        Utterance("Anna", "a", None, None, 5),
        Utterance("Anna K", "b", None, None, 6),
    )
    assert (6, "this label begins like another; the two may be one person") in told(said)


def test_long_stretches_without_a_label_are_told():
    named = [(line, "AB"[line % 2]) for line in range(1, 80)]
    sure = [*named[:40], *((line, None) for line in range(200, 206)), *named[40:]]
    assert [p.line for p in missing([(n, s or None) for n, s in sure], "cues")] == [None, 200]
    few = [*named[:40], *((line, None) for line in range(200, 204)), *named[40:]]
    assert [p.line for p in missing(few, "cues")] == [None]
    assert missing(named, "cues") == []
    mostly = [(line, None if line % 3 else "A") for line in range(1, 60)]
    assert [p.reason for p in missing(mostly, "rows")] == [
        "rows that name no speaker were given to the speaker before: 38"
    ]


def test_words_without_a_speaker_go_to_the_one_before(tmp_path):
    words = [{"word": word, "start": n, "end": n + 0.9, "speaker": who} for n, (word, who) in enumerate(WORDS)]
    path = tmp_path / "a.json"
    path.write_text(json.dumps({"results": {"channels": [{"alternatives": [{"words": words}]}]}}))
    reading = read(path)
    assert [(u.speaker, u.text) for u in reading.utterances] == [
        ("Speaker 0", "So how was it?"),
        ("Speaker 1", "It was long."),
    ]
    assert [(p.line, p.reason) for p in reading.problems] == [
        (1, "words before the first named speaker were given to that speaker"),
        (None, "words that name no speaker were given to the speaker before: 1"),
        (None, CHECK),
    ]


WORDS = [("So", None), ("how", 0), ("was", None), ("it?", 0), ("It", 1), ("was", 1), ("long.", 1)]
