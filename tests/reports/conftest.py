"""Fixtures: a coded session, how it came to be, and a browser."""

from __future__ import annotations

from pathlib import Path

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


@pytest.fixture(scope="session")
def browser():
    """Start Debian's chromium, or skip, saying so."""
    chromium = Path("/usr/bin/chromium")
    if not chromium.exists():
        pytest.skip("NO CHROMIUM: the pages were not opened in a browser; install Debian's chromium to test them")
    api = pytest.importorskip("playwright.sync_api")
    with api.sync_playwright() as play:
        opened = play.chromium.launch(executable_path=str(chromium), args=["--no-sandbox"])
        yield opened
        opened.close()
