"""Our scores against the referee's on the same files, and what it does not count against hand-made cases."""

from __future__ import annotations

import csv
import importlib.util
import random
from pathlib import Path
from types import ModuleType

import pytest

from analyzer.codes import Code
from analyzer.errors import ReadError
from analyzer.evaluation.bootstrap import intervals
from analyzer.evaluation.evaluate import Evaluation, evaluate
from analyzer.evaluation.gold import Gold, Span, load
from analyzer.evaluation.report import save, text
from analyzer.evaluation.scores import Tally, event_tallies, outcome_accuracy, score, total, turn_tallies
from analyzer.session import Session

GOLD = Path(__file__).parent / "gold" / "authored-dev"
ALL = ["IM.ask", "IM.care", "W1", "W2", "W5", "C1", "C2", "R4", "R5", "TM.away", "TM.against", "E1", "E6", "SX.saying"]


@pytest.fixture(scope="module")
def gold() -> Gold:
    return load(GOLD)


@pytest.fixture(scope="module")
def referee() -> ModuleType:
    spec = importlib.util.spec_from_file_location("referee", Path(__file__).parent / "referee.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def noisy(gold: Gold, seed: int) -> tuple[set[tuple[str, int, str]], list[Span]]:
    """Make a machine that copies some of the first person's marks and invents others."""
    chance = random.Random(seed)
    codes = {mark for mark in sorted(gold.codes[0]) if chance.random() < 0.6}
    for session in gold.sessions:
        codes |= {(session.id, chance.randint(1, len(session.talk)), chance.choice(ALL)) for _ in range(30)}
    spans = [span for span in gold.events[0] if chance.random() < 0.7]
    for session in gold.sessions:
        start = chance.randint(1, len(session.talk) - 5)
        spans.append(Span(session.id, chance.choice(["mixed", "immediacy"]), start, start + 4, "unresolved"))
    return codes, spans


@pytest.mark.parametrize("seed", range(5))
def test_our_scores_are_the_referees(gold: Gold, referee: ModuleType, tmp_path: Path, seed: int) -> None:
    codes, spans = noisy(gold, seed)
    with (tmp_path / "codes.csv").open("w", newline="") as file:
        csv.writer(file).writerows([("session", "turn", "code"), *sorted(codes)])
    with (tmp_path / "events.csv").open("w", newline="") as file:
        csv.writer(file).writerows([("session", "kind", "start", "end", "outcome"), *spans])
    turns = {session.id: len(session.talk) for session in gold.sessions}
    theirs = {
        **referee.turn_scores(GOLD, tmp_path / "codes.csv", turns),
        **referee.turn_scores(GOLD, tmp_path / "codes.csv", turns, lambda code: code.strip()),
        **referee.event_scores(GOLD, tmp_path / "events.csv", turns),
    }
    ours = {**turn_tallies(gold, codes), **turn_tallies(gold, codes, by=str), **event_tallies(gold, spans)}
    assert ours.keys() == theirs.keys()
    for name, tallies in ours.items():
        mine, other = score(total(tallies.values())), theirs[name]
        assert (mine.gold, mine.doubtful, mine.machine) == (other["gold"], other["doubtful"], other["machine"]), name
        for ratio in ("precision", "recall", "f1", "ceiling"):
            assert getattr(mine, ratio) == pytest.approx(other[ratio]), (name, ratio)
    right, judged = outcome_accuracy(gold, spans)
    assert right / judged == pytest.approx(theirs["rupture episode"]["outcome accuracy"])


def test_a_person_scored_against_both_reaches_full_recall(gold: Gold) -> None:
    for tallies in turn_tallies(gold, gold.codes[0]).values():
        counts = score(total(tallies.values()))
        assert counts.recall in (1.0, None)
        assert counts.precision in (1.0, None)


def test_an_interval_holds_the_score_and_is_the_same_every_time() -> None:
    tallies = {str(n): Tally(hit=n, missed=2, right=n, wrong=1, machine=n + 1, first=0, second=0) for n in range(1, 12)}
    low, high = intervals(tallies)[1] or (1.0, 0.0)
    middle = score(total(tallies.values())).f1
    assert middle is not None
    assert low < middle < high
    assert intervals(tallies)[1] == (low, high)


class Nothing:
    """A coder that finds nothing."""

    name = "nothing"

    def code(self, session: Session) -> tuple[Code, ...]:
        return ()


class Echo:
    """A coder that gives what the first person gave, half sure."""

    name = "echo"

    def __init__(self, gold: Gold) -> None:
        self._gold = gold

    def code(self, session: Session) -> tuple[Code, ...]:
        marks = sorted(mark for mark in self._gold.codes[0] if mark[0] == session.id)
        return tuple(Code(turn, code, "clear", 0.5, "echo", None, None, "") for _, turn, code in marks)


def test_finding_nothing_scores_nothing_and_lists_every_miss(gold: Gold) -> None:
    result = evaluate(gold, Nothing())
    assert all(row.score.f1 == 0 for row in result.rows if row.score.gold)
    assert len(result.mistakes) == len(gold.codes[0] & gold.codes[1])
    assert result.quiet_alarms[0] == 0
    assert result.calibration_error is None


def test_echoing_a_person_makes_no_mistakes_and_shows_its_doubt(gold: Gold) -> None:
    result: Evaluation = evaluate(gold, Echo(gold))
    assert result.mistakes == ()
    assert result.macro_f1 == 1.0
    assert result.calibration_error == pytest.approx(0.5)
    assert result.median_onset_error is not None


def test_the_report_and_its_files_hold_the_same_scores(gold: Gold, tmp_path: Path) -> None:
    result = evaluate(gold, Echo(gold))
    save(result, tmp_path)
    with (tmp_path / "scores.csv").open() as file:
        rows = {row["name"]: row for row in csv.DictReader(file)}
    assert float(rows["withdrawal"]["f1"]) == 1.0
    assert "withdrawal" in text(result)
    assert {path.name for path in tmp_path.iterdir()} == {
        "scores.csv",
        "mistakes.csv",
        "confusions.csv",
        "evaluation.json",
    }


def test_a_folder_without_codes_is_refused_in_one_line(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Therapist: hello\nClient: secret words\nTherapist: so\nClient: yes\n")
    with pytest.raises(ReadError, match="no coded sessions") as caught:
        load(tmp_path)
    assert "secret" not in str(caught.value)


def test_codes_without_a_turn_column_are_refused_with_the_column(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Therapist: hello\nClient: hi\nTherapist: so\nClient: yes\n")
    (tmp_path / "codes.csv").write_text("id,code\na,W1\n")
    with pytest.raises(ReadError, match="no column 'turn'"):
        load(tmp_path)
