"""A source: one file's bytes, its text in the right encoding, and what was odd about it."""

from __future__ import annotations

import json
import re
import stat
import struct
import zlib
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile

from analyzer.errors import ReadError
from analyzer.readers.encoding import decoded
from analyzer.session import Problem

LIMIT = 100_000_000
"""Largest file read, in bytes, and largest content of a packed one (.docx, .xlsx, .ods) once unpacked."""

_MEMBERS = 20_000
_ENTRY = b"PK\x01\x02"
"""What each entry in the list of an archive's files begins with."""
_NEWLINE = re.compile(r"\r\n|\r|\n")
_FOREIGN = {
    b"\xd0\xcf\x11\xe0": (
        "an old Office file, or one with a password",
        "save a copy without password as .docx or .xlsx",
    ),
    b"OggS": ("a sound file", "transcribe it first"),
    b"ID3": ("a sound file", "transcribe it first"),
    b"RIFF": ("a sound or video file", "transcribe it first"),
    b"fLaC": ("a sound file", "transcribe it first"),
}


@dataclass(frozen=True)
class Source:
    """One file to be read: `data` are its bytes."""

    path: Path
    data: bytes

    @property
    def suffix(self) -> str:
        """Return the file's suffix in lower case, such as ".txt"."""
        return self.path.suffix.lower()

    @cached_property
    def _decoded(self) -> tuple[str, tuple[Problem, ...]]:
        return decoded(self.data, self.path)

    @property
    def text(self) -> str:
        """Return the file's text, without a byte order mark."""
        return self._decoded[0]

    @property
    def opening(self) -> str:
        """Return the first characters of a text file; nothing of an archive."""
        return "" if self.packed else self.text[:20_000].lstrip()

    @property
    def problems(self) -> tuple[Problem, ...]:
        """Return what was odd about the encoding, of a file that was read as text."""
        return self._decoded[1] if "_decoded" in self.__dict__ else ()

    @cached_property
    def content(self) -> object:
        """Return the value of a JSON file; None for any other file, or one that is not valid."""
        if self.opening[:1] not in ("{", "["):
            return None
        try:
            return json.loads(self.text)
        except (ValueError, RecursionError):
            return None

    @cached_property
    def lines(self) -> list[str]:
        """Return the text's lines as an editor counts them, the first being line 1."""
        lines = _NEWLINE.split(self.text)
        return lines if lines[-1] else lines[:-1]

    @property
    def packed(self) -> bool:
        """Tell whether the file is a zip archive, as .docx, .xlsx and .ods are."""
        return self.data[:4] == b"PK\x03\x04"

    @cached_property
    def members(self) -> frozenset[str]:
        """Return the names in the archive; none if the file is not one."""
        return frozenset(self._archive.namelist()) if self.packed else frozenset()

    @cached_property
    def _archive(self) -> ZipFile:
        """Return the opened archive; refuse one that would unpack to too much."""
        from io import BytesIO

        if self.data.count(_ENTRY) > _MEMBERS:
            raise ReadError(f"this file holds more than {_MEMBERS} files", path=self.path, remedy="unpack it")
        try:
            archive = ZipFile(BytesIO(self.data))
        except (BadZipFile, ValueError, OSError, NotImplementedError, struct.error) as error:
            raise _damaged(self.path) from error
        if any(member.compress_type not in (ZIP_STORED, ZIP_DEFLATED) for member in archive.infolist()):
            remedy = "pack it anew as a usual .zip file"
            raise ReadError("this archive is packed in a way that is not read", path=self.path, remedy=remedy)
        if sum(member.file_size for member in archive.infolist()) > LIMIT:
            raise _large(self.path)
        return archive

    def member(self, name: str) -> bytes:
        """Return the bytes of one member of the archive; raise ReadError if it is damaged."""
        try:
            told = self._archive.getinfo(name)
            with self._archive.open(told) as packed:
                return packed.read(max(told.file_size, 1))  # without a number, all would be unpacked before it is cut
        except (BadZipFile, RuntimeError, NotImplementedError, OSError, EOFError, ValueError, zlib.error) as error:
            raise _damaged(self.path) from error


def load(path: Path) -> Source:
    """Return the file at `path` as a source; raise ReadError when there is nothing to read."""
    try:
        found = path.stat()
        if not stat.S_ISREG(found.st_mode):
            raise ReadError("this is not a file", path=path, remedy="give the path of one transcript file")
        if found.st_size > LIMIT:
            raise _large(path)
        data = path.read_bytes()
    except FileNotFoundError as error:
        raise ReadError("there is no such file", path=path, remedy="check the path") from error
    except (OSError, ValueError) as error:
        raise ReadError("this file cannot be opened", path=path, remedy="check that you may read it") from error
    return known(Source(path, data))


def known(source: Source) -> Source:
    """Return `source`; raise ReadError where its first bytes are those of sound, video or an old Office file."""
    for magic, (kind, remedy) in _FOREIGN.items():
        if source.data.startswith(magic):
            raise ReadError(f"this is {kind}, which is not read", path=source.path, remedy=remedy)
    return source


def _large(path: Path) -> ReadError:
    return ReadError(f"this file holds more than {LIMIT // 1_000_000} MB", path=path, remedy="split it into sessions")


def _damaged(path: Path) -> ReadError:
    return ReadError("this file is damaged", path=path, remedy="open it in its own program and save a new copy")
