"""Measure every coder on coded sessions and on near misses, and write what the reports and docs say of accuracy.

    python -m benchmarks.accuracy [GOLD …] [--write]

GOLD are folders of doubly coded sessions (default: tests/gold/authored-dev). With --write, the figures go to
analyzer/accuracy.json, which every report shows beside its findings, and to docs/accuracy-figures.md.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from analyzer.codes import CLEAR
from analyzer.coding import NAMES, Coder, chosen
from analyzer.evaluation.bootstrap import intervals
from analyzer.evaluation.evaluate import Evaluation, evaluate
from analyzer.evaluation.gold import load
from analyzer.evaluation.report import text
from analyzer.evaluation.scores import Tally, known_family, score, total, turn_tallies
from analyzer.session import Session, Turn
from benchmarks.reliability import draw

ROOT = Path(__file__).parent.parent
GOLD = ROOT / "tests" / "gold" / "authored-dev"
NEAR_MISSES = ROOT / "tests" / "near_misses.jsonl"


def main() -> None:
    """Measure, print, and write when asked."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", type=Path, nargs="*")
    parser.add_argument("--write", action="store_true")
    asked = parser.parse_args()
    golds = [load(path) for path in asked.gold or [GOLD]]
    coders = {name: chosen(name) for name in NAMES}
    results = {(gold.name, name): evaluate(gold, coder) for gold in golds for name, coder in coders.items()}
    for result in results.values():
        print(text(result), "\n\nclear findings only\n" + "\n".join(_clear(result)), "\n")
    misses = {name: near_misses(coder) for name, coder in coders.items()}
    print("\n".join(_near(misses)))
    if asked.write:
        measured = {"sets": [gold.name for gold in golds], "coders": dict(_measured(results))}
        (ROOT / "analyzer" / "accuracy.json").write_text(json.dumps(measured, indent=1) + "\n")
        draw([result for (_, name), result in results.items() if name == "hybrid"], ROOT / "docs" / "reliability.png")
        (ROOT / "docs" / "accuracy-figures.md").write_text("\n".join(figures(results, misses)) + "\n")


def right(results: list[Evaluation]) -> dict[str, list[float]]:
    """Return how often each code was right, over all sets: precision, its interval, and judged cases."""
    tallies: dict[str, dict[str, Tally]] = {}
    for result in results:
        for name, by_session in turn_tallies(result.gold, result.codes, by=str).items():
            tallies.setdefault(name, {}).update(by_session)
    codes = {}
    for name, by_session in sorted(tallies.items()):
        counts, interval = total(by_session.values()), intervals(by_session)[0]
        judged = counts.right + counts.wrong
        if judged and interval:
            codes[name] = [round(counts.right / judged, 3), *(round(v, 3) for v in interval), judged]
    return codes


def _measured(results: dict[tuple[str, str], Evaluation]) -> Iterator[tuple[str, dict[str, list[float]]]]:
    """Yield each coder's name and version, with how often each of its codes was right."""
    for kind in NAMES:
        own = [result for (_, name), result in results.items() if name == kind]
        yield own[0].coder, right(own)


def near_misses(coder: Coder) -> dict[str, tuple[int, int, int]]:
    """Return for each kind how many exchanges drew a code, how many a clear one, and how many there are."""
    drawn: Counter[str] = Counter()
    clear: Counter[str] = Counter()
    count: Counter[str] = Counter()
    for line in NEAR_MISSES.read_text(encoding="utf-8").splitlines():
        record = json.loads(line)
        found = [c for c in coder.code(_session(record)) if known_family(c.code) not in (None, "intimacy")]
        count[record["kind"]] += 1
        drawn[record["kind"]] += bool(found)
        clear[record["kind"]] += any(c.clarity == CLEAR for c in found)
    return {kind: (drawn[kind], clear[kind], count[kind]) for kind in count}


def figures(
    results: dict[tuple[str, str], Evaluation], misses: dict[str, dict[str, tuple[int, int, int]]]
) -> Iterator[str]:
    """Yield the figures as Markdown."""
    yield "# Accuracy figures\n\nWritten by `make accuracy`; what they mean is in [accuracy](accuracy.md).\n"
    for (gold, name), result in results.items():
        clear = "\n".join(_clear(result))
        yield f"## {gold}, {name}\n\n```\n{text(result)}\n\nclear findings only\n{clear}\n```\n"
    yield "## Near misses\n\n```\n" + "\n".join(_near(misses)) + "\n```"


def _clear(result: Evaluation) -> Iterator[str]:
    """Yield the precision of what the coder calls clear, by family."""
    clear = frozenset((a.session.id, c.turn, c.code) for a in result.analyses for c in a.findings if c.clarity == CLEAR)
    for name, tallies in turn_tallies(result.gold, clear).items():
        s = score(total(tallies.values()))
        told = "   -" if s.precision is None else f"{s.precision:4.2f}"
        yield f"{name:24}{s.machine:6} found, precision {told}, recall {s.recall or 0:4.2f}"


def _near(misses: dict[str, dict[str, tuple[int, int, int]]]) -> Iterator[str]:
    yield f"{'false alarms on':28}" + "".join(f"{name + ' (clear)':>20}" for name in misses)
    for kind in next(iter(misses.values())):
        cells = [f"{any_}/{count} ({clear})" for any_, clear, count in (found[kind] for found in misses.values())]
        yield f"{kind:28}" + "".join(f"{cell:>20}" for cell in cells)
    sums = [[sum(column) for column in zip(*found.values(), strict=True)] for found in misses.values()]
    yield f"{'all':28}" + "".join(f"{f'{a}/{n} ({c})':>20}" for a, c, n in sums)


def _session(record: dict[str, Any]) -> Session:
    talk = [
        Turn(number, label, "therapist" if label == "Therapist" else "client", None, None, said, number)
        for number, (label, said) in enumerate(record["turns"], start=1)
    ]
    return Session(record["id"], tuple(talk))


if __name__ == "__main__":
    main()
