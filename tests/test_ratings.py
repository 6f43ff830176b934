"""The session ratings, against the rules told in their docstrings."""

from __future__ import annotations

import pytest

from analyzer.codes import Code
from analyzer.events import Event
from analyzer.ratings import NAMES, ratings
from analyzer.session import Role, Session, Turn

ROLES = (Role("T", "therapist", "label", 1.0), Role("C", "client", "label", 1.0))


def session(size: int = 100) -> Session:
    speakers = (ROLES[(n + 1) % 2] for n in range(1, size + 1))
    talk = (Turn(n, who.speaker, who.role, None, None, "words", n) for n, who in enumerate(speakers, start=1))
    return Session("s", tuple(talk), ROLES)


def code(at: int, name: str, clarity: str = "clear") -> Code:
    return Code(at, name, clarity, None, "person", None, None, "")


def episode(start: int, end: int, outcome: str, kind: str = "withdrawal") -> Event:
    return Event(1, kind, start, end, "client", outcome, None, (), "", (), (), "", ())


def rated(codes=(), events=(), size=100):
    found = ratings(session(size), codes, events)
    assert tuple(rating.name for rating in found) == NAMES
    return dict(zip(("w", "c", "r", "t"), found, strict=True))


def test_nothing_found_is_nothing_to_rate():
    found = rated()
    assert all(rating.value is None and rating.turns == () and rating.why for rating in found.values())


def test_a_session_that_was_not_coded_is_not_rated():
    unsure = Session("s", session().talk, (Role("T", "unsure", "inferred", 0.4),))
    assert all(rating.why.startswith("The session was not coded: ") for rating in ratings(unsure, (), ()))
    assert [rating.value for rating in ratings(Session("s", ()), (), ())] == [None] * 4


@pytest.mark.parametrize(
    ("codes", "events", "value"),
    [
        ([code(2, "W2", "possible")], [], 1),
        ([code(2, "W2")], [], 2),
        ([code(2, "W2", "possible"), code(4, "W5", "possible")], [episode(2, 6, "resolved")], 2),
        ([code(2, "W2")], [episode(2, 6, "resolved")], 3),
        ([code(2, "W2"), code(30, "W2")], [episode(2, 6, "resolved"), episode(30, 33, "partial")], 4),
        ([code(2, "W2")], [episode(2, 25, "resolved")], 3),
        ([code(2, "W2")], [episode(2, 26, "resolved")], 4),  # a quarter of the turns
        ([code(2, "W2"), code(4, "W2", "possible")], [episode(2, 26, "unresolved")], 5),
        ([code(2, "W2"), code(4, "W2")], [episode(2, 6, "unresolved", "mixed")], 4),
        ([code(2, "W2")], [episode(2, 6, "unresolved")], 3),  # one marker
        ([code(2, "W2")], [episode(2, 3, "unresolved")], 2),  # two turns
        ([code(2, "W2")], [episode(30, 60, "unresolved", "confrontation")], 2),  # not its episode
    ],
)
def test_significance_of_withdrawal(codes, events, value):
    assert rated(codes, events)["w"].value == value


def test_significance_of_confrontation_is_its_own():
    codes = [code(2, "C1"), code(4, "W5", "possible"), code(6, "C2")]
    found = rated(codes, [episode(2, 6, "unresolved", "mixed")])
    assert (found["w"].value, found["c"].value) == (2, 4)
    assert (found["w"].turns, found["c"].turns) == ((4,), (2, 6))


@pytest.mark.parametrize(
    ("outcome", "codes", "value"),
    [
        ("resolved", [code(4, "E5")], 4),
        ("resolved", [code(4, "E5"), code(6, "E4")], 5),
        ("resolved", [code(40, "E4")], 4),  # outside the episode
        ("self_resolved", [code(4, "E6")], 4),
        ("partial", [], 3),
        ("unresolved", [code(2, "W2")], 3),
        ("unresolved", [code(2, "W2"), code(3, "TM.away", "possible"), code(4, "W2")], 2),
        ("unresolved", [code(2, "W2"), code(3, "TM.against")], 2),
        ("unresolved", [code(2, "W2"), code(3, "TM.against"), code(4, "C2")], 1),
    ],
)
def test_resolution_of_one_episode(outcome, codes, value):
    assert rated(codes, [episode(2, 7, outcome)])["r"].value == value


def test_resolution_is_the_mean_by_turns_with_halves_rounded_down():
    both = [episode(2, 5, "resolved"), episode(20, 23, "unresolved")]
    assert rated([code(4, "E3")], both)["r"].value == 4  # 5 and 3
    assert rated([], both)["r"].value == 3  # 4 and 3
    assert rated([code(4, "E3")], [both[0], episode(20, 20, "unresolved")])["r"].value == 5  # 4.6
    found = rated([], both)["r"]
    assert found.turns == (2, 3, 4, 5, 20, 21, 22, 23)
    assert found.why == "2 rupture episodes: 1 resolved, 1 unresolved."


@pytest.mark.parametrize(
    ("codes", "outcome", "value"),
    [
        ([], "unresolved", 1),
        ([code(3, "TM.away")], "resolved", 2),
        ([code(3, "TM.away", "possible"), code(4, "W2")], "resolved", 2),
        ([code(3, "TM.away"), code(6, "C1")], "resolved", 3),
        ([code(3, "TM.away"), code(7, "C1")], "resolved", 2),  # four turns later
        ([code(1, "TM.away"), code(3, "TM.away"), code(5, "TM.away")], "resolved", 3),
        ([code(3, "TM.away"), code(3, "TM.against"), code(5, "TM.away")], "resolved", 2),  # two turns
        ([code(3, "TM.away")], "unresolved", 3),
        ([code(11, "TM.away")], "unresolved", 2),  # outside the episode
        ([code(3, "TM.away"), code(5, "TM.against"), code(6, "W2"), code(7, "TM.away")], "unresolved", 5),
    ],
)
def test_therapist_contribution(codes, outcome, value):
    assert rated(codes, [episode(2, 8, outcome)])["t"].value == value


def test_therapist_movement_without_an_episode_is_rated():
    found = rated([code(3, "TM.away")])["t"]
    assert (found.value, found.turns) == (2, (3,))


def test_immediacy_events_are_no_ruptures():
    event = episode(2, 9, "unanswered", "immediacy")
    assert rated([code(2, "IM.negative")], [event])["r"].value is None


def test_reasons_are_one_plain_sentence():
    codes = [code(2, "W2"), code(3, "TM.away"), code(4, "C1", "possible")]
    for rating in rated(codes, [episode(2, 7, "unresolved", "mixed")]).values():
        assert rating.why.endswith(".")
        assert rating.why.count(". ") == 0
    found = rated([code(2, "W2"), code(4, "W5", "possible")], [episode(2, 6, "unresolved")])["w"]
    assert found.why == (
        "2 turns with withdrawal candidates, 1 of them clear; "
        "in 1 episode over 5 of 100 turns, 1 left unresolved with several markers."
    )
