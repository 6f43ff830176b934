"""Lag: lag-sequential analysis, which asks what tends to follow what in coded talk, and how often by chance."""

from __future__ import annotations

from analyzer.lag.paths import stage_paths
from analyzer.lag.responses import after_responses, chains, responses
from analyzer.lag.shuffles import Shuffles
from analyzer.lag.states import sequences, states_frame
from analyzer.lag.transitions import following, transitions

__all__ = [
    "Shuffles",
    "after_responses",
    "chains",
    "following",
    "responses",
    "sequences",
    "stage_paths",
    "states_frame",
    "transitions",
]
