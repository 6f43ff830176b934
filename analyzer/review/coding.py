"""A review file as a coding: what one person gave a session, to be compared with other coders."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from analyzer.coded.coding import CodedSet, Coding, Episode, Mark
from analyzer.coded.found import TURNS, Contents, Found, FoundEpisode, Place
from analyzer.coded.transcripts import name_of
from analyzer.codes import CLEAR
from analyzer.readers.source import Source
from analyzer.review.reading import parsed, read
from analyzer.review.review import BLIND, CodeDecision, Review
from analyzer.session import Problem


def read_contents(source: Source, session: str) -> Contents:
    """Read a review or blind coding as coded files are read; `session` is ignored, since the file names its own."""
    review = parsed(source.data, source.path)
    name, coder = review.session, review.named("")
    seen = Found(name, "", coder, "", Place(TURNS), None)
    given = (
        Found(name, one.standing, coder, _clarity(one), Place(TURNS, one.turn, one.turn), None)
        for one in _standing(review)
    )
    events = (FoundEpisode(coder, episode) for episode in _episodes(review))
    return Contents(found=(seen, *given), episodes=tuple(events), problems=tuple(_problems(review)))


def coded_set(path: Path | str) -> CodedSet:
    """Read a review or blind coding as the coding of its reviewer; raise ReviewError when it is not one."""
    review = read(path)
    session = name_of(review.session)
    marks = dict.fromkeys(Mark(session, one.turn, one.standing, _clarity(one)) for one in _standing(review))
    episodes = tuple(episode._replace(session=session) for episode in _episodes(review))
    coding = Coding(review.named(""), tuple(marks), episodes, frozenset([session]))
    problems = tuple((Path(path), problem) for problem in _problems(review))
    return CodedSet(Path(path), review.mode, (coding,), problems=problems)


def _standing(review: Review) -> Iterator[CodeDecision]:
    return (one for one in review.codes if one.standing)


def _episodes(review: Review) -> Iterator[Episode]:
    return (Episode(review.session, *one.event) for one in review.events if one.event)


def _clarity(one: CodeDecision) -> str:
    return one.clarity or CLEAR


def _problems(review: Review) -> Iterator[Problem]:
    """Say what an agreement with this coding would rest on."""
    if review.mode != BLIND:
        yield Problem(None, "coded with the program's codes in view, so agreement with the program means little")
    if not review.finished:
        yield Problem(None, "the coder has not said that the whole session was gone through")
