"""Talk: how much each party speaks, asks and pauses in a session, counted from the turns alone."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate, pairwise
from statistics import fmean, median

from analyzer import matching
from analyzer.asides import spoken
from analyzer.segments import clock
from analyzer.session import CLIENT, THERAPIST, UNSURE, Session, Turn

_QUESTION = re.compile(r"[?\N{FULLWIDTH QUESTION MARK}\N{ARABIC QUESTION MARK}]+")
_QUESTIONLESS = 20  # turns without any question mark: then the transcript marks none


@dataclass(frozen=True)
class Talk:
    """The turns of one session, counted once; every measure is None where the transcript cannot give it."""

    session: Session

    @cached_property
    def roles(self) -> list[str]:
        """Return the therapist, the client, and whoever else has a role, clients by number."""
        found = {turn.role for turn in self.session.talk} - {UNSURE} | {THERAPIST, CLIENT}
        return sorted(found, key=lambda role: (role != THERAPIST, not role.startswith(CLIENT), len(role), role))

    @cached_property
    def tokens(self) -> list[list[str]]:
        """Return the words of each turn."""
        return [matching.words(turn.text) for turn in self.session.talk]

    @cached_property
    def style(self) -> list[tuple[list[int], int]]:
        """Return each turn's function words by category, with its number of words."""
        return [(matching.uses(tokens), len(tokens)) for tokens in self.tokens]

    def lengths(self, role: str) -> list[int]:
        """Return the number of words of each turn of `role`."""
        return [len(t) for turn, t in zip(self.session.talk, self.tokens, strict=True) if turn.role == role]

    def turns(self, role: str) -> float:
        """Return how many turns `role` has."""
        return len(self.lengths(role))

    def words(self, role: str) -> float:
        """Return how many words `role` says."""
        return sum(self.lengths(role))

    def share(self, role: str) -> float | None:
        """Return the percentage of all words that `role` speaks."""
        total = sum(len(tokens) for tokens in self.tokens)
        return 100 * sum(self.lengths(role)) / total if total else None

    def length(self, role: str) -> float | None:
        """Return the median number of words in a turn of `role`."""
        return float(median(lengths)) if (lengths := self.lengths(role)) else None

    def questions(self, role: str) -> float | None:
        """Return the mean number of questions in a turn of `role`; None where no question is marked at all."""
        asked = [(turn.role, len(_QUESTION.findall(spoken(turn.text)))) for turn in self.session.talk]
        own = [number for speaker, number in asked if speaker == role]
        unmarked = len(asked) >= _QUESTIONLESS and not any(number for _, number in asked)
        return fmean(own) if own and not unmarked else None

    def matching(self, role: str) -> float | None:
        """Return how alike the function words of therapist and client `role` are over the session, 0 to 1."""
        if role == THERAPIST:
            return None
        ours, theirs = self._style_of(THERAPIST), self._style_of(role)
        alike = min(ours[1], theirs[1]) >= matching.FEWEST and _english(ours) and _english(theirs)
        return matching.matched(ours, theirs) if alike else None

    def following(self, role: str) -> float | None:
        """Return how alike turns of `role` are to the turn just before, between therapist and client, 0 to 1."""
        scores = [
            matching.matched(before, style)
            for (earlier, before), (turn, style) in pairwise(zip(self.session.talk, self.style, strict=True))
            if turn.role == role and _crosses(earlier, turn) and min(before[1], style[1]) >= matching.SHORTEST
        ]
        return fmean(scores) if len(scores) >= matching.PAIRS and _english(self._style_of(role)) else None

    def gap(self, role: str) -> float | None:
        """Return the median seconds from the turn before to a turn of `role`, below 0 where they overlap.

        None without end times, and where every turn ends just as the next begins, as when times are only cut marks.
        """
        own = [seconds for speaker, seconds in self._timed if speaker == role]
        return median(own) if own and any(seconds for _, seconds in self._timed) else None

    @cached_property
    def duration(self) -> float | None:
        """Return the seconds from the first time to the last; None where times cannot carry a clock."""
        begins = clock(self.session.talk)
        ends = [turn.end for turn in self.session.talk if turn.end is not None]
        return max([*ends, begins[-1]]) - begins[0] or None if begins else None

    def minutes(self, role: str = "") -> float | None:
        """Return the session's duration in minutes."""
        return self.duration / 60 if self.duration else None

    @cached_property
    def pauses(self) -> list[float]:
        """Return the seconds of every stretch in which nobody speaks, within turns too where the file tells.

        Empty without end times (one in ten may lack one), and where each ends just as the next begins.
        """
        spoken = [(u.start, u.end) for u in self.session.reading.utterances or self.session.talk]
        spans = [(start, end) for start, end in spoken if start is not None and end is not None]
        if 10 * len(spans) < 9 * len(spoken):
            return []
        until = accumulate((end for _, end in spans), max)
        return [start - quiet for quiet, (start, _) in zip(until, spans[1:], strict=False) if start > quiet]

    def silence(self, role: str = "") -> float | None:
        """Return the percentage of the session in which nobody speaks; None where there are no pauses to see."""
        return 100 * sum(self.pauses) / self.duration if self.duration and self.pauses else None

    def longest_pause(self, role: str = "") -> float | None:
        """Return the seconds of the longest stretch in which nobody speaks; None where there are none to see."""
        return max(self.pauses) if self.duration and self.pauses else None

    @cached_property
    def _timed(self) -> list[tuple[str, float]]:
        """Return each turn's role with the seconds since the end of the turn before, where both are known."""
        pairs = pairwise(self.session.talk)
        return [(b.role, b.start - a.end) for a, b in pairs if b.start is not None and a.end is not None]

    def _style_of(self, role: str) -> tuple[list[int], int]:
        """Return all of a role's function words by category, with its number of words."""
        own = [style for turn, style in zip(self.session.talk, self.style, strict=True) if turn.role == role]
        return [sum(column) for column in zip(*(uses for uses, _ in own), strict=True)], sum(size for _, size in own)


def _crosses(earlier: Turn, turn: Turn) -> bool:
    """Tell whether one of two turns is the therapist's and the other a client's."""
    other = earlier.role if turn.role == THERAPIST else turn.role
    return THERAPIST in (earlier.role, turn.role) and other.startswith(CLIENT)


def _english(style: tuple[Sequence[int], int]) -> bool:
    """Tell whether enough of the words are English function words for their shares to mean anything."""
    uses, size = style
    return sum(uses) >= matching.ENGLISH * size > 0
