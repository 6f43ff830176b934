"""Time what a user waits for, on this machine: reading, coding, joining, one report, and starting up.

python -m benchmarks.bench
"""

from __future__ import annotations

import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from analyzer.analysis import analyze
from analyzer.coding import NAMES, Coder, chosen
from analyzer.inputs import inputs
from analyzer.reading import read
from reports.site import Site

SAMPLES = Path(__file__).parent.parent / "sample_transcripts"
RUNS = 5
PROGRAM = Path(sys.executable).with_name("analyzer")


def main() -> None:
    """Print one line a figure; medians of several runs."""
    files = [item.path for item in inputs([SAMPLES])]
    turns = sum(len(read(file).talk) for file in files)
    print(f"{len(files)} sample sessions, {turns} turns; medians of {RUNS} runs")
    for name in NAMES:
        coder = chosen(name)
        seconds = median(lambda coder=coder: every(files, coder))  # type: ignore[misc]
        print(f"read, code and join, {name:10} {turns / seconds:10,.0f} turns/s")
    analysis = analyze(read(files[0]), coder="rules")
    site = Site("now", analysis.coder)
    site.session(analysis)
    print(f"one report                      {1000 * median(lambda: site.session(analysis)):10.0f} ms")
    print(f"analyzer --help, cold           {median(lambda: run('--help')):10.2f} s")
    for name in NAMES:
        seconds = median(lambda name=name: one_session(files[0], name))  # type: ignore[misc]
        print(f"one session to HTML, {name:10} {seconds:10.2f} s")
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    print(f"peak memory of a run            {peak:10.0f} MB")


def every(files: list[Path], coder: Coder) -> None:
    """Read, code and join each file."""
    for file in files:
        analyze(read(file), coder=coder)


def one_session(file: Path, coder: str) -> None:
    """Analyze one file as a user does, into a fresh folder."""
    with tempfile.TemporaryDirectory() as folder:
        run("analyze", str(file), "-o", folder, "--coder", coder)


def run(*arguments: str) -> None:
    """Run the installed program."""
    subprocess.run([PROGRAM, *arguments], check=True, capture_output=True)


def median(action: Callable[[], object]) -> float:
    """Return the median seconds of `action` after one run to warm up."""
    action()
    return statistics.median(_seconds(action) for _ in range(RUNS))


def _seconds(action: Callable[[], object]) -> float:
    begun = time.perf_counter()
    action()
    return time.perf_counter() - begun


if __name__ == "__main__":
    main()
