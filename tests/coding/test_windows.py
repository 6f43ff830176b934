"""Windows hold every turn once, with what stood before it, and never more tokens than fit."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from analyzer.coding.windows import AFTER, BEFORE, SIZE, pieces, role_word, shortened, windows
from analyzer.coding.wordpiece import WordPiece

LETTERS = {
    token: number
    for number, token in enumerate(["<s>", "</s>", "[UNK]", ":", "therapist", "client", "partner", "other", "yes"])
}
TURNS = st.lists(st.lists(st.integers(3, 9), min_size=3, max_size=130), max_size=60)


@given(TURNS)
def test_every_turn_is_coded_in_exactly_one_window(parts: list[list[int]]) -> None:
    cut = windows(parts, bounds=(0, 1))
    own = [turn for window in cut for turn in range(window.own_first, window.own_last)]
    assert own == list(range(len(parts)))


@given(TURNS)
def test_a_window_is_its_turns_between_the_bounds(parts: list[list[int]]) -> None:
    for window in windows(parts, bounds=(0, 1)):
        assert window.ids[0] == 0
        assert window.ids[-1] == 1
        assert len(window.ids) <= SIZE
        inside = [window.ids[start:end] for start, end in window.spans]
        assert inside == parts[window.first : window.first + len(inside)]


@given(TURNS)
def test_what_stands_around_a_windows_own_turns_is_bounded(parts: list[list[int]]) -> None:
    for window in windows(parts, bounds=(0, 1)):
        before = sum(map(len, parts[window.first : window.own_first]))
        after = sum(map(len, parts[window.own_last : window.first + len(window.spans)]))
        assert before <= BEFORE
        assert after <= AFTER


def test_a_turn_in_the_middle_sees_the_turn_before_and_after() -> None:
    parts = [[5] * 10 for _ in range(200)]
    for window in windows(parts, bounds=(0, 1))[1:-1]:
        assert window.first < window.own_first
        assert window.own_last < window.first + len(window.spans)


def test_a_long_turn_keeps_its_beginning_and_end() -> None:
    kept = shortened(list(range(500)))
    assert len(kept) < 150
    assert kept[0] == 0
    assert kept[-1] == 499


def test_roles_are_told_by_a_word() -> None:
    assert [role_word(role) for role in ("therapist", "client", "client2", "client3", "observer")] == [
        "therapist",
        "client",
        "partner",
        "partner",
        "other",
    ]
    assert pieces(WordPiece(LETTERS), [("client2", "yes")]) == [[6, 3, 8]]


def test_no_turns_make_no_windows() -> None:
    assert windows([], bounds=(0, 1)) == []
