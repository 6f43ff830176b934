"""A run: copies that read back as the same session, one key a case, and nothing written where it should not be."""

from __future__ import annotations

import json
import re
import stat
from datetime import date
from pathlib import Path

import pytest
from typer.testing import CliRunner

from analyzer import reading
from analyzer.cases import cases
from analyzer.cases.alliance import scores
from analyzer.cases.beside import sort_out
from analyzer.cli import app
from analyzer.errors import AnalyzerError
from analyzer.inputs import inputs
from analyzer.redaction import Choices, Key, Redaction, load, names, redacted, run
from analyzer.session import Session

FIRST = """Session 1 with Priya Shah, 3 March 2024

[00:00:01] Dr. Weston: Hello, Priya. How is Orla?
[00:00:04] Priya: My sister Orla is in Leeds. We talked on 5 March 2024, a Tuesday.
[00:00:09] Dr. Weston: And then, on 12 March 2024?
[00:00:12] Priya: Then I rang Mum.
"""
SECOND = """Dr. Weston: So Orla came.
Priya: She did. Orla's new man, Fergal, too. Call 07700 900123.
Dr. Weston: Fergal?
Priya: Fergal from work.
"""


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "priya-shah-s01.txt").write_text(FIRST, encoding="utf-8")
    (tmp_path / "in" / "priya-shah-s02.txt").write_text(SECOND, encoding="utf-8")
    return tmp_path


def redact(folder: Path, **choices) -> Redaction:
    return run([folder / "in"], folder / "out", Choices(**choices))


def texts(folder: Path) -> dict[str, str]:
    return {path.name: path.read_text(encoding="utf-8") for path in sorted((folder / "out").glob("*.txt"))}


def test_copies_hold_no_name_and_agree_over_the_case(folder):
    redact(folder)
    found = texts(folder)
    assert list(found) == ["case-1-s01.txt", "case-1-s02.txt"]
    assert "[00:00:01] THERAPIST: Hello, [CLIENT]. How is [PERSON 1]?" in found["case-1-s01.txt"]
    assert "THERAPIST: So [PERSON 1] came." in found["case-1-s02.txt"]
    assert not re.search(
        r"(?i)priya|shah|weston|orla|leeds|fergal|900123|5 march 2024|12 march 2024", "".join(found.values())
    )


def test_a_copy_reads_back_as_the_same_session(folder):
    redact(folder)
    old = reading.read(folder / "in" / "priya-shah-s01.txt")
    new = reading.read(folder / "out" / "case-1-s01.txt")
    assert [(turn.turn, turn.role, turn.start) for turn in new.talk] == [
        (turn.turn, turn.role, turn.start) for turn in old.talk
    ]
    assert new.talk[3].text == old.talk[3].text == "Then I rang Mum."


@pytest.mark.parametrize(
    "sample", ["half-pay.vtt", "the-shelf.docx", "five-evenings.csv", "no-bottle.json", "wrong-name.srt"]
)
def test_samples_keep_turns_times_and_roles(tmp_path, sample):
    path = Path(__file__).parents[2] / "sample_transcripts" / sample
    run([path], tmp_path / "out")
    old, new = reading.read(path), reading.read(tmp_path / "out" / "case-1-s01.txt")
    assert [(t.role, t.start, t.end) for t in new.talk] == [(t.role, t.start, t.end) for t in old.talk]
    assert [(u.start, u.end) for u in new.reading.utterances] == [(u.start, u.end) for u in old.reading.utterances]
    same = sum(a.text == b.text for a, b in zip(old.talk, new.talk, strict=True))
    assert same > 0.7 * len(old.talk)


def test_dates_move_together_and_weekdays_stay(folder):
    redact(folder, key=folder / "key.json")
    found = re.findall(r"\[DATE (\d+) (\w+) (\d+)\]", texts(folder)["case-1-s01.txt"])
    months = [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ]
    first, second = (date(int(year), months.index(month) + 1, int(day)) for day, month, year in found)
    assert (second - first).days == 7
    assert first.strftime("%A") == "Tuesday"
    assert first != date(2024, 3, 5)


def test_the_key_is_the_owners_alone_and_keeps_labels_over_runs(folder):
    key = folder / "key.json"
    redact(folder, key=key)
    assert stat.S_IMODE(key.stat().st_mode) == 0o600
    before = texts(folder)
    (folder / "in" / "priya-shah-s03.txt").write_text(
        "T: And Fergal? And Orla?\nC: Fergal's here.\n" * 2, encoding="utf-8"
    )
    redact(folder, key=key)
    after = texts(folder)
    assert {name: after[name] for name in before} == before
    third = after["case-1-s03.txt"].splitlines()[0]
    assert [json.loads(key.read_text())["cases"]["case-1"]["identities"][n]["label"] for n in (0, 1)] == [
        "THERAPIST",
        "CLIENT",
    ]
    assert third == "T: And [PERSON 2]? And [PERSON 1]?"


def test_without_a_key_nothing_else_is_written(folder):
    redact(folder)
    assert sorted(path.name for path in folder.iterdir()) == ["in", "out"]
    assert (folder / "in" / "priya-shah-s01.txt").read_text(encoding="utf-8") == FIRST


def test_a_case_may_be_named(folder):
    redact(folder, case="Study 7")
    assert list(texts(folder)) == ["Study-7-s01.txt", "Study-7-s02.txt"]


def test_files_that_cannot_be_read_are_told(folder):
    (folder / "in" / "bad.docx").write_bytes(b"\x00\x01\x02\x03")
    result = redact(folder)
    assert [failed.path.name for failed in result.failed] == ["bad.docx"]
    assert len(result.copies) == 2


def test_who_is_who_is_carried_into_the_copy(tmp_path):
    (tmp_path / "a.txt").write_text(
        "Speaker 1: Hm.\nSpeaker 2: Yes.\nSpeaker 1: So.\nSpeaker 2: No.\n", encoding="utf-8"
    )
    run([tmp_path / "a.txt"], tmp_path / "out", Choices(therapist="Speaker 2"))
    new = reading.read(tmp_path / "out" / "case-1-s01.txt")
    assert [turn.role for turn in new.talk] == ["client", "therapist"] * 2


def test_places_that_would_mix_up_are_refused(folder):
    with pytest.raises(AnalyzerError, match="among the originals"):
        run([folder / "in"], folder / "in")
    with pytest.raises(AnalyzerError, match="among the copies"):
        run([folder / "in"], folder / "out", Choices(key=folder / "out" / "key.json"))


@pytest.mark.parametrize("text", ["", "[]", '{"seed": 1}', '{"seed": "a", "cases": {"x": 1}}'])
def test_a_damaged_key_is_told(tmp_path, text):
    (tmp_path / "key.json").write_text(text, encoding="utf-8")
    with pytest.raises(AnalyzerError, match="no key file"):
        load(tmp_path / "key.json", names(None))


def test_a_list_of_names_is_read_and_its_faults_are_told(tmp_path):
    path = tmp_path / "names.txt"
    path.write_text("# people\nOrla Byrne = relative\nZoom = keep\nSunny\n", encoding="utf-8")
    assert names(path) == ({"Orla Byrne": "PERSON", "Sunny": "PERSON"}, frozenset({"zoom"}))
    path.write_text("Orla = sister-ish\n", encoding="utf-8")
    with pytest.raises(AnalyzerError, match="line 1: there is no such kind"):
        names(path)


def test_one_session_in_memory(folder):
    session = reading.read(folder / "in" / "priya-shah-s01.txt")
    key = Key("case-9", "seed")
    new = redacted(session, key, id="case-9-s01")
    assert isinstance(new, Session)
    assert (new.id, str(new.path)) == ("case-9-s01", "case-9-s01.txt")
    assert [role.role for role in new.roles] == ["therapist", "client"]
    assert not re.search(r"(?i)priya|orla|leeds", repr(new))
    assert redacted(session, key, id="case-9-s01") == new


def test_a_name_over_the_edge_of_two_cues_is_replaced_once(tmp_path):
    talk = ["C: So my sister", "C: Orla Mac", "C: Giolla came. So.", "T: And?"]
    cues = "".join(f"\n00:0{at}.000 --> 00:0{at + 1}.000\n{said}\n" for at, said in enumerate(talk, start=1))
    (tmp_path / "a.vtt").write_text(f"WEBVTT\n{cues}", encoding="utf-8")
    run([tmp_path / "a.vtt"], tmp_path / "out")
    assert (tmp_path / "out" / "case-1-s01.txt").read_text(encoding="utf-8").splitlines()[1:3] == [
        "[00:00:02 - 00:00:03] C: [PERSON 1]",
        "[00:00:03 - 00:00:04] C: came. So.",
    ]


def test_cases_and_scores_go_along_without_names_and_with_dates_moved(folder):
    rows = "file,client,therapist,session,date\npriya-shah-s01.txt,Priya Shah,Weston,3,2024-03-05\n"
    (folder / "in" / "manifest.csv").write_text(f"{rows}priya-shah-s02.txt,Priya Shah,Weston,4,2024-03-12\n")
    (folder / "in" / "wai.csv").write_text("client,session,rater,WAI\nPriya Shah,3,Priya,4.5\nPriya Shah,4,client,5\n")
    redact(folder)
    beside = sort_out(inputs([folder / "out"]))
    (case,) = cases(beside.transcripts, manifest=beside.manifest)
    assert [(visit.session, visit.number) for visit in case.visits] == [("case-1-s01", 3), ("case-1-s02", 4)]
    first, second = (visit.date for visit in case.visits)
    assert (second - first).days == 7
    assert (date(2024, 3, 5) - first).days % 7 == 0
    assert first < date(2024, 3, 5)
    told = [(score.case, score.number, score.rater, score.value) for score in scores(beside.scores[0])]
    assert told == [("case-1", 3, "rater 1", 4.5), ("case-1", 4, "client", 5.0)]
    written = "".join(path.read_text() for path in (folder / "out").iterdir())
    assert not re.search(r"(?i)priya|shah|weston|2024-03", written)


def test_the_command_tells_what_failed_without_names_of_kinds_and_keeps_its_key_to_the_user(folder):
    (folder / "in" / "notes.txt").write_text("Nobody speaks here.")
    done = CliRunner().invoke(app, ["redact", str(folder / "in"), "-o", str(folder / "copies")])
    assert done.exit_code == 1
    assert "Failed(" not in done.output
    assert (folder / "copies.key.json").stat().st_mode & 0o777 == 0o600
    assert (folder / "copies.review.html").stat().st_mode & 0o777 == 0o600
    CliRunner().invoke(app, ["redact", str(folder / "in"), "-o", str(folder / "none"), "--key", "none"])
    assert not list(folder.glob("none.key*"))
