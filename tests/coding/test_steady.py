"""Steady patterns: the same matches as `re`, and no pattern that stalls."""

from __future__ import annotations

import re
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analyzer.codebook import packaged
from analyzer.coding.cues import compiled, expanded
from analyzer.coding.steady import Steady, steady
from analyzer.errors import CodebookError

ATOMS = st.sampled_from(
    ["a", "b", "ab", "[ab]", "[^a]", ".", r"\w", r"\s", r"\b", "(?=a)", "(?!b)", "(?<=a)", "(?<!a)", " "]
)
PATTERNS = st.recursive(
    ATOMS,
    lambda inner: st.one_of(
        st.lists(inner, min_size=1, max_size=3).map("".join),
        st.lists(inner, min_size=2, max_size=3).map(lambda some: f"(?:{'|'.join(some)})"),
        st.tuples(inner, st.sampled_from(["?", "{0,2}", "{1,3}", "{0,2}?", "??"])).map(
            lambda two: f"(?:{two[0]}){two[1]}"
        ),
    ),
    max_leaves=6,
)


@settings(max_examples=300, deadline=None)
@given(PATTERNS, st.text(alphabet="ab c", max_size=12))
def test_it_finds_what_re_finds(pattern: str, text: str) -> None:
    first = re.search(pattern, text)
    found = Steady(pattern).search(text)
    assert (first.span() if first else None) == (tuple(found.span()) if found else None)


@pytest.mark.parametrize("book", packaged(), ids=lambda book: book.id)
def test_it_finds_what_re_finds_in_the_packaged_cues(book) -> None:
    for marker in book.markers:
        for cue in marker.cues:
            for example in (*marker.positive, *marker.negative)[:6] if cue.say else ():
                text, pattern = example[-1].text.lower(), expanded(cue.say, book.fragments)
                spans = [tuple(one.span()) for one in steady(pattern).finditer(text)]
                assert spans == [one.span() for one in compiled(pattern).finditer(text)]


@pytest.mark.parametrize("pattern", ["(x+x+)+y", "(a|a)+b", "(?:a?){0,30}a{30}b", r"(\w+\s?)+!", "(.*)(.*)(.*)b"])
def test_a_pattern_that_stalls_re_does_not_stall_it(pattern: str) -> None:
    begun = time.process_time()
    assert not list(Steady(pattern).finditer("a" * 1_000 + "x" * 1_000 + "?"))
    assert time.process_time() - begun < 5


@pytest.mark.parametrize("pattern", [r"(a)\1", "(?:a{0,90}){0,90}", "a(", "(?P<x>a)(?(x)b|c)"])
def test_what_cannot_be_followed_is_refused(pattern: str) -> None:
    with pytest.raises(CodebookError):
        steady(pattern)
