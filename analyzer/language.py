"""Language: whether a talk, and each turn of it, is in English, judged by the small words that sentences need."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from analyzer.asides import spoken
from analyzer.matching import CATEGORIES
from analyzer.session import ENGLISH

UNKNOWN = "und"
"""A language that is not English, and none of those told apart here (ISO 639: undetermined)."""


def _listed(words: str) -> frozenset[str]:
    return frozenset(words.split())


_WORDS = {
    "en": "the and to of a i you it that in is was for but so have not what with do be on my just like know think"
    " yeah yes no okay well oh right mm hmm",
    "de": "ich und das die der ist nicht sie es du ja zu wir auch ein eine mit aber wie den was haben auf dass noch",
    "fr": "je et de le la les est pas que vous il elle un une c'est des en ne mais dans pour ça qui avec oui tu on",
    "es": "que de no la y el en lo es un por me una los con para se pero yo mi si como qué sí está usted bien",
    "it": "che di non e la il un è mi per una in ho ma sono si con lo come anche perché più io cosa mia sì ha",
    "pt": "que de não e o a eu um uma é para com mas se os do da em por me você isso sim mais como está meu",
    "nl": "ik en het de een dat van niet je is maar ja in met te zijn heb wat voor ook dan als die er wel hij",
    "sv": "jag och det att är en som inte har på du för med så men var om man den vi ja kan till av ett vad",
    "da": "jeg og det at er en som ikke har på du for med så men var om man den vi ja kan til af et hvad være mig",
    "nb": "jeg og det at er en som ikke har på du for med så men var om man den vi ja kan til av et hva være meg",
    "fi": "minä ja se on ei että en hän niin mutta oli kun mitä mä sä sen ole olen vain sitten myös kuin joo nyt jos",
    "pl": "nie i to się w że na jest co mi tak ja jak z ale do mam już czy bo było dla mnie o pan pani",
    "cs": "a je to se že na ne já ale v jak tak co mi by si jsem s do když už ano mě jsme nebo pro jako bylo",
    "ro": "și nu că de la o în mai să e este eu am cu ce dar pe mă un din ca sunt așa da pentru era care mi",
    "hu": "a az és nem hogy is van ez én de egy azt meg csak mert ha már volt mi nagyon igen kell vagy itt most",
    "hr": "je i da se ne u to na sam što kako ali mi li a si su za od ja me bi nije kao sve samo ako ona on",
    "tr": "bir ve bu ben da de ne için o çok var evet ama hayır gibi mi sen daha bana şey benim değil",
    "id": "yang dan saya di itu tidak ini dia ada untuk dengan aku kamu ke dari kalau tapi apa sudah bisa mau juga",
    "ru": "я и не что в на это как с ну мне он она но да так у вы был то меня бы по все же мы о нет",
    "uk": "я і не що в на це як з ну мені він вона але так у ви був то мене би по все ж ми про ні та є",
    "bg": "аз и не че в на това как с ми той тя но да така у ти е се за си какво сме от съм ли като те",
    "el": "και το να είναι δεν εγώ με που για θα τι μου σου ότι αλλά ναι στο την της ένα αυτό από τα οι όχι",
    "he": "אני את לא זה של על הוא היא מה אז כן עם אבל יש גם כי לי אתה היה אם שלי כל",
    "ar": "أنا في من لا على هذا ما أن إلى هو هي كان عن مع لكن نعم يا لي كل هل أنت ذلك",
}
_MORE = {
    "de": "mir mich dich dir bin hat habe war kann gut sehr nein doch wenn immer mein meine heute geht nur so dann",
    "fr": "suis j'ai ai moi mon ma j'étais très bien alors quand pourquoi comment fait sais non rien tout",
    "es": "estoy tengo nada muy cuando porque eso ella él mamá siento sé puedo quiero le te su tan hoy",
    "it": "sto mio tutto niente molto quando allora bene cosa sento so va ancora solo lei lui",
    "pt": "não estou tenho nada muito quando porque ela ele minha mãe acho sei tudo foi hoje",
    "nl": "mijn mij niet geen nu waarom goed gaat kan maar weet nog heel was ben",
    "pl": "jestem jej jego nic bardzo kiedy dlaczego wiem moja mój dobrze teraz mama",
    "tr": "ben bana nasıl iyi neden hiç annem şimdi biliyorum zaman",
}
"""Further words that tell a language in a turn of few words."""
_SCRIPTS = {
    "ja": re.compile(r"[\u3040-\u30ff]"),
    "ko": re.compile(r"[\uac00-\ud7af]"),
    "zh": re.compile(r"[\u4e00-\u9fff]"),
    "hi": re.compile(r"[\u0900-\u097f]"),
    "th": re.compile(r"[\u0e00-\u0e7f]"),
}
"""Scripts that tell a language without its words; kana come before the characters that Japanese shares with Chinese."""
_AMBIGUOUS = _listed(
    """
    die den man men fin kan pan bo ben sam van per con sin son come care are am more era um em pour
    bin hat war gut so bien ma mi da ha la los las le les un une do de el va sto te kind
    le su mm hm ah oh eh ok okay no in is as at me on plus
    """
)
"""Words of other languages that stand in English talk too; they tell nothing of a turn."""
_ENGLISH = (
    frozenset(" ".join([_WORDS["en"], *CATEGORIES.values()]).split())
    | _listed(
        "i'm i've i'd i'll it's that's don't didn't can't hi hello thanks thank sorry please good bad feel felt think"
        " want said say go went come came time day mum mom dad good better nothing see saw get got never why where"
        " going there's what's he's she's they're we're you're isn't wasn't yep nope uh um gonna"
    )
) - frozenset(["me", "no", "a", "on", "in", "is", "as", "at", "per", "plus", "an"])
_OWN = {
    code: frozenset(
        word
        for word in f"{known} {_MORE.get(code, '')}".split()
        if word not in _ENGLISH | _AMBIGUOUS and (len(word) > 1 or not word.isascii())
    )
    for code, known in _WORDS.items()
    if code != ENGLISH
}
_SHARED = 0.12
"""Least share of a language's small words in its talk, below which a talk is in no language known here."""
_LEAST = 30
"""Fewest words that tell a language, unless they are plainly those of another than English."""
_BARE = 12
"""Words of English talk among which at least one is a small word."""
_SAMPLE = 5_000
_TOKEN = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)?")


def language(texts: Iterable[str]) -> str:
    """Return the code of the language of `texts`: English unless they plainly are not; too few words are English."""
    words: list[str] = []
    for text in texts:
        words += _tokens(text)
        if len(words) > _SAMPLE:
            break
    if not words:
        return ENGLISH
    shares = {code: _share(words, known) for code, known in _WORDS.items()}
    best = max(shares, key=lambda code: (shares[code], code == ENGLISH))
    if _foreign_script(words):
        return _scripted(words) or (best if shares[best] >= _SHARED else UNKNOWN)
    if len(words) < _LEAST:
        return _short(words)
    return best if shares[best] >= _SHARED else UNKNOWN


def foreign(texts: Sequence[str]) -> dict[int, str]:
    """Return the language of each of the turns `texts` that is plainly not in English, by place.

    A word or two between turns in another language is taken for that language.
    """
    told = [_turn(_tokens(text)) for text in texts]
    for place in range(1, len(told) - 1):
        before, after = told[place - 1], told[place + 1]
        if not told[place] and before and before == after and not set(_tokens(texts[place])) & _ENGLISH:
            told[place] = before
    return {place: code for place, code in enumerate(told) if code}


def _turn(words: Sequence[str]) -> str:
    """Return the language of one turn; empty for English and where it is not plain."""
    if not words:
        return ""
    if _foreign_script(words):
        return _scripted(words) or _short(words)
    best, own = _telling(words)
    english = len(_ENGLISH.intersection(words))
    return best if own >= 2 and own > 2 * english and 5 * own >= min(len(words), _LEAST) else ""


def _short(words: Sequence[str]) -> str:
    """Return the language of a talk of few words."""
    best, own = _telling(words)
    english = len(_ENGLISH.intersection(words))
    if own >= 2 and own > 2 * english:
        return best
    strange = _foreign_script(words) or (len(words) >= _BARE and not english and not own)
    return UNKNOWN if strange else ENGLISH


def _telling(words: Sequence[str]) -> tuple[str, int]:
    """Return the language other than English that most of `words` tell, and how many different ones do."""
    counts = {code: len(known.intersection(words)) for code, known in _OWN.items()}
    best = max(counts, key=lambda code: counts[code])
    return best, counts[best]


def _tokens(text: str) -> list[str]:
    said = spoken(text[:20_000]).lower().replace("\N{RIGHT SINGLE QUOTATION MARK}", "'")
    return _TOKEN.findall(said)


def _foreign_script(words: Sequence[str]) -> bool:
    latin = Counter(ord(word[0]) < 0x250 for word in words)
    return latin[False] > latin[True]


def _scripted(words: Sequence[str]) -> str | None:
    whole = "".join(words)
    return next((code for code, script in _SCRIPTS.items() if script.search(whole)), None)


def _share(words: list[str], known: str) -> float:
    """Return the share of `words` that are among those `known`."""
    small = set(known.split())
    return sum(word in small for word in words) / len(words)
