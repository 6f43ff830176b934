"""The pages in a browser: nothing is fetched, nothing hostile runs, filters and keys work, print shows everything."""

from __future__ import annotations

import pytest
from report_example import HOSTILE, session

from analyzer.analysis import Analysis
from reports.html import index_page, session_page
from reports.view.index import index_row

pytestmark = pytest.mark.page


@pytest.fixture
def visit(browser, tmp_path):
    """Open a page from disk; fail at the end if it asked for anything, logged anything or raised."""
    seen, opened = [], []

    def visit(page: str, *, width: int = 1280, anchor: str = ""):
        path = tmp_path / f"{len(opened)}.html"
        path.write_text(page, encoding="utf-8")
        tab = browser.new_page(viewport={"width": width, "height": 900})
        tab.on("console", lambda message: seen.append(message.text))
        tab.on("pageerror", lambda error: seen.append(str(error)))
        tab.on("dialog", lambda dialog: (seen.append("a dialog"), dialog.dismiss()))
        tab.on("request", lambda request: None if request.url.startswith(path.as_uri()) else seen.append(request.url))
        tab.goto(path.as_uri() + anchor)
        opened.append(tab)
        return tab

    yield visit
    for tab in opened:
        tab.close()
    assert seen == []


@pytest.fixture
def page(analysis, provenance):
    return session_page(analysis, provenance=provenance)


def shown(tab):
    return tab.locator(".turn:visible").count()


@pytest.mark.parametrize("width", [1280, 390])
def test_pages_open_quietly_and_fit(visit, page, analysis, provenance, width):
    index = index_page([index_row(analysis, href="x.html", provenance=provenance)], provenance=provenance)
    for content in (page, index):
        tab = visit(content, width=width)
        assert tab.evaluate("document.documentElement.scrollWidth") <= width


def test_hostile_talk_does_not_run(visit, analysis, provenance):
    talk = session(tuple(HOSTILE + "x" * 3000 for _ in range(12)), id=HOSTILE)
    tab = visit(session_page(Analysis(talk, analysis.findings, analysis.story, ""), provenance=provenance), width=390)
    assert tab.locator("img").count() == 0
    assert tab.evaluate("document.documentElement.scrollWidth") <= 390


def test_the_policy_stops_what_is_not_the_pages_own(browser, page, tmp_path):
    path = tmp_path / "page.html"
    path.write_text(page.replace("</body>", "<script>document.title = 'broken'</script></body>"), encoding="utf-8")
    tab = browser.new_page()
    tab.goto(path.as_uri())
    assert "broken" not in tab.title()
    assert tab.evaluate("fetch('https://example.org').then(() => 'reached', () => 'stopped')") == "stopped"
    tab.close()


def test_filters_hide_turns_codes_and_highlights(visit, page):
    tab = visit(page)
    assert shown(tab) == 12
    tab.check("#only")
    assert shown(tab) == 5
    tab.uncheck("[data-family=W]")
    assert shown(tab) == 4
    tab.check("#firm")
    assert shown(tab) == 3
    assert not tab.locator("#t8").is_visible()
    assert "3 of 12 turns shown" in tab.inner_text("#shown")
    tab.uncheck("#only")
    assert shown(tab) == 12
    assert not tab.locator("#t4 details.code").is_visible()


def test_keys_step_through_coded_turns_and_can_be_turned_off(visit, page):
    tab = visit(page)
    now = "document.querySelector('.turn.now')?.id"
    steps = []
    for key in "jjjkk":
        tab.keyboard.press(key)
        steps.append(tab.evaluate(now))
    assert steps == ["t4", "t5", "t6", "t5", "t4"]
    tab.uncheck("#keys")
    tab.keyboard.press("j")
    assert tab.evaluate(now) == "t4"
    tab.click("#next")
    assert tab.evaluate(now) == "t5"


def test_a_link_to_a_hidden_turn_shows_it(visit, page):
    tab = visit(page)
    tab.check("#only")
    tab.evaluate("location.hash = '#t1'")
    tab.wait_for_function("!document.getElementById('t1').hidden")


def test_a_mark_on_the_timeline_leads_to_its_turn(visit, page):
    tab = visit(page)
    tab.locator(".picture.wide a:has(title:text('Turn 4:')) use").first.click()
    assert tab.url.endswith("#t4")


def test_without_script_everything_is_there(browser, page, tmp_path):
    path = tmp_path / "page.html"
    path.write_text(page, encoding="utf-8")
    context = browser.new_context(java_script_enabled=False)
    tab = context.new_page()
    tab.goto(path.as_uri())
    assert tab.locator(".turn:visible").count() == 12
    assert not tab.locator("#tools").is_visible()
    context.close()


def test_print_shows_the_whole_transcript_on_white(visit, page):
    tab = visit(page)
    tab.emulate_media(media="print", color_scheme="dark")
    assert shown(tab) == 12
    assert tab.locator("#t4 .code:visible").count() == 1
    assert not tab.locator("nav").is_visible()
    assert tab.evaluate("getComputedStyle(document.documentElement).getPropertyValue('--paper').trim()") == "#fdfcfa"


def test_the_index_sorts_and_filters(visit, analysis, provenance):
    quiet = Analysis(session(id="alpha 10"), (), (), "")
    other = Analysis(session(id="alpha 9"), (), (), "")
    rows = [index_row(a, href="x.html", provenance=provenance) for a in (analysis, quiet, other)]
    tab = visit(index_page(rows, provenance=provenance))
    names = "[...document.querySelectorAll('tbody tr:not([hidden]) th')].map(cell => cell.innerText)"
    assert tab.evaluate(names)[0] == "one"
    tab.click("thead button:has-text('Session')")
    assert tab.evaluate(names) == ["alpha 9", "alpha 10", "one"]
    assert tab.get_attribute("thead th >> nth=0", "aria-sort") == "ascending"
    tab.click("thead button:has-text('Session')")
    assert tab.evaluate(names)[0] == "one"
    tab.fill("#filter", "ALPHA")
    assert tab.evaluate(names) == ["alpha 10", "alpha 9"]
    assert "2 of 3" in tab.inner_text("#shown")
