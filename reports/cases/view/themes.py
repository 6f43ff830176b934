"""Themes: codes that recur over the sessions of a case, with the sessions in which they stand."""

from __future__ import annotations

from typing import NamedTuple

from analyzer.cases.case import Case
from analyzer.study import Study
from reports.cases.view.cells import each, page, word
from reports.cases.view.episodes import label
from reports.view.wording import capital, slug


class Cell(NamedTuple):
    """One session of a theme: its number in the case, the address of its page, and whether the code stands there."""

    order: int
    href: str
    title: str
    held: bool


class Theme(NamedTuple):
    """One code that recurs: on how many turns in how many sessions, and in which."""

    slug: str
    code: str
    label: str
    turns: int
    clear: int
    sessions: int
    of: int
    cells: tuple[Cell, ...]


def themes(study: Study, case: Case, *, folder: str) -> tuple[Theme, ...]:
    """Return the codes of at least two sessions of a case, most sessions first."""
    coded = [(n, session) for n, session in enumerate(case.sessions, start=1) if session in study.coded]
    codes, found = study.bench.codes, []
    for row in each(study.themes[study.themes["case"] == case.id]):
        where = set(codes.loc[codes["code"] == row.code, "session"])
        cells = tuple(Cell(n, page(folder, s, "codes"), word(s), s in where) for n, s in coded)
        code = word(row.code)
        found.append(
            Theme(slug(row.family), code, capital(label(code)), row.count, row.clear, row.sessions, row.of, cells)
        )
    return tuple(found)
