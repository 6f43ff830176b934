"""Context: a cue that is quoted, rehearsed, supposed, denied or meant of someone else is set aside."""

from __future__ import annotations

import pytest

from analyzer.coding.rules import RuleCoder
from analyzer.session import Session, Turn

ROLES = {"T": "therapist", "C": "client", "D": "client2", "O": "other"}


def codes(coder: RuleCoder, *lines: str) -> list[set[str]]:
    """Return the codes of each turn of a session told as `T: text` lines."""
    talk = tuple(Turn(n, line[0], ROLES[line[0]], None, None, line[3:], n) for n, line in enumerate(lines, start=1))
    found = coder.code(Session("s", talk))
    return [{code.code for code in found if code.turn == turn.turn} for turn in talk]


@pytest.fixture(scope="module")
def coder() -> RuleCoder:
    return RuleCoder()


def test_said_to_the_therapist_it_counts(coder: RuleCoder) -> None:
    assert "C1" in codes(coder, "C: You're not listening to me.")[-1]
    assert "IM.negative" in codes(coder, "C: I was angry with you all week.")[-1]
    assert "W5" in codes(coder, "C: You're the expert.")[-1]


@pytest.mark.parametrize(
    "line",
    [
        'C: I told her, "you\'re not listening to me."',
        "C: I told him you're not listening to me, and he shrugged.",
        "C: My wife always says you're not listening to me.",
        "C: He goes, you're not listening to me, and hangs up.",
        "C: If you ever said that, I'd say you're not listening to me.",
        "C: My last therapist, I'd think, you're not listening to me.",
        "C: I don't think you're not listening to me.",
        "C: Mum, you're not listening to me.",
    ],
)
def test_said_of_or_to_someone_else_it_does_not(coder: RuleCoder, line: str) -> None:
    assert "C1" not in codes(coder, line)[-1]


@pytest.mark.parametrize(
    "invitation",
    [
        "T: Imagine he's sitting there. What comes?",
        "T: What would you say to your mother?",
        "T: Say it to the chair, all of it.",
        "T: Shall we do the role-play again?",
    ],
)
def test_a_rehearsed_line_does_not_count(coder: RuleCoder, invitation: str) -> None:
    assert "C1" not in codes(coder, invitation, "C: You're not listening to me.")[-1]


def test_partners_quarrel_with_each_other_not_with_the_therapist(coder: RuleCoder) -> None:
    quarrel = ("D: It was only the one time.", "C: You're not listening to me.")
    assert "C1" not in codes(coder, "T: And you?", *quarrel)[-1]
    assert "C1" in codes(coder, *quarrel, "T: Hold on, both of you.", "C: You're not listening to me.")[-1]


def test_sorry_to_a_partner_and_to_the_therapist(coder: RuleCoder) -> None:
    assert "SX.partner_repair" in codes(coder, "T: Go on.", "D: It hurt.", "C: I'm sorry I said it.")[-1]
    assert "SX.partner_repair" not in codes(coder, "T: You're late.", "C: I'm sorry I kept you.")[-1]


def test_who_is_neither_client_nor_therapist_carries_no_code(coder: RuleCoder) -> None:
    assert codes(coder, "T: Well?", "O: You're not listening to me.") == [set(), set()]
