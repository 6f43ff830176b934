"""Talk: matching text is one character for one, and what is not the speaker's own word is blanked out."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analyzer.coding.talk import Moment, Span, plain, talk
from analyzer.session import Session, Turn


@given(st.text(max_size=300))
def test_plain_text_is_one_character_for_one(text: str) -> None:
    assert len(plain(text)) == len(text)


@pytest.mark.parametrize(
    ("text", "gone", "kept"),
    [
        ("I told her, “you never listen”, and left.", "never", "and left"),
        ("I told her 'you don't listen' and left.", "listen", "and left"),
        ("It's fine (laughs) really.", "laughs", "really"),
        ("It's [unintelligible 00:12] fine.", "unintelligible", "fine"),
        ("It's *sighs* fine.", "sighs", "fine"),
        ("I, um, I feel it.", "um", "feel"),
        ("It's, you know, the the door.", "you know", "door"),
        ("İ AM FINE", "I", "fine"),
    ],
)
def test_what_is_blanked(text: str, gone: str, kept: str) -> None:
    assert gone not in plain(text)
    assert kept in plain(text)


@pytest.mark.parametrize(
    "text", ["I don't know 'cause he's goin' home.", "It's the lads' turn.", "No, no, no.", "She said it's fine."]
)
def test_apostrophes_and_repeated_answers_stay(text: str) -> None:
    assert plain(text) == text.lower()


def test_curly_marks_match_as_straight_ones() -> None:
    assert plain("I’m fine — really…") == "i'm fine , really,"


def turns(*texts: str) -> Session:
    roles = ("therapist", "client")
    return Session(
        "s", tuple(Turn(n, roles[n % 2], roles[n % 2], None, None, t, n) for n, t in enumerate(texts, start=1))
    )


def test_a_sentence_is_cut_at_its_marks() -> None:
    said = talk(turns("One. Two and two! Three")).said[0]
    assert said.sentence(Span(6, 9)) == " two and two!"
    assert said.sentence(Span(18, 22)) == " three"


def test_a_moment_sees_the_turns_around_it_and_no_further() -> None:
    ready = talk(turns("a", "b", "c"))
    ready.found[0].add("C1")
    middle = Moment(ready, 1)
    before, after = middle.back(1), middle.ahead(1)
    assert before is not None
    assert after is not None
    assert (before.text, after.text) == ("a", "c")
    assert middle.back(2) is None
    assert middle.ahead(2) is None
    assert middle.codes(1, 4) == {"C1"}
    assert Moment(ready, 0).codes(1, 4) == set()
