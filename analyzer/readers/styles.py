"""Styles: the ways in which transcripts write a speaker's label, as patterns for the head of a line."""

from __future__ import annotations

import re
from typing import NamedTuple

from analyzer.readers.times import CLOCK

REACH = 200
"""How far into a line a label may reach, in characters; a name itself has at most 63."""


class Style(NamedTuple):
    """One way of writing labels; `strict` asks for a role word or a capital, where almost any line would match.

    `sign` stands somewhere in every match: looking for it first spares most lines the slow pattern.
    """

    name: str
    pattern: re.Pattern[str]
    sign: re.Pattern[str]
    strict: bool = False

    def match(self, line: str) -> re.Match[str] | None:
        """Match the head of `line`."""
        return self.pattern.match(line[:REACH]) if self.sign.search(line, 0, REACH) else None


def _time(name: str, *, bare: bool = True) -> str:
    """Return the pattern of a time or a range of times; not `bare`: only in brackets."""
    clocks = rf"(?P<{name}>{CLOCK})(?:\s*(?:-->|-|–|to)\s*(?P<{name}_end>{CLOCK}))?"
    bracketed = rf"[\[(<{{]\s*{clocks}\s*[\])>}}]"
    return rf"[\[(<{{]?\s*{clocks}\s*[\])>}}]?" if bare else bracketed


def _style(name: str, sign: str, pattern: str, *, strict: bool = False) -> Style:
    return Style(name, re.compile(pattern), re.compile(sign), strict)


_DAY = r"(?P<day>\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4},?[ T]+)"
_BULLET = r"(?:>>+\s*|[-•–—]\s*|\*\s+)?"
_LEAD = rf"^\s*(?:[\[(]?{_DAY}?{_time('lead')}\s*[-–|,:]?\s*)?{_BULLET}"
_NAME = r"(?P<speaker>[^\W\d_](?: ?[^:：;<>\[\](){}|*\s]){0,62}?)"
_ASIDE = r"(?:\s*(?P<aside>[(\[](?!\s*\d)[^)\]]{1,40}[)\]]))?"
_GAP = r"[\s|•·,–-]*"
_MID, _AFTER = _time("mid"), _time("after", bare=False)
_LATE = rf"\s+{_time('late')}(?=\s{{2}}|\t)"
_TURN = r"[\[(]?(?P<speaker>[A-Za-z]{1,20})[ -]?(?P<number>\d{1,4})[\])]?[:.)]?\s+"
_COLON = r"\**\s*(?:(?<!\d)[:：](?!//|[()|])|(?<=\d)[:：](?!\d)|;(?=\s))\**"

STYLES = (
    _style("from", "From", rf"{_LEAD}From\s+{_NAME}(?:\s+[Tt]o\s+[^:]{{1,80}}?)?\s*:\s*"),
    _style("numbered", r"\d\S*\s", rf"{_LEAD}{_TURN}"),
    _style("angle", "<", rf"{_LEAD}<(?:v\s+)?(?P<speaker>[^\W\d_][^<>]{{0,62}})>\s*[:：]?\s*"),
    _style(
        "bracket",
        r"[\[(]",
        rf"{_LEAD}[\[(](?P<speaker>[^\W\d_][^\])]{{0,62}})[\])]\s*(?:{_MID}\s*(?=[:：]|$))?[:：]?\s*",
        strict=True,
    ),
    _style("colon", "[:：;]", rf"{_LEAD}\**{_NAME}\**{_ASIDE}(?:\s*{_MID})?\s*{_COLON}(?:\s*{_AFTER}|{_LATE})?\s*"),
    _style("timed", r":\d", rf"^\s*\**[\[(]?{_NAME}[\])]?\**{_ASIDE}{_GAP}{_MID}\**\s*[:：]?(?:\s+|$)"),
    _style("time first", r":\d", rf"^\s*{_time('lead')}{_GAP}{_NAME}{_ASIDE}\s*$"),
    _style("tab", r"\t|\||\s\s", rf"{_LEAD}{_NAME}{_ASIDE}\s*(?:\t|\||\s{{2}})\s*", strict=True),
    _style("dash", "[-–—=/]", rf"{_LEAD}{_NAME}{_ASIDE}(?:\s*[-–—=/]+\s+|\s+[-–—=]+)", strict=True),
    _style("alone", "", rf"^\s*\**[\[(<]?{_NAME}(?<![.,?!…])[\])>]?\**{_ASIDE}\**\s*$", strict=True),
    _style(
        "initial",
        "",
        r"^\s*(?P<speaker>(?:T|C|P|Th|Cl|Pt|TH|CL|PT)\b|[QAIRKD](?=\.\s)|(?:Therapist|Client|Patient|Counsell?or)(?=[.)]))[.)]?\s+",
    ),
)
"""Every style that is read, the specific ones before the general."""
