"""Links: none leads the program round in circles, and none makes it write where it should not."""

from __future__ import annotations

import os

import pytest
from typer.testing import CliRunner

from analyzer.cli import app
from analyzer.inputs import inputs
from analyzer.output import write

TALK = "Therapist: How are we today?\nClient: It's fine.\nTherapist: And with me?\nClient: Fine.\n"

pytestmark = pytest.mark.skipif(not hasattr(os, "symlink"), reason="no links here")


def test_links_in_circles_to_folders_and_to_nothing_are_passed_by(tmp_path):
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "a.txt").write_text(TALK, encoding="utf-8")
    (tmp_path / "other").mkdir()
    (tmp_path / "other" / "b.txt").write_text(TALK, encoding="utf-8")
    (folder / "round").symlink_to(folder)
    (folder / "away").symlink_to(tmp_path / "other")
    (folder / "gone.txt").symlink_to(tmp_path / "nothing.txt")
    (folder / "self.txt").symlink_to(folder / "self.txt")
    assert [item.path.name for item in inputs([folder])] == ["a.txt"]


@pytest.mark.parametrize("target", ["/dev/zero", "/dev/stdin", "/proc/self/environ"])
def test_a_link_to_a_device_is_not_read(tmp_path, target):
    if not os.path.exists(target):
        pytest.skip("no such device here")
    (tmp_path / "a.txt").symlink_to(target)
    done = CliRunner().invoke(app, ["check", str(tmp_path / "a.txt")])
    assert done.exit_code != 0
    assert "Traceback" not in done.output


def test_a_pipe_is_not_waited_for(tmp_path):
    os.mkfifo(tmp_path / "a.txt")
    done = CliRunner().invoke(app, ["check", str(tmp_path / "a.txt")])
    assert done.exit_code != 0


@pytest.mark.parametrize("name", ["page.html", ".page.html.part"])
def test_writing_replaces_a_link_and_never_what_it_leads_to(tmp_path, name):
    victim = tmp_path / "victim"
    victim.write_text("mine", encoding="utf-8")
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / name).symlink_to(victim)
    write(tmp_path / "out" / "page.html", "new")
    assert victim.read_text(encoding="utf-8") == "mine"
    assert (tmp_path / "out" / "page.html").read_text(encoding="utf-8") == "new"
    assert not (tmp_path / "out" / "page.html").is_symlink()
