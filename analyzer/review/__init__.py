"""Reviews: what people decided about the program's codes and events, kept in a file and outranking the program."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from analyzer.review.applying import apply
    from analyzer.review.coding import coded_set
    from analyzer.review.finding import found, reviewed
    from analyzer.review.naming import is_review
    from analyzer.review.reading import read
    from analyzer.review.review import Review

__all__ = ["Review", "apply", "coded_set", "found", "is_review", "read", "reviewed"]

_HOMES = {
    "Review": "review",
    "apply": "applying",
    "coded_set": "coding",
    "found": "finding",
    "is_review": "naming",
    "read": "reading",
    "reviewed": "finding",
}


def __getattr__(name: str) -> Any:
    """Load a public name from its module when it is first asked for."""
    from importlib import import_module

    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
