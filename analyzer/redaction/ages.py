"""Ages over 89, and birth years that tell them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from analyzer.redaction import kinds
from analyzer.redaction.found import DATED, Find

_ONES = r"(?:[- ](?:one|two|three|four|five|six|seven|eight|nine))"
_OLD = (
    rf"(?:ninety{_ONES}?|(?:a|one) hundred(?: and (?:one|two|three|four|five|six|seven|eight|nine"
    rf"|ten)(?![- ]\w+ty))?(?! and \w+(?:ty|teen|elve|even)\b)|9\d|1[01]\d)"
)
_NOT = (
    r"(?![\d%/:.,]\d|\s(?:hundred|thousand|million) |[- ]\w+ (?:hundred|thousand)|\s?%|\s(?:percent"
    r"|per cent|minutes?|pence|beats|bpm|miles?|days?|times?|dollars|pounds|quid|degrees|kilos?|kg|mg|meetings"
    r"|hours?|things|people|calories|weeks|months|of them|thousand|or so percent|per|bucks|euros|on the|out of"
    r"|in the shade)\b|%)"
)
_WHO = (
    r"(?:\b(?:he|she|who|i|we|they|you|both|gran|granny|nan|nana|mum|mom|dad|mother|father|grand\w{2,7}|aunt"
    r"|auntie|uncle)"
    r"|(?-i:\b(?!It|That|This|There|What|Where|Here|Then)[A-ZÀ-Þ]\w+))['’](?:s|m|re)"
)
_BEFORE = (
    r"(?:\b(?:is|was|are|be|being|aged?|ages|turn(?:s|ed|ing)?|reach(?:es|ed)|made it to|lived to|age of|till"
    r"|until|to be"
    rf"|hit)(?<!\bit is)(?<!\bit was)(?<!that is)(?<!that was)|{_WHO})"
    r" (?:now |nearly |almost |about |going on |only |just |like |um |uh )?"
)
_AGES = (
    re.compile(rf"(?i)\b{_OLD}[- ](?:years?[- ]old|yrs?[- ]old|year[- ]olds)\b|\b{_OLD}(?=[- ]years? of age)"),
    re.compile(rf"(?i){_BEFORE}(?P<it>{_OLD})\b(?![- ]\w+ (?:percent|minutes)){_NOT}"),
    re.compile(r"(?i)\b(?:born|birthday|dob|date of birth)(?: \w+){0,3}? (?:in |of )?(?P<it>19(?:[0-2]\d|3[0-5]))\b"),
)
_ASKED = re.compile(r"(?i)\bhow old|what age|your age|\bage\b|ninety|\b9\d\b")
_ANSWER = re.compile(
    rf"(?i)^\W*(?:(?:um|uh|er|oh|well|i'?m|she'?s|he'?s|he|she|it'?s)\W+)*(?P<it>{_OLD})\b{_NOT}(?=[^\w-]|$)"
)


def ages(text: str, *, before: str = "") -> Iterator[Find]:
    """Find ages over 89 in `text`; `before` is the turn before, which may have asked."""
    for pattern in _AGES:
        for match in pattern.finditer(text):
            yield _found(match)
    answer = _ANSWER.match(text) if _ASKED.search(before[-160:]) else None
    if answer:
        yield _found(answer)


def _found(match: re.Match[str]) -> Find:
    start, end = match.span("it") if "it" in match.re.groupindex else match.span()
    return Find(start, end, kinds.AGE, "an age over 89", DATED)
