"""Casework: what a batch tells over cases and sequences, gathered session by session and written at its end."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Protocol

from analyzer.analysis import Analysis
from analyzer.cases import Case, cases
from analyzer.cases.alliance import Score, joined, scores
from analyzer.cases.beside import Sorted
from analyzer.cases.gathered import Gathered, gathered
from analyzer.cases.listing import same
from analyzer.errors import AnalyzerError, unforeseen
from analyzer.lag import Shuffles
from analyzer.lag.transitions import SHUFFLES
from analyzer.output import folder, write
from analyzer.study import TABLES, Study
from analyzer.tables import tables

ENOUGH = 2
"""Coded sessions from which a batch without cases has a page of sequences."""


class CasePages(Protocol):
    """What draws the pages of a study."""

    def case(self, study: Study, case: Case) -> str:
        """Return the page of one case."""

    def caseload(self, study: Study) -> str:
        """Return the page of all cases."""

    def sequences(self, study: Study) -> str:
        """Return the page of what follows what, over all sessions."""


@dataclass(slots=True)
class Casework:
    """A batch's cases and scores, and small tables of the sessions analyzed so far, without their words.

    `shuffles` is how often turns are put in random order for the p-values of sequences.
    """

    cases: tuple[Case, ...] = ()
    scores: tuple[Score, ...] = ()
    parts: list[Gathered] = field(default_factory=list)
    shuffles: Shuffles = SHUFFLES

    def add(self, analysis: Analysis) -> None:
        """Keep what cases and sequences need of one session."""
        self.parts.append(gathered([analysis]))

    def study(self) -> Study:
        """Return what was gathered so far as a study."""
        return Study(self.cases, _stacked(self.parts), self.scores, self.shuffles)


def begin(found: Sorted) -> Casework:
    """Group the transcripts of a batch into cases, and read the alliance scores that lie among them.

    Raise AnalyzerError when manifest or scores are not valid.
    """
    told = cases(found.transcripts, manifest=found.manifest)
    read = [score for path in found.scores for score in _apart(path, found.scores)]
    return Casework(told, _placed(told, read))


def finish(work: Casework, out: Path, *, pages: CasePages, format: str = "csv") -> tuple[AnalyzerError, ...]:  # noqa: A002
    """Write the tables and pages of cases and sequences into `out`; return what went wrong with single pages.

    Writes `cases.html` and `cases/SLUG.html` where there are cases, `sequences.html`, and `tables/NAME.FORMAT` for
    each of `TABLES` that has rows. Without cases, and with fewer than `ENOUGH` coded sessions, writes nothing.
    """
    study = work.study()
    if not study.known and len(study.coded) < ENOUGH:
        return ()
    rows = {name: getattr(study, name) for name in TABLES}
    filled = tuple(name for name in TABLES if len(rows[name]))
    with tables(out / "tables", format, filled) as opened:
        for name in filled:
            opened[name].add(rows[name])
    return tuple(problem for path, draw in _pages(study, out, pages) if (problem := _drawn(path, draw)))


def _pages(study: Study, out: Path, pages: CasePages) -> Iterable[tuple[Path, Callable[[], str]]]:
    yield out / "sequences.html", partial(pages.sequences, study)
    if not study.known:
        return
    folder(out / "cases")
    for case in study.known:
        yield out / "cases" / f"{case.slug}.html", partial(pages.case, study, case)
    yield out / "cases.html", partial(pages.caseload, study)


def _drawn(path: Path, draw: Callable[[], str]) -> AnalyzerError | None:
    """Write one page; a fault in drawing it is returned, so that it never costs the rest of the batch."""
    try:
        page = draw()
    except Exception as problem:
        return unforeseen(problem, path)
    write(path, page)
    return None


def _stacked(parts: Sequence[Gathered]) -> Gathered:
    import pandas as pd

    if not parts:
        return gathered([])
    return Gathered(*(pd.concat(frames, ignore_index=True) for frames in zip(*parts, strict=True)))


def _apart(path: Path, paths: Sequence[Path]) -> tuple[Score, ...]:
    """Return the scores in `path`; raise AnalyzerError when a file before it has a score for the same place."""
    own = scores(path)
    before = {_place(score) for other in paths[: paths.index(path)] for score in scores(other)}
    if twice := next((score for score in own if _place(score) in before), None):
        remedy = "keep one, or tell them apart in a column rater"
        raise AnalyzerError("another file scores this session too", path=path, line=twice.line, remedy=remedy)
    return own


def _place(score: Score) -> tuple[object, ...]:
    when = score.date if score.number is None else score.number
    return same(score.case), when, same(score.measure), same(score.rater)


def _placed(told: Sequence[Case], found: Sequence[Score]) -> tuple[Score, ...]:
    """Return scores with cases spelled as transcripts do, and a session's number where only its date was given."""
    rows = joined(told, found)
    numbers = [None if missing else int(n) for n, missing in zip(rows["number"], rows["number"].isna(), strict=True)]
    return tuple(
        score._replace(case=case, number=number)
        for score, case, number in zip(found, rows["case"], numbers, strict=True)
    )
