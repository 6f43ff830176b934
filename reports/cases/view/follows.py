"""What follows what: transitions between states as rows of tables and as flows in a picture."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from analyzer.lag.transitions import POOLED
from analyzer.study import CASE, Study
from reports.cases.view.cells import count, decimal, each, known, p_value, signed, word
from reports.cases.view.states import SIDES, coded, heading, rank, state
from reports.view.numbers import percent
from reports.view.wording import slug

if TYPE_CHECKING:
    import pandas as pd

CHANCE = 0.05
SHOWN = 15  # rows of the short table
DIRECTIONS = (("C", "T"), ("T", "C"))
ASKED = ("T immediacy", "C immediacy")


class Follow(NamedTuple):
    """One pair of states: counts, shares and statistics as written; `often` tells more from less often than chance."""

    given: str
    target: str
    lag: int
    times: str
    givens: str
    share: str
    base: str
    expected: str
    residual: str
    q: str
    p: str
    p_holm: str
    often: bool
    strong: bool
    firm: bool
    few: bool


class Node(NamedTuple):
    """A state in a picture of flows."""

    slug: str
    label: str


class Link(NamedTuple):
    """How often the node `end` of the next column follows the node `start` of this one; strong if more than chance."""

    start: int
    end: int
    weight: int
    strong: bool


class Flow(NamedTuple):
    """Columns of nodes under their heads, and the links from each column to the next."""

    heads: tuple[str, ...]
    columns: tuple[tuple[Node, ...], ...]
    links: tuple[tuple[Link, ...], ...]


class After(NamedTuple):
    """What follows one state: the other side's next turn, and the same side's."""

    given: str
    number: str
    parts: tuple[tuple[str, tuple[Follow, ...]], ...]


def pairs(study: Study, case: str) -> pd.DataFrame:
    """Return the transitions of one case, or of all sessions where `case` is ""."""
    found = study.transitions
    return found[(found["scope"] == (CASE if case else POOLED)) & (found["case"] == case)]


def follows(rows: pd.DataFrame) -> tuple[Follow, ...]:
    """Return the pairs of states that occur, or are below .05 because they do not, as written."""
    return tuple(_follow(row) for row in each(rows) if row.count > 0 or _below(row))


def standing_out(rows: pd.DataFrame) -> tuple[Follow, ...]:
    """Return the pairs of coded states below .05, before any adjustment, the lowest p first."""
    kept = [row for row in each(rows) if _below(row) and coded(row.given) and coded(row.target)]
    kept.sort(key=lambda row: (row.p, row.lag, -abs(known(row.residual) or 0.0)))
    return tuple(map(_follow, kept[:SHOWN]))


def tested(rows: pd.DataFrame) -> tuple[int, int, int]:
    """Return how many pairs were tested, how many are below .05, and how many still are when adjusted."""
    p, adjusted = rows["p"].dropna(), rows["p_holm"].dropna()
    return len(p), int((p <= CHANCE).sum()), int((adjusted <= CHANCE).sum())


def afters(rows: pd.DataFrame) -> tuple[After, ...]:
    """Return what follows each side's immediacy, the most frequent first."""
    return tuple(found for given in ASKED if (found := _after(rows, given)).parts)


def flows(rows: pd.DataFrame) -> tuple[Flow, ...]:
    """Return a flow from client to therapist and one back, over turns that follow at once and carry codes."""
    near = list(each(rows[(rows["lag"] == 1) & (rows["count"] > 0)]))
    return tuple(flow for sides in DIRECTIONS if (flow := _flow(near, *sides)).links[0])


def _after(rows: pd.DataFrame, given: str) -> After:
    own = rows[(rows["given"] == given) & (rows["count"] > 0)]
    side = given[0]
    other = next(end for start, end in DIRECTIONS if start == side)
    parts = []
    for lag, whose, label in ((1, other, "The other’s next turn"), (2, side, "Their own next turn")):
        here = own[(own["lag"] == lag) & own["target"].str.startswith(whose)]
        found = sorted(each(here), key=lambda row: (not coded(row.target), -row.count, row.target))
        if found:
            parts.append((label, tuple(map(_follow, found))))
    return After(state(given), count(own["givens"].max()) if len(own) else "0", tuple(parts))


def _flow(rows: Iterable[Any], first: str, then: str) -> Flow:
    own = [row for row in rows if (row.given[0], row.target[0]) == (first, then)]
    own = [row for row in own if coded(row.given) and coded(row.target)]
    columns = [sorted({getattr(row, end)[2:] for row in own}, key=_place) for end in ("given", "target")]
    links = tuple(
        Link(columns[0].index(row.given[2:]), columns[1].index(row.target[2:]), int(row.count), _strong(row))
        for row in own
    )
    return Flow((SIDES[first], f"{SIDES[then]}, next turn"), tuple(map(nodes, columns)), (links,))


def nodes(families: Sequence[str]) -> tuple[Node, ...]:
    """Return the nodes of one column."""
    return tuple(Node(slug(name), heading(name)) for name in families)


def _place(family: str) -> tuple[int, str]:
    return rank(family), family


def _below(row: Any) -> bool:
    p = known(row.p)
    return p is not None and p <= CHANCE


def _strong(row: Any) -> bool:
    return _below(row) and (known(row.residual) or 0.0) > 0


def _follow(row: Any) -> Follow:
    adjusted = known(row.p_holm)
    return Follow(
        given=state(row.given),
        target=state(row.target),
        lag=int(row.lag),
        times=count(row.count),
        givens=count(row.givens),
        share=percent(row.probability),
        base=percent(row.base),
        expected=decimal(row.expected),
        residual=signed(row.residual),
        q=signed(row.yules_q, 2),
        p=p_value(row.p),
        p_holm=p_value(row.p_holm),
        often=(known(row.residual) or 0.0) > 0,
        strong=_below(row),
        firm=adjusted is not None and adjusted <= CHANCE,
        few="below 5" in word(row.note),
    )
