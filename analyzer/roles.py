"""Roles: who is the therapist and who the client, told by labels, by the user, or by how they talk."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from analyzer.errors import RoleError
from analyzer.role_talk import likelihoods
from analyzer.role_words import OTHER, enumerator, letter, meaning, paired
from analyzer.session import CLIENT, THERAPIST, UNSURE, Role, Utterance, joined

LABEL, INFERRED, USER = "label", "inferred", "user"
THRESHOLD = 0.9
"""Least probability at which an inferred role is settled, chosen for 98 of 100 right on the corpus, a batch held out
at a time; excerpts of ten turns or fewer of other sessions may fall below that (docs/formats.md has the figures)."""
NAMED, BESIDE, BYSTANDER = 0.99, 0.95, 0.8
"""Confidence in a role that a label names, that follows from the other labels, or from saying next to nothing; set
by convention, not measured."""

_ROLE = re.compile(r"client(\d{0,2})")
_FEW = 3
_SHARE = 0.02

Settled = dict[str, Role]


def settle(
    utterances: Sequence[Utterance], *, therapist: str | None = None, given: Mapping[str, str] | None = None
) -> tuple[Role, ...]:
    """Settle the role of every speaker, in order of appearance: therapist, client, client2 …, other, or unsure.

    What the user says (`therapist` names one speaker, `given` gives roles by name) comes first, then what labels say,
    then inference from the talk. Raise RoleError for a name that no speaker has, or a role that does not exist.
    """
    speakers = list(dict.fromkeys(one.speaker for one in utterances))
    settled = _given(speakers, {**(given or {}), **({therapist: THERAPIST} if therapist else {})})
    if len(speakers) > 1:
        settled |= _labelled([one for one in speakers if one not in settled], settled)
        settled |= _beside([one for one in speakers if one not in settled], settled, _bystanders(utterances))
        settled |= _inferred([one for one in speakers if one not in settled], settled, utterances)
    settled = {one: settled.get(one, Role(one, UNSURE, INFERRED, 0.0)) for one in speakers}
    return tuple(_numbered(settled))


def one_person(
    utterances: tuple[Utterance, ...], given: Mapping[str, str] | None
) -> tuple[tuple[Utterance, ...], dict[str, str]]:
    """Join labels that the user says are one person, given as NAME=OTHER NAME; return the roles that are left too.

    Raise RoleError for a name that no speaker has.
    """
    speakers = {one.speaker.casefold().strip(): one.speaker for one in utterances}
    told = dict(given or {})
    same: dict[str, str] = {}
    for name, other in list(told.items()):
        whom = speakers.get(other.casefold().strip())
        if whom is not None and name.casefold().strip() != whom.casefold() and not _is_role(other):
            same[_known(name, speakers)] = whom
            del told[name]
    return tuple(one._replace(speaker=same.get(one.speaker, one.speaker)) for one in utterances), told


def _known(name: str, speakers: Mapping[str, str]) -> str:
    one = speakers.get(name.casefold().strip().rstrip(":"))
    if one is None:
        raise RoleError(f"no speaker has the name {name!r}", remedy=f"the speakers are {_listed([*speakers.values()])}")
    return one


def _given(speakers: Sequence[str], given: Mapping[str, str]) -> Settled:
    """Return the roles that the user gives."""
    known = {one.casefold().strip(): one for one in speakers}
    settled = {}
    for name, role in given.items():
        one = _known(name, known)
        settled[one] = Role(one, _role(role), USER, 1.0)
    return settled


def _listed(speakers: Sequence[str]) -> str:
    """Return the names of speakers in one line."""
    return ", ".join(repr(one) for one in speakers[:12]) + (" …" if len(speakers) > 12 else "")


def _is_role(role: str) -> bool:
    plain = role.casefold().strip().replace(" ", "")
    return _ROLE.fullmatch(plain) is not None or plain in (THERAPIST, OTHER)


def _role(role: str) -> str:
    """Return a role as it is written here; raise RoleError if there is none like it."""
    plain = role.casefold().strip().replace(" ", "")
    client = _ROLE.fullmatch(plain)
    if not _is_role(role):
        raise RoleError(f"there is no role {role!r}", remedy="use therapist, client, client2, client3 … or other")
    return plain if client is None or client[1] not in ("0", "1") else CLIENT


def _labelled(speakers: Sequence[str], settled: Settled) -> Settled:
    """Return the roles that labels name; none where they contradict each other."""
    letters = {letter(one) for one in speakers}
    listed = letters & {"a", "b"} and "t" not in letters
    words = {one: role for one in speakers if (role := meaning(one)) and not (listed and letter(one))}
    named = (paired(list(speakers)) if not settled else None) or words
    roles = {*named.values(), *(role.role for role in settled.values())}
    if len(named) == len(speakers) and roles == {THERAPIST}:
        named = dict.fromkeys(named, CLIENT) if settled else {}
    elif len(named) == len(speakers) and THERAPIST not in roles and all(map(letter, named)):
        named = {}
    return {one: Role(one, role, LABEL, NAMED) for one, role in named.items()}


def _beside(speakers: Sequence[str], settled: Settled, bystanders: set[str]) -> Settled:
    """Return the roles that follow from the others: beside a therapist are clients, beside one client a therapist."""
    how = USER if any(role.how == USER for role in settled.values()) else LABEL
    if _is_settled(THERAPIST, settled):
        clients = _is_settled(CLIENT, settled) or set(speakers) - bystanders
        return {
            one: Role(one, OTHER, INFERRED, BYSTANDER)
            if clients and one in bystanders
            else Role(one, CLIENT, how, BESIDE)
            for one in speakers
        }
    if len(speakers) == 1 and [role.role for role in settled.values() if role.role != OTHER] == [CLIENT]:
        return {speakers[0]: Role(speakers[0], THERAPIST, how, BESIDE)}
    return {}


def _inferred(speakers: Sequence[str], settled: Settled, utterances: Sequence[Utterance]) -> Settled:
    """Return the roles that the talk tells, if it tells them surely enough; else unsure with what was likeliest."""
    bystanders = _bystanders(utterances)
    clients = [one for one, role in settled.items() if role.role.startswith(CLIENT)]
    talk = _talk(utterances, [one for one in (*speakers, *clients) if one not in bystanders])
    if not speakers or len(talk) < 2:
        return {}
    chances = likelihoods(talk)
    therapist = max(chances, key=chances.__getitem__)
    sure = chances[therapist]
    if sure < THRESHOLD or therapist not in speakers:
        return {one: Role(one, UNSURE, INFERRED, round(chances.get(one, 0.0), 3)) for one in speakers}
    roles = dict.fromkeys(talk, CLIENT) | dict.fromkeys(bystanders, OTHER) | {therapist: THERAPIST}
    return {one: Role(one, roles[one], INFERRED, round(sure, 3)) for one in speakers}


def _talk(utterances: Sequence[Utterance], speakers: Iterable[str]) -> dict[str, list[str]]:
    """Return the turns of each of `speakers`."""
    talk: dict[str, list[str]] = {one: [] for one in speakers}
    for group in joined(tuple(utterances)):
        if group[0].speaker in talk:
            talk[group[0].speaker].append(" ".join(one.text for one in group))
    return talk


def _bystanders(utterances: Sequence[Utterance]) -> set[str]:
    """Return speakers beyond two who say next to nothing: passers-by, or voices that a program made up."""
    words: dict[str, list[int]] = {}
    for one in utterances:
        words.setdefault(one.speaker, []).append(len(one.text.split()))
    total = sum(map(sum, words.values()))
    few = {one for one, counts in words.items() if len(counts) < _FEW and sum(counts) < _SHARE * total}
    return few if len(words) - len(few) > 1 else set()


def _is_settled(role: str, settled: Settled) -> bool:
    """Tell whether someone has `role`."""
    return any(one.role.startswith(role) for one in settled.values())


def _numbered(settled: Settled) -> list[Role]:
    """Tell clients apart: client, client2 …, in the order of their numbers or letters, else as they appear."""
    clients = [role for role in settled.values() if role.role == CLIENT]
    if all(enumerator(role.speaker) for role in clients):
        clients.sort(key=lambda role: enumerator(role.speaker))
    taken = {role.role for role in settled.values() if role.role != CLIENT}
    free = (name for number in range(1, 100) if (name := CLIENT + str(number) * (number > 1)) not in taken)
    names = {role.speaker: name for role, name in zip(clients, free, strict=False)}
    return [role._replace(role=names.get(role.speaker, role.role)) for role in settled.values()]
