"""The segment grid and its salience, against values worked out by hand."""

from __future__ import annotations

import pytest

from analyzer.codes import FAMILIES, Code
from analyzer.segments import SEGMENTS, clock, salience, segments, segments_frame
from analyzer.session import Session, Turn


def turn(number: int, start: float | None = None, end: float | None = None) -> Turn:
    role = "therapist" if number % 2 else "client"
    return Turn(number, role.title(), role, start, end, "some words", number)


def code(at: int, name: str, clarity: str = "clear") -> Code:
    return Code(at, name, clarity, None, "person", None, None, "")


def untimed(size: int) -> Session:
    return Session("s", tuple(turn(number) for number in range(1, size + 1)))


def every(seconds: float, size: int, first: float = 0.0) -> Session:
    return Session("s", tuple(turn(n + 1, first + n * seconds, first + (n + 1) * seconds) for n in range(size)))


@pytest.mark.parametrize(
    ("size", "lengths"),
    [
        (0, []),
        (1, [1]),
        (15, [15]),  # two shares would have fewer than eight turns
        (16, [8, 8]),
        (50, [8, 8, 9, 8, 8, 9]),
        (80, [8] * 10),
        (203, [20, 20, 20, 21, 20, 20, 21, 20, 20, 21]),
    ],
)
def test_untimed_sessions_are_cut_into_equal_shares(size, lengths):
    grid = segments(untimed(size), ())
    assert [s.end - s.start + 1 for s in grid] == lengths
    assert all(s.start_s is None and s.end_s is None for s in grid)


def test_every_turn_stands_in_exactly_one_segment():
    for session in (untimed(97), every(17, 150), every(400, 9)):
        covered = [n for s in segments(session, ()) for n in range(s.start, s.end + 1)]
        assert covered == [t.turn for t in session.talk]


def test_timed_sessions_are_cut_every_five_minutes():
    grid = segments(every(60, 14), ())  # 14 minutes
    assert [(s.start, s.end, s.start_s, s.end_s) for s in grid] == [
        (1, 5, 0, 300),
        (6, 10, 300, 600),
        (11, 14, 600, 840),
    ]


def test_a_last_stub_under_a_minute_joins_the_segment_before():
    grid = segments(every(30, 21), ())  # 10 minutes 30
    assert [(s.start, s.end, s.start_s, s.end_s) for s in grid] == [(1, 10, 0, 300), (11, 21, 300, 630)]


def test_a_session_shorter_than_a_minute_is_one_segment():
    assert [(s.start, s.end, s.start_s, s.end_s) for s in segments(every(5, 4), ())] == [(1, 4, 0, 20)]


def test_times_of_day_are_counted_from_the_first():
    grid = segments(every(60, 10, first=50_400.0), ())  # 14:00:00
    assert [(s.start_s, s.end_s) for s in grid] == [(50_400, 50_700), (50_700, 51_000)]


def test_a_stretch_in_which_no_turn_begins_has_no_segment():
    session = Session("s", (turn(1, 0, 5), turn(2, 6, 700), turn(3, 701, 800)))
    assert [(s.segment, s.start, s.end, s.start_s) for s in segments(session, ())] == [(1, 1, 2, 0), (2, 3, 3, 600)]


def test_a_turn_without_a_time_goes_with_the_one_before():
    talk = (turn(1, 0), turn(2), turn(3, 290), turn(4), turn(5, 310), turn(6, 309), turn(7, 400))
    assert clock(talk) == [0, 0, 290, 290, 310, 310, 400]
    assert [(s.start, s.end) for s in segments(Session("s", talk), ())] == [(1, 4), (5, 7)]


@pytest.mark.parametrize(
    "starts",
    [
        [None, None, 10.0, None],  # a time now and then
        [0.0, 900.0, 0.0, 900.0],  # two recordings joined
    ],
)
def test_times_that_cannot_carry_a_clock_give_equal_shares(starts):
    session = Session("s", tuple(turn(n, start) for n, start in enumerate(starts, start=1)))
    assert clock(session.talk) == []
    assert [(s.start, s.end, s.start_s) for s in segments(session, ())] == [(1, 4, None)]


@pytest.mark.parametrize(
    ("codes", "turns", "value"),
    [
        ([], 20, 1),
        ([code(2, "W2", "possible")], 20, 1),
        ([code(2, "W2", "possible"), code(2, "W3", "possible")], 20, 1),  # one turn
        ([code(n, "W2", "possible") for n in (2, 4, 6, 8, 10)], 10, 2),
        ([code(2, "W2")], 20, 3),
        ([code(2, "W2"), code(4, "W2")], 20, 3),
        ([code(2, "W2"), code(4, "W2")], 9, 3),
        ([code(2, "W2"), code(4, "W2")], 8, 4),  # a quarter of the turns
        ([code(2, "W2"), code(4, "W2"), code(6, "W2")], 40, 4),
        ([code(n, "W2") for n in (2, 4, 6, 8)], 13, 4),
        ([code(n, "W2") for n in (2, 4, 6, 8)], 12, 5),  # a third of the turns
        ([code(n, "W2") for n in (2, 4, 6, 8, 10, 12)], 60, 5),
        ([code(2, "W2"), code(2, "W5"), code(2, "W7")], 3, 3),  # three codes on one turn are one
    ],
)
def test_salience(codes, turns, value):
    assert salience(codes, turns) == value


def test_codes_count_in_their_own_segment_and_family():
    grid = segments(untimed(16), (code(8, "W2"), code(9, "IM.disclose"), code(9, "R6"), code(9, "IM.repair")))
    assert (grid[0].counts["withdrawal"], grid[1].counts["withdrawal"]) == (1, 0)
    assert (grid[1].counts["immediacy"], grid[1].counts["resolution"]) == (2, 1)
    assert (grid[0].salience["withdrawal"], grid[0].salience["immediacy"]) == (3, 1)
    assert list(grid[0].salience) == list(FAMILIES.values())


def test_a_family_of_a_users_own_codebook_is_rated_too():
    (only,) = segments(untimed(8), (code(2, "HUMOUR.gallows"),))
    assert only.salience["HUMOUR"] == 3


def test_frame_has_its_columns_even_when_empty():
    empty = segments_frame("s", ())
    full = segments_frame("s", segments(untimed(16), (code(1, "TM.away"), code(2, "E1"))))
    assert list(empty) == list(full) == list(SEGMENTS)
    assert dict(empty.dtypes) == dict(full.dtypes)
    assert full["therapist_movement"].tolist() == [1, 0]
    assert full["salience_re_engagement"].tolist() == [3, 1]
    assert full["start_s"].isna().all()
