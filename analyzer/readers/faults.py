"""Faults of diarisation: what a program that told speakers apart by voice may have got wrong, told or mended."""

from __future__ import annotations

from analyzer.session import Problem, Utterance


def mended(utterances: tuple[Utterance, ...]) -> tuple[tuple[Utterance, ...], tuple[Problem, ...]]:
    return utterances, ()
