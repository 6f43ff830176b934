from dataclasses import replace
from pathlib import Path

from report_example import session

from reports.site import Site


def test_a_site_links_each_page_from_its_index_and_lists_failures(analysis):
    site = Site("1 May 2031", "rules 1")
    assert "1 May 2031" in site.session(analysis)
    site.session(replace(analysis, session=session(id="a/ü #2?")))
    site.failed(Path("/somewhere/private/b.docx"), "not a Word file")
    index = site.index()
    assert 'href="sessions/one.html"' in index
    assert 'href="sessions/a/%C3%BC%20%232%3F.html"' in index
    assert "b.docx" in index
    assert "/somewhere/private" not in index
