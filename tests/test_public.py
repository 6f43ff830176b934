"""The public names: their examples run, and they show well in a notebook, without a word that is not theirs."""

from __future__ import annotations

import doctest
from importlib import import_module
from pathlib import Path

import pytest

import analyzer
from analyzer.coding.rules import RuleCoder
from analyzer.following import follow
from analyzer.lag import Shuffles
from analyzer.reading import read

ROOT = Path(__file__).parent.parent
SAMPLE = ROOT / "sample_transcripts" / "maya-s03.txt"
EXAMPLES = (
    *("analyzer.analysis", "analyzer.reading", "analyzer.following", "analyzer.instruments", "analyzer.codes"),
    *("analyzer.coding.steady", "analyzer.lag.association", "analyzer.dips.criteria", "analyzer.agreement.icc"),
)


@pytest.mark.parametrize("name", EXAMPLES)
def test_the_examples_of_a_module_run(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    done = doctest.testmod(import_module(name), optionflags=doctest.NORMALIZE_WHITESPACE)
    assert done.attempted
    assert not done.failed


def test_every_public_name_is_there() -> None:
    for name in analyzer.__all__:
        assert getattr(analyzer, name) is not None


def test_a_session_and_an_analysis_show_what_they_hold_without_the_talk() -> None:
    session = read(SAMPLE)
    analysis = analyzer.analyze(session, coder=RuleCoder())
    assert repr(session) == "Session('maya-s03', 80 turns: Therapist therapist, Maya client)"
    assert repr(analysis).startswith("Analysis('maya-s03', ")
    for shown in (session._repr_html_(), analysis._repr_html_(), repr(session), repr(analysis)):
        assert "maya-s03" in shown
        assert not any(turn.text in shown for turn in session.talk if len(turn.text.split()) > 3)
    assert analysis._repr_html_().count("<tr>") > len({code.family for code in analysis.findings})


def test_a_case_and_a_study_show_their_sessions() -> None:
    study = follow(SAMPLE.parent.glob("maya-s0[12].txt"), coder=RuleCoder(), shuffles=Shuffles(0))
    (case,) = study.known
    assert all(session in case._repr_html_() for session in ("maya-s01", "maya-s02"))
    assert "<td>maya</td>" in study._repr_html_()


def test_what_a_file_says_is_no_markup_in_a_notebook(tmp_path: Path) -> None:
    path = tmp_path / "first.txt"
    path.write_text("Therapist: Hello.\n<img src=x>: Hello.\nTherapist: So.\n<img src=x>: So.\n", encoding="utf-8")
    assert "<img" not in read(path)._repr_html_()
