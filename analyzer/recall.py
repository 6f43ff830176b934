"""Recalling: what an earlier run analyzed and how, from its record, so that it can be analyzed again."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from analyzer.coding import NAMES
from analyzer.errors import AnalyzerError
from analyzer.instruments import instruments

_REMEDY = "name the transcripts with --transcripts"


@dataclass(frozen=True, slots=True)
class Recalled:
    """The settings of an earlier run, and the transcripts that it read; `coder` is "" for one that is not packaged."""

    paths: tuple[Path, ...]
    coder: str
    therapist: str | None
    roles: Mapping[str, str]
    format: str
    manifest: Path | None


def recall(out: Path) -> Recalled:
    """Read the record of the run in `out`; raise AnalyzerError when there is none, or what it read is not there now."""
    told = _record(out / "run.json")
    files = (file for one in told["inputs"] for file in (one, *one.get("rest", ())))
    paths = tuple(dict.fromkeys(Path(file["path"]) for file in files if file["sha256"]))
    gone = [path for path in paths if not path.is_file()]
    if gone or not paths:
        problem = "a transcript of the earlier run is gone" if gone else "the earlier run read no transcripts"
        raise AnalyzerError(problem, path=gone[0] if gone else out, remedy=_REMEDY)
    unknown = told["codebooks"].keys() - {book.id for book in instruments()}
    if unknown:
        remedy = "give its file with --codebook"
        raise AnalyzerError(f"the earlier run used the codebook {min(unknown)}", path=out, remedy=remedy)
    settings, name = told["settings"], str(told["coder"]).split()[0]
    return Recalled(
        paths,
        name if name in NAMES and " + " not in told["coder"] else "",
        settings["therapist"],
        settings["roles"],
        settings["format"],
        Path(settings["manifest"]) if settings.get("manifest") else None,
    )


def _record(path: Path) -> dict[str, Any]:
    try:
        told: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        raise AnalyzerError("there is no record of an earlier run", path=path, remedy=_REMEDY) from None
    if not {"inputs", "settings", "coder", "codebooks"} <= told.keys():
        raise AnalyzerError("this is not the record of a run", path=path, remedy=_REMEDY)
    return told
