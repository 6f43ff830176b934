"""What pages of cases say: in order, in plain words, and never more than was counted."""

from __future__ import annotations

import pytest
from casework_example import DATED, P1, SESSIONS, WAI, analysis, immediacy, rupture, scores, study

from analyzer.cases.alliance import Score
from analyzer.cases.case import Case, Visit
from reports.cases.view.axis import axis
from reports.cases.view.case import case_view
from reports.cases.view.caseload import caseload_view
from reports.cases.view.cells import decimal, known, p_value, signed
from reports.cases.view.lag import lag_view
from reports.provenance import Provenance

MADE = Provenance("9.9", "1 May 2031")


def view(case=P1, **given):
    return case_view(study([case], **given), case, folder="../sessions/", provenance=MADE)


def loaded(*cases, **given):
    return caseload_view(study(cases or (P1,), **given), cases="cases/", sessions="sessions/", provenance=MADE)


def test_sessions_stand_in_order_and_say_why_one_was_not_counted():
    rows = view().sittings
    assert [(row.number, row.session, row.note) for row in rows] == [
        ("1", "p1 s1", ""),
        ("2", "p1 s2", "not coded"),
        ("3", "p1 s3", ""),
        ("5", "lost", "not analyzed"),
    ]
    assert rows[0].ruptures == "2: 1 partly resolved, 1 unresolved"
    assert (rows[1].ruptures, rows[1].bids) == ("–", "–")
    assert (rows[0].href, rows[3].href) == ("../sessions/p1%20s1.html", "")


def test_fewer_than_five_coded_sessions_are_said_to_show_no_trend():
    assert "2 sessions of this case were coded, fewer than five" in view().few
    five = Case("F", tuple(Visit(f"f{n}", P1.visits[0].path, n) for n in range(1, 6)), "manifest")
    assert view(five, analyses=[analysis(f"f{n}") for n in range(1, 6)]).few == ""


def test_the_summary_counts_what_was_left_open_and_what_came_of_it():
    told = view().summary
    assert "4 candidate rupture episodes, 1 resolved, 1 resolved in part, 2 not resolved within the session" in told
    assert "2 of these 3 were followed by a resolved one of the same family" in told
    assert "1 bid by the client went unanswered" in told


def test_a_rupture_left_open_leads_to_its_later_repair():
    first = view().episodes[0]
    assert (first.state, first.later, first.later_where) == ("open", "p1 s3", "turns 4–7")
    assert first.href == "../sessions/p1%20s1.html#event-r1"
    assert first.later_href == "../sessions/p1%20s3.html#event-r1"


def test_events_are_numbered_as_on_the_page_of_their_session():
    """Ruptures and immediacy are numbered apart, by where they start, whatever their numbers in the table."""
    from analyzer.analysis import Analysis
    from reports.provenance import References
    from reports.view.session import session_view

    one = SESSIONS["p1 s3"]
    mixed = [
        rupture(2, 30, "unresolved", "C1"),
        immediacy(4, 20, "client", "unanswered"),
        rupture(9, 4, "resolved", "W2"),
    ]
    told = Analysis(one.session, one.findings, tuple(mixed), "person")
    page = session_view(told, provenance=MADE, references=References())
    anchors = {story.event.start: story.anchor for story in (*page.ruptures, *page.immediacy)}
    marks = [mark for lane in view(analyses=[told]).lanes.lanes for mark in lane.marks]
    assert {int(mark.title.split("turns ")[1].split("–")[0]): mark.href.split("#")[1] for mark in marks} == anchors


def test_rates_are_missing_where_nothing_was_looked_for_and_split_the_clear_ones():
    panels = {panel.label: panel for panel in view().rates.panels}
    assert [point.value for point in panels["Withdrawal"].points] == [
        pytest.approx(100 * 2 / 60),
        None,
        pytest.approx(100 / 60),
        None,
    ]
    assert panels["Withdrawal"].points[0].clear == pytest.approx(100 / 60)
    assert panels["Confrontation"].points[0].value == 0


def test_families_of_an_own_codebook_have_a_panel():
    own = analysis("p1 s1", [(2, "PLAY.joke")])
    assert "PLAY" in [panel.label for panel in view(analyses=[own]).rates.panels]


def test_an_axis_is_true_to_session_numbers_or_says_that_it_is_an_order():
    found = axis(P1)
    assert found.unit == "session number"
    assert found.places["lost"] - found.places["p1 s3"] == 2
    assert axis(DATED).unit == "sessions in order"
    twice = Case("x", (Visit("a", P1.visits[0].path, 1), Visit("b", P1.visits[0].path, 1)), "column")
    assert axis(twice).unit == "sessions in order"


def test_themes_name_the_sessions_even_where_their_names_hold_spaces():
    (theme,) = view().themes
    assert (theme.code, [cell.held for cell in theme.cells]) == ("W2", [True, True])


def test_every_method_is_shown_beside_the_others_and_says_how_sure_its_rule_is():
    (told,) = view(found=scores("P1", WAI)).alliance
    assert told.picture.rows[0].label == "Stiles et al. (2004)"
    assert len(told.methods) == len(told.picture.rows) == 7
    assert {method.sure for method in told.methods} == {"uncertain", "partly certain"}
    found = {method.method: [(dip.start, dip.trough, dip.repaired) for dip in method.dips] for method in told.methods}
    assert found["Stiles et al. (2004)"] == [("2", "3", "4")]
    assert ("5", "9", "10") in found["Gumz et al. (2012), 1 SD"]
    assert told.note == "1 of 10 sessions have no score and were passed over"


def test_too_few_scores_are_not_judged_and_said_to_be():
    (told,) = view(found=scores("P1", [5.0, 4.0, 5.0])).alliance
    assert not told.judged
    assert told.summary == "No dips were looked for: fewer than five scored sessions."
    assert {row.said for row in told.picture.rows} == {"not judged"}


def test_constant_scores_are_said_to_be():
    (told,) = view(found=scores("P1", [5.0] * 6)).alliance
    assert told.summary == "No dips were looked for: all scores are the same, so there is no dip to look for."


def test_scores_and_coded_talk_share_one_axis():
    (told,) = view(found=scores("P1", WAI)).alliance
    at = dict(enumerate((place for place, _ in told.picture.scores), start=1))
    strain = next(series for series in told.picture.beside if series.label == "Strain")
    assert [point.place for point in strain.points if point.value is not None] == [at[1], at[3]]


def test_scores_that_only_have_dates_stand_in_their_order_over_the_sessions_of_those_days():
    values = [35.0, 36.0, 22.0, 36.0, 37.0, 30.0]
    found = tuple(
        Score("dated", None, visit.date, "SRS", "", v, 2) for visit, v in zip(DATED.visits, values, strict=True)
    )
    (told,) = view(DATED, analyses=[analysis("d2", [(2, "W2")])], found=found).alliance
    assert told.unit == "scored sessions in order of their dates"
    strain = next(series for series in told.picture.beside if series.label == "Strain")
    assert {point.place for point in strain.points if point.value} == {told.picture.scores[2][0]}


def test_the_caseload_has_a_row_a_case_in_the_order_people_count():
    cases = [Case(name, (), "manifest") for name in ("P10", "P2", "P1")]
    assert [row.case for row in loaded(*cases).rows] == ["P1", "P2", "P10"]


def test_a_row_shows_each_session_and_what_was_not_coded():
    (row,) = loaded().rows
    assert [(box.number, box.open) for box in row.boxes] == [("2", True), ("", False), ("2", True), ("", False)]
    assert (row.sessions, row.coded, row.ruptures, row.unresolved, row.last) == (4, 2, "4", "2", "1")
    assert row.span == "2030-01-07 to 2030-01-21"


def test_scores_of_a_client_without_transcripts_are_named():
    found = loaded(found=[*scores("P1", WAI), *scores("somebody else", [5.0])])
    assert found.strays == ("somebody else",)
    assert found.rows[0].alliance.startswith("WAI client: dips by ")


@pytest.fixture
def lag():
    return lag_view(study(), "P1", sessions=P1.sessions, folder="../sessions/")


def test_responses_are_counted_from_marker_to_what_the_client_does_next(lag):
    tables = {table.marker: table for table in lag.answers}
    rows = {row.label: row for row in tables["withdrawal"].rows}
    assert tables["withdrawal"].said == "3 marked turns"
    assert rows["Resolution"].times == "1"
    columns = dict(zip(tables["withdrawal"].columns, rows["Resolution"].cells, strict=True))
    assert columns["Re-engagement"].times == "1"
    assert columns["Nothing coded"] is None
    assert columns["Re-engagement"].few


def test_a_flow_carries_as_much_in_as_out_where_every_turn_has_one_code(lag):
    middle = lag.answered.columns[1]
    for place in range(len(middle)):
        into = sum(link.weight for link in lag.answered.links[0] if link.end == place)
        out = sum(link.weight for link in lag.answered.links[1] if link.start == place)
        assert into == out


def test_how_many_pairs_were_tested_stands_beside_those_that_stand_out(lag):
    assert "pairs of states were tested" in lag.tests
    assert "by chance alone" in lag.tests
    assert all("nothing coded" not in pair.given + pair.target for pair in lag.standing_out)


def test_bids_are_listed_and_counted(lag):
    assert lag.bidding == "Clients opened 1 stretch of immediacy; 1 was not taken up within two turns."
    assert [(bid.where, bid.href) for bid in lag.bids] == [("turns 20–22", "../sessions/p1%20s3.html#event-i1")]


def test_paths_count_episodes_from_opening_to_outcome(lag):
    withdrawal = next(path for path in lag.paths if path.name == "withdrawal")
    stops = {stop.label: stop.number for stop in withdrawal.stops}
    assert (withdrawal.number, stops["Opening"], stops["Resolved"], stops["Attending"]) == (3, 3, 1, 2)
    assert sum(step.number for step in withdrawal.steps if step.start == 0) == 3


def test_a_study_without_codes_says_so_and_divides_by_nothing():
    quiet = study(analyses=[analysis("p1 s1")])
    found = lag_view(quiet, "P1", sessions=P1.sessions, folder="")
    assert (found.answers, found.answered, found.flows, found.paths, found.afters) == ((), None, (), (), ())
    assert "Nothing could be tested" in found.tests
    assert found.bidding.startswith("No client bid")


def test_numbers_are_written_with_true_signs_and_missing_ones_are_dashes():
    assert [signed(v, 1) for v in (2.04, -0.31, 0.01, -0.01, None)] == ["+2", "−0.3", "0", "0", "–"]
    assert [p_value(v) for v in (0.001, 0.99999, 1.0, None)] == ["0.001", "> 0.999", "1", "–"]
    assert decimal(float("nan")) == "–"
    assert known(None) is None
