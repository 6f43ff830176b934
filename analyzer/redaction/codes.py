"""Codes: numbers and mixtures of letters and digits, told apart by the words before them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from analyzer.redaction import kinds
from analyzer.redaction.found import CODED, Find

REACH = 70
"""How many characters before a code its meaning is looked for in."""

_CUES = (
    (kinds.FAX, r"fax(?:ed)?"),
    (kinds.BIOMETRIC, r"voice ?prints?|finger ?prints?|prints|biometric|face ?id|iris|retina|template"),
    (
        kinds.DEVICE,
        r"serial|imei|device|implant|pump|pacemaker|udi|mac address|meter",
    ),
    (kinds.VEHICLE, r"number ?plate|licen[cs]e plate|plates?|reg|vin|registration(?= (?:was|is|plate))|tag number"),
    (
        kinds.NATIONAL,
        r"social(?: security)?(?: number)?|ssn|national insurance|aadhaar|aadhar|cpf|curp|sin|pps(?:n)?"
        r"|tax (?:file )?number|tfn|bsn"
        r"|personal number|nino",
    ),
    (
        kinds.RECORD,
        r"mrn|medical record|record number|chart|hospital number|nhs(?: number)?|patient(?: id| number)?"
        r"|accession|case ?notes"
        r"|unit number|baby number|medicare number|chi number|health number",
    ),
    (
        kinds.PLAN,
        r"member(?:ship)?(?: id| number)?|subscriber|group(?: number)?|insurance(?: number| id)?|medicare"
        r"|medicaid|beneficiary"
        r"|health plan|health card|number on the card|plan number",
    ),
    (
        kinds.LICENCE,
        r"licen[cs]es?|cdl(?:'s)?|passport|badge|pin(?: number)?|permit|certificate|visa|a-number|rn|registration|dea"
        r"|npi"
        r"|green card",
    ),
    (
        kinds.ACCOUNT,
        r"accounts?|acct|sort code|iban|routing|card|claim|policy|customer|invoice|ref(?:erence)?|loan|mortgage"
        r"|ending(?: in)?",
    ),
    (
        kinds.ID,
        r"student|employee|staff|payroll|crime|log|court|docket|file|service|bib|case|order|booking|collar"
        r"|shoulder|prisoner"
        r"|inmate|ticket|tracking|rx|prescription|by number|badge|id|locker|username|password|passcode|code",
    ),
    (
        kinds.PHONE,
        r"phone|mobile|cell|call(?:ed|ing)?|ring|rang|text(?:ed)?|landline|tel|extension|ext|dial|reach"
        r"|number(?:'s)?|line|whatsapp",
    ),
)
_DIGITED = re.compile(r"(?<![\w.@/-])(?=[a-z-]{1,12}\d|\d)[a-z\d/-]{3,30}(?![\w.@])")
"""A code typed in small letters, which is read as if in capitals."""
_VAGUE = frozenset(
    {
        "number",
        "number's",
        "numbers",
        "line",
        "call",
        "called",
        "card",
        "id",
        "code",
        "file",
        "service",
        "case",
        "order",
    }
)
_CUE = re.compile("|".join(rf"(?P<k{place}>\b(?:{words})\b)" for place, (_, words) in enumerate(_CUES)), re.IGNORECASE)
_CODE = re.compile(
    r"(?<![\w@$£€#&/])#?(?P<it>\(?\+?(?:[A-Z]{1,6}[ /-]){0,2}"
    r"(?:[A-Za-z]{0,8}\d[A-Za-z0-9]{0,24}\)?|(?<=-)[A-Z]{1,8})"
    r"(?:[-/.]?[A-Z0-9]{1,16}\b|[ ](?:\d[\dA-Z]{0,11}|[A-Z]{1,6}\d[\dA-Z]{0,11}"
    r"|(?<=\d )(?!I\b)[A-Z]{1,2}(?=[ .,;?!]|$))\b|[- ]\(?\d{2,5}\)?){0,9})"
    r"(?![\w%])"
)
_PLAIN = re.compile(
    r"(?ix)\d{1,3}(?:,\d{3})+(?:\.\d+)? | \d{1,2}[:.]\d{2}(?:\s?[ap]m)? | \d{1,2}(?:st|nd|rd|th) | (?:1[89]|20)\d\ds?"
    r"| \d{1,4}(?:\.\d{1,3})? | \d{1,3}/\d{1,3} | \d{1,2}[ap]m | \d{1,4}(?:mg|ml|kg|g|cm|mm|km|k|m|lb|lbs|st|ft"
    r"|gb|mb|x|hz|p|hr|hrs|min|mins|s|d)"
    r"| \d{1,3}[-–/ ]\d{1,3} | [A-Z]\d | (?:covid|mp|h|g|co|b|k)-?\d{1,2} | (?:19|20)\d\d[-–/](?:19|20)?\d\d"
)
_LEAD = re.compile(r"^(?:ID|PIN|NO|DOB|MRN|IBAN|NHS|SSN|NI|VIN|REF|ACCT|AGE|CASE|BED|ROOM|FLAT|BAND) (?=\w)")
_MONEY = re.compile(
    r"\s?(?:dollars|pounds|euros|bucks|quid|grand|k\b|people|miles|steps|calories|words|times|percent|per cent)", re.I
)


def codes(text: str) -> Iterator[Find]:
    """Find codes in `text`: their kind is that of the nearest cue before them, else told by their form."""
    for match in _CODE.finditer(_DIGITED.sub(lambda mixed: mixed[0].upper(), text)):
        code = _LEAD.sub("", match["it"].strip(" -/."))
        start = match.start("it") + match["it"].index(code)
        cue = _cue(text[max(0, start - REACH) : start])
        if _counts(code, cue, text[start + len(code) :][:12]):
            kind = cue or (kinds.PHONE if _phone(code) else kinds.ID)
            yield Find(start, start + len(code), _sure(kind, code), "a number or code", CODED)


def nearest(before: str) -> str | None:
    """Return the kind of code that the words `before` a place announce, if any."""
    return _cue(before[-REACH:])


def _cue(before: str) -> str | None:
    found = [(_CUES[int((match.lastgroup or "k0")[1:])][0], match[0].casefold()) for match in _CUE.finditer(before)]
    telling = [kind for kind, word in found if word not in _VAGUE]
    return telling[-1] if telling else found[-1][0] if found else None


def _counts(code: str, cue: str | None, after: str) -> bool:
    """Tell whether `code` may single someone out, rather than be an amount, a time or a score."""
    digits = sum(letter.isdigit() for letter in code)
    if _PLAIN.fullmatch(code):
        return bool(cue) and digits >= 4 and code.isdigit() and not _year(code) and not _MONEY.match(after)
    if digits < 3 or _MONEY.match(after):
        return False
    return digits >= 5 or cue is not None or any(letter.isalpha() for letter in code)


def _year(code: str) -> bool:
    return len(code) == 4 and code[:2] in ("18", "19", "20")


def _phone(code: str) -> bool:
    """Tell whether `code` is written as telephone numbers are."""
    digits = re.sub(r"\D", "", code)
    grouped = re.fullmatch(r"\+?[\d() .-]+", code) is not None
    return grouped and 7 <= len(digits) <= 15 and (len(digits) > 8 or not code.isdigit() or code[0] in "0+")


def _sure(kind: str, code: str) -> str:
    """Return `kind`, unless `code` has the form of a telephone number and the kind is one that such a form belies."""
    return kinds.PHONE if kind in (kinds.ID, kinds.ACCOUNT) and _phone(code) and code[0] in "0+(" else kind
