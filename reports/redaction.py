"""The review page of a redaction: every replacement in context, by class and identity, and what was left in doubt."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

from analyzer import __version__
from analyzer.redaction import Change, Left, Redaction
from analyzer.redaction.kinds import CLASSES, LETTERS
from reports.html import environment, sheet
from reports.provenance import Provenance, printed
from reports.view.numbers import printable


@dataclass(frozen=True, slots=True)
class Place:
    """Words in their context; `why` says what gave them away, or why they are in doubt."""

    session: str
    turn: int
    before: str
    words: str
    after: str
    why: str
    likely: bool = False


@dataclass(frozen=True, slots=True)
class Group:
    """One label with every spelling it stands for and every place; or words left, with their places."""

    label: str
    spellings: tuple[str, ...]
    places: tuple[Place, ...]

    @property
    def likely(self) -> int:
        """Return how many of the replacements rest on a capital letter or an unknown word alone."""
        return sum(place.likely for place in self.places)


@dataclass(frozen=True, slots=True)
class Section:
    """One of Safe Harbor's classes: its letter, its name, and the groups in it, by case."""

    letter: str
    title: str
    groups: tuple[Group, ...]

    @property
    def count(self) -> int:
        """Return how many replacements were made."""
        return sum(len(group.places) for group in self.groups)


@dataclass(frozen=True, slots=True)
class RedactionView:
    """The whole page; `none` names the classes of which nothing was found."""

    totals: tuple[tuple[str, str], ...]
    sections: tuple[Section, ...]
    none: tuple[tuple[str, str], ...]
    left: tuple[Group, ...]
    failed: tuple[str, ...]
    names: str
    provenance: Provenance


def review_page(redaction: Redaction, *, made: str) -> str:
    """Write the page to check a redaction by; `made` is the time to print. It holds the original words."""
    view = redaction_view(redaction, Provenance(__version__, made))
    return environment().get_template("redaction.html.j2").render(view=view, sheet=sheet("redaction.js"))


def redaction_view(redaction: Redaction, provenance: Provenance) -> RedactionView:
    """Order replacements by class, case and label, and what was left by its words."""
    sections = tuple(_sections(redaction.changes, redaction))
    found = {section.letter for section in sections}
    likely = sum(change.likely for change in redaction.changes)
    return RedactionView(
        totals=(
            (f"{len(redaction.copies):,}", "copies" if len(redaction.copies) != 1 else "copy"),
            (f"{len(redaction.changes):,}", "replacements"),
            (f"{likely:,}", "of them less sure"),
            (f"{len(redaction.left):,}", "left in doubt"),
        ),
        sections=sections,
        none=tuple((letter, title) for letter, title in CLASSES.items() if letter not in found),
        left=tuple(_left(redaction.left)),
        failed=tuple(printable(one.reason) for one in redaction.failed),
        names=printable(redaction.names),
        provenance=printed(provenance),
    )


def _sections(changes: Sequence[Change], redaction: Redaction) -> Iterable[Section]:
    cases = {copy.path.stem: copy.case for copy in redaction.copies}
    several = len(set(cases.values())) > 1
    for letter, title in CLASSES.items():
        own = [change for change in changes if LETTERS[change.kind] == letter]
        by_label: dict[str, list[Change]] = {}
        for change in own:
            label = change.label.removesuffix("s") if change.label.endswith("]s") else change.label
            case = f"{cases.get(change.session, '')} " if several else ""
            by_label.setdefault(f"{case}{label}", []).append(change)
        if own:
            yield Section(letter, title, tuple(_group(label, made) for label, made in by_label.items()))


def _group(label: str, changes: Sequence[Change]) -> Group:
    spellings = dict.fromkeys(printable(change.original) for change in changes)
    return Group(printable(label), tuple(spellings), tuple(_place(change, change.likely) for change in changes))


def _left(left: Iterable[Left]) -> Iterable[Group]:
    """Group what was left by its words, the most frequent first."""
    ordered = sorted(left, key=lambda one: one.original.casefold())
    groups = [list(group) for _, group in groupby(ordered, key=lambda one: one.original.casefold())]
    for group in sorted(groups, key=len, reverse=True):
        yield Group(printable(group[0].original), (), tuple(_place(one) for one in group))


def _place(one: Change | Left, likely: bool = False) -> Place:
    words = (printable(text) for text in (one.before, one.original, one.after, one.why))
    before, original, after, why = words
    return Place(printable(one.session), one.turn, before, original, after, why, likely)
