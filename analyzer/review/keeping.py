"""Keeping: reviews taken into the folder of an analysis, where every later one finds them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from analyzer.errors import ReviewError
from analyzer.output import folder, write
from analyzer.reading import session_id
from analyzer.review.naming import is_review
from analyzer.review.reading import read
from analyzer.review.review import REVIEW, Review
from analyzer.review.writing import written

KEPT = "reviews"


def keep(paths: Iterable[Path], out: Path) -> tuple[Path, ...]:
    """Put the reviews in `paths`, files or folders of them, into `out`/reviews, and return where they are now.

    A review replaces an older one by the same reviewer. Raise ReviewError, with nothing kept, when a file is no
    review, two are of one session, or another reviewer's is kept already.
    """
    found: dict[str, Review] = {}
    for review in (_review(file) for path in paths for file in _files(path)):
        if (other := found.setdefault(review.session, review)) is not review:
            raise ReviewError(f"{other.path} reviews the same session", path=review.path, remedy="give one of them")
    if not found:
        raise ReviewError("there are no reviews", remedy="save them from a report, as ID.review.json")
    places = {folder(out / KEPT) / f"{session}.review.json": review for session, review in found.items()}
    for place, review in places.items():
        _check(place, review)
    for place, review in places.items():
        write(place, written(review))
    return tuple(places)


def _files(path: Path) -> Iterator[Path]:
    """Yield the reviews that `path` stands for, blind codings in a folder left out."""
    if not path.is_dir():
        yield path
        return
    yield from (file for file in sorted(path.iterdir()) if is_review(file) and ".blind" not in file.name.lower())


def _review(path: Path) -> Review:
    review = read(path)
    if review.mode != REVIEW:
        remedy = "compare it with `analyzer agree`"
        raise ReviewError("coded blind, so not a review of the program's codes", path=path, remedy=remedy)
    if session_id(Path(f"{review.session}.txt")) != review.session:
        raise ReviewError("the name of its session cannot be a file's", path=path, remedy="save it from the report")
    return review


def _check(place: Path, review: Review) -> None:
    """Raise ReviewError where a review is kept that must not be replaced."""
    if not place.exists():
        return
    kept = read(place)
    if set(kept.people) - set(review.people):
        told = f"a review by {', '.join(kept.people)} is kept for this session already"
        raise ReviewError(told, path=place, remedy="load it in the report and go on from it, or move it away")
    if kept.changed > review.changed:
        remedy = "give the newest, or move the kept one away"
        raise ReviewError("the review that is kept for this session is newer", path=place, remedy=remedy)
