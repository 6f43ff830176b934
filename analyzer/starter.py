"""A starter: the text of a codebook to begin with."""

from __future__ import annotations

from importlib.resources import files

from analyzer.codebook import ID, packaged
from analyzer.errors import CodebookError


def starter(name: str, like: str = "") -> str:
    """Return a codebook to begin with: an example called `name`, or the packaged one called `like` as it is.

    Raise CodebookError when `name` cannot be a codebook's or there is no packaged one called `like`.
    """
    if like and like not in {book.id for book in packaged()}:
        names = ", ".join(book.id for book in packaged())
        raise CodebookError(f"no packaged codebook is called {like!r}", remedy=f"choose one of {names}")
    if not ID.fullmatch(name) or "." in name:
        raise CodebookError(f"{name!r} cannot name a codebook", remedy="use letters, digits and _ for the file's name")
    told = (files("analyzer") / "codebooks" / (f"{like}.toml" if like else "starter.txt")).read_text(encoding="utf-8")
    return told if like else told.replace("NAME", name)
