"""The codebook to read: every marker and example, and no text that turns into markup."""

from __future__ import annotations

import re
from dataclasses import replace
from html import unescape

from analyzer.codebook import Line, packaged, parsed
from analyzer.export import export
from analyzer.export.page import Block, html, markdown
from analyzer.starter import starter


def pages(path, books=None) -> tuple[str, str]:
    return tuple(file.read_text(encoding="utf-8") for file in export([], "codebook", path, books=books))


def test_both_pages_hold_every_marker_and_example(tmp_path):
    shown_markdown, shown_html = pages(tmp_path)
    plain = (re.sub(r"\\(.)", r"\1", shown_markdown), unescape(shown_html))
    for one in (marker for book in packaged() for marker in book.markers):
        spoken = [" ".join(example[-1].text.split()) for example in (*one.positive, *one.negative, *one.missed)]
        for page in plain:
            assert f"{one.id} {one.label}" in page
            assert one.definition in page
            assert not [text for text in spoken if text not in page]


def test_the_web_page_loads_nothing(tmp_path):
    _, page = pages(tmp_path)
    assert "default-src 'none'" in page
    assert not re.search(r"<(script|link|img|iframe)|https?:|url\(", page)


def test_a_users_codebook_is_not_said_to_follow_the_sources_of_the_packaged_ones(tmp_path):
    own = parsed(starter("humour").encode(), "humour.toml")
    assert all("inspired" not in page and "humour.example" in page for page in pages(tmp_path, [own]))
    assert all("inspired" in page for page in pages(tmp_path, [packaged()[0]]))


def test_contents_lead_to_every_marker(tmp_path):
    page = pages(tmp_path)[1]
    anchors = set(re.findall(r'href="#([^"]+)"', page))
    assert anchors == set(re.findall(r'<h[23] id="([^"]+)"', page))
    assert {"w2", "im-ask"} <= anchors


def test_text_stays_text(tmp_path):
    book = packaged()[0]
    example = (Line("Client", "<script>y</script>"),)
    odd = replace(book.markers[0], positive=(example,), label="<script>x</script>", definition="# *a* | [b](c) `d` <e>")
    shown_markdown, shown_html = pages(tmp_path, [replace(book, markers=(odd,))])
    assert "<script>" not in shown_html
    assert r"\# \*a\* \| \[b\](c) \`d\` \<e\>" in shown_markdown


def test_a_list_in_markdown_keeps_to_its_lines():
    assert markdown([Block("term", "Examples", items=("one\n- two", "three"))]) == (
        "**Examples:**\n\n- one - two\n- three\n"
    )
    assert "<li>three</li>" in html([Block("term", "Examples", items=("three",))], "t")
