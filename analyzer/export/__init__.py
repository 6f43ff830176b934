"""Exports: analyses and codebooks as the files of the tools that people work in."""

from __future__ import annotations

from analyzer.export.kinds import KINDS, Kind, export
from analyzer.harmless import harmless

__all__ = ["KINDS", "Kind", "export", "harmless"]
