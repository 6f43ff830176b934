from dataclasses import replace

import pytest
from report_example import BID, RUPTURE, session

from analyzer.analysis import Analysis
from analyzer.events import Event
from analyzer.measures import Measure
from analyzer.session import Problem
from reports.provenance import Accuracy, References
from reports.view.cards import accuracy
from reports.view.measured import measured
from reports.view.session import session_view


@pytest.fixture
def view(analysis, provenance):
    return session_view(analysis, provenance=provenance, references=References())


def event(kind, start, outcome="", depth=None):
    return Event(0, kind, start, start + 1, "client", outcome, depth, (), "", (), (), "", ())


def test_open_ruptures_and_bids_come_before_repaired_ones_and_deep_talk(analysis, provenance):
    story = (
        event("immediacy", 1, depth=5),
        event("withdrawal", 2, "resolved"),
        event("immediacy", 3, depth=3),
        event("mixed", 4, "partial"),
        event("immediacy", 6, "unanswered", 2),
        event("confrontation", 8, "unresolved"),
    )
    view = session_view(replace(analysis, story=story), provenance=provenance, references=References())
    assert [finding.tier for finding in view.findings] == [
        "unresolved rupture",
        "unanswered bid",
        "partly repaired rupture",
        "repaired rupture",
        "deep immediacy",
    ]


def test_findings_beyond_five_are_counted_not_shown(analysis, provenance):
    story = tuple(event("withdrawal", n, "unresolved") for n in range(1, 9))
    view = session_view(replace(analysis, story=story), provenance=provenance, references=References())
    assert (len(view.findings), view.more_findings) == (5, 3)


def test_a_rupture_is_told_from_marker_to_outcome(view):
    (story,) = view.ruptures
    assert [(beat.heading, [q.turn for q in beat.quotes]) for beat in story.beats] == [
        ("Just before", [3]),
        ("What marked it", [4]),
        ("What the therapist did", [5]),
        ("What the client did next", [6, 8]),
    ]
    assert [(step.name, step.seen) for step in story.path] == [
        ("marker", True),
        ("attending", True),
        ("qualified assertion", True),
        ("avoidance", False),
        ("self-assertion", False),
    ]
    assert "Repair was direct" in story.ending


def test_an_unrepaired_rupture_quotes_the_next_turn_and_says_that_no_repair_was_found(analysis, provenance):
    only = [code for code in analysis.findings if code.code == "W5"]
    changed = replace(analysis, findings=tuple(only), story=(RUPTURE._replace(end=4, outcome="unresolved"),))
    (story,) = session_view(changed, provenance=provenance, references=References()).ruptures
    did = next(beat for beat in story.beats if beat.heading == "What the therapist did")
    assert did.note.startswith("No repair act")
    assert [quote.turn for quote in did.quotes] == [5]


@pytest.mark.parametrize(
    ("strategies", "reengagement", "told"),
    [((), (), "No repair act"), (("R5",), (), "did not come to rest"), (("R5",), ("E0",), "closed politely")],
)
def test_an_unresolved_rupture_says_how_it_stayed_open(analysis, provenance, strategies, reengagement, told):
    event = RUPTURE._replace(outcome="unresolved", strategies=strategies, reengagement=reengagement)
    (story,) = session_view(replace(analysis, story=(event,)), provenance=provenance, references=References()).ruptures
    assert told in story.ending


def test_a_bid_is_told_with_what_was_said_instead(view):
    (story,) = view.immediacy
    assert [(beat.heading, [q.turn for q in beat.quotes]) for beat in story.beats] == [
        ("How it opened", [10]),
        ("What the therapist did next", [11]),
    ]


def test_a_mixed_episode_follows_the_path_of_its_first_marker(analysis, provenance):
    mixed = RUPTURE._replace(kind="mixed", codes=("TM.away", "C1", "W5"))
    (story,) = session_view(replace(analysis, story=(mixed,)), provenance=provenance, references=References()).ruptures
    assert story.path[-1].name == "vulnerability"


def test_events_that_reach_beyond_the_talk_are_told_as_far_as_it_goes(analysis, provenance):
    story = (BID._replace(end=99), RUPTURE._replace(start=50, end=60))
    view = session_view(replace(analysis, story=story), provenance=provenance, references=References())
    assert len(view.immediacy) == 1
    assert not view.ruptures


def test_states_say_why_a_session_was_not_coded(analysis, provenance):
    def view(session):
        return session_view(Analysis(session, (), (), ""), provenance=provenance, references=References())

    unsure = tuple(role._replace(role="unsure") for role in analysis.session.roles)
    assert view(session(())).state == "empty"
    assert view(replace(analysis.session, roles=unsure)).state == "roles"
    assert view(analysis.session).state == "coded"
    german = view(replace(analysis.session, language="de"))
    assert (german.state, german.language) == ("left", "de")
    assert "not in English" in german.reason


def test_many_problems_are_cut_and_counted(analysis, provenance):
    made = replace(provenance, problems=tuple(Problem(n, "no speaker") for n in range(40)))
    view = session_view(analysis, provenance=made, references=References())
    assert len(view.problems) + view.more_problems == 40
    assert view.more_problems > 0


def test_two_sources_of_one_code_are_one_mark_and_clear_if_either_is(analysis, provenance):
    twice = analysis.findings[4]._replace(clarity="clear", coder="trained 1", confidence=0.9999)
    view = session_view(
        replace(analysis, findings=(*analysis.findings, twice)), provenance=provenance, references=References()
    )
    (mark,) = view.transcript[7].marks
    assert mark.clear
    assert [source.coder for source in mark.sources] == ["rules 1", "trained 1"]
    assert mark.sources[1].confidence == "probability >\N{NO-BREAK SPACE}0.99"
    assert next(card for card in view.cards if card.code == "E3").count == 1


def test_a_code_of_ones_own_needs_no_marker(analysis, provenance):
    own = analysis.findings[0]._replace(code="PLAY.joke")
    view = session_view(replace(analysis, findings=(own,)), provenance=provenance, references=References())
    assert [(card.name, card.slug) for card in view.cards] == [("PLAY.joke", "X")]
    assert [item.name for item in view.filters] == ["Own codes"]


def test_accuracy_is_measured_or_said_not_to_be():
    assert accuracy(None) == accuracy(Accuracy(0.0, 0.0, 0.0, 0)) == "not measured"
    written = accuracy(Accuracy(0.62, 0.51, 0.999, 1284)).replace("\N{NO-BREAK SPACE}", " ")
    assert written == "precision 62 % (51 % to > 99 %; 1,284 marks judged)"


def test_measures_stand_side_by_side_by_role_and_by_rate():
    rows = [
        Measure("words", "Words", "therapist", 1200, "words", "a"),
        Measure("words", "Words", "client", None, "words", "a"),
        Measure("length", "Length", "", 50.25, "minutes", "b"),
        Measure("im_h", "Immediacy", "", 3.0, "per hour", "c"),
        Measure("im_t", "Immediacy", "", 2.345, "per 100 turns", "c"),
    ]
    roles, whole, rates = measured(rows)
    assert (roles.columns, roles.lines[0].values) == (("Therapist", "Client"), ("1,200", "–"))
    assert whole.lines[0].values == ("50.2",)
    assert (rates.columns, rates.lines[0].values) == (("Per hour", "Per 100 turns"), ("3", "2.35"))


def test_a_timeline_without_whole_times_goes_by_words(analysis, provenance):
    talk = session(timed=False)
    view = session_view(Analysis(talk, (), (), ""), provenance=provenance, references=References())
    assert view.timeline.unit.startswith("turns")
    ends = [end for voice in view.timeline.voices for _, end in voice.spans]
    assert max(ends) == 1.0
