"""Every page that the program writes, made of hostile text wherever a person, a file or a program could put some."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

from hostile import HOSTILE
from typer.testing import CliRunner

from analyzer.analysis import Analysis
from analyzer.cli import app
from analyzer.codes import Code
from analyzer.reading import read
from analyzer.redaction import Change, Left, Redaction
from analyzer.redaction.run import Copied, Failed
from analyzer.review.content import content
from analyzer.session import Problem
from reports.html import index_page, session_page
from reports.provenance import Provenance
from reports.redaction import review_page
from reports.view.index import Failure, Link, index_row

SAID = (
    "How was the week?",
    "It's fine. Whatever you say. zebra",
    "I wonder if I pushed you there. That was mine, and I am sorry.",
    "I am angry with you, you never listen to me. zebra",
    "What is it like to tell me that, here, just now?",
    "Are you bored with me? I don't trust you. zebra",
    "And what happened on Tuesday?",
    "Nothing. I don't know.",
)
CODEBOOK = """instrument = "own"
title = {text}
source = {text}
[[marker]]
id = "zoo.zebra"
label = {text}
who = "A"
definition = {text}
decide = {text}
source = {text}
locus = {text}
cues = [{{name = {text}, say = "zebra"}}]
unless = []
positive = ["zebra", {text}]
negative = [{text}]
missed = [{text}]
"""
PROVENANCE = Provenance(
    HOSTILE, HOSTILE, HOSTILE, ((HOSTILE, HOSTILE),), HOSTILE, (Problem(3, HOSTILE),), model=HOSTILE
)
WRITABLE = HOSTILE.replace("\ud83d", "").replace("\x00", "")
"""Hostile text as a UTF-8 file can hold it."""
ON_A_LINE = WRITABLE.replace("\u2028", " ").replace("\u2029", " ").replace("\x85", " ").replace("\r", " ")


def pages(folder: Path) -> dict[str, Path]:
    """Write every kind of page into `folder` and return where each is."""
    given, out = folder / "in", folder / "out"
    _inputs(given)
    book = folder / "own.toml"
    book.write_text(CODEBOOK.format(text=json.dumps(_plain(ON_A_LINE), ensure_ascii=False)), encoding="utf-8")
    first = ("analyze", given, "-o", out, "--coder", "rules", "--codebook", book)
    run(*first)
    _reviews(given, folder / "reviews")
    run(*first, "--review", folder / "reviews")
    run("blind", given / "a1.json", "-o", folder / "blind", "--codebook", book)
    run("redact", given, "-o", folder / "copies", "--key", "none")
    run("export", given / "a1.json", "--to", "codebook", "-o", folder / "books", "--coder", "rules", "--codebook", book)
    for coder in (_plain(ON_A_LINE), "B"):
        _codes(folder / ("a.codes.csv" if coder == "B" else "b.codes.csv"), coder)
    run(
        "agree",
        folder / "a.codes.csv",
        folder / "b.codes.csv",
        "-o",
        folder / "agree",
        "--transcripts",
        given / "a1.json",
    )
    found = {
        "session, reviewed": out / "sessions" / "a1.html",
        "session": out / "sessions" / "a2.html",
        "session, uncoded": out / "sessions" / "alone.html",
        "index": out / "index.html",
        "caseload": out / "cases.html",
        "sequences": out / "sequences.html",
        "blind": folder / "blind" / "a1.html",
        "redaction": folder / "copies.review.html",
        "codebook": folder / "books" / "codebook.html",
        "differences": folder / "agree" / "differences.html",
    }
    found |= {f"case {path.stem}": path for path in (out / "cases").glob("*.html")}
    for name, page in _drawn(given / "a1.json"):
        found[name] = folder / f"{name}.html"
        found[name].write_text(page, encoding="utf-8")
    return found


def run(*words: object) -> str:
    done = CliRunner().invoke(app, [str(word) for word in words])
    assert done.exception is None or isinstance(done.exception, SystemExit), (words[0], done.exception)
    assert done.exit_code in (0, 1), (words[0], done.output)
    return done.output


def _plain(text: str) -> str:
    """Return text without the control characters that neither TOML nor a shell's argument may hold."""
    return "".join(c for c in text if c.isprintable() or c in "\u202e\u2066\ufeff ")


def _inputs(folder: Path) -> None:
    """Write transcripts, a manifest and alliance scores."""
    folder.mkdir()
    for name in ("a1", "a2", "a3"):
        rows = [
            {"speaker": f"{('Therapist', 'Client')[n % 2]} {HOSTILE}"[:400], "text": f"{said} {HOSTILE}"}
            for n, said in enumerate(SAID * 3)
        ]
        (folder / f"{name}.json").write_text(json.dumps(rows), encoding="utf-8")
    (folder / "alone.json").write_text(json.dumps([{"speaker": HOSTILE, "text": HOSTILE}] * 3), encoding="utf-8")
    (folder / "<img src=x onerror=ran(16)>{{7*7}}.txt").write_text("nobody speaks", encoding="utf-8")
    told = _plain(ON_A_LINE).replace('"', '""')
    rows = [f'{name}.json,"{told}",{number},"{told}"' for number, name in enumerate(("a1", "a2", "a3"), start=1)]
    (folder / "manifest.csv").write_text("file,case,session,therapist\n" + "\n".join(rows), encoding="utf-8")
    scores = [f'"{told}",{number},"{told}",{40 + number},"{told}"' for number in range(1, 9)]
    (folder / "wai.csv").write_text("case,session,measure,score,rater\n" + "\n".join(scores), encoding="utf-8")


def _reviews(given: Path, folder: Path) -> None:
    folder.mkdir()
    session = read(given / "a1.json")
    note = {"note": HOSTILE, "by": HOSTILE, "at": HOSTILE}
    codes = [
        {"turn": 2, "code": "zoo.zebra", "decision": "reject", **note},
        {"turn": 4, "code": "zoo.zebra", "decision": "accept", **note},
        {"turn": 8, "code": "W2", "decision": "add", "clarity": "clear", **note},
    ]
    event = {"kind": "withdrawal", "start": 2, "end": 4, "initiator": "client", "outcome": "resolved"}
    told = {"format": "analyzer review", "version": 1, "session": "a1", "sha256": content(session), "mode": "review"}
    told |= {"turns": len(session.talk), "reviewer": HOSTILE, "finished": True, "changed": HOSTILE, "note": HOSTILE}
    told |= {"codes": codes, "events": [{"decision": "add", "seen": None, "event": event, **note}]}
    told |= {"notes": [{"turn": 1, **note}]}
    (folder / "a1.review.json").write_text(json.dumps(told), encoding="utf-8")


def _codes(path: Path, coder: str) -> None:
    rows = [f'a1,{turn},{code},clear,"{coder.replace(chr(34), chr(34) * 2)}"' for turn, code in ((2, "W2"), (4, "C1"))]
    path.write_text("session,turn,code,clarity,coder\n" + "\n".join(rows[: 1 if coder == "B" else 2]), encoding="utf-8")


def _drawn(path: Path) -> Iterator[tuple[str, str]]:
    """Yield pages drawn from Python, of text that no file can bring."""
    session = read(path)
    codes = tuple(Code(turn, "W2", "clear", None, HOSTILE, 0, 8, HOSTILE) for turn in (2, 4, 6))
    analysis = Analysis(session, codes, (), HOSTILE)
    yield "drawn session", session_page(analysis, provenance=PROVENANCE)
    row = index_row(analysis, href="sessions/a1.html", provenance=PROVENANCE)
    failures, links = [Failure(HOSTILE, HOSTILE)], [Link("cases.html", WRITABLE, WRITABLE)]
    yield "drawn index", index_page([row], provenance=PROVENANCE, failures=failures, links=links)
    change = Change("s", 1, "PERSON", f"[{HOSTILE}]", HOSTILE, HOSTILE, HOSTILE, HOSTILE, True)
    copied, left = Copied(Path("s.txt"), HOSTILE, Path("x"), 1, 1), Left("s", 1, HOSTILE, HOSTILE, HOSTILE, HOSTILE)
    redaction = Redaction((copied,), (change,), (left,), (Failed(Path(HOSTILE), HOSTILE),), HOSTILE)
    yield "drawn redaction", review_page(redaction, made=HOSTILE)
