"""ELAN files (.eaf): a tier a speaker, below it one for each family of codes on that speaker's turns, and events.

The ELAN Annotation Format 3.0 of the Max Planck Institute for Psycholinguistics. No media file is linked.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import count
from pathlib import Path
from xml.etree.ElementTree import Element

from analyzer.analysis import Analysis
from analyzer.codebook import Codebook
from analyzer.export.archive import save
from analyzer.export.guids import guid
from analyzer.export.markup import ORIGIN, add, document, element
from analyzer.export.plain import file_name
from analyzer.export.spans import KNOWN, SYNTHETIC, synthetic
from analyzer.export.tiers import CODES, EVENTS, TALK, Tier, tiers

_SCHEMA = "http://www.mpi.nl/tools/elan/EAFv3.0.xsd"
_INSTANCE = "http://www.w3.org/2001/XMLSchema-instance"
_DATE = "1970-01-01T00:00:00+00:00"
"""ELAN wants a date; a fixed one keeps the same analysis the same file."""
_ASSOCIATION = "Symbolic_Association"
_ASSOCIATED = "1-1 association with a parent annotation"


def write(analyses: Iterable[Analysis], out: Path, books: Sequence[Codebook]) -> tuple[Path, ...]:
    """Write `ID.eaf` for each session."""
    return tuple(save(out / f"{file_name(one.session.id)}.eaf", document(root(one))) for one in analyses)


def root(analysis: Analysis) -> Element:
    """Return the annotation document of one session."""
    made = tiers(analysis)
    top = element("ANNOTATION_DOCUMENT", AUTHOR=ORIGIN, DATE=_DATE, FORMAT="3.0", VERSION="3.0")
    top.set("xmlns:xsi", _INSTANCE)
    top.set("xsi:noNamespaceSchemaLocation", _SCHEMA)
    last = sum(len(tier.marks) for tier in made)
    _head(top, analysis, last)
    order = add(top, "TIME_ORDER")
    annotations = _Annotations(order, made)
    for tier in made:
        annotations.tier(top, tier, analysis.coder)
    _types(top)
    return top


class _Annotations:
    """Numbers annotations and time slots across the tiers of one document."""

    def __init__(self, order: Element, made: Iterable[Tier]) -> None:
        self._ids = (f"a{number}" for number in count(1))
        self._of: dict[tuple[str, int], str] = {}
        edges = sorted({edge for tier in made if not tier.parent for mark in tier.marks for edge in mark.span})
        self._slots = {edge: f"ts{number}" for number, edge in enumerate(edges, start=1)}
        for edge, slot in self._slots.items():
            add(order, "TIME_SLOT", TIME_SLOT_ID=slot, TIME_VALUE=edge)

    def tier(self, top: Element, tier: Tier, coder: str) -> None:
        """Append one tier; a parent must come before the tiers that belong to it."""
        made = add(
            top,
            "TIER",
            ANNOTATOR=coder if tier.kind != TALK else None,
            LINGUISTIC_TYPE_REF=tier.kind,
            PARENT_REF=tier.parent or None,
            PARTICIPANT=tier.speaker or None,
            TIER_ID=tier.name,
        )
        for mark in tier.marks:
            name = self._of.setdefault((tier.name, mark.turn), next(self._ids))
            place = {"ANNOTATION_REF": self._of[tier.parent, mark.turn]} if tier.parent else self._times(mark.span)
            kind = "REF_ANNOTATION" if tier.parent else "ALIGNABLE_ANNOTATION"
            one = add(add(made, "ANNOTATION"), kind, ANNOTATION_ID=name, **place)
            add(one, "ANNOTATION_VALUE", mark.text)

    def _times(self, span: tuple[int, int]) -> dict[str, str]:
        return {"TIME_SLOT_REF1": self._slots[span[0]], "TIME_SLOT_REF2": self._slots[span[1]]}


def _head(top: Element, analysis: Analysis, last: int) -> None:
    head = add(top, "HEADER", MEDIA_FILE="", TIME_UNITS="milliseconds")
    told = {
        "URN": f"urn:nl-mpi-tools-elan-eaf:{guid('eaf', analysis.session.id)}",
        "lastUsedAnnotationId": str(last),
        "session": analysis.session.id,
        "times": SYNTHETIC if synthetic(analysis.session.talk) else KNOWN,
        "codes": f"Candidates by {analysis.coder}, each worth reviewing; codes of one turn are parted by semicolons.",
    }
    for name, text in told.items():
        add(head, "PROPERTY", text, NAME=name)


def _types(top: Element) -> None:
    for kind in (TALK, CODES, EVENTS):
        dependent = kind == CODES
        add(
            top,
            "LINGUISTIC_TYPE",
            CONSTRAINTS=_ASSOCIATION if dependent else None,
            GRAPHIC_REFERENCES=False,
            LINGUISTIC_TYPE_ID=kind,
            TIME_ALIGNABLE=not dependent,
        )
    add(top, "CONSTRAINT", DESCRIPTION=_ASSOCIATED, STEREOTYPE=_ASSOCIATION)
