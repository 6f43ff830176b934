"""Cues: the notation means what it says, and literals never keep a match from being found."""

from __future__ import annotations

import pytest

from analyzer.codebook import packaged
from analyzer.coding.cues import compiled, expanded, unbounded
from analyzer.coding.literals import literals
from analyzer.coding.talk import plain
from analyzer.errors import CodebookError


@pytest.mark.parametrize(
    ("say", "text", "matches"),
    [
        ("you never", "you, never", True),
        ("you never", "thank you never mind", True),
        ("you never", "youth never", False),
        ("tell .. me", "tell it all again to me", True),
        ("tell .. me", "tell it all again and again to me", False),
        ("tell .. me", "tell it. not me", False),
        ("^fine$", " fine. ", True),
        ("^fine$", "i'm fine.", False),
        ("no|^yes$", "yes, but", False),
        ("(?:so )*tired", "so so so tired", True),
        ("[ab] c", "a  c", True),
        (r"a\$b", "a$b", True),
    ],
)
def test_the_notation(say: str, text: str, matches: bool) -> None:
    assert bool(compiled(say).search(text)) is matches


def test_fragments_stand_within_fragments() -> None:
    assert expanded("i {feel} it", {"feel": "{soft}feel", "soft": "(?:really )?"}) == "i (?:(?:(?:really )?)feel) it"


@pytest.mark.parametrize(("say", "fragments"), [("{nowhere}", {}), ("{a}", {"a": "{a} b"})])
def test_a_fragment_that_is_missing_or_endless_is_refused(say: str, fragments: dict[str, str]) -> None:
    with pytest.raises(CodebookError):
        expanded(say, fragments)


@pytest.mark.parametrize("say", ["a.*b", "a.+b", "(?:a )+b", "a[^b]*c", "a(?:b){2,}"])
def test_unbounded_gaps_are_seen(say: str) -> None:
    assert unbounded(say)


@pytest.mark.parametrize("say", [r"\w+ing", "(?:a |b )*c", "a .. b", "a{0,3}", r"a\.+"])
def test_bounded_patterns_pass(say: str) -> None:
    assert not unbounded(say)


@pytest.mark.parametrize(
    ("say", "found"),
    [
        ("listen to me", {"listen"}),
        ("(?:listen|hear) me", {"listen", "hear"}),
        ("colou?r(?:less)?", {"colo"}),
        ("(?:never|always) listen(?: to me)?", {"listen"}),
        ("a|(?:b)?", set()),
        ("(?!not )never", {"never"}),
        (r"\w+", set()),
        ("(?:so ){0,2}tired", {"tired"}),
    ],
)
def test_the_most_telling_literals(say: str, found: set[str]) -> None:
    assert set(next(iter(literals(say)), ())) == found


def test_every_match_in_the_examples_holds_its_literals() -> None:
    texts = [
        plain(line.text)
        for book in packaged()
        for marker in book.markers
        for example in (*marker.positive, *marker.negative)
        for line in example
    ]
    for book in packaged():
        for cue in (cue for marker in book.markers for cue in marker.cues if cue.say):
            say = expanded(cue.say, book.fragments)
            pattern, needed = compiled(say), literals(say)
            for text in filter(pattern.search, texts):
                assert all(any(literal in text for literal in found) for found in needed), cue.name
