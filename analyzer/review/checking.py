"""Checking a review against the session it is for, before any of it is applied."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from itertools import chain

from analyzer.coded.placing import carries
from analyzer.codes import CLEAR, POSSIBLE
from analyzer.errors import ReviewError
from analyzer.events import IMMEDIACY, OUTCOMES, RUPTURES, UNANSWERED
from analyzer.instruments import markers
from analyzer.review.content import content
from analyzer.review.review import ACCEPT, ADD, CHANGE, REVIEW, CodeDecision, EventDecision, Review, Span, Told
from analyzer.session import CLIENT, THERAPIST, Session, Turn

_LONGEST = 40
"""Characters of a code that are repeated in a message."""


def check(review: Review, session: Session, codes: Collection[str]) -> None:
    """Raise ReviewError, with the first thing that is wrong and how many more there are, unless `review` fits.

    `codes` are ids that are known besides those of the codebooks in force.
    """
    if review.mode != REVIEW:
        raise _error(review, "coded blind, so not a review of the program's codes", "compare it with `analyzer agree`")
    if review.sha256 != content(session):
        told = (
            f"the review was made on another text of this session ({review.turns} turns then, {len(session.talk)} now)"
        )
        raise _error(review, told, "review the report of this transcript, or move the review file away")
    amiss = list(_amiss(review, session, {*codes, *markers()}))
    if amiss:
        more = f" (and {len(amiss) - 1} more)" if len(amiss) > 1 else ""
        raise _error(review, f"{amiss[0]}{more}", "nothing was applied; mend it in the report, or move the file away")


def _error(review: Review, problem: str, remedy: str) -> ReviewError:
    return ReviewError(problem, path=review.path, remedy=remedy)


def _amiss(review: Review, session: Session, known: Collection[str]) -> Iterator[str]:
    """Yield what does not fit, each with its place in the file."""
    talk, roles = session.talk, {turn.role for turn in session.talk}
    for number, one in enumerate(review.codes, start=1):
        yield from (f"codes, entry {number}: {problem}" for problem in _of_code(one, talk, known))
    for number, event in enumerate(review.events, start=1):
        yield from (f"events, entry {number}: {problem}" for problem in _of_event(event, len(talk), roles))
    for number, note in enumerate(review.notes, start=1):
        yield from (f"notes, entry {number}: {problem}" for problem in _outside(len(talk), note.turn))
    decided = Counter((one.turn, one.code) for one in review.codes)
    yield from (f"{_short(code)} on turn {turn} is decided {n} times" for (turn, code), n in decided.items() if n > 1)
    seen = Counter(event.seen for event in review.events if event.seen)
    yield from (f"an event at turns {s.start} to {s.end} is decided {n} times" for s, n in seen.items() if n > 1)


def _of_code(one: CodeDecision, talk: Sequence[Turn], known: Collection[str]) -> Iterator[str]:
    outside = list(_outside(len(talk), one.turn))
    yield from outside
    if (one.decision == CHANGE) != bool(one.to):
        yield "a change needs the code it is to, and only a change has one"
    for code in filter(None, (one.code, one.to)):
        if code not in known:
            yield f"turn {one.turn}: there is no code {_short(code)!r}"
        elif code == one.standing and not outside and not _fits(talk[one.turn - 1].role, code):
            yield f"turn {one.turn}: {code} is not for the speaker of this turn; was the role another then?"
    if one.clarity not in ("", CLEAR, POSSIBLE):
        yield f"turn {one.turn}: a clarity other than clear or possible"
    if not outside and not _inside(one.start, one.end, len(talk[one.turn - 1].text)):
        yield f"turn {one.turn}: evidence outside the words of the turn"


def _of_event(one: EventDecision, turns: int, roles: Collection[str]) -> Iterator[str]:
    if (one.decision == ADD) != (one.seen is None) or (one.decision in (ACCEPT, CHANGE, ADD)) != (
        one.event is not None
    ):
        yield f"not what {one.decision!r} needs: the event seen, unless added, and as it stands, unless rejected"
        return
    spans: list[Span | Told] = [span for span in (one.seen, one.event) if span]
    for span in spans:
        places = _outside(turns, span.start, span.end)
        yield from chain(places, () if span.start <= span.end else ("the last turn comes before the first",))
        if span.kind not in (IMMEDIACY, *RUPTURES):
            yield f"a kind other than {IMMEDIACY}, {', '.join(RUPTURES)}"
    yield from _of_told(one.event, roles) if one.event else ()


def _of_told(event: Told, roles: Collection[str]) -> Iterator[str]:
    immediacy = event.kind == IMMEDIACY
    outcomes = ("", UNANSWERED) if immediacy else OUTCOMES
    if event.outcome not in outcomes:
        yield f"an outcome other than {', '.join(filter(None, outcomes))}"
    if event.depth is not None and not (immediacy and 1 <= event.depth <= 5):
        yield "a depth that is not 1 to 5, or not of immediacy"
    if event.initiator and event.initiator not in roles:
        yield "opened by a role that nobody in the session has"


def _outside(turns: int, *places: int) -> Iterator[str]:
    for place in places:
        if not 1 <= place <= turns:
            yield f"turn {place} is not in the session, which has {turns}"


def _fits(role: str, code: str) -> bool:
    """Tell whether a turn of `role` may carry `code`; whoever is neither therapist nor client may carry any."""
    return carries(role, code) if role == THERAPIST or role.startswith(CLIENT) else True


def _inside(start: int | None, end: int | None, length: int) -> bool:
    if start is None or end is None:
        return start is end
    return start < end <= length


def _short(code: str) -> str:
    return "".join(c for c in code[:_LONGEST] if c.isprintable())
