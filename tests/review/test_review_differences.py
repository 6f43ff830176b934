"""Where coders differ is set side by side with the talk, and can be filtered by family, sort and session."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from review_example import review, session

from analyzer.agreement.agree import agree
from analyzer.coded import CodedSet, Coding, Episode, Mark
from analyzer.readers.source import load
from analyzer.review import coded_set
from analyzer.review.coding import read_contents
from reports.provenance import References
from reports.review.html import differences_page
from reports.view.review_differences import differences


def coding(name, marks, episodes=()):
    found = tuple(Mark("ferry", turn, code, clarity) for turn, code, clarity in marks)
    return Coding(name, found, tuple(Episode("ferry", *one) for one in episodes), frozenset(["ferry"]))


@pytest.fixture
def agreement():
    first = coding(
        "AB", [(4, "W5", "clear"), (6, "E1", "clear"), (8, "E3", "clear")], [("withdrawal", 4, 8, "client", "resolved")]
    )
    other = coding("<i>CD", [(4, "W2", "possible"), (6, "E1", "possible")], [("mixed", 4, 6, "client", "partial")])
    return agree([CodedSet(Path("x"), "table", (first, other))], transcripts={"ferry": session()})


def test_each_difference_stands_with_its_talk_and_who_gave_what(agreement):
    view = differences(agreement, References())
    assert view.counts == "3 codes differ, on 2 turns of 10"
    assert [(p.turn, p.before.turn, p.said.who) for p in view.places] == [(4, 3, "Client"), (8, 7, "Client")]
    told = [(line.card.code, line.what, line.given) for line in view.places[0].lines]
    assert told == [("W2", "other-code", ("–", "possible")), ("W5", "other-code", ("clear", "–"))]
    assert [line.what for line in view.places[1].lines] == ["alone"]
    assert [(f.name, f.differ, f.marked) for f in view.families] == [("Withdrawal", 2, 1), ("Re-engagement", 1, 2)]
    (meeting,) = view.meetings
    assert meeting.given[0] == "withdrawal, turns 4–8, resolved, opened by client"


def test_codes_that_all_gave_stand_beside_those_that_differ():
    pair = [coding("A", [(4, "W5", "clear"), (4, "W2", "clear")]), coding("B", [(4, "W5", "possible")])]
    (place,) = differences(agree([CodedSet(Path("x"), "table", tuple(pair))]), References()).places
    assert [(line.card.code, line.what) for line in place.lines] == [("W2", "other-code"), ("W5", "agreed")]
    assert place.said is None


def test_coders_alike_have_a_page_that_says_so(provenance):
    pair = [coding("A", [(4, "W5", "clear")]), coding("B", [(4, "W5", "clear")])]
    page = differences_page(agree([CodedSet(Path("x"), "table", tuple(pair))]), provenance=provenance)
    assert "Every code was given by all coders" in page


@pytest.mark.page
@pytest.mark.parametrize("width", [1280, 390])
def test_differences_are_filtered_and_lead_to_the_codebook(visit, agreement, provenance, width):
    tab = visit(differences_page(agreement, provenance=provenance), width=width)
    assert tab.evaluate("document.documentElement.scrollWidth") <= width
    assert tab.locator("i").count() == 0
    assert "3 differences on 2 of 2 turns" in tab.inner_text("#shown")
    tab.uncheck("[data-family=Withdrawal]")
    assert "1 difference on 1 of 2 turns" in tab.inner_text("#shown")
    assert tab.locator(".pair:visible").count() == 1
    tab.uncheck("#tools [data-what=alone]")
    assert tab.locator(".pair:visible").count() == 0
    tab.check("[data-family=Withdrawal]")
    tab.click("text=W5 >> visible=true")
    anchor = tab.evaluate("location.hash")
    assert "Deferential" in tab.inner_text(f"{anchor} dt")


def test_a_review_is_a_coding_of_what_its_reviewer_lets_stand(tmp_path):
    codes = [
        {"turn": 4, "code": "W5", "decision": "accept", "clarity": "possible"},
        {"turn": 5, "code": "R5", "decision": "reject"},
        {"turn": 6, "code": "E1", "decision": "change", "to": "E2"},
        {"turn": 8, "code": "E3", "decision": "undecided", "note": "?"},
    ]
    told = {"kind": "withdrawal", "start": 4, "end": 8, "outcome": "resolved"}
    path = tmp_path / "ferry.review.json"
    path.write_text(json.dumps(review(codes=codes, events=[{"decision": "add", "seen": None, "event": told}])))
    of = coded_set(path)
    (one,) = of.codings
    assert (one.name, one.sessions) == ("MK", frozenset(["ferry"]))
    assert one.marks == (Mark("ferry", 4, "W5", "possible"), Mark("ferry", 6, "E2", "clear"))
    assert one.episodes == (Episode("ferry", "withdrawal", 4, 8, "", "resolved"),)
    assert ["in view" in problem.reason for _, problem in of.problems] == [True, False]
    contents = read_contents(load(path), "")
    assert [found.code for found in contents.found] == ["", "W5", "E2"]
    assert [item.episode for item in contents.episodes] == list(one.episodes)
