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
    "pl": "nie i to się w że na jest co mi tak ja jak z ale do mam już czy bo było dla mnie o pan pani",
    "tr": "bir ve bu ben da de ne için o çok var evet ama hayır gibi mi sen daha bana şey benim değil",
}
_SHARED = 0.12
"""Least share of a language's small words in its talk, below which a talk is in no language known here."""
_LEAST = 30
"""Fewest words that tell a language."""
_SAMPLE = 5_000
_TOKEN = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)?")


def language(texts: Iterable[str]) -> str:
    """Return the code of the language of `texts`: English unless they plainly are not; too few words are English."""
    words: list[str] = []
    for text in texts:
        words += _TOKEN.findall(text[:20_000].lower().replace("\N{RIGHT SINGLE QUOTATION MARK}", "'"))
        if len(words) > _SAMPLE:
            break
    letters = Counter(ord(word[0]) < 0x250 for word in words)
    if letters[False] > letters[True]:
        return UNKNOWN
    if len(words) < _LEAST:
        return ENGLISH
    shares = {code: _share(words, known) for code, known in _WORDS.items()}
    best = max(shares, key=lambda code: (shares[code], code == ENGLISH))
    return best if shares[best] >= _SHARED else UNKNOWN


def _share(words: list[str], known: str) -> float:
    """Return the share of `words` that are among those `known`."""
    small = set(known.split())
    return sum(word in small for word in words) / len(words)
