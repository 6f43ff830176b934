"""Files of bytes: written whole, and packed such that a zip depends on its contents alone."""

from __future__ import annotations

from collections.abc import Mapping
from io import BytesIO
from pathlib import Path
from typing import IO, cast
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from analyzer.output import whole

_EPOCH = (1980, 1, 1, 0, 0, 0)
_UNIX = 3


def save(path: Path, content: bytes) -> Path:
    """Write `content` to `path`, whole or not at all, and return the path."""
    with whole(path, "wb") as out:
        cast("IO[bytes]", out).write(content)
    return path


def packed(members: Mapping[str, bytes]) -> bytes:
    """Return a zip file of `members` by name, in their order and without the time."""
    buffer = BytesIO()
    with ZipFile(buffer, "w") as archive:
        for name, content in members.items():
            archive.writestr(_member(name), content)
    return buffer.getvalue()


def _member(name: str) -> ZipInfo:
    info = ZipInfo(name, _EPOCH)
    info.compress_type = ZIP_DEFLATED
    info.create_system = _UNIX
    info.external_attr = 0o600 << 16
    return info
