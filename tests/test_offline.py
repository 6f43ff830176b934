"""Nothing leaves the machine: the program runs with the network closed, and makes no socket."""

from __future__ import annotations

import shutil
import socket
import subprocess
import sys
from pathlib import Path
from typing import NoReturn

import pytest
from typer.testing import CliRunner

from analyzer.cli import app

SAMPLES = Path(__file__).parent.parent / "sample_transcripts"
SAMPLE = SAMPLES / "maya-s01.txt"
PROGRAM = Path(sys.executable).with_name("analyzer")


@pytest.fixture
def trapped(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let every attempt to make a socket fail loudly."""

    def refused(*_: object, **__: object) -> NoReturn:
        raise AssertionError("a socket was made")

    monkeypatch.setattr(socket, "socket", refused)
    monkeypatch.setattr(socket, "create_connection", refused)
    monkeypatch.setattr(socket, "getaddrinfo", refused)


@pytest.mark.usefixtures("trapped")
@pytest.mark.parametrize(
    "words",
    [
        ("analyze", SAMPLE, "-o", "out"),
        ("check", SAMPLE),
        ("show", SAMPLE),
        ("export", SAMPLE, "--to", "eaf", "-o", "out"),
        ("redact", SAMPLE, "-o", "out"),
        ("blind", SAMPLE, "-o", "out"),
    ],
    ids=lambda words: words[0],
)
def test_a_command_makes_no_socket(words: tuple[str | Path, ...], tmp_path: Path) -> None:
    given = [str(tmp_path / word) if word == "out" else str(word) for word in words]
    result = CliRunner().invoke(app, given)
    assert result.exit_code == 0, result.output


def closed() -> list[str]:
    """Return the command that runs another without any network, empty where it cannot be had."""
    words = ["unshare", "--net"]
    if not shutil.which("unshare") or subprocess.run([*words, "true"], capture_output=True, check=False).returncode:
        return []
    return words


@pytest.mark.skipif(not closed(), reason="needs the right to make a network namespace")
def test_the_program_runs_with_the_network_closed(tmp_path: Path) -> None:
    done = subprocess.run(
        [*closed(), PROGRAM, "analyze", SAMPLE, "-o", tmp_path], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "index.html").exists()
