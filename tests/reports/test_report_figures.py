import re
import subprocess
import sys
from xml.etree import ElementTree

import pytest

from reports import figures
from reports.provenance import References
from reports.view.session import session_view


@pytest.fixture
def timeline(analysis, provenance):
    return session_view(analysis, provenance=provenance, references=References()).timeline


def test_the_same_session_gives_the_same_bytes(timeline):
    assert figures.both(timeline) == figures.both(timeline)


def test_a_picture_holds_no_style_and_leads_nowhere_but_the_page(timeline):
    wide, narrow = figures.both(timeline)
    for svg in (wide, narrow):
        assert not re.search(r"style=|<style|target=|<metadata|url\(http", svg)
        links = re.findall(r'href="([^"]*)"', svg)
        assert links
        assert all(link.startswith("#") for link in links)
    assert "<title>Turn 4: W5" in wide
    assert 'href="#t4"' in wide


def test_both_pictures_share_no_id(timeline):
    ids = [re.findall(r'\bid="([^"]+)"', svg) for svg in figures.both(timeline)]
    assert not set(ids[0]) & set(ids[1])
    assert len(ids[0]) == len(set(ids[0]))


def test_every_event_and_every_code_is_drawn(timeline):
    root = ElementTree.fromstring(figures.timeline(timeline))
    classes = [group.get("class", "") for group in root.iter("{http://www.w3.org/2000/svg}g")]
    assert "band rupture resolved" in classes
    assert "band immediacy unanswered" in classes
    assert {"dots f-W clear", "dots f-E possible", "dots f-SX possible"} <= set(classes)
    assert len(list(root.iter("{http://www.w3.org/2000/svg}title"))) == 2 + 7


def test_a_speaker_named_like_markup_or_mathematics_is_drawn_as_written(timeline):
    from dataclasses import replace

    voices = (timeline.voices[0]._replace(label="<b>$x^$ & 王"), *timeline.voices[1:])
    assert "&lt;b&gt;$x^$ &amp; 王" in figures.timeline(replace(timeline, voices=voices))


def test_pyplot_and_its_state_are_never_loaded():
    code = (
        "import sys; from reports import figures; from reports.view.timeline import Timeline as T; "
        "figures.both(T((), (), (), (), '')); sys.exit('matplotlib.pyplot' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
