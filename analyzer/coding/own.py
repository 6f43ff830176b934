"""Own codes: a coder with the findings of a user's codebooks beside its own, or in their place."""

from __future__ import annotations

from dataclasses import dataclass

from analyzer import instruments
from analyzer.codes import Code
from analyzer.coding import Coder
from analyzer.coding.rules import RuleCoder
from analyzer.session import Session

WITH = " with codebook "


@dataclass(frozen=True)
class OwnCoder:
    """Code with `base` and add what `rules` find of the codes `own`; `base` gives no code of `aside`."""

    base: Coder
    rules: RuleCoder
    own: frozenset[str]
    aside: frozenset[str]
    names: tuple[str, ...]

    @property
    def name(self) -> str:
        """Return the name of the base and those of the codebooks."""
        return f"{self.base.name}{WITH}{', '.join(self.names)}"

    def code(self, session: Session) -> tuple[Code, ...]:
        """Code the turns of `session`, ordered by turn, the base's findings first."""
        kept = [code for code in self.base.code(session) if code.code not in self.own | self.aside]
        found = [code for code in self.rules.code(session) if code.code in self.own]
        return tuple(sorted((*kept, *found), key=lambda code: code.turn))


def with_own(base: Coder) -> Coder:
    """Return `base`, with the user's codebooks if there are any in force."""
    books = instruments.own()
    if not books:
        return base
    own = frozenset(marker.id for book in books for marker in book.markers)
    names = tuple(book.id for book in books)
    return OwnCoder(base, RuleCoder(instruments.instruments()), own, instruments.replaced(), names)
