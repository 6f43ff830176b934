"""The sample sessions: all read whole, with the right roles, and each shows what its README says."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import pytest

from analyzer import Analysis, Session, analyze, read

FOLDER = Path(__file__).parent.parent / "sample_transcripts"
TURNS = {
    "five-evenings.csv": 78,
    "half-pay.vtt": 83,
    "maya-s01.txt": 76,
    "maya-s02.txt": 76,
    "maya-s03.txt": 80,
    "maya-s04.txt": 74,
    "no-bottle.json": 88,
    "the-shelf.docx": 90,
    "the-toast.txt": 84,
    "wrong-name.srt": 78,
}
THERAPISTS = {"Counsellor", "Dr Marsh", "Practitioner", "SPEAKER_00", "T", "Therapist"}


@cache
def session(name: str) -> Session:
    return read(FOLDER / name)


@cache
def analysis(name: str) -> Analysis:
    return analyze(session(name), coder="rules")


def test_the_readme_lists_every_sample_and_no_other():
    listed = re.findall(r"^\| `([^`]+)` \|", (FOLDER / "README.md").read_text(encoding="utf-8"), re.MULTILINE)
    assert sorted(listed) == sorted(TURNS)
    assert sorted(listed) == sorted(path.name for path in FOLDER.iterdir() if path.name != "README.md")


@pytest.mark.parametrize("name", TURNS)
def test_every_turn_is_read_with_its_role(name):
    found = session(name)
    assert len(found.talk) == TURNS[name]
    assert found.coded
    assert {turn.speaker for turn in found.talk if turn.role == "therapist"} <= THERAPISTS
    clients = {"client", "client2"} if name == "the-shelf.docx" else {"client"}
    assert {turn.role for turn in found.talk} == {"therapist"} | clients
    assert all(turn.text.strip() for turn in found.talk)


@pytest.mark.parametrize("name", TURNS)
def test_only_headers_are_left_out(name):
    assert len(session(name).reading.problems) <= 2


def test_times_are_read_where_the_file_has_them():
    timed = {name for name in TURNS if session(name).timed}
    assert timed == {"five-evenings.csv", "half-pay.vtt", "no-bottle.json", "the-toast.txt", "wrong-name.srt"}


@pytest.mark.parametrize("name", TURNS)
def test_nothing_in_a_sample_could_point_to_a_person(name):
    text = " ".join(turn.text for turn in session(name).talk)
    assert not re.search(r"\d{4,}|@|https?:|www\.", text)


SHOWN = [
    ("maya-s01.txt", "withdrawal"),
    ("maya-s02.txt", "withdrawal"),
    ("maya-s03.txt", "immediacy"),
    ("maya-s03.txt", "resolution"),
    ("maya-s04.txt", "immediacy"),
    ("wrong-name.srt", "confrontation"),
    ("wrong-name.srt", "resolution"),
    ("half-pay.vtt", "confrontation"),
    ("half-pay.vtt", "therapist movement"),
    ("no-bottle.json", "immediacy"),
    ("the-toast.txt", "intimacy"),
    ("the-shelf.docx", "resolution"),
    ("the-shelf.docx", "intimacy"),
]


@pytest.mark.parametrize(("name", "family"), SHOWN)
def test_a_sample_holds_more_of_what_it_shows_than_the_quiet_one(name, family):
    assert marked(name, family) > marked("five-evenings.csv", family)


def test_the_quiet_session_is_quiet():
    ruptures = [event for event in analysis("five-evenings.csv").story if event.is_rupture]
    assert sum(event.end - event.start + 1 for event in ruptures) <= 3


def marked(name: str, family: str) -> int:
    """Count the turns of a sample that carry a code of `family`."""
    return len({code.turn for code in analysis(name).findings if code.family == family})
