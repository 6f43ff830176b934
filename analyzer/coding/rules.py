"""The rule coder: codebook cues and named detectors, gated by the turns before and set aside by context."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import chain, pairwise
from typing import NamedTuple

from analyzer.codebook import Codebook, Cue, Marker, packaged
from analyzer.codes import CLEAR, Code
from analyzer.coding.conditions import CONDITIONS, holds
from analyzer.coding.context import objection
from analyzer.coding.cues import compiled, expanded
from analyzer.coding.detectors import DETECTORS
from analyzer.coding.literals import literals
from analyzer.coding.steady import Found, Steady, steady
from analyzer.coding.talk import Moment, Span, talk
from analyzer.errors import CodebookError
from analyzer.session import Session

VERSION = "1.0"
HEAD = 2
ROLES = {"T": (True,), "C": (False,), "A": (True, False)}


Pattern = re.Pattern[str] | Steady
"""What finds words: `re` for codebooks that are tested to be quick, `Steady` for those of anybody else."""


class Rule(NamedTuple):
    """One cue of a marker, ready to run; `pattern` is None for detectors and for codes given.

    Of each set in `keys` a turn must hold one literal, or the pattern cannot match.
    """

    order: int
    marker: Marker
    cue: Cue
    head: str
    pattern: Pattern | None
    unless: tuple[Pattern, ...]
    keys: tuple[frozenset[str], ...]


class Finding(NamedTuple):
    """One rule that held, and where."""

    rule: Rule
    span: Span

    @property
    def why(self) -> str:
        """Say in plain words what was seen."""
        cue = self.rule.cue
        if cue.detector:
            return f"detector: {cue.detector}"
        return f"with {' '.join(cue.given)}: {cue.name}" if cue.given else f"cue: {cue.name}"


@dataclass(frozen=True)
class Side:
    """The rules for one side of the room: by the two letters that open a literal they need, or run on every turn."""

    by_head: dict[str, list[tuple[str, Rule]]] = field(default_factory=dict)
    always: list[Rule] = field(default_factory=list)
    given: list[Rule] = field(default_factory=list)

    def add(self, rule: Rule) -> None:
        """File a rule under what calls it."""
        if rule.cue.given:
            self.given.append(rule)
        elif not rule.keys:
            self.always.append(rule)
        else:
            for literal in rule.keys[0]:
                self.by_head.setdefault(literal[:HEAD], []).append((literal, rule))

    def called(self, plain: str) -> list[Rule]:
        """Return the rules that may hold of a turn, in codebook order."""
        heads = {*plain, *map("".join, pairwise(plain))}
        rules = {rule.order: rule for rule in self.always}
        for head in self.by_head.keys() & heads:
            for literal, rule in self.by_head[head]:
                if literal in plain and _possible(rule, plain):
                    rules[rule.order] = rule
        return [rules[order] for order in sorted(rules)]


class RuleCoder:
    """Code a session by rules; each code says which cue or detector it rests on and carries no confidence."""

    def __init__(self, codebooks: Iterable[Codebook] | None = None, *, note: str = "") -> None:
        self.sides = sides(packaged() if codebooks is None else tuple(codebooks))
        self.note = note

    @property
    def name(self) -> str:
        """Return "rules" and the version, and a note where there is one."""
        return f"rules {VERSION}" + (f" ({self.note})" if self.note else "")

    def code(self, session: Session) -> tuple[Code, ...]:
        """Code the turns of `session`, ordered by turn, then code; an uncodable session gives none."""
        if not session.coded:
            return ()
        ready = talk(session)
        return tuple(code for at in range(len(ready.said)) for code in self._codes(Moment(ready, at)))

    def findings(self, moment: Moment) -> Iterator[Finding]:
        """Yield every rule that holds of a turn, and note its code in the talk; earlier turns must be done."""
        if not (moment.said.therapist or moment.said.client):
            return
        side = self.sides[moment.said.therapist]
        noted = moment.talk.found[moment.at]
        for rule in chain(side.called(moment.said.plain), side.given):
            if rule.cue.given and noted.isdisjoint(rule.cue.given):
                continue
            span = _span(rule, moment)
            if span is not None:
                noted.add(rule.marker.id)
                yield Finding(rule, span)

    def _codes(self, moment: Moment) -> list[Code]:
        """Return one code for each marker found: its first clear finding, or else its first."""
        best: dict[str, Finding] = {}
        for finding in self.findings(moment):
            kept = best.get(finding.rule.marker.id)
            if kept is None or (kept.rule.cue.clarity != CLEAR and finding.rule.cue.clarity == CLEAR):
                best[finding.rule.marker.id] = finding
        turn = moment.said.turn.turn
        return [
            Code(turn, code, f.rule.cue.clarity, None, self.name, f.span.start, f.span.end, f.why)
            for code, f in sorted(best.items())
        ]


def sides(codebooks: tuple[Codebook, ...]) -> dict[bool, Side]:
    """Compile codebooks into the rules of the therapist's (True) and the clients' side (False)."""
    found = {True: Side(), False: Side()}
    triples = ((book, marker, cue) for book in codebooks for marker in book.markers for cue in marker.cues)
    for order, (book, marker, cue) in enumerate(triples):
        rule = _rule(order, book, marker, cue)
        for therapist in ROLES[marker.who]:
            found[therapist].add(rule)
    return found


def _possible(rule: Rule, plain: str) -> bool:
    """Tell whether a turn holds a literal of each further set that the rule's pattern needs."""
    for keys in rule.keys[1:]:
        for key in keys:
            if key in plain:
                break
        else:
            return False
    return True


def _rule(order: int, book: Codebook, marker: Marker, cue: Cue) -> Rule:
    if cue.detector and cue.detector not in DETECTORS:
        raise CodebookError(f"{marker.id}: unknown detector {cue.detector}", remedy=f"choose of {', '.join(DETECTORS)}")
    if unknown := {need.removeprefix("not ") for need in cue.needs} - CONDITIONS.keys():
        raise CodebookError(
            f"{marker.id}: unknown condition {min(unknown)}", remedy=f"choose of {', '.join(CONDITIONS)}"
        )
    ready = compiled if any(book is one for one in packaged()) else steady
    said = expanded(cue.say, book.fragments)
    unless = tuple(ready(expanded(u, book.fragments)) for u in marker.unless)
    head = marker.id.split(".")[0].rstrip("0123456789")
    return Rule(order, marker, cue, head, ready(said) if said else None, unless, literals(said))


def _span(rule: Rule, moment: Moment) -> Span | None:
    """Return where a rule holds of a turn, or None: its needs, its words or detector, then its context."""
    if rule.cue.needs and not holds(moment, rule.cue.needs):
        return None
    if rule.pattern is not None:
        matches = rule.pattern.finditer(moment.said.plain)
        return next((span for match in matches if (span := _kept(rule, moment, match))), None)
    if rule.cue.given:
        return Span(0, len(moment.said.text))
    span = DETECTORS[rule.cue.detector](moment)
    return span if span is not None and not objection(moment, span, rule.head) else None


def _kept(rule: Rule, moment: Moment, match: re.Match[str] | Found) -> Span | None:
    """Return the span of a match that its needs, look-alikes and context leave standing."""
    span = Span(*match.span())
    if any(u.search(moment.said.sentence(span)) for u in rule.unless):
        return None
    return None if objection(moment, span, rule.head) else span
