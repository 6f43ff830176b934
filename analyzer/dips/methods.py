"""Methods: the published ways to tell dips, each with its source and what of it is certain."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from analyzer.dips.charts import individuals, moving_ranges
from analyzer.dips.criteria import GUMZ_1SD, GUMZ_2SD, gumz_2012, stevens_2007, stiles_2004, strauss_2006
from analyzer.dips.dip import Found

Finder = Callable[[Sequence[float | None], float | None], Found]


class Method(NamedTuple):
    """One way to tell dips: `find` takes a course's scores and the standard deviation between clients, or None.

    `rule` says in a line what is asked for, `certainty` what of it is known of the source and what is a reading.
    """

    name: str
    label: str
    source: str
    rule: str
    certainty: str
    find: Finder


_STILES = (
    "Stiles, W. B., Glick, M. J., Osatuke, K., Hardy, G. E., Shapiro, D. A., Agnew-Davies, R., Rees, A., & Barkham, M. "
    "(2004). Patterns of alliance development and the rupture-repair hypothesis. Journal of Counseling Psychology, "
    "51, 81-92."
)
_STRAUSS = (
    "Strauss, J. L., Hayes, A. M., Johnson, S. L., Newman, C. F., Brown, G. K., Barber, J. P., Laurenceau, J.-P., & "
    "Beck, A. T. (2006). Early alliance, alliance ruptures, and symptom change in a nonrandomized trial of cognitive "
    "therapy for avoidant and obsessive-compulsive personality disorders. Journal of Consulting and Clinical "
    "Psychology, 74, 337-345."
)
_STEVENS = (
    "Stevens, C. L., Muran, J. C., Safran, J. D., Gorman, B. S., & Winston, A. (2007). Levels and patterns of the "
    "therapeutic alliance in brief psychotherapy. American Journal of Psychotherapy, 61, 109-129."
)
_GUMZ = (
    "Gumz, A., Brähler, E., Geyer, M., & Erices, R. (2012). Crisis-repair sequences: considerations on the "
    "classification and assessment of breaches in the therapeutic relationship. BMC Medical Research Methodology, "
    "12:10."
)
_CHARTS = (
    "Eubanks-Carter, C., Gorman, B. S., & Muran, J. C. (2012). Quantitative naturalistic methods for detecting change "
    "points in psychotherapy research: an illustration with alliance ruptures. Psychotherapy Research, 22, 621-637."
)
_AD_HOC = (
    "uncertain: that thresholds of 1 and 2 SD were used in the two studies, and were ad hoc, is known (Gumz et al., "
    "2012); which is whose, whose SD it was, the window and the return are this project's reading"
)
_POINT = "uncertain: the study is known from its abstract; the point, the quarter point and the window are a reading"
_LARGER = (
    "partly certain: both thresholds, the larger of two SDs and falls over several sessions are as published; SD of "
    "clients' means, window and return are this project's reading"
)
_LIMITS = (
    "partly certain: control charts are among the paper's methods and the limits are the usual ones; when a score "
    "counts as recovered is this project's reading"
)

METHODS = (
    Method(
        "stiles_2004",
        "Stiles et al. (2004)",
        _STILES,
        "a fall of 2 SD from one session to the next; recovered within 3 sessions to a quarter of that",
        _AD_HOC,
        lambda scores, between: stiles_2004(scores),
    ),
    Method(
        "strauss_2006",
        "Strauss et al. (2006)",
        _STRAUSS,
        "a fall of 1 SD from one session to the next; recovered by a rise of 1 SD within 3 sessions",
        _AD_HOC,
        lambda scores, between: strauss_2006(scores),
    ),
    Method(
        "stevens_2007",
        "Stevens et al. (2007)",
        _STEVENS,
        "a fall of 1 point on a scale from 1 to 7; recovered within 5 sessions to a quarter of a point",
        _POINT,
        lambda scores, between: stevens_2007(scores),
    ),
    Method(
        "gumz_2012_1sd",
        "Gumz et al. (2012), 1 SD",
        _GUMZ,
        "a fall over any number of sessions of 1 SD, the larger of within and between clients",
        _LARGER,
        lambda scores, between: gumz_2012(scores, GUMZ_1SD, between=between),
    ),
    Method(
        "gumz_2012_2sd",
        "Gumz et al. (2012), 2 SD",
        _GUMZ,
        "a fall over any number of sessions of 2 SD, the larger of within and between clients",
        _LARGER,
        lambda scores, between: gumz_2012(scores, GUMZ_2SD, between=between),
    ),
    Method(
        "shewhart_individuals",
        "Shewhart individuals chart",
        _CHARTS,
        "a score below the mean less 2.66 mean moving ranges; recovered at the mean",
        _LIMITS,
        lambda scores, between: individuals(scores),
    ),
    Method(
        "shewhart_moving_range",
        "Shewhart moving-range chart",
        _CHARTS,
        "a fall from one session to the next of more than 3.267 mean moving ranges; recovered at the mean",
        _LIMITS,
        lambda scores, between: moving_ranges(scores),
    ),
)
"""All methods, in the order they are shown; to adjust one, replace its `find`."""
