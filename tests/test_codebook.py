"""Codebooks: what is packaged holds, what a user writes is told what is wrong with it, and the manual is current."""

from __future__ import annotations

from pathlib import Path

import pytest

from analyzer import codebook
from analyzer.codebook import Codebook, Example, Marker
from analyzer.coding.examples import fired
from analyzer.coding.manual import manual
from analyzer.coding.rules import RuleCoder
from analyzer.errors import CodebookError

BOOKS = codebook.packaged()
MARKERS = [marker for book in BOOKS for marker in book.markers]
FAMILIES = {
    "IM.": "inquire disclose covert parallel negotiate repair reinforce invite permit care challenge"
    " positive negative ask name",
    "W": "1 2 3 4 5 6 7",
    "C": "1 2 3 4 5 6 7",
    "R": "1 2 3 4 5 6 7 8 9 10",
    "TM.": "away against",
    "E": "0 1 2 3 4 5 6",
    "SX.": "exposure presentation saying calling self_validated other_validated partner_repair",
}
SMALL = """
instrument = "mine"
title = "Mine"
source = "Here"

[[marker]]
id = "X1"
label = "Tea"
who = "C"
definition = "Speaks of tea."
decide = "Tea."
source = "Here"
locus = "nowhere"
cues = [{ name = "tea", say = "(?:tea|cup of tea)" }]
positive = ["I'd love a cup of tea."]
negative = ["Coffee.", "Teak.", "Steam."]
"""


def examples(kind: str) -> list[object]:
    return [
        pytest.param(marker, example, id=f"{marker.id}-{number}")
        for marker in MARKERS
        for number, example in enumerate(getattr(marker, kind), start=1)
    ]


@pytest.fixture(scope="module")
def coder() -> RuleCoder:
    return RuleCoder()


@pytest.fixture
def written(tmp_path: Path) -> Path:
    path = tmp_path / "mine.toml"
    path.write_text(SMALL, encoding="utf-8")
    return path


@pytest.mark.parametrize(("marker", "example"), examples("positive"))
def test_a_positive_is_coded(coder: RuleCoder, marker: Marker, example: Example) -> None:
    assert fired(coder, example, marker.id)


@pytest.mark.parametrize(("marker", "example"), examples("negative"))
def test_a_near_miss_is_not_coded(coder: RuleCoder, marker: Marker, example: Example) -> None:
    assert not fired(coder, example, marker.id)


@pytest.mark.parametrize(("marker", "example"), examples("missed"))
@pytest.mark.xfail(strict=True, reason="true cases that words alone do not show")
def test_a_case_that_words_do_not_show(coder: RuleCoder, marker: Marker, example: Example) -> None:
    assert fired(coder, example, marker.id)


@pytest.mark.parametrize("book", BOOKS, ids=lambda book: book.id)
def test_a_packaged_codebook_holds(book: Codebook) -> None:
    assert codebook.check(book) == []


def test_every_code_of_the_coding_manual_has_one_marker() -> None:
    assert sorted(marker.id for marker in MARKERS) == sorted(
        head + kind for head, kinds in FAMILIES.items() for kind in kinds.split()
    )


@pytest.mark.parametrize("marker", MARKERS, ids=lambda marker: marker.id)
def test_a_marker_says_what_it_is_and_whence(marker: Marker) -> None:
    assert marker.who in codebook.WHO
    assert all([marker.label, marker.definition, marker.decide, marker.source, marker.locus, marker.positive])


def test_marker_is_looked_up_by_code() -> None:
    assert codebook.marker("W2").label == "Minimal response"
    assert codebook.marker("W2").family == "withdrawal"
    assert codebook.marker("W2").detectors == ("minimal reply to an inviting turn",)
    with pytest.raises(KeyError):
        codebook.marker("W9")


def test_the_digest_is_that_of_the_file(written: Path) -> None:
    before = codebook.load(written).sha256
    written.write_text(SMALL + "\n", encoding="utf-8")
    assert len(before) == 64
    assert codebook.load(written).sha256 != before


def test_a_users_codebook_is_checked_and_codes(written: Path) -> None:
    mine = codebook.load(written)
    assert codebook.check(mine) == []
    assert fired(RuleCoder([mine]), mine.markers[0].positive[0], "X1") == {"tea"}


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ('"Coffee.", ', "", "X1: fewer than 3 near-miss negatives"),
        ('"Coffee."', '"No tea."', "X1: negative 1 is coded by tea"),
        ("I'd love a cup of tea.", "Coffee, please.", "X1: positive 1 is not coded"),
        ("I'd love a cup of tea.", "Coffee, please.", "X1: no positive needs cue 'tea'"),
        ('source = "Here"\nlocus', 'source = " "\nlocus', "X1: no source"),
        ("(?:tea|cup of tea)", "cup .*tea", "X1: cue 'tea' has an unbounded gap"),
        ("(?:tea|cup of tea)", "(?:cup of )+tea", "X1: cue 'tea' has an unbounded gap"),
    ],
)
def test_check_says_what_is_wrong(written: Path, old: str, new: str, fault: str) -> None:
    assert old in SMALL
    written.write_text(SMALL.replace(old, new, 1), encoding="utf-8")
    assert fault in codebook.check(codebook.load(written))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('who = "C"', 'who = "X"'),
        ('say = "(?:tea|cup of tea)"', 'clarity = "clear"'),
        ('say = "(?:tea|cup of tea)"', 'say = "tea", detector = "bare agreement"'),
        ('say = "(?:tea|cup of tea)"', 'say = "tea", clarity = "sure"'),
        ('say = "(?:tea|cup of tea)"', 'say = "tea", colour = "red"'),
        ('label = "Tea"\n', ""),
        ('["I\'d love a cup of tea."]', '[["Nobody: tea"]]'),
        ('id = "X1"', "id = X1"),
    ],
)
def test_a_codebook_that_means_nothing_is_refused_by_its_path(written: Path, old: str, new: str) -> None:
    assert old in SMALL
    written.write_text(SMALL.replace(old, new), encoding="utf-8")
    with pytest.raises(CodebookError, match=r"mine\.toml"):
        codebook.load(written)


@pytest.mark.parametrize(
    "cue",
    [
        'say = "{nowhere} tea"',
        'say = "tea("',
        'detector = "mind reading"',
        'say = "tea", needs = ["good weather"]',
    ],
)
def test_a_cue_that_cannot_run_is_refused(written: Path, cue: str) -> None:
    written.write_text(SMALL.replace('say = "(?:tea|cup of tea)"', cue), encoding="utf-8")
    with pytest.raises(CodebookError):
        codebook.check(codebook.load(written))


def test_a_codebook_that_is_not_there() -> None:
    with pytest.raises(CodebookError, match="cannot be read"):
        codebook.load("nowhere.toml")


def test_the_manual_is_current() -> None:
    path = Path(__file__).parents[1] / "docs" / "markers.md"
    assert path.read_text(encoding="utf-8") == manual(), "run python -m analyzer.coding.manual docs/markers.md"
