"""Conditions: what must hold of the turns before for a cue to count, each a named question about a moment."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

from analyzer.codes import family
from analyzer.coding.context import partnered
from analyzer.coding.inviting import about_feeling, asks, inviting
from analyzer.coding.signs import sign
from analyzer.coding.talk import Moment

STRAIN = frozenset({"withdrawal", "confrontation"})
VOICED = frozenset({"E1", "E2", "E3", "E4", "IM.negative"})


def strain(moment: Moment) -> bool:
    """Tell whether the four turns before show strain: a withdrawal, a confrontation, or a grievance voiced."""
    codes = moment.codes(1, 4)
    return bool(codes & VOICED) or any(family(code) in STRAIN for code in codes)


def confronted(moment: Moment) -> bool:
    """Tell whether the client confronted, or voiced a grievance, in the turn before."""
    codes = moment.codes(1, 1)
    return bool(codes & VOICED) or any(family(code) == "confrontation" for code in codes)


def pressed(moment: Moment) -> bool:
    """Tell whether the therapist pressed or blamed in the turn before."""
    return "TM.against" in moment.codes(1, 1)


def asked(moment: Moment) -> bool:
    """Tell whether the therapist's turn before opens the way for the client."""
    before = moment.back(1)
    return before is not None and before.therapist and inviting(before)


def asked_open(moment: Moment) -> bool:
    """Tell whether the therapist's turn before ends in an open question."""
    before = moment.back(1)
    return before is not None and before.therapist and asks(before) == "open"


def asked_feeling(moment: Moment) -> bool:
    """Tell whether the therapist's turn before opens the way to feeling."""
    before = moment.back(1)
    return before is not None and before.therapist and about_feeling(before)


def relational(moment: Moment) -> bool:
    """Tell whether the three turns before talk about the two in the room."""
    return any(code[:2] == "IM" or family(code) in {"confrontation", "resolution"} for code in moment.codes(1, 3))


def repaired(moment: Moment) -> bool:
    """Tell whether the therapist's turn before, or the one before that, is a repair act or immediacy."""
    return any(family(code) in {"resolution", "immediacy"} for code in moment.codes(1, 2))


def repair_just_now(moment: Moment) -> bool:
    """Tell whether the turn just before is a repair act."""
    return any(family(code) == "resolution" for code in moment.codes(1, 1))


def addressed(moment: Moment) -> bool:
    """Tell whether strain shows in the turns before, or the client has just spoken to the therapist as "you"."""
    before = moment.back(1)
    return strain(moment) or (before is not None and before.client and bool(sign("you").search(before.plain)))


def to_partner(moment: Moment) -> bool:
    """Tell whether, in a session of several clients, the talk is between them: a client speaks after a client."""
    return partnered(moment)


def client_speaks(moment: Moment) -> bool:
    """Tell whether the turn is a client's, for markers that either side may carry."""
    return not moment.said.therapist


def therapist_speaks(moment: Moment) -> bool:
    """Tell whether the turn is the therapist's, for markers that either side may carry."""
    return moment.said.therapist


def client_asks(moment: Moment) -> bool:
    """Tell whether the client's turn before ends in a question."""
    before = moment.back(1)
    return before is not None and before.client and before.plain.rstrip().endswith("?")


def brief(moment: Moment) -> bool:
    """Tell whether the turn has at most twelve words."""
    return moment.said.words <= 12


def short(moment: Moment) -> bool:
    """Tell whether the turn has at most six words."""
    return moment.said.words <= 6


def long(moment: Moment) -> bool:
    """Tell whether the turn has at least twenty-five words."""
    return moment.said.words >= 25


CONDITIONS: Mapping[str, Callable[[Moment], bool]] = MappingProxyType(
    {
        "strain": strain,
        "confronted": confronted,
        "pressed": pressed,
        "asked": asked,
        "asked openly": asked_open,
        "asked feeling": asked_feeling,
        "relational": relational,
        "repaired": repaired,
        "repair just now": repair_just_now,
        "client spoke of you or strain": addressed,
        "to a partner": to_partner,
        "client speaks": client_speaks,
        "therapist speaks": therapist_speaks,
        "client asks": client_asks,
        "brief": brief,
        "short": short,
        "long": long,
    }
)


def holds(moment: Moment, needs: tuple[str, ...]) -> bool:
    """Tell whether all of `needs` hold; "not x" holds where x does not."""
    return all(_known(moment, need.removeprefix("not ")) != need.startswith("not ") for need in needs)


def _known(moment: Moment, name: str) -> bool:
    """Return whether the condition `name` holds, asking once a turn: no condition looks at the turn's own codes."""
    known = moment.talk.known
    if (moment.at, name) not in known:
        known[moment.at, name] = CONDITIONS[name](moment)
    return known[moment.at, name]
