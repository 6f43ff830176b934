"""What redaction finds of identifiers it was not written on, and that the documentation says so."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest
from redaction_measure import BEGIN, END, PLANTED, outcome, planted, rows, table

FROZEN = "5d43172e61d631f1b1a78c385071ee3d812364ee0d1fdacf094e32a34c987582"


@pytest.fixture(scope="module")
def measured():
    return rows([outcome(one) for one in planted()])


def test_the_planted_transcripts_are_as_first_written():
    assert hashlib.sha256(PLANTED.read_bytes()).hexdigest() == FROZEN
    assert sum(len(one.plants) for one in planted()) >= 420
    assert {plant.letter for one in planted() for plant in one.plants} == set("ABCDEFGHIJKLMNOPQR")


def test_most_of_every_class_is_gone_and_most_replacements_are_right(measured):
    assert sum(row.gone for row in measured.values()) >= 0.93 * sum(row.planted for row in measured.values())
    assert sum(row.right for row in measured.values()) >= 0.95 * sum(row.made for row in measured.values())
    assert all(row.gone >= 0.75 * row.planted for row in measured.values())


def test_the_documentation_has_these_figures(measured):
    text = (Path(__file__).parents[2] / "docs" / "redaction.md").read_text(encoding="utf-8")
    assert text.split(BEGIN)[1].split(END)[0].strip() == table(measured)
