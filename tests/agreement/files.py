"""Coded files as other programs write them, made small."""

from __future__ import annotations

import zipfile
from pathlib import Path
from xml.sax.saxutils import escape, quoteattr

TRANSCRIPT = """Therapist: What would you like to use today for?
Client: I don't know. Whatever you think.
Therapist: Is something different between us today?
Client: It's fine.
Therapist: I may have pushed you last week.
Client: A bit, yes. I wanted you to ask first.
"""


def write(path: Path, text: str) -> Path:
    """Write `text` and return where."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8", newline="")
    return path


def eaf(path: Path, tiers: dict[str, list[tuple[int, int, str]]], **attributes: dict[str, str]) -> Path:
    """Write an ELAN file with annotations (begin and end in milliseconds, value) on tiers."""
    slots: list[str] = []
    body = []
    for name, notes in tiers.items():
        inside = []
        for number, (begin, end, value) in enumerate(notes):
            first = len(slots) + 1
            slots += [f'<TIME_SLOT TIME_SLOT_ID="t{first}" TIME_VALUE="{begin}"/>']
            slots += [f'<TIME_SLOT TIME_SLOT_ID="t{first + 1}" TIME_VALUE="{end}"/>']
            inside.append(
                f'<ANNOTATION><ALIGNABLE_ANNOTATION ANNOTATION_ID="{escape(name)}{number}" TIME_SLOT_REF1="t{first}" '
                f'TIME_SLOT_REF2="t{first + 1}"><ANNOTATION_VALUE>{escape(value)}</ANNOTATION_VALUE>'
                "</ALIGNABLE_ANNOTATION></ANNOTATION>"
            )
        more = "".join(f" {key}={quoteattr(text)}" for key, text in attributes.get(name, {}).items())
        body.append(f"<TIER TIER_ID={quoteattr(name)}{more}>{''.join(inside)}</TIER>")
    order = f"<TIME_ORDER>{''.join(slots)}</TIME_ORDER>"
    head = '<?xml version="1.0" encoding="UTF-8"?>\n'
    return write(path, f"{head}<ANNOTATION_DOCUMENT>{order}\n{chr(10).join(body)}\n</ANNOTATION_DOCUMENT>")


def qdpx(path: Path, selections: str, text: str = TRANSCRIPT, codes: str = "") -> Path:
    """Write a REFI-QDA project with one text source called "first.txt" and two users, Ana and Ben."""
    codes = codes or (
        '<Code guid="W" name="Withdrawal" isCodable="true">'
        '<Code guid="W2" name="W2 Minimal response" isCodable="true"/></Code>'
        '<Code guid="R5" name="R5" isCodable="true"/>'
    )
    project = (
        '<?xml version="1.0" encoding="utf-8"?><Project xmlns="urn:QDA-XML:project:1.0" name="p">'
        '<Users><User guid="U1" name="Ana"/><User guid="U2" name="Ben"/></Users>'
        f"<CodeBook><Codes>{codes}</Codes></CodeBook>\n<Sources>"
        f'<TextSource guid="S1" name="first.txt" plainTextPath="internal://S1.txt">{selections}</TextSource>'
        "</Sources></Project>"
    )
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("project.qde", project)
        archive.writestr("sources/S1.txt", text)
    return path


def selection(first: int, last: int, code: str, user: str, name: str = "") -> str:
    """Return one coded selection of a text."""
    return (
        f'\n<PlainTextSelection guid="x" name={quoteattr(name)} startPosition="{first}" endPosition="{last}">'
        f'<Coding guid="c" creatingUser="{user}"><CodeRef targetGUID="{code}"/></Coding></PlainTextSelection>'
    )


def xlsx(path: Path, rows: list[list[str]]) -> Path:
    """Write a workbook of one sheet."""
    package = "http://schemas.openxmlformats.org/package/2006/relationships"
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    lines = ""
    for number, row in enumerate(rows, start=1):
        cells = "".join(
            f"<c r='{chr(65 + at)}{number}' t='inlineStr'><is><t>{escape(cell)}</t></is></c>"
            for at, cell in enumerate(row)
            if cell
        )
        lines += f"<row r='{number}'>{cells}</row>"
    parts = {
        "_rels/.rels": f"<Relationships xmlns='{package}'><Relationship Id='a' Type='{office}/officeDocument' "
        "Target='xl/workbook.xml'/></Relationships>",
        "xl/workbook.xml": f"<workbook xmlns='{main}' xmlns:r='{office}'><sheets>"
        "<sheet name='S' sheetId='1' r:id='r1'/></sheets></workbook>",
        "xl/_rels/workbook.xml.rels": f"<Relationships xmlns='{package}'>"
        f"<Relationship Id='r1' Type='{office}/worksheet' Target='worksheets/sheet1.xml'/></Relationships>",
        "xl/worksheets/sheet1.xml": f"<worksheet xmlns='{main}'><sheetData>{lines}</sheetData></worksheet>",
    }
    with zipfile.ZipFile(path, "w") as archive:
        for name, text in parts.items():
            archive.writestr(name, text)
    return path
