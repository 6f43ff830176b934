"""An invented session, what a program found in it, and reviews of it as the page saves them."""

from __future__ import annotations

import json
from pathlib import Path

from analyzer.analysis import Analysis
from analyzer.codes import Code
from analyzer.review.content import content
from analyzer.sequences import join
from analyzer.session import Reading, Role, Session, Turn

TALK = (
    "Where shall we begin?",
    "With the ferry, I suppose.",
    "And the letter you meant to write?",
    "Yes, sure. Whatever you say.",
    "I think I hurried you there, and that was mine.",
    "A little, maybe.",
    "What would help now?",
    "I'd like to tell it my own way, letter or none.",
    "Then tell it your way.",
    "So the ferry was late, and I laughed 🙂 about it.",
)
CODES = (
    (4, "W5", "clear", 5, 27),
    (5, "R5", "clear", 0, 24),
    (6, "E1", "possible", None, None),
    (8, "E3", "clear", 0, 9),
)


def session(talk: tuple[str, ...] = TALK, *, id: str = "ferry", path: Path | None = None) -> Session:  # noqa: A002
    roles = ("therapist", "client")
    turns = tuple(
        Turn(n + 1, roles[n % 2].title(), roles[n % 2], None, None, text, n + 1) for n, text in enumerate(talk)
    )
    return Session(id, turns, tuple(Role(r.title(), r, "label", 1.0) for r in roles), Reading("text", ()), path)


def analysis(of: Session | None = None, codes: tuple = CODES) -> Analysis:
    of = of or session()
    found = tuple(Code(turn, code, clarity, None, "rules 1", *at, "a cue") for turn, code, clarity, *at in codes)
    return Analysis(of, found, join(of, found), "rules 1")


def review(of: Session | None = None, **fields: object) -> dict[str, object]:
    of = of or session()
    head = {"format": "analyzer review", "version": 1, "session": of.id, "sha256": content(of), "turns": len(of.talk)}
    return {**head, "mode": "review", "reviewer": "MK", "codes": [], "events": [], "notes": [], **fields}


def saved(path: Path, **fields: object) -> Path:
    path.write_text(json.dumps(review(**fields)), encoding="utf-8")
    return path
