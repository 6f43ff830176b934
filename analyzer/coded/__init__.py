"""Coded files: codes that people or programs gave, read from the formats of the tools they worked in."""

from __future__ import annotations

from analyzer.coded.coding import CodedSet, Coding, Episode, Mark
from analyzer.coded.reading import read_codes

__all__ = ["CodedSet", "Coding", "Episode", "Mark", "read_codes"]
