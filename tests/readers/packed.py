"""Small .docx, .xlsx and .ods files, put together part by part."""

from __future__ import annotations

import zipfile
from xml.sax.saxutils import escape

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
SHEET = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "urn:oasis:names:tc:opendocument:xmlns:"


def pack(path, parts):
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return path


def run(text):
    return f"<w:r><w:rPr><w:b/></w:rPr><w:t xml:space='preserve'>{escape(text)}</w:t></w:r>"


def paragraph(*runs):
    tabs = "<w:pPr><w:tabs><w:tab w:pos='700'/></w:tabs></w:pPr>"
    return f"<w:p>{tabs}{''.join(one if one.startswith('<') else run(one) for one in runs)}</w:p>"


def grid(*rows):
    cells = [
        "".join(f"<w:tc><w:tcPr/>{''.join(map(paragraph, cell.split(chr(10))))}</w:tc>" for cell in row) for row in rows
    ]
    return f"<w:tbl><w:tblPr/>{''.join(f'<w:tr>{row}</w:tr>' for row in cells)}</w:tbl>"


def docx(path, *body, more=None, part="word/document.xml"):
    xml = f"<?xml version='1.0'?><w:document xmlns:w='{WORD}'><w:body>{''.join(body)}<w:sectPr/></w:body></w:document>"
    return pack(path, {part: xml, **(more or {})})


def column(number):
    return "ABCDEFGH"[number]


def sheet(rows):
    cells = [
        "".join(
            f"<c r='{column(place)}{number}' t='inlineStr'><is><t>{escape(cell)}</t></is></c>"
            for place, cell in enumerate(row)
            if cell
        )
        for number, row in enumerate(rows, start=1)
    ]
    lines = "".join(f"<row r='{number}'>{row}</row>" for number, row in enumerate(cells, start=1))
    return f"<?xml version='1.0'?><worksheet xmlns='{SHEET}'><sheetData>{lines}</sheetData></worksheet>"


def xlsx(path, *sheets):
    names = range(1, len(sheets) + 1)
    rel = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    package = "http://schemas.openxmlformats.org/package/2006/relationships"
    book = "".join(f"<sheet name='S{n}' sheetId='{n}' r:id='r{n}'/>" for n in names)
    links = "".join(f"<Relationship Id='r{n}' Type='{rel}/worksheet' Target='worksheets/sheet{n}.xml'/>" for n in names)
    parts = {
        "_rels/.rels": f"<Relationships xmlns='{package}'>"
        f"<Relationship Id='a' Type='{rel}/officeDocument' Target='xl/workbook.xml'/></Relationships>",
        "xl/workbook.xml": f"<workbook xmlns='{SHEET}' xmlns:r='{rel}'><sheets>{book}</sheets></workbook>",
        "xl/_rels/workbook.xml.rels": f"<Relationships xmlns='{package}'>{links}</Relationships>",
    }
    return pack(path, parts | {f"xl/worksheets/sheet{n}.xml": one for n, one in zip(names, sheets, strict=True)})


def ods(path, rows):
    def cell(text):
        return f"<table:table-cell office:value-type='string'><text:p>{escape(text)}</text:p></table:table-cell>"

    lines = "".join(f"<table:table-row>{''.join(map(cell, row))}</table:table-row>" for row in rows)
    spaces = " ".join(f"xmlns:{name}='{OFFICE}{name}:1.0'" for name in ("office", "table", "text"))
    content = f"<office:document-content {spaces}><office:body><office:spreadsheet><table:table table:name='S'>{lines}"
    return pack(
        path,
        {
            "mimetype": "application/vnd.oasis.opendocument.spreadsheet",
            "content.xml": f"{content}</table:table></office:spreadsheet></office:body></office:document-content>",
            "META-INF/manifest.xml": f"<manifest:manifest xmlns:manifest='{OFFICE}manifest:1.0'/>",
        },
    )
