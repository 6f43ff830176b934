"""Answers: how the therapist responds to a client's marker, and what the client does next."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from analyzer.codes import family
from analyzer.lag.association import FEW
from analyzer.lag.responses import SILENT, after_responses
from analyzer.lag.states import UNCODED
from analyzer.study import Study
from reports.cases.view.cells import count, decimal, each, known, signed
from reports.cases.view.follows import Flow, Link, nodes
from reports.cases.view.states import heading, plain, rank
from reports.view.numbers import counted, percent

if TYPE_CHECKING:
    import pandas as pd

STEPS = ("marker", "response", "next")
HEADS = ("Client’s marker", "Therapist’s next turn", "Client’s next turn")


class Next(NamedTuple):
    """What the client did next, so often after this response; `few` tells that the residual is no test."""

    times: str
    share: str
    residual: str
    q: str
    few: bool


class Answer(NamedTuple):
    """One response and what came after it, a cell a column."""

    label: str
    times: str
    share: str
    cells: tuple[Next | None, ...]


class Answers(NamedTuple):
    """The responses to one family of markers: `columns` name what the client did next."""

    marker: str
    said: str
    columns: tuple[str, ...]
    rows: tuple[Answer, ...]


def answers(study: Study, case: str) -> tuple[Answers, ...]:
    """Return a table for each family of markers in one case, or in all sessions where `case` is ""."""
    found = _own(study, case)
    after = after_responses(found)
    return tuple(
        _answers(marker, found, after[after["marker"] == marker]) for marker in sorted(_markers(found), key=_place)
    )


def flow(study: Study, case: str) -> Flow | None:
    """Return markers, responses and what the client did next as a flow; None without markers."""
    rows = study.chains[study.chains["case"] == case]
    if not len(rows):
        return None
    columns = [sorted({str(name) for name in rows[step]}, key=_place) for step in STEPS]
    links = tuple(_links(rows, *pair, columns) for pair in ((0, 1), (1, 2)))
    return Flow(HEADS, tuple(map(nodes, columns)), links)


def _links(rows: pd.DataFrame, left: int, right: int, columns: Sequence[Sequence[str]]) -> tuple[Link, ...]:
    """Count how often each name of one column leads to each of the next; strong where both are coded."""
    sums: Counter[tuple[str, str]] = Counter()
    for row in each(rows):
        sums[getattr(row, STEPS[left]), getattr(row, STEPS[right])] += int(row.count)
    return tuple(
        Link(columns[left].index(a), columns[right].index(b), number, not {a, b} & {UNCODED, SILENT})
        for (a, b), number in sums.items()
    )


def _place(name: str) -> tuple[int, str]:
    return rank(name), name


def _own(study: Study, case: str) -> pd.DataFrame:
    return study.responses[study.responses["case"] == case] if case else study.responses


def _markers(found: pd.DataFrame) -> Counter[str]:
    return Counter(name for codes in found["marker"] for name in {family(code) for code in codes.split()})


def _answers(marker: str, found: pd.DataFrame, after: pd.DataFrame) -> Answers:
    total = _markers(found)[marker]
    whole = int(after["markers"].iloc[0]) if len(after) else 0
    nexts = sorted(after["next"].unique(), key=_place)
    said = f"{counted(total, 'marked turn')}" + (
        f", of which {whole} {'was' if whole == 1 else 'were'} answered and followed by the client’s next turn"
        if whole < total
        else ""
    )
    rows = [
        _answer(response, after[after["response"] == response], nexts)
        for response in sorted(after["response"].unique(), key=_place)
    ]
    return Answers(plain(marker), said, tuple(heading(name) for name in nexts), tuple(rows))


def _answer(response: str, own: pd.DataFrame, nexts: Iterable[str]) -> Answer:
    cells = {row.next: row for row in each(own)}
    given, markers = int(own["responses"].iloc[0]), int(own["markers"].iloc[0])
    told = tuple(_next(cells[name]) if name in cells and cells[name].count > 0 else None for name in nexts)
    return Answer(heading(response), count(given), percent(given / markers), told)


def _next(row: Any) -> Next:
    few = (known(row.expected) or 0.0) < FEW
    return Next(
        count(row.count), percent(row.count / row.responses), signed(row.residual), decimal(row.yules_q, 2), few
    )
