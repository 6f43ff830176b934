"""Fixtures: pages opened from disk, in a browser that fails the test on any request, message or dialog."""

from __future__ import annotations

import pytest

from reports.provenance import Provenance


@pytest.fixture
def provenance():
    return Provenance("9.9", "1 May 2031, 10:00", "rules 1")


@pytest.fixture
def visit(browser, tmp_path):
    seen, contexts = [], []

    def visit(page: str, *, width: int = 1280, before: str = "", context=None):
        path = tmp_path / f"page{len(contexts)}.html"
        path.write_text(page, encoding="utf-8")
        context = context or browser.new_context(viewport={"width": width, "height": 900}, accept_downloads=True)
        contexts.append(context)
        tab = context.new_page()
        tab.on("console", lambda message: seen.append(message.text))
        tab.on("pageerror", lambda error: seen.append(str(error)))
        tab.on("dialog", lambda dialog: (seen.append("a dialog"), dialog.accept()))
        tab.on(
            "request", lambda asked: None if asked.url.startswith((path.as_uri(), "blob:")) else seen.append(asked.url)
        )
        if before:
            tab.add_init_script(before)
        tab.goto(path.as_uri())
        return tab

    yield visit
    for context in contexts:
        context.close()
    assert seen == []
