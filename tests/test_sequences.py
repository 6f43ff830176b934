"""Codes in, events out: each small dialogue names what was coded and what a reader would call the episode."""

from __future__ import annotations

import pytest

from analyzer.codes import Code
from analyzer.events import Event
from analyzer.sequences import join
from analyzer.sequences.immediacy import depth
from analyzer.session import Session, Turn


def events(turns: int, **coded: str) -> tuple[Event, ...]:
    """Join codes given as t3="W2 C1?"; odd turns are the therapist's."""
    talk = tuple(
        Turn(n, "T" if n % 2 else "C", "therapist" if n % 2 else "client", None, None, "talk", n)
        for n in range(1, turns + 1)
    )
    codes = tuple(
        Code(
            int(turn[1:]), code.rstrip("?"), "possible" if code.endswith("?") else "clear", None, "test", None, None, ""
        )
        for turn, given in coded.items()
        for code in given.split()
    )
    return join(Session("s", talk), codes)


def only(turns: int, **coded: str) -> Event:
    (event,) = events(turns, **coded)
    return event


def test_no_codes_make_no_events() -> None:
    assert events(10) == ()


def test_an_isolated_possible_marker_opens_no_episode() -> None:
    assert events(10, t4="W2?") == ()


def test_an_isolated_clear_marker_opens_one() -> None:
    event = only(10, t4="C1")
    assert (event.kind, event.start, event.end, event.outcome, event.initiator) == (
        "confrontation",
        4,
        4,
        "unresolved",
        "client",
    )


def test_two_possible_markers_close_together_open_one() -> None:
    event = only(10, t4="W2?", t6="W5?")
    assert (event.kind, event.start, event.end) == ("withdrawal", 4, 6)


def test_markers_far_apart_are_two_episodes() -> None:
    assert [(e.start, e.end) for e in events(30, t4="W1", t20="W1")] == [(4, 4), (20, 20)]


def test_withdrawal_and_confrontation_are_mixed() -> None:
    assert only(10, t2="C5", t4="W5").kind == "mixed"


def test_a_movement_that_a_marker_answers_opens_the_episode() -> None:
    event = only(10, t3="TM.against", t4="C6")
    assert (event.start, event.initiator) == (3, "therapist")


def test_a_movement_that_nothing_answers_opens_none() -> None:
    assert events(10, t3="TM.against") == ()


def test_repair_without_strain_is_no_episode() -> None:
    assert events(10, t3="R5", t4="E6") == ()


@pytest.mark.parametrize(
    ("outcome", "coded"),
    [
        ("resolved", {"t2": "C1", "t3": "R5", "t4": "E4"}),
        ("resolved", {"t2": "W2", "t3": "R4", "t4": "E1", "t5": "R5", "t6": "E3"}),
        ("self_resolved", {"t2": "W4", "t4": "E6"}),
        ("partial", {"t2": "C1", "t3": "R5", "t4": "E5"}),
        ("partial", {"t2": "C1", "t3": "R5"}),
        ("partial", {"t2": "W1", "t3": "R4", "t4": "E1"}),
        ("unresolved", {"t2": "C1"}),
        ("unresolved", {"t2": "C1", "t3": "TM.against", "t4": "C1"}),
        ("unresolved", {"t2": "C1", "t3": "R5", "t4": "C1"}),
        ("unresolved", {"t2": "C1", "t3": "R5", "t4": "E0"}),
        ("unresolved", {"t2": "C1", "t3": "R4", "t4": "W1 E0"}),
    ],
)
def test_outcome(outcome: str, coded: dict[str, str]) -> None:
    assert only(12, **coded).outcome == outcome


def test_redirecting_alone_is_no_repair_act() -> None:
    assert only(10, t2="W4", t3="R10", t4="E6").outcome == "self_resolved"


def test_repair_is_direct_indirect_or_both() -> None:
    assert only(10, t2="C1", t3="R5").repair == "direct"
    assert only(10, t2="C1", t3="R2").repair == "indirect"
    assert only(10, t2="C1", t3="R2 R5").repair == "both"
    assert only(10, t2="C1").repair == ""


def test_stages_of_withdrawal_follow_the_path() -> None:
    event = only(12, t2="W5", t3="R4", t4="E1", t6="E2", t8="E3")
    assert event.stages == ("marker", "attending", "qualified assertion", "avoidance", "self-assertion")


def test_stages_of_confrontation_need_exploration_before_a_second_attack_counts() -> None:
    assert only(12, t2="C1", t4="C1").stages == ("marker",)
    event = only(12, t2="C1", t3="R5", t5="R6", t6="C1", t8="E4")
    assert event.stages == (
        "marker",
        "attending",
        "exploration of construal",
        "avoidance of vulnerability",
        "vulnerability",
    )


def test_an_immediacy_event_closes_after_three_turns_of_other_talk() -> None:
    found = events(20, t3="IM.inquire", t4="IM.positive", t7="IM.care", t12="IM.ask", t13="IM.disclose")
    assert [(e.kind, e.start, e.end) for e in found] == [("immediacy", 3, 7), ("immediacy", 12, 13)]


def test_a_bid_that_the_therapist_passes_over_is_unanswered() -> None:
    event = only(10, t4="IM.ask")
    assert (event.outcome, event.initiator) == ("unanswered", "client")


def test_a_bid_that_is_taken_up_is_not() -> None:
    assert only(10, t4="IM.ask", t5="IM.disclose").outcome == ""
    assert [e.outcome for e in events(10, t4="IM.ask C1", t5="R5") if e.kind == "immediacy"] == [""]


def test_a_bid_in_the_last_turn_is_not_called_unanswered() -> None:
    assert only(4, t4="IM.ask").outcome == ""


def test_who_asked_opened_an_event_that_answers_the_question() -> None:
    found = [e for e in events(10, t2="W2", t3="R4", t4="IM.negative") if e.kind == "immediacy"]
    assert [e.initiator for e in found] == ["therapist"]


@pytest.mark.parametrize(
    ("expected", "codes", "turns"),
    [
        (1, {"IM.negotiate"}, 2),
        (2, {"IM.inquire", "IM.negotiate"}, 2),
        (3, {"IM.inquire", "IM.positive"}, 2),
        (4, {"IM.negative"}, 1),
        (4, {"IM.care", "IM.positive"}, 3),
        (5, {"IM.disclose", "IM.negative"}, 6),
    ],
)
def test_depth(expected: int, codes: set[str], turns: int) -> None:
    assert depth(codes, turns) == expected
