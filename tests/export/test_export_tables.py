"""Tables: a workbook and CSV in which nothing computes, and a dictionary that leaves no column out."""

from __future__ import annotations

import csv
import sys
from pathlib import Path

import pandas as pd
import pytest
from export_example import CODES, TALK, analysis, untimed

from analyzer.errors import AnalyzerError
from analyzer.export import export, harmless, workbook
from analyzer.export.dictionary import dictionary_frame, markdown, named, variables
from analyzer.export.schemas import schemas
from analyzer.tables import NAMES

RISKY = ("=", "+", "-", "@", "\t", "\r")


def opened(path: Path):
    openpyxl = pytest.importorskip("openpyxl")
    pytest.importorskip("xlsxwriter")
    (file,) = export([analysis(), untimed()], "xlsx", path)
    return openpyxl.load_workbook(file)


def rounded(row: list[object]) -> list[object]:
    """Return cells as a workbook keeps them: missing ones empty, numbers to fifteen digits."""
    return [None if pd.isna(cell) else float(f"{cell:.15g}") if isinstance(cell, float) else cell for cell in row]


def cells(book, name: str) -> list[list[object]]:
    return [list(row) for row in book[name].iter_rows(values_only=True)]


def test_the_workbook_has_a_sheet_a_table_with_all_of_its_rows(tmp_path):
    book = opened(tmp_path)
    assert book.sheetnames == [*NAMES, "variables"]
    for name in NAMES:
        frame = pd.concat([getattr(one, name) for one in (analysis(), untimed())])
        found = cells(book, name)
        assert found[0] == list(frame.columns)
        assert [rounded(row) for row in found[1:]] == [rounded(row) for row in frame.astype(object).values.tolist()]


def test_no_cell_of_the_workbook_is_a_formula_or_a_link(tmp_path):
    book = opened(tmp_path)
    texts = [cell for sheet in book for row in sheet.iter_rows() for cell in row if isinstance(cell.value, str)]
    assert {cell.data_type for cell in texts} == {"s"}
    assert not any(cell.hyperlink for cell in texts)
    risky = [cell for cell in texts if cell.value.startswith(RISKY)]
    assert {cell.value for cell in risky} >= {TALK[1], TALK[5], TALK[7], TALK[9], CODES[2].why}
    assert all(cell.quotePrefix for cell in risky)
    assert not any(cell.quotePrefix for cell in texts if not cell.value.startswith(RISKY))


def test_headers_are_frozen_and_widths_fit(tmp_path):
    book = opened(tmp_path)
    assert all(sheet.freeze_panes == "A2" for sheet in book)
    assert book["turns"].column_dimensions["G"].width > book["turns"].column_dimensions["B"].width > 3


def test_a_text_too_long_for_a_cell_is_cut_and_says_so(tmp_path):
    openpyxl = pytest.importorskip("openpyxl")
    pytest.importorskip("xlsxwriter")
    (file,) = export(analysis("x", ("a" * 40_000,), findings=(), story=()), "xlsx", tmp_path)
    text = openpyxl.load_workbook(file)["turns"]["G2"].value
    assert len(text) == workbook.CELL
    assert text.endswith(workbook.CUT)


def test_more_rows_than_a_sheet_holds_go_on_with_the_next(tmp_path, monkeypatch):
    monkeypatch.setattr(workbook, "ROWS", 8)
    book = opened(tmp_path)
    assert [name for name in book.sheetnames if name.startswith("turns")] == ["turns", "turns 2", "turns 3"]
    rows = [row for name in ("turns", "turns 2", "turns 3") for row in cells(book, name)[1:]]
    assert [row[1] for row in rows] == [*range(1, 11), *range(1, 11)]


def test_without_xlsxwriter_the_message_names_what_to_install(tmp_path, monkeypatch):
    monkeypatch.setitem(sys.modules, "xlsxwriter", None)
    with pytest.raises(AnalyzerError, match=r"needs XlsxWriter; pip install 'therapy-transcript-analyzer\[excel\]'"):
        export(analysis(), "xlsx", tmp_path)


def test_no_cell_of_a_csv_begins_a_formula_and_numbers_stay_numbers(tmp_path):
    export([analysis(), untimed()], "csv", tmp_path)
    for name in NAMES:
        rows = list(csv.DictReader((tmp_path / f"{name}.csv").open(newline="", encoding="utf-8")))
        assert len(rows) == 2 * len(getattr(analysis(), name))
        assert not [cell for row in rows for cell in row.values() if cell.startswith(RISKY)]
    texts = pd.read_csv(tmp_path / "turns.csv")["text"].tolist()[:10]
    assert [text.removeprefix("'") for text in texts] == list(TALK)


@pytest.mark.parametrize("begin", ["=", "+", "-", "@", "\t", "\r", "\N{FULLWIDTH EQUALS SIGN}"])
def test_an_apostrophe_stands_before_what_a_spreadsheet_computes(begin):
    frame = pd.DataFrame({"text": pd.array([f"{begin}1", f"a{begin}", "", None], dtype="str"), "n": [-1.5, 1, 2, 3]})
    safe = harmless(frame)
    assert safe["text"].tolist()[:3] == [f"'{begin}1", f"a{begin}", ""]
    assert safe["text"].isna().tolist() == [False, False, False, True]
    assert safe["n"].tolist() == [-1.5, 1, 2, 3]
    assert frame["text"].iloc[0] == f"{begin}1"


@pytest.mark.parametrize("table", NAMES)
def test_the_dictionary_tells_every_column_of_every_table_and_no_other(table):
    columns = getattr(analysis(), table).columns.tolist()
    told = variables(table)
    assert [one.name for one in told] == columns
    assert all(one.type and one.range and one.definition.endswith(".") and one.source for one in told)
    assert not [one for one in told if "{" in "".join(one)]


@pytest.mark.parametrize("table", schemas())
def test_every_table_is_told_of_and_nothing_of_a_column_that_is_gone(table):
    assert [one.name for one in variables(table)] == list(schemas()[table])
    assert named(table) <= schemas()[table].keys()
    assert all(one.type and one.range and one.definition.endswith(".") and one.source for one in variables(table))


def test_ranges_hold_in_the_tables():
    limits = {"0 to 1": (0, 1), "1 to 5": (1, 5), "0 to 100": (0, 100), "from 0": (0, 1e9), "from 1": (1, 1e9)}
    for one in (one for table in NAMES for one in variables(table)):
        if one.range in limits and one.type != "text":
            values = getattr(analysis(), one.table)[one.name].dropna()
            assert values.between(*limits[one.range]).all(), one.name


def test_the_page_of_tables_is_the_dictionary():
    page = Path(__file__).parents[2] / "docs" / "tables.md"
    assert page.read_text(encoding="utf-8") == markdown(), "write it anew: export 'variables' and copy variables.md"


def test_the_dictionary_is_a_table_too(tmp_path):
    export([], "variables", tmp_path)
    rows = list(csv.DictReader((tmp_path / "variables.csv").open(newline="", encoding="utf-8")))
    assert len(rows) == len(dictionary_frame()) == sum(len(columns) for columns in schemas().values())
