"""Leaks: five hundred identifiers planted in the samples, and every byte written afterwards searched for each."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from analyzer import batch, record
from analyzer.batch import Settings
from analyzer.coding import chosen
from analyzer.reading import read
from analyzer.redaction import Choices, run
from analyzer.redaction.copies import copy
from analyzer.redaction.keyring import load
from analyzer.redaction.names import names
from reports.site import Site

SAMPLES = ("maya-s01.txt", "maya-s02.txt", "half-pay.vtt", "the-shelf.docx")
SYLLABLES = [
    "bra",
    "dro",
    "fen",
    "gul",
    "hix",
    "jor",
    "kel",
    "lum",
    "mav",
    "nox",
    "pri",
    "quo",
    "rul",
    "sev",
    "tov",
    "urb",
    "vex",
    "wim",
    "yal",
    "zor",
]
MADE = 4  # of each kind in each sample


def word(chance: random.Random) -> str:
    return "".join(chance.sample(SYLLABLES, 3))


def name(chance: random.Random) -> str:
    return word(chance).capitalize()


def digits(chance: random.Random, form: str) -> str:
    return "".join(str(chance.randint(2, 9)) if c == "9" else c for c in form)


def planted(chance: random.Random) -> list[tuple[str, str]]:
    """Return sentences, each with the identifier in it; all Safe Harbor classes but names stand in fixed forms."""
    day, month = chance.randint(13, 28), chance.choice(["February", "March", "April", "September", "October"])
    person, place = f"{name(chance)} {name(chance)}", name(chance)
    forms = (
        ("My sister {} rang.", name(chance)),
        ("I said it to Mr {} twice.", name(chance)),
        ("A man called {} was there.", person),
        ("We lived in {} for years.", place),
        ("It was at {} I saw him.", f"{name(chance)} Hospital"),
        ("I work for {} now.", name(chance)),
        ("She goes to {} by bus.", f"{name(chance)} Primary School"),
        ("That's {}, on the corner.", f"{chance.randint(2, 99)} {name(chance)} Road"),
        ("It's {} on the letters.", digits(chance, "BT9 9LW")),
        ("He died on {}.", f"{day} {month} 19{chance.randint(50, 99)}"),
        ("It happened on the {}.", f"{day}th of {month}"),
        ("My gran is {}.", f"9{chance.randint(1, 9)}"),
        ("Ring me on {}.", digits(chance, "07700 999999")),
        ("Their fax is {}.", digits(chance, "(999) 999-9999")),
        ("Write to {} then.", f"{word(chance)}.{word(chance)}@mail.example"),
        ("My social is {}.", digits(chance, "999-99-9999")),
        ("The chart number is {}.", digits(chance, "99-999-99")),
        ("My member ID is {}.", digits(chance, "XQ99999999")),
        ("The account is {}.", digits(chance, "99999999")),
        ("The licence is {}.", digits(chance, "KD99-99999")),
        ("The plate was {}.", digits(chance, "KV99 XRT")),
        ("The serial number is {}.", digits(chance, "PJ-9999-99")),
        ("It's all on {} now.", f"https://{word(chance)}.example/p/{digits(chance, '9999')}"),
        (
            "It came from {}.",
            f"{chance.randint(11, 99)}.{chance.randint(100, 250)}.{chance.randint(11, 99)}.{chance.randint(11, 99)}",
        ),
        ("The voiceprint is {}.", digits(chance, "VP-9999-9")),
        ("He sent {} round.", f"{word(chance)}_{digits(chance, '999')}.jpg"),
        ("My student number is {}.", digits(chance, "99999999")),
        ("I post as {} there.", f"@{word(chance)}_{digits(chance, '99')}"),
        ("We sat with {} again.", f"{name(chance)}"),
        ("It was {}, of course.", f"{name(chance)}"),
        ("And {} laughed.", f"{name(chance)}"),
        ("Then {}'s car came.", f"{name(chance)}"),
    )
    return [(form.format(what), what) for form, what in forms]


@pytest.fixture(scope="module")
def written(tmp_path_factory):
    """Plant identifiers in samples, redact and analyze them; give the folders written and what was planted."""
    base = tmp_path_factory.mktemp("leaks")
    chance, all_planted = random.Random(7), []
    (base / "in").mkdir()
    for sample in SAMPLES:
        lines = copy(read(Path(__file__).parents[2] / "sample_transcripts" / sample)).splitlines()
        planting = [one for _ in range(MADE) for one in planted(chance)]
        step = (len(lines) - 4) / len(planting)
        for number, (sentence, _) in enumerate(planting):
            lines[3 + int(number * step)] += f" {sentence}"
        whose = name(chance)
        lines = [line.replace("Maya:", f"{whose}:") for line in lines]
        (base / "in" / f"{whose}-{Path(sample).stem[-3:]}.txt").write_text("\n".join(lines), encoding="utf-8")
        all_planted += [what for _, what in planting] + [whose]
    run([base / "in"], base / "copies", Choices(key=base / "key.json"))
    settings = Settings(chosen("rules"))
    results = batch.run(
        [base / "copies"], base / "out", settings=settings, pages=Site("now", "rules"), each=lambda *_: None
    )
    (base / "out" / "run.json").write_text(record.record(settings, results, made="now"), encoding="utf-8")
    return base, all_planted


def test_nothing_planted_is_in_any_byte_written(written):
    base, all_planted = written
    assert len(all_planted) >= 500
    files = [path for top in ("copies", "out") for path in (base / top).rglob("*") if path.is_file()]
    assert len(files) > 12
    content = b"\n".join(
        [path.read_bytes() for path in files] + [str(path.relative_to(base)).encode() for path in files]
    )
    content = content.lower().replace(b"[age-90+]", b"")
    found = [what for what in all_planted if _stands(what, content)]
    assert found == []


def test_the_search_finds_them_where_they_are(written):
    base, all_planted = written
    content = b"\n".join(path.read_bytes() for path in (base / "in").iterdir()).lower()
    names = [path.name.lower().encode() for path in (base / "in").iterdir()]
    assert all(_stands(what, content + b"\n".join(names)) for what in all_planted)


def _stands(what: str, content: bytes) -> bool:
    """Tell whether an identifier stands in what was written; of an age, where a sentence of the talk says it."""
    if len(what) == 2:
        return f"gran is {what}".encode() in content
    parts = [part for part in what.lower().split() if len(part) > 5 and part.isalpha() and part not in _PLAIN]
    return any(part.encode() in content for part in (what.lower(), *parts))


_PLAIN = ("hospital", "primary", "school", "february", "october", "september", "street")


def test_the_key_brings_them_back(written):
    base, _ = written
    key = load(base / "key.json", names(None)).keys["case-1"]
    assert {one.label for one in key.identities} >= {"CLIENT", "PERSON 1", "PHONE 1"}
