"""What a comparison writes: every file with its columns, in an order that is always the same."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest

from analyzer.agreement import report
from analyzer.agreement.agree import Agreement, agree
from analyzer.agreement.disagreements import confusions
from analyzer.coded import CodedSet, Coding, Mark

HEADERS = {
    "agreement.csv": "level,name,statistic,value,low,high,n,coders",
    "disagreements.csv": "session,turn,role,code,family,what,A,B",
    "confusions.csv": "first,second,turns",
    "consensus/codes.csv": "session,turn,code,family,clarity,coder,votes",
    "consensus/events.csv": "session,kind,start,end,initiator,outcome,depth,coder",
}


def coding(name: str, codes: dict[int, str], ratings: dict[tuple[str, str], float] | None = None) -> Coding:
    marks = tuple(Mark("a", turn, code, "clear") for turn, given in codes.items() for code in given.split())
    return Coding(name, marks, (), frozenset("a"), ratings or {})


def compared(*codings: Coding) -> Agreement:
    return agree([CodedSet(Path("x"), "table", codings, {"a": ("therapist", "client") * 10})])


def test_every_file_names_its_columns(tmp_path: Path) -> None:
    report.save(compared(coding("A", {2: "W2", 4: "W2"}), coding("B", {2: "W5", 4: "W2"})), tmp_path)
    for name, header in HEADERS.items():
        with (tmp_path / name).open(encoding="utf-8", newline="") as table:
            assert ",".join(next(csv.reader(table))) == header, name
    told = json.loads((tmp_path / "agreement.json").read_text(encoding="utf-8"))
    assert list(told) == ["coders", "sessions", "tolerance", "notes", "rows"]
    assert (told["coders"], told["sessions"]) == (["A", "B"], {"a": 20})
    assert set(told["rows"][0]) == set(HEADERS["agreement.csv"].split(","))


def test_confusions_are_ordered_by_how_often_and_then_by_name() -> None:
    one = coding("A", {2: "W2", 4: "W5", 6: "C1", 8: "C1"})
    other = coding("B", {2: "W5", 4: "W1", 6: "C3", 8: "C3"})
    assert [tuple(found) for found in confusions(compared(one, other).field)] == [
        ("C1", "C3", 2),
        ("W1", "W5", 1),
        ("W2", "W5", 1),
    ]


def test_coders_of_one_name_are_numbered() -> None:
    names = compared(*(coding("A", {2: "W2"}) for _ in range(4))).field.names
    assert names == ("A", "A (2)", "A (3)", "A (4)")


def test_a_rating_that_one_coder_gave_is_compared_with_nothing() -> None:
    key = ("a", "resolution")
    alone = compared(coding("A", {2: "W2"}, {key: 3.0}), coding("B", {2: "W2"}))
    both = compared(coding("A", {2: "W2"}, {key: 3.0}), coding("B", {2: "W2"}, {key: 4.0}))
    assert [row for row in alone.rows if row.level == "session rating"] == []
    assert {row.name for row in both.rows if row.level == "session rating"} == {"resolution"}


def test_pairs_are_told_only_of_more_than_two_coders() -> None:
    two = [coding("A", {2: "W2"}), coding("B", {2: "W2", 4: "C1"})]
    assert "every two coders" not in report.text(compared(*two))
    told = report.text(compared(*two, coding("D", {4: "C1"})))
    assert "every two coders" in told
    assert all(f"{pair} " in told for pair in ("A and B", "A and D", "B and D"))


@pytest.mark.parametrize(
    ("share", "told"), [(None, "-"), (0.0, "0.0"), (1.0, "100.0"), (0.5, "50.0"), (0.99999, "99.9"), (0.00001, "0.1")]
)
def test_a_hundred_per_cent_is_told_only_where_it_is_so(share: float | None, told: str) -> None:
    assert report._percent(share).strip() == told


def test_what_only_one_coder_saw_is_named_in_order() -> None:
    seen = Coding("B", (), (), frozenset("abcdefg"))
    notes = agree([CodedSet(Path("x"), "table", (coding("A", {2: "W2"}), seen), {})]).field.notes
    assert any("b, c, d" in note for note in notes)
