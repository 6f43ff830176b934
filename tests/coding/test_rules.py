"""The rule coder: evidence, order, sequence, and pace."""

from __future__ import annotations

import time

import pytest

from analyzer.codes import CLEAR, POSSIBLE, Code
from analyzer.coding.rules import RuleCoder
from analyzer.session import UNSURE, Role, Session, Turn


@pytest.fixture(scope="module")
def coder() -> RuleCoder:
    return RuleCoder()


def session(*lines: str) -> Session:
    """Return a session of turns told as `T: text` and `C: text`."""
    roles = {"T": "therapist", "C": "client"}
    return Session("s", tuple(Turn(n, x[0], roles[x[0]], None, None, x[3:], n) for n, x in enumerate(lines, start=1)))


def coded(coder: RuleCoder, *lines: str) -> dict[int, set[str]]:
    found: dict[int, set[str]] = {}
    for code in coder.code(session(*lines)):
        found.setdefault(code.turn, set()).add(code.code)
    return found


def test_evidence_lies_in_the_verbatim_text(coder: RuleCoder) -> None:
    text = "Well — (sighs) you’re   not LISTENING to me, are you."
    code = next(c for c in coder.code(session(f"C: {text}")) if c.code == "C1")
    assert text[code.start : code.end] == "you’re   not LISTENING to me"
    assert code == Code(
        1, "C1", CLEAR, None, "rules 1.0", code.start, code.end, "cue: you don't understand, don't listen"
    )


def test_a_detector_says_what_it_saw(coder: RuleCoder) -> None:
    found = coder.code(session("T: What was that like for you?", "C: Fine."))
    assert [(c.turn, c.code, c.why) for c in found] == [(2, "W2", "detector: minimal reply to an inviting turn")]


def test_codes_come_in_order_and_once_each(coder: RuleCoder) -> None:
    found = coder.code(
        session(
            "C: You're not listening to me. You never asked. You just sit there.",
            "T: No, I wasn't. I'm sorry. I should have asked you.",
            "C: Thank you for saying that.",
        )
    )
    keys = [(c.turn, c.code) for c in found]
    assert keys == sorted(set(keys))
    assert {"C1", "R5", "IM.repair", "E5"} <= {code for _, code in keys}


@pytest.mark.parametrize("talk", [(), ("C: ",), ("T: …",), ("C: (silence)",), ("T: ?",)])
def test_empty_talk_gives_no_codes(coder: RuleCoder, talk: tuple[str, ...]) -> None:
    assert coder.code(session(*talk)) == ()


def test_a_session_with_unsettled_roles_is_not_coded(coder: RuleCoder) -> None:
    unsure = session("C: You're not listening to me.")
    unsure = Session(unsure.id, unsure.talk, (Role("C", UNSURE, "inferred", 0.5),))
    assert coder.code(unsure) == ()


def test_thanks_takes_in_a_repair_only_after_one(coder: RuleCoder) -> None:
    assert "E5" in coded(coder, "T: That one's on me.", "C: Thank you for saying that.")[2]
    assert 2 not in coded(coder, "T: That's the number for the clinic.", "C: Thank you for that.")


def test_agreement_appeases_only_under_pressure(coder: RuleCoder) -> None:
    assert "W5" in coded(coder, "T: That's your resistance again.", "C: Okay, fair enough.")[2]
    assert 2 not in coded(coder, "T: So the next one is on the ninth.", "C: Okay, fair enough.")


def test_talk_back_to_a_lecture_is_seen_and_a_plain_account_is_not(coder: RuleCoder) -> None:
    lecture = "T: You need to stop this. If you don't stop, you're going to lose your kids."
    back = "C: I hear that, but it isn't how things are at home, not at all."
    assert "C2" in coded(coder, lecture, back)[2]
    assert 2 not in coded(coder, "T: What is it like at home in the evening?", back)


@pytest.mark.parametrize(
    "lines",
    [
        (
            "T: What was that like?",
            "C: Fine.",
            "T: Mm.",
            "C: Lonely, come to think of it, with the coats and the hats and the bed.",
        ),
        ("T: Did you sleep?", "C: Fine."),
        ("T: Hello there, how are you today?", "C: Good."),
        ("T: It was a long week, then.", "C: Yeah."),
    ],
)
def test_a_short_answer_is_not_always_a_closed_door(coder: RuleCoder, lines: tuple[str, ...]) -> None:
    assert "W2" not in coded(coder, *lines).get(2, set())


def test_clear_evidence_goes_before_possible(coder: RuleCoder) -> None:
    found = coder.code(session("T: I think you've decided something about me. Are you angry with me?"))
    assert {c.code: c.clarity for c in found if c.code == "IM.inquire"} == {"IM.inquire": CLEAR}
    alone = coder.code(session("T: You keep your coat on, and I wonder what you've decided about me."))
    assert [c.clarity for c in alone if c.code == "IM.covert"] == [POSSIBLE]


def test_nothing_is_kept_between_sessions(coder: RuleCoder) -> None:
    talk = session("C: You're not listening to me.", "T: No, I wasn't. I'm sorry.")
    assert coder.code(talk) == coder.code(talk)
    assert coder.code(session("T: Fair point.")) == ()


@pytest.mark.parametrize(
    "unit",
    [
        "you know i don't ",
        "i was going to say, ",
        "no, no, ",
        "why don't you ",
        "a ",
        "( ",
        '" ',
        "'said, ",
        "very, ",
        "…",
    ],
)
@pytest.mark.parametrize("speaker", ["T", "C"])
def test_a_turn_of_five_thousand_characters_takes_little_time(coder: RuleCoder, speaker: str, unit: str) -> None:
    talk = session("T: What was that like?", f"{speaker}: {(unit * 5000)[:5000]}")
    started = time.process_time()
    coder.code(talk)
    assert time.process_time() - started < 0.5


def test_pace(coder: RuleCoder) -> None:
    lines = (
        "T: What was it like for you, going back to the house?",
        "C: It was colder than I thought, and very small.",
    ) * 500
    talk = session(*lines)
    started = time.process_time()
    coder.code(talk)
    assert len(lines) / (time.process_time() - started) > 2000
