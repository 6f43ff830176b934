"""Patterns of a user's own: however they are written, no codebook stalls the program or fills its memory."""

from __future__ import annotations

import resource
import time
import tomllib
from contextlib import contextmanager
from itertools import pairwise

import pytest

from analyzer.codebook import parsed
from analyzer.coding.rules import RuleCoder
from analyzer.coding.steady import steady
from analyzer.errors import CodebookError
from analyzer.session import Role, Session, Turn

SLOW = (
    "(a+)+$",
    "(a|a)+$",
    "(a|aa)+$",
    "(a*)*b",
    "(.*)*x",
    "(.+)+x",
    "(?:a+b|a)",
    "(?:a ?)+b|a",
    "([a-zA-Z]+)+!",
    "(?:\\\\w+ ?)+[.]",
    "(?:(?:(?:a)*)*)*b",
    "(?=(a+))a+b",
    "(?<=a)a+(?!a)b",
    "a{0,60}a{0,60}a{0,60}b",
    "(?:a?){200}a{200}",
    ".*.*.*.*.*x",
)
BOOK = """instrument = "own"
title = "t"
source = "s"
{fragments}
[[marker]]
id = "zoo.zebra"
label = "l"
who = "A"
definition = "d"
decide = "d"
source = "s"
locus = "l"
cues = [{{name = "n", say = {say}}}]
unless = [{unless}]
"""
TEXTS = ("b x! " + "a" * 2_000, "b x! " + "a " * 1_000, "b x! " + "aaaa aaaa, " * 200, "b\nx!\n" + "a\n" * 1_000)
"""Long turns that hold what any of the patterns must have, so that none is spared the search."""


def book(say: str, *, fragments: str = "", unless: str = ""):
    text = BOOK.format(say=f'"{say}"', fragments=fragments, unless=unless and f'"{unless}"')
    assert tomllib.loads(text)
    return parsed(text.encode(), "own.toml")


def session(text: str) -> Session:
    talk = tuple(Turn(n, "TC"[n % 2], ("therapist", "client")[n % 2], None, None, text, n) for n in (1, 2))
    return Session("s", talk, tuple(Role("TC"[n], ("therapist", "client")[n], "label", 1.0) for n in (0, 1)))


@contextmanager
def bounded(seconds: float):
    """Fail unless what is inside takes less than `seconds`; a codebook may be refused, in one short line."""
    begun = time.process_time()
    try:
        yield
    except CodebookError as refused:
        told = str(refused)
    else:
        told = ""
    assert "\n" not in told
    assert len(told) < 500
    assert time.process_time() - begun < seconds


@pytest.mark.parametrize("say", SLOW)
def test_no_pattern_stalls_a_long_turn(say):
    with bounded(5):
        coder = RuleCoder([book(say)])
        for text in TEXTS:
            coder.code(session(text))


@pytest.mark.parametrize("unless", ["(a+)+$", "(a|aa)+b"])
def test_no_look_alike_stalls_it_either(unless):
    with bounded(5):
        coder = RuleCoder([book("a", unless=unless)])
        for text in TEXTS:
            coder.code(session(text))


def test_fragments_that_multiply_are_refused_before_they_fill_the_memory():
    names = "abcdefgh"
    lines = [f'{one} = "{{{two}}}' + f"{{{two}}}" * 30 + '"' for one, two in pairwise(names)]
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    begun = time.process_time()
    with pytest.raises(CodebookError):
        RuleCoder([book("{a}", fragments="[fragments]\n" + "\n".join([*lines, 'h = "x"']))])
    assert time.process_time() - begun < 2
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 200_000


@pytest.mark.parametrize(
    "say",
    [
        "(" * 5_000 + "a" + ")" * 5_000,
        "a{1,1000}{1,1000}",
        "((a{1,60}){1,60}){1,60}",
        "a{4294967295}",
        "[" * 9_000,
        "{" * 9_000,
    ],
    ids=["deep", "twice", "thrice", "often", "brackets", "braces"],
)
def test_patterns_that_grow_or_nest_without_end_are_refused(say):
    with bounded(3):
        RuleCoder([book(say)]).code(session("a" * 500))


@pytest.mark.parametrize(
    "say",
    ["(a+)+$", "zebra|(a|aa)+b", "<v (x+x+)+y>", "a .. a .. a"],
)
def test_steady_finds_what_plain_search_finds(say):
    import re

    from analyzer.coding.cues import written

    for text in ("a a a", "zebra crossing", "aaab", "b a , a b a", ""):
        assert [m.span() for m in steady(say).finditer(text)] == [m.span() for m in re.finditer(written(say), text)]


@pytest.mark.parametrize(
    "content", [b"\x00", b"\xff", b"a" * 100, b"[" * 50_000, b"x = " + b"[" * 50_000, b'id = """' + b"x" * 10]
)
def test_what_is_no_codebook_is_refused_in_a_line(content):
    with pytest.raises(CodebookError) as caught:
        parsed(content, "own.toml")
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("key", ["id", "label", "who", "cues", "unless", "positive"])
@pytest.mark.parametrize("value", ["1", "[]", "{}", '""', "[[1]]", "true", '["a", 1]', "[{name = 1}]", "1979-05-27"])
def test_values_of_another_kind_are_refused_in_a_line(key, value):
    lines = BOOK.format(say='"a"', fragments="", unless="").splitlines()
    kept = [line for line in lines if not line.startswith(f"{key} =")]
    text = "\n".join([*kept, f"{key} = {value}"])
    with bounded(1):
        RuleCoder([parsed(text.encode(), "own.toml")]).code(session("a"))
