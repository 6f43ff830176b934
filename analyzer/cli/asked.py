"""What was asked: the user's options, checked and turned into what the library takes."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from analyzer.batch import Settings
from analyzer.coding import NAMES, Coder, chosen
from analyzer.errors import AnalyzerError
from analyzer.instruments import instruments
from analyzer.llm.service import CONCURRENCY, TIMEOUT
from analyzer.tables import FORMATS

if TYPE_CHECKING:
    from analyzer.llm.endpoint import Endpoint

MODELS = ("llm", "hybrid+llm")


def settings(
    coder: Coder,
    therapist: str | None,
    given: Iterable[str],
    *,
    format: str = "csv",  # noqa: A002
    reviews: Path | None = None,
    manifest: Path | None = None,
) -> Settings:
    """Gather how to read, code and write."""
    among("--format", format, FORMATS)
    return Settings(coder, therapist, roles(given), format, reviews, manifest)


def again(out: Path, transcripts: list[Path], coder_name: str) -> tuple[list[Path], Settings]:
    """Return transcripts and settings as in the run in `out`, or for `transcripts` if given."""
    from analyzer.recall import recall

    if transcripts:
        return transcripts, settings(coder(coder_name or "hybrid"), None, [])
    past = recall(out)
    by = coder(coder_name or past.coder or "hybrid")
    return list(past.paths), Settings(by, past.therapist, past.roles, past.format, None, past.manifest)


def roles(given: Iterable[str]) -> dict[str, str]:
    """Return roles by speaker from NAME=ROLE."""
    pairs = [item.rpartition("=") for item in given]
    if not all(name and role for name, _, role in pairs):
        raise AnalyzerError("--role needs NAME=ROLE", remedy="for instance --role 'Speaker 2=client'")
    return {name.strip(): role.strip() for name, _, role in pairs}


def endpoint(
    url: str,
    model: str,
    *,
    remote: bool = False,
    timeout: float = TIMEOUT,
    concurrency: int = CONCURRENCY,
    votes: int = 1,
    seed: int = 1,
    cache: Path | None = None,
    kept: bool = True,
) -> Endpoint | None:
    """Return the language model that was named, or None; its answers are `kept` in `cache` or the usual folder."""
    if not url and not model:
        return None
    from analyzer.llm.cache import usual
    from analyzer.llm.endpoint import Endpoint
    from analyzer.llm.service import Sampling, Service

    service = Service(url, model, allow_remote=remote, timeout=timeout, concurrency=concurrency)
    return Endpoint(service, Sampling(votes, seed), (cache or usual()) if kept else None)


def coder(name: str, endpoint: Endpoint | None = None, *, alone: bool = False) -> Coder:
    """Return the coder called `name`; one that asks a language model says what leaves the machine, if anything does.

    `alone`: a model that codes by itself is not helped where it gives no answer, so that it can be measured.
    """
    among("--coder", name, (*NAMES, *MODELS))
    if name not in MODELS:
        if endpoint:
            raise AnalyzerError(f"--coder {name} asks no model", remedy=f"use --coder {' or '.join(MODELS)}")
        return chosen(name)
    if endpoint is None:
        raise AnalyzerError(
            f"--coder {name} needs a model", remedy="analyze, evaluate and export take --llm-url and --llm-model"
        )
    from analyzer.llm.coder import LlmCoder

    if endpoint.leaving:
        typer.echo(endpoint.leaving, err=True)
    endpoint.ready()
    judging = name == "hybrid+llm"
    base = None if alone and not judging else chosen("hybrid")
    return LlmCoder(endpoint, base, judging=judging, codebooks=instruments())


def among(option: str, value: str, choices: Iterable[str]) -> None:
    """Raise AnalyzerError unless `value` is one of `choices`."""
    if value not in choices:
        raise AnalyzerError(f"{option} {value!r} is not known", remedy=f"choose one of {', '.join(choices)}")
