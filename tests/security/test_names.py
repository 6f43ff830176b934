"""Names of files, sessions and cases: whatever they are, what is written stays in its folder under a plain name."""

from __future__ import annotations

import csv
import json
import os
import re
import zipfile
from pathlib import Path

import pytest
from hostile import NAMES
from typer.testing import CliRunner

from analyzer.cli import app
from analyzer.errors import AnalyzerError
from analyzer.reading import session_id, sessions

TALK = "Therapist: How are we today?\nClient: It's fine.\nTherapist: And with me?\nClient: Fine.\n"
PLAIN = re.compile(r"[\w.-]{1,160}")
CONTROL = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


def run(*words: object) -> tuple[int, str]:
    done = CliRunner().invoke(app, [str(word) for word in words])
    assert done.exception is None or isinstance(done.exception, SystemExit | AnalyzerError), done.exception
    return done.exit_code, done.output


def written(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file()]


def strange_files(folder: Path) -> list[Path]:
    made = []
    for name in NAMES:
        path = folder / f"{name}.txt"
        path.write_text(TALK, encoding="utf-8")
        made.append(path)
    raw = os.fsencode(folder) + b"/\xff\xfe.txt"
    with open(raw, "w", encoding="utf-8") as out:
        out.write(TALK)
    return [*made, Path(os.fsdecode(raw))]


def test_files_of_any_name_are_analysed_and_nothing_is_written_elsewhere(tmp_path):
    (tmp_path / "in").mkdir()
    given = [path for path in strange_files(tmp_path / "in") if not path.name.startswith(".")]  # hidden files stay out
    before = set(tmp_path.rglob("*"))
    code, told = run("analyze", tmp_path / "in", "-o", tmp_path / "out", "--coder", "rules")
    assert code == 0, told
    assert not CONTROL.search(told)
    made = set(tmp_path.rglob("*")) - before
    assert {path.relative_to(tmp_path).parts[0] for path in made} == {"out"}
    assert all(PLAIN.fullmatch(path.name) for path in made)
    pages = written(tmp_path / "out" / "sessions")
    assert len(pages) == len(given)
    assert len({path.name.casefold() for path in pages}) == len(given)
    record = json.loads((tmp_path / "out" / "run.json").read_text(encoding="utf-8"))
    assert len(record["inputs"]) == len(given)
    with (tmp_path / "out" / "tables" / "sessions.csv").open(encoding="utf-8", newline="") as table:
        assert {row["session"] for row in csv.DictReader(table)} == {path.stem for path in pages}


@pytest.mark.parametrize("to", ["csv", "xlsx", "eaf", "textgrid", "qdpx", "convokit"])
def test_exports_of_files_of_any_name_stay_in_their_folder(tmp_path, to):
    (tmp_path / "in").mkdir()
    strange_files(tmp_path / "in")
    code, told = run("export", tmp_path / "in", "--to", to, "-o", tmp_path / "out", "--coder", "rules")
    assert code == 0, told
    assert {path.name for path in tmp_path.iterdir()} == {"in", "out"}
    assert all(PLAIN.fullmatch(path.name) for path in written(tmp_path / "out"))
    if to == "qdpx":
        with zipfile.ZipFile(next((tmp_path / "out").glob("*.qdpx"))) as archive:
            assert not [name for name in archive.namelist() if ".." in name or name.startswith("/") or "\\" in name]


@pytest.mark.parametrize("command", [("check",), ("show", "--coder", "rules"), ("blind", "-o", "{out}")])
def test_other_commands_bear_any_name(tmp_path, command):
    (tmp_path / "in").mkdir()
    for path in strange_files(tmp_path / "in")[: 4 if command[0] == "show" else None]:
        words = [word.format(out=tmp_path / "out") for word in command]
        code, told = run(words[0], path, *words[1:])
        assert code == 0, told
        assert not CONTROL.search(told)


def test_redaction_bears_any_name_and_keeps_none_in_its_copies(tmp_path):
    (tmp_path / "in").mkdir()
    given = [path for path in strange_files(tmp_path / "in") if not path.name.startswith(".")]  # hidden files stay out
    code, told = run("redact", tmp_path / "in", "-o", tmp_path / "copies")
    assert code == 0, told
    names = [path.name for path in written(tmp_path / "copies")]
    assert len(names) == len(given)
    assert all(re.fullmatch(r"case-\d+-s\d+\.txt", name) for name in names)


WAYS = (
    "../../evil",
    "/etc/evil",
    "..\\..\\evil",
    "..",
    ".",
    "C:\\evil",
    "evil\x00",
    "a\nb",
    "\u202eevil",
    "x" * 400,
    "CON",
)


@pytest.mark.parametrize("suffix", [".csv", ".zip"])
def test_sessions_named_inside_a_file_cannot_lead_outside(tmp_path, suffix):
    path = tmp_path / f"in{suffix}"
    ways = [way for way in WAYS if way not in ("..", ".") and "\x00" not in way] if suffix == ".zip" else WAYS[:-5]
    if suffix == ".csv":
        with path.open("w", encoding="utf-8", newline="") as out:
            rows = [
                (way, who, text) for way in ways for who, text in (("T", "One"), ("C", "Two"), ("T", "A"), ("C", "B"))
            ]
            csv.writer(out).writerows([("session", "speaker", "text"), *rows])
    else:
        with zipfile.ZipFile(path, "w") as archive:
            for way in ways:
                archive.writestr(f"{way}.txt", TALK)
    found = sessions(path)
    assert len(found) == len(ways)
    assert all(PLAIN.fullmatch(session.id) and session.id.startswith("in") for session in found)
    assert len({session.id.casefold() for session in found}) == len(found)
    code, told = run("analyze", path, "-o", tmp_path / "out", "--coder", "rules")
    assert code == 0, told
    assert {one.name for one in tmp_path.iterdir()} == {path.name, "out"}
    assert len(written(tmp_path / "out" / "sessions")) == len(ways)


def test_sessions_whose_names_differ_in_capitals_or_numbers_keep_apart(tmp_path):
    path = tmp_path / "in.csv"
    names = ["a-3", "a", "A", "B", "b"]
    rows = [f"{name},{who},w{n}" for name in names for n, who in enumerate("TCTC")]
    path.write_text("session,speaker,text\n" + "\n".join(rows), encoding="utf-8")
    ids = [session.id.casefold() for session in sessions(path)]
    assert len(set(ids)) == len(names)


def test_a_session_called_like_another_file_overwrites_nothing(tmp_path):
    (tmp_path / "in").mkdir()
    rows = [f"{name},{who},words" for name in (1, 2) for who in ("Therapist", "Client") * 2]
    (tmp_path / "in" / "a.csv").write_text("session,speaker,text\n" + "\n".join(rows), encoding="utf-8")
    (tmp_path / "in" / "a-1.txt").write_text(TALK, encoding="utf-8")
    code, told = run("analyze", tmp_path / "in", "-o", tmp_path / "out", "--coder", "rules")
    assert code == 0, told
    assert sorted(path.stem for path in written(tmp_path / "out" / "sessions")) == ["a-1", "a-1-2", "a-2"]
    with (tmp_path / "out" / "tables" / "sessions.csv").open(encoding="utf-8", newline="") as table:
        assert sorted(row["session"] for row in csv.DictReader(table)) == ["a-1", "a-1-2", "a-2"]


def test_cases_of_any_name_get_pages_of_plain_names(tmp_path):
    (tmp_path / "in").mkdir()
    lines = ["file,case,session,therapist"]
    for number, way in enumerate(WAYS):
        (tmp_path / "in" / f"f{number}.txt").write_text(TALK, encoding="utf-8")
        shown = way.replace("\x00", "").replace("\n", " ")
        lines.append(f'f{number}.txt,"{shown}",1,"{shown}"')
    manifest = tmp_path / "manifest.csv"
    manifest.write_text("\n".join(lines), encoding="utf-8")
    out = tmp_path / "out"
    code, told = run("analyze", tmp_path / "in", "--manifest", manifest, "-o", out, "--coder", "rules")
    assert code == 0, told
    pages = written(out / "cases")
    assert pages
    assert all(PLAIN.fullmatch(path.name) for path in pages)
    assert {one.name for one in tmp_path.iterdir()} == {"in", "out", "manifest.csv"}


def test_a_manifest_reads_no_file_that_was_not_given(tmp_path):
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.txt").write_text(TALK, encoding="utf-8")
    (tmp_path / "secret.txt").write_text(TALK.replace("fine", "secret"), encoding="utf-8")
    manifest = tmp_path / "in" / "manifest.csv"
    manifest.write_text("file,case\na.txt,P\n../secret.txt,P\n/etc/passwd,P\n", encoding="utf-8")
    code, told = run("analyze", tmp_path / "in", "-o", tmp_path / "out", "--coder", "rules")
    assert code == 0, told
    assert not [
        path for path in written(tmp_path / "out") if b"secret." in path.read_bytes() and path.suffix == ".html"
    ]
    assert len(written(tmp_path / "out" / "sessions")) == 1


def test_an_id_is_short_enough_for_any_file_system_in_bytes_too():
    for name in NAMES:
        made = session_id(Path(f"{name}.txt"))
        assert len(made.encode()) <= 170
        assert PLAIN.fullmatch(made)
