"""What is accounted for, format by format: prints the table of docs/formats.md, or writes it there with --write."""

from __future__ import annotations

import re
import sys
import tempfile
from itertools import groupby
from pathlib import Path
from typing import NamedTuple

from oracles import ORACLES, words
from samples import SAMPLES, path_of

from analyzer.readers import read
from analyzer.session import joined

DOCS = Path(__file__).parents[2] / "docs" / "formats.md"
BEGIN, END = "<!-- accounted: begin -->", "<!-- accounted: end -->"
HEAD = (
    "| program | files tested | turns | words read | words in turns | told as left out | unaccounted | compared with |",
    "|---|---|---|---|---|---|---|---|",
)


class Account(NamedTuple):
    """One file's account: `lost` are words that the oracle finds and that are neither in turns nor told."""

    turns: int
    kept: int
    told: int
    lost: int
    oracle: str


def account(sample, folder):
    """Read a sample and compare it with what a library finds in it."""
    path = path_of(sample, folder)
    reading = read(path)
    spoken = words(" ".join(one.text for one in reading.utterances))
    told = sum(problem.words for problem in reading.problems)
    oracle, text = ORACLES.get(path.suffix, ("", None))
    lost = 0
    if text:
        labels = words(" ".join(one.speaker for one in reading.utterances))
        kept = {*spoken, *labels, *_PART}
        others = [word for word in words(text(path)) if word not in kept and not word[0].isdigit()]
        lost = max(0, len(others) - told)
    return Account(len(joined(reading.utterances)), len(spoken), told, lost, oracle)


_PART = {"from", "to", "everyone", "direct", "message", "privately", "speaker", "text", "start", "turn", "end"}
_PART |= {"timespan", "content", "nr", "spk", "time"}
"""Words of labels and of names of columns, which are neither talk nor lost."""


def table():
    """Return the table as Markdown."""
    lines = list(HEAD)
    with tempfile.TemporaryDirectory() as folder:
        for program, group in groupby(SAMPLES, key=lambda sample: sample.program):
            lines.append(_row(program, list(group), Path(folder)))
    return "\n".join(lines)


def _row(program, samples, folder):
    accounts = [account(sample, folder) for sample in samples]
    turns, kept, told, lost = (sum(column) for column in list(zip(*accounts, strict=True))[:4])
    files = "; ".join(_named(sample) for sample in samples)
    oracles = ", ".join(dict.fromkeys(one.oracle for one in accounts if one.oracle)) or "the expected turns"
    return f"| {program} | {files} | {turns} | {kept + told} | {kept} | {told} | {lost} | {oracles} |"


def _named(sample):
    suffix = "." + sample.file.rpartition(".")[2]
    return f"`{suffix}` {sample.kind}".strip()


def written(text):
    """Return the page with the table of today in it."""
    return re.sub(f"(?s){BEGIN}.*{END}", lambda _: f"{BEGIN}\n{table()}\n{END}", text)


if __name__ == "__main__":
    if "--write" in sys.argv:
        DOCS.write_text(written(DOCS.read_text(encoding="utf-8")), encoding="utf-8")
    else:
        print(table())
