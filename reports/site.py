"""A site: the pages of one batch, drawn one session at a time, of which only the index rows are kept."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import quote

from analyzer import __version__, codebook
from analyzer.accuracy import measured
from analyzer.analysis import Analysis
from reports.html import index_page, session_page
from reports.provenance import Provenance, References
from reports.view.index import Failure, IndexRow, index_row


class Site:
    """Draw pages as sessions come; `made` is the time to print, `folder` where the index finds the pages."""

    def __init__(
        self, made: str, coder: str, *, references: References | None = None, folder: str = "sessions"
    ) -> None:
        self._provenance = Provenance(__version__, made, coder, _books())
        self._references = references or References(accuracy=measured(coder))
        self._folder = folder
        self._rows: list[IndexRow] = []
        self._failures: list[Failure] = []

    def session(self, analysis: Analysis) -> str:
        """Return the page of one session, and note its row for the index."""
        href = quote(f"{self._folder}/{analysis.session.id}.html", errors="replace")
        self._rows.append(index_row(analysis, href=href, provenance=self._provenance))
        return session_page(analysis, provenance=self._provenance, references=self._references)

    def failed(self, path: Path, reason: str) -> None:
        """Note a file that could not be read."""
        self._failures.append(Failure(path.name, reason))

    def index(self) -> str:
        """Return the index of every session and failure noted so far."""
        return index_page(self._rows, provenance=self._provenance, failures=self._failures)


def _books() -> tuple[tuple[str, str], ...]:
    return tuple((book.id, book.sha256) for book in codebook.packaged())
