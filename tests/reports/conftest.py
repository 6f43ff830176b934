"""Fixtures: a coded session, and how it came to be."""

from __future__ import annotations

import pytest
from report_example import BID, CODES, RUPTURE, session

from analyzer.analysis import Analysis
from analyzer.codes import Code
from reports.provenance import Provenance


@pytest.fixture
def analysis() -> Analysis:
    codes = tuple(Code(turn, code, clarity, None, "rules 1", *rest) for turn, code, clarity, *rest in CODES)
    return Analysis(session(), codes, (RUPTURE, BID), "rules 1")


@pytest.fixture
def provenance() -> Provenance:
    return Provenance("9.9", "1 May 2031, 10:00", "rules 1", (("immediacy", "ab" * 32),))
