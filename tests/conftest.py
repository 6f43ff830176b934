"""For all tests: examples that are the same on every run, and a browser, started once a process."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import settings

settings.register_profile("the same everywhere", deadline=None, derandomize=True, database=None)
settings.load_profile("the same everywhere")


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
