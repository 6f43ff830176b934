"""Provenance: what a page must say about how it came to be, and what it may say about each code."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Protocol

from analyzer.accuracy import Accuracy
from analyzer.session import Problem
from reports.view.numbers import printable


class Marker(Protocol):
    """What a page tells about a code; a codebook's markers are such."""

    @property
    def label(self) -> str:
        """Return the marker's name, such as "Minimal response"."""

    @property
    def definition(self) -> str:
        """Return what the marker is, in a sentence."""

    @property
    def decide(self) -> str:
        """Return how to decide, and what it is not."""

    @property
    def source(self) -> str:
        """Return the publication the marker follows."""

    @property
    def locus(self) -> str:
        """Return where in that publication it stands."""


@dataclass(frozen=True, slots=True)
class Provenance:
    """How an analysis was made: `made` is the time to print, `codebooks` are (name, sha256).

    `settlement` says in a sentence how roles were settled, `problems` come on top of those of reading, and `model`
    says which language model coded and where it is, if one did.
    """

    version: str
    made: str
    coder: str = ""
    codebooks: tuple[tuple[str, str], ...] = ()
    settlement: str = ""
    problems: tuple[Problem, ...] = ()
    model: str = ""


def printed(provenance: Provenance) -> Provenance:
    """Return `provenance` with every text fit for a page."""
    return Provenance(
        printable(provenance.version),
        printable(provenance.made),
        printable(provenance.coder),
        tuple((printable(name), printable(sha256)) for name, sha256 in provenance.codebooks),
        printable(provenance.settlement),
        tuple(Problem(problem.line, printable(problem.reason)) for problem in provenance.problems),
        printable(provenance.model),
    )


@dataclass(frozen=True, slots=True)
class References:
    """What is known about codes: a user's own `markers` by id (else the packaged ones), and measured `accuracy`."""

    markers: Mapping[str, Marker] = field(default_factory=dict)
    accuracy: Mapping[str, Accuracy] = field(default_factory=dict)
