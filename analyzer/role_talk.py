"""Role talk: how likely each speaker is the therapist, judged by how therapists and clients speak differently."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple

HELD_TURNS, HELD_WORDS = 8, 120
"""How much usual talk is added to a speaker's own, so that little talk tells little."""
_REACH = 2_000
"""How many characters of one turn are read."""


class Cue(NamedTuple):
    """Something that one side does more: a pattern on lower-case text, counted once a turn or against words.

    `usual` is its share in all talk, `weight` how much a share of 1 would speak for the therapist (in log odds).
    """

    name: str
    unit: str
    usual: float
    weight: float
    pattern: re.Pattern[str]


_TURN, _WORD = "turn", "word"
_KIN = "mum mom mother dad father husband wife brother sister son daughter kids? boss boyfriend girlfriend friends?"
_PAST = "was were had did didn't wasn't went got said told thought felt came used"


def _any(words: str) -> re.Pattern[str]:
    """Return a pattern for any of the words."""
    return re.compile(rf"\b(?:{'|'.join(words.split())})\b")


# `usual` and `weight` are printed by `python -m training.roles`, with how often they are right.
CUES = (
    Cue("asks", _TURN, 0.2190, 6.32, re.compile(r"\?\W*$")),
    Cue("asks openly", _TURN, 0.1293, 7.75, re.compile(r"\b(?:what|how|where|who|which|when)\b[^.?!]{1,120}\?")),
    Cue(
        "wonders",
        _TURN,
        0.0077,
        18.64,
        re.compile(r"\bi(?:'m| am)? (?:wonder(?:ing)?|curious)\b|\bi(?:'d| would) like"),
    ),
    Cue(
        "invites",
        _TURN,
        0.0142,
        6.54,
        re.compile(r"\b(?:tell me|say more|let's|help me understand|is it (?:ok|all right))"),
    ),
    Cue(
        "answers",
        _TURN,
        0.0786,
        -5.37,
        re.compile(r"^\W*(?:ye[ps]|yeah|nope?|not really|i guess|i suppose|i don't|well)\b"),
    ),
    Cue(
        "hedges",
        _TURN,
        0.0467,
        -4.85,
        re.compile(r"\bi (?:don't know|dunno|guess|mean|suppose)\b|\b(?:you know|kind of)\b"),
    ),
    Cue("you", _WORD, 0.0419, 45.22, _any("you your yours yourself")),
    Cue("I", _WORD, 0.0737, -32.65, _any("i me my mine myself")),
    Cue("others", _WORD, 0.0267, -68.93, _any("he she him his her hers they them their")),
    Cue("past", _WORD, 0.0337, -26.36, _any(_PAST)),
    Cue("kin", _WORD, 0.0048, -108.61, _any(_KIN)),
)
WORDS_A_TURN, LENGTH_WEIGHT = 13.97, -1.00
"""The usual length of a turn, and the weight of its logarithm."""


def likelihoods(talk: Mapping[str, Sequence[str]]) -> dict[str, float]:
    """Return for each speaker the probability of being the therapist, given that one is; `talk` holds their turns."""
    weights = (*(cue.weight for cue in CUES), LENGTH_WEIGHT)
    usual = (*(cue.usual for cue in CUES), WORDS_A_TURN)
    scores = {who: _dot(weights, figures(turns, usual)) for who, turns in talk.items()}
    top = max(scores.values(), default=0.0)
    odds = {who: math.exp(score - top) for who, score in scores.items()}
    return {who: odd / sum(odds.values()) for who, odd in odds.items()}


def figures(turns: Sequence[str], usual: Sequence[float]) -> list[float]:
    """Return a speaker's share of every cue and the logarithm of words a turn, drawn towards what is `usual`."""
    *shares, length = counts(turns)
    turn_base, word_base = len(turns) + HELD_TURNS, length + HELD_WORDS
    drawn = [
        (count + HELD_TURNS * common) / turn_base if cue.unit == _TURN else (count + HELD_WORDS * common) / word_base
        for cue, count, common in zip(CUES, shares, usual, strict=False)
    ]
    return [*drawn, math.log((length + HELD_TURNS * usual[-1]) / turn_base)]


def counts(turns: Sequence[str]) -> list[int]:
    """Return how often each cue stands in `turns`, and the number of words."""
    texts = [turn[:_REACH].lower().replace("\N{RIGHT SINGLE QUOTATION MARK}", "'") for turn in turns]
    found = [
        sum(cue.pattern.search(text) is not None for text in texts)
        if cue.unit == _TURN
        else sum(len(cue.pattern.findall(text)) for text in texts)
        for cue in CUES
    ]
    return [*found, sum(len(text.split()) for text in texts)]


def _dot(weights: Sequence[float], shares: Sequence[float]) -> float:
    return sum(weight * share for weight, share in zip(weights, shares, strict=True))
