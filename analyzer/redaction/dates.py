"""Dates: days and months as they are written or said, read as far as they can be; years alone may stand."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from analyzer.redaction import kinds
from analyzer.redaction.found import DATED, Find

MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July"),
    *("August", "September", "October", "November", "December"),
)
_ONES = ["first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth"]
_ORDINALS = (
    *_ONES,
    *[
        "tenth",
        "eleventh",
        "twelfth",
        "thirteenth",
        "fourteenth",
        "fifteenth",
        "sixteenth",
        "seventeenth",
        "eighteenth",
        "nineteenth",
        "twentieth",
    ],
    *(f"twenty-{word}" for word in _ONES),
    *("thirtieth", "thirty-first"),
)
_WORD_DAYS = "|".join(sorted((word.replace("-", "[- ]") for word in _ORDINALS), key=len, reverse=True))
_MONTH = (
    r"(?P<month>jan(?:uary|\.)?|feb(?:ruary|\.)?|mar(?:ch|\.)?|apr(?:il|\.)?|may|june|jun\.?|july|jul\.?|aug(?:ust|\.)?"
    r"|sept?(?:ember|\.)?|oct(?:ober|\.)?|nov(?:ember|\.)?|dec(?:ember|\.)?)(?![\w'’])"
)
_NUMBERED = r"(?:[12]?\d|3[01]|0[1-9])"
_TH = rf"{_NUMBERED}(?:st|nd|rd|th)"
_SPOKEN_YEAR = (
    r"(?:nineteen|twenty)[ -](?:hundred|oh[ -]\w{3,5}|(?:ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen"
    r"|seventeen|eighteen"
    r"|nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)(?:[- ](?:one|two|three|four|five|six"
    r"|seven|eight|nine))?)"
    r"|two thousand(?: and \w{3,9}| \w{3,9}teen)?"
)
_YEAR = rf"(?P<year>(?:19|20)\d\d(?!\d)|['’]\d\d(?!\d)|{_SPOKEN_YEAR})"
_LED = (
    r"(?:it['’]s|in|since|by|until|till|from|last|next|this|of|through|before|after|during|early|late|mid|end of"
    r"|start of|beginning of|around)"
)
_ON = r"(?:on|since|by|until|till|from|before|after|it'?s|it’s|was|for|to|between|and|of|died|due|date is|is)"
_NOT_DAY = (
    r"(?!\s(?:time|floor|grade|year|century|birthday|anniversary|day|one|person|session|percent|place|step"
    r"|of the\b(?! month)|of \d|of my"
    r"|of our|of his|of her|week|month|hour|child|wife|husband|marriage|attempt|try|chapter|round|street|avenue|born"
    r"|reason|thing|question|degree|cousin|stage|tradition|sense|and \w+ (?:time|one|floor|grade|step)))"
)
_HOLIDAYS = (
    r"(?:christmas(?: day| eve)?|new year['’]?s(?: day| eve)?|boxing day|thanksgiving|hallowe['’]?en"
    r"|easter(?: sunday| monday)?"
    r"|good friday|valentine['’]?s(?: day)?|st\.? patrick['’]?s(?: day)?|mother['’]?s day|father['’]?s day"
    r"|memorial day|labor day"
    r"|independence day|the fourth of july|veterans day|armistice day|remembrance (?:day|sunday)|bonfire night"
    r"|eid|diwali|yom kippur"
    r"|rosh hashanah|passover|hanukkah|anzac day|australia day|canada day|bank holiday monday|ash wednesday|palm sunday"
    r"|maundy thursday|shrove tuesday|pancake day|pentecost|whitsun(?:day)?|michaelmas|midsummer(?:['’]?s (?:day|eve))?"
    r"|(?:the )?(?:(?:spring|fall|autumn|autumnal|vernal) equinox|(?:summer|winter) solstice)"
    r"|all (?:saints|souls)['’]? day"
    r"|(?:the )?feast of (?:the |st\.? )?[a-z]{4,14}|burns night|guy fawkes(?: night)?|juneteenth|mlk day"
    r"|presidents['’]? day"
    r"|columbus day|mardi gras|cinco de mayo|nowruz|holi|ramadan|twelfth night)"
)
_PATTERNS: tuple[tuple[str, str, str], ...] = (
    (
        "ymd",
        kinds.DATE,
        r"(?<![\d/-])(?P<year>(?:19|20)\d\d)[-/.](?P<m>0?[1-9]|1[0-2])[-/.](?P<d>[0-2]?\d|3[01])(?![\d/-])",
    ),
    (
        "numbers",
        kinds.DATE,
        r"(?<![\d/.-])(?P<a>[0-3]?\d)(?P<s>[-/.])(?P<b>[0-3]?\d)(?P=s)(?P<year>(?:19|20)?\d\d)(?![\d/-])",
    ),
    (
        "day month",
        kinds.DATE,
        rf"\b(?:the )?(?P<day>{_TH}|{_NUMBERED}|{_WORD_DAYS})(?:,? of|,)? {_MONTH}(?:,? (?:of )?{_YEAR})?",
    ),
    (
        "month day",
        kinds.DATE,
        rf"\b{_MONTH},? (?:the )?(?P<day>{_TH}|{_NUMBERED}(?![\d:%])"
        rf"|{_WORD_DAYS})\b(?:,? (?:of )?{_YEAR})?(?! (?:of us|people|times|years|kids|pounds|hours))",
    ),
    ("month year", kinds.DATE, rf"\b{_MONTH},? (?:of |in )?{_YEAR}"),
    ("month", kinds.DATE, rf"(?:(?<=\b)|^){_LED} (?P<it>{_MONTH})"),
    (
        "slashed",
        kinds.DATE,
        r"(?:\b(?:on|since|by|until|till|from|was|is|of|for|dated|the|to|and),? |^"
        r"|[.,;:] )(?P<it>(?P<a>[0-3]?\d)/(?P<b>[0-3]?\d))(?![\d/])",
    ),
    (
        "the nth",
        kinds.DATE,
        rf"\b(?:{_ON}|(?:mon|tues|wednes|thurs|fri|satur|sun)day,?) (?P<it>the (?P<day>{_TH}"
        rf"|{_WORD_DAYS}))\b{_NOT_DAY}",
    ),
    ("nth", kinds.DATE, rf"\b(?:on|died|due) (?:the )(?P<it>(?P<day>{_TH}|{_WORD_DAYS}))\b{_NOT_DAY}"),
    (
        "holiday",
        kinds.HOLIDAY,
        r"\b(?:on|by|since|until|till|before|after|for|from|around|about|this|last|next)"
        rf" (?P<it>{_HOLIDAYS}(?: {_YEAR})?)(?![\w'’])",
    ),
    ("holiday first", kinds.HOLIDAY, rf"(?:^|[.?!] )(?P<it>{_HOLIDAYS}),"),
    ("nth of the nth", kinds.DATE, r"\b(?:the )?\d{1,2}(?:st|nd|rd|th) of the \d{1,2}(?:st|nd|rd|th)\b"),
    ("holiday year", kinds.HOLIDAY, rf"\b(?P<it>{_HOLIDAYS},? (?:of |in )?{_YEAR})"),
)
_COMPILED = tuple((name, kind, re.compile(pattern, re.IGNORECASE)) for name, kind, pattern in _PATTERNS)
_COUNTED = frozenset({"1/2", "1/3", "2/3", "1/4", "3/4", "24/7", "50/50", "9/11"})
_VERBS = frozenset({"may", "march", "mar"})


class Day(NamedTuple):
    """A date as far as it could be read; `year` None if not said, `day` None for a month."""

    year: int | None
    month: int
    day: int | None


def dates(text: str, *, cased: bool = True) -> Iterator[Find]:
    """Find dates in `text`; months that are also verbs only with a capital or a number beside them."""
    for name, kind, pattern in _COMPILED:
        for match in pattern.finditer(text):
            start, end = match.span("it") if "it" in pattern.groupindex else match.span()
            if not _false(name, match, cased):
                yield Find(start, end, kind, "a date", DATED)


def _false(name: str, match: re.Match[str], cased: bool) -> bool:
    """Tell whether a match is plainly no date: a score, a fraction, a verb, a first time."""
    if name == "numbers":
        return not _calendar(int(match["a"]), int(match["b"]))
    if name == "slashed":
        score = match["b"] == "10" and not match[0].casefold().startswith("on")
        return match["it"] in _COUNTED or score or not _calendar(int(match["a"]), int(match["b"]))
    if name == "month":
        verb = match["month"].casefold() in _VERBS
        return verb and (match["month"][0].islower() if cased else match[0].split()[0].casefold() == "this")
    if name in ("the nth", "nth"):
        return match["day"].casefold() in _ONES[:6] and match.string[match.end() : match.end() + 13] != " of the month"
    return False


def _calendar(one: int, other: int) -> bool:
    return 1 <= min(one, other) <= 12 and 1 <= max(one, other) <= 31


def read(text: str) -> Day | None:
    """Read the date that `text` is; None where it can be read two ways, or names no month."""
    for name, _, pattern in _COMPILED[:6]:
        match = pattern.fullmatch(text if name != "month" else f"in {text}")
        if match and name == "ymd":
            return Day(int(match["year"]), int(match["m"]), int(match["d"]))
        if match and name == "numbers":
            return _ordered(int(match["a"]), int(match["b"]), match["year"])
        if match:
            groups = match.groupdict()
            return Day(_year(groups.get("year")), _month(match["month"]), _day(groups.get("day")))
    return None


def _ordered(one: int, other: int, year: str) -> Day | None:
    """Return the date of two numbers when only one of them can be the month."""
    if one != other and max(one, other) <= 12:
        return None
    return Day(_year(year), min(one, other), max(one, other))


def _year(text: str | None) -> int | None:
    digits = re.sub(r"\D", "", text or "")
    if len(digits) == 2:
        return int(digits) + (2000 if int(digits) < 40 else 1900)
    return int(digits) if len(digits) == 4 else None


def _month(text: str) -> int:
    return [month[:3].casefold() for month in MONTHS].index(text[:3].casefold()) + 1


def _day(text: str | None) -> int | None:
    if not text:
        return None
    digits = re.sub(r"\D", "", text)
    return int(digits) if digits else _ORDINALS.index(text.casefold().replace(" ", "-")) + 1
