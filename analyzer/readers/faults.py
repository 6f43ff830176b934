"""Faults of diarisation: what a program that tells speakers apart by voice may have got wrong, told or mended.

A therapist who finishes a client's sentence looks just like a sentence cut in two by a program. So only a word or two
without beginning or end, inside a sentence of someone else, is given back; all else is told and left as it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise

from analyzer.readers.labels import generic, key
from analyzer.session import Problem, Utterance

LISTED = 10
"""How many places of one kind are told one by one."""
_ANONYMOUS = re.compile(
    r"(?:ch|channel|unknown|unidentified|unnamed|guest|[A-F])(?:[ _#-]?(?:speaker)?[ _#-]?\d{0,3})", re.I
)
_ENDED = re.compile(r"[.?!…:;\"”’')\]–—-]\s*$")
_BEGUN = re.compile(r"^[a-z]")
_RESPONSE = re.compile(
    r"(?:mm+|mhm+|hm+|uh|um|er|ah|oh|eh|yeah|yes|yep|no|nope|ok|okay|right|sure|wow|exactly|well|so|and|but|true|good)\b"
    r"|(?:i see|of course)\b",
    re.IGNORECASE,
)
_NEAR = 0.3
"""Seconds between two stretches of talk that are one flow of speech."""
_LITTLE = 0.02
_FEW = 3
_SETTLED = 5
"""How many utterances a label has that is a person's, and no slip."""


def mended(utterances: tuple[Utterance, ...]) -> tuple[tuple[Utterance, ...], tuple[Problem, ...]]:
    """Return `utterances` with sure faults mended, and what was mended or looks like a fault."""
    speakers = list(dict.fromkeys(one.speaker for one in utterances))
    if len(speakers) < 2:
        return utterances, ()
    problems = list(_alike(utterances, speakers))
    nameless = list(map(anonymous, speakers))
    if not all(nameless):
        problems += _unknown(utterances, [one for one, bare in zip(speakers, nameless, strict=True) if bare])
        return utterances, tuple(problems)
    problems.append(Problem(None, "the speakers have no names; check who is who"))
    problems += [*_ghosts(utterances, speakers), *_relays(utterances, speakers), *_many(speakers)]
    if _punctuated(utterances):
        utterances, given = _given_back(utterances)
        problems += _listed([*given, *_cut(utterances)])
    return utterances, tuple(problems)


def anonymous(speaker: str) -> bool:
    """Tell whether `speaker` is a label that a program gives, such as "Speaker 2", "ch_0" or "A"."""
    return generic(speaker) or _ANONYMOUS.fullmatch(speaker) is not None


def missing(labelled: Sequence[tuple[int, str | None]], what: str) -> list[Problem]:
    """Return the stretches without a label, of which `labelled` gives the line and the own speaker of each `what`.

    Each was given to the speaker before. Long stretches, in which others may have spoken too, are told one by one, in
    a file that names a speaker nearly everywhere else.
    """
    runs = [(named, list(run)) for named, run in groupby(labelled, key=lambda one: one[1] is not None)]
    bare = sum(len(run) for named, run in runs[1:] if not named)
    if not bare:
        return []
    told = [Problem(None, f"{what} that name no speaker were given to the speaker before: {bare}")]
    if 5 * bare > len(labelled):
        return told
    reason = "no speaker is named for a stretch from here on; it was given to the speaker before"
    for named, run in runs[1:]:
        if not named and len(run) >= _SETTLED:
            told.append(Problem(run[0][0], reason))
    return told


def _alike(utterances: Sequence[Utterance], speakers: Sequence[str]) -> Iterator[Problem]:
    """Tell of labels of which one is the beginning of another: "Anna" and "Anna K"."""
    names = [key(speaker) for speaker in speakers if not any(map(str.isdigit, speaker)) and len(speaker) > 2]
    for one in names:
        if any(one.startswith(f"{other} ") for other in names):
            line = next(u.line for u in utterances if key(u.speaker) == one)
            yield Problem(line, "this label begins like another; the two may be one person")


def _ghosts(utterances: Sequence[Utterance], speakers: Sequence[str]) -> Iterator[Problem]:
    """Tell of labels beyond two with next to no talk."""
    words = {speaker: sum(len(u.text.split()) for u in utterances if u.speaker == speaker) for speaker in speakers}
    counts = {speaker: sum(u.speaker == speaker for u in utterances) for speaker in speakers}
    total = sum(words.values())
    ghosts = [one for one in speakers if counts[one] < _FEW and words[one] < max(4, _LITTLE * total)]
    if len(speakers) - len(ghosts) < 2:
        return
    for ghost in ghosts[:LISTED]:
        line = next(u.line for u in utterances if u.speaker == ghost)
        yield Problem(line, "a label with next to no talk; it may be none of the people")


def _relays(utterances: Sequence[Utterance], speakers: Sequence[str]) -> Iterator[Problem]:
    """Tell of a label, beyond two, that begins after another has stopped: one person may have been split in two."""
    places = {speaker: [n for n, u in enumerate(utterances) if u.speaker == speaker] for speaker in speakers}
    people = [speaker for speaker in speakers if len(places[speaker]) >= _SETTLED]
    if len(people) < 3:
        return
    for later in people:
        if any(places[earlier][-1] < places[later][0] for earlier in people if earlier != later):
            line = utterances[places[later][0]].line
            yield Problem(line, "a label begins after another has stopped; the two may be one person")


def _many(speakers: Sequence[str]) -> Iterator[Problem]:
    """Tell of more labels than a session of two has."""
    if len(speakers) > 2:
        reason = (
            f"there are {len(speakers)} labels; where fewer people spoke, say which are one with --role 'ONE=OTHER'"
        )
        yield Problem(None, reason)


def _unknown(utterances: Sequence[Utterance], nameless: Sequence[str]) -> Iterator[Problem]:
    """Tell of labels that are no names among those that are: talk that may be someone else's."""
    for label in nameless[:LISTED]:
        if len(label) > 1:
            line = next(one.line for one in utterances if one.speaker == label)
            yield Problem(line, "a label that names nobody among labels that do; check whose talk it is")


def _punctuated(utterances: Sequence[Utterance]) -> bool:
    """Tell whether sentences are marked, so that one cut in two can be seen."""
    return 2 * sum(_ENDED.search(one.text) is not None for one in utterances) > len(utterances)


def _given_back(utterances: tuple[Utterance, ...]) -> tuple[tuple[Utterance, ...], list[Problem]]:
    """Give a word or two inside someone's sentence back to that speaker."""
    kept, told = list(utterances), []
    for place in range(1, len(kept) - 1):
        before, one, after = kept[place - 1 : place + 2]
        if before.speaker == after.speaker != one.speaker and _inside(before, one, after):
            kept[place] = one._replace(speaker=before.speaker)
            told.append(Problem(one.line, "words inside a sentence of another speaker were given to that speaker"))
    return tuple(kept), told


def _inside(before: Utterance, one: Utterance, after: Utterance) -> bool:
    """Tell whether `one` is a word or two in the middle of a sentence that runs from `before` to `after`."""
    flows = _cuts(before, one) and _cuts(one, after)
    return flows and len(one.text.split()) < _FEW and _close(before, one) and _close(one, after)


def _cuts(before: Utterance, one: Utterance) -> bool:
    """Tell whether `one` goes on with the sentence of `before`."""
    unfinished = not _ENDED.search(before.text) and not before.text.endswith(",")
    return unfinished and bool(_BEGUN.match(one.text)) and not _RESPONSE.match(one.text)


def _close(before: Utterance, one: Utterance) -> bool:
    """Tell whether two utterances are known to follow each other at once."""
    return before.end is not None and one.start is not None and one.start - before.end < _NEAR


def _cut(utterances: Sequence[Utterance]) -> Iterator[Problem]:
    """Tell of utterances that go on with another speaker's sentence."""
    reason = "this goes on with a sentence of another speaker; one of the two may have been given the wrong words"
    for before, one in pairwise(utterances):
        near = _close(before, one) or before.end is None or one.start is None
        if before.speaker != one.speaker and near and _cuts(before, one):
            yield Problem(one.line, reason)


def _listed(problems: Sequence[Problem]) -> list[Problem]:
    """Return the first problems of each kind one by one, and the number of the others."""
    told = []
    for reason in dict.fromkeys(problem.reason for problem in problems):
        own = [problem for problem in problems if problem.reason == reason]
        told += own[:LISTED]
        if len(own) > LISTED:
            told.append(Problem(None, f"{reason}: {len(own) - LISTED} more places"))
    return told
