"""Fuzzing for hours: `python tests/fuzz/fuzzing.py --minutes 60 --out /tmp/fuzz`, every family in turn, findings kept.

Each family is fuzzed in a process of its own, guided by coverage where Atheris is installed (`--guided`), else at
random. A file that takes too long or too much memory ends the process, which is a finding like any other.
"""

from __future__ import annotations

import argparse
import faulthandler
import json
import multiprocessing
import os
import resource
import signal
import sys
import tempfile
import time
import traceback
from collections import Counter
from hashlib import sha256
from pathlib import Path
from random import Random
from types import FrameType

from families import FAMILIES, seeds
from judged import SECONDS, judge
from mutations import mutated

MEMORY = 1_500_000_000
"""Bytes of memory that a process may have; a quarter of it is the program itself."""


def main() -> None:
    """Fuzz every family for its share of the time, and write what was found."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--minutes", type=float, default=1.0)
    options.add_argument("--family", choices=FAMILIES, action="append")
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--guided", action="store_true")
    options.add_argument("--out", type=Path, default=Path("out/fuzz"))
    asked = options.parse_args()
    asked.out.mkdir(parents=True, exist_ok=True)
    families = asked.family or list(FAMILIES)
    for family in families:
        stop = time.monotonic() + 60 * asked.minutes / len(families)
        run = 0
        while time.monotonic() < stop:
            child = multiprocessing.get_context("spawn").Process(
                target=guided if asked.guided else random, args=(family, asked.out, stop, asked.seed + run)
            )
            child.start()
            child.join()
            run += 1
    print(summary(asked.out))


def random(family: str, out: Path, stop: float, seed: int) -> None:
    """Fuzz one family at random until `stop`."""
    with tempfile.TemporaryDirectory() as held:
        folder, chance = Path(held), Random(f"{family} {seed} {time.time_ns()}")
        begun = seeds(family, folder)
        keep = Keeper(family, out)
        while time.monotonic() < stop:
            suffix, data = chance.choice(begun)
            others = [other for kind, other in begun if kind == suffix]
            keep.one(folder, suffix, mutated(chance, data, others))
        keep.close()


def guided(family: str, out: Path, stop: float, seed: int) -> None:
    """Fuzz one family with Atheris, which looks for inputs that reach new code, until `stop`."""
    import atheris

    atheris.instrument_all()
    with tempfile.TemporaryDirectory() as held:
        folder = Path(held)
        begun = seeds(family, folder)
        corpus = folder / "corpus"
        corpus.mkdir()
        suffixes = list(dict.fromkeys(suffix for suffix, _ in begun))
        for number, (suffix, data) in enumerate(begun):
            (corpus / str(number)).write_bytes(bytes([suffixes.index(suffix)]) + data)
        keep = Keeper(family, out)

        def one(data: bytes) -> None:
            keep.one(folder, suffixes[data[0] % len(suffixes)] if data else suffixes[0], data[1:])
            if time.monotonic() > stop:
                keep.close()
                os._exit(0)

        def change(data: bytes, size: int, number: int) -> bytes:
            chance = Random(number)
            if chance.random() < 0.5:
                return bytes(atheris.Mutate(data, size))
            return (data[:1] + mutated(chance, data[1:], [other for _, other in begun]))[:size]

        words = [sys.argv[0], str(corpus), f"-seed={seed}", "-max_len=400000", "-timeout=600", "-rss_limit_mb=0"]
        atheris.Setup([*words, "-print_final_stats=0", "-verbosity=0"], one, custom_mutator=change)
        atheris.Fuzz()


class Keeper:
    """What counts executions and keeps the inputs that are findings, one of each kind."""

    def __init__(self, family: str, out: Path) -> None:
        self.family, self.out = family, out
        self.begun, self.worked = time.monotonic(), time.process_time()
        self.counts, self.known = Counter[str](), set[str]()
        self.at = out / f"{family}.{time.time_ns()}.json"
        faulthandler.enable(self.at.with_suffix(".fault").open("w"))
        resource.setrlimit(resource.RLIMIT_AS, (4 * MEMORY, 4 * MEMORY))
        signal.signal(signal.SIGPROF, _late)

    def one(self, folder: Path, suffix: str, data: bytes) -> None:
        """Judge one input; it is on disk while it is read, so that one which ends the process is not lost."""
        path = folder / f"a{suffix}"
        path.write_bytes(data)
        kept = self.out / f"{self.family}.running{suffix}"
        kept.write_bytes(data)
        signal.setitimer(signal.ITIMER_PROF, 2 * SECONDS)
        try:
            self.counts[judge(path)] += 1
        except BaseException as problem:
            self._found(problem, suffix, data)
        finally:
            signal.setitimer(signal.ITIMER_PROF, 0)
        if resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024 > MEMORY:
            self._found(MemoryError("more memory than allowed"), suffix, data)
            self.close()
            raise SystemExit
        if sum(self.counts.values()) % 200 == 0:
            self.close()

    def _found(self, problem: BaseException, suffix: str, data: bytes) -> None:
        """Keep an input, if nothing like it is kept yet."""
        self.counts["findings"] += 1
        frames = traceback.extract_tb(problem.__traceback__)
        ours = [frame for frame in frames if "/analyzer/" in frame.filename] or frames
        place = f"{Path(ours[-1].filename).name}:{ours[-1].lineno}" if ours else "nowhere"
        kind = f"{type(problem).__name__} at {place}"
        if kind not in self.known:
            self.known.add(kind)
            name = f"{self.family}.{sha256(data).hexdigest()[:12]}{suffix}"
            (self.out / name).write_bytes(data)
            told = "".join(traceback.format_exception(problem))[-6_000:]
            (self.out / f"{name}.told").write_text(f"{kind}\n{told}", encoding="utf-8", errors="replace")

    def close(self) -> None:
        """Write the counts so far."""
        told = {
            "family": self.family,
            "seconds": round(time.monotonic() - self.begun, 1),
            "processor": round(time.process_time() - self.worked, 1),
            "counts": dict(self.counts),
            "kinds": sorted(self.known),
        }
        self.at.write_text(json.dumps(told), encoding="utf-8")


def _late(number: int, frame: FrameType | None) -> None:
    raise TimeoutError("too slow")


def summary(out: Path) -> str:
    """Tell executions, hours and findings of every family, over all runs kept in `out`."""
    told = [json.loads(path.read_text(encoding="utf-8")) for path in sorted(out.glob("*.[0-9]*.json"))]
    lines = []
    for family in [*FAMILIES, "all"]:
        own = [one for one in told if family in ("all", one["family"])]
        counts = sum((Counter(one["counts"]) for one in own), Counter[str]())
        minutes, worked = (sum(one[name] for one in own) / 60 for name in ("seconds", "processor"))
        shown = ", ".join(f"{number} {outcome}" for outcome, number in sorted(counts.items()))
        head = f"{family:12}{sum(counts.values()):>9} files {minutes:7.1f} min"
        lines.append(f"{head} ({worked:.1f} of processor)  {shown}")
    kinds = sorted({f"{one['family']}: {kind}" for one in told for kind in one["kinds"]})
    return "\n".join([*lines, *(kinds or ["no findings"])])


if __name__ == "__main__":
    main()
