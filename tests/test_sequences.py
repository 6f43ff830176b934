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


def rupture(turns: int, **coded: str) -> Event:
    (event,) = (event for event in events(turns, **coded) if event.is_rupture)
    return event


@pytest.mark.parametrize("family", "WC")
@pytest.mark.parametrize("number", range(1, 8))
def test_every_marker_is_a_stage_of_its_own_path(family: str, number: int) -> None:
    event = only(10, t4=f"{family}{number}")
    assert (event.kind, event.stages) == ({"W": "withdrawal", "C": "confrontation"}[family], ("marker",))


@pytest.mark.parametrize(
    ("marker", "after", "stage"),
    [
        *(("W1", code, "attending") for code in ("R4", "R10", "IM.covert", "IM.inquire", "IM.permit")),
        *(("C1", code, "attending") for code in ("R4", "R5", "R9", "R10", "IM.inquire", "IM.repair")),
        *(("C1", code, "exploration of construal") for code in ("R1", "R6", "R7", "R8")),
    ],
)
def test_what_the_therapist_does_is_a_stage(marker: str, after: str, stage: str) -> None:
    assert stage in rupture(10, t4=marker, t5=after, t6="E3").stages
    assert stage not in rupture(10, t4=marker, t5="TM.against", t6="E3").stages


@pytest.mark.parametrize(
    ("marker", "after", "stage"),
    [
        ("W1", "E1", "qualified assertion"),
        ("W1", "E2", "avoidance"),
        ("W1", "E3", "self-assertion"),
        ("C1", "E1", "exploration of construal"),
        ("C1", "IM.negative E6", "exploration of construal"),
        ("C1", "E2", "avoidance of aggression"),
        ("C1", "W5", "avoidance of aggression"),
        ("C1", "E0", "avoidance of aggression"),
        ("C1", "E4", "vulnerability"),
    ],
)
def test_what_the_client_does_next_is_a_stage(marker: str, after: str, stage: str) -> None:
    assert rupture(10, t4=marker, t6=after).stages == ("marker", stage)


@pytest.mark.parametrize("code", [f"C{number}" for number in range(1, 8)])
def test_a_new_attack_avoids_vulnerability_only_after_exploration(code: str) -> None:
    assert "avoidance of vulnerability" in rupture(12, t4="C1", t5="R1", t6=code).stages
    assert "avoidance of vulnerability" not in rupture(12, t4="C1", t5="R2", t6=code).stages


def test_a_mixed_episode_follows_the_path_of_its_first_marker() -> None:
    assert "self-assertion" in rupture(12, t4="W1", t6="C1", t8="E3").stages
    assert "vulnerability" in rupture(12, t4="C1", t6="W1", t8="E4").stages


@pytest.mark.parametrize("number", range(1, 11))
def test_every_strategy_is_direct_or_indirect_and_all_but_one_repair(number: int) -> None:
    event = only(10, t4="W1", t5=f"R{number}", t6="E3")
    assert event.repair == ("indirect" if number in (2, 9, 10) else "direct")
    assert event.outcome == ("self_resolved" if number == 10 else "resolved")


@pytest.mark.parametrize("number", range(1, 7))
def test_hedged_and_bare_uptake_alone_resolve_in_part(number: int) -> None:
    assert only(10, t4="W1", t5="R5", t6=f"E{number}").outcome == ("partial" if number in (1, 5) else "resolved")


@pytest.mark.parametrize("code", ["R5", "TM.against", "IM.care"])
def test_the_response_is_what_the_therapist_does_in_the_next_turn(code: str) -> None:
    assert rupture(10, t4="W1", t5=code, t6="E3").response == code
    assert rupture(10, t4="W1", t7=code, t8="E3").response == ""


@pytest.mark.parametrize(
    ("codes", "turns", "expected"),
    [
        *((code, 1, 1) for code in ("IM.negotiate", "IM.invite")),
        *((code, 1, 2) for code in ("IM.ask", "IM.name", "IM.covert")),
        *((code, 1, 3) for code in ("IM.disclose", "IM.care", "R6", "IM.positive", "SX.exposure")),
        *((code, 1, 4) for code in ("IM.negative", "IM.challenge", "IM.repair", "E4")),
        *((f"{code} IM.positive", 6, 4) for code in ("IM.disclose", "IM.care", "R6")),
        *((f"IM.care {code}", 1, 4) for code in ("IM.positive", "SX.exposure", "E4", "IM.negative")),
        *((f"{code} IM.positive IM.repair", 6, 5) for code in ("IM.disclose", "IM.care", "R6")),
        *((f"IM.disclose {code}", 6, 5) for code in ("IM.negative", "E4")),
        ("IM.challenge SX.exposure", 6, 5),
        ("IM.challenge SX.exposure", 5, 4),
    ],
)
def test_every_code_has_its_depth(codes: str, turns: int, expected: int) -> None:
    assert depth(set(codes.split()), turns) == expected


@pytest.mark.parametrize(
    ("code", "outcome"),
    [
        *((code, "unanswered") for code in ("IM.ask", "IM.negative", "IM.name", "IM.negotiate", "IM.positive")),
        *((code, "") for code in ("IM.disclose", "IM.covert")),
    ],
)
def test_a_bid_alone_goes_unanswered(code: str, outcome: str) -> None:
    assert only(10, t4=code).outcome == outcome
    assert events(10, t4=code, t5="R1")[0].outcome == ""


@pytest.mark.parametrize(("answer", "outcome"), [("IM.care", ""), ("", "unanswered")])
def test_a_therapist_may_answer_a_bid_two_turns_on(answer: str, outcome: str) -> None:
    roles = ("therapist", "client", "client2", "therapist", "client")
    talk = tuple(Turn(n, role, role, None, None, "talk", n) for n, role in enumerate(roles, start=1))
    codes = [Code(2, "IM.ask", "clear", None, "test", None, None, "")]
    codes += [Code(4, answer, "clear", None, "test", None, None, "")] if answer else []
    assert join(Session("s", talk), tuple(codes))[0].outcome == outcome
