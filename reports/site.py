"""A site: the pages of one batch, drawn one session at a time, of which only the index rows are kept."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import quote

from analyzer import __version__
from analyzer.accuracy import measured
from analyzer.analysis import Analysis
from analyzer.cases import Case
from analyzer.instruments import instruments
from analyzer.study import Study
from reports.cases.html import case_page, caseload_page, sequences_page
from reports.html import index_page, session_page
from reports.provenance import Provenance, References
from reports.view.index import Failure, IndexRow, Link, index_row
from reports.view.numbers import counted


class Site:
    """Draw pages as sessions come; `made` is the time to print, `folder` where the index finds the pages.

    `model` says which language model coded, if one did.
    """

    def __init__(
        self, made: str, coder: str, *, references: References | None = None, folder: str = "sessions", model: str = ""
    ) -> None:
        self._provenance = Provenance(__version__, made, coder, _books(), model=model)
        self._references = references or References(accuracy=measured(coder))
        self._folder = folder
        self._rows: list[IndexRow] = []
        self._failures: list[Failure] = []
        self._links: dict[str, Link] = {}

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
        return index_page(
            self._rows,
            provenance=self._provenance,
            failures=self._failures,
            links=[self._links[name] for name in sorted(self._links)],
        )

    def case(self, study: Study, case: Case) -> str:
        """Return the page of one case."""
        return case_page(study, case, provenance=self._provenance, sessions=f"../{self._folder}/")

    def caseload(self, study: Study) -> str:
        """Return the page of all cases, and note it for the index."""
        what = f"{counted(len(study.known), 'case')}, session by session"
        self._links["cases"] = Link("cases.html", "Cases", what)
        return caseload_page(study, provenance=self._provenance, sessions=f"{self._folder}/")

    def sequences(self, study: Study) -> str:
        """Return the page of what follows what, and note it for the index."""
        self._links["sequences"] = Link("sequences.html", "Sequences", "what follows what, over all sessions")
        return sequences_page(study, provenance=self._provenance, sessions=f"{self._folder}/")


def _books() -> tuple[tuple[str, str], ...]:
    return tuple((book.id, book.sha256) for book in instruments())
