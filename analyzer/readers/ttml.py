"""TTML: timed text in XML, whose paragraphs may name an agent."""

from __future__ import annotations

import re
from collections.abc import Iterator
from xml.etree.ElementTree import Element

from analyzer.readers import voices
from analyzer.readers.account import left
from analyzer.readers.cues import Cue
from analyzer.readers.markup import line_of, opens, parsed, pieces
from analyzer.readers.source import Source
from analyzer.readers.times import seconds
from analyzer.session import Problem, Reading

_OFFSET = re.compile(r"(\d{1,9}(?:\.\d{1,9})?)(h|ms|m|s|t|f)")
_FRAMES = re.compile(r"(\d{2,3}:\d{2}:\d{2}):(\d{1,3})(?:\.\d+)?")
_UNITS = {"h": 3600.0, "m": 60.0, "s": 1.0, "ms": 0.001}


def fits(source: Source) -> bool:
    """Tell whether the source is timed text in XML."""
    return opens(source.data, (b"tt ", b"tt>", b"tt\n", b"tt\r"))


def read(source: Source) -> Reading:
    """Read each paragraph as a cue."""
    root = parsed(source.data, source.path)
    rates = {"t": _rate(root, "tickRate", 1.0), "f": _rate(root, "frameRate", 30.0)}
    agents = dict(_agents(root))
    cues = [_cue(paragraph, agents, rates) for paragraph in root.iter("p")]
    head = [left(line_of(one), "header, not talk", text) for top in root.iter("head") for one, text in pieces(top)]
    told: list[Problem] = [problem for problem in head if problem.words]
    return voices.spoken(cues, told, "ttml")


def _rate(root: Element, name: str, usual: float) -> float:
    return seconds(root.get(name)) or usual


def _agents(root: Element) -> Iterator[tuple[str, str]]:
    """Yield the id and the name of each agent."""
    for agent in root.iter("agent"):
        names = ["".join(name.itertext()).strip() for name in agent.iter("name")]
        yield agent.get("id", ""), next(filter(None, names), agent.get("id", ""))


def _cue(paragraph: Element, agents: dict[str, str], rates: dict[str, float]) -> Cue:
    """Return a paragraph as a cue; each agent inside it is a voice."""
    start = _time(paragraph.get("begin"), rates)
    length = _time(paragraph.get("dur"), rates)
    end = _time(paragraph.get("end"), rates)
    end = start + length if end is None and start is not None and length is not None else end
    agent = paragraph.get("agent")
    line = line_of(paragraph)
    return Cue(start, end, line, agents.get(agent, agent) if agent else None, tuple(_talk(paragraph, agents, line)))


def _talk(paragraph: Element, agents: dict[str, str], line: int) -> Iterator[tuple[int, str]]:
    """Yield the lines of a paragraph: breaks and agents of its own begin a new one."""
    held = ""
    for place, text in _marked(paragraph, agents):
        if place and held.strip():
            yield line, " ".join(held.split())
            held = ""
        held += f"{place if place != chr(10) else ''}{text}"
    if held.strip():
        yield line, " ".join(held.split())


def _marked(element: Element, agents: dict[str, str]) -> Iterator[tuple[str, str]]:
    """Yield text with what stands before it: nothing, a line break, or a voice."""
    yield "", _escaped(element.text)
    for child in element:
        agent = child.get("agent")
        if child.tag == "br":
            yield "\n", ""
        elif agent:
            yield f"<v {agents.get(agent, agent)}>", ""
        if child.tag not in ("br", "metadata"):
            yield from _marked(child, agents)
        yield "", _escaped(child.tail)


def _escaped(text: str | None) -> str:
    """Return text in which what looks like a tag is none."""
    return (text or "").replace("&", "&amp;").replace("<", "&lt;")


def _time(value: str | None, rates: dict[str, float]) -> float | None:
    """Return seconds for "00:00:01.5", "1.5s", ticks and frames."""
    written = (value or "").strip()
    if offset := _OFFSET.fullmatch(written):
        unit = offset[2]
        return float(offset[1]) * _UNITS[unit] if unit in _UNITS else float(offset[1]) / rates[unit]
    if frames := _FRAMES.fullmatch(written):
        whole = seconds(frames[1])
        return None if whole is None else whole + int(frames[2]) / rates["f"]
    return seconds(written)
