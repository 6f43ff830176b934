"""Encoding: how a file's bytes become text."""

from __future__ import annotations

import codecs
import re
from pathlib import Path

from analyzer.errors import ReadError
from analyzer.session import Problem

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_PUNCTUATION = {
    "cp1252": re.compile(rb"[\x85\x91-\x94\x96\x97]"),
    "mac_roman": re.compile(rb"[\xc9\xd0-\xd5]"),
}
"""Curly quotes, dashes and the ellipsis: in English talk they are most of what is not ASCII."""

_SAMPLE = 200_000
_MULTIBYTE = re.compile(rb"[\xc2-\xf4][\x80-\xbf]+")
_HIGH = re.compile(rb"[^\n]{0,40}[\x80-\xff][^\n]{0,40}")
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x14\x16-\x1a\x1c-\x1f\x7f]")
_SURROGATE = re.compile("[\ud800-\udfff]")


def decoded(data: bytes, path: Path) -> tuple[str, tuple[Problem, ...]]:
    """Return the text in `data` and what was odd about it; raise ReadError when it is empty or no text at all."""
    text, problems = _text(data)
    if not text.strip():
        raise ReadError("this file is empty", path=path, remedy="check that the transcript was saved")
    if "\x00" in text or len(_CONTROL.findall(text[:_SAMPLE])) > len(text[:_SAMPLE]) / 100:
        raise ReadError("this is not a text file", path=path, remedy="save the transcript as .txt, .docx or .vtt")
    return text, problems


def whole(text: str) -> str:
    """Return `text` with halves of surrogate pairs joined, or replaced where one half stands alone."""
    if not _SURROGATE.search(text):
        return text
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def _text(data: bytes) -> tuple[str, tuple[Problem, ...]]:
    """Decode by mark, then as UTF-8, then as UTF-16 without a mark, then as an old eight-bit encoding."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _patched(data[len(mark) :], encoding)
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        text = None
    if text is not None and "\x00" not in text:
        return text, ()
    if wide := _wide(data):
        return _patched(data, wide)
    if text is not None or len(_MULTIBYTE.findall(data)) > 9 * _broken(data):
        return _patched(data, "utf-8")
    encoding = _old(data)
    note = Problem(None, f"the file is not in UTF-8; it was read as {encoding}")
    return data.decode(encoding, "replace"), (note,)


def _wide(data: bytes) -> str | None:
    """Name the UTF-16 order of unmarked `data`: in Latin text every other byte is zero."""
    even, odd = data[:_SAMPLE:2].count(0), data[1:_SAMPLE:2].count(0)
    pairs = max(1, min(len(data), _SAMPLE) // 2)
    if max(even, odd) < 0.4 * pairs or min(even, odd) > 0.1 * pairs:
        return None
    return "utf-16-be" if even > odd else "utf-16-le"


def _patched(data: bytes, encoding: str) -> tuple[str, tuple[Problem, ...]]:
    """Decode `data`, telling the first line whose bytes had to be replaced."""
    try:
        return data.decode(encoding), ()
    except UnicodeDecodeError as error:
        line = data[: error.start].decode(encoding, "replace").count("\n") + 1
        return data.decode(encoding, "replace"), (Problem(line, f"bytes that are not {encoding} were replaced"),)


def _broken(data: bytes) -> int:
    """Count the places where `data` is not UTF-8."""
    return data.decode("utf-8", "replace").count("\ufffd") - data.count("\ufffd".encode())


def _old(data: bytes) -> str:
    """Name the eight-bit encoding of `data`: by its punctuation, else by its letters."""
    stretches = b"\n".join(match[0] for match in _HIGH.finditer(data[: 10 * _SAMPLE]))[:_SAMPLE]
    counts = {name: len(marks.findall(stretches)) for name, marks in _PUNCTUATION.items()}
    if len(set(counts.values())) > 1:
        return max(counts, key=lambda name: counts[name])
    from charset_normalizer import from_bytes

    best = from_bytes(stretches, cp_isolation=list(_PUNCTUATION)).best()
    return best.encoding if best is not None else "cp1252"
