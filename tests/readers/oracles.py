"""Oracles: the words that a well-kept library finds in a file of each kind, to compare the readers with."""

from __future__ import annotations

import csv
import json
import re

EDGES = re.compile(r"^[\W_]+|[\W_]+$")


def words(text):
    """Return the words in `text` without the signs around them, regardless of case and kinds of apostrophes."""
    bare = (EDGES.sub("", word).casefold().replace("’", "'") for word in text.split())
    return [word for word in bare if word]


def _vtt(path):
    import webvtt

    return "\n".join(f"{cue.voice or ''} {_spoken(cue.text)}" for cue in webvtt.read(path))


def _spoken(text):
    return " ".join(map(json.loads(text).get, ("speakerName", "spokenText"))) if text.startswith("{") else text


def _sbv(path):
    import webvtt

    return "\n".join(cue.text for cue in webvtt.from_sbv(path))


def _srt(path):
    import srt

    return "\n".join(re.sub("<[^>]*>", "", cue.content) for cue in srt.parse(path.read_text(encoding="utf-8")))


def _pysubs2(path):
    import pysubs2

    events = pysubs2.load(str(path), format_=path.suffix[1:])
    return "\n".join(f"{event.name} {event.plaintext}" for event in events)


def _elan(path):
    import pympi

    eaf = pympi.Eaf(str(path))
    return "\n".join(note[2] for tier in eaf.get_tier_names() for note in eaf.get_annotation_data_for_tier(tier))


def _praat(path):
    from praatio import textgrid

    grid = textgrid.openTextgrid(str(path), includeEmptyIntervals=False)
    return "\n".join(entry[-1] for name in grid.tierNames for entry in grid.getTier(name).entries)


def _chat(path):
    from rustling.chat import CHAT

    return " ".join(CHAT.from_files([str(path)], strict=False).words())


def _docx(path):
    from docx2python import docx2python

    with docx2python(path) as document:
        return document.body_pdf_text if hasattr(document, "body_pdf_text") else document.text


def _rtf(path):
    from striprtf.striprtf import rtf_to_text

    return rtf_to_text(path.read_text(encoding="latin-1"), errors="replace")


def _odf(path):
    from odf import teletype
    from odf.opendocument import load

    return teletype.extractText(load(str(path)).body)


def _xlsx(path):
    from openpyxl import load_workbook

    return "\n".join(str(cell) for sheet in load_workbook(path) for row in sheet.values for cell in row if cell)


def _xml(path):
    from lxml import etree

    root = etree.parse(str(path)).getroot()
    return "\n".join(text for part in root if not part.tag.endswith("head") for text in part.itertext())


def _html(path):
    from lxml import html

    page = html.parse(str(path)).getroot()
    return "\n".join(page.find("body").itertext())


def _json(path):
    text = path.read_text(encoding="utf-8")
    values = [json.loads(text)] if path.suffix == ".json" else map(json.loads, text.splitlines())
    return "\n".join(part for value in values for part in _strings(value))


def _strings(value):
    if isinstance(value, str) and len(value.split()) > 2:
        yield value
    elif isinstance(value, (dict, list)):
        for inner in value.values() if isinstance(value, dict) else value:
            yield from _strings(inner)


def _plain(path):
    return re.sub(r"[()\[\]<>]", " ", path.read_text(encoding="utf-8"))


def _csv(path):
    with path.open(encoding="utf-8", newline="") as file:
        return "\n".join(cell for row in csv.reader(file, delimiter=";") for cell in row)


ORACLES = {
    ".vtt": ("webvtt-py", _vtt),
    ".sbv": ("webvtt-py", _sbv),
    ".srt": ("srt", _srt),
    ".ass": ("pysubs2", _pysubs2),
    ".ttml": ("lxml", _xml),
    ".eaf": ("pympi-ling", _elan),
    ".TextGrid": ("praatio", _praat),
    ".cha": ("rustling", _chat),
    ".docx": ("docx2python", _docx),
    ".rtf": ("striprtf", _rtf),
    ".odt": ("odfpy", _odf),
    ".ods": ("odfpy", _odf),
    ".xlsx": ("openpyxl", _xlsx),
    ".html": ("lxml", _html),
    ".json": ("json", _json),
    ".jsonl": ("json", _json),
    ".txt": ("the file's own words", _plain),
    ".csv": ("csv", _csv),
    ".tsv": ("the file's own words", _plain),
    ".lrc": ("the file's own words", _plain),
}
"""By suffix: the library's name, and what gives the text it finds."""
