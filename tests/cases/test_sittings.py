"""Files of one session, joined as a manifest says: order, times, lines, and labels that a program gave."""

from __future__ import annotations

from pathlib import Path

import pytest

from analyzer import batch
from analyzer.cases import cases
from analyzer.cases.beside import sort_out
from analyzer.coding import chosen
from analyzer.errors import AnalyzerError, ReadError
from analyzer.inputs import inputs
from analyzer.opening import opened
from analyzer.redaction import run

FIRST = "[00:00:01] T: How have you been?\n[00:19:50] C: Not well. I thought you would be\n"
SECOND = "WEBVTT\n\n00:01.000 --> 00:04.000\n<v C>angry with me.\n\n00:05.000 --> 00:09.000\n<v T>With me? Say more.\n"
OURS = """\
Speaker 1: How was your week? What would you like to talk about today?
Speaker 2: I had a bad week. I could not sleep and my mother rang me every day.
Speaker 1: What was it like when she rang you?
Speaker 2: I felt small, as if I was twelve.
Speaker 1: Do you notice that here too, with me?
Speaker 2: I think I do. I get quiet.
"""
THEIRS = """\
Speaker 2: What happens for you when you get quiet? How do you feel?
Speaker 1: I go numb. I think about what I have to do at home and I want to leave.
Speaker 2: Could you tell me when that happens with me?
Speaker 1: I can try. I am afraid you would think I was rude.
Speaker 2: What would you need from me?
Speaker 1: I do not know, I guess some patience with me.
"""


def told(folder: Path, rows: str, **files: str) -> list[str]:
    for name, text in files.items():
        (folder / name.replace("_", ".")).write_text(text)
    (folder / "manifest.csv").write_text(rows)
    return [item.id for item in sort_out(inputs([folder])).transcripts]


def session(folder: Path):
    (item,) = sort_out(inputs([folder])).transcripts
    (found,) = opened(item)
    return found


@pytest.mark.parametrize(
    "rows",
    [
        "file,client,session,part\nb.vtt,P3,4,2\na.txt,P3,04,1\n",
        "file,client,session\na.txt,P3,Session 4\nb.vtt,p3,4\n",
        "file,client,session,part\na.txt,P3,4,1\nb.vtt,P3,4,\n",
    ],
    ids=["by part", "by row", "by row, where a part is missing"],
)
def test_parts_make_one_session_whose_times_go_on(tmp_path, rows):
    assert told(tmp_path, rows, a_txt=FIRST, b_vtt=SECOND)[0].casefold() == "p3-session-4"
    found = session(tmp_path)
    assert [(turn.role, turn.start, turn.line, turn.file) for turn in found.talk] == [
        ("therapist", 1.0, 1, 1),
        ("client", 1190.0, 2, 1),
        ("therapist", 1195.0, 7, 2),
    ]
    assert found.talk[1].text == "Not well. I thought you would be angry with me."
    assert [(said.line, said.file) for said in found.reading.utterances] == [(1, 1), (2, 1), (4, 2), (7, 2)]
    assert found.reading.files == ("a.txt", "b.vtt")
    assert "joined from 2 files in this order: a.txt, b.vtt" in found.reading.problems[0].reason
    assert any("go on from the end of what is before it, at 0:19:50" in p.reason for p in found.reading.problems)


def test_no_word_is_lost_and_problems_keep_their_file(tmp_path):
    noted = "Seen on Tuesday\nT: Where were we?\nC: At my sister.\nT: Go on.\nC: I did.\n"
    told(tmp_path, "file,client,session\na.txt,P3,4\nb.txt,P3,4\n", a_txt=FIRST, b_txt=noted)
    found = session(tmp_path)
    assert sum(len(turn.text.split()) for turn in found.talk) == 11 + 10
    assert [(p.line, p.reason, p.words) for p in found.reading.problems if p.line] == [
        (1, "file 2: header, before the first speaker label", 3)
    ]
    assert any("files without times: 2" in p.reason for p in found.reading.problems)


def test_a_clock_that_already_runs_on_is_kept(tmp_path):
    later = "[00:20:01] T: Go on.\n[00:20:09] C: I will.\n"
    told(tmp_path, "file,client,session\na.txt,P3,4\nb.txt,P3,4\n", a_txt=FIRST, b_txt=later)
    assert [turn.start for turn in session(tmp_path).talk] == [1.0, 1190.0, 1201.0, 1209.0]


def test_labels_of_a_program_that_stand_for_others_in_the_next_file_are_exchanged(tmp_path):
    told(tmp_path, "file,client,session\na.txt,P3,5\nb.txt,P3,5\n", a_txt=OURS, b_txt=THEIRS)
    found = session(tmp_path)
    assert [turn.speaker for turn in found.talk] == ["Speaker 1", "Speaker 2"] * 6
    assert [turn.role for turn in found.talk] == ["therapist", "client"] * 6
    assert any("they were exchanged" in p.reason for p in found.reading.problems)


def test_labels_of_a_program_are_left_and_told_where_the_talk_does_not_say_who_is_who(tmp_path):
    short = "Speaker 2: Yes.\nSpeaker 1: No.\n"
    told(tmp_path, "file,client,session\na.txt,P3,5\nb.txt,P3,5\n", a_txt=OURS, b_txt=short)
    found = session(tmp_path)
    assert found.talk[-1].speaker == "Speaker 1"
    assert any("need not stand for the same people" in p.reason for p in found.reading.problems)


def test_names_stay_as_they_are(tmp_path):
    told(
        tmp_path,
        "file,client,session\na.txt,P3,5\nb.txt,P3,5\n",
        a_txt=OURS.replace("Speaker 1", "Lee").replace("Speaker 2", "Ana"),
        b_txt=THEIRS.replace("Speaker 1", "Ana").replace("Speaker 2", "Lee"),
    )
    assert not any("labels without names" in p.reason for p in session(tmp_path).reading.problems)


def test_sessions_without_number_and_single_files_stay_apart(tmp_path):
    rows = "file,client,session\na.txt,P3,\nb.txt,P3,\nc.txt,P3,intake\nd.txt,P3,Intake\ne.txt,P4,intake\n"
    files = {f"{name}_txt": OURS for name in "abcde"}
    assert told(tmp_path, rows, **files) == ["a", "b", "P3-session-intake", "e"]


def test_a_case_has_a_joined_session_once(tmp_path):
    told(tmp_path, "file,client,session\na.txt,P3,1\nb.txt,P3,1\nc.txt,P3,2\n", a_txt=OURS, b_txt=OURS, c_txt=OURS)
    found = sort_out(inputs([tmp_path]))
    (case,) = cases(found.transcripts, manifest=found.manifest)
    assert case.sessions == ("P3-session-1", "c")


def test_a_file_of_several_sessions_cannot_be_a_part(tmp_path):
    several = f"Session 1\n{OURS}\nSession 2\n{OURS}"
    told(tmp_path, "file,client,session\na.txt,P3,1\nb.txt,P3,1\n", a_txt=OURS, b_txt=several)
    with pytest.raises(ReadError, match="holds 2 transcripts"):
        session(tmp_path)


def test_a_part_that_does_not_exist_is_told(tmp_path):
    with pytest.raises(AnalyzerError, match="line 3: there is no such file"):
        told(tmp_path, "file,client,session\na.txt,P3,1\nb.txt,P3,1\n", a_txt=OURS)


class Silent:
    """Pages that are not drawn."""

    def __getattr__(self, name: str):
        return lambda *_: ""


def test_a_batch_records_every_file_and_redaction_names_none(tmp_path):
    (tmp_path / "in").mkdir()
    files = {"anna-a_txt": OURS, "anna-b_txt": OURS}
    told(tmp_path / "in", "file,client,session\nanna-a.txt,P3,1\nanna-b.txt,P3,1\n", **files)
    settings = batch.Settings(chosen("rules"))
    (result,) = batch.run([tmp_path / "in"], tmp_path / "out", settings=settings, pages=Silent(), each=lambda *_: None)
    assert (result.session, result.status) == ("P3-session-1", "done")
    assert [Path(file.path).name for file in result.rest] == ["anna-b.txt"]
    assert len(result.rest[0].sha256) == 64
    done = run([tmp_path / "in"], tmp_path / "copies")
    assert [copy.path.name for copy in done.copies] == ["case-1-s01.txt"]
    assert "anna" not in done.copies[0].path.read_text()
