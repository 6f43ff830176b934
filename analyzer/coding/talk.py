"""Talk: a session made ready for matching, each turn in lower case with quotes, asides and fillers blanked out."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import NamedTuple

from analyzer.asides import spoken
from analyzer.session import CLIENT, THERAPIST, Session, Turn

PLAIN = str.maketrans("’‘“”—–…\n\t\xa0", "''\"\",,,   ")
QUOTE = re.compile(r'"[^"]{1,400}"')
SINGLE = re.compile(
    r"\b(?:said|says?|saying|told|tell|goes|went|like|thought|think|thinking|asked)\b[^.'?!]{0,25}[, ]'(?=\w)"
    r"[^\"]{2,160}?[\w.,!?]'(?!\w)"
)
FILLER = re.compile(
    r"\b(?:um+|uh+|er+m?|ehm?|em|hm+)\b(?!-)"
    r"|(?<=,) ?(?:like|you know|i mean|y'know|sort of|kind of|well|so)(?=,)"
    r"|\b(?!no\b|yes\b|yeah\b|very\b)(\w+)(?: |- ?)(?=\1\b)"
)
DASHES = re.compile(r"\.\.+|--+|(?<=\w)- | -(?= )")
WORD = re.compile(r"[\w'’-]+")
END = re.compile(r"[.?!;]")


class Span(NamedTuple):
    """Characters `start` to `end` of a turn."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Said:
    """One turn to match: `plain` has the turn's characters, one for one, `words` counts them without asides."""

    turn: Turn
    plain: str
    words: int

    @property
    def text(self) -> str:
        """Return the turn as written."""
        return self.turn.text

    @property
    def therapist(self) -> bool:
        """Tell whether the therapist speaks."""
        return self.turn.role == THERAPIST

    @property
    def client(self) -> bool:
        """Tell whether a client speaks."""
        return self.turn.role.startswith(CLIENT)

    def sentence(self, span: Span) -> str:
        """Return the sentence, or sentences, that `span` lies in."""
        before = max((self.plain.rfind(mark, 0, span.start + 1) for mark in ".?!;"), default=-1)
        after = END.search(self.plain, max(span.end - 1, span.start))
        return self.plain[before + 1 : after.end() if after else None]


@dataclass(frozen=True, slots=True)
class Talk:
    """A session's turns, ready to match, and what is found on each as coding goes on: codes, conditions, pressure."""

    said: tuple[Said, ...]
    couple: bool
    found: list[set[str]] = field(default_factory=list)
    known: dict[tuple[int, str], bool] = field(default_factory=dict)
    directs: dict[int, int] = field(default_factory=dict)


class Moment(NamedTuple):
    """One turn in its talk: what rules look at."""

    talk: Talk
    at: int

    @property
    def said(self) -> Said:
        """Return the turn."""
        return self.talk.said[self.at]

    def back(self, steps: int) -> Said | None:
        """Return the turn `steps` before, if there is one."""
        return self.talk.said[self.at - steps] if self.at >= steps else None

    def ahead(self, steps: int) -> Said | None:
        """Return the turn `steps` after, if there is one."""
        return self.talk.said[self.at + steps] if self.at + steps < len(self.talk.said) else None

    def codes(self, first: int, last: int) -> set[str]:
        """Return the codes found on the turns `first` to `last` before this one."""
        return set().union(*self.talk.found[max(self.at - last, 0) : max(self.at - first + 1, 0)])


def talk(session: Session) -> Talk:
    """Prepare `session` for matching."""
    said = tuple(_said(turn) for turn in session.talk)
    clients = {turn.speaker for turn in session.talk if turn.role.startswith(CLIENT)}
    return Talk(said, len(clients) > 1, [set() for _ in said])


def plain(text: str) -> str:
    """Return `text` in lower case with quotes, asides and fillers blanked out, one character for one."""
    text = spoken(text).translate(PLAIN)
    lower = text.lower()
    if len(lower) != len(text):
        lower = "".join(c.lower() if len(c.lower()) == 1 else c for c in text)
    if '"' in lower:
        lower = QUOTE.sub(_blank, lower)
    if " '" in lower:
        lower = SINGLE.sub(_blank_quote, lower)
    return FILLER.sub(_blank, DASHES.sub(lambda match: "," * len(match[0]), lower))


def _said(turn: Turn) -> Said:
    masked = plain(turn.text)
    return Said(turn, masked, len(WORD.findall(spoken(turn.text))))


def _blank(match: re.Match[str]) -> str:
    return " " * len(match[0])


def _blank_quote(match: re.Match[str]) -> str:
    """Blank the quote, not the verb that brings it."""
    opening = match[0].index("'")
    return match[0][:opening] + " " * (len(match[0]) - opening)
