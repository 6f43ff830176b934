"""Sequences: everything said of what follows what, in one case or over all sessions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from analyzer.events import IMMEDIACY
from analyzer.session import CLIENT
from analyzer.study import Study
from reports.cases.view import answers, follows, paths
from reports.cases.view.answers import Answers
from reports.cases.view.bids import Bid, bids
from reports.cases.view.follows import CHANCE, After, Flow, Follow
from reports.cases.view.paths import Path
from reports.view.numbers import counted, percent

TOLD = 10  # bids from which a share is given


@dataclass(frozen=True, slots=True)
class LagView:
    """What follows what: `tests` says how many pairs were tested and what that means; `bids` those left alone."""

    sessions: int
    turns: int
    shuffles: int
    answers: tuple[Answers, ...]
    answered: Flow | None
    flows: tuple[Flow, ...]
    standing_out: tuple[Follow, ...]
    every: tuple[Follow, ...]
    tests: str
    afters: tuple[After, ...]
    bids: tuple[Bid, ...]
    bidding: str
    paths: tuple[Path, ...]


def lag_view(study: Study, case: str, *, sessions: Sequence[str], folder: str) -> LagView:
    """Say what follows what in the `sessions` of one case, or in all of them where `case` is ""."""
    rows = follows.pairs(study, case)
    left = bids(study, sessions, folder=folder)
    return LagView(
        sessions=len(set(sessions) & set(study.coded)),
        turns=int(study.talk["session"].isin(sessions).sum()),
        shuffles=study.shuffles.times,
        answers=answers.answers(study, case),
        answered=answers.flow(study, case),
        flows=follows.flows(rows),
        standing_out=follows.standing_out(rows),
        every=follows.follows(rows),
        tests=_tests(*follows.tested(rows)),
        afters=follows.afters(rows),
        bids=left,
        bidding=_bidding(study, sessions, len(left)),
        paths=paths.paths(study, case),
    )


def _tests(number: int, below: int, firm: int) -> str:
    """Say how many pairs were tested, and how many would be below .05 where nothing follows anything."""
    if not number:
        return "Nothing could be tested: no order of the turns would have changed a count."
    chance = max(round(number * CHANCE), 1)
    kept = f"{firm or 'none'} {'is' if firm == 1 else 'are'} still below when adjusted for the number of pairs (Holm)"
    return (
        f"{counted(number, 'pair')} of states were tested, next turn and next but one. About {chance} would come out "
        f"below .05 by chance alone; {below or 'none'} did, and {kept}."
    )


def _bidding(study: Study, sessions: Sequence[str], left: int) -> str:
    """Say how many stretches of immediacy clients opened, and how many of these bids were left alone."""
    events = study.bench.events
    own = events[(events["kind"] == IMMEDIACY) & events["session"].isin(sessions)]
    made = int(own["initiator"].str.startswith(CLIENT).sum())
    if not made:
        return "No client bid, that is, no talk about the therapist or the therapy opened by a client, was found."
    told = f"Clients opened {counted(made, 'stretch', 'stretches')} of immediacy"
    if not left:
        return f"{told}, and none was left without an answer for two turns."
    share = f" ({percent(left / made)})" if made >= TOLD else ""
    return f"{told}; {left}{share} {'was' if left == 1 else 'were'} not taken up within two turns."
