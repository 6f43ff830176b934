"""Coders: each reads a session and returns codes; which one is chosen by name."""

from __future__ import annotations

from typing import Protocol

from analyzer.codes import Code
from analyzer.errors import ModelError
from analyzer.session import Session

NAMES = ("rules", "trained", "hybrid")


class Coder(Protocol):
    """Anything that codes a session; `name` is written beside every code it gives."""

    @property
    def name(self) -> str:
        """Return the coder's name and version, such as "rules 1.0"."""

    def code(self, session: Session) -> tuple[Code, ...]:
        """Code the turns of `session`, ordered by turn, then code; an uncodable session gives none."""


def chosen(name: str) -> Coder:
    """Return the coder called `name`, one of NAMES; raise ModelError when a trained model is asked for and cannot run.

    Codebooks of the user's own that are in force (`analyzer.instruments.use`) are coded by their rules, whatever coder.
    Without onnxruntime, "hybrid" falls back to rules, whose name says so wherever it is shown.
    """
    from analyzer.coding.own import with_own

    return with_own(_chosen(name))


def _chosen(name: str) -> Coder:
    """Return the coder called `name`, by the codebooks in force as far as it goes by codebooks."""
    from analyzer.coding.rules import RuleCoder
    from analyzer.instruments import instruments

    books = instruments()
    if name == "rules":
        return RuleCoder(books)
    try:
        from analyzer.coding.trained import trained

        model = trained()
    except ImportError:
        if name == "trained":
            raise ModelError("onnxruntime is not installed", remedy="install it, or use --coder rules") from None
        return RuleCoder(books, note="without the trained coder: onnxruntime is not installed")
    if name == "trained":
        return model
    from analyzer.coding.hybrid import HybridCoder

    return HybridCoder(model, RuleCoder(books))
