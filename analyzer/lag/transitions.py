"""Transitions: which state follows which, at what lag, and whether more often than chance, pooled and a session."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from analyzer import frames
from analyzer.lag.association import FEW, Table, adjusted_residual, expected, holm, yules_q
from analyzer.lag.counts import Counts, counts, total
from analyzer.lag.shuffles import Shuffles
from analyzer.lag.states import Sequence as Turns

if TYPE_CHECKING:
    import pandas as pd

POOLED, SESSION = "pooled", "session"
SHUFFLES = Shuffles()

TRANSITIONS = {
    "scope": "str",  # pooled or session
    "session": "str",  # "" when pooled
    "lag": "int64",  # turns from given to target
    "given": "str",
    "target": "str",
    "count": "int64",  # pairs of turns in which target follows given
    "givens": "int64",  # pairs that begin with given
    "targets": "int64",  # pairs that end with target
    "pairs": "int64",  # pairs of turns of the two sides
    "expected": "Float64",
    "probability": "Float64",  # of target after given
    "base": "Float64",  # of target after any turn of that side
    "residual": "Float64",  # adjusted
    "yules_q": "Float64",
    "p": "Float64",  # by shuffling within sessions, two-sided
    "p_holm": "Float64",  # adjusted for the number of pairs of one scope, session and lag
    "note": "str",
}


def transitions(
    sequences: Iterable[Turns], *, lags: Sequence[int] = (1,), shuffles: Shuffles = SHUFFLES
) -> pd.DataFrame:
    """Return what follows what over all `sequences` and in each of them; columns `TRANSITIONS`.

    Rows are the pairs of states that both occur, next to the other side's or own turns `lags` later; p-values are
    missing with `Shuffles(0)`. Pooled counts add up sessions, and so do pooled shuffles, each within its session.
    """
    found = [(sequence.session, counts(sequence, lags=lags, shuffles=shuffles)) for sequence in sequences]
    rows = [row for session, own in found for row in told(own, lags, scope=SESSION, session=session)]
    if found:
        rows = [*told([total(each) for each in zip(*(own for _, own in found), strict=True)], lags), *rows]
    rows.sort(key=lambda row: (row[0] != POOLED, str(row[1]), str(row[2]).zfill(4)))
    return frames.frame(TRANSITIONS, rows)


def told(
    found: Iterable[Counts], lags: Sequence[int], *, scope: str = POOLED, session: str = ""
) -> list[tuple[object, ...]]:
    """Return the rows of counts at each of `lags`; columns `TRANSITIONS`."""
    return [row for lag, one in zip(lags, found, strict=True) for row in _rows(one, (scope, session, lag))]


def following(found: pd.DataFrame, given: str, *, scope: str = POOLED) -> pd.DataFrame:
    """Return what follows the state `given`, such as "T immediacy", the most frequent first."""
    own = found[(found["given"] == given) & (found["scope"] == scope) & (found["count"] > 0)]
    return own.sort_values(["session", "lag", "count", "target"], ascending=[True, True, False, True]).reset_index(
        drop=True
    )


def _rows(found: Counts, place: tuple[object, ...]) -> Iterator[tuple[object, ...]]:
    """Yield a row for each pair of states of which both occur among the pairs of turns of their sides."""
    size = range(len(found.names))
    tables = {(row, column): found.table(row, column) for row in size for column in size}
    told = [(at, table) for at, table in tables.items() if table.given and table.target]
    values = [found.p(*at) for at, _ in told]
    for (at, table), p, adjusted in zip(told, values, holm(values), strict=True):
        names = (found.names[at[0]], found.names[at[1]])
        yield (*place, *names, *table, *_statistics(table), p, adjusted, _note(table))


def _statistics(table: Table) -> tuple[float | None, ...]:
    """Return expected count, probability, base rate, adjusted residual and Yule's Q."""
    share, base = table.both / table.given, table.target / table.pairs
    return expected(table), share, base, adjusted_residual(table), yules_q(table)


def _note(table: Table) -> str:
    notes = []
    if (expected(table) or 0.0) < FEW:
        notes.append(f"expected count below {FEW:.0f}: trust p, not the residual")
    if abs(yules_q(table) or 0.0) == 1:
        notes.append("a cell is empty: Q is at its end")
    return "; ".join(notes)
