"""People by the words around their names: titles, kinship, introductions."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from analyzer.redaction import kinds
from analyzer.redaction.found import NAMED, Find
from analyzer.redaction.lexicon import base, listed
from analyzer.redaction.scene import Scene
from analyzer.redaction.tokens import Word

TITLES = listed(
    """mr mrs ms miss mx dr doctor prof professor sir dame father sister brother pastor reverend rev rabbi imam judge
    officer sergeant sgt detective constable pc ds dc di inspector captain nurse uncle aunt auntie aunty nan
    granny grandma grandpa grandad nana coach principal lady lord madam madame monsieur herr frau señor señora
    senor senora dona doña don mister missus garda deacon bishop lieutenant colonel major private corporal"""
)
KIN = listed(
    """sister brother mum mom mam mother dad father wife husband partner boyfriend girlfriend fiance fiancee son
    daughter baby aunt auntie uncle cousin nephew niece friend mate flatmate roommate housemate neighbour
    neighbor boss manager supervisor teacher therapist counsellor counselor doctor psychiatrist colleague
    coworker ex stepdad stepmum stepmom stepson stepdaughter grandson granddaughter grandmother grandfather
    godmother godson twin sponsor lawyer solicitor landlord assistant nanny babysitter midwife caseworker
    keyworker bestie dog cat puppy horse girl boy lad bloke guy woman man lady kid child brother-in-law
    sister-in-law nan nana nanna gran granny grandma grandpa grandad granddad grandfather papa stepsister
    stepbrother mother-in-law father-in-law son-in-law daughter-in-law half-brother half-sister"""
)
KINSHIP, TITLE = "a word of kinship before it", "a title before it"
_SELF = (
    *(
        ("i'm",),
        ("i", "am"),
        ("im",),
        ("my", "name", "is"),
        ("my", "name's"),
        ("call", "me"),
        ("calls", "me"),
        ("called", "me"),
    ),
    *(("me", "as"), ("name's",), ("i", "was", "called"), ("i", "go", "by")),
)
_OTHER = (
    *(
        ("called",),
        ("named",),
        ("name", "is"),
        ("name", "was"),
        ("known", "as"),
        ("called", "him"),
        ("called", "her"),
        ("call", "him"),
    ),
    *(
        ("call", "her"),
        ("calls", "him"),
        ("calls", "her"),
        ("calls", "himself"),
        ("calls", "herself"),
        ("this", "is"),
        ("is", "that"),
        ("name", "of"),
    ),
)
_STRONG = (*_OTHER[:2], *_SELF[3:6], ("name", "is"), ("name", "was"))
ACTS = listed(
    """said says goes went told tells thinks thought wants wanted is was has had came comes rang rings texted called
    calls gets got knows knew likes loves hates left lives looked looks asked asks never always just didn't
    doesn't isn't wasn't hasn't hadn't and moved took walked ran sat stood died drove bought made gave put sent wrote
    met married kept picked dropped started stopped turned threw hit kissed hugged cried laughed smiled nodded hears
    lent
    helped texted emailed lived worked drank ate slept fell lost found does"""
)
RARELY = listed(
    """will may rich star summer winter autumn sky major noble unique river rod chip page honey buddy baby bunny candy
    gay so just like um uh not still really"""
)
_WHOSE = listed("my his her our their your a the")
_SPANS = listed("de van von der den da di del la le bin ibn al el dos das do san mac ni nic o y e")
_TIMELY = listed("jan june april may august summer autumn easter christmas")
"""Times that are given names too."""
_FORMS = ("", " ", ". ", ", ")


def people(words: Sequence[Word], scene: Scene) -> Iterator[Find]:
    """Find names that follow a title, a word of kinship or an introduction, or are said to be a relative."""
    for place, word in enumerate(words[:-3]):
        verb, whose, kin = (other.folded for other in words[place + 1 : place + 4])
        if verb in ("is", "was") and whose in _WHOSE and base(kin) in KIN and _relative(word, scene):
            yield Find(word.start, bare_end(word), kinds.PERSON, KINSHIP, NAMED)
    for place, word in enumerate(words[1:], start=1):
        before = words[place - 1]
        led = tuple(other.folded.replace("’", "'") for other in words[max(0, place - 3) : place])
        if base(before.folded) in KIN and word.gap in (" ", ", ") and _name(word, scene, strong=False):
            yield _find(words, place, scene, kinds.PERSON, KINSHIP)
        elif before.folded in TITLES and word.gap in (" ", ". ") and _name(word, scene, strong=True):
            yield _find(words, place, scene, kinds.PERSON, TITLE)
        elif before.folded in ("mr", "mrs", "ms", "miss") and word.capital and len(word.text) == 1 and scene.cased:
            yield Find(word.start, word.end, kinds.PERSON, TITLE, NAMED)
        elif word.gap in (" ", ", ") and (kind := _introduced(led, word, scene)):
            yield _find(words, place, scene, kind, "an introduction")


def _relative(word: Word, scene: Scene) -> bool:
    """Tell whether a word before "is my sister" can be a name, even at the head of a sentence."""
    lexicon, bare = scene.lexicon, base(word.folded)
    if scene.cased and not word.capital:
        return False
    return not lexicon.stays(bare) and bare not in RARELY and (lexicon.is_given(bare) or not lexicon.ordinary(bare))


def _introduced(led: tuple[str, ...], word: Word, scene: Scene) -> str:
    """Return the kind of a name that the words `led` before it introduce; empty if they do not."""
    ends = [form for form in (*_SELF, *_OTHER) if led[-len(form) :] == form]
    monthly = bool(ends) and ends[0][0] != "i'm" and ends[0] in _SELF and scene.lexicon.is_given(word.folded)
    short = monthly and word.capital and not word.opening and word.folded in _TIMELY
    if not ends or not (short or _name(word, scene, strong=any(form in _STRONG for form in ends))):
        return ""
    own = any(form in _SELF for form in ends) or (led[-2:] == ("this", "is") and scene.of_therapist)
    if own and scene.of_client:
        return kinds.CLIENT
    return kinds.THERAPIST if own and scene.of_therapist and ends[0] not in _SELF[5:8] else kinds.PERSON


def _name(word: Word, scene: Scene, *, strong: bool) -> bool:
    """Tell whether `word` can be a name where one is expected; `strong`: hardly anything else is to be expected."""
    lexicon = scene.lexicon
    if lexicon.stays(word.folded) or len(word.folded) < 2:
        return False
    if scene.cased:
        acronym = word.text.isupper() and len(word.text) < 5
        return (
            word.capital
            and not acronym
            and not word.opening
            and (strong or not lexicon.ordinary(word.folded) or lexicon.is_given(word.folded))
        )
    if word.folded in RARELY or base(word.folded) in RARELY:
        return False
    if lexicon.ordinary(word.folded):
        return lexicon.is_given(word.folded)
    return strong or lexicon.is_name(word.folded) or len(word.folded) > 2


def _find(words: Sequence[Word], place: int, scene: Scene, kind: str, why: str) -> Find:
    last = place
    while last + 1 < len(words) and goes_on(words, last + 1, scene):
        last += 1
    return Find(words[place].start, bare_end(words[last]), kind, why, NAMED)


def goes_on(words: Sequence[Word], place: int, scene: Scene) -> bool:
    """Tell whether the word at `place` belongs to the name before it."""
    word = words[place]
    if word.gap not in (" ", ". ", "-") or base(words[place - 1].folded) != words[place - 1].folded:
        return False
    if word.folded in _SPANS and scene.cased:
        return place + 1 < len(words) and words[place + 1].capital and words[place + 1].gap == " "
    if scene.cased:
        initial = word.gap != ". " or len(words[place - 1].text) == 1
        return word.capital and initial and not scene.lexicon.stays(word.folded)
    return scene.lexicon.is_name(word.folded)


def bare_end(word: Word) -> int:
    """Return where a name ends, without a possessive after it."""
    return word.start + len(base(word.text.replace("\N{RIGHT SINGLE QUOTATION MARK}", "'")))
