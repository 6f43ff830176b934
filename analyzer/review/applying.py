"""Applying a review: what people decided replaces what the program gave, and both stay on record."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from analyzer.codes import CLEAR, Code
from analyzer.review.checking import check
from analyzer.review.episodes import episodes
from analyzer.review.record import Reviewed
from analyzer.review.review import ACCEPT, ADD, CHANGE, UNDECIDED, CodeDecision, Review

if TYPE_CHECKING:
    from analyzer.analysis import Analysis

_TOLD = {ACCEPT: "accepted", CHANGE: "changed", ADD: "added"}
_BY = "; reviewed by "


def apply(analysis: Analysis, review: Review, *, codes: Collection[str] = ()) -> Analysis:
    """Return `analysis` as reviewed; raise ReviewError, with nothing applied, when the review does not fit it.

    Codes that a person accepted, changed or added carry the person's name as their coder, and rejected ones are gone;
    codes nobody decided about stay the program's. Events are joined anew from the reviewed codes, then the decisions
    about events apply. `Analysis.reviews` has every decision. `codes` are ids of a codebook of the user's own.
    """
    own = analysis.reviewed
    before, story = (own.findings, own.story) if own else (analysis.findings, analysis.story)
    check(review, analysis.session, {*codes, *(code.code for code in before)})
    findings = reviewed_codes(before, review)
    coder = analysis.coder.partition(_BY)[0]
    events = [one._replace(by=review.named(one.by)) for one in review.events]
    return replace(
        analysis,
        findings=findings,
        story=episodes(analysis.session, findings, events),
        coder=f"{coder}{_BY}{', '.join(review.people)}",
        reviewed=Reviewed(review, before, story),
    )


def reviewed_codes(before: Iterable[Code], review: Review) -> tuple[Code, ...]:
    """Return the codes that stand: people's, and those of the program that nobody decided about."""
    program: dict[tuple[int, str], list[Code]] = {}
    for code in before:
        program.setdefault((code.turn, code.code), []).append(code)
    given = {(one.turn, one.standing): _given(one, program, review) for one in review.codes if one.standing}
    settled = {*given, *((one.turn, one.code) for one in review.codes if one.decision != UNDECIDED)}
    kept = (code for key, codes in program.items() if key not in settled for code in codes)
    return tuple(sorted((*kept, *given.values()), key=lambda code: (code.turn, code.code)))


def _given(one: CodeDecision, program: dict[tuple[int, str], list[Code]], review: Review) -> Code:
    """Return the code of a person: its evidence that of the decision, else the program's."""
    found = program.get((one.turn, one.code), [])
    best = min(found, key=lambda code: (code.clarity != CLEAR, code.start is None), default=None)
    start, end = (one.start, one.end) if one.start is not None else (best.start, best.end) if best else (None, None)
    clarity = one.clarity or (best.clarity if best else CLEAR)
    return Code(one.turn, one.standing, clarity, None, review.named(one.by), start, end, _why(one, found))


def _why(one: CodeDecision, found: Sequence[Code]) -> str:
    """Say what was decided about whose code, and the reviewer's note."""
    coders = ", ".join(dict.fromkeys(code.coder for code in found))
    was = f", was {one.code}" if one.decision == CHANGE else ""
    told = f"{_TOLD[one.decision]} in review{was}"
    told = f"{told} ({coders})" if coders else told
    return f"{told}: {one.note}" if one.note else told
