"""The page to check a redaction by: everything in its context, nothing run, nothing fetched."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path

import pytest

from analyzer.redaction import Change, Left, Redaction, run
from analyzer.redaction.run import Copied, Failed
from reports.redaction import review_page

HOSTILE = "<script>alert(1)</script>\x00\ud800"


@pytest.fixture
def page(tmp_path):
    talk = "T: How is your sister Orla?\nC: Orla's fine. Hope is what I have.\nT: And Zorvan?\nC: Call 07700 900123.\n"
    (tmp_path / "a.txt").write_text(talk, encoding="utf-8")
    return review_page(run([tmp_path / "a.txt"], tmp_path / "out"), made="today")


def test_each_replacement_stands_in_its_context(page):
    assert re.search(r"your sister <mark[^>]*>Orla</mark>\?", page)
    assert re.search(r"Call <mark[^>]*>07700 900123</mark>\.", page)
    assert page.count(">Orla</mark>") == 2
    assert re.search(r"<b>\[PERSON 1\]</b> Orla <span", page)
    assert 'id="class-A"' in page
    assert 'id="class-D"' in page


def test_what_was_left_and_what_is_less_sure_are_marked(page):
    left = page.split('id="left"')[1].split("</section>")[0]
    assert re.search(r"<mark[^>]*>Hope</mark> is what", left)
    assert re.search(r'class="group likely"><summary><b>\[PERSON 2\]</b> Zorvan', page)


def test_it_promises_nothing_and_names_the_classes_not_found(page):
    assert "no promise" in page
    assert "holds the original words" in page
    assert "B. Places smaller than a state" in page.split('id="none"')[1]


def test_hostile_words_do_not_run():
    change = Change("s", 1, "PERSON", f"[{HOSTILE}]", HOSTILE, HOSTILE, HOSTILE, HOSTILE, True)
    left = Left("s", 1, HOSTILE, HOSTILE, HOSTILE, HOSTILE)
    copied = Copied(Path("s.txt"), HOSTILE, Path("x"), 1, 1)
    page = review_page(Redaction((copied,), (change,), (left,), (Failed(Path("b"), HOSTILE),), HOSTILE), made=HOSTILE)
    assert "<script>alert" not in page
    page.encode("utf-8")
    assert "default-src 'none'" in unescape(page)


@pytest.mark.page
def test_it_opens_quietly_fits_and_sieves(page, tmp_path):
    chromium = Path("/usr/bin/chromium")
    if not chromium.exists():
        pytest.skip("NO CHROMIUM: the page was not opened in a browser; install Debian's chromium to test it")
    api = pytest.importorskip("playwright.sync_api")
    (tmp_path / "page.html").write_text(page, encoding="utf-8")
    with api.sync_playwright() as play:
        tab = play.chromium.launch(executable_path=str(chromium), args=["--no-sandbox"]).new_page(
            viewport={"width": 390, "height": 800}
        )
        seen: list[str] = []
        tab.on("console", lambda message: seen.append(message.text))
        tab.on("pageerror", lambda error: seen.append(str(error)))
        tab.goto((tmp_path / "page.html").as_uri())
        assert tab.evaluate("document.documentElement.scrollWidth") <= 390
        tab.check("#unsure")
        assert tab.locator(".group:visible").count() == 2
        tab.fill("#filter", "zorvan")
        assert "1 of 4 shown" in tab.inner_text("#shown")
        assert seen == []
