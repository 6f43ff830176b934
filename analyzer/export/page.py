"""A page of blocks, rendered as Markdown or as a self-contained web page that loads nothing from outside."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from html import escape
from typing import NamedTuple

_SPECIAL = re.compile(r"([\\`*_{}\[\]<>#|~$])")
_LEVELS = {"title": 1, "book": 2, "marker": 3}
_STYLE = (
    "body{font:16px/1.5 system-ui,sans-serif;max-width:46rem;margin:2rem auto;padding:0 1rem;color:#1f1e1b}"
    "h2{margin-top:3rem;border-bottom:1px solid #dcd8cf}h3{margin-top:2rem}ul{margin:.25rem 0 1rem}p{margin:.5rem 0}"
    "@media print{body{max-width:none;margin:0}h3{break-after:avoid}}"
)
_HEAD = (
    '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
    "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n"
    '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
)


class Block(NamedTuple):
    """A piece of a page: `kind` is title, book, marker, text or term; a term says `detail` or lists `items`."""

    kind: str
    text: str
    detail: str = ""
    items: tuple[str, ...] = ()


def markdown(pieces: Iterable[Block]) -> str:
    """Return the page as CommonMark."""
    return "\n\n".join(map(_markdown, pieces)) + "\n"


def html(pieces: Sequence[Block], title: str) -> str:
    """Return the page as HTML."""
    body = "\n".join(map(_html, pieces))
    return (
        f"{_HEAD}<title>{escape(title)}</title>\n<style>{_STYLE}</style>\n</head>\n<body>\n{body}\n</body>\n</html>\n"
    )


def escaped(text: str) -> str:
    """Return `text` such that Markdown takes none of it for a mark."""
    return _SPECIAL.sub(r"\\\1", " ".join(text.split()))


def _markdown(piece: Block) -> str:
    if piece.kind in _LEVELS:
        return f"{'#' * _LEVELS[piece.kind]} {escaped(piece.text)}"
    if piece.kind == "text":
        return escaped(piece.text)
    listed = "".join(f"\n- {escaped(item)}" for item in piece.items)
    return f"**{escaped(piece.text)}:** {escaped(piece.detail)}".rstrip() + ("\n" + listed if listed else "")


def _html(piece: Block) -> str:
    if piece.kind in _LEVELS:
        level = _LEVELS[piece.kind]
        return f"<h{level}>{escape(piece.text)}</h{level}>"
    if piece.kind == "text":
        return f"<p>{escape(piece.text)}</p>"
    listed = "".join(f"<li>{escape(item)}</li>" for item in piece.items)
    return f"<p><strong>{escape(piece.text)}:</strong> {escape(piece.detail)}</p>" + (
        f"<ul>{listed}</ul>" if listed else ""
    )
