"""Groups and places by their head words: schools, employers, other organisations, and landmarks."""

from __future__ import annotations

import re
from collections.abc import Iterator

from analyzer.redaction import kinds
from analyzer.redaction.found import GROUPED, Find
from analyzer.redaction.lexicon import fold, listed
from analyzer.redaction.scene import Scene

_HEADS = {
    kinds.SCHOOL: """University College School Academy Primary Elementary Middle High Secondary Comprehensive Prep
    Preparatory
        Grammar Kindergarten Nursery Infants Juniors Preschool Polytechnic Seminary Tech Uni""",
    kinds.EMPLOYER: """Ltd Limited Inc LLC LLP PLC Corp Corporation Company Logistics Bakery Foundry Scaffolding
    Motors Bank
        Solutions Systems Partners Associates Industries Services Builders Plumbing Electric Electrical Construction
        Transport
        Foods Engineering Consulting Consultants Solicitors Stores Salon Technologies Holdings Enterprises Airlines
        Haulage Roofing
        Landscaping Catering Joinery Steel Mills Works Press Brewery Dairy Farms Studios Pharmacy Insurance Realty""",
    kinds.ORGANISATION: """Hospital Clinic Surgery Ward Unit Infirmary Hospice Medical Centre Center Church Chapel
    Cathedral Temple
        Mosque Synagogue Tabernacle Parish Lodge House Home Foundation Trust Fertility Health Healthcare Regional
        General Group
        Society Club Arms Inn Tavern Bar Cafe Café Restaurant Hotel Practice Council Association Fellowship
        Ministries Counseling
        Counselling Rehab Recovery Union Gym Theatre Theater Museum Library Court Courthouse Prison Shelter""",
    kinds.PLACE: """Bridge Station Beach County Bay Heath Causeway Airport Island Valley Mountain Mountains River
    Estate Mall Lake
        Creek Falls Springs Forest Common Gateway Village Park Hills Hill Woods Wood Reservoir Pier Harbour Harbor
        Cemetery
        Crematorium Heights Junction Plaza Fields Point Township Borough Parish Beck Moor Glen Loch Ranch Pines Ridge
        Cross""",
}
_KIND = {word: kind for kind, words in _HEADS.items() for word in words.split()}
_CAP = r"[A-ZÀ-Þ][\w'’&-]{0,24}"
_GROUP = re.compile(
    rf"\b{_CAP}(?: (?:{_CAP}|&|and|of|the|for|de|la)(?= )){{0,5}} (?P<head>{'|'.join(_KIND)})\b(?: (?:School"
    rf"|College|Church|Hospital|Park|Center|Centre)\b)?"
)
_LED = re.compile(
    rf"\b(?:Lake|Fort|Mount|Mt\.?|Port|Camp|Isle of|University of|College of|School of|Church of|Bank of"
    rf"|Our Lady of(?: the)?|(?:St|Saint)\.?) {_CAP}(?: {_CAP}){{0,2}}"
)
_WORK = re.compile(
    r"\b(?:work(?:s|ed|ing)?|jobs?|employed|temp(?:s|ed|ing)?|hired|fired|sacked|laid off|intern(?:ed|ing)?"
    r"|contract(?:ed|ing)?|shifts?|manager"
    rf"|supervisor|career|redundant|suspended|retired|drive|drove|position|interview) (?:at|for|by|from|with"
    rf"|over at|down at|in|out of) (?:the )?(?P<it>{_CAP}(?: (?:{_CAP}|&|and(?= [A-Z]))){{0,4}})"
)
_STUDY = re.compile(
    r"\b(?:stud(?:y|ies|ied|ying)|student|pupil|enrolled|graduated|degree|PhD|teach(?:es|ing)?|taught|lecturer"
    r"|freshman|sophomore|senior|junior|course|year)"
    rf"(?: \w+){{0,2}} (?:at|from|in) (?P<it>{_CAP}(?: {_CAP}){{0,3}})"
)
_UNCASED = re.compile(
    r"\b(?:at|to|from|for) (?P<it>[a-z']{3,20}(?: [a-z']{3,20}){0,2} (?P<head>school|academy|college|university"
    r"|primary|high|elementary|middle"
    r"|hospital|clinic|surgery|infirmary|church|hospice|foundry|logistics|bakery|motors))\b"
)
_SAINT = re.compile(r"\b(?:at|to|from|in|near) (?P<it>(?:saint|st\.?) [a-z']{3,20})\b")
_LETTERS = re.compile(r"\b(?:at|work(?:s|ed|ing)? (?:for|with)|job (?:at|with|for)) (?P<it>[A-Z]{3,5})\b")
_SCHOOLS = listed("school academy college university primary high elementary middle")
_DESCRIBED = listed(
    """the a an my his her our their your this that another any some every no which old new big little local private
    public state summer boarding nursing medical med law art night sunday high primary middle elementary
    secondary grammar pre community going get got been was were is are and with into back start be drop stay
    come leave graduate finish all day good bad real driving beauty catholic methodist baptist school work
    whatever someone work you him them me"""
)
_OF = re.compile(
    r"\b(?:in|to|from|near|at|through|outside|of) (?:the )?"
    rf"(?P<it>{_CAP}(?: (?:of|upon|under|le|in|on)(?: the| sea)? {_CAP}))"
)
_TOGETHER = re.compile(rf"\b{_CAP} & {_CAP}(?: {_CAP})?")
_GENERIC = listed(
    """the a an my our this that his her your high middle primary elementary secondary grammar junior senior private
    public state local medical general health social and but so if in on at when"""
)


def groups(text: str, scene: Scene) -> Iterator[Find]:
    """Find schools, employers, organisations and landmarks that `text` names with capitals."""
    if not scene.cased:
        yield from _small(text)
        return
    for match in _GROUP.finditer(text):
        start = _begin(text, match.start(), match.end(), scene)
        if start < match.start("head"):
            yield Find(start, match.end(), _KIND[match["head"]], "its last word", GROUPED)
    for match in _LED.finditer(text):
        kind = (
            kinds.PLACE
            if match[0].split()[0].rstrip(".") in ("Lake", "Fort", "Mount", "Mt", "Port", "Camp", "Isle")
            else kinds.ORGANISATION
        )
        yield Find(match.start(), match.end(), kind, "its first word", GROUPED)
    for match in _LETTERS.finditer(text):
        if not scene.lexicon.stays(fold(match["it"])):
            yield Find(*match.span("it"), kinds.ORGANISATION, "letters where one is at work", GROUPED + 3)
    for match in _OF.finditer(text):
        yield Find(*match.span("it"), kinds.PLACE, "the words before it", GROUPED + 3)
    for match in _TOGETHER.finditer(text):
        yield Find(*match.span(), kinds.ORGANISATION, "two names joined", GROUPED + 1)
    for pattern, kind in ((_WORK, kinds.EMPLOYER), (_STUDY, kinds.SCHOOL)):
        for match in pattern.finditer(text):
            if _named(match["it"], scene):
                yield Find(*match.span("it"), kind, "the words before it", GROUPED + 2)


def _small(text: str) -> Iterator[Find]:
    """Find schools and the like in talk without capitals, where a name stands right after at, to, from, for."""
    for match in _SAINT.finditer(text):
        yield Find(*match.span("it"), kinds.ORGANISATION, "its first word", GROUPED)
    for match in _UNCASED.finditer(text):
        if not _DESCRIBED.intersection(match["it"].split()[:-1]):
            kind = kinds.SCHOOL if match["head"] in _SCHOOLS else kinds.ORGANISATION
            yield Find(*match.span("it"), kind, "its last word", GROUPED)


def _begin(text: str, start: int, end: int, scene: Scene) -> int:
    """Move `start` past words that only open the sentence, or say what kind of thing it is."""
    while start < end:
        word = re.match(r"[\w'’.&-]+", text[start:end])
        if word is None or not _passing(word[0], text[:start], scene):
            return start
        start = min(start + word.end() + 1, end)
    return end


def _passing(word: str, before: str, scene: Scene) -> bool:
    folded = fold(word)
    opening = not before.strip() or before.rstrip()[-1] in '.?!:"“'
    return (
        folded in _GENERIC
        or (folded in scene.lexicon.kept and folded not in ("st", "saint") and folded not in _SHOPS)
        or (opening and scene.lexicon.ordinary(folded) and not scene.lexicon.is_given(folded))
    )


def _named(words: str, scene: Scene) -> bool:
    """Tell whether capitalised `words` are no person, country, language or time."""
    first = fold(words.split()[0]).rstrip(".")
    if scene.lexicon.is_given(first) or len(first) < 3:
        return False
    return not scene.lexicon.stays(first) or first in _SHOPS


_SHOPS = listed(
    """zoom microsoft google facebook amazon netflix apple samsung starbucks mcdonald's mcdonalds costa greggs tesco
    sainsbury's sainsburys asda aldi lidl morrisons waitrose boots superdrug ikea primark argos walmart target
    costco walgreens cvs ford toyota honda nissan bmw volvo audi uber lyft bbc cnn spotify disney"""
)
