"""Following: from transcript files to a study of them, for scripts and notebooks."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path

from analyzer import casework
from analyzer.analysis import analyze
from analyzer.cases.beside import sort_out
from analyzer.coding import Coder, chosen
from analyzer.inputs import inputs
from analyzer.lag import Shuffles
from analyzer.lag.transitions import SHUFFLES
from analyzer.opening import opened
from analyzer.review import reviewed
from analyzer.study import Study


def follow(
    paths: Path | str | Iterable[Path | str],
    *,
    coder: Coder | str = "hybrid",
    manifest: Path | str | None = None,
    reviews: Path | str | None = None,
    roles: Mapping[str, str] | None = None,
    shuffles: Shuffles = SHUFFLES,
) -> Study:
    """Analyze the transcripts in `paths` and follow their cases; manifest and alliance scores among them are read.

    Does what `analyzer analyze` does, without writing anything: reviews are taken from beside the transcripts or
    from the folder `reviews`, and a file that cannot be read raises AnalyzerError. No words of the sessions are kept.

    >>> study = follow("sample_transcripts", coder="rules", shuffles=Shuffles(0))
    >>> study.known[0].id, study.known[0].sessions
    ('maya', ('maya-s01', 'maya-s02', 'maya-s03', 'maya-s04'))
    >>> study.trajectory["order"].tolist()
    [1, 2, 3, 4]
    """
    listed = [Path(paths)] if isinstance(paths, (str, Path)) else [Path(path) for path in paths]
    found = sort_out(inputs(listed), Path(manifest) if manifest else None)
    by = chosen(coder) if isinstance(coder, str) else coder
    work = replace(casework.begin(found), shuffles=shuffles)
    for item in found.transcripts:
        for session in opened(item, roles=roles or {}):
            work.add(reviewed(analyze(session, coder=by), Path(reviews) if reviews else None))
    return work.study()
