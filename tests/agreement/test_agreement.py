"""Coders are compared on the right units, events are paired one to one, and what differs is told."""

from __future__ import annotations

import csv
import json
from itertools import permutations
from pathlib import Path

import numpy as np
import pytest
from files import TRANSCRIPT, write
from hypothesis import given, settings
from hypothesis import strategies as some

from analyzer.agreement.agree import Agreement, agree
from analyzer.agreement.command import compare
from analyzer.agreement.consensus import consensus, votes
from analyzer.agreement.disagreements import confusions, disagreements
from analyzer.agreement.field import field
from analyzer.agreement.icc import icc
from analyzer.agreement.matching import f1, matched, rules
from analyzer.agreement.rows import Row
from analyzer.coded import CodedSet, Coding, Episode, Mark, read_codes
from analyzer.errors import AnalyzerError

PAIR = ("therapist", "client")


def coding(name: str, marks: str, sessions: str = "", episodes: tuple[Episode, ...] = ()) -> Coding:
    """Build a coding from "a2W2 a4C1?": session, turn, code and a question mark for possible."""
    found = []
    for mark in marks.split():
        turn = "".join(c for c in mark[1:4] if c.isdigit()) if mark[2].isdigit() else mark[1]
        code = mark[1 + len(turn) :]
        found.append(Mark(mark[0], int(turn), code.rstrip("?"), "possible" if code.endswith("?") else "clear"))
    return Coding(name, tuple(found), episodes, frozenset(sessions or (m.session for m in found)))


def compared(*codings: Coding, turns: dict[str, int] | None = None, complete: bool = False) -> Agreement:
    roles = {session: (PAIR * count)[:count] for session, count in (turns or {}).items()}
    return agree([CodedSet(Path("x"), "table", codings, roles)], complete=complete)


def row(agreement: Agreement, level: str, name: str, statistic: str) -> Row:
    return next(r for r in agreement.rows if (r.level, r.name, r.statistic, r.coders) == (level, name, statistic, ""))


def test_a_code_is_compared_on_the_turns_that_may_carry_it() -> None:
    found = compared(coding("A", "a2W2 a4W2"), coding("B", "a2W2 a6W1"), turns={"a": 20})
    percent = row(found, "family", "withdrawal", "percent agreement")
    assert (percent.value, percent.n) == (0.8, 10)  # ten client turns, of which two differ
    positive = row(found, "family", "withdrawal", "positive agreement")
    assert (positive.value, positive.n) == (0.5, 3)
    # by hand: both mark 2 of 10, chance .68
    assert row(found, "family", "withdrawal", "Cohen kappa").value == pytest.approx((0.8 - 0.68) / 0.32)
    assert row(found, "code", "W2", "positive agreement").value == pytest.approx(2 / 3)
    assert row(found, "turn", "any code", "percent agreement").n == 20


def test_a_code_on_a_turn_of_the_wrong_role_is_counted_still() -> None:
    found = compared(coding("A", "a1W2"), coding("B", "a2W2"), turns={"a": 4})
    assert row(found, "code", "W2", "percent agreement").n == 3


def test_a_session_that_a_coder_did_not_see_is_missing_not_empty() -> None:
    a, b = coding("A", "a2W2 b2W2 b4W2"), coding("B", "a2W2")
    seen = compared(a, b, turns={"a": 10, "b": 10})
    assert row(seen, "code", "W2", "positive agreement").value == 1
    assert seen.field.sessions == ("a",)
    assert "only one coder saw b" in seen.field.notes[0]
    whole = compared(a, b, turns={"a": 10, "b": 10}, complete=True)
    assert row(whole, "code", "W2", "positive agreement").value == 0.5


def test_complete_counts_transcripts_in_which_nobody_found_anything(tmp_path: Path) -> None:
    for session in "ab":
        write(tmp_path / "t" / f"{session}.txt", TRANSCRIPT)
    files = [write(tmp_path / f"{coder}.csv", "session,turn,code\na,2,W5\n") for coder in "AB"]
    assert "1 sessions, 6 turns" in compare(files, transcripts=[tmp_path / "t"])
    assert "2 sessions, 12 turns" in compare(files, transcripts=[tmp_path / "t"], complete=True)


def test_three_coders_of_whom_one_saw_less() -> None:
    found = compared(coding("A", "a2W2 b2W2"), coding("B", "a2W2 b2W2"), coding("C", "a4W2"), turns={"a": 4, "b": 4})
    # pairs that agree on a mark: AB on a2 and b2, both ways; pairs with a mark at all: a2 and a4 twice a coder, b2 once
    assert row(found, "code", "W2", "positive agreement").value == pytest.approx(4 / (4 + 2 + 2))
    assert any("C has no row for b" in note for note in found.field.notes)
    pairs = {r.coders: r.value for r in found.rows if r.level == "family" and r.coders and "positive" in r.statistic}
    assert pairs == {"A and B": 1.0, "A and C": 0.0, "B and C": 0.0}
    assert row(found, "family", "withdrawal", "Fleiss kappa").n == 4


def test_clarity_counts_in_ordinal_alpha_only() -> None:
    found = compared(coding("A", "a2W2 a4W2?"), coding("B", "a2W2? a4W2?"), turns={"a": 8})
    assert row(found, "code", "W2", "positive agreement").value == 1
    assert (row(found, "family", "withdrawal", "Krippendorff alpha (ordinal)").value or 1) < 1


def test_without_transcripts_the_last_marked_turn_ends_the_session_and_that_is_said() -> None:
    found = compared(coding("A", "a2W2 a9C1"), coding("B", "a2W2"))
    assert row(found, "code", "W2", "percent agreement").n == 9
    assert any("no transcript for a" in note for note in found.field.notes)
    longer = compared(coding("A", "a2W2 a9C1"), coding("B", "a2W2"), turns={"a": 4})
    assert any("beyond the last turn of a" in note for note in longer.field.notes)


def test_intervals_come_from_sessions_and_are_the_same_each_time() -> None:
    sessions = "abcdefgh"
    first = coding("A", " ".join(f"{s}2W2 {s}4W2" for s in sessions))
    second = coding("B", " ".join(f"{s}2W2 {s}{4 if n % 2 else 6}W2" for n, s in enumerate(sessions)))
    rows = [compared(first, second, turns=dict.fromkeys(sessions, 10)).rows for _ in range(2)]
    assert rows[0] == rows[1]
    found = next(r for r in rows[0] if r.name == "W2" and r.statistic == "positive agreement")
    assert found.value == 0.75
    # half the sessions give 1/2 and half 1: the share of either varies with a standard error of .5 / 8 ** .5 halved
    assert found.low == pytest.approx(0.75 - 1.96 * 0.25 / 8**0.5, abs=0.05)
    assert found.high == pytest.approx(0.75 + 1.96 * 0.25 / 8**0.5, abs=0.05)
    alone = compared(coding("A", "a2W2 a4W2"), coding("B", "a2W2"), turns={"a": 10})
    assert row(alone, "code", "W2", "positive agreement").low is None


def test_how_often_a_family_occurs_by_session() -> None:
    a = coding("A", "a2W2 a4W2 b2W1 c2C1")
    b = coding("B", "a2W2 a4W1 a6W1 b4W1 c2C1")
    found = compared(a, b, turns={"a": 10, "b": 10, "c": 10})
    expected = icc(np.array([[2.0, 3], [1, 1], [0, 0]]))[1]
    made = row(found, "session count", "withdrawal", "ICC(2,1)")
    assert made[3:6] == pytest.approx(expected[1:])
    assert made.n == 3


def test_coders_need_a_session_in_common() -> None:
    with pytest.raises(AnalyzerError, match="only one coder"):
        compared(coding("A", "a2W2"))
    with pytest.raises(AnalyzerError, match="no session was coded by two"):
        compared(coding("A", "a2W2"), coding("B", "b2W2"))
    twins = field([CodedSet(Path("x"), "", (coding("A", "a2W2"),)), CodedSet(Path("y"), "", (coding("A", "a2W2"),))])
    assert twins.names == ("A", "A (2)")


def episode(start: int, end: int, session: str = "a", **more: object) -> Episode:
    return Episode(session, str(more.pop("kind", "withdrawal")), start, end, **more)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("other", "fits"),
    [
        ((10, 19), ["overlap", "half", "onset ±2", "onset and offset ±2"]),
        ((12, 17), ["overlap", "half", "onset ±2", "onset and offset ±2"]),
        ((12, 16), ["overlap", "half", "onset ±2"]),
        ((15, 19), ["overlap", "half"]),
        ((16, 20), ["overlap"]),
        ((10, 40), ["overlap", "onset ±2"]),
        ((20, 25), []),
    ],
)
def test_rules_for_events(other: tuple[int, int], fits: list[str]) -> None:
    found = [name for name, rule in rules(2).items() if rule(episode(10, 19), episode(*other))]
    assert found == fits
    assert not any(rule(episode(10, 19), episode(*other, session="b")) for rule in rules(2).values())


def test_one_long_event_is_paired_once() -> None:
    pairs = matched([episode(1, 30)], [episode(2, 4), episode(10, 25)], rules(2)["overlap"])
    assert [pair[1].start for pair in pairs] == [10]
    assert f1(1, 1, 2) == pytest.approx(2 / 3)


spans = some.lists(some.tuples(some.integers(1, 30), some.integers(0, 8)), max_size=5)


@settings(max_examples=60, deadline=None)
@given(spans, spans)
def test_pairs_are_as_many_as_can_be(first: list[tuple[int, int]], second: list[tuple[int, int]]) -> None:
    a, b = ([episode(start, start + length) for start, length in some] for some in (first, second))
    rule = rules(2)["overlap"]
    if len(a) > len(b):
        a, b = b, a
    most = max(sum(rule(x, y) for x, y in zip(a, chosen, strict=True)) for chosen in permutations(b, len(a)))
    assert len(matched(a, b, rule)) == most


def test_events_and_what_is_said_of_them() -> None:
    a = coding("A", "a2W2 b2W2", episodes=(
        episode(2, 6, outcome="resolved"), episode(1, 4, kind="immediacy", depth=3),
        episode(8, 9, "b", kind="immediacy"),
    ))  # fmt: skip
    b = coding("B", "a2W2 b2W2", episodes=(
        episode(3, 8, outcome="partial", kind="mixed"), episode(2, 4, kind="immediacy", depth=4),
    ))  # fmt: skip
    found = compared(a, b, turns={"a": 10, "b": 10})
    assert row(found, "event", "rupture episode", "F1 (overlap)").value == 1
    assert row(found, "event", "immediacy event", "F1 (overlap)").value == pytest.approx(2 / 3)
    assert row(found, "event", "immediacy event", "F1 (overlap)").n == 3
    assert row(found, "event turns", "rupture episode", "positive agreement").value == pytest.approx(8 / 11)
    assert row(found, "event detail", "rupture episode: outcome", "percent agreement").value == 0
    assert row(found, "event detail", "immediacy event: depth", "Krippendorff alpha (interval)").n == 1


def test_a_coder_without_events_is_left_out_of_them() -> None:
    a, b = (coding(name, "a2W2", episodes=(episode(2, 4),)) for name in "AB")
    found = compared(a, b, coding("C", "a2W2"), turns={"a": 10})
    assert row(found, "event", "rupture episode", "F1 (overlap)").value == 1
    assert row(found, "event turns", "rupture episode", "positive agreement").value == 1


def test_disagreements_say_what_the_other_did() -> None:
    made = compared(coding("A", "a2W2 a4W1? a8C1"), coding("B", "a2W3 a6W1 a8C1 a9R5"), turns={"a": 10})
    told = [(one.turn, one.role, one.code, one.what, one.given) for one in disagreements(made.field)]
    assert told == [
        (2, "client", "W2", "other code", ("clear", "")),
        (2, "client", "W3", "other code", ("", "clear")),
        (4, "client", "W1", "shifted", ("possible", "")),
        (6, "client", "W1", "shifted", ("", "clear")),
        (9, "therapist", "R5", "alone", ("", "clear")),
    ]
    assert [tuple(one) for one in confusions(made.field)] == [("W2", "W3", 1)]


def test_a_consensus_is_what_most_gave() -> None:
    a, b = coding("A", "a2W2 a4W1 b2C1"), coding("B", "a2W2? a4W1 b4C1", "ab")
    c = coding("C", "a2W2 a6E1", "a")
    made = compared(a, b, c, turns={"a": 8, "b": 8}).field
    assert [tuple(mark) for mark in consensus(made).marks] == [("a", 2, "W2", "clear"), ("a", 4, "W1", "clear")]
    assert consensus(made, "all").codes == {("a", 2, "W2")}
    assert len(consensus(made, "any").marks) == 5
    assert [(v.given, v.seen) for v in votes(made, "any")] == [(3, 3), (2, 3), (1, 3), (1, 2), (1, 2)]
    with pytest.raises(AnalyzerError, match="majority, all, any"):
        consensus(made, "most")


def test_events_of_a_consensus_are_cut_where_most_have_one_begin() -> None:
    a = coding("A", "a2W2", episodes=(episode(2, 5, outcome="resolved"), episode(6, 9, outcome="partial")))
    b = coding("B", "a2W2", episodes=(episode(3, 5, outcome="resolved", kind="mixed"), episode(6, 8)))
    made = consensus(compared(a, b, turns={"a": 12}).field)
    assert [tuple(one) for one in made.episodes] == [
        ("a", "mixed", 3, 5, "", "resolved", None),
        ("a", "withdrawal", 6, 8, "", "partial", None),
    ]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for session in "ab":
        write(tmp_path / "gold" / f"{session}.txt", TRANSCRIPT)
    write(tmp_path / "gold" / "codes.A.csv", "id,turn,code,clarity\na,2,W5,clear\na,4,W1,clear\nb,4,W1,clear\n")
    write(tmp_path / "gold" / "codes.B.csv", "id,turn,code,clarity\na,2,W5,possible\nb,4,W2,clear\nb,x,W2,clear\n")
    for coder in "AB":
        write(tmp_path / "gold" / f"events.{coder}.csv", "id,kind,start,end,outcome\na,withdrawal,2,6,partial\n")
    return tmp_path / "gold"


def test_the_command_tells_and_saves(folder: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    text = compare([folder], out=out)
    assert text.startswith("codes.B.csv: line 4: a place that is neither")
    assert "2 sessions, 12 turns, coded by A, B" in text
    assert "I may have pushed" not in text + "".join(file.read_text() for file in out.glob("*.*"))
    assert (out / "problems.txt").read_text().startswith("codes.B.csv: line 4: ")
    rows = list(csv.DictReader((out / "agreement.csv").open()))
    saved = json.loads((out / "agreement.json").read_text())
    assert [r["value"] for r in rows] == ["" if r["value"] is None else str(r["value"]) for r in saved["rows"]]
    assert saved["sessions"] == {"a": 6, "b": 6}
    told = list(csv.DictReader((out / "disagreements.csv").open()))
    assert [(r["session"], r["turn"], r["code"], r["A"], r["B"]) for r in told] == [
        ("a", "4", "W1", "clear", ""),
        ("b", "4", "W1", "clear", ""),
        ("b", "4", "W2", "", "clear"),
    ]


def test_a_saved_consensus_is_read_as_a_coder(folder: Path, tmp_path: Path) -> None:
    compare([folder], out=tmp_path / "out")
    read = read_codes(tmp_path / "out" / "consensus")
    assert [tuple(mark) for mark in read.codings[0].marks] == [("a", 2, "W5", "possible")]
    assert (read.codings[0].name, read.codings[0].episodes[0].end) == ("consensus", 6)


def test_the_command_refuses_an_unknown_rule_before_it_reads(folder: Path) -> None:
    with pytest.raises(AnalyzerError, match="majority, all, any"):
        compare([folder], rule="most")
