"""The rule coder: codebook cues and named detectors, gated by the turns before and set aside by context."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from analyzer.codebook import Codebook, Cue, Marker, packaged
from analyzer.codes import CLEAR, Code
from analyzer.coding.conditions import holds
from analyzer.coding.context import objection
from analyzer.coding.cues import compiled, expanded, keys
from analyzer.coding.detectors import DETECTORS
from analyzer.coding.talk import Moment, Said, Span, Talk, talk
from analyzer.errors import CodebookError
from analyzer.session import THERAPIST, Session

import re

VERSION = "1.0"
ROLES = {"T": (True,), "C": (False,), "A": (True, False)}


class Rule(NamedTuple):
    """One cue of a marker, ready to run; `pattern` is None for detectors and for codes given."""

    order: int
    marker: Marker
    cue: Cue
    head: str
    pattern: re.Pattern[str] | None
    unless: tuple[re.Pattern[str], ...]


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
    """The rules for one side of the room: scanned ones by the literals that call them, others run on every turn."""

    by_key: dict[str, list[Rule]] = field(default_factory=dict)
    always: list[Rule] = field(default_factory=list)
    given: list[Rule] = field(default_factory=list)

    def add(self, rule: Rule) -> None:
        """File a rule under what calls it."""
        if rule.cue.given:
            self.given.append(rule)
        elif rule.pattern is None or not (literals := keys(rule.pattern)):
            self.always.append(rule)
        else:
            for literal in literals:
                self.by_key.setdefault(literal, []).append(rule)

    def called(self, plain: str) -> list[Rule]:
        """Return the rules that may hold of a turn, in codebook order."""
        rules = {rule.order: rule for key, called in self.by_key.items() if key in plain for rule in called}
        rules.update((rule.order, rule) for rule in self.always)
        return [rules[order] for order in sorted(rules)]


class RuleCoder:
    """Code a session by rules; each code says which cue or detector it rests on and carries no confidence."""

    def __init__(self, codebooks: Iterable[Codebook] | None = None) -> None:
        self.sides = sides(packaged() if codebooks is None else tuple(codebooks))

    @property
    def name(self) -> str:
        """Return "rules" and the version."""
        return f"rules {VERSION}"

    def code(self, session: Session) -> tuple[Code, ...]:
        """Code the turns of `session`, ordered by turn, then code; an uncodable session gives none."""
        if not session.coded:
            return ()
        ready = talk(session)
        return tuple(code for at in range(len(ready.said)) for code in self._codes(Moment(ready, at)))

    def findings(self, moment: Moment) -> Iterator[Finding]:
        """Yield every rule that holds of a turn, and note its code in the talk; earlier turns must be done."""
        side = self.sides[moment.said.therapist]
        noted = moment.talk.found[moment.at]
        for rule in (*side.called(moment.said.plain), *side.given):
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


def _rule(order: int, book: Codebook, marker: Marker, cue: Cue) -> Rule:
    if cue.detector and cue.detector not in DETECTORS:
        raise CodebookError(f"{marker.id}: unknown detector {cue.detector}", remedy=f"choose of {', '.join(DETECTORS)}")
    pattern = compiled(expanded(cue.say, book.fragments)) if cue.say else None
    unless = tuple(compiled(expanded(u, book.fragments)) for u in marker.unless)
    head = marker.id.split(".")[0].rstrip("0123456789")
    return Rule(order, marker, cue, head, pattern, unless)


def _span(rule: Rule, moment: Moment) -> Span | None:
    """Return where a rule holds of a turn, or None: its words or detector, then its needs, then its context."""
    said = moment.said
    if rule.cue.given:
        held = bool(moment.talk.found[moment.at].intersection(rule.cue.given)) and holds(moment, rule.cue.needs)
        return Span(0, len(said.text)) if held else None
    if rule.pattern is None:
        span = DETECTORS[rule.cue.detector](moment) if holds(moment, rule.cue.needs) else None
        return span if span is not None and not objection(moment, span, rule.head) else None
    matches = rule.pattern.finditer(said.plain)
    return next((span for match in matches if (span := _kept(rule, moment, match))), None)


def _kept(rule: Rule, moment: Moment, match: re.Match[str]) -> Span | None:
    """Return the span of a match that its needs, look-alikes and context leave standing."""
    span = Span(*match.span())
    if not holds(moment, rule.cue.needs) or any(u.search(moment.said.sentence(span)) for u in rule.unless):
        return None
    return None if objection(moment, span, rule.head) else span
