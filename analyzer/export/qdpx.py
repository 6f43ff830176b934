"""REFI-QDA projects (.qdpx): transcripts with their codings, coders and codebook, after the exchange format's 1.5.

Each session is a text source and a case. Codings cover the words that are their evidence, or the turn where none are
named. Events are selections with a description and no code. Positions count characters from 0, ends exclusive.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from xml.etree.ElementTree import Element

from analyzer.analysis import Analysis
from analyzer.codebook import Codebook
from analyzer.codes import Code
from analyzer.export.archive import packed, save
from analyzer.export.guids import guid
from analyzer.export.markup import ORIGIN, add, document, element
from analyzer.export.refi import add_codes, code_guid, tree
from analyzer.export.refi_variables import add_values, add_variables
from analyzer.export.tiers import told
from analyzer.export.transcript import Transcript, transcript

NAMESPACE = "urn:QDA-XML:project:1.0"
_NAME = 60
"""Characters of a selection that name it."""


def write(analyses: Iterable[Analysis], out: Path, books: Sequence[Codebook]) -> tuple[Path, ...]:
    """Write `sessions.qdpx`, with the transcripts as UTF-8 text inside."""
    some = list(analyses)
    texts = {f"sources/{source_guid(a)}.txt": transcript(a.session.talk).text.encode() for a in some}
    return (save(out / "sessions.qdpx", packed({"project.qde": document(root(some, books)), **texts})),)


def source_guid(analysis: Analysis) -> str:
    """Return the GUID of a session's text."""
    return guid("source", analysis.session.id)


def user_guid(coder: str) -> str:
    """Return the GUID of a coder."""
    return guid("user", coder)


def root(analyses: Sequence[Analysis], books: Sequence[Codebook]) -> Element:
    """Return the project of `analyses`."""
    name = analyses[0].session.id if len(analyses) == 1 else f"{len(analyses)} sessions"
    top = element("Project", xmlns=NAMESPACE, name=name, origin=ORIGIN)
    _users(top, analyses)
    add_codes(add(top, "CodeBook"), tree(books, (code for analysis in analyses for code in analysis.findings)))
    add_variables(top)
    cases, sources = add(top, "Cases"), add(top, "Sources")
    for analysis in analyses:
        _case(cases, analysis)
        _source(sources, analysis)
    add(top, "Description", "Codes are candidates, each worth reviewing; none is a verdict on a person.")
    return top


def _users(top: Element, analyses: Iterable[Analysis]) -> None:
    coders = {name for a in analyses for name in (a.coder, *(code.coder for code in a.findings))}
    users = add(top, "Users")
    for coder in sorted(coders):
        add(users, "User", guid=user_guid(coder), name=coder)


def _case(cases: Element, analysis: Analysis) -> None:
    made = add(cases, "Case", guid=guid("case", analysis.session.id), name=analysis.session.id)
    add_values(made, analysis)
    add(made, "SourceRef", targetGUID=source_guid(analysis))


def _source(sources: Element, analysis: Analysis) -> None:
    made = add(
        sources,
        "TextSource",
        guid=source_guid(analysis),
        name=analysis.session.id,
        plainTextPath=f"internal://{source_guid(analysis)}.txt",
        creatingUser=user_guid(analysis.coder),
    )
    written = transcript(analysis.session.talk)
    _selections(made, analysis, written)
    _events(made, analysis, written)
    add_values(made, analysis)


def _selections(source: Element, analysis: Analysis, written: Transcript) -> None:
    """Append a selection for each stretch of words that carries codes, with all of them."""
    places: dict[tuple[int, int], list[Code]] = {}
    for code in (code for code in analysis.findings if code.turn in written.begins):
        places.setdefault(_place(code, written), []).append(code)
    for (first, last), codes in sorted(places.items()):
        made = _selection(source, (first, last), analysis, written)
        add(made, "Description", "\n".join(map(_why, codes)))
        for code in dict.fromkeys(codes):
            key = guid("coding", analysis.session.id, *code)
            coding = add(made, "Coding", guid=key, creatingUser=user_guid(code.coder))
            add(coding, "CodeRef", targetGUID=code_guid(code.code, code.clarity))


def _selection(source: Element, place: tuple[int, int], analysis: Analysis, written: Transcript) -> Element:
    first, last = place
    return add(
        source,
        "PlainTextSelection",
        guid=guid("selection", analysis.session.id, first, last),
        name=written.text[first : min(last, first + _NAME)],
        startPosition=first,
        endPosition=last,
        creatingUser=user_guid(analysis.coder),
    )


def _place(code: Code, written: Transcript) -> tuple[int, int]:
    """Return where the evidence of a code is, or else the words of its turn."""
    begin, end = written.begins[code.turn], written.ends[code.turn]
    if code.start is None or code.end is None or not 0 <= code.start < code.end <= end - begin:
        return begin, end
    return begin + code.start, begin + code.end


def _why(code: Code) -> str:
    sure = f", {code.confidence:.2f}" if code.confidence is not None else ""
    return f"{code.code} {code.clarity}, by {code.coder}{sure}: {code.why}"


def _events(source: Element, analysis: Analysis, written: Transcript) -> None:
    """Append a selection of all its turns for each event: a description, and no code."""
    for event in (event for event in analysis.story if {event.start, event.end} <= written.begins.keys()):
        place = written.begins[event.start], written.ends[event.end]
        made = _selection(source, place, analysis, written)
        made.set("guid", guid("event", analysis.session.id, event.event))
        add(made, "Description", told(event))
