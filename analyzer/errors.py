"""Errors a user can mend: each names the file, the place and the remedy, never a word of a transcript."""

from __future__ import annotations

import traceback
from pathlib import Path


class AnalyzerError(Exception):
    """Report one problem as one line: `path: line N: problem; remedy`."""

    def __init__(
        self, problem: str, *, path: Path | str | None = None, line: int | None = None, remedy: str = ""
    ) -> None:
        self.problem = problem
        self.path = path
        self.line = line
        self.remedy = remedy
        super().__init__(str(self))

    def __str__(self) -> str:
        place = [_printable(self.path)] if self.path is not None else []
        if self.line is not None:
            place.append(f"line {self.line}")
        told = f"{self.problem}; {self.remedy}" if self.remedy else self.problem
        return ": ".join([*place, told])


class ReadError(AnalyzerError):
    """A transcript that cannot be read as one."""


class RoleError(AnalyzerError):
    """A role assignment by the user that does not fit the speakers of the transcript."""


class CodebookError(AnalyzerError):
    """A codebook file that is not valid."""


class ModelError(AnalyzerError):
    """A trained model that is missing, altered or cannot run."""


class ReviewError(AnalyzerError):
    """A review file that is not one, or that does not fit the session."""


class OutputError(AnalyzerError):
    """A place that cannot be written."""


def unforeseen(problem: Exception, path: Path | str | None = None) -> AnalyzerError:
    """Turn a fault of the program into a line that says where it arose, without its message, which may hold talk."""
    frames = traceback.extract_tb(problem.__traceback__)
    ours = [
        frame
        for frame in frames
        if Path(frame.filename).parent.name != "python" and "site-packages" not in frame.filename
    ]
    at = (ours or frames)[-1]
    place = f"{Path(at.filename).name}:{at.lineno}"
    return AnalyzerError(
        f"a fault in the program ({type(problem).__name__} at {place})", path=path, remedy="please report it"
    )


def _printable(path: Path | str) -> str:
    """Return `path` on one line, whatever characters its name holds."""
    return "".join(c if c.isprintable() else "\N{REPLACEMENT CHARACTER}" for c in str(path))
