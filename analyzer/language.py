"""Language: whether a talk is in English, judged by the small words that every sentence needs."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

from analyzer.session import ENGLISH

UNKNOWN = "und"
"""A language that is not English, and none of those told apart here (ISO 639: undetermined)."""

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
_SCRIPTS = {
    "ja": re.compile(r"[\u3040-\u30ff]"),
    "ko": re.compile(r"[\uac00-\ud7af]"),
    "zh": re.compile(r"[\u4e00-\u9fff]"),
    "hi": re.compile(r"[\u0900-\u097f]"),
    "th": re.compile(r"[\u0e00-\u0e7f]"),
}
"""Scripts that tell a language without its words; kana come before the characters that Japanese shares with Chinese."""
_SHARED = 0.12
"""Least share of a language's small words in its talk, below which a talk is in no language known here."""
_LEAST = 30
"""Fewest words that tell a language, unless they are plainly those of another than English."""
_FEWEST = 8
_SAMPLE = 5_000
_TOKEN = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)?")


def language(texts: Iterable[str]) -> str:
    """Return the code of the language of `texts`: English unless they plainly are not; too few words are English."""
    words: list[str] = []
    for text in texts:
        words += _TOKEN.findall(text[:20_000].lower().replace("\N{RIGHT SINGLE QUOTATION MARK}", "'"))
        if len(words) > _SAMPLE:
            break
    shares = {code: _share(words, known) for code, known in _WORDS.items()} if words else {}
    best = max(shares, key=lambda code: (shares[code], code == ENGLISH), default=ENGLISH)
    latin = Counter(ord(word[0]) < 0x250 for word in words)
    if latin[False] > latin[True]:
        return next((code for code, script in _SCRIPTS.items() if script.search("".join(words))), None) or (
            best if shares[best] >= _SHARED else UNKNOWN
        )
    if len(words) < _LEAST:
        return best if len(words) >= _FEWEST and shares[best] >= 3 * max(shares[ENGLISH], _SHARED) else ENGLISH
    return best if shares[best] >= _SHARED else UNKNOWN


def _share(words: list[str], known: str) -> float:
    """Return the share of `words` that are among those `known`."""
    small = set(known.split())
    return sum(word in small for word in words) / len(words)
