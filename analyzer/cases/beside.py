"""What lies beside transcripts: tables about sessions, which are no transcripts themselves."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

from analyzer.cases.alliance import is_scores
from analyzer.cases.manifest import USUAL, is_manifest
from analyzer.cases.sittings import together
from analyzer.errors import AnalyzerError
from analyzer.inputs import Input


class Sorted(NamedTuple):
    """Inputs sorted by what they are: a manifest may be among the files of scores too."""

    transcripts: tuple[Input, ...]
    manifest: Path | None
    scores: tuple[Path, ...]


def sort_out(inputs: Iterable[Input], manifest: Path | None = None) -> Sorted:
    """Tell transcripts from manifest and alliance scores by the headers of tables; join the files of one session.

    `manifest` is the one to use, else it is looked for among `inputs`: of several, the one with a usual name is
    taken; raise AnalyzerError when that does not decide, or when the manifest is not valid.
    """
    found = list(inputs)
    scores = tuple(item.path for item in found if is_scores(item.path))
    manifests = [item.path for item in found if is_manifest(item.path)]
    told = manifest or _told(manifests)
    apart = {path.resolve() for path in (*scores, *manifests, *filter(None, [told]))}
    transcripts = tuple(item for item in found if item.path.resolve() not in apart)
    return Sorted(together(transcripts, told) if told else transcripts, told, scores)


def _told(manifests: Sequence[Path]) -> Path | None:
    """Return the manifest that is meant."""
    usual = [path for path in manifests if path.name.lower() in USUAL] or manifests
    if len(usual) > 1:
        raise AnalyzerError("there is a second manifest", path=usual[1], remedy="name the one to use with --manifest")
    return next(iter(usual), None)
