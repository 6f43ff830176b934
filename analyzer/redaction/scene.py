"""A scene: how a turn stands in its session when it is searched: who speaks, what came before, what words are known."""

from __future__ import annotations

from dataclasses import dataclass

from analyzer.redaction.lexicon import Lexicon
from analyzer.session import CLIENT, THERAPIST


@dataclass(frozen=True, slots=True)
class Scene:
    """How one turn stands in its session: the speaker's `role`, the text `before` it; `alone`: there is one client."""

    lexicon: Lexicon
    cased: bool = True
    role: str = ""
    before: str = ""
    alone: bool = False
    english: bool = True

    @property
    def of_client(self) -> bool:
        """Tell whether the only client speaks."""
        return self.alone and self.role == CLIENT

    @property
    def of_therapist(self) -> bool:
        """Tell whether a therapist speaks."""
        return self.role == THERAPIST
