"""Kinds of export: each with what it is for and the function that writes it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import chain, islice
from pathlib import Path
from typing import NamedTuple

from analyzer.analysis import Analysis
from analyzer.codebook import Codebook
from analyzer.errors import AnalyzerError
from analyzer.export import codebook_pages, convokit, dictionary, eaf, qdc, qdpx, tabular, textgrid, workbook
from analyzer.instruments import instruments
from analyzer.output import folder

Write = Callable[[Iterable[Analysis], Path, Sequence[Codebook]], tuple[Path, ...]]
"""Writes analyses, coded after the given codebooks, into a folder and returns the files."""


class Kind(NamedTuple):
    """One kind of export: `about` says in a line what is written; `needs_sessions` is False for codebooks alone."""

    name: str
    about: str
    write: Write
    needs_sessions: bool = True


KINDS: Mapping[str, Kind] = {
    kind.name: kind
    for kind in (
        Kind("xlsx", "one Excel workbook, a sheet a table", workbook.write),
        Kind("csv", "tables as CSV in which no spreadsheet finds a formula", tabular.write),
        Kind("eaf", "an ELAN file a session", eaf.write),
        Kind("textgrid", "a Praat TextGrid a session", textgrid.write),
        Kind("qdpx", "one REFI-QDA project for ATLAS.ti, MAXQDA, NVivo, QualCoder", qdpx.write),
        Kind("convokit", "a ConvoKit corpus folder", convokit.write),
        Kind("qdc", "the codebook as REFI-QDA", qdc.write, needs_sessions=False),
        Kind("codebook", "the codebook as Markdown and as a web page", codebook_pages.write, needs_sessions=False),
        Kind("variables", "the variable dictionary as CSV and Markdown", dictionary.write, needs_sessions=False),
    )
}


def export(
    analyses: Analysis | Iterable[Analysis], kind: str, out: Path | str, *, books: Sequence[Codebook] | None = None
) -> tuple[Path, ...]:
    """Write `analyses` as `kind`, one of `KINDS`, into the folder `out`, and return the files written.

    `books` are the codebooks that the sessions were coded after, those in force unless given. The same analyses
    give the same bytes. Raise AnalyzerError for an unknown kind, for no analyses, for two of one session, and where a
    kind needs a library that is not installed; OutputError where `out` cannot be written.
    """
    if kind not in KINDS:
        raise AnalyzerError(f"there is no export {kind!r}", remedy=f"choose one of {', '.join(KINDS)}")
    some = _distinct([analyses] if isinstance(analyses, Analysis) else analyses)
    first = list(islice(some, 1))
    if KINDS[kind].needs_sessions and not first:
        raise AnalyzerError("there are no sessions to export", remedy="give at least one")
    return KINDS[kind].write(chain(first, some), folder(Path(out)), books or instruments())


def _distinct(analyses: Iterable[Analysis]) -> Iterator[Analysis]:
    """Yield each analysis, provided that none of another session of that name came before: it would be overwritten."""
    seen: set[str] = set()
    for analysis in analyses:
        name = analysis.session.id.casefold()
        if name in seen:
            raise AnalyzerError(
                "two sessions have the same id", path=analysis.session.id, remedy="export them into two folders"
            )
        seen.add(name)
        yield analysis
