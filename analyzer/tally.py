"""A tally: everything counted, rated and measured in one session, as one row of the table of sessions."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import TYPE_CHECKING

from analyzer import frames
from analyzer.codes import CLEAR
from analyzer.events import IMMEDIACY, OUTCOMES, RUPTURES, UNANSWERED
from analyzer.instruments import column
from analyzer.measures import OF_THE_SESSION, kinds, measures
from analyzer.ratings import NAMES
from analyzer.segments import COLUMNS
from analyzer.session import CLIENT, THERAPIST

if TYPE_CHECKING:
    import pandas as pd

    from analyzer.analysis import Analysis

WIDE_ROLES = (THERAPIST, CLIENT, "client2")  # whose measures have columns; further clients are in `measures` only
SESSIONS = {
    "session": "str",
    "format": "str",  # what the file was read as
    "language": "str",  # ISO 639 code
    "coder": "str",
    "coded": "boolean",
    "timed": "boolean",
    "roles_how": "str",  # label, inferred or user; several joined by a space
    "roles_confidence": "Float64",  # of the least sure role, 0 to 1
    "problems": "int64",  # places in the file that were not taken up as talk or need an eye
    "turns": "int64",
    **{f"codes_{name}": "int64" for name in COLUMNS.values()},  # clear and possible
    **{f"clear_{name}": "int64" for name in COLUMNS.values()},
    **{f"events_{kind}": "int64" for kind in (IMMEDIACY, *RUPTURES)},
    "bids_unanswered": "int64",  # among the immediacy events
    "immediacy_turns": "int64",  # turns inside immediacy events
    "immediacy_depth": "Int64",  # of the deepest event, 1 to 5
    **{f"ruptures_{outcome}": "int64" for outcome in OUTCOMES},
    **{f"rating_{name.replace(' ', '_')}": "Int64" for name in NAMES},  # 1 to 5
    **{f"{k.name}_{role}": "Float64" for role in WIDE_ROLES for k in kinds(role)},
    **{k.name: "Float64" for k in OF_THE_SESSION},
    **{f"{name}_per_{unit}": "Float64" for name in COLUMNS.values() for unit in ("hour", "100_turns")},
}


def columns(families: Iterable[str] = ()) -> dict[str, str]:
    """Return the columns of the table of sessions; `families` of a user's own codebooks come last."""
    own = [column(name) for name in families]
    return {
        **SESSIONS,
        **{f"{kind}_{name}": "int64" for kind in ("codes", "clear") for name in own},
        **{f"{name}_per_{unit}": "Float64" for name in own for unit in ("hour", "100_turns")},
    }


def sessions_row(analysis: Analysis) -> dict[str, object]:
    """Return everything counted, rated and measured in one session; keys `columns`, None where it cannot be told."""
    session, known = analysis.session, columns(analysis.families)
    row: dict[str, object] = dict.fromkeys(known) | {
        "session": session.id,
        "format": session.reading.format,
        "language": session.language,
        "coder": analysis.coder,
        "coded": session.coded,
        "timed": session.timed,
        "roles_how": " ".join(sorted({role.how for role in session.roles})),
        "roles_confidence": min((role.confidence for role in session.roles), default=None),
        "problems": len(session.reading.problems),
        "turns": len(session.talk),
    }
    row |= _counts(analysis)
    row |= {f"rating_{rating.name.replace(' ', '_')}": rating.value for rating in analysis.ratings}
    row |= {f"{m.name}_{m.role}".rstrip("_"): m.value for m in measures(session, analysis.findings, analysis.families)}
    return {name: row[name] for name in known}


def sessions_frame(analyses: Iterable[Analysis]) -> pd.DataFrame:
    """Return one row a session; columns `columns`, with the own families of the first analysis."""
    listed = list(analyses)
    known = columns(listed[0].families if listed else ())
    return frames.frame(known, (tuple(sessions_row(analysis).get(name) for name in known) for analysis in listed))


def _counts(analysis: Analysis) -> dict[str, object]:
    """Count codes by family, and events by kind and outcome."""
    found = Counter(code.family for code in analysis.findings)
    clear = Counter(code.family for code in analysis.findings if code.clarity == CLEAR)
    immediacy = [event for event in analysis.story if event.kind == IMMEDIACY]
    kinds = Counter(event.kind for event in analysis.story)
    outcomes = Counter(event.outcome for event in analysis.story)
    families = {**COLUMNS, **{family: column(family) for family in analysis.families}}
    return {
        **{f"codes_{name}": found[family] for family, name in families.items()},
        **{f"clear_{name}": clear[family] for family, name in families.items()},
        **{f"events_{kind}": kinds[kind] for kind in (IMMEDIACY, *RUPTURES)},
        "bids_unanswered": outcomes[UNANSWERED],
        "immediacy_turns": len({turn for event in immediacy for turn in range(event.start, event.end + 1)}),
        "immediacy_depth": max((event.depth for event in immediacy if event.depth), default=None),
        **{f"ruptures_{outcome}": outcomes[outcome] for outcome in OUTCOMES},
    }
