"""A batch as a user runs it: what is written, how it ends, and that bad input costs one clear line."""

from __future__ import annotations

import json
import stat
from pathlib import Path

import pandas as pd
import pytest
from typer.testing import CliRunner, Result

from analyzer import analysis, cli
from analyzer.errors import AnalyzerError, unforeseen
from analyzer.frames import CODES, EVENTS, TURNS

SECRET = "zanzibarwords"
TALK = f"""Therapist: What brings you in today?
Client: My {SECRET} again. It has been a hard week at home.
Therapist: What was that like for you?
Client: I don't think this is helping. You just look at the clock.
Therapist: I did look at it, and I see that it hurt. I am sorry.
Client: Thank you. I was afraid to say it.
"""


def run(*args: str | Path) -> Result:
    return CliRunner().invoke(cli.app, [str(arg) for arg in args])


def line_of(result: Result) -> str:
    """Return the one line a problem ends in."""
    if isinstance(result.exception, AnalyzerError):
        return str(result.exception)
    return result.stderr.strip().splitlines()[0]


@pytest.fixture
def talk(tmp_path: Path) -> Path:
    path = tmp_path / "in" / "one.txt"
    path.parent.mkdir()
    path.write_text(TALK)
    return path


def test_a_batch_writes_reports_tables_and_a_record(talk: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    result = run("analyze", talk.parent, "-o", out, "--coder", "rules")
    assert result.exit_code == 0, result.output
    assert str(out / "index.html") in result.stdout
    assert "one.html" in (out / "index.html").read_text()
    assert SECRET in (out / "sessions" / "one.html").read_text()
    turns = pd.read_csv(out / "tables" / "turns.csv")
    assert list(turns.columns) == list(TURNS)
    assert list(turns["text"])[1] == TALK.splitlines()[1].removeprefix("Client: ")
    codes = pd.read_csv(out / "tables" / "codes.csv")
    assert list(codes.columns) == list(CODES)
    assert len(codes)
    for row in codes.dropna(subset=["start"]).itertuples():
        assert 0 <= row.start < row.end <= len(turns["text"][row.turn - 1])
    assert list(pd.read_csv(out / "tables" / "events.csv").columns) == list(EVENTS)
    record = json.loads((out / "run.json").read_text())
    assert record["inputs"][0]["session"] == "one"
    assert len(record["inputs"][0]["sha256"]) == 64
    assert record["codebooks"]


def test_only_the_owner_can_read_what_is_written(talk: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    run("analyze", talk, "-o", out, "--coder", "rules")
    modes = {stat.S_IMODE(path.stat().st_mode) for path in out.rglob("*") if path.is_file()}
    folders = {stat.S_IMODE(path.stat().st_mode) for path in [out, *out.rglob("*")] if path.is_dir()}
    assert (modes, folders) == ({0o600}, {0o700})


@pytest.mark.parametrize("kind", ["json", "parquet"])
def test_tables_are_the_same_in_every_format(talk: Path, tmp_path: Path, kind: str) -> None:
    run("analyze", talk, "-o", tmp_path / "csv", "--coder", "rules")
    run("analyze", talk, "-o", tmp_path / kind, "--coder", "rules", "--format", kind)
    for name in ("turns", "codes", "events", "segments", "sessions"):
        reader = {"json": pd.read_json, "parquet": pd.read_parquet}[kind]
        other = reader(tmp_path / kind / "tables" / f"{name}.{kind}")
        csv = pd.read_csv(tmp_path / "csv" / "tables" / f"{name}.csv")
        assert list(other.columns) == list(csv.columns)
        assert len(other) == len(csv)


def test_two_runs_write_the_same_bytes(talk: Path, tmp_path: Path) -> None:
    for out in ("a", "b"):
        run("analyze", talk, "-o", tmp_path / out, "--coder", "rules")
    for name in ("turns", "codes", "events", "segments", "sessions"):
        one, two = (tmp_path / out / "tables" / f"{name}.csv" for out in ("a", "b"))
        assert one.read_bytes() == two.read_bytes()


def test_a_bad_file_is_named_and_the_rest_goes_on(talk: Path, tmp_path: Path) -> None:
    (talk.parent / "empty.txt").write_text("")
    out = tmp_path / "out"
    result = run("analyze", talk.parent, "-o", out, "--coder", "rules")
    assert result.exit_code == 1
    assert "empty.txt" in result.stderr
    assert (out / "sessions" / "one.html").exists()
    assert not (out / "sessions" / "empty.html").exists()
    assert "empty.txt" in (out / "index.html").read_text()


BAD = {
    "empty.txt": b"",
    "binary.txt": bytes(range(256)) * 40,
    "wrong.docx": f"just text with {SECRET} in it".encode(),
    "unlabelled.txt": f"some {SECRET} here\nand more talk there\nwithout any label\n".encode() * 5,
    "broken.json": f'{{"segments": [{{"text": "{SECRET}"'.encode(),
    "columns.csv": f"alpha,beta\n1,{SECRET}\n2,x\n".encode(),
    "nothing.vtt": b"WEBVTT\n\n",
}


@pytest.mark.parametrize("name", BAD)
def test_bad_input_ends_in_one_line_that_names_it(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_bytes(BAD[name])
    result = run("analyze", path, "-o", tmp_path / "out", "--coder", "rules")
    assert result.exit_code in (1, 2), result.output
    assert name in line_of(result)
    assert SECRET not in result.output
    assert "Traceback" not in result.output
    assert not list((tmp_path / "out").glob("sessions/*.html"))
    assert not list((tmp_path / "out").rglob("*.part"))


def test_one_speaker_is_not_coded_and_says_why(tmp_path: Path) -> None:
    path = tmp_path / "alone.txt"
    path.write_text("".join(f"Anna: {SECRET} and so on number {n}\n" for n in range(8)))
    result = run("analyze", path, "-o", tmp_path / "out", "--coder", "rules")
    assert result.exit_code == 0
    assert "not coded" in result.stderr
    assert SECRET not in result.output
    assert pd.read_csv(tmp_path / "out" / "tables" / "codes.csv").empty


def test_a_folder_with_nothing_readable_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    result = run("analyze", tmp_path / "in", "-o", tmp_path / "out")
    assert isinstance(result.exception, AnalyzerError)
    assert "no transcripts found" in str(result.exception)
    assert not (tmp_path / "out").exists()


def test_a_path_that_is_not_there_is_an_error(tmp_path: Path) -> None:
    assert "no such file" in line_of(run("analyze", tmp_path / "gone.txt", "-o", tmp_path / "out"))


def test_output_that_cannot_be_written_is_an_error(talk: Path, tmp_path: Path) -> None:
    (tmp_path / "out").write_text("a file, not a folder")
    assert "cannot write" in line_of(run("analyze", talk, "-o", tmp_path / "out", "--coder", "rules"))


@pytest.mark.parametrize(
    "option", [("--coder", "magic"), ("--format", "xml"), ("--role", "Client"), ("--therapist", "Nobody")]
)
def test_options_that_do_not_fit_are_named(talk: Path, tmp_path: Path, option: tuple[str, str]) -> None:
    result = run("analyze", talk, "-o", tmp_path / "out", *option)
    told = line_of(result)
    assert option[0] in told or option[1] in told


def test_html_in_the_talk_is_shown_and_not_run(tmp_path: Path) -> None:
    path = tmp_path / "markup.txt"
    path.write_text(TALK.replace(SECRET, "<script>alert(1)</script> {{ 7*7 }} </style>"))
    run("analyze", path, "-o", tmp_path / "out", "--coder", "rules")
    page = (tmp_path / "out" / "sessions" / "markup.html").read_text()
    assert "<script>alert(1)" not in page
    assert "&lt;script&gt;alert(1)" in page
    assert "{{ 7*7 }}" in page


def test_files_of_one_name_in_two_folders_are_two_sessions(tmp_path: Path) -> None:
    for folder in ("a", "b"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "one.txt").write_text(TALK)
    run("analyze", tmp_path / "a", tmp_path / "b", "-o", tmp_path / "out", "--coder", "rules")
    assert sorted(path.stem for path in (tmp_path / "out" / "sessions").iterdir()) == ["one", "one-2"]


def test_roles_given_by_the_user_are_used(tmp_path: Path) -> None:
    path = tmp_path / "names.txt"
    path.write_text(TALK.replace("Therapist:", "Kim:").replace("Client:", "Lou:"))
    result = run("check", path, "--therapist", "Lou", "--role", "Kim=client")
    assert "Lou: therapist, as you said" in result.stdout


def test_check_shows_what_a_file_holds_without_its_words(talk: Path) -> None:
    result = run("check", talk)
    assert result.exit_code == 0
    assert "6 turns" in result.stdout
    assert "Client: client, from the label" in result.stdout
    assert SECRET not in result.stdout


def test_show_quotes_what_is_worth_reviewing(talk: Path) -> None:
    result = run("show", talk, "--coder", "rules")
    assert "candidate" in result.stdout


def test_a_fault_in_the_program_costs_one_session_and_tells_no_words(
    talk: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (talk.parent / "two.txt").write_text(TALK.replace("clock", "BOOM"))
    join = analysis.join

    def faulty(session, codes):  # type: ignore[no-untyped-def]
        if any("BOOM" in turn.text for turn in session.talk):
            raise ValueError(f"cannot take {SECRET}")
        return join(session, codes)

    monkeypatch.setattr(analysis, "join", faulty)
    result = run("analyze", talk.parent, "-o", tmp_path / "out", "--coder", "rules")
    assert result.exit_code == 1
    assert "a fault in the program (ValueError at test_batch.py" in result.stderr
    assert SECRET not in result.output
    assert (tmp_path / "out" / "sessions" / "one.html").exists()


def test_an_unforeseen_fault_says_where_it_arose() -> None:
    try:
        int(SECRET)
    except ValueError as problem:
        told = str(unforeseen(problem))
    assert "ValueError at test_batch.py:" in told
    assert SECRET not in told
