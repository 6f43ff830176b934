"""Word pieces as the published algorithm cuts them, and offsets that point back into the text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analyzer.coding.wordpiece import WordPiece, words

VOCABULARY = ["[UNK]", "un", "##aff", "##able", "##a", "b", "hello", ",", "'", "don", "t", "naive", "!", "世", "-"]
CUT = WordPiece({token: number for number, token in enumerate(VOCABULARY)})


def tokens(text: str) -> list[str]:
    return [VOCABULARY[number] for number in CUT.encode(text).ids]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", []),
        ("unaffable", ["un", "##aff", "##able"]),
        ("Hello, HELLO!", ["hello", ",", "hello", "!"]),
        ("don't", ["don", "'", "t"]),
        ("naïve Naïve", ["naive", "naive"]),
        ("hello\u00a0hello\thello", ["hello", "hello", "hello"]),
        ("xyz", ["[UNK]"]),
        ("bx b", ["[UNK]", "b"]),
        ("世世", ["世", "世"]),
        ("he\u200bllo", ["hello"]),
        ("b--b", ["b", "-", "-", "b"]),
        ("b" * 101, ["[UNK]"]),
    ],
)
def test_pieces(text: str, expected: list[str]) -> None:
    assert tokens(text) == expected


def test_offsets_point_at_the_characters_a_piece_came_from() -> None:
    text = "Naïve, unaffable!"
    assert [text[start:end] for start, end in CUT.encode(text).offsets] == ["Naïve", ",", "un", "aff", "able", "!"]


@given(st.text())
def test_any_text_is_cut_and_offsets_stay_inside_and_in_order(text: str) -> None:
    encoding = CUT.encode(text)
    assert len(encoding.ids) == len(encoding.offsets)
    ends = [0, *(end for _, end in encoding.offsets)]
    for (start, end), before in zip(encoding.offsets, ends, strict=False):
        assert 0 <= start < end <= len(text)
        assert start >= before - 1


@given(st.text(alphabet="ab ,.", max_size=60))
def test_no_letter_is_lost_between_blanks(text: str) -> None:
    assert "".join(word for word, _ in words(text)) == text.replace(" ", "")
