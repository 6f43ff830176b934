"""Spoken numbers: digits and letters said one by one, and names spelt out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from analyzer.redaction import kinds
from analyzer.redaction.codes import nearest
from analyzer.redaction.found import CODED, NAMED, Find
from analyzer.redaction.lexicon import listed

_DIGITS = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
_DIGIT = rf"(?:{'|'.join(_DIGITS)}|oh|o|nought|\d)"
_TENS = (
    r"(?:ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen|twenty|thirty"
    r"|forty|fifty|sixty|seventy|eighty|ninety)"
)
_UNIT = (
    rf"(?:(?:double|triple|treble)[ -]{_DIGIT}|{_DIGIT}(?: hundred| thousand)?|{_TENS}|dash|hyphen|slash|[b-hj-z](?= ))"
)
_SAID = re.compile(
    rf"(?i)(?<!['’\w])(?:double |triple |[b-hj-z] ){{0,4}}{_DIGIT}(?: hundred)?(?:(?:,? |-){_UNIT}){{2,24}}\b"
)
_NUMBER = re.compile(rf"(?i)\b(?:{_DIGIT})\b")
_SPELT = re.compile(
    r"(?<!\w)[A-Z]\.[A-Z]\.(?= [a-z]|[,'’])|\b[A-ZÀ-Þ](?:[-–.] ?[A-ZÀ-Þ]){2,19}\b\.?"
    r"|\b[A-Z](?:,? [A-Z]){3,19}\b|(?<![\w'])[a-hj-z](?:-[a-z]){2,19}(?![\w'])"
)
_ACRONYMS = listed(
    "A.A N.A U.S U.K P.T.S.D C.B.T A.D.H.D O.C.D D.B.T U.S.A N.H.S P.H.D M.R.I R.N M.D P.S E.R D.C U.N T.V I.Q"
    " O.T P.T I.D A.M P.M A.I V.A C.V"
)


def spoken(text: str) -> Iterator[Find]:
    """Find numbers said digit by digit, four digits at the least, and names spelt letter by letter."""
    for match in _SAID.finditer(text):
        digits = [digit.casefold() for digit in _NUMBER.findall(match[0])]
        cue = nearest(text[: match.start()])
        lettered = re.match(r"(?i)[b-hj-z] ", match[0]) is not None
        if len(digits) >= (3 if cue and lettered else 4) and not _counting(digits) and len(set(digits)) > 1:
            if "," in match[0] and cue is None and len(digits) < 7:
                continue
            kind = cue or (kinds.PHONE if len(digits) > 6 else kinds.ID)
            yield Find(match.start(), match.end(), kind, "a number said digit by digit", CODED)
    for match in _SPELT.finditer(text):
        if match[0].rstrip(".").upper() not in _ACRONYMS and not _counting(list(match[0])):
            yield Find(match.start(), match.end(), kinds.PERSON, "spelt letter by letter", NAMED)


def _counting(digits: list[str]) -> bool:
    """Tell whether `digits` are counted up or down, as in an exercise, rather than said as a number."""
    values = [_DIGITS.index(digit) if digit in _DIGITS else -1 for digit in digits]
    steps = {later - earlier for earlier, later in pairwise(values)}
    return -1 not in values and (steps == {1} or steps == {-1})
