"""Packed transcripts of each dialect, made when they are needed: the same six turns as the files beside them."""

from __future__ import annotations

import zipfile
from pathlib import Path

from packed import docx, grid, ods, odt, paragraph, pdf, run, sheet, xlsx

FILES = Path(__file__).parent / "files"
SAID = [
    "How was the week?",
    "Long. I slept badly, and on Tuesday I nearly didn't come.",
    "What made you come after all?",
    "I don't know. You would have charged me anyway.",
    "That stung a little. Is a part of you cross with me?",
    "Maybe. A bit.",
]
TIMES = ["0:03", "0:06", "0:12", "0:17", "0:24", "0:31"]
BREAK = "<w:r><w:br/></w:r>"
TAB = "<w:r><w:tab/></w:r>"


def turns(first, second):
    return list(zip([first, second] * 3, SAID, TIMES, strict=True))


def teams(path):
    picture = "<w:r><w:drawing><wp:inline xmlns:wp='urn:wp'><wp:extent cx='1'/></wp:inline></w:drawing></w:r>"
    lines = [paragraph(picture, f"{who}   ", time, BREAK, said) for who, said, time in turns("Lee, Miriam", "Anna K")]
    head = [paragraph("Weekly-20240305_140203-Meeting Recording"), paragraph("March 5, 2024, 2:02PM"), paragraph("34s")]
    head.append(paragraph("Lee, Miriam started transcription"))
    return docx(path, *head, *lines, paragraph("Lee, Miriam stopped transcription"))


def teams_older(path):
    lines = []
    for who, said, time in turns("Miriam Lee", "Anna K"):
        lines.append(paragraph(f"0:{time}.270 --> 0:{time}.990", BREAK, who, BREAK, said))
    return docx(path, *lines)


def meet(path):
    head = [
        paragraph("Weekly (2024-03-05 14:02 GMT) – Transcript"),
        paragraph("Attendees"),
        paragraph("Anna K, Miriam Lee"),
    ]
    lines = [paragraph(run(f"{who}: "), said) for who, said, _ in turns("Miriam Lee", "Anna K")]
    lines.insert(3, paragraph("00:05:00"))
    end = "This editable transcript was computer generated and might contain errors."
    return docx(
        path, *head, paragraph("Transcript"), *lines, paragraph("Transcription ended after 00:06:12"), paragraph(end)
    )


def rev(path):
    lines = [
        part for who, said, time in turns("Speaker 1", "Speaker 2") for part in (f"{who} (00:0{time[1:]}):", said, "")
    ]
    return docx(path, *map(paragraph, lines))


def headings(path):
    style = "<w:pPr><w:pStyle w:val='Heading1'/></w:pPr>"
    lines = []
    for who, said, _ in turns("Interviewer", "Interviewee"):
        lines += [f"<w:p>{style}{run(who)}</w:p>", paragraph(said)]
    return docx(path, *lines)


def word(path):
    struck = "<w:del w:id='1'><w:r><w:delText>and on Monday </w:delText></w:r></w:del>"
    lines = [[f"{who}:", TAB, said] for who, said, _ in turns("T", "C")]
    lines[1] = ["C:", TAB, "Long. I slept badly, ", struck, f"<w:ins w:id='2'>{run('and ')}</w:ins>"]
    lines[1].append("on Tuesday I nearly didn't come.")
    return docx(path, *(paragraph(*line) for line in lines))


def word_table(path):
    rows = [
        ("Timespan", "Content", "Speaker"),
        *((f"{time} - {time}", said, who) for who, said, time in turns("T", "C")),
    ]
    return docx(path, paragraph("Transcript of week 9"), grid(*rows))


def writer(path):
    lines = [f"<text:p><text:span>{who}:</text:span><text:tab/>{said}</text:p>" for who, said, _ in turns("T", "C")]
    lines[1] = lines[1].replace("badly, and", "badly,<text:s text:c='2'/>and<text:line-break/>")
    mark = "<text:note-citation>1</text:note-citation>"
    note = f"<text:note>{mark}<text:note-body><text:p>A remark.</text:p></text:note-body></text:note>"
    lines[3] = lines[3].replace("anyway.", f"anyway.{note}")
    change = "<text:tracked-changes><text:changed-region><text:deletion><text:p>and on Monday</text:p></text:deletion>"
    return odt(path, f"{change}</text:changed-region></text:tracked-changes>", "<text:h>Week 9</text:h>", *lines)


def writer_table(path):
    def row(cells):
        inside = "".join(f"<table:table-cell><text:p>{cell}</text:p></table:table-cell>" for cell in cells)
        return f"<table:table-row>{inside}</table:table-row>"

    rows = [("Speaker", "Text"), *((who, said) for who, said, _ in turns("Therapist", "Client"))]
    return odt(path, f"<table:table>{''.join(map(row, rows))}</table:table>")


def typed(path):
    numbered = [f"{n}  {who}: {said}" for n, (who, said, _) in enumerate(turns("T", "C"), start=1)]
    numbered[1:2] = ["2  C: Long. I slept badly, and on", "Tuesday I nearly didn't come."]
    pages = [["Case 12, confidential", *numbered[n : n + 3], f"Page {n // 3 + 1} of 3"] for n in (0, 3, 6)]
    return pdf(path, pages)


def workbook(path):
    rows = [("Session 9",), ("Nr", "Speaker", "Start", "Text")]
    rows += [(str(n), who, time, said) for n, (who, said, time) in enumerate(turns("Therapist", "Client"), start=1)]
    return xlsx(path, sheet(rows)) if path.suffix == ".xlsx" else ods(path, rows)


def bundle(path):
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.write(FILES / "teams.vtt", "case 12/week 9.vtt")
        archive.write(FILES / "f4.rtf", "../../week 10.rtf")
        archive.writestr("__MACOSX/case 12/._week 9.vtt", b"\x00\x05\x16\x07")
        archive.writestr("case 12/photo.png", b"\x89PNG\r\n\x1a\n\x00\x00\x00")
    return path


MADE = {
    "teams.docx": teams,
    "teams-older.docx": teams_older,
    "meet.docx": meet,
    "rev.docx": rev,
    "headings.docx": headings,
    "word.docx": word,
    "word-table.docx": word_table,
    "writer.odt": writer,
    "writer-table.odt": writer_table,
    "typed.pdf": typed,
    "workbook.xlsx": workbook,
    "workbook.ods": workbook,
    "bundle.zip": bundle,
}
