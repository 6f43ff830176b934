"""Reviews are kept beside an analysis: the newest of one reviewer, never over another's, and used ever after."""

from __future__ import annotations

from pathlib import Path

import pytest
from review_example import analysis, session

from analyzer.errors import ReviewError
from analyzer.review import found, read, reviewed
from analyzer.review.content import content
from analyzer.review.keeping import KEPT, keep
from analyzer.review.review import BLIND, REJECT, REVIEW, CodeDecision, Review
from analyzer.review.writing import written


def saved(
    folder: Path, *, by: str = "MK", changed: str = "2031-05-01", mode: str = REVIEW, name: str = "ferry"
) -> Path:
    folder.mkdir(exist_ok=True)
    path = folder / f"{len(list(folder.iterdir()))}.{mode}.json"
    codes = (CodeDecision(4, "W5", REJECT, by=by, at=changed),)
    review = Review(name, content(session()), len(session().talk), mode, by, True, changed, codes=codes)
    path.write_text(written(review), encoding="utf-8")
    return path


def test_what_is_kept_is_applied_and_stays(tmp_path: Path) -> None:
    (path,) = keep([saved(tmp_path / "downloads")], tmp_path / "out")
    assert path == tmp_path / "out" / KEPT / "ferry.review.json"
    assert found(session(), kept=path.parent) == path
    done = reviewed(analysis(), kept=path.parent)
    assert (4, "W5") not in {(code.turn, code.code) for code in done.findings}


def test_an_older_one_of_the_same_reviewer_gives_way_and_a_newer_one_does_not(tmp_path: Path) -> None:
    keep([saved(tmp_path / "a", changed="2031-05-01")], tmp_path)
    (path,) = keep([saved(tmp_path / "b", changed="2031-05-02")], tmp_path)
    assert read(path).changed == "2031-05-02"
    with pytest.raises(ReviewError, match="is newer"):
        keep([saved(tmp_path / "c", changed="2031-04-30")], tmp_path)
    assert read(path).changed == "2031-05-02"


def test_another_reviewers_decisions_are_never_replaced(tmp_path: Path) -> None:
    (path,) = keep([saved(tmp_path / "a", by="MK")], tmp_path)
    with pytest.raises(ReviewError, match="by MK is kept"):
        keep([saved(tmp_path / "b", by="AB", changed="2032-01-01")], tmp_path)
    assert read(path).people == ("MK",)


@pytest.mark.parametrize(
    ("mode", "name", "told"), [(BLIND, "ferry", "coded blind"), (REVIEW, "../ferry", "cannot be a file's")]
)
def test_what_is_no_review_of_a_session_is_refused(tmp_path: Path, mode: str, name: str, told: str) -> None:
    with pytest.raises(ReviewError, match=told):
        keep([saved(tmp_path / "a", mode=mode, name=name)], tmp_path / "out")
    assert not (tmp_path / "out").exists()


def test_a_folder_of_reviews_is_taken_whole_or_not_at_all(tmp_path: Path) -> None:
    folder = tmp_path / "a"
    saved(folder)
    saved(folder, mode=BLIND)
    assert len(keep([folder], tmp_path / "out")) == 1
    saved(folder)
    with pytest.raises(ReviewError, match="reviews the same session"):
        keep([folder], tmp_path / "other")
    with pytest.raises(ReviewError, match="no reviews"):
        keep([tmp_path / "out"], tmp_path / "other")
