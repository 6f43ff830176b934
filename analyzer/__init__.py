"""Find immediacy, alliance ruptures and their repair in therapy session transcripts, on your own machine."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from analyzer.analysis import Analysis, analyze
    from analyzer.cases.case import Case
    from analyzer.errors import AnalyzerError
    from analyzer.following import follow
    from analyzer.instruments import use
    from analyzer.reading import read
    from analyzer.session import Session
    from analyzer.study import Study

__version__ = "0.1.0"
__all__ = [
    "Analysis",
    "AnalyzerError",
    "Case",
    "Session",
    "Study",
    "__version__",
    "analyze",
    "follow",
    "read",
    "use",
]

_HOMES = {
    "Analysis": "analyzer.analysis",
    "AnalyzerError": "analyzer.errors",
    "Case": "analyzer.cases.case",
    "Session": "analyzer.session",
    "Study": "analyzer.study",
    "analyze": "analyzer.analysis",
    "follow": "analyzer.following",
    "read": "analyzer.reading",
    "use": "analyzer.instruments",
}


def __getattr__(name: str) -> Any:
    """Load a public name from its module when it is first asked for."""
    from importlib import import_module

    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(_HOMES[name]), name)
