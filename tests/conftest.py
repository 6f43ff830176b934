"""Fixtures for all tests: a browser, started once, since a process can hold only one."""

from __future__ import annotations

from pathlib import Path

import pytest


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
