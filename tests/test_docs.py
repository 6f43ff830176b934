"""Commands in the docs run, code in them runs, and their links lead somewhere."""

from __future__ import annotations

import csv
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from analyzer.cli import app

ROOT = Path(__file__).parent.parent
DOCS = [ROOT / "README.md", ROOT / "CHANGELOG.md", *sorted((ROOT / "docs").glob("*.md"))]
PROGRAM = Path(sys.executable).with_name("analyzer")
COMMAND = re.compile(r"^ {4}(analyzer [^#\n]*)", re.MULTILINE)
PYTHON = re.compile(r"^```python\n(.*?)^```", re.MULTILINE | re.DOTALL)
LINK = re.compile(r"\]\(([^)#:\s]+)(?:#[^)]*)?\)")


def readme(pattern: re.Pattern[str]) -> list[str]:
    return [match.strip() for match in pattern.findall((ROOT / "README.md").read_text())]


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """Give a folder with the sample transcripts, as the docs' commands expect."""
    shutil.copytree(ROOT / "sample_transcripts", tmp_path / "sample_transcripts")
    return tmp_path


@pytest.mark.parametrize("command", readme(COMMAND))
def test_a_command_in_the_readme_runs(command: str, checkout: Path) -> None:
    words = [word.replace("analyzer", str(PROGRAM)) if n == 0 else word for n, word in enumerate(shlex.split(command))]
    done = subprocess.run(words, cwd=checkout, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize("code", readme(PYTHON))
def test_code_in_the_readme_runs(code: str, checkout: Path) -> None:
    done = subprocess.run([sys.executable, "-c", code], cwd=checkout, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


STEP = re.compile(
    r"^```toml (?P<file>\S+)\n(?P<text>.*?)^```"
    r"|^```console\n(?P<shown>.*?)^```"
    r"|^```python\n(?P<code>.*?)^```"
    r"|^ {4}(?P<command>analyzer [^#\n]*)",
    re.MULTILINE | re.DOTALL,
)
TUTORIALS = ("codebooks.md",)


def run(command: str, folder: Path) -> subprocess.CompletedProcess[str]:
    words = [str(PROGRAM) if word == "analyzer" else word for word in shlex.split(command)]
    return subprocess.run(words, cwd=folder, capture_output=True, text=True, check=False)


@pytest.mark.slow
@pytest.mark.parametrize("name", TUTORIALS)
def test_a_tutorial_does_what_it_says_from_the_first_line_to_the_last(name: str, checkout: Path) -> None:
    for step in STEP.finditer((ROOT / "docs" / name).read_text()):
        if step["file"]:
            (checkout / step["file"]).write_text(step["text"])
        elif step["shown"]:
            for command, told in re.findall(r"^\$ (.*)\n((?:[^$].*\n)*)", step["shown"], re.MULTILINE):
                done = run(command, checkout)
                assert done.stdout == told, (command, done.stderr)
        else:
            command = step["command"] or shlex.join([sys.executable, "-c", step["code"]])
            done = run(command, checkout)
            assert done.returncode == 0, (command, done.stderr)


@pytest.mark.slow
def test_the_study_ends_in_a_table_and_a_figure(checkout: Path) -> None:
    (code,) = PYTHON.findall((ROOT / "docs" / "study.md").read_text())
    done = subprocess.run([sys.executable, "-c", code], cwd=checkout, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    with (checkout / "results.csv").open(newline="") as file:
        rows = {row["resolution"]: row for row in csv.DictReader(file)}
    assert rows.keys() == {"resolution", "anything else"}
    assert all(0 <= float(r["low"]) <= float(r["percent"]) <= float(r["high"]) <= 100 for r in rows.values())
    assert (checkout / "figure.svg").read_text().count("<path") > 20
    assert "maya" in (checkout / "study.html").read_text()


def commands() -> set[str]:
    """Return the names of the commands and of the commands of groups."""
    names = {command.name or command.callback.__name__ for command in app.registered_commands if command.callback}
    return names | {group.name for group in app.registered_groups if isinstance(group.name, str)}


@pytest.mark.parametrize("path", DOCS, ids=lambda path: path.name)
def test_a_doc_names_only_commands_that_exist(path: Path) -> None:
    named = set(re.findall(r"`analyzer ([a-z]+)", path.read_text())) | {
        shlex.split(command)[1] for command in COMMAND.findall(path.read_text()) if len(command.split()) > 1
    }
    assert {name for name in named if not name.startswith("-")} <= commands()


@pytest.mark.parametrize("path", DOCS, ids=lambda path: path.name)
def test_links_lead_somewhere(path: Path) -> None:
    for link in LINK.findall(path.read_text()):
        assert (path.parent / link).exists(), link


def test_the_program_starts_without_heavy_libraries() -> None:
    heavy = ["pandas", "matplotlib", "jinja2", "typer", "onnxruntime", "numpy", "rich"]
    code = f"import sys, analyzer; print([m for m in {heavy!r} if m in sys.modules])"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "[]\n"
