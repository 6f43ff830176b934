"""A coder asked ahead: what it found for an estimate is not worked out again when the session is coded."""

from __future__ import annotations

from dataclasses import dataclass, field

from analyzer.codes import Code
from analyzer.coding import Coder
from analyzer.session import Session


@dataclass
class Ahead:
    """Code with `coder`; what `look` found is kept until `code` gives it out."""

    coder: Coder
    _found: dict[tuple[str, int], tuple[Code, ...]] = field(default_factory=dict, init=False, repr=False)

    @property
    def name(self) -> str:
        """Return the name of the coder behind it."""
        return self.coder.name

    def look(self, session: Session) -> tuple[Code, ...]:
        """Code the turns of `session`, and keep what was found."""
        place = (session.id, hash(session.talk))
        if place not in self._found:
            self._found[place] = self.coder.code(session)
        return self._found[place]

    def code(self, session: Session) -> tuple[Code, ...]:
        """Code the turns of `session`, or give what `look` found and forget it."""
        found = self._found.pop((session.id, hash(session.talk)), None)
        return self.coder.code(session) if found is None else found
