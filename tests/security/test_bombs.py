"""Bombs: small files that would grow past all memory, and XML that would reach outside, are refused in one line."""

from __future__ import annotations

import struct
import subprocess
import sys
import zipfile
import zlib

import files as coded
import pytest
from packed import OFFICE, SHEET, docx, ods, odt, pack, pdf, sheet, xlsx

from analyzer.coded import read_codes
from analyzer.errors import AnalyzerError, ReadError
from analyzer.readers import read, source

READ = """
import resource, sys, time
resource.setrlimit(resource.RLIMIT_AS, (2_000_000_000, 2_000_000_000))
resource.setrlimit(resource.RLIMIT_CPU, (30, 30))
from analyzer.errors import AnalyzerError
from analyzer.coded import read_codes
from analyzer.readers import readings
try:
    (read_codes if sys.argv[1].endswith((".qdpx", ".parquet")) else readings)(sys.argv[1])
    print("read")
except AnalyzerError as error:
    print("refused", error)
peak = next(line for line in open("/proc/self/status") if line.startswith("VmHWM"))  # ru_maxrss outlives an exec
print(int(peak.split()[1]) // 1000, resource.getrusage(resource.RUSAGE_SELF).ru_utime)
"""


def read_apart(path):
    """Read a file in a process of its own; return what came of it, and its memory in MB and seconds."""
    done = subprocess.run([sys.executable, "-c", READ, path], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr[-500:]
    outcome, measured = done.stdout.strip().rsplit("\n", 1)
    memory, seconds = measured.split()
    return outcome, int(memory), float(seconds)


def bomb(path, members, *, size=2_000_000_000, lie=None):
    """Write an archive whose first member unpacks to `size` zeros; it tells `lie` bytes, where given, and their sum."""
    name, *rest = members
    packer = zlib.compressobj(1, zlib.DEFLATED, -15)
    piece, crc = b" " * 1_000_000, 0
    data = b""
    for at in range(size // len(piece)):
        data += packer.compress(piece)
        if lie is None or at * len(piece) < lie:
            crc = zlib.crc32(piece[: len(piece) if lie is None else min(len(piece), lie - at * len(piece))], crc)
    data += packer.flush()
    told = struct.pack("<III", crc, len(data), size if lie is None else lie)
    start = struct.pack("<HHHHH", 20, 0, 8, 0, 0)
    local = b"PK\x03\x04" + start + told + struct.pack("<HH", len(name), 0) + name.encode() + data
    entry = (
        b"PK\x01\x02"
        + struct.pack("<H", 20)
        + start
        + told
        + struct.pack("<HHHHHII", len(name), *[0] * 6)
        + name.encode()
    )
    end = b"PK\x05\x06" + struct.pack("<HHHHIIH", 0, 0, 1, 1, len(entry), len(local), 0)
    path.write_bytes(local + entry + end)
    with zipfile.ZipFile(path, "a") as archive:
        for other, content in ((one, members[one]) for one in rest):
            archive.writestr(other, content)
    return path


WORKBOOK = {"xl/sharedStrings.xml": "", "xl/workbook.xml": "<workbook/>", "[Content_Types].xml": "<Types/>"}
ODS = {"content.xml": "", "mimetype": "application/vnd.oasis.opendocument.spreadsheet"}
ODT = {"content.xml": "", "mimetype": "application/vnd.oasis.opendocument.text"}
BOMBS = {
    "a.docx": {"word/document.xml": ""},
    "a.odt": ODT,
    "a.xlsx": WORKBOOK,
    "a.ods": ODS,
    "a.zip": {"a.txt": ""},
    "a.qdpx": {"project.qde": ""},
}


@pytest.mark.parametrize("lie", [None, 500], ids=["told", "lied about"])
@pytest.mark.parametrize("name", BOMBS)
def test_an_archive_that_grows_is_refused(tmp_path, name, lie):
    path = bomb(tmp_path / name, BOMBS[name], size=150_000_000, lie=lie)
    assert path.stat().st_size < 2_000_000
    outcome, memory, seconds = read_apart(path)
    assert outcome.startswith("refused")
    assert "\n" not in outcome
    assert memory < 300
    assert seconds < 10


def test_files_that_overlap_in_an_archive_are_refused_by_their_sum(tmp_path, monkeypatch):
    monkeypatch.setattr(source, "LIMIT", 10_000_000)
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a.txt", b"T: a\n" * 400_000)
        for number in range(50):  # each entry tells the place of the one file
            archive.filelist.append(archive.getinfo("a.txt"))
            archive.filelist[-1].comment = str(number).encode()
    with pytest.raises(ReadError, match="more than 10 MB"):
        read(path)


def test_an_archive_of_very_many_files_is_refused_at_once(tmp_path):
    path = tmp_path / "a.xlsx"
    with zipfile.ZipFile(path, "w") as archive:
        for number in range(20_010):
            archive.writestr(f"xl/worksheets/{number}.xml", b"")
        archive.writestr("xl/workbook.xml", b"")
    outcome, memory, seconds = read_apart(path)
    assert "more than 20000 files" in outcome
    assert (memory < 300, seconds < 5) == (True, True)


@pytest.mark.parametrize("method", [zipfile.ZIP_LZMA, zipfile.ZIP_BZIP2])
def test_an_archive_packed_in_an_unusual_way_is_refused(tmp_path, method):
    with zipfile.ZipFile(tmp_path / "a.zip", "w", method) as archive:
        archive.writestr("a.txt", "T: One.\nC: Two.")
    with pytest.raises(ReadError, match="packed in a way that is not read"):
        read(tmp_path / "a.zip")


def test_damaged_packing_is_told(tmp_path):
    path = pack(tmp_path / "a.zip", {"a.txt": "T: One two three.\n" * 500})
    data = bytearray(path.read_bytes())
    data[60:70] = b"\xff" * 10
    path.write_bytes(data)
    with pytest.raises(ReadError, match="damaged"):
        read(path)


FAR = {
    "quoted once": "<c r='XFD1048576' t='inlineStr'><is><t>x</t></is></c>",
    "quoted twice": '<c r="XFD1048576" t="inlineStr"><is><t>x</t></is></c>',
    "spaced": "<c  r = 'XFD1048576'  t='inlineStr'><is><t>x</t></is></c>",
    "written as signs": "<c r='&#88;FD1048576' t='inlineStr'><is><t>x</t></is></c>",
    "small": "<c r='xfd1048576' t='inlineStr'><is><t>x</t></is></c>",
}


@pytest.mark.parametrize("name", FAR)
@pytest.mark.parametrize("place", ["xl/worksheets/sheet1.xml", "xl/other/thing.xml"])
def test_a_cell_too_far_away_is_refused_however_it_is_written(tmp_path, name, place):
    first = "<c r='A1' t='inlineStr'><is><t>x</t></is></c>"
    body = f"<worksheet xmlns='{SHEET}'><sheetData><row r='1'>{first}{FAR[name]}</row></sheetData></worksheet>"
    whole = xlsx(tmp_path / "b.xlsx", body)
    with zipfile.ZipFile(whole) as archive:
        parts = {one: archive.read(one).decode() for one in archive.namelist()}
    parts["xl/_rels/workbook.xml.rels"] = parts["xl/_rels/workbook.xml.rels"].replace(
        "worksheets/sheet1.xml", place[3:]
    )
    parts["[Content_Types].xml"] = parts["[Content_Types].xml"].replace("xl/worksheets/sheet1.xml", place)
    parts[place] = parts.pop("xl/worksheets/sheet1.xml")
    outcome, memory, _ = read_apart(pack(tmp_path / "a.xlsx", parts))
    assert outcome.startswith("refused")
    assert memory < 300


def test_rows_that_tell_only_their_own_number_are_watched_too(tmp_path):
    cells = "<c t='inlineStr'><is><t>x</t></is></c>" * 3_000
    rows = "".join(f"<row r='{n}'>{cells}</row>" for n in (1, 1_048_576))
    path = xlsx(tmp_path / "a.xlsx", f"<worksheet xmlns='{SHEET}'><sheetData>{rows}</sheetData></worksheet>")
    outcome, memory, _ = read_apart(path)
    assert outcome.startswith("refused")
    assert memory < 300


SPACES = " ".join(f"xmlns:{name}='{OFFICE}{name}:1.0'" for name in ("office", "table", "text"))


def spread(path, rows):
    table = f"<table:table table:name='S'>{rows}</table:table>"
    body = f"<office:body><office:spreadsheet>{table}</office:spreadsheet></office:body>"
    content = f"<office:document-content {SPACES}>{body}</office:document-content>"
    return pack(path, {**ODS, "content.xml": content})


def test_repeated_cells_of_a_sheet_are_refused(tmp_path):
    kind = "table:number-columns-repeated='16384' office:value-type='string'"
    cell = f"<table:table-cell {kind}><text:p>x</text:p></table:table-cell>"
    row = f"<table:table-row table:number-rows-repeated='1048576'>{cell}</table:table-row>"
    outcome, memory, _ = read_apart(spread(tmp_path / "a.ods", row))
    assert outcome.startswith("refused")
    assert memory < 300


def test_empty_cells_repeated_to_the_end_of_a_sheet_are_as_programs_write_them(tmp_path):
    path = ods(tmp_path / "b.ods", [("Speaker", "Text"), ("T", "One"), ("C", "Two"), ("T", "Three"), ("C", "Four")])
    with zipfile.ZipFile(path) as archive:
        parts = {one: archive.read(one).decode() for one in archive.namelist()}
    empty = "<table:table-cell table:style-name='ce1' table:number-columns-repeated='16382'/>"
    last = f"<table:table-row table:number-rows-repeated='1048571'>{empty.replace('16382', '16384')}</table:table-row>"
    parts["content.xml"] = parts["content.xml"].replace("</table:table-row>", f"{empty}</table:table-row>")
    parts["content.xml"] = parts["content.xml"].replace("</table:table>", f"{last}</table:table>")
    assert len(read(pack(tmp_path / "a.ods", parts)).utterances) == 4


ENTITIES = {
    "laughs": "<!DOCTYPE a [<!ENTITY b 'bbbbbbbbbb'>"
    + "".join(f"<!ENTITY c{n} '{(f'&c{n - 1};' if n else '&b;') * 10}'>" for n in range(9))
    + "]>",
    "outside": "<!DOCTYPE a [<!ENTITY b SYSTEM 'file:///etc/passwd'>]>",
    "elsewhere": "<!DOCTYPE a [<!ENTITY b SYSTEM 'http://192.0.2.1/a'>]>",
    "parameter": "<!DOCTYPE a [<!ENTITY % b SYSTEM 'http://192.0.2.1/a.dtd'> %b;]>",
    "subset": "<!DOCTYPE a SYSTEM 'http://192.0.2.1/a.dtd'>",
}


def entity_files(folder, start):
    """Yield a file of every kind that is XML, or holds some, with a document type."""
    yield pack(folder / "a.docx", {"word/document.xml": f"{start}<a>&b;</a>"})
    yield docx(folder / "b.docx", more={"word/footnotes.xml": f"{start}<a>&b;</a>"})
    yield pack(folder / "a.odt", {**ODT, "content.xml": f"{start}<a>&b;</a>"})
    yield pack(folder / "a.ods", {**ODS, "content.xml": f"{start}<table-row>&b;</table-row>"})
    yield xlsx(folder / "a.xlsx", f"{start}<worksheet><sheetData>&b;</sheetData></worksheet>")
    for suffix, body in (
        (".eaf", "<ANNOTATION_DOCUMENT>&b;</ANNOTATION_DOCUMENT>"),
        (".ttml", "<tt xmlns='x'><body><p>&b;</p></body></tt>"),
        (".fodt", f"<o:document xmlns:o='{OFFICE}office:1.0' o:mimetype='x.opendocument.text'>&b;</o:document>"),
    ):
        path = folder / f"a{suffix}"
        path.write_text(f"<?xml version='1.0'?>\n{start}{body}", encoding="utf-8")
        yield path
        wide = folder / f"b{suffix}"
        wide.write_bytes(f"<?xml version='1.0' encoding='utf-16'?>\n{start}{body}".encode("utf-16"))
        yield wide


@pytest.mark.parametrize("kind", ENTITIES)
def test_no_document_type_is_read_in_any_kind_of_file(tmp_path, kind):
    for path in entity_files(tmp_path, ENTITIES[kind]):
        with pytest.raises(ReadError) as caught:
            read(path)
        assert "root:" not in str(caught.value), path.name
        assert "\n" not in str(caught.value), path.name


@pytest.mark.parametrize("kind", ENTITIES)
def test_nor_in_files_of_codes(tmp_path, kind):
    eaf = coded.eaf(tmp_path / "a.eaf", {"codes": [(0, 900, "W2")]})
    eaf.write_text(eaf.read_text(encoding="utf-8").replace("?>\n", f"?>\n{ENTITIES[kind]}"), encoding="utf-8")
    qdpx = pack(tmp_path / "a.qdpx", {"project.qde": f"{ENTITIES[kind]}<Project>&b;</Project>"})
    for path in (eaf, qdpx):
        with pytest.raises(AnalyzerError, match="document type"):
            read_codes(path)


def test_text_beside_a_project_is_taken_from_inside_it_only(tmp_path):
    path = coded.qdpx(tmp_path / "a.qdpx", "")
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name).decode() for name in archive.namelist()}
    for way in ("internal://../../../etc/passwd", "file:///etc/passwd", "/etc/passwd", "absolute:///etc/passwd"):
        other = {name: text.replace("internal://S1.txt", way) for name, text in parts.items()}
        try:
            told = repr(read_codes(pack(tmp_path / "b.qdpx", other)))
        except ReadError as refused:
            told = str(refused)
        assert "root:" not in told


def test_a_pdf_whose_pages_show_one_long_text_again_and_again_is_refused(tmp_path, monkeypatch):
    pytest.importorskip("pypdfium2")
    from analyzer.readers import pdf as reader

    monkeypatch.setattr(reader, "LIMIT", 2_000)
    with pytest.raises(ReadError, match="this PDF holds more than"):
        read(pdf(tmp_path / "a.pdf", [["T: One. " * 40] * 3] * 5))


def test_a_pdf_of_streams_that_never_end_is_refused_at_once(tmp_path):
    pytest.importorskip("pypdfium2")
    whole = pdf(tmp_path / "b.pdf", [["T: One.", "C: Two."]]).read_bytes()
    piece = b"5 0 obj\n<< /Length 193 >>\nstream\ns 5 0 R >>\nendobj\n"
    (tmp_path / "a.pdf").write_bytes(whole.replace(b"5 0 obj", piece * 20_000 + b"5 0 obj", 1))
    outcome, _, seconds = read_apart(tmp_path / "a.pdf")
    assert outcome.startswith("refused")
    assert seconds < 5


def test_sheets_within_reach_are_read_as_before(tmp_path):
    rows = [("Speaker", "Text"), ("T", "One"), ("C", "Two"), ("T", "Three"), ("C", "Four")]
    assert len(read(xlsx(tmp_path / "a.xlsx", sheet(rows))).utterances) == 4
    assert (
        len(read(odt(tmp_path / "a.odt", *(f"<text:p>{who}: {said}</text:p>" for who, said in rows[1:]))).utterances)
        == 4
    )
