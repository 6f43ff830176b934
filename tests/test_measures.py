"""Measures of talk, style matching and rates, against values worked out by hand."""

from __future__ import annotations

import time

import pytest

from analyzer.analysis import Analysis
from analyzer.codes import Code
from analyzer.events import Event
from analyzer.matching import CATEGORIES, matched, uses, words
from analyzer.measures import Measure, measures
from analyzer.session import Problem, Reading, Role, Session, Turn, Utterance
from analyzer.tally import SESSIONS, sessions_frame, sessions_row

KNOWN = {"T": "therapist", "C": "client", "D": "client2"}


def session(*lines: tuple, utterances: tuple[Utterance, ...] = ()) -> Session:
    """Build a session from (speaker, text) or (speaker, text, start, end)."""
    talk = []
    for number, (speaker, text, *times) in enumerate(lines, start=1):
        start, end = times or (None, None)
        talk.append(Turn(number, speaker, KNOWN[speaker], start, end, text, number))
    roles = tuple(Role(speaker, KNOWN[speaker], "label", 1.0) for speaker in dict.fromkeys(line[0] for line in lines))
    return Session("s", tuple(talk), roles, Reading("memory", utterances))


def code(at: int, name: str, clarity: str = "clear") -> Code:
    return Code(at, name, clarity, None, "person", None, None, "")


def value(found: list[Measure], name: str, role: str = "") -> float | None:
    (only,) = [measure.value for measure in found if (measure.name, measure.role) == (name, role)]
    return only


def test_words_leave_out_what_is_not_speech():
    assert words("Well (laughs), it’s [crosstalk] <i>half-past</i> 2!") == ["well", "it's", "half-past", "2"]
    assert words("… — ?!") == []
    assert words("(" * 5_000) == []


def test_contractions_count_in_each_of_their_parts():
    counts = dict(zip(CATEGORIES, uses(words("I don’t think it’s the one.")), strict=True))
    assert counts == {
        "personal pronouns": 1,  # I
        "impersonal pronouns": 1,  # it
        "articles": 1,  # the
        "conjunctions": 0,
        "prepositions": 0,
        "auxiliary verbs": 2,  # do, is
        "common adverbs": 0,
        "negations": 1,  # not
        "quantifiers": 0,
    }


def test_unpunctuated_contractions_of_a_machine_transcript_are_the_same():
    assert uses(words("i dont think thats it")) == uses(words("I don't think that's it."))


def test_matching_formula():
    # articles 0.1 and 0.05: 1 - 0.05 / 0.1501; pronouns 0.2 and 0.2: 1; nothing else was used
    ours, theirs = [12, 0, 6, *[0] * 6], [12, 0, 3, *[0] * 6]
    assert matched((ours, 60), (theirs, 60)) == pytest.approx((1 + (1 - 0.05 / 0.1501)) / 2)
    assert matched((ours, 60), (ours, 60)) == 1
    assert matched((ours, 60), ([0] * 9, 60)) == pytest.approx((0.0001 / 0.2001 + 0.0001 / 0.1001) / 2)
    assert matched(([0] * 9, 4), ([0] * 9, 0)) == 0


def test_share_length_and_questions():
    answer = ("C", "We moved. It rained a lot.")
    found = measures(session(("T", "How are you? And work?!"), ("C", "Fine."), ("T", "Just fine?"), answer), ())
    assert value(found, "turns", "therapist") == 2
    assert value(found, "words", "therapist") == 7
    assert value(found, "talk_share", "therapist") == pytest.approx(50)
    assert value(found, "talk_share", "client") == pytest.approx(50)
    assert value(found, "turn_words", "therapist") == 3.5
    assert value(found, "turn_words", "client") == 3.5
    assert value(found, "questions", "therapist") == 1.5
    assert value(found, "questions", "client") == 0


def test_a_transcript_without_question_marks_counts_no_questions():
    found = measures(session(*[("T", "how was it"), ("C", "it was fine")] * 10), ())
    assert value(found, "questions", "therapist") is None


def test_couples_have_a_measure_each():
    found = measures(session(("T", "one two"), ("C", "one"), ("D", "one")), ())
    assert [value(found, "talk_share", role) for role in ("therapist", "client", "client2")] == [50, 25, 25]


def test_someone_who_is_neither_comes_last_and_is_no_partner_of_the_therapists_turns():
    ask = "i saw the red door"
    turns = tuple(Turn(n, "TO"[n % 2], ("therapist", "other")[n % 2], None, None, ask, n) for n in range(1, 21))
    found = measures(Session("s", turns), ())
    assert list(dict.fromkeys(m.role for m in found if m.role)) == ["therapist", "client", "other"]
    assert value(found, "style_following", "therapist") is None


def test_style_matching_needs_fifty_words_of_english_on_each_side():
    ours = ("T", " ".join(["i"] * 12 + ["the"] * 6 + ["stone"] * 42))
    theirs = ("C", " ".join(["you"] * 12 + ["the"] * 3 + ["stone"] * 45))
    whole = measures(session(ours, theirs), ())
    assert value(whole, "style_matching", "client") == pytest.approx(0.833444, abs=1e-6)
    short = measures(session(ours, ("C", "you the stone")), ())
    foreign = measures(session(ours, ("C", "wir haben das nicht so gemeint " * 12)), ())
    assert value(short, "style_matching", "client") is None
    assert value(foreign, "style_matching", "client") is None


def test_style_following_compares_a_turn_with_the_one_before():
    ask, echo, other = "i saw the red door", "you saw the red door", "never green never green doors"
    # echo: pronouns 0.2 and 0.2, articles 0.2 and 0.2: 1; other: pronouns, articles, negations each against none
    none = (0.0001 / 0.2001 * 2 + 0.0001 / 0.4001) / 3
    turns = [("T", ask), ("C", echo), ("T", "Mm."), ("C", echo), ("D", echo)] * 4 + [("T", ask), ("C", other)]
    found = measures(session(*turns), ())
    assert value(found, "style_following", "client") == pytest.approx((4 + none) / 5)
    assert value(found, "style_following", "therapist") is None  # only four turns of five words after a client


def test_gaps_silence_and_length():
    found = measures(
        session(("T", "a", 10, 12), ("C", "b", 13, 20), ("T", "c", 19, 30), ("C", "d", 35, 40), ("T", "e", 40, 70)), ()
    )
    assert value(found, "response_gap", "client") == 3  # 1 and 5
    assert value(found, "response_gap", "therapist") == -0.5  # -1 and 0
    assert value(found, "duration") == 1
    assert value(found, "silence") == 10  # 1 and 5 of 60 seconds
    assert value(found, "longest_pause") == 5


def test_silence_within_a_turn_is_seen_where_the_file_tells():
    cues = (Utterance("T", "a", 0, 10, 1), Utterance("T", "b", 40, 50, 2), Utterance("C", "c", 50, 100, 3))
    found = measures(session(("T", "a b", 0, 50), ("C", "c", 50, 100), utterances=cues), ())
    assert (value(found, "silence"), value(found, "longest_pause")) == (30, 30)


def test_times_that_only_mark_cuts_give_no_gaps():
    touching = measures(session(("T", "a", 0, 5), ("C", "b", 5, 9), ("T", "c", 9, 20)), ())
    starts = measures(session(("T", "a", 0, None), ("C", "b", 5, None), ("T", "c", 60, None)), ())
    sparse = measures(session(("T", "a", 0, 5), ("C", "b", 6, None), ("T", "c", 60, 65)), ())
    assert value(touching, "response_gap", "client") is None
    assert [value(touching, name) for name in ("silence", "longest_pause")] == [None, None]
    assert [value(sparse, name) for name in ("silence", "longest_pause")] == [None, None]
    assert [value(starts, name) for name in ("duration", "silence", "longest_pause")] == [1, None, None]


def test_rates():
    talk = [("T", "a", 0, 60), ("C", "b", 60, 900)]
    found = measures(session(*talk), (code(1, "IM.disclose"), code(1, "R6", "possible"), code(2, "IM.positive")))
    assert value(found, "immediacy_per_hour") == 8  # two in a quarter of an hour
    assert value(found, "immediacy_per_100_turns") == 100
    assert value(found, "resolution_per_hour") == 4
    assert value(found, "withdrawal_per_hour") == 0


def test_untimed_empty_and_uncoded_sessions_have_every_measure_without_a_value():
    untimed = measures(session(("T", "a"), ("C", "b")), (code(2, "W2"),))
    assert value(untimed, "withdrawal_per_hour") is None
    assert value(untimed, "withdrawal_per_100_turns") == 50
    assert value(untimed, "silence") is None
    empty = measures(Session("e", ()), ())
    assert [(m.name, m.role) for m in empty] == [(m.name, m.role) for m in untimed]
    assert {m.value for m in empty} == {None, 0}
    unsure = Session("u", (Turn(1, "A", "unsure", None, None, "so", 1),), (Role("A", "unsure", "inferred", 0.5),))
    assert value(measures(unsure, ()), "talk_share", "client") == 0
    assert value(measures(unsure, ()), "immediacy_per_100_turns") is None


def test_every_measure_says_how_to_read_it():
    for measure in measures(session(("T", "a"), ("C", "b"), ("D", "c")), ()):
        assert measure.label
        assert measure.unit
        assert measure.note.endswith(".")


def episode(kind: str, start: int, end: int, outcome: str, depth: int | None = None) -> Event:
    return Event(1, kind, start, end, "client", outcome, depth, (), "", (), (), "", ())


def test_sessions_row():
    talk = session(("T", "a", 0, 60), ("C", "b", 60, 120), ("T", "c", 120, 180), ("C", "d", 180, 360))
    read = Reading("vtt", (), (Problem(3, "no speaker"),), 9)
    coded = Session(talk.id, talk.talk, talk.roles, read)
    found = (code(1, "TM.away"), code(2, "W2"), code(2, "W5", "possible"), code(3, "IM.repair"), code(3, "R5"))
    story = (
        episode("withdrawal", 1, 4, "partial"),
        episode("immediacy", 2, 3, "", 3),
        episode("immediacy", 3, 4, "unanswered", 2),
    )
    row = sessions_row(Analysis(coded, found, story, "person"))
    assert list(row) == list(SESSIONS)
    expected = {
        "session": "s",
        "format": "vtt",
        "language": "en",
        "coder": "person",
        "coded": True,
        "timed": True,
        "roles_how": "label",
        "roles_confidence": 1,
        "problems": 1,
        "turns": 4,
        "codes_withdrawal": 2,
        "clear_withdrawal": 1,
        "codes_therapist_movement": 1,
        "codes_intimacy": 0,
        "events_immediacy": 2,
        "events_withdrawal": 1,
        "events_mixed": 0,
        "bids_unanswered": 1,
        "immediacy_turns": 3,
        "immediacy_depth": 3,
        "ruptures_partial": 1,
        "ruptures_unresolved": 0,
        "rating_withdrawal": 4,
        "rating_confrontation": None,
        "rating_resolution": 3,
        "rating_therapist_contribution": 3,
        "talk_share_client": 50,
        "talk_share_client2": None,
        "duration": 6,
        "withdrawal_per_hour": 20,
        "withdrawal_per_100_turns": 50,
    }
    assert {name: row[name] for name in expected} == expected


def test_sessions_frame_has_one_type_a_column_whatever_is_in_it():
    empty = sessions_frame(())
    one = sessions_frame([Analysis(Session("e", ()), (), (), "rules")])
    assert list(empty) == list(one) == list(SESSIONS)
    assert dict(empty.dtypes) == dict(one.dtypes)
    assert (len(empty), len(one)) == (0, 1)


def test_measures_are_fast():
    line = "so i was not there when they asked, and that's what it's like with all of us, isn't it?"
    long = session(*[("CT"[n % 2], line, n * 10.0, n * 10 + 9.5) for n in range(1000)])
    best = min(_seconds(long) for _ in range(5))
    assert best < 0.1  # seconds; a quiet machine takes a tenth of it


def _seconds(long: Session) -> float:
    begun = time.perf_counter()
    measures(long, ())
    return time.perf_counter() - begun
