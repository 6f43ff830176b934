"""Every page in a browser, made of hostile text: nothing runs, nothing is asked for, and the policy is in force."""

from __future__ import annotations

from pathlib import Path

import pytest
from hostile_pages import pages

pytestmark = pytest.mark.page

KINDS = (
    *("session", "session, reviewed", "session, uncoded", "index", "caseload", "case", "sequences", "blind"),
    *("redaction", "codebook", "differences", "drawn session", "drawn index", "drawn redaction"),
)
HERE = Path(__file__).parent
TRAP, USE, SEEN = ((HERE / f"{name}.js").read_text(encoding="utf-8") for name in ("trap", "use", "seen"))
INTRUDERS = (HERE / "intruders.html").read_text(encoding="utf-8")
REFUSED = {
    *("script-src-elem", "script-src-attr", "style-src-elem", "style-src-attr", "img-src", "frame-src", "object-src"),
    *("media-src", "base-uri", "form-action", "connect-src"),
}


@pytest.fixture(scope="module")
def written(tmp_path_factory):
    found = pages(tmp_path_factory.mktemp("hostile"))
    case = next(name for name in found if name.startswith("case "))
    return {**found, "case": found[case]}


@pytest.fixture
def visit(browser):
    contexts = []
    left = []

    def visit(path):
        """Open a page; return its tab, what it asked for, and what went wrong; `visit.left` holds what left it."""
        context = browser.new_context(accept_downloads=True)
        contexts.append(context)
        tab, asked, said = context.new_page(), [], []
        tab.on("console", lambda message: said.append(message.text))
        tab.on("pageerror", lambda error: said.append(str(error)))
        tab.on("dialog", lambda dialog: (said.append("a dialog"), dialog.dismiss()))
        tab.on("popup", lambda _: said.append("a window"))
        tab.on(
            "framenavigated", lambda frame: said.append(frame.url) if not frame.url.startswith(path.as_uri()) else None
        )
        context.on("request", lambda request: asked.append(request.url))
        context.route(
            lambda url: not url.startswith("file:"), lambda route: (left.append(route.request.url), route.abort())
        )
        tab.add_init_script(TRAP)
        tab.goto(path.as_uri())
        return tab, asked, said

    visit.left = left
    yield visit
    for context in contexts:
        context.close()


@pytest.mark.parametrize("kind", KINDS)
def test_hostile_text_is_only_text(written, visit, kind):
    path = written[kind]
    tab, asked, said = visit(path)
    before = tab.evaluate(SEEN)
    tab.evaluate(USE)
    tab.wait_for_timeout(50)
    for seen in (before, tab.evaluate(SEEN)):
        assert seen["hits"] == []
        assert seen["foreign"] == []
        assert (seen["scripts"], seen["refreshes"]) == (0 if kind == "codebook" else 1, 0)
        assert seen["styles"] == 1
        assert seen["handlers"] == []
        assert seen["links"] == []
    assert "{{7*7}}" in before["text"]
    assert "onerror=ran(" in before["text"]  # it is there, as text
    assert "\x00" not in before["text"]
    assert said == []
    assert [url for url in asked if not url.startswith((path.as_uri(), "blob:"))] == []


@pytest.mark.parametrize("kind", KINDS)
def test_what_gets_into_a_page_is_refused_by_its_policy(written, visit, tmp_path, kind):
    broken = tmp_path / "broken.html"
    text = written[kind].read_text(encoding="utf-8")
    assert text.count("</body>") == 1
    broken.write_text(text.replace("</body>", f"{INTRUDERS}</body>"), encoding="utf-8")
    tab, *_ = visit(broken)
    tab.evaluate("fetch('http://192.0.2.1/').catch(() => 0)")
    tab.evaluate("document.getElementById('leave').submit()")
    tab.wait_for_timeout(50)
    hits = tab.evaluate("globalThis.hits")
    assert [hit for hit in hits if not hit.startswith("refused ")] == []
    assert {hit.removeprefix("refused ") for hit in hits} >= REFUSED
    assert visit.left == []
    assert tab.url == broken.as_uri()
