"""Responses: what the therapist says next after a client's marker, and what that client says next after it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import product
from typing import TYPE_CHECKING

from analyzer import frames
from analyzer.codes import family
from analyzer.lag.association import Table, adjusted_residual, expected, yules_q
from analyzer.lag.states import CODE, FAMILY, UNCODED
from analyzer.session import THERAPIST, UNSURE

if TYPE_CHECKING:
    import pandas as pd

MARKERS = ("withdrawal", "confrontation")
ANSWERS = ("resolution", "therapist movement", "immediacy")
REPLIES = ("withdrawal", "confrontation", "re-engagement", "intimacy", "immediacy")
SILENT = "does not speak again"

RESPONSES = {
    "session": "str",
    "marker_turn": "int64",
    "marker": "str",  # codes of the markers on it, joined by a space
    "families": "str",  # their families, joined by a comma
    "response_turn": "Int64",  # the therapist's next turn, missing if there is none
    "response": "str",  # its codes of ANSWERS, "" if none
    "next_turn": "Int64",  # the same client's next turn after it
    "next": "str",  # its codes of REPLIES, "" if none
}
CHAINS = {
    "marker": "str",
    "response": "str",
    "next": "str",
    "count": "int64",  # marked turns with this marker, response and next
    "markers": "int64",  # marked turns with this marker
    "share": "Float64",  # count of markers; shares add up to more than 1 where turns carry several codes
}
AFTER = {
    "marker": "str",
    "response": "str",
    "next": "str",
    "count": "int64",
    "responses": "int64",  # marked turns so answered
    "nexts": "int64",  # marked turns whose client so goes on
    "markers": "int64",  # marked turns that are answered, and whose client speaks again
    **dict.fromkeys(("expected", "residual", "yules_q"), "Float64"),
}


def responses(talk: pd.DataFrame, codes: pd.DataFrame) -> pd.DataFrame:
    """Return one row a client turn with a marker of withdrawal or confrontation; columns `RESPONSES`.

    `talk` needs the columns session, turn, speaker and role. Listening noises are turns too: an "mm-hm" that
    answers a marker counts as the response.
    """
    held: dict[tuple[str, int], list[str]] = {}
    for session, turn, code in zip(codes["session"], codes["turn"], codes["code"], strict=True):
        held.setdefault((session, turn), []).append(code)
    rows: list[tuple[object, ...]] = []
    for session, own in talk.groupby("session", sort=False):
        turns = list(zip(own["turn"], own["speaker"], own["role"], strict=True))
        if UNSURE not in {role for _, _, role in turns}:
            rows += _marked(str(session), turns, held)
    return frames.frame(RESPONSES, rows)


def chains(found: pd.DataFrame, *, by: str = FAMILY) -> pd.DataFrame:
    """Count the paths marker, response, next in `responses`, by "family" or "code"; columns `CHAINS`.

    A turn with several codes is on several paths; a turn without is "uncoded". The most frequent come first.
    """
    paths: Counter[tuple[str, str, str]] = Counter()
    markers: Counter[str] = Counter()
    for marker, response, after in _steps(found, by):
        markers.update(marker)
        paths.update(product(marker, response, after))
    rows = [(*path, number, markers[path[0]], number / markers[path[0]]) for path, number in paths.items()]
    return frames.frame(CHAINS, sorted(rows, key=lambda row: (row[0], -row[3], row[1:3])))


def after_responses(found: pd.DataFrame, *, by: str = FAMILY) -> pd.DataFrame:
    """Tell, for each marker, whether what the client does next hangs on the therapist's response; columns `AFTER`.

    Among the marked turns that are answered and followed by the client's next, a two-by-two table of response and
    next gives the adjusted residual and Yule's Q.
    """
    whole = [step for step in _steps(found, by) if SILENT not in (*step[1], *step[2])]
    rows = []
    for marker in sorted({name for step in whole for name in step[0]}):
        own = [(set(response), set(after)) for names, response, after in whole if marker in names]
        answers = sorted({name for response, _ in own for name in response})
        nexts = sorted({name for _, after in own for name in after})
        for answer, reply in product(answers, nexts):
            table = _table(own, answer, reply)
            told = (expected(table), adjusted_residual(table), yules_q(table))
            rows.append((marker, answer, reply, *table, *told))
    return frames.frame(AFTER, rows)


def _marked(
    session: str, turns: Sequence[tuple[int, str, str]], held: dict[tuple[str, int], list[str]]
) -> Iterator[tuple[object, ...]]:
    """Yield a row for each of a session's client turns that carries a marker."""
    for place, (turn, speaker, role) in enumerate(turns):
        markers = _kept(held.get((session, turn), ()), MARKERS)
        if role == THERAPIST or not markers:
            continue
        later = turns[place + 1 :]
        answer = next((at for at, _, who in later if who == THERAPIST), None)
        after = next((at for at, name, _ in later if answer and at > answer and name == speaker), None)
        response = _kept(held.get((session, answer), ()), ANSWERS) if answer else []
        reply = _kept(held.get((session, after), ()), REPLIES) if after else []
        families = ", ".join(dict.fromkeys(map(family, markers)))
        yield session, turn, " ".join(markers), families, answer, " ".join(response), after, " ".join(reply)


def _kept(codes: Iterable[str], families: Sequence[str]) -> list[str]:
    return [code for code in dict.fromkeys(codes) if family(code) in families]


def _steps(found: pd.DataFrame, by: str) -> Iterator[tuple[list[str], list[str], list[str]]]:
    """Yield markers, responses and nexts of every marked turn, each by family or code."""
    columns = ("marker", "response_turn", "response", "next_turn", "next")
    for marker, answered, response, spoken, after in zip(*(found[name] for name in columns), strict=True):
        yield _named(marker, by), _step(response, answered, by), _step(after, spoken, by)


def _step(codes: str, turn: int | None, by: str) -> list[str]:
    import pandas as pd

    return [SILENT] if pd.isna(turn) else _named(codes, by) or [UNCODED]


def _named(codes: str, by: str) -> list[str]:
    return list(dict.fromkeys(code if by == CODE else family(code) for code in codes.split()))


def _table(steps: Sequence[tuple[set[str], set[str]]], answer: str, reply: str) -> Table:
    given = sum(answer in response for response, _ in steps)
    target = sum(reply in after for _, after in steps)
    both = sum(answer in response and reply in after for response, after in steps)
    return Table(both, given, target, len(steps))
