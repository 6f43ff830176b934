"""A choice: the one label style of a file, and which of the names it finds are speakers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from itertools import pairwise

from analyzer.readers.labels import Head, generic, head, key
from analyzer.readers.marks import clock
from analyzer.readers.styles import STYLES, Style
from analyzer.role_words import meaning
from analyzer.session import CLIENT, THERAPIST

SAMPLE = 2_000
"""How many lines the style is chosen on."""

Heads = dict[int, Head]


@dataclass(frozen=True, slots=True)
class Choice:
    """The labels of a file: `heads` by place in its lines, and `doubts`, places with a reason to look there."""

    style: str
    heads: Heads
    doubts: dict[int, str]


def choose(lines: Sequence[str], styles: Iterable[Style] = STYLES) -> Choice | None:
    """Choose the style that explains most of `lines`; None when they carry no labels.

    Labels are names that recur; in a file with none, every line must carry one.
    """
    sample = lines[:SAMPLE]
    found = {style: _heads(sample, style) for style in styles}
    best = max(found, key=lambda style: len(_recurring(found[style])))
    heads = found[best] if len(sample) == len(lines) else _heads(lines, best)
    recurring = _recurring(heads)
    if not recurring:
        return _short(lines, found)
    if len(recurring) * 100 < _filled(lines) and not any(meaning(found.speaker) for found in recurring.values()):
        return None
    return _settled(lines, best.name, heads, recurring)


def _heads(lines: Sequence[str], style: Style) -> Heads:
    """Return the heads of `lines` in one style, by place."""
    heads = {place: found for place, line in enumerate(lines) if line and (found := head(line, style))}
    if style.name == "numbered":
        return _numbered(heads)
    if style.name == "alone":
        return _alone(lines, heads)
    return _bare(heads)


def _numbered(heads: Heads) -> Heads:
    """Return the heads whose numbers count turns (T1, C1, T2 …); none where they count people (P1, P2, P1 …)."""
    numbers: dict[str, list[int]] = {}
    for found in heads.values():
        numbers.setdefault(found.key, []).append(found.number or 0)
    rising = {name for name, turns in numbers.items() if len(turns) > 1 and 20 * _falls(turns) <= len(turns)}
    return {place: found for place, found in heads.items() if found.key in rising} if len(rising) > 1 else {}


def _falls(numbers: Sequence[int]) -> int:
    """Count the steps that do not go up."""
    return sum(later <= earlier for earlier, later in pairwise(numbers))


def _alone(lines: Sequence[str], heads: Heads) -> Heads:
    """Return the names on lines of their own that head what follows: after a gap, a time or talk, and before talk."""
    kept: Heads = {}
    for place, found in heads.items():
        before = lines[place - 1] if place else ""
        opens = not before or clock(before) is not None or meaning(found.speaker) is not None
        if opens and place - 1 not in kept and any(lines[place + 1 : place + 3]):
            kept[place] = found
    return kept


def _bare(heads: Heads) -> Heads:
    """Give an aside back to the talk ("Client (laughs):") where the name also stands without it, else to the name."""
    plain = {found.key for found in heads.values() if not found.aside}
    whole = Counter(f"{found.key} {found.aside}" for found in heads.values() if found.aside)
    people = {name for name, count in whole.items() if count > 1 and name.rsplit(" (", 1)[0] not in plain}
    return {
        place: _renamed(found) if found.aside and f"{found.key} {found.aside}" in people else found
        for place, found in heads.items()
    }


def _renamed(found: Head) -> Head:
    """Make the aside a part of the name."""
    return found._replace(
        key=f"{found.key} {found.aside.casefold()}", speaker=f"{found.speaker} {found.aside}", aside=""
    )


def _recurring(heads: Heads) -> Heads:
    """Return the heads whose name stands more than once."""
    counts = Counter(found.key for found in heads.values())
    return {place: found for place, found in heads.items() if counts[found.key] > 1}


def _short(lines: Sequence[str], found: dict[Style, Heads]) -> Choice | None:
    """Choose for an exchange so short that no label recurs: all lines labelled, or labelled with roles."""
    for style, heads in found.items():
        roles = {place: one for place, one in heads.items() if meaning(one.speaker)}
        labelled = heads if 5 * len(heads) >= 4 * _filled(lines) else roles
        if len({one.key for one in labelled.values()}) > 1 and not style.strict:
            return Choice(style.name, labelled, {})
    return None


def _settled(lines: Sequence[str], style: str, heads: Heads, recurring: Heads) -> Choice:
    """Decide on the names that stand once: a role or a slip of one is a speaker, another name is a doubt."""
    first = min(recurring)
    names = {found.key: found.speaker for found in reversed(recurring.values())}
    legend = _legend(lines, heads, recurring)
    kept, doubts = dict(recurring), {}
    dense = 5 * len(heads) >= 4 * _filled(lines[first:])
    for place, found in heads.items():
        if place in recurring or (place < first and place not in legend):
            continue
        if meaning(found.speaker) or generic(found.speaker) or place in legend:
            kept[place] = found
        elif slip := _slip(found.speaker, names):
            kept[place] = found._replace(speaker=slip)
            doubts[place] = "this label was taken for a slip of one used elsewhere"
        elif (dense and len(names) < 2) or found.start is not None:
            kept[place] = found
            doubts[place] = "this label is used once; it was taken for a speaker"
        elif found.speaker[0].isupper():
            doubts[place] = "this line begins like a label, but one used once; it was left in the turn before"
    for place, found in kept.items():
        spelled = names.get(found.key, found.speaker)
        if spelled != found.speaker:
            kept[place] = found._replace(speaker=spelled)
    return Choice(style, kept, doubts)


def _legend(lines: Sequence[str], heads: Heads, recurring: Heads) -> frozenset[int]:
    """Return the places of role labels used once that open the talk; other lines up there are a header."""
    names = {found.key for found in recurring.values()}
    roles = {meaning(found.speaker) for found in recurring.values()}
    opening = []
    for place in range(min(recurring) - 1, -1, -1):
        if not lines[place]:
            continue
        found = heads.get(place)
        role = meaning(found.speaker) if found else None
        if (
            found is None
            or role not in (THERAPIST, CLIENT)
            or role in roles
            or key(lines[place][found.talk :]) in names
        ):
            break
        opening.append(place)
    return frozenset(opening)


def _slip(speaker: str, names: dict[str, str]) -> str | None:
    """Return the role label that `speaker` is a slip of the pen for, such as "Therpist"."""
    roles = {name: spelled for name, spelled in names.items() if meaning(spelled) and len(name) > 5 and name.isalpha()}
    close = get_close_matches(key(speaker), roles, n=1, cutoff=0.8)
    return roles[close[0]] if close else None


def _filled(lines: Sequence[str]) -> int:
    """Count the lines that hold something."""
    return sum(map(bool, lines))
