"""Identities: which names mean the same person, place or thing, and the label each is replaced by."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from analyzer.redaction import kinds
from analyzer.redaction.lexicon import base, fold, listed
from analyzer.redaction.people import TITLES
from analyzer.redaction.tokens import words

_SHORT = {
    **dict.fromkeys(listed("rob robbie bob bobby bert bertie"), "robert"),
    **dict.fromkeys(listed("liz lizzie beth betty betsy eliza libby lisa"), "elizabeth"),
    **dict.fromkeys(listed("bill billy will willy liam"), "william"),
    **dict.fromkeys(listed("jim jimmy jamie"), "james"),
    **dict.fromkeys(listed("dick rick ricky rich richie"), "richard"),
    **dict.fromkeys(listed("kate katie kathy cathy kitty kit cath"), "katherine"),
    **dict.fromkeys(listed("meg maggie peggy madge"), "margaret"),
    **dict.fromkeys(listed("ted teddy ned ed eddie"), "edward"),
    **dict.fromkeys(listed("jack johnny"), "john"),
    **dict.fromkeys(listed("tony ant"), "anthony"),
    **dict.fromkeys(listed("mick mickey mike mikey"), "michael"),
    **dict.fromkeys(listed("sandy alex lex sasha xander"), "alexander"),
    **dict.fromkeys(listed("molly polly"), "mary"),
    **dict.fromkeys(listed("chuck charlie chas"), "charles"),
    **dict.fromkeys(listed("harry hank"), "henry"),
    **dict.fromkeys(listed("sue susie suzie"), "susan"),
    "becky": "rebecca",
    "steve": "stephen",
    "dave": "david",
    "andy": "andrew",
    "drew": "andrew",
    "tina": "christina",
    "toni": "antonia",
    "bernie": "bernard",
    "peg": "margaret",
    "nell": "eleanor",
    "ollie": "oliver",
    "hal": "harold",
}


@dataclass(slots=True)
class Identity:
    """One person, place or thing: the `label` it goes by, every spelling met, and whether it is `sure` to be one."""

    label: str
    kind: str
    spellings: list[str] = field(default_factory=list)
    sure: bool = False

    def tokens(self) -> list[tuple[str, ...]]:
        """Return the folded words of every spelling."""
        return [plain(spelling) for spelling in self.spellings]


@lru_cache(maxsize=65536)
def plain(name: str) -> tuple[str, ...]:
    """Return the folded words of a name, without titles and possessives; letters of a spelt name are joined."""
    found = [base(word.folded) for word in words(name)]
    if len(found) == 1 and all(len(part) == 1 for part in found[0].split("-")):
        return ("".join(found[0].split("-")),)
    if len(found) > 2 and all(len(part) == 1 for part in found):
        return ("".join(found),)
    bare = tuple(word for word in found if word not in TITLES)
    return bare or tuple(found) or (fold(name),)


def matching(name: str, kind: str, known: Iterable[Identity]) -> Identity | None:
    """Return the one identity among `known` that `name` means, if there is just one; people are known by parts."""
    own = plain(name)
    alike = [one for one in known if (one.kind in kinds.PEOPLE) == (kind in kinds.PEOPLE)]
    whole = [one for one in alike if (kind in kinds.PEOPLE or one.kind == kind) and own in one.tokens()]
    if whole or kind not in kinds.NAMES:
        return whole[0] if whole else None
    if kind not in kinds.PEOPLE:
        heads = [
            one for one in alike if one.kind in kinds.GROUPS and any(_headed(own, other) for other in one.tokens())
        ]
        return heads[0] if kind in kinds.GROUPS and len(heads) == 1 else None
    near = [one for one in alike if any(_same(own, other) for other in one.tokens())]
    return near[0] if len(near) == 1 else None


def _headed(one: Sequence[str], other: Sequence[str]) -> bool:
    """Tell whether two names of groups begin alike: "Northgate" and "Northgate Motors"."""
    few, many = sorted((one, other), key=len)
    return many[: len(few)] == few


def _same(one: Sequence[str], other: Sequence[str]) -> bool:
    """Tell whether two names may be one person's: one has the other's words, or is short for it."""
    few, many = sorted((one, other), key=len)
    if len(few) > 1:
        return few[0] == many[0] and few[-1] == many[-1]
    return few[0] in many or _short(few[0], many[0]) or (len(many) == 1 and _short(many[0], few[0]))


def _short(short: str, full: str) -> bool:
    """Tell whether one given name is short for another."""
    formal = _SHORT.get(short, short)
    return formal == full or (len(short) > 2 and len(full) > len(short) + 1 and full.startswith(short))
