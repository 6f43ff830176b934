"""Conditions: each holds of the turns it names, and not of the turn before or after those."""

from __future__ import annotations

import pytest

from analyzer.coding import NAMES, chosen
from analyzer.coding.conditions import CONDITIONS, holds
from analyzer.coding.pressing import directing, lectured, pressed_hard, pressing
from analyzer.coding.rules import RuleCoder
from analyzer.coding.talk import Moment, talk
from analyzer.session import Session, Turn

ROLES = {"T": "therapist", "C": "client", "D": "client2"}
ORDER = "You should go home. You need to try that. You have to call her."


def moments(*lines: str, **found: str) -> list[Moment]:
    """Return the moments of a session told as "T: text"; `found` are codes by turn, as t2="W2 C1"."""
    turns = tuple(Turn(n, line[0], ROLES[line[0]], None, None, line[3:], n) for n, line in enumerate(lines, start=1))
    ready = talk(Session("s", turns))
    for turn, codes in found.items():
        ready.found[int(turn[1:]) - 1].update(codes.split())
    return [Moment(ready, at) for at in range(len(turns))]


def last(name: str, before: int, code: str) -> bool:
    """Tell whether a condition holds of the last of ten turns, with a code so many turns before it."""
    lines = [f"{'TC'[n % 2]}: talk" for n in range(10)]
    return CONDITIONS[name](moments(*lines, **{f"t{10 - before}": code})[-1])


@pytest.mark.parametrize(
    ("name", "code", "reach"),
    [
        *(("strain", code, 4) for code in ("W2", "C1", "E1", "E2", "E3", "E4", "IM.negative")),
        *(("confronted", code, 1) for code in ("C1", "E1", "E2", "E3", "E4", "IM.negative")),
        ("pressed", "TM.against", 1),
        *(("relational", code, 3) for code in ("IM.ask", "C1", "R5")),
        *(("repaired", code, 2) for code in ("R5", "IM.repair")),
        ("repair just now", "R5", 1),
    ],
)
def test_a_code_before_counts_within_reach_and_never_the_turns_own(name: str, code: str, reach: int) -> None:
    assert [last(name, before, code) for before in range(6)] == [1 <= before <= reach for before in range(6)]


@pytest.mark.parametrize(
    ("name", "code"),
    [
        *(("strain", code) for code in ("R5", "E5", "E0", "IM.positive", "TM.against")),
        *(("confronted", code) for code in ("W2", "R5", "IM.positive")),
        ("pressed", "TM.away"),
        *(("relational", code) for code in ("W2", "E1")),
        *(("repaired", code) for code in ("W2", "E1", "C1")),
        *(("repair just now", code) for code in ("IM.repair", "W2")),
    ],
)
def test_other_codes_do_not_count(name: str, code: str) -> None:
    assert not any(last(name, before, code) for before in range(1, 6))


@pytest.mark.parametrize(
    ("name", "words", "expected"),
    [
        *(("short", count, count <= 6) for count in (1, 6, 7)),
        *(("brief", count, count <= 12) for count in (1, 12, 13)),
        *(("long", count, count >= 25) for count in (24, 25, 26)),
    ],
)
def test_length_is_told_to_the_word(name: str, words: int, expected: bool) -> None:
    assert CONDITIONS[name](moments("C: " + " ".join(["word"] * words))[0]) is expected


@pytest.mark.parametrize(
    ("name", "lines", "expected"),
    [
        ("client asks", ("C: Are you sure?", "T: Yes."), True),
        ("client asks", ("T: Are you sure?", "C: Yes."), False),
        ("client asks", ("C: I am sure.", "T: Yes."), False),
        ("client asks", ("T: Yes.",), False),
        ("client speaks", ("C: Yes.",), True),
        ("client speaks", ("T: Yes.",), False),
        ("therapist speaks", ("T: Yes.",), True),
        ("therapist speaks", ("C: Yes.",), False),
        ("client spoke of you or strain", ("C: You never said.", "T: No."), True),
        ("client spoke of you or strain", ("T: You never said.", "C: No."), False),
        ("client spoke of you or strain", ("C: They never said.", "T: No."), False),
        ("client spoke of you or strain", ("C: You never said.",), False),
        ("to a partner", ("T: Well?", "C: No.", "D: Yes you did."), True),
        ("to a partner", ("C: No.", "T: Well?", "D: Yes you did."), False),
        ("to a partner", ("T: Well?", "C: No.", "C: Yes I did."), False),
        ("to a partner", ("D: Yes.", "C: No.", "T: Well?"), False),
        ("to a partner", ("C: No.", "T: Well?", "D: So."), False),
        ("asked openly", ("T: What was that like?", "C: Hard."), True),
        ("asked openly", ("C: What was that like?", "T: Hard."), False),
        ("asked openly", ("T: Did it rain?", "C: Yes."), False),
    ],
)
def test_who_speaks_and_asks(name: str, lines: tuple[str, ...], expected: bool) -> None:
    assert CONDITIONS[name](moments(*lines)[-1]) is expected


def test_all_must_hold_and_not_turns_one_round() -> None:
    (moment,) = moments("C: Yes.")
    assert holds(moment, ("short", "client speaks"))
    assert not holds(moment, ("short", "long"))
    assert holds(moment, ("short", "not long"))
    assert not holds(moment, ("not short",))
    assert holds(moment, ())


def test_pressing_counts_what_directs_over_eight_turns() -> None:
    many = directing(moments(f"T: {ORDER}")[0].talk, 0)
    assert many >= 3
    two = "You should go home. You need to try that."
    assert directing(moments(f"T: {two}")[0].talk, 0) == 2
    assert directing(moments(f"C: {two}")[0].talk, 0) == 0
    assert pressing(moments(f"T: {ORDER}")[0])
    assert not pressing(moments(f"T: {two}")[0])
    assert pressing(moments(f"T: {two}", "C: No.", f"T: {two}")[-1])
    assert not pressing(moments(f"T: {two}", "C: No.", "T: I see.")[-1])
    assert not pressing(moments(f"T: {two}", *["C: No.", "T: Well."] * 4, f"T: {two}")[-1])
    assert pressing(moments(f"T: {two}", *["C: No.", "T: Well."] * 3, f"T: {two}")[-1])


def test_the_client_was_lectured_where_the_turn_before_directs_too() -> None:
    two = "You should go home. You need to try that."
    assert lectured(moments(f"T: {two}", "C: No.", f"T: {two}", "C: No.")[-1])
    assert not lectured(moments(f"T: {two}", "C: No.", "T: I see.", "C: No.")[-1])
    assert not lectured(moments("C: No.")[0])
    assert pressed_hard(moments(f"T: {two}", "C: No.")[-1])
    assert not pressed_hard(moments("T: You should go home.", "C: No.")[-1])
    assert not pressed_hard(moments("C: No.", f"T: {two}")[0])


def test_coders_go_by_their_names() -> None:
    assert NAMES == ("rules", "trained", "hybrid")
    assert chosen("rules").name.startswith("rules")


def test_packaged_patterns_are_searched_the_quick_way() -> None:
    import re

    rules = [rule for side in RuleCoder().sides.values() for rule in side.always]
    rules += [rule for side in RuleCoder().sides.values() for found in side.by_head.values() for _, rule in found]
    assert {type(rule.pattern) for rule in rules if rule.pattern is not None} == {re.Pattern}
