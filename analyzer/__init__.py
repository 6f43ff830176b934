"""Find immediacy, alliance ruptures and their repair in therapy session transcripts, on your own machine."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from analyzer.analysis import Analysis, analyze
    from analyzer.errors import AnalyzerError
    from analyzer.reading import read
    from analyzer.session import Session

__version__ = "0.1.0"
__all__ = ["Analysis", "AnalyzerError", "Session", "__version__", "analyze", "read"]

_HOMES = {
    "Analysis": "analyzer.analysis",
    "AnalyzerError": "analyzer.errors",
    "Session": "analyzer.session",
    "analyze": "analyzer.analysis",
    "read": "analyzer.reading",
}


def __getattr__(name: str) -> Any:
    """Load a public name from its module when it is first asked for."""
    from importlib import import_module

    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(_HOMES[name]), name)
