"""Set a language model's codes beside the other coders', on the same coded sessions, and print a table.

    python -m benchmarks.llm --llm-url http://127.0.0.1:8080/v1 --llm-model NAME [--sessions 2] [--turns 48]

Both ways of asking a model are measured, and rules, trained and hybrid beside them. `llm` codes by itself: what the
server leaves unanswered stays uncoded. Answers are kept as usual, so a run that was stopped goes on where it was.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from analyzer.cli import waits
from analyzer.coding import NAMES, Coder, chosen
from analyzer.evaluation.evaluate import Evaluation, evaluate
from analyzer.evaluation.gold import Gold, load
from analyzer.evaluation.scores import event_tallies, score, total, turn_tallies
from analyzer.llm.account import Account
from analyzer.llm.cache import usual
from analyzer.llm.coder import LlmCoder
from analyzer.llm.endpoint import Endpoint
from analyzer.llm.service import CONCURRENCY, TIMEOUT, Service
from benchmarks.accuracy import GOLD

HEAD = (
    "| coder | turns coded | precision | recall | F1 | F1 rupture episodes | F1 immediacy events | seconds |\n"
    "|---|---|---|---|---|---|---|---|"
)


class Measured(NamedTuple):
    """One coder's row: how it did, in how many seconds, and what became of its questions, if it asked any."""

    name: str
    result: Evaluation
    seconds: float
    account: Account | None


def main() -> None:
    """Measure and print."""
    asked = _asked()
    gold = _first(load(asked.gold), asked.sessions, asked.turns)
    service = Service(asked.llm_url, asked.llm_model, timeout=asked.llm_timeout, concurrency=asked.llm_concurrency)
    endpoint = Endpoint(service, cache=None if asked.no_llm_cache else usual())
    endpoint.ready()
    coders: dict[str, Coder] = {name: chosen(name) for name in NAMES}
    coders |= {"hybrid+llm": LlmCoder(endpoint, chosen("hybrid"), judging=True), "llm": LlmCoder(endpoint)}
    rows = [measured(name, coder, gold) for name, coder in coders.items()]
    print("\n".join(told(rows, gold, endpoint)))


def measured(name: str, coder: Coder, gold: Gold) -> Measured:
    """Run one coder over `gold`, with a bar where it asks a model."""
    with waits.bars() as bar:
        waits.watch(coder, gold.sessions, bar)
        begun = time.monotonic()
        result = evaluate(gold, coder)
    return Measured(name, result, time.monotonic() - begun, coder.account if isinstance(coder, LlmCoder) else None)


def told(rows: list[Measured], gold: Gold, endpoint: Endpoint) -> Iterator[str]:
    """Yield the table as Markdown, with what was run and what became of the questions."""
    turns = sum(len(session.talk) for session in gold.sessions)
    yield f"{gold.name}: {', '.join(session.id for session in gold.sessions)} ({turns} turns). {endpoint.told}.\n"
    yield HEAD
    yield from map(_line, rows)
    for row in rows:
        if row.account:
            pace = row.account.seconds / row.account.calls if row.account.calls else 0.0
            yield f"\n{row.name}: {row.account.text('hybrid')} {pace:.1f} s a request."


def _line(row: Measured) -> str:
    """Write one row: how it did over all families, turn by turn, and on events."""
    gold, families = row.result.gold, turn_tallies(row.result.gold, row.result.codes)
    events = event_tallies(gold, row.result.spans)
    overall = score(total(tally for by_session in families.values() for tally in by_session.values()))
    found = [overall.precision, overall.recall, overall.f1]
    found += [score(total(events[kind].values())).f1 for kind in ("rupture episode", "immediacy event")]
    return f"| {row.name} | {overall.machine} | {' | '.join(map(_number, found))} | {row.seconds:.0f} |"


def _asked() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--llm-url", required=True)
    parser.add_argument("--llm-model", required=True)
    parser.add_argument("--llm-timeout", type=float, default=TIMEOUT)
    parser.add_argument("--llm-concurrency", type=int, default=CONCURRENCY)
    parser.add_argument("--no-llm-cache", action="store_true")
    parser.add_argument("--gold", type=Path, default=GOLD)
    parser.add_argument("--sessions", type=int, default=2, help="how many, from the first")
    parser.add_argument("--turns", type=int, default=10_000, help="how many of each session, from the first")
    return parser.parse_args()


def _first(gold: Gold, count: int, turns: int) -> Gold:
    """Return `gold` with the first `turns` of its first sessions only; an event that ends later is left out."""
    sessions = tuple(replace(session, talk=session.talk[:turns]) for session in gold.sessions[:count])
    names = {session.id for session in sessions}
    codes = tuple(frozenset(mark for mark in marks if mark[0] in names and mark[1] <= turns) for marks in gold.codes)
    events = tuple(tuple(span for span in all_ if span.session in names and span.end <= turns) for all_ in gold.events)
    return replace(gold, sessions=sessions, codes=codes, events=events)


def _number(value: float | None) -> str:
    return "–" if value is None else f"{value:.2f}"


if __name__ == "__main__":
    main()
