"""Every page in a browser, made of hostile text: nothing runs, nothing is asked for, and the policy is in force."""

from __future__ import annotations

from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest
from hostile import ELSEWHERE
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
def elsewhere():
    """Serve an address outside the pages, on this machine; yield it, and the paths that anybody asked it for."""
    seen = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self):
            seen.append(self.path)
            self.send_error(404)

        def log_message(self, *words):
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}", seen
    server.shutdown()
    server.server_close()


@pytest.fixture
def visit(browser):
    contexts = []

    def visit(path):
        """Open a page; return its tab, what it asked for, and what went wrong."""
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
        tab.add_init_script(TRAP)
        tab.goto(path.as_uri())
        return tab, asked, said

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
def test_what_gets_into_a_page_is_refused_by_its_policy(written, visit, elsewhere, tmp_path, kind):
    address, asked = elsewhere
    broken = tmp_path / "broken.html"
    text = written[kind].read_text(encoding="utf-8")
    assert text.count("</body>") == 1
    broken.write_text(text.replace("</body>", f"{INTRUDERS.replace(ELSEWHERE, address)}</body>"), encoding="utf-8")
    tab, *_ = visit(broken)
    tab.evaluate("address => fetch(address).catch(() => 0)", address)
    tab.evaluate("document.getElementById('leave').submit()")
    tab.wait_for_timeout(50)
    hits = tab.evaluate("globalThis.hits")
    assert [hit for hit in hits if not hit.startswith("refused ")] == []
    assert {hit.removeprefix("refused ") for hit in hits} >= REFUSED
    assert asked == []
    assert tab.url == broken.as_uri()


def test_without_a_policy_the_same_would_run_and_ask(visit, elsewhere, tmp_path):
    address, asked = elsewhere
    page = tmp_path / "bare.html"
    page.write_text(f"<!doctype html><body>{INTRUDERS.replace(ELSEWHERE, address)}</body>", encoding="utf-8")
    tab, *_ = visit(page)
    assert "ran inline" in tab.evaluate("globalThis.hits")
    assert {"/a.js", "/a.css"} <= set(asked)
