"""Writers: the same talk written in every format, unit by unit, so that units can be lost, doubled and mixed up."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple
from xml.sax.saxutils import escape

from packed import docx, grid, ods, odt, paragraph, pdf, sheet, xlsx


class Writer(NamedTuple):
    """`units` writes one turn (speaker, text, start) as lines or records, `whole` makes a file's bytes of them."""

    suffix: str
    units: Callable[[str, str, int], list]
    whole: Callable[[list], bytes]
    noise: Callable[[str], object] = str
    """A unit that is no turn and holds some words."""


def clock(seconds, fraction=".250"):
    return f"{seconds // 3600:02d}:{seconds // 60 % 60:02d}:{seconds % 60:02d}{fraction}"


def lines(before="", newline="\n", encoding="utf-8"):
    return lambda units: (before + newline.join(units) + newline).encode(encoding)


def made(make):
    def whole(units):
        path = Path("memory")
        buffer = io.BytesIO()

        class Target:
            suffix = path.suffix

            def write_bytes(self, data):
                buffer.write(data)

        return make(buffer if make is not pdf_pages else Target(), units) and buffer.getvalue()

    return whole


def pdf_pages(target, units):
    pages = [["Case 12, confidential", *units[n : n + 7], f"Page {n // 7 + 1}"] for n in range(0, len(units), 7)]
    pdf(target, pages)
    return True


def records(wrap, **dumps):
    return lambda units: json.dumps(wrap(units), **dumps).encode()


def rows(units):
    return [("speaker", "text", "start"), *units]


def words(speaker, text, at, **names):
    return [
        {names["word"]: word, names["start"]: at + n / 10, names["end"]: at + n / 10 + 0.09, names["who"]: speaker}
        for n, word in enumerate(text.split())
    ]


def aws(speaker, text, start):
    return [
        {
            "type": "pronunciation",
            "start_time": str(start + place / 10),
            "end_time": str(start + place / 10 + 0.09),
            "alternatives": [{"content": word}],
            "speaker_label": speaker,
        }
        for place, word in enumerate(text.split())
    ]


def speechmatics(speaker, text, start):
    return [
        {
            "type": "word",
            "start_time": start + place / 10,
            "end_time": start + place / 10 + 0.09,
            "alternatives": [{"content": word, "speaker": speaker}],
        }
        for place, word in enumerate(text.split())
    ]


def watson(units):
    words, labels = [], []
    for speaker, word, start in units:
        words.append([word, start, start + 0.1])
        labels.append({"from": start, "to": start + 0.1, "speaker": speaker})
    return {"results": [{"alternatives": [{"timestamps": words}]}], "speaker_labels": labels}


def eaf(units):
    slots = "".join(
        f"<TIME_SLOT TIME_SLOT_ID='t{n}' TIME_VALUE='{start * 1000}'/>" for n, (_, _, start) in enumerate(units)
    )
    tiers = {}
    for number, (speaker, text, _) in enumerate(units):
        times = f"TIME_SLOT_REF1='t{number}' TIME_SLOT_REF2='t{number}'"
        note = f"<ANNOTATION><ALIGNABLE_ANNOTATION ANNOTATION_ID='a{number}' {times}>"
        note += f"<ANNOTATION_VALUE>{escape(text)}</ANNOTATION_VALUE></ALIGNABLE_ANNOTATION></ANNOTATION>"
        tiers.setdefault(speaker, []).append(note)
    body = "".join(
        f"<TIER TIER_ID='{name}' LINGUISTIC_TYPE_REF='u'>{''.join(own)}</TIER>" for name, own in tiers.items()
    )
    return f"<ANNOTATION_DOCUMENT><TIME_ORDER>{slots}</TIME_ORDER>{body}</ANNOTATION_DOCUMENT>".encode()


def textgrid(units):
    tiers = {}
    for speaker, text, start in units:
        tiers.setdefault(speaker, []).append(f'{start}\n{start + 0.9}\n"{text}"')
    body = "\n".join(f'"IntervalTier"\n"{name}"\n0\n9999\n{len(own)}\n' + "\n".join(own) for name, own in tiers.items())
    return f'File type = "ooTextFile"\nObject class = "TextGrid"\n\n0\n9999\n<exists>\n{len(tiers)}\n{body}\n'.encode()


def zipped(units):
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("a/talk.txt", "\n".join(units))
    return buffer.getvalue()


def labelled(speaker, text, start):
    return [f"{speaker}: {text}"]


def rtf(units):
    head = r"{\rtf1\ansi\ansicpg1252{\fonttbl\f0 Arial;}{\info{\title x}}\pard\f0 "
    return (head + "\n".join(f"{unit}\\par" for unit in units) + "}").encode()


WRITERS = {
    "text": Writer(".txt", labelled, lines()),
    "text, CRLF, UTF-16": Writer(".txt", labelled, lines("\ufeff", "\r\n", "utf-16-le")),
    "text, times first": Writer(".txt", lambda w, t, s: [f"[{clock(s)}] {w}: {t}"], lines()),
    "text, two lines": Writer(".txt", lambda w, t, s: [f"{w}  {clock(s, '')}", t, ""], lines()),
    "f4": Writer(".txt", lambda w, t, s: [f"{w}: {t} #{clock(s, '-2')}#", ""], lines()),
    "Zoom chat": Writer(".txt", lambda w, t, s: [f"{clock(s + 36_000, '')} From {w} To Everyone:", f"\t{t}"], lines()),
    "vtt": Writer(
        ".vtt", lambda w, t, s: [f"{clock(s)} --> {clock(s + 1)}", f"<v {w}>{t}</v>", ""], lines("WEBVTT\n\n")
    ),
    "vtt, labels": Writer(".vtt", lambda w, t, s: [f"{clock(s)} --> {clock(s)}", f"{w}: {t}", ""], lines("WEBVTT\n\n")),
    "srt": Writer(".srt", lambda w, t, s: ["1", f"{clock(s, ',1')} --> {clock(s, ',9')}", f"{w}: {t}", ""], lines()),
    "sbv": Writer(".sbv", lambda w, t, s: [f"{clock(s)},{clock(s + 1)}", f"{w}: {t}", ""], lines()),
    "ass": Writer(
        ".ass",
        lambda w, t, s: [f"Dialogue: 0,{clock(s)},{clock(s + 1)},Default,{w},0,0,0,,{t}"],
        lines("[Script Info]\n\n[Events]\nFormat: Layer, Start, End, Style, Name, ML, MR, MV, Effect, Text\n"),
        "Comment: 0,0:00:00.00,0:00:00.00,Default,,0,0,0,,{}".format,
    ),
    "ttml": Writer(
        ".ttml",
        lambda w, t, s: [f"<p begin='{s}s' end='{s + 1}s' agent='{w}'>{escape(t)}</p>"],
        lambda units: f"<tt xmlns='http://www.w3.org/ns/ttml'><body><div>{''.join(units)}</div></body></tt>".encode(),
        lambda t: f"<p>{t}</p>",
    ),
    "lrc": Writer(".lrc", lambda w, t, s: [f"[{s // 60:02d}:{s % 60:02d}.00]{w}: {t}"], lines("[ti:x]\n")),
    "chat": Writer(
        ".cha",
        lambda w, t, s: [f"*{w[:3].upper()}:\t{t} . \x15{s * 1000}_{s * 1000 + 900}\x15", "%com:\tx"],
        lines("@UTF8\n@Begin\n@Participants:\tTHE Therapist, CLI Client\n"),
    ),
    "elan": Writer(".eaf", lambda w, t, s: [(w, t, s)], eaf, lambda t: ("gesture", t, 1)),
    "textgrid": Writer(".TextGrid", lambda w, t, s: [(w, t, s)], textgrid, lambda t: ("events_phones", t, 1)),
    "rtf": Writer(".rtf", lambda w, t, s: [rf"{{\b {w}:}}\tab {t}"], rtf),
    "docx": Writer(".docx", lambda w, t, s: [paragraph(f"{w}: ", t)], made(lambda b, u: docx(b, *u)), paragraph),
    "docx, table": Writer(
        ".docx",
        lambda w, t, s: [(w, t, clock(s, ""))],
        made(lambda b, u: docx(b, grid(*rows(u)))),
        lambda t: ("", t, ""),
    ),
    "odt": Writer(
        ".odt",
        lambda w, t, s: [f"<text:p>{w}:<text:tab/>{escape(t)}</text:p>"],
        made(lambda b, u: odt(b, *u)),
        lambda t: f"<text:p>{t}</text:p>",
    ),
    "xlsx": Writer(
        ".xlsx",
        lambda w, t, s: [(w, t, clock(s, ""))],
        made(lambda b, u: xlsx(b, sheet(rows(u)))),
        lambda t: ("", t, ""),
    ),
    "ods": Writer(
        ".ods", lambda w, t, s: [(w, t, clock(s, ""))], made(lambda b, u: ods(b, rows(u))), lambda t: ("", t, "")
    ),
    "csv": Writer(".csv", lambda w, t, s: [f'{w},"{t}",{s}'], lines("speaker,text,start\n"), ",{},".format),
    "pdf": Writer(".pdf", labelled, made(pdf_pages)),
    "html": Writer(
        ".html",
        lambda w, t, s: [f"<p><b>{w}:</b> {escape(t)}</p>"],
        lambda units: (
            f"<!DOCTYPE html><html><head><title>x</title></head><body>{''.join(units)}</body></html>".encode()
        ),
        lambda t: f"<div>{t}</div>",
    ),
    "json": Writer(
        ".json",
        lambda w, t, s: [{"speaker": w, "text": t, "start": s, "end": s + 1}],
        records(lambda units: {"segments": units}),
        lambda t: {"text": t},
    ),
    "jsonl": Writer(
        ".jsonl",
        lambda w, t, s: [json.dumps({"role": w, "content": t})],
        lines(),
        lambda t: json.dumps({"content": t}),
    ),
    "words": Writer(
        ".json",
        lambda w, t, s: words(w, t, s, word="text", start="start", end="end", who="speaker_id"),
        records(lambda units: {"words": units}),
        lambda t: {"text": t},
    ),
    "aws": Writer(
        ".json",
        aws,
        records(lambda units: {"results": {"transcripts": [], "items": units}}),
        lambda t: {"type": "pronunciation", "alternatives": [{"content": t}]},
    ),
    "azure": Writer(
        ".json",
        lambda w, t, s: [{"speaker": w, "offset": f"PT{s}S", "duration": "PT1S", "nBest": [{"display": t}]}],
        records(lambda units: {"recognizedPhrases": units}),
        lambda t: {"nBest": [{"display": t}]},
    ),
    "google": Writer(
        ".json",
        lambda w, t, s: words(w, t, s, word="word", start="startOffset", end="endOffset", who="speakerLabel"),
        records(lambda units: {"results": [{"alternatives": [{"words": units}]}]}),
        lambda t: {"word": t},
    ),
    "deepgram": Writer(
        ".json",
        lambda w, t, s: words(w, t, s, word="punctuated_word", start="start", end="end", who="speaker"),
        records(lambda units: {"results": {"channels": [{"alternatives": [{"words": units}]}]}}),
        lambda t: {"word": t},
    ),
    "speechmatics": Writer(
        ".json",
        speechmatics,
        records(lambda units: {"results": units}),
        lambda t: {"type": "word", "alternatives": [{"content": t}]},
    ),
    "watson": Writer(
        ".json",
        lambda w, t, s: [(w, word, s + place / 10) for place, word in enumerate(t.split())],
        records(watson),
        lambda t: (None, t, 1),
    ),
    "rev.ai": Writer(
        ".json",
        lambda w, t, s: [{"speaker": w, "elements": [{"type": "text", "value": t, "ts": s, "end_ts": s + 1}]}],
        records(lambda units: {"monologues": units}),
        lambda t: {"elements": [{"type": "text", "value": t}]},
    ),
    "zip": Writer(".zip", labelled, zipped),
}
