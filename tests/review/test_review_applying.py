"""A person's decisions outrank the program's, are checked before any of them applies, and stay on record."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some
from review_example import TALK, analysis, review, saved, session

from analyzer.errors import ReviewError
from analyzer.review import apply, found, is_review, read, reviewed
from analyzer.review.content import content
from analyzer.review.reading import parsed
from analyzer.review.writing import written


def applied(tmp_path, of=None, **fields):
    return apply(of or analysis(), read(saved(tmp_path / "ferry.review.json", **fields)))


def rows(of):
    return [(c.turn, c.code, c.clarity, c.coder) for c in of.findings]


def code(turn, name, decision, **more):
    return {"turn": turn, "code": name, "decision": decision, **more}


def event(decision, seen=None, told=None, **more):
    names = ("kind", "start", "end", "initiator", "outcome", "depth")
    span = dict(zip(names, seen, strict=False)) if seen else None
    return {"decision": decision, "seen": span, "event": dict(zip(names, told, strict=False)) if told else None, **more}


def test_codes_carry_who_gave_them_and_rejected_ones_are_gone(tmp_path):
    decisions = [
        code(4, "W5", "accept"),
        code(5, "R5", "reject", note="no owning here"),
        code(6, "E1", "change", to="E2", clarity="clear", by="AB"),
        code(9, "R2", "add", clarity="possible", start=0, end=4, note="gives way"),
    ]
    of = applied(tmp_path, codes=decisions)
    assert rows(of) == [
        (4, "W5", "clear", "MK"),
        (6, "E2", "clear", "AB"),
        (8, "E3", "clear", "rules 1"),
        (9, "R2", "possible", "MK"),
    ]
    accepted, changed, _, added = of.findings
    assert (accepted.start, accepted.end) == (5, 27)
    assert (added.start, added.end) == (0, 4)
    assert changed.why == "changed in review, was E1 (rules 1)"
    assert added.why == "added in review: gives way"
    assert of.coder == "rules 1; reviewed by MK, AB"
    assert list(of.codes["coder"]) == ["MK", "AB", "rules 1", "MK"]


def test_every_decision_is_on_record_with_who_found_what(tmp_path):
    of = applied(
        tmp_path,
        codes=[code(5, "R5", "reject", note="no", at="2031-05-01T10:00:00Z"), code(9, "R2", "add")],
        events=[event("reject", ("withdrawal", 4, 8))],
        notes=[{"turn": 2, "note": "slow start"}],
        note="a good hour",
    )
    told = of.reviews.astype(object).where(of.reviews.notna(), None)
    listed = list(
        told[["unit", "start", "decision", "was", "now", "coder", "reviewer", "note"]].itertuples(
            index=False, name=None
        )
    )
    assert listed == [
        ("session", None, "note", "", "", "", "MK", "a good hour"),
        ("turn", 2, "note", "", "", "", "MK", "slow start"),
        ("event", 4, "reject", "withdrawal 4-8", "", "program", "MK", ""),
        ("code", 5, "reject", "R5", "", "rules 1", "MK", "no"),
        ("code", 9, "add", "", "R2", "", "MK", ""),
    ]
    assert len(analysis().reviews) == 0
    assert list(analysis().reviews.columns) == list(of.reviews.columns)


def test_analysing_again_never_overwrites_a_person(tmp_path):
    path = saved(tmp_path / "ferry.review.json", codes=[code(4, "W5", "accept"), code(8, "E3", "reject")])
    newer = analysis(codes=((8, "E3", "clear", 0, 3), (8, "E3", "possible", 4, 9), (10, "SX.exposure", "clear", 0, 5)))
    assert rows(apply(newer, read(path))) == [(4, "W5", "clear", "MK"), (10, "SX.exposure", "clear", "rules 1")]


def test_applying_twice_is_applying_once(tmp_path):
    once = applied(tmp_path, codes=[code(6, "E1", "change", to="E2")], events=[event("reject", ("withdrawal", 4, 8))])
    twice = apply(once, once.reviewed.review)
    assert (twice.findings, twice.story, twice.coder) == (once.findings, once.story, once.coder)
    assert twice.reviews.equals(once.reviews)


def test_events_are_joined_anew_from_the_codes_that_stand(tmp_path):
    assert [(e.kind, e.start, e.end, e.outcome) for e in analysis().story] == [("withdrawal", 4, 8, "resolved")]
    of = applied(tmp_path, codes=[code(8, "E3", "reject"), code(6, "E1", "reject"), code(10, "C1", "add")])
    assert [(e.kind, e.start, e.end, e.outcome) for e in of.story] == [("mixed", 4, 10, "unresolved")]
    assert [e.kind for e in applied(tmp_path, codes=[code(4, "W5", "reject")]).story] == []


def test_what_a_person_says_of_an_event_stands(tmp_path):
    codes = [code(10, "C1", "add")]  # would make the episode longer and mixed
    seen = ("withdrawal", 4, 8)
    kept = applied(tmp_path, codes=codes, events=[event("accept", seen, (*seen, "client", "resolved", None))])
    assert [(e.event, e.kind, e.start, e.end, e.outcome) for e in kept.story] == [(1, "withdrawal", 4, 8, "resolved")]
    assert (kept.story[0].codes, kept.story[0].strategies, kept.story[0].repair) == (("W5",), ("R5",), "direct")
    changed = applied(tmp_path, events=[event("change", seen, ("mixed", 4, 6, "", "partial", None))])
    assert [(e.kind, e.start, e.end, e.initiator, e.outcome) for e in changed.story] == [
        ("mixed", 4, 6, "client", "partial")
    ]
    gone = applied(tmp_path, events=[event("reject", seen)])
    assert gone.story == ()
    added = applied(tmp_path, events=[event("add", None, ("immediacy", 5, 6, "therapist", "", 3))])
    assert [(e.kind, e.start, e.depth) for e in added.story] == [("withdrawal", 4, None), ("immediacy", 5, 3)]


def test_an_event_of_another_kind_of_markers_needs_none(tmp_path):
    of = applied(
        tmp_path, codes=[code(4, "W5", "reject")], events=[event("add", None, ("mixed", 2, 3, "", "unresolved"))]
    )
    assert [(e.kind, e.codes, e.stages) for e in of.story] == [("mixed", (), ())]


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({"codes": [code(11, "W5", "accept")]}, "codes, entry 1: turn 11 is not in the session, which has 10"),
        ({"codes": [code(0, "W5", "accept")]}, "codes, entry 1: turn 0 is not in the session"),
        ({"codes": [code(4, "W5", "accept"), code(4, "W99", "add")]}, "codes, entry 2: turn 4: there is no code 'W99'"),
        ({"codes": [code(4, "W5", "change", to="Q1")]}, "there is no code 'Q1'"),
        ({"codes": [code(4, "W5", "change")]}, "a change needs the code it is to"),
        ({"codes": [code(5, "W5", "add")]}, "turn 5: W5 is not for the speaker of this turn"),
        ({"codes": [code(4, "W5", "add", start=4, end=400)]}, "turn 4: evidence outside the words"),
        ({"codes": [code(4, "W5", "accept"), code(4, "W5", "reject")]}, "W5 on turn 4 is decided 2 times"),
        ({"codes": [code(4, "W5", "accept", clarity="sure")]}, "a clarity other than clear or possible"),
        ({"events": [event("accept", ("withdrawal", 4, 8))]}, "events, entry 1: not what 'accept' needs"),
        ({"events": [event("add", None, ("withdrawal", 4, 12, "", "resolved"))]}, "turn 12 is not in the session"),
        ({"events": [event("add", None, ("withdrawal", 8, 4, "", "resolved"))]}, "last turn comes before the first"),
        ({"events": [event("add", None, ("quarrel", 4, 8, "", ""))]}, "a kind other than immediacy"),
        ({"events": [event("add", None, ("withdrawal", 4, 8, "", "unanswered"))]}, "an outcome other than resolved"),
        ({"events": [event("add", None, ("withdrawal", 4, 8, "", "resolved", 3))]}, "a depth"),
        ({"events": [event("add", None, ("withdrawal", 4, 8, "client2", "resolved"))]}, "a role that nobody"),
        ({"notes": [{"turn": 77, "note": "?"}]}, "notes, entry 1: turn 77"),
        ({"mode": "blind"}, "coded blind"),
        ({"sha256": "0" * 64, "turns": 9}, "another text of this session (9 turns then, 10 now)"),
        ({"codes": [code(11, "W5", "accept"), code(12, "W5", "accept")]}, "which has 10 (and 1 more)"),
    ],
)  # fmt: skip
def test_a_review_that_does_not_fit_is_refused_whole_in_one_line(tmp_path, fields, told):
    with pytest.raises(ReviewError) as refused:
        applied(tmp_path, **fields)
    assert told in str(refused.value)
    assert str(refused.value).startswith(str(tmp_path / "ferry.review.json"))
    assert "\n" not in str(refused.value)
    assert not any(words in str(refused.value) for words in TALK)


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b"", "line 1: the review is not JSON"),
        (b'{"format": 1,\n "x": }', "line 2: the review is not JSON"),
        (b"\xff\xfe", "not JSON"),
        (b"[" * 100_000, "not JSON"),
        (b"[]", "it does not say that it is"),
        (b'{"format": "analyzer review", "version": 2}', "its version is not 1"),
    ],
)
def test_a_file_that_is_no_review_is_told_as_one(tmp_path, data, told):
    path = tmp_path / "x.review.json"
    path.write_bytes(data)
    with pytest.raises(ReviewError, match=told):
        read(path)


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({"codes": {}}, "'codes' is not a list"),
        ({"codes": [4]}, "codes, entry 1: not an object"),
        ({"codes": [code(4, "W5", "perhaps")]}, "'decision' is none of accept"),
        ({"codes": [code(True, "W5", "accept")]}, "codes, entry 1: 'turn' is not a whole number"),
        ({"codes": [code(4, 5, "accept")]}, "'code' is not text"),
        ({"events": [event("reject", ("withdrawal", "4", 8))]}, "events, entry 1: 'start' is not a whole number"),
        ({"mode": "other"}, "'mode' is none of review, blind"),
    ],
)
def test_a_damaged_entry_is_named(tmp_path, fields, told):
    with pytest.raises(ReviewError, match=told):
        read(saved(tmp_path / "x.review.json", **fields))


def test_a_review_is_found_beside_the_transcript_or_in_the_folder_given(tmp_path):
    beside, other = tmp_path / "talks", tmp_path / "reviews"
    beside.mkdir(), other.mkdir()
    of = session(path=beside / "ferry.txt")
    assert found(of) is None
    assert reviewed(analysis(of)).reviewed is None
    near = saved(beside / "ferry.review.json", codes=[code(4, "W5", "reject")])
    assert found(of) == near
    assert found(of, other) == near
    given = saved(other / "ferry.review.json")
    assert found(of, other) == given
    assert [c.code for c in reviewed(analysis(of)).findings] == ["R5", "E1", "E3"]
    saved(beside / "ferry.review (1).json")
    with pytest.raises(ReviewError, match="there are 2 reviews of this session"):
        found(of)
    with pytest.raises(ReviewError, match="no such folder"):
        found(of, tmp_path / "nowhere")


def test_reviews_are_told_from_transcripts_by_name(tmp_path):
    yes = ["a.review.json", "a.b.review.json", "a.review (2).json", "a.MK.blind.json", "A.REVIEW.JSON"]
    no = ["a.json", "review.json", "a.review.txt", "areview.json"]
    assert [is_review(tmp_path / name) for name in (*yes, *no)] == [True] * 5 + [False] * 4


def test_the_content_is_the_words_and_who_says_them():
    plain = content(session())
    assert content(replace(session(), id="other", roles=())) == plain
    assert content(session((*TALK[:-1], "So the ferry was late."))) != plain
    assert content(session(("a b", "c"))) != content(session(("a", "b c")))
    content(session(("lone \ud83d half",)))


turn_numbers = some.integers(1, 10)
signed = {"note": some.text(max_size=8), "by": some.sampled_from(["", "AB"]), "at": some.just("")}


@settings(max_examples=50, deadline=None)
@given(
    some.lists(
        some.fixed_dictionaries(
            {"turn": turn_numbers, "code": some.sampled_from(["W5", "E3"]), "decision": some.just("reject"), **signed}
        )
    )
)
def test_a_review_is_written_as_it_was_read(tmp_path_factory, entries):
    path = tmp_path_factory.getbasetemp() / "x.review.json"
    one = parsed(json.dumps(review(codes=entries)).encode(), path)
    assert parsed(written(one).encode("utf-8", "surrogatepass"), path) == one


def test_codes_of_a_codebook_of_ones_own_are_known_when_told(tmp_path):
    path = saved(tmp_path / "ferry.review.json", codes=[code(4, "OWN1", "add")])
    assert ("OWN1", "MK") in [(c.code, c.coder) for c in apply(analysis(), read(path), codes={"OWN1"}).findings]
