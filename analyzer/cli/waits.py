"""Waits: how long a model will take, said before the start, and the bars that are shown while it works."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from analyzer.coding import Coder
from analyzer.coding.telling import Step, Telling
from analyzer.session import Session

MEMORY = 1800.0
"""Seconds over which the pace is taken: an answer may take minutes."""


@contextmanager
def bars() -> Iterator[Progress]:
    """Show progress on the error stream until the block ends, where that is a terminal."""
    console = Console(stderr=True)
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    off = not console.is_terminal
    with Progress(*columns, console=console, transient=True, disable=off, speed_estimate_period=MEMORY) as bar:
        yield bar


def watch(coder: Coder, sessions: Iterable[Session], bar: Progress) -> None:
    """Say how much a coder that asks a model will ask, and how long that may take; show it on `bar` as it works.

    Where nobody would see it nothing is worked out and nothing tried.
    """
    if bar.disable or not isinstance(coder, Telling):
        return
    task = bar.add_task("Estimating", total=None)
    calls, kept, first = 0, 0, None
    for session in sessions:
        new, known = coder.estimate(session)
        first = first or (session if new else None)
        calls, kept = calls + new, kept + known
    seconds = coder.trial(first) if first else None
    bar.remove_task(task)
    bar.console.print(estimate(calls, kept, seconds), highlight=False, markup=False)
    if calls + kept:
        coder.progress = steps(bar, calls + kept)


def estimate(calls: int, kept: int, seconds: float | None) -> str:
    """Say how many questions are to be asked beside those `kept` from before, and how long at `seconds` each."""
    asked = f"{calls:,} question{'' if calls == 1 else 's'} for the language model"
    before = f", {kept:,} more answered before" if kept else ""
    return f"{asked}{before}{f': at most about {span(calls * seconds)}' if seconds else ''}."


def span(seconds: float) -> str:
    """Say how long in the largest unit of which there are at least two."""
    for size, unit in ((3600, "hours"), (60, "minutes")):
        if seconds >= 2 * size:
            return f"{seconds / size:.0f} {unit}"
    return f"{max(seconds, 1):.0f} seconds"


def steps(bar: Progress, total: int) -> Callable[[Step], None]:
    """Add a bar for the questions of all sessions; return what is to be told of every step."""
    task = bar.add_task("Questions", total=total)
    before = 0

    def step(now: Step) -> None:
        nonlocal before
        bar.update(task, completed=before + now.done, total=max(total, before + now.total))
        before += now.total if now.done == now.total else 0

    return step
