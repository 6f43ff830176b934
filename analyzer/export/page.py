"""A page of blocks, rendered as Markdown or as a self-contained web page that loads nothing from outside."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Iterable, Iterator, Sequence
from html import escape
from typing import NamedTuple

_SPECIAL = re.compile(r"([\\`*_{}\[\]<>#|~$])")
_LEVELS = {"title": 1, "book": 2, "marker": 3}
_STYLE = """
:root { color-scheme: light dark }
body { font: 17px/1.55 Charter, "Bitstream Charter", Georgia, "Liberation Serif", serif; max-width: 46rem;
  margin: 2.5rem auto; padding: 0 1.2rem 3rem; color: #201f1c; background: #fdfcfa; overflow-wrap: anywhere }
h1 { font-weight: 500 }
h2 { margin-top: 4rem; font-weight: 500; border-bottom: 1px solid #dcd8ce; padding-bottom: .3rem }
h3 { margin: 2.4rem 0 .3rem; padding-left: .6rem; border-left: 3px solid #0b5c8a; font-size: 1.05rem }
h2, h3, nav, p strong { line-height: 1.3; font-family: system-ui, "Liberation Sans", sans-serif }
ul { margin: .2rem 0 1rem; padding-left: 1.3rem }
p { margin: .45rem 0 }
p strong { font-size: .85rem; font-weight: 600; color: #5f5c55 }
nav { font-size: .88rem; border-block: 1px solid #dcd8ce; margin: 1.5rem 0; padding: .5rem 0 }
nav ul { list-style: none; padding: 0; margin: .2rem 0 .8rem }
nav li { display: inline-block; margin-right: 1rem }
a { color: #1c4f70 }
@media (prefers-color-scheme: dark) {
  body { color: #e4e1da; background: #191a1b } a { color: #93c1dc } p strong { color: #a8a49b }
}
@media print {
  body { max-width: none; margin: 0; font-size: 10pt } nav a { color: inherit; text-decoration: none }
  h2, h3, p:has(+ ul) { break-after: avoid } h3 + p, li { break-inside: avoid }
}
"""
_DIGEST = base64.b64encode(hashlib.sha256(_STYLE.encode()).digest()).decode()
_POLICY = f"default-src 'none'; style-src 'sha256-{_DIGEST}'; base-uri 'none'; form-action 'none'"
_HEAD = (
    '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
    f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">\n'
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
    first = next((place for place, piece in enumerate(pieces) if piece.kind == "book"), len(pieces))
    body = "\n".join([*map(_html, pieces[:first]), *_contents(pieces), *map(_html, pieces[first:])])
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


def _contents(pieces: Iterable[Block]) -> Iterator[str]:
    """Yield a list of books and of the markers in each, which lead to them."""
    yield '<nav aria-label="Contents">'
    opened = False
    for piece in pieces:
        if piece.kind == "book":
            yield f'{"</ul>" if opened else ""}<p><a href="#{_anchor(piece)}">{escape(piece.text)}</a></p><ul>'
            opened = True
        elif piece.kind == "marker":
            yield f'<li><a href="#{_anchor(piece)}">{escape(piece.text.partition(" ")[0])}</a></li>'
    yield f"{'</ul>' if opened else ''}</nav>"


def _anchor(piece: Block) -> str:
    """Return the name by which a heading is found: that of a marker is its id."""
    name = piece.text.partition(" ")[0] if piece.kind == "marker" else piece.text
    return re.sub(r"\W+", "-", name.lower()).strip("-")


def _html(piece: Block) -> str:
    if piece.kind in _LEVELS:
        level = _LEVELS[piece.kind]
        return f'<h{level} id="{_anchor(piece)}">{escape(piece.text)}</h{level}>'
    if piece.kind == "text":
        return f"<p>{escape(piece.text)}</p>"
    listed = "".join(f"<li>{escape(item)}</li>" for item in piece.items)
    return f"<p><strong>{escape(piece.text)}:</strong> {escape(piece.detail)}</p>" + (
        f"<ul>{listed}</ul>" if listed else ""
    )
