"""Dips: each criterion on courses worked out by hand, the charts against NIST's, and what must be said, not guessed."""

from __future__ import annotations

from datetime import date

import pytest

from analyzer.cases.alliance import Score
from analyzer.dips import CHARTS, DIPS, METHODS, SOURCES, charts_frame, courses, dips_frame, methods_frame
from analyzer.dips.charts import TWO_SIGMA, chart, individuals, moving_ranges
from analyzer.dips.criteria import (
    GUMZ_1SD,
    GUMZ_2SD,
    STEVENS,
    STILES,
    gumz_2012,
    stevens_2007,
    stiles_2004,
    strauss_2006,
)
from analyzer.dips.dip import ENDED, OPEN, SLOW_FALL, SLOW_RISE, U, V

STEADY = (6.0, 6.1, 5.9, 4.2, 6.0, 6.1, 6.0, 5.9, 6.1, 6.0)
"""Mean 5.83, standard deviation 0.5774 (n - 1)."""


def shapes(found):
    return [(dip.start, dip.trough, dip.repaired, dip.pattern) for dip in found.dips]


def scored(case, values, measure="WAI", rater="", first=1):
    return [Score(case, first + n, None, measure, rater, value, n + 2) for n, value in enumerate(values)]


def test_stiles_finds_a_fall_of_two_deviations_and_its_return():
    found = stiles_2004(STEADY)
    assert found.threshold == pytest.approx(2 * 0.577446, abs=1e-5)
    assert shapes(found) == [(2, 3, 4, V)]
    assert found.dips[0].magnitude == pytest.approx(1.7)


def test_strauss_asks_for_half_of_what_stiles_does():
    values = (5.0, 6.0, 5.0, 6.0, 4.9, 6.0)
    assert strauss_2006(values).threshold == pytest.approx(stiles_2004(values).threshold / 2)
    assert shapes(strauss_2006(values)) == [(1, 2, 3, V), (3, 4, 5, V)]
    assert shapes(stiles_2004(values)) == []


def test_strauss_takes_a_rise_of_one_deviation_for_recovery_wherever_it_ends():
    values = (6.0, 6.0, 2.0, 4.5, 4.5, 4.5)
    assert shapes(strauss_2006(values)) == [(1, 2, 3, V)]
    assert shapes(stiles_2004(values)) == [(1, 2, None, OPEN)]


def test_stevens_asks_for_a_whole_point_and_a_return_to_a_quarter():
    values = (6.0, 5.0, 5.5, 5.7, 5.75, 6.0)
    assert shapes(stevens_2007(values)) == [(0, 1, 4, SLOW_RISE)]
    assert shapes(stevens_2007((6.0, 5.01, 6.0, 6.0, 6.0))) == []
    assert shapes(stevens_2007((5.7, 4.7, 5.7, 5.7, 5.7))) == [(0, 1, 2, V)]  # 5.7 - 4.7 is not quite 1 in binary


def test_stevens_gives_up_after_five_sessions():
    values = (6.0, 4.0, 5.0, 5.0, 5.0, 5.0, 5.0, 6.0)
    assert shapes(stevens_2007(values)) == [(0, 1, None, OPEN)]
    assert shapes(stevens_2007(values, STEVENS._replace(window=6))) == [(0, 1, 7, SLOW_RISE)]


@pytest.mark.parametrize("values", [(55, 60, 30, 60, 60), (0, 4, 3, 4, 4), (7.5, 5, 5, 5, 6)])
def test_stevens_does_not_judge_another_scale(values):
    found = stevens_2007(values)
    assert found.dips == ()
    assert "1 to 7" in found.note


def test_gumz_sees_a_fall_spread_over_sessions_that_the_others_miss():
    values = (5.0, 5.1, 4.7, 4.3, 3.9, 3.5, 5.2, 5.0, 4.9, 5.0)
    assert shapes(gumz_2012(values, between=0.0)) == [(1, 5, 6, SLOW_FALL)]
    assert shapes(stiles_2004(values)) == []
    assert shapes(strauss_2006(values)) == []


def test_gumz_takes_the_larger_deviation_and_says_when_one_is_missing():
    assert shapes(gumz_2012(STEADY, between=2.0)) == []
    assert gumz_2012(STEADY, between=2.0).threshold == 2.0
    assert gumz_2012(STEADY, between=0.1).threshold == pytest.approx(0.577446, abs=1e-5)
    alone = gumz_2012(STEADY)
    assert alone.threshold == pytest.approx(0.577446, abs=1e-5)
    assert "one client only" in alone.note


def test_gumz_of_two_deviations_finds_no_more_than_of_one():
    values = (6.0, 4.8, 6.0, 3.0, 5.9, 6.0, 4.7, 6.1)
    one, two = (gumz_2012(values, rule, between=0.0) for rule in (GUMZ_1SD, GUMZ_2SD))
    assert [dip.trough for dip in one.dips] == [1, 3, 6]
    assert [dip.trough for dip in two.dips] == [3]


def test_a_pause_in_a_fall_does_not_end_it_and_a_rise_does():
    paused = (6.0, 5.0, 5.2, 4.0, 3.9, 6.0, 6.0)
    assert shapes(gumz_2012(paused, between=0.0)) == [(0, 4, 5, SLOW_FALL)]
    twice = (6.0, 4.0, 5.5, 3.5, 5.5, 5.5)
    assert [dip.start for dip in gumz_2012(twice, between=0.0).dips] == [0, 2]


def test_shapes_tell_sudden_from_slow():
    assert shapes(gumz_2012((6.0, 5.0, 4.0, 5.0, 6.0, 6.0, 6.0), between=0.0)) == [(0, 2, 4, U)]


def test_a_dip_at_the_end_is_not_called_unrecovered():
    assert shapes(stiles_2004((6.0, 6.1, 6.0, 6.1, 6.0, 6.1, 4.0))) == [(5, 6, None, ENDED)]


def test_a_rule_can_be_changed():
    values = (5.0, 6.0, 5.0, 6.0, 4.9, 6.0)
    assert shapes(stiles_2004(values)) == []
    assert len(stiles_2004(values, STILES._replace(drop=1.5)).dips) == 2


def test_the_charts_are_those_of_the_nist_handbook():
    # NIST/SEMATECH e-Handbook of Statistical Methods, 6.3.2.2, individuals chart of flow rates of ten batches:
    # mean 50.81, mean moving range 1.8778, limits 45.8159 and 55.8041 (with 3 / 1.128 for our 2.66).
    flow = (49.6, 47.6, 49.9, 51.3, 47.8, 51.2, 52.6, 52.4, 53.6, 52.1)
    lines = chart(flow)
    assert lines.centre == pytest.approx(50.81)
    assert lines.range_centre == pytest.approx(1.8778, abs=5e-5)
    assert (lines.lower, lines.upper) == (pytest.approx(45.8159, abs=1e-3), pytest.approx(55.8041, abs=1e-3))
    exact = chart(flow, factor=3 / 1.128)
    assert (exact.lower, exact.upper) == (pytest.approx(45.8159, abs=5e-5), pytest.approx(55.8041, abs=5e-5))
    assert individuals(flow).dips == ()


def test_ranges_beyond_their_limit_are_left_out_once():
    # ranges .1 .2 1.7 1.8 .1 .1 .1 .2 .1, mean .4889, limit 1.5972; without 1.7 and 1.8 the mean is .9/7
    assert chart(STEADY).range_centre == pytest.approx(0.9 / 7)
    assert chart(STEADY, again=False).range_centre == pytest.approx(4.4 / 9)
    assert chart(STEADY, factor=TWO_SIGMA).lower == pytest.approx(5.83 - 1.77 * 0.9 / 7)


def test_both_charts_find_the_fall_and_the_return_to_the_mean():
    assert shapes(individuals(STEADY)) == [(2, 3, 4, V)]
    assert shapes(moving_ranges(STEADY)) == [(2, 3, 4, V)]


def test_a_course_that_begins_below_the_limit_has_no_start():
    found = individuals((3.0, 6.0, 6.1, 6.0, 6.1, 6.0, 6.1, 6.0))
    assert shapes(found) == [(None, 0, 1, V)]
    assert found.dips[0].magnitude == pytest.approx(45.3 / 8 - 3.0)


def test_a_rise_beyond_the_limit_is_no_dip():
    assert moving_ranges((3.0, 3.1, 3.0, 3.1, 3.0, 6.0, 6.1, 6.0)).dips == ()


@pytest.mark.parametrize("method", METHODS, ids=lambda method: method.name)
@pytest.mark.parametrize(
    ("values", "said"),
    [
        ((), "fewer than 5 scored sessions (0)"),
        ((5.0,), "fewer than 5 scored sessions (1)"),
        ((5.0, None, 3.0, None, 5.0, 5.0), "fewer than 5 scored sessions (4)"),
        ((None,) * 9, "fewer than 5 scored sessions (0)"),
        ((4.0,) * 8, "all scores are the same"),
        ((4.0, None, 4.0, 4.0, 4.0, 4.0), "all scores are the same"),
    ],
)
def test_what_cannot_be_judged_is_said_by_every_method(method, values, said):
    found = method.find(values, None)
    assert found.dips == ()
    assert said in found.note


@pytest.mark.parametrize("method", METHODS, ids=lambda method: method.name)
def test_sessions_without_a_score_are_passed_over_and_told(method):
    found = method.find((6.0, 6.1, None, 6.0, 6.1, 3.0, 6.1, 6.0, 6.1, 6.0, 6.1), 0.0)
    assert [(dip.start, dip.trough, dip.repaired) for dip in found.dips] == [(4, 5, 6)]
    assert "1 of 11 sessions have no score" in found.note


@pytest.mark.parametrize("method", METHODS, ids=lambda method: method.name)
@pytest.mark.parametrize("values", [(1, 2, 3, 4, 5, 6, 7), (7, 6, 5, 4, 3, 2, 1), (1, 1, 1, 1, 7), (7, 1, 7, 1, 7, 1)])
def test_places_are_in_order_and_magnitudes_reach_the_threshold(method, values):
    found = method.find(values, 0.5)
    for dip in found.dips:
        assert dip.start is None or dip.start < dip.trough
        assert dip.repaired is None or dip.repaired > dip.trough
        assert dip.magnitude > 0
    if not method.name.startswith("shewhart_individuals"):
        assert all(dip.magnitude >= found.threshold - 1e-9 for dip in found.dips)


def test_a_rising_course_has_no_dip():
    assert all(
        not method.find((1, 2, 3, 4, 5, 6, 7), 0.1).dips for method in METHODS if "individuals" not in method.name
    )


def test_all_methods_stand_side_by_side_with_session_numbers():
    frame = dips_frame([*scored("P1", STEADY, first=11), *scored("P2", (5.0, 5.2, 5.1))])
    assert {name: str(dtype) for name, dtype in frame.dtypes.items()} == DIPS
    assert frame.groupby("case")["method"].nunique().tolist() == [len(METHODS)] * 2
    stiles = frame[(frame["case"] == "P1") & (frame["method"] == "stiles_2004")].iloc[0]
    assert (stiles["start"], stiles["trough"], stiles["repaired_at"]) == (13, 14, 15)
    assert (stiles["fall"], stiles["length"], stiles["pattern"]) == (1, 2, V)
    few = frame[frame["case"] == "P2"]
    assert few["dip"].eq(0).all()
    assert few["note"].str.contains("fewer than 5").all()
    assert frame["certainty"].str.len().gt(20).all()
    shown = frame[["method", "pattern", "note"]].to_csv().lower()
    assert "rupture" not in shown


def test_none_found_is_told_apart_from_not_judged():
    frame = dips_frame(scored("P1", (60, 61, 60, 61, 60, 61))).set_index("method")
    assert frame.loc["stiles_2004", "note"] == "none found"
    assert "not judged" in frame.loc["stevens_2007", "note"]
    assert "none found" not in frame.loc["stevens_2007", "note"]


def test_the_deviation_between_clients_is_that_of_their_means_on_one_measure():
    scores = [*scored("P1", STEADY), *scored("P2", [v - 4 for v in STEADY]), *scored("P2", [90.0] * 10, "SRS")]
    frame = dips_frame(scores).set_index(["case", "measure", "method"])
    assert frame.loc[("P1", "WAI", "gumz_2012_1sd"), "threshold"] == pytest.approx(4 / 2**0.5)


def test_a_course_has_a_gap_for_each_session_between_without_a_row():
    scores = [Score("P1", n, None, "WAI", "", float(n), 2) for n in (5, 6, 9)]
    assert courses(scores)[0].sessions == (5, 6, 7, 8, 9)
    assert courses(scores)[0].values == (5.0, 6.0, None, None, 9.0)


def test_scores_with_dates_only_are_numbered_in_their_order():
    scores = [Score("P1", None, date(2024, 3, day), "WAI", "", float(day), 2) for day in (8, 1, 15)]
    assert courses(scores)[0].values == (1.0, 8.0, 15.0)
    assert courses(scores)[0].sessions == (1, 2, 3)


def test_measures_and_raters_are_courses_of_their_own():
    scores = [
        *scored("P1", STEADY, rater="client"),
        *scored("p1", STEADY, rater="therapist"),
        *scored("P1", STEADY, "SRS"),
    ]
    assert [(c.measure, c.rater) for c in courses(scores)] == [("SRS", ""), ("WAI", "client"), ("WAI", "therapist")]


def test_chart_lines_and_sources_have_frames():
    lines = charts_frame([*scored("P1", STEADY), *scored("P2", (5.0,))])
    assert {name: str(dtype) for name, dtype in lines.dtypes.items()} == CHARTS
    assert lines["centre"].isna().tolist() == [False, True]
    told = methods_frame()
    assert list(told.columns) == list(SOURCES)
    assert told["source"].str.contains(r"\(20\d\d\)").all()
    assert told["certainty"].str.startswith(("uncertain: ", "partly certain: ")).all()


def test_without_scores_frames_are_empty_and_have_their_columns():
    assert list(dips_frame([]).columns) == list(DIPS)
    assert list(charts_frame([]).columns) == list(CHARTS)
