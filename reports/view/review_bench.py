"""The bench: what a page gives a person to code with, and what it shows of a review that was applied."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from analyzer.analysis import Analysis
from analyzer.codes import CLEAR, Code
from analyzer.events import IMMEDIACY, OUTCOMES, RUPTURES, UNANSWERED
from analyzer.instruments import markers
from analyzer.review.content import content
from analyzer.review.record import CODE, EVENT, Decision, decisions
from analyzer.review.review import ACCEPT, ADD, BLIND, CHANGE, REJECT, REVIEW, UNDECIDED, Review
from analyzer.review.writing import record
from analyzer.session import UNSURE, Session
from reports.provenance import References
from reports.view.cards import Card, cards
from reports.view.numbers import printable
from reports.view.stories import Story
from reports.view.wording import DEPTHS, capital, plain, role_words

DONE = {ACCEPT: "accepted", REJECT: "rejected", CHANGE: "changed", ADD: "added", UNDECIDED: "left open", "note": "note"}


@dataclass(frozen=True, slots=True)
class Bench:
    """What the page's script works with (`data`, as JSON), and the review that the page already shows.

    `people` are who reviewed, "" for nobody; `tally` counts their decisions; `record` are those worth listing;
    `credits` say what was decided about each event, by the anchor of its story.
    """

    data: str
    blind: bool = False
    people: str = ""
    tally: str = ""
    record: tuple[Decision, ...] = ()
    credits: Mapping[str, str] | None = None


def bench(analysis: Analysis, told: Iterable[Story], references: References) -> Bench:
    """Make the bench of a session's report; `told` are the stories on it."""
    stories = list(told)
    applied = analysis.reviewed
    proposed = applied.findings if applied else analysis.findings
    data = _about(analysis.session, REVIEW, references) | {
        "codes": _proposed(proposed),
        "events": [_event(story) for story in stories],
        "review": record(applied.review) if applied else None,
    }
    if applied is None:
        return Bench(_json(data), credits={})
    rows = decisions(applied)
    listed = tuple(_printed(row) for row in rows if row.note or row.decision in (REJECT, CHANGE) or row.unit == EVENT)
    people = printable(", ".join(applied.review.people))
    return Bench(_json(data), False, people, _tally(rows), listed, _credits(stories, applied.review))


def blind(session: Session, references: References) -> Bench:
    """Make the bench of a page for independent coding, without anything that the program gave."""
    data = _about(session, BLIND, references) | {"codes": [], "events": [], "review": None}
    return Bench(_json(data), blind=True, credits={})


def book(references: References) -> dict[str, Card]:
    """Return a card for every code that may be given, in the order of the codebooks, a user's own last."""
    ids = dict.fromkeys((*markers(), *references.markers))
    made = cards((Code(1, code, CLEAR, None, "", None, None, "") for code in ids), references)
    return {code: made[code] for code in ids}


def _about(session: Session, mode: str, references: References) -> dict[str, Any]:
    """Return what the script must know of the session and of the codebook."""
    roles = dict.fromkeys(turn.role for turn in session.talk if turn.role not in (UNSURE, ""))
    return {
        "session": printable(session.id),
        "sha256": content(session),
        "turns": len(session.talk),
        "mode": mode,
        "roles": [[role, capital(role_words(role))] for role in roles],
        "book": [_entry(code, card, references) for code, card in book(references).items()],
        "outcomes": {"": [["", "not said"], [UNANSWERED, UNANSWERED]], "rupture": [[o, plain(o)] for o in OUTCOMES]},
        "kinds": [IMMEDIACY, *RUPTURES],
        "depths": [[depth, f"{depth}: {told}"] for depth, told in DEPTHS.items()],
    }


def _entry(code: str, card: Card, references: References) -> list[str]:
    return [printable(code), card.label, card.slug, card.family, _who(code, references), card.definition, card.decide]


def _who(code: str, references: References) -> str:
    """Return who may carry a code: T, C or A for any, as also where the codebook does not say."""
    return str(getattr(references.markers.get(code) or markers().get(code), "who", "A"))


def _proposed(findings: Iterable[Code]) -> list[list[Any]]:
    """Return the program's codes, one a turn and code: clear (1) or possible (0), and who found it and why."""
    found: dict[tuple[int, str], list[Code]] = {}
    for code in findings:
        found.setdefault((code.turn, code.code), []).append(code)
    return [
        [turn, printable(code), int(any(c.clarity == CLEAR for c in of)), _why(of)]
        for (turn, code), of in found.items()
    ]


def _why(found: Iterable[Code]) -> str:
    return "; ".join(dict.fromkeys(printable(f"{c.coder}: {c.why}" if c.why else c.coder) for c in found))


def _event(story: Story) -> dict[str, Any]:
    event = story.event
    told = {name: getattr(event, name) for name in ("kind", "start", "end", "initiator", "outcome", "depth")}
    return {**told, "anchor": story.anchor}


def _tally(rows: Iterable[Decision]) -> str:
    counts = Counter(row.decision for row in rows if row.unit == CODE)
    return ", ".join(f"{counts[decision]} {DONE[decision]}" for decision in DONE if counts[decision])


def _credits(stories: Iterable[Story], review: Review) -> dict[str, str]:
    """Say of each event who decided what about it, by the anchor of its story."""
    settled = {one.event[:3]: f"{DONE[one.decision]} by {review.named(one.by)}" for one in review.events if one.event}
    found = ((story.anchor, settled.get((story.event.kind, story.event.start, story.event.end))) for story in stories)
    return {anchor: printable(told) for anchor, told in found if told}


def _printed(row: Decision) -> Decision:
    return Decision(*(printable(value) if isinstance(value, str) else value for value in row))  # type: ignore[arg-type]


def _json(data: Mapping[str, Any]) -> str:
    return json.dumps(data, separators=(",", ":"))
