"""ELAN and Praat: marks in time that never overlap on a tier, read back by pympi and praatio."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from xml.etree import ElementTree

import pytest
from export_example import CODES, FOUND, HOSTILE, STORY, TALK, analysis, untimed

from analyzer.export import export
from analyzer.export.spans import SYNTHETIC, spans, synthetic
from analyzer.export.tiers import EVENTS, tiers
from analyzer.session import Turn

FLAT = [text.replace("\n", " ") for text in TALK]
CODED = {
    "withdrawal@Client": {4: "W5; W2 (possible)"},
    "immediacy@Dr. Lee": {5: "IM.covert"},
    "resolution@Dr. Lee": {5: "R5"},
    "re-engagement@Client": {6: "E1 (possible)"},
    "ZZ@Client": {10: "ZZ.own"},
}


def turns(*times: tuple[float | None, float | None]) -> tuple[Turn, ...]:
    return tuple(Turn(n, "AB"[n % 2], "", *pair, "x", n) for n, pair in enumerate(times, start=1))


@pytest.mark.parametrize(
    ("times", "expected"),
    [
        ([(None, None)] * 3, [(0, 1000), (1000, 2000), (2000, 3000)]),
        ([(1.0, 2.5), (3.0, 4.0)], [(1000, 2500), (3000, 4000)]),
        (
            [(0.0, None), (None, None), (None, None), (9.0, None)],
            [(0, 3000), (3000, 6000), (6000, 9000), (9000, 10000)],
        ),
        ([(60.0, None), (60.0, None), (120.0, None)], [(60000, 90000), (90000, 120000), (120000, 121000)]),
        ([(1.0, 0.5), (2.0, None)], [(1000, 2000), (2000, 3000)]),
        ([(5.0, 9.0), (4.0, 6.0)], [(5000, 9000), (7000, 9000)]),
        ([], []),
    ],
)
def test_each_turn_gets_a_span_that_begins_after_the_last(times, expected):
    assert [tuple(span) for span in spans(turns(*times))] == expected


def test_thousands_of_turns_within_one_second_still_follow_one_another():
    found = spans(turns(*[(0.0, 0.0)] * 3000, (1.0, 1.0)))
    assert all(a.begin < b.begin for a, b in pairwise(found))
    assert all(span.begin < span.end for span in found)


def test_times_that_fall_back_far_are_no_clock():
    assert synthetic(turns((900.0, None), (1.0, None)))


@pytest.mark.parametrize("made", [analysis(), untimed(), analysis(times=((0.0, 99.0),) * len(TALK))])
def test_marks_on_a_tier_never_overlap(made):
    for tier in tiers(made):
        assert all(a.span.end <= b.span.begin for a, b in pairwise(tier.marks)), tier.name
        assert all(mark.span.begin < mark.span.end for mark in tier.marks), tier.name


def test_codes_stand_on_the_tier_of_their_family_and_speaker():
    found = {t.name: {m.turn: m.text for m in t.marks} for t in tiers(analysis()) if t.parent}
    assert found == CODED


def test_events_that_overlap_get_a_tier_each():
    found = {t.name: [m.text for m in t.marks] for t in tiers(analysis()) if t.kind == EVENTS}
    assert found == {
        "ruptures": ["withdrawal 1: partial, by client"],
        "ruptures 2": ["mixed 3: self resolved, by client"],
        "immediacy events": ["immediacy 2: depth 4, by therapist"],
    }


def test_a_speaker_called_like_a_tier_gets_a_tier_of_its_own():
    odd = analysis()
    labels = ("ruptures", "a\tb", "a b", "")
    named = tuple(turn._replace(speaker=labels[turn.turn % 4]) for turn in odd.session.talk)
    made = tiers(replace(odd, session=replace(odd.session, talk=named)))
    names = [tier.name for tier in made]
    assert len(names) == len(set(names))
    assert {"ruptures", "ruptures 2", "a b", "a b 2", "speaker"} <= set(names)
    turns_of = {tier.name: {mark.turn for mark in tier.marks} for tier in made}
    assert all(turns_of[tier.name] <= turns_of[tier.parent] for tier in made if tier.parent)


def test_elan_is_read_back_by_pympi(tmp_path):
    elan = pytest.importorskip("pympi.Elan")
    (file,) = export(analysis(), "eaf", tmp_path)
    made = elan.Eaf(str(file))
    assert [a[:3] for a in made.get_annotation_data_for_tier("Client")] == [
        (16000 + 12000 * n, 21500 + 12000 * n, text) for n, text in enumerate(FLAT[1::2])
    ]
    for name, marks in CODED.items():
        values = [a[2] for a in made.get_annotation_data_for_tier(name)]
        assert values == list(marks.values())
        assert made.get_parameters_for_tier(name)["PARENT_REF"] == name.partition("@")[2]
    assert made.get_annotation_data_for_tier("immediacy events")[0][:2] == (34000, 39500)


def test_elan_has_a_parent_for_every_annotation_and_a_slot_for_every_time(tmp_path):
    (file,) = export(analysis("x", (HOSTILE,) * 10, findings=FOUND), "eaf", tmp_path)
    root = ElementTree.parse(file).getroot()
    ids = [one.get("ANNOTATION_ID") for one in root.iter() if one.get("ANNOTATION_ID")]
    slots = [slot.get("TIME_SLOT_ID") for slot in root.iter("TIME_SLOT")]
    times = [int(slot.get("TIME_VALUE")) for slot in root.iter("TIME_SLOT")]
    assert len(set(ids)) == len(ids) == int(root.findtext("HEADER/PROPERTY[@NAME='lastUsedAnnotationId']"))
    assert times == sorted(times)
    assert {one.get("ANNOTATION_REF") for one in root.iter("REF_ANNOTATION")} <= set(ids)
    used = {one.get(f"TIME_SLOT_REF{n}") for one in root.iter("ALIGNABLE_ANNOTATION") for n in (1, 2)}
    assert used <= set(slots)
    types = {one.get("LINGUISTIC_TYPE_ID") for one in root.iter("LINGUISTIC_TYPE")}
    assert {tier.get("LINGUISTIC_TYPE_REF") for tier in root.iter("TIER")} <= types


def test_made_up_times_are_said(tmp_path):
    (file,) = export(untimed(), "eaf", tmp_path)
    assert SYNTHETIC in file.read_text()
    (file,) = export(untimed(), "textgrid", tmp_path)
    assert SYNTHETIC in file.read_text()
    for kind in ("eaf", "textgrid"):
        (file,) = export(analysis(), kind, tmp_path)
        assert "Synthetic" not in file.read_text()


@pytest.mark.parametrize("made", [analysis(), untimed("one")])
def test_codes_and_events_on_elan_tiers_are_read_back(tmp_path, made):
    coded = pytest.importorskip("analyzer.coded")
    (file,) = export(made, "eaf", tmp_path)
    found = coded.read_codes(file)
    marks = {(mark.turn, mark.code, mark.clarity) for coding in found.codings for mark in coding.marks}
    assert marks == {(code.turn, code.code, code.clarity) for code in CODES}
    episodes = {(e.kind, e.start, e.end, e.outcome) for coding in found.codings for e in coding.episodes}
    assert episodes == {(event.kind, event.start, event.end, event.outcome) for event in STORY}


@pytest.mark.parametrize("made", [analysis(), untimed(), analysis("x", (HOSTILE,) * 10)])
def test_a_textgrid_is_read_back_by_praatio(tmp_path, made):
    textgrid = pytest.importorskip("praatio.textgrid")
    (file,) = export(made, "textgrid", tmp_path)
    grid = textgrid.openTextgrid(str(file), includeEmptyIntervals=False, reportingMode="error")
    expected = {tier.name: tier for tier in tiers(made)}
    assert set(expected) <= set(grid.tierNames)
    for name, tier in expected.items():
        entries = [(round(1000 * e.start), round(1000 * e.end), e.label) for e in grid.getTier(name).entries]
        assert entries == [(*mark.span, mark.text.strip()) for mark in tier.marks]


def test_quotes_in_a_textgrid_are_doubled(tmp_path):
    (file,) = export(analysis(), "textgrid", tmp_path)
    assert 'text = "I am glad you can tell me. ""What"" would suit you?"' in file.read_text(encoding="utf-8")


def test_a_textgrid_covers_all_of_its_time(tmp_path):
    textgrid = pytest.importorskip("praatio.textgrid")
    (file,) = export(analysis(), "textgrid", tmp_path)
    grid = textgrid.openTextgrid(str(file), includeEmptyIntervals=True, reportingMode="error")
    for name in grid.tierNames:
        entries = grid.getTier(name).entries
        assert (entries[0].start, entries[-1].end) == (0, grid.maxTimestamp)
        assert all(a.end == b.start for a, b in pairwise(entries))


def test_a_session_without_talk_is_still_a_file(tmp_path):
    textgrid = pytest.importorskip("praatio.textgrid")
    empty = analysis("none", (), findings=(), story=())
    (file,) = export(empty, "textgrid", tmp_path)
    assert textgrid.openTextgrid(str(file), includeEmptyIntervals=False).tierNames == ("times",)
    (file,) = export(empty, "eaf", tmp_path)
    assert ElementTree.parse(file).getroot().find("TIER") is None


def test_an_event_whose_turns_are_gone_is_left_out():
    lost = STORY[0]._replace(start=90, end=95)
    assert [tier for tier in tiers(analysis(story=(lost,))) if tier.kind == EVENTS and tier.marks] == []
