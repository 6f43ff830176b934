"""Near misses: talk written to tempt the default coder, in which no turn should be coded."""

from __future__ import annotations

import pytest

from analyzer.coding import chosen
from benchmarks.accuracy import near_misses

pytest.importorskip("onnxruntime")

A_KIND = 0.4
"""Of one kind, at most this share of exchanges may draw a code."""
ALL, CLEAR = 0.1, 0.015
"""Of all kinds together, at most these shares may draw a code, and a clear one."""


@pytest.fixture(scope="module")
def drawn() -> dict[str, tuple[int, int, int]]:
    return near_misses(chosen("hybrid"))


def test_no_kind_of_near_miss_fools_the_coder_often(drawn: dict[str, tuple[int, int, int]]) -> None:
    assert {kind: any_ / count for kind, (any_, _, count) in drawn.items() if any_ / count > A_KIND} == {}


def test_few_near_misses_draw_a_code_and_hardly_any_a_clear_one(drawn: dict[str, tuple[int, int, int]]) -> None:
    any_, clear, count = (sum(column) for column in zip(*drawn.values(), strict=True))
    assert count >= 200
    assert any_ / count <= ALL
    assert clear / count <= CLEAR
