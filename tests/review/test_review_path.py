"""The whole path of a reviewer, by the commands and in a browser: report, review, reviewed tables, agreement."""

from __future__ import annotations

import csv
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PROGRAM = Path(sys.executable).with_name("analyzer")
NAME = "maya-s03"

pytestmark = [pytest.mark.page, pytest.mark.slow]


def run(folder: Path, *words: str) -> str:
    done = subprocess.run([PROGRAM, *words], cwd=folder, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


def table(path: Path) -> list[dict[str, str]]:
    with path.open(newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


def coded(folder: Path) -> dict[tuple[str, str], str]:
    return {(row["turn"], row["code"]): row["coder"] for row in table(folder / "tables" / "codes.csv")}


def reviewed_in_a_browser(browser, page: Path, folder: Path) -> Path:
    """Accept, reject, change and add codes by keyboard, note and mark an event, and save the file."""
    context = browser.new_context(accept_downloads=True)
    tab = context.new_page()
    faults: list[str] = []
    tab.on("pageerror", lambda fault: faults.append(str(fault)))
    tab.goto(page.as_uri())
    tab.click("h2 .bench-on")
    tab.fill("#bench-name", "MK")
    tab.locator("#bench-name").blur()
    steps = (
        ("j a u a u r m", "not as I hear it"),
        ("Escape u c", "SX.calling"),
        ("Enter J n", "SX.saying"),
    )
    for keys, typed in steps:
        for key in keys.split():
            tab.keyboard.press(key)
        tab.keyboard.type(typed)
    tab.keyboard.press("Enter")
    tab.keyboard.press("]")
    tab.keyboard.press("a")
    with tab.expect_download() as waiting:
        tab.keyboard.press("s")
    path = folder / waiting.value.suggested_filename
    waiting.value.save_as(path)
    context.close()
    assert faults == []
    return path


def test_from_report_to_reviewed_tables_to_agreement(browser, tmp_path: Path) -> None:
    (tmp_path / "talk").mkdir()
    shutil.copy(ROOT / "sample_transcripts" / f"{NAME}.txt", tmp_path / "talk")
    for out in ("out", "alone"):
        run(tmp_path, "analyze", "talk", "--coder", "rules", "-o", out)
    before = coded(tmp_path / "out")
    saved = reviewed_in_a_browser(browser, tmp_path / "out" / "sessions" / f"{NAME}.html", tmp_path)

    told = run(tmp_path, "review", "apply", str(saved), "-o", "out")
    assert f"out/reviews/{NAME}.review.json" in told
    after = coded(tmp_path / "out")
    decided = {row["decision"] for row in table(tmp_path / "out" / "tables" / "reviews.csv")}
    assert {"accept", "reject", "change", "add"} <= decided
    assert set(after.values()) == {"MK", *before.values()}
    assert before.keys() - after.keys()
    assert after.keys() - before.keys()
    assert "MK" in {row["coder"] for row in table(tmp_path / "out" / "tables" / "events.csv")}
    page = (tmp_path / "out" / "sessions" / f"{NAME}.html").read_text(encoding="utf-8")
    assert "reviewed by <bdi>MK</bdi>" in page
    assert "not as I hear it" in page

    run(tmp_path, "analyze", "talk", "--coder", "rules", "-o", "out")
    assert coded(tmp_path / "out") == after, "analyzing again keeps what a person decided"

    run(tmp_path, "agree", "out", "alone", "--transcripts", "talk", "-o", "agreement")
    shared = [
        float(row["value"])
        for row in table(tmp_path / "agreement" / "agreement.csv")
        if row["level"] == "family" and row["statistic"] == "positive agreement" and row["value"] and not row["coders"]
    ]
    assert 0 < sum(shared) / len(shared) < 1
    differences = (tmp_path / "agreement" / "differences.html").read_text(encoding="utf-8")
    assert "reviewed by MK" in differences
