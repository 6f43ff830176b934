"""What lies beside transcripts: tables about sessions, which are no transcripts themselves."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from analyzer.cases.alliance import is_scores
from analyzer.cases.manifest import USUAL, is_manifest
from analyzer.errors import AnalyzerError
from analyzer.inputs import Input


class Sorted(NamedTuple):
    """Inputs sorted by what they are: a manifest may be among the files of scores too."""

    transcripts: tuple[Input, ...]
    manifest: Path | None
    scores: tuple[Path, ...]


def sort_out(inputs: Iterable[Input]) -> Sorted:
    """Tell transcripts from manifest and alliance scores by the headers of tables.

    Of several manifests the one with a usual name is taken; raise AnalyzerError when that does not decide.
    """
    found = list(inputs)
    scores = tuple(item.path for item in found if is_scores(item.path))
    manifests = [item.path for item in found if is_manifest(item.path)]
    usual = [path for path in manifests if path.name.lower() in USUAL] or manifests
    if len(usual) > 1:
        raise AnalyzerError("there is a second manifest", path=usual[1], remedy="keep one, or name the one to use")
    apart = {*scores, *manifests}
    return Sorted(tuple(item for item in found if item.path not in apart), next(iter(usual), None), scores)
