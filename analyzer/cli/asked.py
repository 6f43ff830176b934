"""What was asked: the user's options, checked and turned into what the library takes."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from analyzer.batch import Settings
from analyzer.coding import NAMES, Coder, chosen
from analyzer.errors import AnalyzerError
from analyzer.tables import FORMATS

if TYPE_CHECKING:
    from analyzer.llm.service import Sampling, Service

    Served = tuple[Service, Sampling]

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


def roles(given: Iterable[str]) -> dict[str, str]:
    """Return roles by speaker from NAME=ROLE."""
    pairs = [item.rpartition("=") for item in given]
    if not all(name and role for name, _, role in pairs):
        raise AnalyzerError("--role needs NAME=ROLE", remedy="for instance --role 'Speaker 2=client'")
    return {name.strip(): role.strip() for name, _, role in pairs}


def served(url: str, model: str, *, votes: int, remote: bool) -> Served | None:
    """Return the language model that was named, or None."""
    if not url and not model:
        return None
    from analyzer.llm.service import Sampling, Service

    return Service(url, model, allow_remote=remote), Sampling(votes=votes)


def coder(name: str, served: Served | None = None, *, alone: bool = False) -> Coder:
    """Return the coder called `name`; one that asks a language model says what leaves the machine, if anything does.

    `alone`: a model that codes by itself is not helped where it gives no answer, so that it can be measured.
    """
    among("--coder", name, (*NAMES, *MODELS))
    if name not in MODELS:
        return chosen(name)
    if served is None:
        raise AnalyzerError(f"--coder {name} needs a model", remedy="name it with --llm-url and --llm-model")
    from analyzer.llm.cache import usual
    from analyzer.llm.coder import LlmCoder

    service, sampling = served
    judging = name == "hybrid+llm"
    base = None if alone and not judging else chosen("hybrid")
    asking = LlmCoder(service, base, judging=judging, sampling=sampling, cache=usual())
    if asking.leaving:
        typer.echo(asking.leaving, err=True)
    asking.ready()
    return asking


def among(option: str, value: str, choices: Iterable[str]) -> None:
    """Raise AnalyzerError unless `value` is one of `choices`."""
    if value not in choices:
        raise AnalyzerError(f"{option} {value!r} is not known", remedy=f"choose one of {', '.join(choices)}")
