"""CHAT: the transcripts of TalkBank, with a tier for each utterance and its notation turned into plain words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from analyzer.readers.notation import plain
from analyzer.readers.source import Source
from analyzer.role_words import meaning
from analyzer.session import Problem, Reading, Utterance

_BULLET = re.compile(r"\x15?[·•]?%?(?:snd:\"[^\"]*\"_)?(\d{1,9})_(\d{1,9})[·•]?\x15")
_MAIN = re.compile(r"\*([A-Z0-9]{1,8})(?:[-_][^:\s]*)?:\s*(.*)", re.DOTALL)


class _Tier(NamedTuple):
    """One tier: a line with the lines that go on with it."""

    line: int
    text: str


def fits(source: Source) -> bool:
    """Tell whether the source begins as CHAT does, or has its suffix and a main tier."""
    begins = source.opening.startswith(("@UTF8", "@Begin", "@Font", "@PID"))
    return begins or (source.suffix in (".cha", ".ca") and "\n*" in source.opening)


def read(source: Source) -> Reading:
    """Read each main tier as an utterance; headers and dependent tiers are counted, not read."""
    tiers = list(_tiers(source.lines))
    names = _names(tiers)
    utterances, marks = [], 0
    kinds: dict[str, tuple[int, int]] = {}
    problems: list[Problem] = []
    for tier in tiers:
        main = _MAIN.match(tier.text)
        if main is None:
            _count(kinds, tier)
            continue
        start, end = _times(main[2])
        text, left_out = plain(_BULLET.sub(" ", main[2]))
        marks += left_out
        if text:
            utterances.append(Utterance(names.get(main[1], main[1]), text, start, end, tier.line))
        else:
            problems.append(Problem(tier.line, "an utterance without words"))
    told = [Problem(None, f"{kind} were not read: {count}", words) for kind, (count, words) in kinds.items()]
    if marks:
        told.append(Problem(None, "words in CHAT notation about the talk were not read", marks))
    return Reading("chat", tuple(utterances), (*problems, *told), len(tiers))


def _tiers(lines: Sequence[str]) -> Iterator[_Tier]:
    """Yield the tiers; a line that begins with a tab or a space goes on with the one before."""
    first, held = 0, list[str]()
    for number, line in enumerate(lines, start=1):
        if held and line[:1] in ("\t", " "):
            held.append(line.strip())
        elif line.strip():
            if held:
                yield _Tier(first, " ".join(held))
            first, held = number, [line.rstrip()]
    if held:
        yield _Tier(first, " ".join(held))


def _names(tiers: Sequence[_Tier]) -> dict[str, str]:
    """Return what each code is called: with its role where @Participants tells one that is known here."""
    header = next((tier.text for tier in tiers if tier.text.startswith("@Participants:")), "")
    names = {}
    for person in header.partition(":")[2].split(","):
        code, *rest = person.split() or [""]
        role = next((one.replace("_", " ") for one in reversed(rest) if meaning(one.replace("_", " "))), "")
        names[code] = f"{code} ({role})" if role and meaning(code) is None else code
    return names


def _count(kinds: dict[str, tuple[int, int]], tier: _Tier) -> None:
    """Count a header or a dependent tier, with its words."""
    mark, _, rest = tier.text.partition(":")
    kind = f"tiers {mark[:8]}" if mark.startswith("%") else "headers" if mark.startswith("@") else "lines of no tier"
    count, words = kinds.get(kind, (0, 0))
    kinds[kind] = count + 1, words + len((rest if mark.startswith("%") else tier.text).split())


def _times(text: str) -> tuple[float | None, float | None]:
    """Return the times of the bullets in `text`, in seconds."""
    found = _BULLET.findall(text)
    return (int(found[0][0]) / 1000, int(found[-1][1]) / 1000) if found else (None, None)
