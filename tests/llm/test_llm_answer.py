"""Nothing is believed unchecked: code, role, turn and quote."""

from __future__ import annotations

import json
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from talks import talk

from analyzer.codebook import marker
from analyzer.llm import answer
from analyzer.llm.answer import Found, location, read
from analyzer.llm.prompt import CODE_ANSWER, JUDGE_ANSWER, LONGEST, schema
from analyzer.llm.question import OWN, Claim, Question
from analyzer.llm.service import Sampling

TALK = talk(["How was it?", "You don't get me at all. It’s fine.", "I pushed you there.", "Mm.", "And now?"]).talk
CODING = Question(TALK, (2, 3, 4), (marker("C1"), marker("W2"), marker("R5")))
JUDGING = Question(TALK, (2, 3), (marker("C1"), marker("R5")), (Claim(2, "C1"), Claim(3, "R5")))
GOOD = {"turn": 2, "code": "C1", "clarity": "clear", "quote": "You don't get me at all."}


def coded(*entries):
    return read(CODING, json.dumps({"findings": list(entries)}))


def judged(*entries):
    return read(JUDGING, json.dumps({"verdicts": list(entries)}))


def test_a_finding_that_holds_gets_the_place_of_its_quote():
    assert coded(GOOD) == ((Found(2, "C1", "clear", 0, 24),), (), True)
    assert TALK[1].text[0:24] == GOOD["quote"]


@pytest.mark.parametrize(
    ("changed", "fault"),
    [
        ({"code": "X9"}, answer.CODE),
        ({"code": "C2"}, answer.CODE),
        ({"code": ["C1"]}, answer.CODE),
        ({"code": "R5"}, answer.ROLE),
        ({"turn": 3}, answer.ROLE),
        ({"turn": 1}, answer.TURN),
        ({"turn": 99}, answer.TURN),
        ({"turn": "2"}, answer.TURN),
        ({"turn": True}, answer.TURN),
        ({"turn": 2.0}, answer.TURN),
        ({"turn": None}, answer.TURN),
        ({"clarity": "certain"}, answer.FORM),
        ({"clarity": None}, answer.FORM),
        ({"quote": "You do not get me"}, answer.QUOTE),
        ({"quote": "you don't get me"}, answer.QUOTE),
        ({"quote": "get me at al"}, answer.QUOTE),
        ({"quote": "I pushed you there."}, answer.QUOTE),
        ({"quote": "me"}, answer.QUOTE),
        ({"quote": ""}, answer.QUOTE),
        ({"quote": "..."}, answer.QUOTE),
        ({"quote": 7}, answer.QUOTE),
        ({"quote": "You don't get me at all. " * 9}, answer.QUOTE),
    ],
)
def test_a_finding_that_does_not_hold_is_named_and_not_taken(changed, fault):
    assert coded({**GOOD, **changed}) == ((), (fault,), True)


def test_one_bad_finding_does_not_cost_the_others_and_repetition_counts_once():
    found = coded(GOOD, {**GOOD, "turn": 77}, {**GOOD, "clarity": "possible"}, "C1", None)
    assert found.found == (Found(2, "C1", "clear", 0, 24),)
    assert found.faults == (answer.TURN, answer.FORM, answer.FORM)


def test_verdicts_hold_only_for_what_was_asked():
    ids = [{"id": 1, "holds": "no", "quote": ""}, {"id": 2, "holds": "possible", "quote": "I pushed you"}]
    assert judged(*ids) == ((Found(2, "C1", "no", 0, 0), Found(3, "R5", "possible", 0, 12)), (), True)
    assert judged({"id": 3, "holds": "clear", "quote": "x"}).faults == (answer.NUMBER, answer.SILENT)
    assert judged({"id": "1", "holds": "no", "quote": ""}).faults[0] == answer.NUMBER
    assert judged({"id": 1, "holds": "clear", "quote": "I pushed you"}).faults[0] == answer.QUOTE
    assert judged().faults == (answer.SILENT, answer.SILENT)


@pytest.mark.parametrize(
    "around",
    [
        "{}",
        " {}\n",
        "```json\n{}\n```",
        "```\n{}```",
        "<think>C1? {{no}}\n</think>\n{}",
        "<think>a</think>```json\n{}\n```",
    ],
)
def test_an_answer_may_stand_in_a_fence_or_after_thinking(around):
    assert read(CODING, around.format(json.dumps({"findings": [GOOD]}))).found


@pytest.mark.parametrize(
    "content",
    [
        "",
        "none",
        "[]",
        "null",
        "{}",
        '{"findings": {}}',
        '{"findings": null}',
        '{"verdicts": []}',
        '{"findings": [',
        "[" * 100_000,
        'Here you are: {"findings": []}',
        '{"findings": []} and so on',
        '{"findings": []}{"findings": []}',
        "1" * 5000,
    ],
)
def test_whatever_else_it_says_is_no_answer(content):
    assert read(CODING, content) == ((), (answer.FORM,), False)


@settings(max_examples=50, deadline=None)
@given(st.recursive(st.none() | st.booleans() | st.integers() | st.text(max_size=5) | st.just(GOOD), st.lists))
def test_no_json_whatever_breaks_the_reading(told):
    for name in ("findings", "verdicts"):
        for question in (CODING, JUDGING):
            for found in read(question, json.dumps({name: told})).found:
                assert found.turn in question.own


@pytest.mark.parametrize(
    ("text", "quote", "words"),
    [
        ("It’s “fine”, honestly", 'It\'s "fine"', "It’s “fine”"),
        ("I  just\n don't know.", "I just don't know", "I  just\n don't know"),
        ("well - no", "well – no", "well - no"),
        ("Mm.", "Mm.", "Mm."),
        ("…", "…", "…"),
        ("family, am I not", "am I not", "am I not"),
    ],
)
def test_quotes_are_found_whatever_their_blanks_and_quotation_marks(text, quote, words):
    start, end = location(text, quote)
    assert text[start:end] == words


def test_a_quote_never_begins_or_ends_within_a_word():
    assert location("The family came", "amily came") is None
    assert location("The family came", "The famil") is None


@pytest.mark.parametrize("pattern", [CODE_ANSWER, JUDGE_ANSWER])
def test_a_pattern_that_is_repeated_is_no_answer(pattern):
    """Weak models repeat what a prompt shows: that must neither code nor refuse anything."""
    shown = re.search(r"\{.*?\]\}", pattern)[0]
    filled = re.sub(r"<([^>]*)>", r'"\1"', shown)
    question = CODING if pattern == CODE_ANSWER else JUDGING
    assert not read(question, shown).usable
    assert read(question, filled).faults
    assert not read(question, filled).found


def test_a_quote_that_the_schema_cut_off_within_a_word_counts_up_to_its_last_whole_word():
    said = "I " + "and then " * 40
    question = Question(talk(["How?", said]).talk, (2,), (marker("C1"),))
    longest = schema(question)["properties"]["findings"]["items"]["properties"]["quote"]["maxLength"]
    entry = {"turn": 2, "quote": said[:longest], "code": "C1", "clarity": "clear"}
    assert said[longest - 1 : longest + 1].isalpha()
    (found,) = read(question, json.dumps({"findings": [entry]})).found
    assert said[found.start : found.end] == said[:longest].rpartition(" ")[0]
    entry["quote"] = said[: longest - 5]
    assert not read(question, json.dumps({"findings": [entry]})).found


def test_an_answer_comes_to_an_end_within_the_room_it_has():
    """A model that repeats itself is stopped by the schema, at four characters a token."""
    entry = len(json.dumps({"turn": 9999, "quote": "x" * LONGEST, "code": "SX.other_validated", "clarity": "possible"}))
    full = Question(talk(["Mm."] * OWN).talk, tuple(range(1, OWN + 1)), CODING.markers)
    most = schema(full)["properties"]["findings"]["maxItems"]
    assert OWN <= most < Sampling().room * 4 / entry
    assert schema(CODING)["properties"]["findings"]["maxItems"] == 4


def test_the_schema_asks_for_a_verdict_on_every_claim():
    verdicts = schema(JUDGING)["properties"]["verdicts"]
    assert verdicts["minItems"] == verdicts["maxItems"] == 2
