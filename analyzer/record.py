"""A record of a run: what is needed to reproduce it, as `run.json`."""

from __future__ import annotations

import json
import platform
from collections.abc import Iterable
from importlib.metadata import version
from typing import Any

from analyzer import __version__
from analyzer.batch import Result, Settings
from analyzer.coding.telling import recorded
from analyzer.instruments import instruments

LIBRARIES = ("pandas", "numpy", "matplotlib", "jinja2", "typer", "onnxruntime")


def record(settings: Settings, results: Iterable[Result], *, made: str) -> str:
    """Return the record as JSON: versions, codebook hashes, settings, and each input with its sha256 and outcome."""
    told: dict[str, Any] = {
        "analyzer": __version__,
        "made": made,
        "python": platform.python_version(),
        "libraries": {name: _version(name) for name in LIBRARIES},
        "codebooks": {book.id: book.sha256 for book in instruments()},
        "coder": settings.coder.name,
        **({"language model": model} if (model := recorded(settings.coder)) else {}),
        "settings": {
            "therapist": settings.therapist,
            "roles": dict(settings.roles),
            "format": settings.format,
            "manifest": settings.manifest and str(settings.manifest),
        },
        "inputs": [_told(result) for result in results],
    }
    return json.dumps(told, indent=1, ensure_ascii=False) + "\n"


def _told(result: Result) -> dict[str, Any]:
    """Return one result, with the further files of its session and its coder's note where there are any."""
    told = {**result._asdict(), "path": str(result.path), "rest": [file._asdict() for file in result.rest]}
    return {name: value for name, value in told.items() if value or name not in ("rest", "note")}


def _version(name: str) -> str | None:
    try:
        return version(name)
    except ModuleNotFoundError:
        return None
