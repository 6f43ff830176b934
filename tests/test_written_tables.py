"""The tables that the program writes have just the columns that the dictionary tells of, and the other way about."""

from __future__ import annotations

import csv
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from analyzer import batch
from analyzer.agreement import report as agreement_report
from analyzer.agreement.agree import agree
from analyzer.batch import Settings
from analyzer.codebook import parsed
from analyzer.coded import read_codes
from analyzer.coding.rules import RuleCoder
from analyzer.evaluation import report as evaluation_report
from analyzer.evaluation.evaluate import evaluate
from analyzer.evaluation.gold import load
from analyzer.export import schemas
from analyzer.export.dictionary import variables
from analyzer.instruments import use
from analyzer.reading import read
from analyzer.review.content import content
from analyzer.review.review import ACCEPT, ADD, CodeDecision, EventDecision, Review, Told
from analyzer.review.writing import written as review_text
from analyzer.tables import NAMES

ROOT = Path(__file__).parent.parent
SAMPLES = ROOT / "sample_transcripts"
GOLD = ROOT / "tests" / "gold" / "authored-dev"
SCORES = "client,session,WAI\n" + "".join(f"maya,{n},{value}\n" for n, value in enumerate((5, 3, 4, 5, 6, 5), start=1))


class NoPages:
    def session(self, analysis: object) -> str:
        return ""

    failed = case = caseload = sequences = index = lambda self, *told: ""


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Analyze two sessions of a case with scores and a review, as tables."""
    folder = tmp_path_factory.mktemp("study")
    for name in ("maya-s02", "maya-s03"):
        shutil.copy(SAMPLES / f"{name}.txt", folder)
    (folder / "wai.csv").write_text(SCORES)
    session = read(folder / "maya-s03.txt")
    codes = (CodeDecision(2, "W5", ADD, by="MK"), CodeDecision(10, "W6", ACCEPT, by="MK"))
    events = (EventDecision(ADD, None, Told("withdrawal", 2, 11, "", "partial"), by="MK"),)
    review = Review("maya-s03", content(session), len(session.talk), reviewer="MK", codes=codes, events=events)
    (folder / "maya-s03.review.json").write_text(review_text(review), encoding="utf-8")
    out = folder / "out"
    batch.run([folder], out, settings=Settings(RuleCoder()), pages=NoPages(), each=lambda *_: None)
    return out / "tables"


def header(path: Path) -> list[str]:
    with path.open(newline="", encoding="utf-8") as file:
        return next(csv.reader(file))


def rows(path: Path) -> Iterator[dict[str, str]]:
    with path.open(newline="", encoding="utf-8") as file:
        yield from csv.DictReader(file)


def test_every_table_of_an_analysis_is_told_of_column_by_column_and_no_other(written: Path) -> None:
    found = {path.stem: header(path) for path in written.iterdir()}
    told = {**schemas.sessions(), **schemas.study()}
    assert found == {name: [one.name for one in variables(name)] for name in told}


def test_so_are_those_of_agree(written: Path, tmp_path: Path) -> None:
    people = read_codes(GOLD)
    agreement_report.save(agree([people], transcripts=people.transcripts), tmp_path)
    names = [coding.name for coding in people.codings]
    for name in schemas.AGREED:
        told = [one.name for one in variables(name)]
        assert header(tmp_path / f"{name}.csv") == told + (names if name == "disagreements" else []), name


def test_so_are_those_of_evaluate(tmp_path: Path) -> None:
    evaluation_report.save(evaluate(load(GOLD), RuleCoder()), tmp_path)
    for name in schemas.EVALUATED:
        assert header(tmp_path / f"{Path(name).name}.csv") == [one.name for one in variables(name)], name


def test_codes_and_events_say_who_coded_them(written: Path) -> None:
    tables = {name: [row for row in rows(written / f"{name}.csv") if row["session"] == "maya-s03"] for name in NAMES}
    codes = {(row["turn"], row["code"]): row["coder"] for row in tables["codes"]}
    events = tables["events"]
    assert (codes["2", "W5"], codes["10", "W6"]) == ("MK", "MK")
    assert set(codes.values()) == {"MK", RuleCoder().name}
    decided = [row for row in events if (row["start"], row["end"]) == ("2", "11")]
    assert [row["coder"] for row in decided] == ["MK"]
    assert {row["coder"] for row in events} == {"MK", RuleCoder().name}
    assert {row["reviewer"] for row in rows(written / "reviews.csv")} == {"MK"}


def test_reviewed_tables_are_one_coders_coding(written: Path) -> None:
    assert len(read_codes(written).codings) == 1


def test_columns_of_a_users_codebook_are_told_of_too() -> None:
    book = ROOT / "analyzer" / "codebooks" / "starter.txt"
    use(parsed(book.read_bytes().replace(b"NAME", b"mine"), book))
    try:
        told = {one.name: one.definition for one in (*variables("segments"), *variables("sessions"))}
    finally:
        use()
    assert {"mine", "salience_mine", "codes_mine", "clear_mine", "mine_per_hour"} <= told.keys()
    assert told["codes_mine"] == "Codes of the family mine, clear and possible."
    assert "mine" not in {one.name for one in variables("segments")}
