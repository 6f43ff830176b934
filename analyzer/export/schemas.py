"""Schemas: every table that the program writes, with the columns of each and their types."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from analyzer import frames, segments, tally
from analyzer.cases.alliance import SCORES
from analyzer.cases.modes import MODES
from analyzer.cases.themes import REPAIRS, THEMES
from analyzer.cases.trajectory import CASELOAD, FAMILIES, TRAJECTORY
from analyzer.dips import DIPS
from analyzer.instruments import added
from analyzer.lag.paths import PATHS
from analyzer.lag.responses import CHAINS, RESPONSES
from analyzer.lag.transitions import TRANSITIONS
from analyzer.review.record import REVIEWS
from analyzer.study import OWNED

Schema = Mapping[str, str]

AGREED = {
    "agreement": {
        **dict.fromkeys(("level", "name", "statistic"), "str"),
        **dict.fromkeys(("value", "low", "high"), "Float64"),
        "n": "int64",
        "coders": "str",
    },
    "disagreements": {"session": "str", "turn": "int64", **dict.fromkeys(("role", "code", "family", "what"), "str")},
    "confusions": {"first": "str", "second": "str", "turns": "int64"},
    "consensus/codes": {
        **{name: frames.CODES[name] for name in ("session", "turn", "code", "family", "clarity", "coder")},
        "votes": "str",
    },
    "consensus/events": {
        name: frames.EVENTS[name]
        for name in ("session", "kind", "start", "end", "initiator", "outcome", "depth", "coder")
    },
}
"""What `analyzer agree` writes; `disagreements` has one more column a coder."""
EVALUATED = {
    "scores": {
        **dict.fromkeys(("level", "name"), "str"),
        **dict.fromkeys(("gold", "doubtful", "machine"), "int64"),
        **dict.fromkeys(("precision", "recall", "f1", "ceiling"), "Float64"),
        **dict.fromkeys(("f1_low", "f1_high", "precision_low", "precision_high"), "Float64"),
    },
    "mistakes": {"session": "str", "turn": "int64", "code": "str", "what": "str", "confidence": "Float64"},
    "evaluation/confusions": {"people": "str", "coder": "str", "turns": "int64"},
}
"""What `analyzer evaluate` writes; the last is `confusions.csv` there."""


def sessions(families: Iterable[str] | None = None) -> dict[str, Schema]:
    """Return the tables of single sessions; `families` of a user's own codebooks are those in force unless given."""
    own = added() if families is None else tuple(families)
    return {
        "turns": frames.TURNS,
        "utterances": frames.UTTERANCES,
        "asides": frames.ASIDES,
        "codes": frames.CODES,
        "events": frames.EVENTS,
        "segments": segments.columns(own),
        "sessions": tally.columns(own),
        "reviews": REVIEWS,
    }


def study() -> dict[str, Schema]:
    """Return the tables over sessions: of cases, alliance scores and sequences."""
    return {
        "cases": CASELOAD,
        "trajectory": TRAJECTORY,
        "families": FAMILIES,
        "intimacy": MODES,
        "themes": THEMES,
        "repairs": REPAIRS,
        "alliance": SCORES,
        "dips": DIPS,
        "transitions": {**OWNED, **TRANSITIONS},
        "responses": {**OWNED, **RESPONSES},
        "chains": {**OWNED, **CHAINS},
        "stages": PATHS,
    }


def schemas() -> dict[str, Schema]:
    """Return every table with its columns, in the order in which they are told."""
    return {**sessions(), **study(), **AGREED, **EVALUATED}
