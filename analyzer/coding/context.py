"""Context: what around a cue says that it is not meant of the two people in the room, now (after ConText)."""

from __future__ import annotations

from analyzer.coding.signs import checks, sign
from analyzer.coding.talk import Moment, Span

REACH = 90
PAIR = frozenset({"C", "IM", "W", "E"})


def objection(moment: Moment, span: Span, family: str) -> str:
    """Name the context that sets a cue at `span` aside for a family such as "C"; "" if nothing does."""
    said = moment.said
    if family in PAIR and partnered(moment):
        return "said to the partner"
    places = {"before": said.plain[max(span.start - REACH, 0) : span.start], "sentence": said.sentence(span)}
    for check in checks():
        if family in check.families and check.pattern.search(places[check.place]):
            return check.name
    return "role-play" if rehearsed(moment) else ""


def partnered(moment: Moment) -> bool:
    """Tell whether a client, in a session of several, answers another client."""
    before = moment.back(1)
    return moment.talk.couple and moment.said.client and before is not None and before.client


def rehearsed(moment: Moment) -> bool:
    """Tell whether a client speaks to someone who is not there: by name, or after an invitation to."""
    said, before = moment.said, moment.back(1)
    if said.therapist:
        return False
    invited = before is not None and before.therapist and sign("rehearsal").search(before.plain)
    return bool(sign("address").search(said.plain) or invited)
