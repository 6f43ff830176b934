"""Small .docx, .xlsx, .ods, .odt and .pdf files, put together part by part."""

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
    kinds = "http://schemas.openxmlformats.org/package/2006/content-types"
    main = "application/vnd.openxmlformats-officedocument.spreadsheetml"
    parts_of = "".join(
        f"<Override PartName='/xl/worksheets/sheet{n}.xml' ContentType='{main}.worksheet+xml'/>" for n in names
    )
    parts = {
        "[Content_Types].xml": f"<Types xmlns='{kinds}'><Default Extension='rels' "
        "ContentType='application/vnd.openxmlformats-package.relationships+xml'/><Override PartName='/xl/workbook.xml' "
        f"ContentType='{main}.sheet.main+xml'/>{parts_of}</Types>",
        "_rels/.rels": f"<Relationships xmlns='{package}'>"
        f"<Relationship Id='a' Type='{rel}/officeDocument' Target='xl/workbook.xml'/></Relationships>",
        "xl/workbook.xml": f"<workbook xmlns='{SHEET}' xmlns:r='{rel}'><sheets>{book}</sheets></workbook>",
        "xl/_rels/workbook.xml.rels": f"<Relationships xmlns='{package}'>{links}</Relationships>",
    }
    return pack(path, parts | {f"xl/worksheets/sheet{n}.xml": one for n, one in zip(names, sheets, strict=True)})


SPACES = " ".join(f"xmlns:{name}='{OFFICE}{name}:1.0'" for name in ("office", "table", "text", "drawing"))


def odt(path, *body):
    content = f"<?xml version='1.0'?><office:document-content {SPACES}><office:body><office:text>{''.join(body)}"
    return pack(
        path,
        {
            "mimetype": "application/vnd.oasis.opendocument.text",
            "content.xml": f"{content}</office:text></office:body></office:document-content>",
            "META-INF/manifest.xml": f"<manifest:manifest xmlns:manifest='{OFFICE}manifest:1.0'/>",
        },
    )


def pdf(path, pages):
    """Write pages of lines in Helvetica, with a table of objects as the format asks."""
    streams = []
    for lines in pages:
        shown = " ".join(f"({_quoted(line)}) Tj T*" for line in lines)
        streams.append(f"BT /F1 11 Tf 14 TL 60 780 Td {shown} ET")
    count = len(pages)
    kids = " ".join(f"{4 + 2 * n} 0 R" for n in range(count))
    objects = ["<< /Type /Catalog /Pages 2 0 R >>", f"<< /Type /Pages /Kids [{kids}] /Count {count} >>"]
    objects.append("<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>")
    for n, stream in enumerate(streams):
        font = "/Resources << /Font << /F1 3 0 R >> >>"
        objects.append(f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] {font} /Contents {5 + 2 * n} 0 R >>")
        objects.append(f"<< /Length {len(stream.encode('cp1252'))} >>\nstream\n{stream}\nendstream")
    data, places = b"%PDF-1.4\n", []
    for number, content in enumerate(objects, start=1):
        places.append(len(data))
        data += f"{number} 0 obj\n{content}\nendobj\n".encode("cp1252")
    table = "".join(f"{place:010d} 00000 n \n" for place in places)
    end = f"trailer\n<< /Size {len(objects) + 1} /Root 1 0 R >>\nstartxref\n{len(data)}\n%%EOF\n"
    path.write_bytes(data + f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}{end}".encode())
    return path


def _quoted(line):
    return line.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")


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
