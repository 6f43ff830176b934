"""Lag-sequential analysis, checked against published tables, by hand, and for what must never count."""

from __future__ import annotations

from itertools import pairwise, permutations, product

import numpy as np
import pandas as pd
import pytest

from analyzer import frames
from analyzer.cases.case import Case, Visit
from analyzer.cases.gathered import TALK
from analyzer.codes import family
from analyzer.lag import (
    Shuffles,
    after_responses,
    chains,
    following,
    responses,
    sequences,
    stage_paths,
    states_frame,
    transitions,
)
from analyzer.lag.association import Table, adjusted_residual, expected, holm, yules_q
from analyzer.lag.counts import counts
from analyzer.lag.paths import PATHS
from analyzer.lag.responses import AFTER, CHAINS, RESPONSES
from analyzer.lag.states import STATES, Sequence
from analyzer.lag.transitions import TRANSITIONS

NONE = Shuffles(0)
ROLE = {"T": "therapist", "C": "client", "D": "client2"}


def cell(counts, row, column):
    """Return the two-by-two table of one cell of a table of counts."""
    return Table(
        counts[row][column], sum(counts[row]), sum(line[column] for line in counts), sum(sum(line) for line in counts)
    )


def coded(*sessions: str):
    """Return talk and codes of sessions written as "T C:W2 T:R5,IM.repair C"."""
    talk, codes = [], []
    for number, session in enumerate(sessions):
        for turn, word in enumerate(session.split(), start=1):
            speaker, _, held = word.partition(":")
            talk.append((f"s{number}", turn, speaker, ROLE[speaker]))
            for name in filter(None, held.split(",")):
                clarity = "possible" if name.endswith("?") else "clear"
                code = name.rstrip("?")
                codes.append((f"s{number}", turn, code, family(code), clarity, None, "person", None, None, ""))
    return frames.frame(TALK, talk), frames.frame(frames.CODES, codes)


def table(*sessions: str, lags=(1,), shuffles=NONE, **how) -> pd.DataFrame:
    return transitions(sequences(*coded(*sessions), **how), lags=lags, shuffles=shuffles)


def row(frame: pd.DataFrame, given: str, target: str, scope: str = "pooled") -> pd.Series:
    (found,) = [
        r for _, r in frame[(frame["given"] == given) & (frame["target"] == target)].iterrows() if r["scope"] == scope
    ]
    return found


def test_adjusted_residuals_are_those_of_agresti():
    # Agresti (2007), An Introduction to Categorical Data Analysis, 2nd ed., section 2.4: party by gender, as printed
    # by R's chisq.test()$stdres in its documentation. The z of lag-sequential analysis is the same statistic.
    counts = [[762, 327, 468], [484, 239, 477]]
    found = [[adjusted_residual(cell(counts, row, column)) for column in range(3)] for row in range(2)]
    assert found[0] == pytest.approx([4.5020535, 0.6994517, -5.3159455], abs=5e-8)
    assert found[1] == pytest.approx([-4.5020535, -0.6994517, 5.3159455], abs=5e-8)
    assert expected(cell(counts, 0, 0)) == pytest.approx(703.6714, abs=5e-5)


# Transitions between weekly states of engagement of 138 students, from the documentation of the R package lagdynamics
# (Saqr and Lopez-Pernas; confirmatory vignette): count, expected, probability, residual and Yule's Q as printed there.
ENGAGEMENT = [[459, 176, 23], [153, 458, 140], [39, 129, 157]]
PRINTED = {
    (0, 0): (247, 0.698, 21.7, 0.828),
    (1, 0): (282, 0.204, -12.9, -0.601),
    (2, 0): (122, 0.120, -10.5, -0.698),
    (0, 1): (290, 0.267, -11.3, -0.534),
    (1, 1): (330, 0.610, 12.5, 0.553),
    (0, 2): (121, 0.035, -12.6, -0.826),
    (2, 2): (60, 0.483, 15.4, 0.754),
}


@pytest.mark.parametrize("at", PRINTED)
def test_transitions_are_those_of_a_published_example(at):
    found = cell(ENGAGEMENT, *at)
    mean, share, residual, q = PRINTED[at]
    assert expected(found) == pytest.approx(mean, abs=0.5)
    assert found.both / found.given == pytest.approx(share, abs=5e-4)
    assert adjusted_residual(found) == pytest.approx(residual, abs=0.05)
    assert yules_q(found) == pytest.approx(q, abs=5e-4)


def test_a_two_by_two_table_by_hand():
    # 6 of 10 givens and 6 of 30 others are followed: expected 3, spread 3 * .75 * .7, odds (6 * 24) / (4 * 6) = 6
    found = Table(both=6, given=10, target=12, pairs=40)
    assert expected(found) == 3.0
    assert adjusted_residual(found) == pytest.approx(3 / (3 * 0.75 * 0.7) ** 0.5)
    assert yules_q(found) == pytest.approx(5 / 7)


@pytest.mark.parametrize(
    "found", [Table(0, 0, 0, 0), Table(0, 0, 3, 9), Table(3, 3, 9, 9), Table(9, 9, 9, 9), Table(0, 3, 0, 9)]
)
def test_where_a_side_never_varies_there_is_no_residual_and_no_error(found):
    assert adjusted_residual(found) is None
    assert yules_q(found) is None


def test_holm_adjusts_by_rank_and_never_falls():
    assert holm([0.01, 0.04, None, 0.03]) == [pytest.approx(0.03), pytest.approx(0.06), None, pytest.approx(0.06)]
    assert holm([0.9, 0.8]) == [1.0, 1.0]
    assert holm([]) == []


def test_a_clients_state_is_weighed_among_the_turns_that_follow_the_therapist():
    frame = table("T:IM.ask C:W2 T C T:IM.ask C:W2 T C")
    found = row(frame, "T immediacy", "C withdrawal")
    assert (found["count"], found["givens"], found["targets"], found["pairs"]) == (2, 2, 2, 4)
    assert found["base"] == 0.5
    assert found["probability"] == 1.0
    assert found["residual"] == pytest.approx(2.0)
    assert "T immediacy" not in set(frame.query("given == 'T immediacy'")["target"])


def test_no_pair_of_turns_spans_two_sessions():
    frame = table("T:R5 C T:R5", "C:E1 T C")
    assert frame.query("given == 'T resolution' and target == 'C re-engagement'")["count"].sum() == 0
    pooled = row(frame, "T resolution", "C uncoded")
    assert (pooled["count"], pooled["pairs"]) == (1, 2)


def test_pooled_pairs_hold_sessions_in_which_a_state_never_occurs():
    frame = table("T:R5 C:E1 T C", "T C T C T C")
    assert row(frame, "T resolution", "C re-engagement")["pairs"] == 5
    own = frame[(frame["scope"] == "session") & (frame["session"] == "s1")]
    assert set(own["given"]) == {"T uncoded", "C uncoded"}


def test_a_lag_counts_turns_and_more_than_there_are_counts_none():
    frame = table("C:W2 T:R4 C:E1 T C", lags=(2, 9))
    found = row(frame, "C withdrawal", "C re-engagement")
    assert (found["lag"], found["count"], found["pairs"]) == (2, 1, 2)
    assert set(frame["lag"]) == {2}


def test_a_turn_with_several_codes_is_in_every_state_of_them():
    frame = table("C:W2 T:R5,IM.repair C:E1")
    assert row(frame, "T immediacy", "C re-engagement")["count"] == 1
    assert row(frame, "T resolution", "C re-engagement")["count"] == 1
    assert row(table("C:W2,W5 T:R5", by="code"), "C W5", "T R5")["count"] == 1


def test_possible_codes_can_be_set_aside():
    assert "C withdrawal" in set(table("C:W2? T:R4 C")["given"])
    assert "C withdrawal" not in set(table("C:W2? T:R4 C", clear=True)["given"])


def test_partners_are_both_clients():
    frame = table("T C:W2 D:C1 T")
    assert row(frame, "C withdrawal", "C confrontation")["pairs"] == 1


def test_sessions_with_unsure_roles_are_left_out():
    talk, codes = coded("T C:W2 T")
    assert sequences(talk.assign(role="unsure"), codes) == ()


WOVEN = "T:IM.ask C:E1 T C T C T:IM.ask C:E1 T C T C T:IM.ask C:E1 T C T C T:IM.ask C:E1 T C T C"


def test_shuffles_find_what_follows_and_spare_what_does_not():
    frame = table(WOVEN, WOVEN, shuffles=Shuffles(199, 7))
    assert row(frame, "T immediacy", "C re-engagement")["p"] == pytest.approx(1 / 200)
    mixed = "T:IM.ask C T C:E1 T C T:IM.ask C:E1 T C T C:E1 T:IM.ask C T C T C"
    assert row(table(mixed, shuffles=Shuffles(199, 7)), "T immediacy", "C re-engagement")["p"] > 0.2


def test_a_pooled_p_is_not_fooled_by_sessions_that_differ_in_how_much_is_coded():
    # Within each session nothing hangs together: one is all immediacy and re-engagement, the other has neither.
    full, bare = "T:IM.ask C:E1 " * 20, "T C " * 20
    found = row(table(full, bare, shuffles=Shuffles(99)), "T immediacy", "C re-engagement")
    assert found["residual"] > 5
    assert pd.isna(found["p"])


def test_shuffles_hang_on_the_seed_and_the_session_alone():
    other = "T C:W5 T:R5 C T C"
    one, again = (table(WOVEN, other, shuffles=Shuffles(99, 3)) for _ in range(2))
    pd.testing.assert_frame_equal(one, again)
    alone = table(WOVEN, shuffles=Shuffles(99, 3)).query("scope == 'session'").reset_index(drop=True)
    beside = one.query("session == 's0'").reset_index(drop=True)
    pd.testing.assert_frame_equal(alone, beside)


def test_a_shuffle_keeps_sides_so_p_is_exact():
    # Two therapist and two client turns: of the 2 orders of each side, half put R5 before E1.
    found = row(table("T:R5 C:E1 T C", shuffles=Shuffles(999)), "T resolution", "C re-engagement")
    assert found["p"] == pytest.approx(1.0)
    assert pd.isna(found["yules_q"]) or found["yules_q"] == 1.0


def test_the_mean_of_all_orders_is_that_of_every_order_counted():
    sides, states = "TCTTC", ["T resolution", "C withdrawal", "T uncoded", "T resolution", "C uncoded"]
    places = {side: [n for n, own in enumerate(sides) if own == side] for side in "TC"}
    (found,) = counts(Sequence("s", tuple(sides), tuple(frozenset({s}) for s in states)), lags=(1,), shuffles=NONE)
    sums, number = np.zeros_like(found.mean), 0
    for orders in product(*(permutations(own) for own in places.values())):
        mixed = list(states)
        for own, order in zip(places.values(), orders, strict=True):
            for place, source in zip(own, order, strict=True):
                mixed[place] = states[source]
        for given, target in pairwise(mixed):
            sums[found.names.index(given), found.names.index(target)] += 1
        number += 1
    assert found.mean == pytest.approx(sums / number)


def test_shuffles_of_a_session_too_long_to_hold_at_once_are_as_many(monkeypatch):
    monkeypatch.setattr("analyzer.lag.shuffles.AT_ONCE", 100)
    (sequence,) = sequences(*coded(WOVEN))
    (found,) = counts(sequence, lags=(1,), shuffles=Shuffles(50))
    assert len(found.shuffled) == 50
    assert (found.shuffled.sum((1, 2)) == found.both.sum()).all()


def test_few_counts_and_empty_cells_are_noted():
    found = row(table("T:R5 C:E1 T C"), "T resolution", "C re-engagement")
    assert "expected count below 5" in found["note"]
    assert "Q is at its end" in found["note"]


def test_what_follows_immediacy_is_a_look_up():
    frame = following(table("T:IM.ask C:E1 T:IM.ask C:E1 T:IM.ask C:W2 T C"), "T immediacy")
    assert frame["target"].tolist() == ["C re-engagement", "C withdrawal"]
    assert frame["count"].tolist() == [2, 1]


def test_responses_tell_the_next_turn_of_the_therapist_and_of_the_same_client():
    frame = responses(*coded("T C:W2,E1 D T:R4,IM.inquire D:C1 C:E3 T:TM.against D:W5"))
    assert {name: str(dtype) for name, dtype in frame.dtypes.items()} == RESPONSES
    assert frame["marker"].tolist() == ["W2", "C1", "W5"]
    first = frame.iloc[0]
    assert (first["response_turn"], first["response"], first["next_turn"], first["next"]) == (
        4,
        "R4 IM.inquire",
        6,
        "E3",
    )
    assert frame.iloc[1][["response", "next_turn", "next"]].tolist() == ["TM.against", 8, "W5"]
    assert frame.iloc[2][["response_turn", "next_turn"]].isna().all()


def test_a_code_of_a_therapists_turn_is_no_marker():
    assert responses(*coded("T:W2 C T")).empty


def test_chains_count_marker_response_and_next():
    frame = chains(responses(*coded("C:W2 T:R4 C:E1 T C:W5 T C T", "C:W2 T:R4 C:E1")))
    assert {name: str(dtype) for name, dtype in frame.dtypes.items()} == CHAINS
    assert frame.iloc[0].tolist() == ["withdrawal", "resolution", "re-engagement", 2, 3, pytest.approx(2 / 3)]
    assert frame.iloc[1][["response", "next", "count"]].tolist() == ["uncoded", "uncoded", 1]
    assert chains(responses(*coded("C:W2 T:R4 C:E1")), by="code").iloc[0]["marker"] == "W2"


def test_a_marker_that_nobody_answers_is_counted_as_such():
    frame = chains(responses(*coded("T C:W2")))
    assert frame.iloc[0][["response", "next"]].tolist() == ["does not speak again"] * 2
    assert after_responses(responses(*coded("T C:W2"))).empty


def test_whether_the_next_hangs_on_the_response_by_hand():
    good, bad = "C:W2 T:R4 C:E1 T", "C:W2 T:TM.away C T"
    frame = after_responses(responses(*coded(good, good, good, bad, bad, "C:W2 T:R4 C T")))
    assert {name: str(dtype) for name, dtype in frame.dtypes.items()} == AFTER
    found = frame.set_index(["response", "next"]).loc[("resolution", "re-engagement")]
    assert found[["count", "responses", "nexts", "markers"]].tolist() == [3, 4, 3, 6]
    assert found["expected"] == 2.0
    assert found["residual"] == pytest.approx(1 / (2 * (1 / 3) * 0.5) ** 0.5)


def episodes(*rows: tuple[str, str, str, str, str]) -> pd.DataFrame:
    return frames.frame(
        frames.EVENTS,
        (
            (session, n, kind, 1, 2, "client", outcome, None, codes, "", "", "", "", stages, "rules")
            for n, (session, kind, codes, stages, outcome) in enumerate(rows, start=1)
        ),
    )


def test_stage_paths_lead_from_the_opening_to_the_outcome():
    events = episodes(
        ("a", "withdrawal", "W2", "marker, attending, self-assertion", "resolved"),
        ("a", "withdrawal", "W5", "marker", "unresolved"),
        ("b", "mixed", "C1 W5", "marker, attending", "partial"),
        ("b", "immediacy", "IM.ask", "", "unanswered"),
    )
    case = Case("P1", (Visit("a", None, 1), Visit("c", None, 2)), "manifest")  # type: ignore[arg-type]
    frame = stage_paths(events, [case])
    assert {name: str(dtype) for name, dtype in frame.dtypes.items()} == PATHS
    every = frame[frame["case"] == ""]
    marked = every[(every["path"] == "withdrawal") & (every["given"] == "marker")]
    assert marked[["target", "count", "givens", "probability"]].to_numpy().tolist() == [
        ["attending", 1, 2, 0.5],
        ["unresolved", 1, 2, 0.5],
    ]
    assert every[every["path"] == "confrontation"]["target"].tolist() == ["marker", "attending", "partial"]
    assert set(frame[frame["case"] == "P1"]["path"]) == {"withdrawal"}


def test_going_back_in_the_model_is_marked():
    events = episodes(("a", "withdrawal", "W2", "marker, self-assertion, avoidance", "partial"))
    frame = stage_paths(events).set_index(["given", "target"])
    assert not frame.loc[("self-assertion", "avoidance"), "forward"]
    assert frame.loc[("marker", "self-assertion"), "forward"]


def test_without_talk_every_frame_has_its_columns():
    talk, codes = coded()
    assert list(transitions(sequences(talk, codes)).columns) == list(TRANSITIONS)
    assert list(states_frame(sequences(talk, codes)).columns) == list(STATES)
    found = responses(talk, codes)
    assert list(found.columns) == list(RESPONSES)
    assert list(chains(found).columns) == list(CHAINS)
    assert list(after_responses(found).columns) == list(AFTER)
    assert list(stage_paths(episodes()).columns) == list(PATHS)


def test_states_frame_has_a_row_for_each_state_of_a_turn():
    frame = states_frame(sequences(*coded("T:R5,IM.repair C")))
    assert frame["state"].tolist() == ["T immediacy", "T resolution", "C uncoded"]
    assert {name: str(dtype) for name, dtype in table("T:R5 C T").dtypes.items()} == TRANSITIONS
