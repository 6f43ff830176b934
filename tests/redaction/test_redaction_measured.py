"""What redaction finds of identifiers planted by hand, and that the documentation says so."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest
from redaction_measure import BEGIN, END, LATER, PLANTED, THIRD, outcome, planted, rows, tables

FROZEN = {
    PLANTED: "5d43172e61d631f1b1a78c385071ee3d812364ee0d1fdacf094e32a34c987582",
    THIRD: "53bcfd34f7692fd4b706cf463002056e073c64ddc1ba10f055a6ca578561ef96",
    LATER: "2e0b8b45b0a518bf2ccb030d763a32fac2b713949db00ec0c8294afad1b88b47",
}


@pytest.mark.parametrize("path", FROZEN, ids=lambda path: path.stem)
def test_the_planted_transcripts_are_as_first_written(path):
    assert hashlib.sha256(path.read_bytes()).hexdigest() == FROZEN[path]


@pytest.mark.parametrize("path", [PLANTED, THIRD], ids=lambda path: path.stem)
def test_every_class_is_planted_and_more_than_four_hundred_in_all(path):
    plants = [plant for one in planted(path) for plant in one.plants]
    assert len(plants) >= 420
    assert {plant.letter for plant in plants} == set("ABCDEFGHIJKLMNOPQR")


@pytest.mark.parametrize("path", FROZEN, ids=lambda path: path.stem)
def test_most_of_every_class_is_gone_and_most_replacements_are_right(path):
    measured = rows([outcome(one) for one in planted(path)])
    assert sum(row.gone for row in measured.values()) >= 0.95 * sum(row.planted for row in measured.values())
    assert sum(row.right for row in measured.values()) >= 0.96 * sum(row.made for row in measured.values())
    assert all(row.gone >= 0.85 * row.planted for row in measured.values() if row.planted > 9)


def test_the_documentation_has_these_figures():
    text = (Path(__file__).parents[2] / "docs" / "redaction.md").read_text(encoding="utf-8")
    assert text.split(BEGIN)[1].split(END)[0].strip() == tables()
