"""From files to tables and pages: cases, sequences and scores of a batch, gathered session by session."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest
from casework_example import P1, QUICK, SESSIONS, WAI, analysis, scores, study, work

from analyzer import analyze, casework, read
from analyzer.cases.beside import sort_out
from analyzer.casework import Casework
from analyzer.errors import AnalyzerError
from analyzer.inputs import inputs
from analyzer.lag.states import sequences
from analyzer.lag.transitions import TRANSITIONS, transitions
from analyzer.study import LAGS, TABLES, Study

SAMPLES = Path("sample_transcripts")


class Plain:
    """Draws a word a page; `broken` names a case whose page fails."""

    broken = ""

    def case(self, study, case):
        if case.id == self.broken:
            raise ValueError("a secret sentence")
        return f"case {case.id}"

    def caseload(self, study):
        return "caseload"

    def sequences(self, study):
        return "sequences"


@pytest.fixture
def maya(tmp_path):
    """Copy the four-session sample, with invented alliance scores beside it."""
    for path in SAMPLES.glob("maya-s0*.txt"):
        (tmp_path / path.name).write_bytes(path.read_bytes())
    rows = [f"Maya,{n},{'' if value is None else value}" for n, value in enumerate(WAI, start=1)]
    (tmp_path / "alliance.csv").write_text("\n".join(["client,session,WAI", *rows]), encoding="utf-8")
    return tmp_path


def written(out: Path) -> set[str]:
    return {path.relative_to(out).as_posix() for path in out.rglob("*") if path.is_file()}


def test_a_folder_of_sessions_and_scores_becomes_tables_and_pages(maya, tmp_path):
    found = sort_out(inputs([maya]))
    begun = replace(casework.begin(found), shuffles=QUICK)
    for item in found.transcripts:
        begun.add(analyze(read(item.path, id=item.id), coder="rules"))
    out = tmp_path / "out"
    assert casework.finish(begun, out, pages=Plain()) == ()
    assert {"cases.html", "cases/maya.html", "sequences.html", "tables/cases.csv", "tables/dips.csv"} <= written(out)
    cases = pd.read_csv(out / "tables" / "cases.csv")
    assert (cases["case"].tolist(), cases["sessions"].tolist()) == (["maya"], [4])
    alliance = pd.read_csv(out / "tables" / "alliance.csv")
    assert set(alliance["case"]) == {"maya"}  # as the files spell it, not as the scores do
    assert alliance["session"].dropna().tolist() == ["maya-s01", "maya-s02", "maya-s03", "maya-s04"]
    dips = pd.read_csv(out / "tables" / "dips.csv").set_index("method")
    assert dips.loc["stiles_2004", ["start", "trough", "repaired_at"]].tolist() == [2, 3, 4]
    assert len(pd.read_csv(out / "tables" / "trajectory.csv")) == 4


def test_sessions_of_no_case_still_have_sequences(tmp_path):
    begun = work((), [analysis("x", [(2, "W2"), (3, "R5")])])
    assert casework.finish(begun, tmp_path, pages=Plain()) == ()
    assert written(tmp_path) == set()
    begun.add(analysis("y", [(2, "W2")]))
    casework.finish(begun, tmp_path, pages=Plain())
    assert "sequences.html" in written(tmp_path)
    assert not any("cases" in name for name in written(tmp_path))


def test_a_batch_in_which_nothing_could_be_read_ends_quietly(tmp_path):
    assert casework.finish(Casework((P1,)), tmp_path, pages=Plain()) == ()
    assert {"cases/P1.html", "cases.html"} <= written(tmp_path)
    assert pd.read_csv(tmp_path / "tables" / "trajectory.csv")["note"].eq("not analyzed").all()


def test_one_page_that_cannot_be_drawn_costs_no_other_and_tells_no_talk(tmp_path):
    pages = Plain()
    pages.broken = "P1"
    (problem,) = casework.finish(work(), tmp_path, pages=pages)
    assert "ValueError" in str(problem)
    assert "secret" not in str(problem)
    assert {"cases.html", "sequences.html"} <= written(tmp_path)


def test_tables_hold_no_words_of_the_talk(tmp_path):
    casework.finish(work(found=scores("P1", WAI)), tmp_path, pages=Plain(), format="json")
    told = [path.read_text(encoding="utf-8") for path in (tmp_path / "tables").iterdir()]
    assert len(told) == len(TABLES)
    assert not any("secret" in text for text in told)


@pytest.mark.parametrize("format", ["csv", "parquet"])
def test_every_format_takes_every_table(tmp_path, format):  # noqa: A002
    casework.finish(work(found=scores("P1", WAI)), tmp_path, pages=Plain(), format=format)
    assert {path.stem for path in (tmp_path / "tables").glob(f"*.{format}")} == set(TABLES)


def test_two_files_that_score_one_session_are_a_mistake(maya):
    (maya / "more.csv").write_text("client,session,WAI\nmaya,3,5.0\n", encoding="utf-8")
    with pytest.raises(AnalyzerError, match=r"more\.csv: line 2: another file scores this session too"):
        casework.begin(sort_out(inputs([maya])))


def test_scores_told_by_date_find_the_number_of_their_session(tmp_path):
    for name in ("a", "b"):
        (tmp_path / f"{name}.txt").write_text("Therapist: Hello.\nClient: Hello.\n", encoding="utf-8")
    rows = "file,client,session,date\na.txt,P7,4,2030-01-01\nb.txt,P7,5,2030-01-08\n"
    (tmp_path / "manifest.csv").write_text(rows, encoding="utf-8")
    (tmp_path / "scores.csv").write_text("client,date,SRS\np7,2030-01-08,33\n", encoding="utf-8")
    begun = casework.begin(sort_out(inputs([tmp_path])))
    assert [(score.case, score.number) for score in begun.scores] == [("P7", 5)]


def test_transitions_stand_pooled_by_case_and_by_session():
    other = analysis("elsewhere", [(2, "W2"), (3, "R5")])
    found = study(analyses=[*SESSIONS.values(), other])
    rows = found.transitions
    assert list(rows.columns) == ["case", *TRANSITIONS]
    pair = rows[(rows["given"] == "C withdrawal") & (rows["target"] == "T resolution") & (rows["lag"] == 1)]
    counts = {(r.scope, r.case, r.session): (r.count, r.givens) for r in pair.itertuples(index=False)}
    assert counts["pooled", "", ""] == (2, 4)
    assert counts["case", "P1", ""] == (1, 3)
    assert counts["session", "", "elsewhere"] == (1, 1)
    assert counts["session", "P1", "p1 s3"] == (1, 1)


def test_a_case_alone_is_counted_and_tested_like_a_study_of_its_own():
    found = study(analyses=[*SESSIONS.values(), analysis("elsewhere", [(2, "W2"), (3, "R5")])])
    own = [one for one in sequences(found.talk, found.bench.codes) if one.session in P1.sessions]
    alone = transitions(own, lags=LAGS, shuffles=found.shuffles).query("scope == 'pooled'")
    case = found.transitions.query("scope == 'case'")
    columns = [name for name in TRANSITIONS if name != "scope"]
    pd.testing.assert_frame_equal(alone[columns].reset_index(drop=True), case[columns].reset_index(drop=True))


def test_sessions_that_were_not_coded_are_in_no_sequence():
    assert "p1 s2" in set(study().bench.talk["session"])
    assert "p1 s2" not in set(study().transitions["session"])
    assert "p1 s2" not in set(study().talk["session"])


def test_intimacy_is_counted_in_turns_by_side_and_missing_where_nothing_was_looked_for():
    rows = study().intimacy.set_index(["session", "side"])
    columns = ["exposure", "exposure_clear", "presentation", "presentation_clear"]
    assert rows.loc[("p1 s3", "client"), columns].tolist() == [1, 1, 0, 0]
    assert rows.loc[("p1 s3", "therapist"), columns].tolist() == [0, 0, 1, 0]
    assert rows.loc[("p1 s2", "client"), columns].isna().all()
    assert rows.loc[("p1 s1", "client"), "turns"] == 30


def test_two_codes_of_one_mode_on_a_turn_are_one_turn():
    one = analysis("p1 s1", [(2, "SX.exposure"), (2, "SX.saying", "possible"), (4, "SX.calling")])
    rows = study(analyses=[one]).intimacy.set_index(["session", "side"])
    assert rows.loc[("p1 s1", "client"), ["exposure", "exposure_clear"]].tolist() == [2, 2]


def test_an_empty_study_has_every_table():
    empty = Study((), Casework().study().bench)
    assert [len(getattr(empty, name)) for name in TABLES] == [0] * len(TABLES)
