"""Criteria: dips told by how far scores fall and how near they come back, after four studies."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from analyzer.dips.course import gaps, unfit, within
from analyzer.dips.dip import Found, gradual, points, recovered, sudden


class Rule(NamedTuple):
    """How a criterion reads a course; change a value with `_replace`.

    `drop` is the fall it asks for, in standard deviations (Stevens: in points). A dip has recovered when a score
    within `window` sessions of the trough comes within `close` of where it began or, where that is None, lies `rise`
    above the trough, both as shares of the fall asked for.
    """

    drop: float
    window: int
    close: float | None = None
    rise: float = 1.0


STILES = Rule(drop=2.0, window=3, close=0.25)
STRAUSS = Rule(drop=1.0, window=3)
STEVENS = Rule(drop=1.0, window=5, close=0.25)
GUMZ_1SD = Rule(drop=1.0, window=3, close=0.25)
GUMZ_2SD = GUMZ_1SD._replace(drop=2.0)
POINTS = (1.0, 7.0)
"""Ends of the scale of mean item scores of the WAI, on which a fall of one point means what Stevens et al. meant."""


def stiles_2004(scores: Sequence[float | None], rule: Rule = STILES) -> Found:
    """Find sudden falls of two standard deviations or more, and recovery from them.

    After Stiles, Glick, Osatuke, Hardy, Shapiro, Agnew-Davies, Rees and Barkham (2004), Journal of Counseling
    Psychology 51, 81-92. The standard deviation is the client's own; window and return are this project's reading.

    >>> [(dip.start, dip.trough, dip.repaired, dip.pattern) for dip in stiles_2004([5, 5, 5, 3, 5, 5]).dips]
    [(2, 3, 4, 'V')]
    """
    return _by_deviation(scores, rule)


def strauss_2006(scores: Sequence[float | None], rule: Rule = STRAUSS) -> Found:
    """Find sudden falls of one standard deviation or more, followed by a rise of that size.

    After Strauss, Hayes, Johnson, Newman, Brown, Barber, Laurenceau and Beck (2006), Journal of Consulting and
    Clinical Psychology 74, 337-345. The standard deviation is the client's own; the window is this project's.
    """
    return _by_deviation(scores, rule)


def stevens_2007(scores: Sequence[float | None], rule: Rule = STEVENS) -> Found:
    """Find sudden falls of a point or more on a scale from 1 to 7, and returns to within a quarter of a point.

    After Stevens, Muran, Safran, Gorman and Winston (2007), American Journal of Psychotherapy 61, 109-129. Scores
    outside 1 to 7 are not judged: they are sums, or another measure's.
    """
    outside = [value for value in scores if value is not None and not POINTS[0] <= value <= POINTS[1]]
    if outside and not unfit(scores):
        return Found(rule.drop, (), "scores lie outside 1 to 7, for which the criterion was made, not judged")
    return _found(scores, rule, rule.drop, slow=False)


def gumz_2012(scores: Sequence[float | None], rule: Rule = GUMZ_1SD, *, between: float | None = None) -> Found:
    """Find falls over any number of sessions of one or two standard deviations, the larger of within and between.

    After Gumz, Braehler, Geyer and Erices (2012), BMC Medical Research Methodology 12:10. `between` is the standard
    deviation between clients, here of their mean scores; without it the client's own stands alone, which is said.
    """
    own = within(scores)
    threshold = rule.drop * max(own or 0.0, between or 0.0)
    found = _found(scores, rule, threshold, slow=True)
    alone = "one client only, so the deviation between clients is not known" if between is None else ""
    return found._replace(note="; ".join(filter(None, (found.note, alone if not unfit(scores) else ""))))


def _by_deviation(scores: Sequence[float | None], rule: Rule) -> Found:
    return _found(scores, rule, rule.drop * (within(scores) or 0.0), slow=False)


def _found(scores: Sequence[float | None], rule: Rule, threshold: float, *, slow: bool) -> Found:
    """Return the dips of at least `threshold` points; nothing, with the reason, where none can be looked for."""
    if why := unfit(scores):
        return Found(None, (), why)
    scored = points(scores)
    close, values = (rule.close or 0.0) * threshold, scored.values
    falls = gradual(values, threshold, close=close) if slow else sudden(values, threshold)
    levels = [
        values[fall.start] - close if rule.close is not None else values[fall.trough] + rule.rise * threshold
        for fall in falls
    ]
    return Found(threshold, recovered(scored, falls, levels=levels, window=rule.window), gaps(scores))
