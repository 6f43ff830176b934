"""Mutations: a file changed at random, in the ways in which files are damaged and in which they are made to harm."""

from __future__ import annotations

import warnings
import zipfile
from collections.abc import Callable, Sequence
from io import BytesIO
from random import Random

LARGEST = 400_000
"""Bytes beyond which a mutation does not grow a file."""
TOKENS = (
    *(b"\x00", b"\xff\xfe", b"\xef\xbb\xbf", b"\xed\xa0\xbd", "\u202e\u2066".encode(), "\u2028".encode(), b"\x1b[2J"),
    *(b"\\ud83d", b"-1", b"0", b"9" * 400, b"1e999", b"NaN", b"Infinity", b"null", b"true", "²".encode(), b"00:00:99"),
    *(b"99999999999", b"<!DOCTYPE a [<!ENTITY b 'c'>]>", b"&b;", b"<", b">", b'"', b"'", b"{", b"}", b"[", b"]"),
    *(b",", b";", b"\t", b"|", b"\r", b"\n\n", b": ", b"\nT: ", b"\nC: ", b"Therapist: ", b"Session 2\n", b" --> "),
    *(b"\\u-9999999?", b"\\'ff", b"{\\*\\x ", b"\\bin9999 ", b"<v ", b"</v>", b"=cmd|' /C calc'!A0", b"](", b"(a+)+$"),
)

Change = Callable[[Random, bytearray], None]


def mutated(random: Random, data: bytes, others: Sequence[bytes] = ()) -> bytes:
    """Return `data` changed once or a few times; an archive is changed inside as often as outside."""
    if data[:2] == b"PK" and random.random() < 0.8:
        return _inside(random, data)
    changed = bytearray(data)
    for _ in range(1 + int(random.expovariate(0.4))):
        change = random.choice(CHANGES)
        change(random, changed)
        if others and random.random() < 0.1:
            _crossed(random, changed, random.choice(others))
    return bytes(changed[: 4 * LARGEST])


def _place(random: Random, data: bytearray) -> int:
    return random.randrange(len(data) + 1)


def _slice(random: Random, data: bytearray) -> tuple[int, int]:
    start = _place(random, data)
    return start, min(len(data), start + int(random.expovariate(1 / 60)) + 1)


def flip(random: Random, data: bytearray) -> None:
    """Change a bit."""
    if data:
        data[random.randrange(len(data))] ^= 1 << random.randrange(8)


def insert(random: Random, data: bytearray) -> None:
    """Put a token of trouble somewhere."""
    at = _place(random, data)
    data[at:at] = random.choice(TOKENS)


def replace(random: Random, data: bytearray) -> None:
    """Put a token of trouble in the place of a stretch."""
    start, stop = _slice(random, data)
    data[start:stop] = random.choice(TOKENS)


def cut(random: Random, data: bytearray) -> None:
    """Take a stretch out."""
    start, stop = _slice(random, data)
    del data[start:stop]


def end(random: Random, data: bytearray) -> None:
    """End the file early."""
    del data[_place(random, data) :]


def move(random: Random, data: bytearray) -> None:
    """Copy a stretch to another place."""
    start, stop = _slice(random, data)
    at = _place(random, data)
    data[at:at] = data[start:stop]


def grow(random: Random, data: bytearray) -> None:
    """Repeat a stretch very often: what takes more than linear time shows here."""
    start, stop = _slice(random, data)
    piece = bytes(data[start:stop]) or b" "
    most = LARGEST if random.random() < 0.1 else LARGEST // 20
    times = min(int(2 ** random.uniform(1, 16)), max(0, most - len(data)) // len(piece))
    data[stop:stop] = piece * times


def number(random: Random, data: bytearray) -> None:
    """Put a large, negative or empty number where one stands."""
    digits = [at for at, byte in enumerate(data) if 48 <= byte <= 57]
    if digits:
        at = random.choice(digits)
        stop = next((n for n in range(at, len(data)) if not 48 <= data[n] <= 57), len(data))
        data[at:stop] = random.choice((b"0", b"-1", b"", b"1" * 25, b"2147483648", b"0.0000001", b"1e308"))


CHANGES: Sequence[Change] = (flip, insert, replace, cut, end, move, grow, number)


def _crossed(random: Random, data: bytearray, other: bytes) -> None:
    start = random.randrange(len(other) + 1)
    at = _place(random, data)
    data[at:at] = other[start : start + 2_000]


def _inside(random: Random, data: bytes) -> bytes:
    """Change one member of an archive, or the list of its members."""
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            members = [(name, archive.read(name)) for name in archive.namelist()]
    except Exception:
        return data[: random.randrange(len(data) + 1)]
    at = random.randrange(len(members)) if members else 0
    for place in {at, len(members) - 1} if members else ():
        name, content = members[place]
        members[place] = _renamed(random, name), mutated(random, content)
    if members and random.random() < 0.1:
        members.append(members[at])
    out = BytesIO()
    with warnings.catch_warnings(action="ignore"), zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members:
            archive.writestr(name, content)
    return out.getvalue()


def _renamed(random: Random, name: str) -> str:
    """Return the name of a member, now and then another."""
    return random.choice(("../" + name, name.upper(), name + "\n", "x")) if random.random() < 0.03 else name
