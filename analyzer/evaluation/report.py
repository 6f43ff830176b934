"""The evaluation told: as text for the terminal and as files for a paper."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from analyzer.evaluation.bootstrap import Interval
from analyzer.evaluation.evaluate import Evaluation, Row
from analyzer.harmless import cell
from analyzer.output import folder, whole, write
from analyzer.shown import shown

HEADER = f"{'':24}{'gold':>6}{'doubt':>6}{'coder':>6}   prec   rec    F1  [95 % interval]  ceiling"


def text(evaluation: Evaluation) -> str:
    """Return the scores as a table, with what else was measured below it."""
    gold, turns = evaluation.gold, sum(len(session.talk) for session in evaluation.gold.sessions)
    lines = [f"{gold.name}: {len(gold.sessions)} sessions, {turns} turns, coded by {evaluation.coder}", HEADER]
    lines += [_line(row) for row in evaluation.rows]
    return "\n".join(map(shown, [*lines, "", *_notes(evaluation)]))


def save(evaluation: Evaluation, out: Path) -> None:
    """Write `scores.csv`, `mistakes.csv`, `confusions.csv` and `evaluation.json` into `out`."""
    folder(out)
    _csv(out / "scores.csv", list(_flat(evaluation.rows)))
    _csv(out / "mistakes.csv", [mistake._asdict() for mistake in evaluation.mistakes])
    confusions = evaluation.confusions.most_common()
    _csv(out / "confusions.csv", [{"people": a, "coder": b, "turns": n} for (a, b), n in confusions])
    write(out / "evaluation.json", json.dumps(summary(evaluation), indent=1) + "\n")


def summary(evaluation: Evaluation) -> dict[str, Any]:
    """Return everything measured as plain values, each row by level and name."""
    right, judged = evaluation.outcomes
    alarms, quiet = evaluation.quiet_alarms
    return {
        "gold": evaluation.gold.name,
        "coder": evaluation.coder,
        "sessions": len(evaluation.gold.sessions),
        "scores": list(_flat(evaluation.rows)),
        "macro_f1": evaluation.macro_f1,
        "outcomes": {"right": right, "judged": judged},
        "median_onset_error": evaluation.median_onset_error,
        "quiet": {"alarms": alarms, "sessions": quiet},
        "calibration": [b._asdict() for b in evaluation.calibration],
        "calibration_error": evaluation.calibration_error,
    }


def _notes(evaluation: Evaluation) -> Iterator[str]:
    right, judged = evaluation.outcomes
    alarms, quiet = evaluation.quiet_alarms
    yield f"code macro-F1: {_number(evaluation.macro_f1)}"
    yield f"outcome right: {right} of {judged}"
    yield f"median onset error: {_number(evaluation.median_onset_error)} turns"
    yield f"rupture episodes found in sessions without one: {alarms} in {quiet} sessions"
    yield f"expected calibration error of findings: {_number(evaluation.calibration_error)}"


def _line(row: Row) -> str:
    s = row.score
    shown = "  ".join(_number(value) for value in (s.precision, s.recall, s.f1))
    name = row.name if row.level != "code" else f"  {row.name}"
    return f"{name:24}{s.gold:6}{s.doubtful:6}{s.machine:6}   {shown}  {_interval(row.f1)}     {_number(s.ceiling)}"


def _flat(rows: Iterable[Row]) -> Iterator[dict[str, Any]]:
    for row in rows:
        f1, precision = row.f1 or (None, None), row.precision or (None, None)
        yield {
            "level": row.level,
            "name": row.name,
            **row.score._asdict(),
            "f1_low": f1[0],
            "f1_high": f1[1],
            "precision_low": precision[0],
            "precision_high": precision[1],
        }


def _csv(path: Path, rows: list[dict[str, Any]]) -> None:
    import csv

    with whole(path) as out:
        writer = csv.DictWriter(out, list(rows[0]) if rows else [], lineterminator="\n")
        writer.writeheader()
        writer.writerows({name: cell(value) for name, value in row.items()} for row in rows)


def _number(value: float | None) -> str:
    return "   -" if value is None else f"{value:4.2f}"


def _interval(interval: Interval | None) -> str:
    return f"[{interval.low:4.2f}, {interval.high:4.2f}]" if interval else " " * 12
