"""Archives: the transcripts inside a .zip file, read one by one and never written to disk."""

from __future__ import annotations

from pathlib import PurePosixPath

from analyzer.errors import ReadError
from analyzer.readers.source import Source, known

_MOST = 2_000
_HIDDEN = ("__MACOSX", ".", "~$")


def fits(source: Source) -> bool:
    """Tell whether the source is an archive; documents that are archives too are known before."""
    return source.packed


def members(source: Source) -> list[Source | ReadError]:
    """Return the files in the archive in order of their names, and an error for each that cannot be opened.

    A name only serves to tell members apart: folders in it are dropped, so that none can point outside.
    """
    names = [name for name in sorted(source.members) if not name.endswith("/") and not _hidden(name)]
    if len(names) > _MOST:
        raise ReadError(f"this archive holds more than {_MOST} files", path=source.path, remedy="unpack it")
    if not names:
        raise ReadError("this archive is empty", path=source.path, remedy="check what was packed")
    return [_member(source, name) for name in names]


def _member(source: Source, name: str) -> Source | ReadError:
    inner = source.path / (PurePosixPath(name.replace("\\", "/")).name or "file")
    try:
        return known(Source(inner, source.member(name)))
    except ReadError as error:
        return error


def _hidden(name: str) -> bool:
    parts = PurePosixPath(name.replace("\\", "/")).parts
    return any(part.startswith(_HIDDEN) for part in parts if part not in (".", ".."))
