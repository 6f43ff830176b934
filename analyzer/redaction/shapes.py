"""Shapes: identifiers known by their form alone, such as e-mail addresses, or by the words of an address."""

from __future__ import annotations

import re
from collections.abc import Iterator

from analyzer.redaction import kinds
from analyzer.redaction.found import SHAPED, Find
from analyzer.redaction.lexicon import listed

_TLD = (
    r"(?:com|org|net|edu|gov|mil|int|info|biz|app|dev|io|ai|co|me|tv|uk|us|ie|au|nz|ca|de|fr|es|it|nl|be|ch|at"
    r"|se|no|dk|fi"
    r"|pl|pt|in|za|br|mx|jp|cn|kr|ru|eu|health|care|clinic|online|site|shop|blog|test|example|local|invalid)"
)
_HOST = rf"(?:[A-Za-z0-9](?:[A-Za-z0-9-]{{0,61}}[A-Za-z0-9])?\.){{1,5}}{_TLD}"
_NAMED = (
    r"(?:street|st|avenue|ave|av|road|rd|lane|ln|drive|dr|close|court|ct|way|place|pl|terrace|terr|grove|parade"
    r"|pde|crescent"
    r"|cres|boulevard|blvd|row|square|sq|gardens|gdns|mews|walk|hill|rise|quay|wharf|circle|cir|highway|hwy"
    r"|parkway|pkwy"
    r"|trail|trl|alley|esplanade|vale|green|park|bypass|gate|brow|fold|croft|wynd|brae|yard|mount|crest|view|villas"
    r"|ridge|loop|buildings|cottages|strand|promenade|broadway|turnpike|pike|path|end|bank|chase|drove)"
)
_LONG = (
    r"(?:Street|Avenue|Road|Lane|Drive|Close|Court|Terrace|Grove|Parade|Crescent|Boulevard|Row|Mews|Highway"
    r"|Parkway|Quay"
    r"|St|Ave|Rd|Ln|Blvd|Cres|Gardens)"
)
_CAP = r"[A-ZÀ-Þ][\w'’.-]{0,24}"
_UNIT = r"(?:(?:flat|apt|apartment|unit|suite|ste|room|no|number|#)\.?\s?#?\d{1,5}[A-Za-z]?|#\d{1,5}[A-Za-z]?)"
_TIMES = r"(?:January|February|March|April|May|June|July|August|September|October|November|December|\w+day|[AP]M)\b"
_STATE = (
    "AL|AK|AZ|AR|CA|CO|CT|DE|FL|GA|HI|ID|IL|IN|IA|KS|KY|LA|ME|MD|MA|MI|MN|MS|MO|MT|NE|NV|NH|NJ|NM|NY|NC|ND|OH|OK|OR|PA|RI"
    "|SC|SD|TN|TX|UT|VT|VA|WA|WV|WI|WY|DC"
)
_HOUSE = r"\d{1,5}[A-Za-z]?(?:[-/]\d{1,5}[A-Za-z]?)?"
_STREET = rf"(?:[NSEW]{{1,2}}\.?\s)?(?:{_CAP}\s){{1,4}}?(?i:{_NAMED})\b\.?(?:\s[NSEW]{{1,2}}\b)?"
_FOREIGN = r"[A-ZÀ-Þ][\w'’-]{2,30}(?:stra(?:ß|ss)e|str\.|weg|gasse|allee|platz|straat|laan|gatan|vej|ulica)"
_ROMANCE = (
    r"(?:[Rr]ue|[Cc]alle|[Vv]ia|[Rr]ua|[Aa]venida|[Uu]l\.|[Pp]laza|[Pp]iazza)\s(?:d[aeiou]s?l?\s(?:l[ao]s?\s)?)?" + _CAP
)

_SHAPES: tuple[tuple[str, str, str], ...] = (
    (kinds.URL, "a web address", r"\bhttps?://[^\s<>\"']{1,300}|\bwww\.[^\s<>\"']{1,300}"),
    (kinds.EMAIL, "an e-mail address", rf"\b[\w.+'-]{{1,64}}@{_HOST}\b"),
    (
        kinds.EMAIL,
        "a spoken e-mail address",
        rf"(?i)\b[\w-]{{2,30}}(?:\s(?:dot|underscore"
        rf"|dash)\s[\w-]{{1,30}}){{0,3}}\sat\s[\w-]{{2,30}}(?:\sdot\s{_TLD}){{1,3}}\b",
    ),
    (
        kinds.IMAGE,
        "a picture's file name",
        r"(?i)\b[\w&+-]{1,60}\.(?:jpe?g|png|heic|gif|bmp|tiff?|webp|mp4|mov|avi|raw)\b",
    ),
    (kinds.URL, "a web address", rf"\b{_HOST}(?:/[^\s<>\"']{{0,200}})?(?![\w@])"),
    (kinds.IP, "an IP address", r"(?<![\d.])(?:\d{1,3}\.){3}\d{1,3}(?![\d.]\d)"),
    (kinds.DEVICE, "a hardware address", r"\b[0-9A-Fa-f]{2}(?:[:-][0-9A-Fa-f]{2}){5}\b"),
    (kinds.IP, "an IP address", r"(?i)(?<![\w:])(?:[0-9a-f]{1,4}:){2,7}(?::?[0-9a-f]{1,4}){1,7}(?![\w:])"),
    (kinds.HANDLE, "a name used online", r"(?<![\w@.])@[A-Za-z_][\w.]{1,40}\b"),
    (kinds.HANDLE, "a name used online", r"\b(?=[\w.]{4,40}\b)[A-Za-z][A-Za-z0-9]*(?:_[A-Za-z0-9]+)+\b"),
    (
        kinds.HANDLE,
        "a name used online",
        r"(?i)\b(?:handle|user ?name|screen ?name|gamer ?tag|log-?in)(?:'s| is| was|:)?(?: \w{2,12}){0,2}?"
        r" (?P<it>(?=\S{0,40}[\d_.]\w)[a-z][\w.]{2,40}\w)\b",
    ),
    (kinds.NATIONAL, "a social security number", r"(?<![\d-])\d{3}-\d{2}-\d{4}(?![\d-])"),
    (kinds.NATIONAL, "a national insurance number", r"\b[A-Z]{2} ?\d{2} ?\d{2} ?\d{2} ?[A-D]\b"),
    (kinds.NATIONAL, "a tax number", r"(?<!\d)\d{3}\.\d{3}\.\d{3}-\d{2}(?!\d)"),
    (kinds.ACCOUNT, "a sort code", r"(?i)\bsort code(?:'s| is|:|,)? (?P<it>\d\d[- ]?\d\d[- ]?\d\d)\b"),
    (kinds.ACCOUNT, "a bank account number", r"\b[A-Z]{2}\d{2}(?: ?[A-Z0-9]{4}){2,7}(?: ?[A-Z0-9]{1,4})?\b"),
    (kinds.ACCOUNT, "a card number", r"(?<![\d-])\d{4}(?:[ -]?\d{4}){2}[ -]?\d{1,4}(?![\d-])"),
    (
        kinds.ADDRESS,
        "an address",
        rf"(?i:\b{_UNIT},?\s)?(?<!\w){_HOUSE},?\s{_STREET}(?:,?\s(?i:{_UNIT}))?",
    ),
    (kinds.ADDRESS, "an address", rf"\b(?:{_FOREIGN}|{_ROMANCE})(?:,?\s{_HOUSE})?\b"),
    (kinds.ADDRESS, "an address", rf"(?<!\w){_HOUSE},?\s(?:{_FOREIGN}|{_ROMANCE})\b"),
    (kinds.ADDRESS, "a street", rf"(?:\b{_CAP}\s){{1,3}}?{_LONG}\b"),
    (
        kinds.ADDRESS,
        "an address",
        r"\b\d{1,5}[a-z]? (?:(?!(?:on|the|a|of|in|my|down|up|at|to|and|for|or|that|minutes?|hours?|years?|days?"
        r"|times?) )"
        r"[a-z']{2,20} ){1,3}(?:street|avenue|road|lane|drive|close|terrace|crescent|boulevard|grove"
        r"|parade|row|court|way|place|gardens|hill)\b(?:,? (?:flat|apt|apartment|unit) \w{1,4}\b)?",
    ),
    (
        kinds.ADDRESS,
        "an address",
        rf"(?i:\b{_UNIT},?\s)?(?<!\w){_HOUSE} (?!{_TIMES}){_CAP}(?: {_CAP})?, (?:first|second|third|fourth|fifth|ground"
        r"|top) floor\b",
    ),
    (
        kinds.ADDRESS,
        "an address",
        r"\b(?i:address(?:'s| is|,|:)?|live[sd]? (?:over )?at|living at|stay(?:s|ed|ing)? at|moved? (?:in )?to|born at)"
        rf" (?P<it>(?i:{_UNIT},?\s)?{_HOUSE} (?!{_TIMES}){_CAP}(?: {_CAP})?)",
    ),
    (kinds.ADDRESS, "a flat", r"(?i)\b(?:flat|apt\.?|apartment|suite|unit|lot)\s(?:no\.? ?)?#?\d{1,5}[a-z]?\b"),
    (
        kinds.ORGANISATION,
        "a unit with a number",
        r"\b(?:[Ww]ard|Ladder|Engine|Squad|Precinct|Troop|Battalion|Station|Local) \d{1,4}[A-Z]?\b",
    ),
    (
        kinds.ADDRESS,
        "a corner",
        rf"\b(?:{_CAP} (?:and|&) \d{{1,3}}(?:st|nd|rd|th)|\d{{1,3}}(?:st|nd|rd|th) (?:and|&) {_CAP})\b",
    ),
    (kinds.ACCOUNT, "a long code", r"\b(?=[a-z]{0,30}\d)[a-z0-9]{26,70}\b"),
    (
        kinds.HANDLE,
        "a name used online",
        r"\b(?=[\w.]{0,30}[\d_])[a-z][a-z0-9]{1,20}(?:[._][a-z0-9]{1,20}){1,3}\b(?!\.\w)",
    ),
    (kinds.ADDRESS, "a box number", r"(?i)\bp\.?\s?o\.?\sbox\s\d{1,7}\b"),
    (
        kinds.ADDRESS,
        "a road",
        r"\b(?:US|I|SR|CR|(?:County|State|Farm) (?:Road|Route)|Route|Rte|Rt|Highway|Hwy|Interstate|Junction|Exit)"
        r"[ -]?\d{1,4}[A-Z]?\b"
        r"|(?<=[Tt]he )[AMBN]\d{1,4}\b",
    ),
    (
        kinds.ADDRESS,
        "a street",
        r"(?:(?<=\bon )|(?<=\bat )|(?<=\bof )|(?<=\boff )|(?<=\bdown )|(?<=\balong ))(?!the|a|my|that|this|our"
        r"|your|his|her|their|its|some|every|each|any|one|which)[a-z]{4,20}"
        r" (?:street|avenue|road|lane|drive|close|terrace|crescent|boulevard)\b",
    ),
    (kinds.POSTCODE, "a postcode", r"\b(?:GIR ?0AA|[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2})\b"),
    (kinds.POSTCODE, "a postcode", r"\b[ABCEGHJ-NPRSTVXY]\d[A-Z] ?\d[A-Z]\d\b"),
    (kinds.POSTCODE, "a postcode", r"\b[AC-FHKNPRTV-Y]\d[\dW] ?[0-9AC-FHKNPRTV-Y]{4}\b(?<=\d[\dW] [0-9A-Z]{4})"),
    (
        kinds.POSTCODE,
        "a postcode",
        r"(?<=[a-z], )\d{5}(?:-\d{4})?(?!\w)(?=[.,;]|$)"
        r"|(?i:zip(?: ?code)?(?:'s| is|:)? )(?P<it>\d{5}(?:-\d{4})?)\b",
    ),
    (kinds.POSTCODE, "a postcode", rf"\b(?:{_STATE}) (?P<it>\d{{5}}(?:-\d{{4}})?)\b"),
    (kinds.VEHICLE, "a vehicle number", r"\b(?=[A-HJ-NPR-Z]{0,16}\d)[A-HJ-NPR-Z0-9]{11}\d{6}\b"),
    (
        kinds.VEHICLE,
        "a number plate",
        r"(?i:\b(?:plates?|reg|registration|tags?)\b[^.?!]{0,14}?[ ,])"
        r"(?P<it>(?=[A-Z0-9 -]{0,8}\d)[A-Z0-9]{1,4}(?:[- ]?[A-Z0-9]{1,5}){1,2})\b",
    ),
    (
        kinds.ID,
        "letters and digits mixed",
        r"\b(?=[A-Z-]{0,9}\d)(?=[A-Z0-9-]{6})[A-Z]{2,8}-?[A-Z]{0,4}\d{1,4}[A-Z]{1,6}\d{0,4}\b",
    ),
    (kinds.VEHICLE, "a number plate", r"\b[A-Z]{2}\d{2} ?[A-Z]{3}\b"),
)
_COMPILED = tuple((kind, why, re.compile(pattern)) for kind, why, pattern in _SHAPES)
_STREETLESS = listed("the a this that my your our his her no every what which one same right wrong on in by of")


def shapes(text: str) -> Iterator[Find]:
    """Find identifiers in `text` that their form gives away; earlier shapes prevail over later ones."""
    for order, (kind, why, pattern) in enumerate(_COMPILED):
        for match in pattern.finditer(text):
            start, end = match.span("it") if "it" in pattern.groupindex and match["it"] else match.span()
            if not _false(text[start:end], kind):
                yield Find(start, end - len(_tail(text[start:end], kind)), kind, why, SHAPED + order)


def _tail(found: str, kind: str) -> str:
    """Return the punctuation of the sentence at the end of a web address."""
    return found[len(found.rstrip(".,;:!?)")) :] if kind == kinds.URL else ""


def _false(found: str, kind: str) -> bool:
    """Tell whether what has a form is plainly something else."""
    if kind == kinds.ADDRESS:
        return found.split()[0].casefold() in _STREETLESS
    if kind == kinds.IP and ":" not in found:
        return any(int(part) > 255 for part in found.split("."))
    return kind == kinds.IP and "::" not in found and found.count(":") < 7
