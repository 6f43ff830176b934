"""Every statistic against the table its author published."""

from __future__ import annotations

import numpy as np
import published
import pytest
from published import of_counts, of_table

from analyzer.agreement.ac1 import ac1
from analyzer.agreement.alpha import alpha
from analyzer.agreement.cohen import cohen
from analyzer.agreement.fleiss import fleiss
from analyzer.agreement.fratio import quantile
from analyzer.agreement.icc import icc
from analyzer.agreement.percent import percent
from analyzer.agreement.specific import specific

ABSTRACTORS = [[13, 0, 0], [0, 20, 7], [0, 4, 56]]  # Gwet's irrCAC: two abstractors, 100 pregnancies
nan = np.nan


def test_icc_of_shrout_and_fleiss() -> None:
    values = {form.form: round(form.value or 0, 2) for form in icc(published.SHROUT_FLEISS)}
    assert values == {
        "ICC(1,1)": 0.17, "ICC(2,1)": 0.29, "ICC(3,1)": 0.71, "ICC(1,k)": 0.44, "ICC(2,k)": 0.62, "ICC(3,k)": 0.91,
    }  # fmt: skip


def test_icc_intervals_as_the_usual_software_gives_them_for_these_data() -> None:
    bounds = {form.form: (form.low, form.high) for form in icc(published.SHROUT_FLEISS)}
    expected = {
        "ICC(1,1)": (-0.133, 0.723), "ICC(2,1)": (0.019, 0.761), "ICC(3,1)": (0.342, 0.946),
        "ICC(1,k)": (-0.884, 0.912), "ICC(2,k)": (0.071, 0.927), "ICC(3,k)": (0.676, 0.986),
    }  # fmt: skip
    assert bounds == {form: pytest.approx(pair, abs=0.0006) for form, pair in expected.items()}


def test_icc_of_raters_who_agree_fully_is_one_without_an_interval() -> None:
    forms = icc(np.array([[1.0, 1], [2, 2], [5, 5]]))
    assert [form.value for form in forms] == [1.0] * 6
    assert {form.low for form in forms} == {None}


def test_icc_of_raters_who_differ_by_a_constant_is_consistent_not_absolute() -> None:
    forms = {form.form: form.value for form in icc(np.array([[1.0, 3], [2, 4], [5, 7]]))}
    assert forms["ICC(3,1)"] == pytest.approx(1)
    assert (forms["ICC(2,1)"] or 0) < 0.8


def test_icc_of_any_whole_numbers_is_told_or_left_open() -> None:
    draw = np.random.default_rng(2)
    for _ in range(40):
        ratings = draw.integers(0, 4, size=draw.integers(2, 5, size=2)).astype(float)
        for form in icc(ratings):
            assert form.low is None or form.high is None or form.low <= (form.value or 0) + 1e-9 <= form.high + 1e-6
            assert all(bound is None or np.isfinite(bound) for bound in form[1:])


@pytest.mark.parametrize("ratings", [[[1.0, 1], [1, 1]], [[1.0, 2]], [[1.0, nan], [nan, 2], [3, 3]]])
def test_icc_is_not_given_where_nothing_varies_or_fewer_than_two_are_complete(ratings: list[list[float]]) -> None:
    assert icc(np.array(ratings)) == ()


@pytest.mark.parametrize(
    ("probability", "first", "second", "value"),
    [(0.95, 5, 18, 2.773), (0.95, 5, 15, 2.901), (0.975, 5, 15, 3.576), (0.95, 1, 10, 4.965), (0.99, 10, 4, 14.546)],
)
def test_f_quantiles_of_the_printed_tables(probability: float, first: float, second: float, value: float) -> None:
    assert quantile(probability, first, second) == pytest.approx(value, abs=0.0006)


@pytest.mark.parametrize(("metric", "value"), [("nominal", 0.743), ("ordinal", 0.815), ("interval", 0.849)])
def test_alpha_of_krippendorff_with_missing_data(metric: str, value: float) -> None:
    assert alpha(published.KRIPPENDORFF, metric) == pytest.approx(value, abs=0.0006)


def test_alpha_of_krippendorffs_smaller_examples() -> None:
    assert alpha(published.KRIPPENDORFF_BINARY) == pytest.approx(0.095, abs=0.0006)
    assert alpha(published.KRIPPENDORFF_NOMINAL) == pytest.approx(0.692, abs=0.0006)
    assert alpha(published.THREE_CODERS) == pytest.approx(0.691, abs=0.0006)
    assert alpha(published.THREE_CODERS, "interval") == pytest.approx(0.811, abs=0.0006)


def test_kappa_of_cohen() -> None:
    # Cohen (1960), Table 2: two judges, three categories, 200 subjects
    assert cohen(*of_table([[88, 10, 2], [14, 40, 6], [18, 10, 12]])) == pytest.approx(0.492, abs=0.0006)


def test_kappa_of_fleiss() -> None:
    assert fleiss(of_counts(published.FLEISS)) == pytest.approx(0.430, abs=0.0006)


@pytest.mark.parametrize(("category", "kappa"), [(0, 0.245), (1, 0.245), (2, 0.520), (3, 0.471), (4, 0.566)])
def test_specific_agreement_gives_the_kappas_that_fleiss_has_for_each_diagnosis(category: int, kappa: float) -> None:
    ratings = of_counts(published.FLEISS)
    share = np.mean(ratings == category)
    assert (specific(ratings, category) - share) / (1 - share) == pytest.approx(kappa, abs=0.0006)


def test_ac1_of_gwet() -> None:
    # Gwet (2008): 125 subjects, 118 of them positive to both raters; kappa calls that worse than chance
    table = of_table([[118, 5], [2, 0]])
    assert ac1(table[0], 2, table[1]) == pytest.approx(0.9408, abs=0.00006)
    assert cohen(*table) == pytest.approx(-0.0234, abs=0.00006)


def test_values_of_gwets_own_software() -> None:
    ratings, weights = of_table(ABSTRACTORS)
    assert cohen(ratings, weights) == pytest.approx(0.7964094)
    assert fleiss(ratings, weights) == pytest.approx(0.7962397)
    assert ac1(ratings, None, weights) == pytest.approx(0.8493305)
    assert alpha(ratings, "nominal", weights) == pytest.approx(0.7972585)
    six = of_counts(published.FLEISS[:15])
    assert [ac1(six), fleiss(six), alpha(six), percent(six)] == [
        pytest.approx(v, abs=1e-6) for v in (0.4448007, 0.4139265, 0.4204384, 0.5511111)
    ]


def test_values_of_gwets_own_software_with_missing_ratings() -> None:
    found = [float(of(published.KRIPPENDORFF)) for of in (percent, ac1, fleiss)]
    assert found == pytest.approx([0.8181818, 0.77544, 0.76117], abs=1e-5)


@pytest.mark.parametrize(
    ("table", "kappa", "positive", "negative"),
    [([[40, 9], [6, 45]], 0.70, 0.84, 0.86), ([[80, 10], [5, 5]], 0.32, 0.91, 0.40)],
)
def test_paradox_of_cicchetti_and_feinstein(
    table: list[list[float]], kappa: float, positive: float, negative: float
) -> None:
    ratings, weights = of_table(table)
    assert percent(ratings, weights) == pytest.approx(0.85)
    assert cohen(ratings, weights) == pytest.approx(kappa, abs=0.005)
    assert specific(ratings, 0, weights) == pytest.approx(positive, abs=0.005)
    assert specific(ratings, 1, weights) == pytest.approx(negative, abs=0.005)


def test_what_cannot_be_told_is_not_a_number() -> None:
    same = np.zeros((4, 2))
    apart = np.array([[1.0, nan], [nan, 1.0]])
    assert all(np.isnan(of(same)) for of in (cohen, fleiss, alpha, specific))
    assert all(np.isnan(of(apart)) for of in (percent, cohen, fleiss, alpha, ac1, specific))


def test_weights_stand_for_repeated_units_and_keep_other_axes() -> None:
    ratings, draws = published.KRIPPENDORFF, np.random.default_rng(1).integers(0, 3, size=(5, 12))
    for of in (percent, fleiss, alpha):
        repeated = [float(of(np.repeat(ratings, row, axis=0))) for row in draws]
        assert of(ratings, weights=draws) == pytest.approx(repeated)
    pair = published.KRIPPENDORFF_NOMINAL
    assert cohen(pair, draws) == pytest.approx([float(cohen(np.repeat(pair, row, axis=0))) for row in draws])


@pytest.mark.parametrize(
    ("shared", "told"), [(5, [0.98, 0.979, 0.490, 0.490, 0.50]), (0, [0.96, 0.958, -0.020, -0.020, 0.0])]
)
def test_the_figures_that_the_guide_explains_prevalence_with(shared: int, told: list[float]) -> None:
    alone = 10 - shared
    ratings, weights = of_table([[500 - shared - 2 * alone, alone], [alone, shared]])
    found = [
        percent(ratings, weights),
        ac1(ratings, 2, weights),
        cohen(ratings, weights),
        alpha(ratings, "nominal", weights),
        specific(ratings, 1, weights),
    ]
    assert [float(value) for value in found] == pytest.approx(told, abs=0.0011)
