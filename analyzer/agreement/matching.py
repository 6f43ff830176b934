"""Matching of events: which of two coders' events are the same one, under a rule for how alike they must be."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from analyzer.coded.coding import Episode

Rule = Callable[[Episode, Episode], bool]


def overlap(first: Episode, second: Episode) -> int:
    """Return how many turns two events of one session share."""
    if first.session != second.session:
        return 0
    return max(min(first.end, second.end) - max(first.start, second.start) + 1, 0)


def rules(tolerance: int) -> Mapping[str, Rule]:
    """Return the rules by name, from lenient to strict; `tolerance` is in turns.

    "overlap": a turn is shared. "half": the turns shared are half or more of those that either covers (an
    intersection over union of .5). "onset": both begin within the tolerance. "onset and offset": both also end so.
    """
    return {
        "overlap": lambda a, b: overlap(a, b) > 0,
        "half": lambda a, b: 2 * overlap(a, b) >= _length(a) + _length(b) - overlap(a, b),
        f"onset ±{tolerance}": lambda a, b: a.session == b.session and abs(a.start - b.start) <= tolerance,
        f"onset and offset ±{tolerance}": lambda a, b: (
            a.session == b.session and max(abs(a.start - b.start), abs(a.end - b.end)) <= tolerance
        ),
    }


def matched(first: Sequence[Episode], second: Sequence[Episode], rule: Rule) -> list[tuple[Episode, Episode]]:
    """Pair as many events as the rule allows, each at most once; of equal choices, those that share more turns.

    Kuhn (1955), Naval Research Logistics Quarterly 2, 83-97: paths that free a partner for one that has none.
    """
    wishes = {
        n: sorted((m for m, b in enumerate(second) if rule(a, b)), key=lambda m: (-overlap(a, second[m]), m))
        for n, a in enumerate(first)
    }
    partner: dict[int, int] = {}
    for n in sorted(wishes, key=lambda n: (len(wishes[n]), n)):
        _place(n, wishes, partner, set())
    return [(first[n], second[m]) for m, n in sorted(partner.items())]


def f1(pairs: int, first: int, second: int) -> float | None:
    """Return the harmonic mean of the shares of either coder's events that are paired; None where there are none."""
    return 2 * pairs / (first + second) if first + second else None


def _place(n: int, wishes: Mapping[int, Sequence[int]], partner: dict[int, int], tried: set[int]) -> bool:
    for m in wishes[n]:
        if m not in tried:
            tried.add(m)
            if m not in partner or _place(partner[m], wishes, partner, tried):
                partner[m] = n
                return True
    return False


def _length(episode: Episode) -> int:
    return episode.end - episode.start + 1
