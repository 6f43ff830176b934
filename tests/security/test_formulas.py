"""Formulas: no spreadsheet finds one in any table that is written, whoever put it into talk, names, notes or scores."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest
from hostile import FORMULAS
from hostile_pages import run

from analyzer.harmless import RISKY, cell
from analyzer.reading import read
from analyzer.review.content import content

SAID = ("Are you bored with me?", "It's fine.", "I was wrong to push you.", "You never listen to me.")


def number(text: str) -> bool:
    try:
        float(text)
    except ValueError:
        return False
    return True


def risky(path: Path) -> list[str]:
    """Return the cells of a CSV file that a spreadsheet would compute."""
    with path.open(encoding="utf-8", newline="") as table:
        return [cell for row in csv.reader(table) for cell in row if cell.startswith(tuple(RISKY)) and not number(cell)]


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    folder = tmp_path_factory.mktemp("formulas")
    given = folder / "in"
    given.mkdir()
    rows = [
        {"speaker": f"{formula} {('Therapist', 'Client')[n % 2]}", "text": f"{formula} {said}"}
        for formula in FORMULAS
        for n, said in enumerate(SAID)
    ]
    two = [{**row, "speaker": ("=Therapist", "@Client")[n % 2]} for n, row in enumerate(rows)]
    for name in ("s1", "s2"):
        (given / f"{name}.json").write_text(json.dumps(two), encoding="utf-8")
    (given / "manifest.csv").write_text("file,case,session,therapist\ns1.json,=1+1,1,@T\ns2.json,=1+1,2,+T\n")
    (given / "wai.csv").write_text("case,session,measure,score,rater\n=1+1,1,WAI,40,-client\n=1+1,2,WAI,41,-client\n")
    (folder / "reviews").mkdir()
    session = read(given / "s1.json", roles={"=Therapist": "therapist", "@Client": "client"})
    note = {"note": "=1+1", "by": "@me", "at": "=NOW()"}
    told = {"format": "analyzer review", "version": 1, "session": "s1", "sha256": content(session)}
    told |= {
        "turns": len(session.talk),
        "mode": "review",
        "reviewer": "=me",
        "finished": True,
        "changed": "",
        "note": "-x",
    }
    told |= {
        "codes": [{"turn": 2, "code": "W2", "decision": "add", **note}],
        "events": [],
        "notes": [{"turn": 1, **note}],
    }
    (folder / "reviews" / "s1.review.json").write_text(json.dumps(told), encoding="utf-8")
    return folder


ROLES = ("--role", "=Therapist=therapist", "--role", "@Client=client", "--coder", "rules")


def test_no_table_of_an_analysis_holds_a_formula(folder):
    for kind in ("csv", "json"):
        out = folder / kind
        run("analyze", folder / "in", "-o", out, *ROLES, "--review", folder / "reviews", "--format", kind)
    tables = sorted((folder / "csv" / "tables").glob("*.csv"))
    assert {"turns.csv", "codes.csv", "reviews.csv", "cases.csv", "alliance.csv"} <= {path.name for path in tables}
    assert {path.name: found for path in tables if (found := risky(path))} == {}
    with (folder / "csv" / "tables" / "turns.csv").open(encoding="utf-8", newline="") as table:
        guarded = [row["text"] for row in csv.DictReader(table)]
    as_said = [
        row["text"] for row in json.loads((folder / "json" / "tables" / "turns.json").read_text(encoding="utf-8"))
    ]
    assert [text.removeprefix("'") for text in guarded] == as_said
    assert sum(text.startswith("'") for text in guarded) > len(guarded) / 2


def test_no_export_holds_a_formula(folder):
    openpyxl = pytest.importorskip("openpyxl")
    run("export", folder / "in", "--to", "csv", "-o", folder / "safe", *ROLES)
    assert [cell for path in (folder / "safe").glob("*.csv") for cell in risky(path)] == []
    run("export", folder / "in", "--to", "variables", "-o", folder / "variables", "--coder", "rules")
    assert [cell for path in (folder / "variables").glob("*.csv") for cell in risky(path)] == []
    run("export", folder / "in", "--to", "xlsx", "-o", folder / "book", *ROLES)
    book = openpyxl.load_workbook(folder / "book" / "sessions.xlsx")
    cells = [one for sheet in book for row in sheet.iter_rows() for one in row if isinstance(one.value, str)]
    assert {one.data_type for one in cells} == {"s"}
    guarded = [one for one in cells if one.value.startswith(tuple(RISKY))]
    assert guarded
    assert all(one.quotePrefix for one in guarded)


def test_no_comparison_of_coders_holds_a_formula(folder):
    run("analyze", folder / "in", "-o", folder / "out", *ROLES)
    for name, turns in (("a", (2, 4)), ("b", (2, 8))):
        rows = [f"s1,{turn},W2,clear,=cmd{name}" for turn in turns]
        (folder / f"{name}.codes.csv").write_text("session,turn,code,clarity,coder\n" + "\n".join(rows))
    coders = (folder / "a.codes.csv", folder / "b.codes.csv", folder / "out")
    run("agree", *coders, "-o", folder / "agreed", "--transcripts", folder / "in")
    tables = list((folder / "agreed").rglob("*.csv"))
    assert len(tables) > 3
    assert {path.name: found for path in tables if (found := risky(path))} == {}
    assert "=cmd" in (folder / "agreed" / "agreement.csv").read_text(encoding="utf-8")


def test_a_cell_is_guarded_once_and_a_number_never():
    assert [cell(value) for value in ("=1", "'=1", "a=1", "", -2, 2.5, None)] == [
        "'=1",
        "'=1",
        "a=1",
        "",
        -2,
        2.5,
        None,
    ]
