"""Output: files written whole or not at all, readable by their owner only."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any

from analyzer.errors import OutputError

FILE_MODE = 0o600
FOLDER_MODE = 0o700


def folder(path: Path) -> Path:
    """Make `path` a folder that only its owner can open; OutputError when it cannot be."""
    try:
        path.mkdir(mode=FOLDER_MODE, parents=True, exist_ok=True)
        path.chmod(FOLDER_MODE)
        if not os.access(path, os.W_OK | os.X_OK):
            raise PermissionError
    except OSError as problem:
        raise _unwritable(path, problem) from None
    return path


@contextmanager
def whole(path: Path, mode: str = "w") -> Iterator[IO[str]]:
    """Open `path` for writing such that it appears only when everything was written."""
    part = path.with_name(f".{path.name}.part")
    text: dict[str, Any] = {} if "b" in mode else {"encoding": "utf-8", "errors": "backslashreplace", "newline": ""}
    try:
        part.unlink(missing_ok=True)
        with open(part, mode, opener=_private, **text) as out:
            yield out
        os.replace(part, path)
    except OSError as problem:
        part.unlink(missing_ok=True)
        raise _unwritable(path, problem) from None
    except BaseException:
        part.unlink(missing_ok=True)
        raise


def write(path: Path, text: str) -> None:
    """Write `text` to `path`, whole."""
    with whole(path) as out:
        out.write(text)


def _private(path: str, flags: int) -> int:
    """Open a file that only its owner can read, and that is new: no link that lies there is written through."""
    return os.open(path, flags | os.O_EXCL, FILE_MODE)


def _unwritable(path: Path, problem: OSError) -> OutputError:
    reason = (problem.strerror or "not allowed").lower()
    return OutputError(f"cannot write ({reason})", path=path, remedy="choose another folder with -o")
