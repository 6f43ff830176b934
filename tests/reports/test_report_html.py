import base64
import hashlib
import re
from collections import Counter
from dataclasses import replace
from html.parser import HTMLParser

import pytest
from report_example import HOSTILE, session

from analyzer.analysis import Analysis
from analyzer.session import Problem
from reports.html import index_page, session_page
from reports.provenance import Accuracy, References
from reports.view.index import Failure, index_row


class Page(HTMLParser):
    """The ids, links, tags and text of a page."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.ids, self.links, self.tags, self.words = Counter(), [], [], []
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        given = dict(attrs)
        self.tags.append((tag, given))
        self.ids.update(filter(None, [given.get("id")]))
        self.links += [given[key] for key in ("href", "xlink:href") if key in given]

    def handle_data(self, data):
        self.words.append(data)


@pytest.fixture
def page(analysis, provenance):
    return session_page(analysis, provenance=provenance)


@pytest.fixture
def hostile(analysis, provenance):
    talk = replace(
        session(tuple(HOSTILE for _ in range(12)), id=HOSTILE),
        roles=tuple(role._replace(speaker=HOSTILE) for role in analysis.session.roles),
    )
    codes = tuple(code._replace(why=HOSTILE, coder=HOSTILE) for code in analysis.findings)
    made = replace(provenance, problems=(Problem(1, HOSTILE),), coder=HOSTILE, settlement=HOSTILE, version=HOSTILE)
    return Analysis(talk, codes, analysis.story, HOSTILE), made


def test_the_same_analysis_gives_the_same_bytes(analysis, provenance):
    pages = {session_page(replace(analysis), provenance=provenance) for _ in range(2)}
    assert len(pages) == 1


def test_every_link_leads_to_one_place_on_the_page(page):
    read = Page(page)
    assert [link for link in read.links if link[0] != "#" or read.ids[link[1:]] != 1] == []
    assert [name for name, count in read.ids.items() if count > 1] == []


def test_every_finding_links_to_its_story_and_its_turn(page):
    review = page[page.index('id="review"') : page.index('id="timeline"')]
    assert {"#event-r1", "#event-i1", "#t4", "#t10"} <= set(re.findall(r'href="(#[^"]+)"', review))


def test_the_policy_allows_exactly_the_style_and_script_of_the_page(page):
    policy = re.search(r'Content-Security-Policy" content="([^"]+)"', page)[1].replace("&#39;", "'")
    assert policy.startswith("default-src 'none';")
    for tag, source in (("style", "style-src"), ("script", "script-src")):
        (content,) = re.findall(rf"<{tag}>(.*?)</{tag}>", page, re.DOTALL)
        digest = base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()
        assert f"{source} 'sha256-{digest}'" in policy


def test_nothing_on_a_page_needs_what_the_policy_forbids(page):
    tags = Page(page).tags
    assert not [tag for tag, given in tags if "style" in given or any(name.startswith("on") for name in given)]
    assert not {tag for tag, _ in tags} & {"img", "link", "iframe", "object", "form", "base", "embed"}


def test_hostile_words_stay_words(hostile):
    analysis, provenance = hostile
    page = session_page(analysis, provenance=provenance)
    read = Page(page)
    assert sum(tag == "script" for tag, _ in read.tags) == 1
    assert not any(tag == "img" for tag, _ in read.tags)
    assert any("{{ 7*7 }}{% raw %}" in words for words in read.words)
    assert "\x00" not in page
    page.encode("utf-8")


def test_hostile_names_stay_names_in_the_index(hostile):
    analysis, provenance = hostile
    row = index_row(analysis, href="a.html", provenance=provenance)
    page = index_page([row], provenance=provenance, failures=[Failure(HOSTILE, HOSTILE)])
    assert sum(tag == "script" for tag, _ in Page(page).tags) == 1
    page.encode("utf-8")


def test_every_word_of_the_talk_is_in_the_transcript(page, analysis):
    transcript = page[page.index('<ol class="turns"') :]
    for turn in analysis.session.talk:
        item = re.search(rf'<li id="t{turn.turn}".*?</p>\s*<p class="text" dir="auto">(.*?)</p>', transcript, re.DOTALL)
        assert "".join(Page(item[1]).words) == turn.text


def test_a_highlight_names_code_coder_reason_accuracy_and_source(analysis, provenance):
    known = References(accuracy={"W5": Accuracy(0.62, 0.51, 0.72, 84)})
    page = session_page(analysis, provenance=provenance, references=known)
    turn = "".join(Page(re.search(r'<li id="t4".*?</li>', page, re.DOTALL)[0]).words)
    for told in ("W5", "rules 1, clear", "bare agreement after a request", "precision 62", "84 marks judged"):
        assert told in turn
    assert "Accuracy: not measured." in page


def test_a_session_with_nothing_found_says_so_calmly(provenance):
    page = session_page(Analysis(session(), (), (), "rules 1"), provenance=provenance)
    assert "Nothing in this session asked to be looked at first" in page
    assert "not a verdict" in page


def test_uncoded_sessions_show_their_talk_and_no_findings(analysis, provenance):
    unsure = replace(analysis.session, roles=tuple(r._replace(role="unsure") for r in analysis.session.roles))
    page = session_page(Analysis(unsure, (), (), "rules 1"), provenance=provenance)
    assert "unsure who the therapist is" in page
    assert 'id="review"' not in page
    assert "coded by" not in page
    assert 'id="t12"' in page


def test_an_empty_file_has_a_page(provenance):
    made = replace(provenance, problems=(Problem(3, "not a line of talk"),))
    page = session_page(Analysis(session(()), (), (), "rules 1"), provenance=made)
    assert "No talk was found" in page
    assert "not a line of talk" in page


def test_the_index_puts_open_sessions_first_and_uncoded_ones_last(analysis, provenance):
    quiet = Analysis(session(id="a quiet one"), (), (), "")
    repaired = replace(analysis, session=session(id="b repaired"), story=analysis.story[:1])
    empty = Analysis(session((), id="0 empty"), (), (), "")
    rows = [index_row(a, href="x.html", provenance=provenance) for a in (empty, quiet, repaired, analysis)]
    page = index_page(rows, provenance=provenance, failures=[Failure("broken.docx", "not a Word file")])
    names = re.findall(r"<th scope=\"row\"><a [^>]+><bdi>([^<]+)", page)
    assert names == ["one", "b repaired", "a quiet one", "0 empty"]
    assert "1 unanswered bid; 1 repaired withdrawal" in page
    assert "broken.docx" in page
    assert "not a Word file" in page


def test_a_thousand_sessions_make_one_index(analysis, provenance):
    row = index_row(analysis, href="x.html", provenance=provenance)
    page = index_page((replace(row, session=f"s{n}") for n in range(1000)), provenance=provenance)
    assert page.count("<tr class=") == 1000
    assert "<b>12,000</b> turns" in page
