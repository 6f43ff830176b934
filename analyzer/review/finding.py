"""Finding reviews: which file holds the review of a session, beside its transcript or in a folder of reviews."""

from __future__ import annotations

import re
from collections.abc import Collection
from pathlib import Path
from typing import TYPE_CHECKING

from analyzer.errors import ReviewError
from analyzer.review.applying import apply
from analyzer.review.naming import COPY
from analyzer.review.reading import read
from analyzer.session import Session

if TYPE_CHECKING:
    from analyzer.analysis import Analysis


def found(session: Session, folder: Path | None = None, *, kept: Path | None = None) -> Path | None:
    """Return the review file of `session`: one in `folder`, else in `kept`, else beside the transcript, else None.

    It is called ID.review.json. `kept` is where earlier reviews were put, if any were. Raise ReviewError when there
    are several in one place, or no such folder.
    """
    if folder is not None and not folder.is_dir():
        raise ReviewError("no such folder of reviews", path=folder, remedy="check --review")
    places = [folder, kept, session.path.parent if session.path else None]
    listed = (_named(session.id, place) for place in places if place is not None and place.is_dir())
    return next(filter(None, listed), None)


def reviewed(
    analysis: Analysis, folder: Path | None = None, *, kept: Path | None = None, codes: Collection[str] = ()
) -> Analysis:
    """Apply the review of a session, found as `found` does; without one return `analysis` as it is.

    `codes` are ids that are known besides those of the codebooks in force.
    """
    path = found(analysis.session, folder, kept=kept)
    return apply(analysis, read(path), codes=codes) if path else analysis


def _named(session: str, folder: Path) -> Path | None:
    name = re.compile(rf"{re.escape(session)}\.review{COPY}\.json", re.IGNORECASE)
    files = sorted(path for path in folder.iterdir() if name.fullmatch(path.name))
    if len(files) > 1:
        raise ReviewError(
            f"there are {len(files)} reviews of this session, {files[1].name} too",
            path=files[0],
            remedy="keep the newest, under the name without a number",
        )
    return files[0] if files else None
