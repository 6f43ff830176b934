"""Pages of cases: self-contained, safe, the same bytes for the same study, and whole in a browser and in print."""

from __future__ import annotations

import base64
import hashlib
import re
from pathlib import Path
from urllib.parse import unquote

import pytest
from casework_example import HOSTILE, P1, SESSIONS, WAI, analysis, rupture, scores, study, work

from analyzer import casework
from analyzer.cases.case import Case, Visit
from analyzer.output import folder, write
from reports.cases.html import case_page, caseload_page, sequences_page
from reports.provenance import Provenance
from reports.site import Site

MADE = Provenance("9.9", "1 May 2031")
VISITS = tuple(Visit(f"{HOSTILE[:30]} {n}", Path("x"), n) for n in (1, 2))
NAMED = Case(HOSTILE, VISITS, HOSTILE, "named")


def pages(found, case):
    made = {"provenance": MADE}
    return case_page(found, case, **made), caseload_page(found, **made), sequences_page(found, **made)


@pytest.fixture(scope="module")
def three():
    found = study(found=scores("P1", WAI))
    return pages(found, found.known[0])


@pytest.fixture(scope="module")
def hostile():
    own = [analysis(v.session, [(2, "W2"), (3, "EVIL<b>.x")], [rupture(1, 2, "unresolved", "W2")]) for v in VISITS]
    found = study([NAMED], own, scores(HOSTILE, WAI, measure=HOSTILE, rater=HOSTILE))
    return pages(found, found.known[0])


def test_the_same_study_gives_the_same_bytes(three):
    assert case_page(study(found=scores("P1", WAI)), P1, provenance=MADE) == three[0]


def test_pages_hold_nothing_that_their_policy_forbids(three):
    for page in three:
        policy = re.search(r'Content-Security-Policy" content="([^"]+)"', page)[1].replace("&#39;", "'")
        assert policy.startswith("default-src 'none';")
        for tag in ("style", "script"):
            (content,) = re.findall(rf"<{tag}>(.*?)</{tag}>", page, re.DOTALL)
            assert base64.b64encode(hashlib.sha256(content.encode()).digest()).decode() in policy
        assert not re.search(r"<[^>]+\sstyle=|<[^>]+\son\w+=|<(img|link|iframe|object|form|base)\b", page)
        assert not re.findall(r'(?:href|src)="(?!#|\.\./|cases/|sessions/|cases\.html|index\.html)[^"]*"', page)


def test_ids_are_unique_and_links_within_a_page_lead_somewhere(three):
    for page in three:
        ids = re.findall(r'\sid="([^"]+)"', page)
        assert len(ids) == len(set(ids))
        assert set(re.findall(r'href="#([^"]+)"', page)) <= set(ids)


def test_hostile_names_stay_names(hostile):
    for page in hostile:
        assert len(re.findall("<script>", page)) == 1
        assert "<img" not in page
        assert "\x00" not in page
        page.encode("utf-8")
    assert "{{ 7*7 }}" in hostile[0]


def test_pages_hold_no_words_of_the_talk(three):
    assert not any("secret" in page for page in three)


def test_cautions_stand_where_numbers_do(three):
    case, caseload, sequences = three
    assert "Dips are not ruptures." in case
    assert "fewer than five" in case
    assert "does not show that it caused it" in case
    assert "does not show that it caused it" in sequences
    assert "they do not rank clients or therapists" in caseload


def test_words_of_judgement_and_diagnosis_are_not_used(three):
    for page in three:
        words = re.sub(r"<(style|script)>.*?</\1>|<[^>]+>", " ", page, flags=re.DOTALL).lower()
        assert not re.search(r"\b(patient|poor|bad|fail(ed|ure)|pathological|resistan\w+|validated tool)\b", words)


def test_a_case_without_scores_says_how_to_give_some():
    found = study()
    page = case_page(found, P1, provenance=MADE)
    assert "No alliance scores were given" in page
    assert "Dips are not ruptures" not in page


def test_a_case_of_which_nothing_could_be_coded_has_a_page():
    found = study(analyses=[analysis("p1 s2", coded=False)])
    page = case_page(found, P1, provenance=MADE)
    assert "None of the sessions could be coded" in page
    assert "No rupture episode was found" in page


def test_pictures_of_one_page_share_no_id_and_hold_no_style(three):
    drawn = re.findall(r"<svg.*?</svg>", three[0], re.DOTALL)
    assert len(drawn) >= 14
    ids = [name for svg in drawn for name in set(re.findall(r'\bid="([^"]+)"', svg))]
    assert len(ids) == len(set(ids))


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    """Write a whole batch: sessions, cases, sequences, index."""
    out = tmp_path_factory.mktemp("site")
    drawn = Site("1 May 2031", "person")
    folder(out / "sessions")
    for one in SESSIONS.values():
        write(out / "sessions" / f"{one.session.id}.html", drawn.session(one))
    assert casework.finish(work(found=scores("P1", WAI)), out, pages=drawn) == ()
    write(out / "index.html", drawn.index())
    return out


def test_every_link_between_pages_leads_to_a_page_and_a_place(site):
    for path in (site / "cases.html", site / "sequences.html", *(site / "cases").iterdir()):
        for link in re.findall(r'href="([^"#][^"]*)"', path.read_text(encoding="utf-8")):
            name, _, anchor = link.partition("#")
            target = path.parent / unquote(name)
            assert target.is_file(), link
            assert not anchor or f'id="{anchor}"' in target.read_text(encoding="utf-8"), link


def test_the_index_leads_to_cases_and_sequences_only_where_there_are_some(site):
    index = (site / "index.html").read_text(encoding="utf-8")
    assert 'href="cases.html"' in index
    assert "1 case, session by session" in index
    assert 'href="sequences.html"' in index
    assert 'href="cases.html"' not in Site("1 May 2031", "person").index()


@pytest.mark.page
@pytest.mark.parametrize("width", [1280, 390])
@pytest.mark.parametrize("place", ["cases/P1.html", "cases.html", "sequences.html", "index.html"])
def test_pages_open_quietly_and_fit(browser, site, place, width):
    seen = []
    tab = browser.new_page(viewport={"width": width, "height": 900})
    tab.on("console", lambda message: seen.append(message.text))
    tab.on("pageerror", lambda error: seen.append(str(error)))
    tab.on("request", lambda request: None if request.url.startswith("file:") else seen.append(request.url))
    tab.goto((site / place).as_uri())
    assert tab.evaluate("document.documentElement.scrollWidth") <= width
    assert seen == []
    tab.close()


@pytest.mark.page
def test_hostile_names_do_not_run(browser, hostile, tmp_path):
    for number, page in enumerate(hostile):
        (tmp_path / f"{number}.html").write_text(page, encoding="utf-8")
        tab = browser.new_page(viewport={"width": 390, "height": 900})
        tab.on("dialog", lambda dialog: pytest.fail("a dialog"))
        tab.goto((tmp_path / f"{number}.html").as_uri())
        assert tab.locator("img").count() == 0
        assert tab.evaluate("document.documentElement.scrollWidth") <= 390
        tab.close()


@pytest.mark.page
def test_a_mark_leads_to_its_story_in_the_session(browser, site):
    tab = browser.new_page(viewport={"width": 1280, "height": 900})
    tab.goto((site / "cases" / "P1.html").as_uri())
    tab.locator("#ruptures .picture.wide a:has(title:text('p1 s3')) use").first.click()
    assert "sessions/p1%20s3.html#event-" in tab.url
    tab.close()


@pytest.mark.page
def test_print_shows_wide_pictures_on_white(browser, site):
    tab = browser.new_page()
    tab.goto((site / "cases" / "P1.html").as_uri())
    tab.emulate_media(media="print", color_scheme="dark")
    assert tab.locator("#trajectories .picture.wide").is_visible()
    assert not tab.locator("#trajectories .picture.narrow").is_visible()
    assert tab.evaluate("getComputedStyle(document.documentElement).getPropertyValue('--paper').trim()") == "#fdfcfa"
    tab.close()


@pytest.mark.page
def test_the_caseload_sorts_and_says_what_it_counts(browser, site):
    tab = browser.new_page()
    tab.goto((site / "cases.html").as_uri())
    assert tab.inner_text("#shown") == "1 of 1 cases shown"
    tab.close()
