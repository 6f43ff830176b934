"""A redacted session: the same turns, times and roles, with everything that was found replaced."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from analyzer.redaction import kinds
from analyzer.redaction.found import KNOWN, Find
from analyzer.redaction.key import Key
from analyzer.redaction.known import Known
from analyzer.redaction.lexicon import Lexicon, fold, packaged
from analyzer.redaction.scene import Scene
from analyzer.redaction.search import Recogniser, kept, search
from analyzer.redaction.speakers import labels
from analyzer.redaction.tokens import cased, cased_by, words
from analyzer.session import CLIENT, ENGLISH, Session, Turn, Utterance, joined, turns_of


class Change(NamedTuple):
    """One replacement: in a turn `original`, between the words `before` and `after`, gave way to `label`.

    `why` tells what gave it away, `likely` that this was a capital letter or an unknown word alone.
    """

    session: str
    turn: int
    kind: str
    label: str
    original: str
    before: str
    after: str
    why: str
    likely: bool


class Left(NamedTuple):
    """Words that look as if they might identify someone, and were left."""

    session: str
    turn: int
    original: str
    before: str
    after: str
    why: str


class Redacted(NamedTuple):
    """A session with what was replaced in it, and what was left in doubt."""

    session: Session
    changes: tuple[Change, ...]
    left: tuple[Left, ...]


AROUND = 60
"""Characters of context kept on each side."""


def redacted(session: Session, key: Key, *, id: str = "", more: Recogniser | None = None) -> Session:  # noqa: A002
    """Return `session` with everything that was found replaced, under a new `id` (else the case's own).

    Share one `key` among the sessions of a case; to have names found in a later session replaced in an earlier one,
    `learn` all of them first.
    """
    learn(session, key, more=more)
    return redact(session, key, id=id or key.case, more=more).session


def learn(session: Session, key: Key, *, more: Recogniser | None = None) -> None:
    """Let `key` meet every name in `session`; do so for all sessions of a case before redacting the first."""
    labels(session, key)
    lexicon = _own(session)
    listed = Known(Key("", "", listed=key.listed), lexicon)
    for turn, scene in _scenes(session, lexicon):
        found = kept(turn.text, search(turn.text, scene, known=listed, more=more), key.kept)
        for find in found.finds:
            if find.kind in kinds.NAMES and not _plural(turn.text, find, lexicon):
                key.label(find.kind, turn.text[find.start : find.end], sure=find.rank < KNOWN)


def redact(
    session: Session,
    key: Key,
    *,
    id: str,  # noqa: A002
    more: Recogniser | None = None,
) -> Redacted:
    """Replace what identifies people in `session`, which gets the new `id`; `key` is to have learnt the case."""
    renamed, lexicon = labels(session, key), _own(session)
    known = Known(key, lexicon)
    changes: list[Change] = []
    left: list[Left] = []
    said: list[Utterance] = []
    groups = joined(session.reading.utterances or _whole(session))
    for (turn, scene), group in zip(_scenes(session, lexicon), groups, strict=True):
        found = kept(turn.text, search(turn.text, scene, known=known, more=more), key.kept)
        made = [(find, _replacement(turn.text, find, key)) for find in found.finds]
        changes += [_change(id, turn, find, label, key) for find, label in made]
        left += [Left(id, turn.turn, *_context(turn.text, one.start, one.end), one.why) for one in found.doubts]
        said += _spoken(group, renamed[turn.speaker], made)
    return Redacted(_rebuilt(session, id, renamed, said), tuple(changes), tuple(left))


def _own(session: Session) -> Lexicon:
    """Return the lexicon with the words that this talk writes small, which are no names here."""
    lexicon = packaged()
    if not cased(turn.text for turn in session.talk):
        return lexicon
    seen = Counter(word.folded for turn in session.talk for word in words(turn.text) if not word.capital)
    own = (word for word, count in seen.items() if count > 1 or lexicon.ordinary(word))
    return replace(
        lexicon, own=frozenset(word for word in own if not lexicon.is_given(word) and not lexicon.is_name(word))
    )


def _whole(session: Session) -> tuple[Utterance, ...]:
    """Return the turns of a session that was made without a reading as its utterances."""
    return tuple(Utterance(turn.speaker, turn.text, turn.start, turn.end, turn.line) for turn in session.talk)


def _scenes(session: Session, lexicon: Lexicon) -> Iterable[tuple[Turn, Scene]]:
    capital = cased_by((turn.speaker, turn.text) for turn in session.talk)
    alone = sum(role.role.startswith(CLIENT) for role in session.roles) == 1
    before = ""
    for turn in session.talk:
        yield turn, Scene(lexicon, capital[turn.speaker], turn.role, before, alone, session.language == ENGLISH)
        before = turn.text


def _plural(text: str, find: Find, lexicon: Lexicon) -> bool:
    """Tell whether a find is a family in the plural ("the Byrnes"), whose name is without the last letter."""
    name = text[find.start : find.end]
    return (
        find.kind == kinds.PERSON
        and bool(re.search(r"(?i)\bthe (?:\w+ )?$", text[: find.start]))
        and name.endswith("s")
        and fold(name)[:-1] in lexicon.family
    )


def _replacement(text: str, find: Find, key: Key) -> str:
    original = text[find.start : find.end]
    if find.kind in kinds.PEOPLE and key.known(find.kind, original) is None and original[-1:] == "s":
        single = key.known(find.kind, original[:-1])
        if single:
            return f"[{single.label}]s"
    return key.replacement(find.kind, original)


def _change(session: str, turn: Turn, find: Find, label: str, key: Key) -> Change:
    original, before, after = _context(turn.text, find.start, find.end)
    known = key.known(find.kind, original) if find.kind in kinds.NAMES else None
    likely = find.rank >= KNOWN and (known is None or not known.sure)
    return Change(session, turn.turn, find.kind, label, original, before, after, find.why, likely)


def _context(text: str, start: int, end: int) -> tuple[str, str, str]:
    """Return the words found and those around them, cut between words."""
    low, high = max(0, start - AROUND), min(len(text), end + AROUND)
    low = low if low == 0 else text.find(" ", low, start) + 1 or start
    high = high if high == len(text) else max(text.rfind(" ", end, high), end)
    return text[start:end], text[low:start], text[end:high]


def _spoken(group: Sequence[Utterance], speaker: str, made: Sequence[tuple[Find, str]]) -> list[Utterance]:
    """Return the utterances of one turn with the replacements made; one that spans two stands in the first."""
    said, place = [], 0
    for one in group:
        inside = [(find, label) for find, label in made if find.start < place + len(one.text) and place < find.end]
        said.append(one._replace(speaker=speaker, text=_text(one.text, place, inside)))
        place += len(one.text) + 1
    return said


def _text(text: str, place: int, made: Sequence[tuple[Find, str]]) -> str:
    parts, at = [], 0
    for find, label in made:
        start, end = max(0, find.start - place), min(len(text), find.end - place)
        parts += [text[at:start], label if find.start >= place else ""]
        at = end
    return " ".join("".join([*parts, text[at:]]).split())


def _rebuilt(
    session: Session,
    id: str,  # noqa: A002
    renamed: dict[str, str],
    said: Sequence[Utterance],
) -> Session:
    spoken = tuple(one for one in said if one.text)
    roles = tuple(role._replace(speaker=renamed[role.speaker]) for role in session.roles)
    talk = turns_of(spoken, {role.speaker: role.role for role in roles})
    problems = tuple(p for p in session.reading.problems if not any(name in p.reason for name in session.reading.files))
    reading = replace(session.reading, utterances=spoken, problems=problems, starts=(), part="", files=())
    return replace(session, id=id, talk=talk, roles=roles, reading=reading, path=Path(f"{id}.txt"))
