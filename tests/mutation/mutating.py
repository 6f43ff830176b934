"""Mutation testing: which small faults in a few packages no test notices.

    python -m pytest -n auto -m "not page and not slow" --cov --cov-context=test --cov-report= TESTS
    python tests/mutation/mutating.py --sample 300 --out out/mutants.jsonl

A random sample of mutants, each put in while the tests that reach its line run in a process of its own. A mutant is
killed when a test fails or takes too long. Nothing on disk is changed.
"""

from __future__ import annotations

import argparse
import importlib.abc
import importlib.util
import json
import os
import signal
import sys
import time
from collections import Counter
from pathlib import Path
from random import Random
from typing import NamedTuple

from mutants import Mutant, mutants

ROOT = Path(__file__).resolve().parents[2]
SECONDS = 120
"""Processor time that the tests of one mutant may take."""
LEFT_ALONE = ("trained.py", "network.py", "windows.py", "wordpiece.py")
"""Modules of the trained coder, which is measured against people's codes instead."""


SLOW = ("tests/coding/test_near_misses.py",)
"""Tests that take longer than all others; a fault that only they notice counts as unnoticed."""
MOST = 500
"""Tests that are run for one mutant; of more that reach its line, a random choice."""
PACKAGES = {
    "coding": "analyzer/coding",
    "sequences": "analyzer/sequences",
    "readers": "analyzer/readers",
    "agreement": "analyzer/agreement",
}
"""The folders whose modules are mutated."""


class Case(NamedTuple):
    """One mutant of one module."""

    package: str
    module: Path
    mutant: Mutant


def main() -> None:
    """Draw the sample, run it, and print the score and the survivors."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--of", choices=PACKAGES, action="append")
    options.add_argument("--sample", type=int, default=300)
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--again", action="store_true", help="run those that survived in OUT once more")
    options.add_argument("--reached", type=Path, default=ROOT / ".coverage", help="what coverage measured")
    options.add_argument("--out", type=Path, default=Path("out/mutants.jsonl"))
    asked = options.parse_args()
    asked.out.parent.mkdir(parents=True, exist_ok=True)
    os.chdir(ROOT)
    sys.path.insert(0, str(ROOT))
    known = _known(asked.out)
    drawn = sample(asked.of or list(PACKAGES), asked.sample, Random(asked.seed))
    _warm()
    reach = Reach(asked.reached)
    for case in drawn:
        name = _name(case)
        if name not in known or (asked.again and known[name]["outcome"] == "survived"):
            outcome, took = run(case, reach.tests(case))
            told = {
                "name": name,
                "package": case.package,
                "what": case.mutant.what,
                "outcome": outcome,
                "seconds": took,
            }
            known[name] = told | {"now": _line(case)}
            with asked.out.open("a", encoding="utf-8") as out:
                out.write(json.dumps(known[name]) + "\n")
    print(summary([known[_name(case)] for case in drawn]))


def sample(packages: list[str], size: int, chance: Random) -> list[Case]:
    """Draw mutants at random, as many of each package as it has of all."""
    every = []
    for package in packages:
        for module in sorted((ROOT / PACKAGES[package]).glob("*.py")):
            if module.name not in LEFT_ALONE:
                source = module.read_text(encoding="utf-8")
                every += [Case(package, module, one) for one in mutants(source)]
    return chance.sample(every, min(size, len(every)))


class Reach:
    """Which tests reach which lines, as coverage measured."""

    def __init__(self, path: Path) -> None:
        from coverage import CoverageData

        self._data = CoverageData(basename=str(path))
        self._data.read()

    def tests(self, case: Case) -> list[str]:
        """Return the tests that reach a mutant, or its module where it is run only once."""
        lines = self._data.contexts_by_lineno(str(case.module))
        last = case.mutant.line + case.module.read_text(encoding="utf-8")[case.mutant.start : case.mutant.end].count(
            "\n"
        )
        near = {test for line in range(case.mutant.line, last + 1) for test in lines.get(line, ())} - {""}
        all_of_it = {test for tests in lines.values() for test in tests} - {""}
        found = sorted({test.rpartition("|")[0] for test in near or all_of_it if not test.startswith(SLOW)})
        return found if len(found) <= MOST else sorted(Random(len(found)).sample(found, MOST))


def run(case: Case, tests: list[str]) -> tuple[str, float]:
    """Run `tests` with a mutant, in a forked process; return "killed" or "survived" and seconds."""
    if not tests:
        return "survived", 0.0
    begun = time.monotonic()
    child = os.fork()
    if not child:
        signal.signal(signal.SIGPROF, signal.SIG_DFL)
        signal.setitimer(signal.ITIMER_PROF, SECONDS)
        os._exit(_tested(case, tests))
    _, status = os.waitpid(child, 0)
    passed = os.WIFEXITED(status) and os.WEXITSTATUS(status) == 0
    return "survived" if passed else "killed", round(time.monotonic() - begun, 1)


def _tested(case: Case, tests: list[str]) -> int:
    import pytest

    sys.meta_path.insert(0, _Finder(case))
    quiet = os.open(os.devnull, os.O_WRONLY)
    os.dup2(quiet, 1)
    os.dup2(quiet, 2)
    words = ["-x", "-q", "-p", "no:cacheprovider", "-p", "no:xdist", "-p", "no:cov", "--no-header"]
    return int(pytest.main([*words, *tests]))


class _Finder(importlib.abc.MetaPathFinder, importlib.abc.Loader):
    """What imports one module with its fault."""

    def __init__(self, case: Case) -> None:
        self.case = case
        parts = case.module.relative_to(ROOT).with_suffix("").parts
        self.name = ".".join(parts[:-1] if parts[-1] == "__init__" else parts)
        self.package = parts[-1] == "__init__"

    def find_spec(self, name: str, path: object, target: object = None) -> object:
        if name != self.name:
            return None
        places = [str(self.case.module.parent)] if self.package else None
        return importlib.util.spec_from_file_location(
            name, self.case.module, loader=self, submodule_search_locations=places
        )

    def exec_module(self, module: object) -> None:
        source = self.case.mutant.applied(self.case.module.read_text(encoding="utf-8"))
        exec(compile(source, str(self.case.module), "exec"), module.__dict__)


def _warm() -> None:
    """Import what every run needs, once, so that a forked process begins at once; nothing that is mutated."""
    import hypothesis  # noqa: F401
    import numpy  # noqa: F401
    import pandas  # noqa: F401
    import pytest  # noqa: F401


def _name(case: Case) -> str:
    one = case.mutant
    return f"{case.module.relative_to(ROOT)}:{one.line}:{one.start}-{one.end}:{one.text[:30]!r}"


def _line(case: Case) -> str:
    """Return the line of a mutant as it would read."""
    changed = case.mutant.applied(case.module.read_text(encoding="utf-8"))
    return changed.splitlines()[case.mutant.line - 1].strip()


def _known(out: Path) -> dict[str, dict[str, object]]:
    if not out.exists():
        return {}
    told = [json.loads(line) for line in out.read_text(encoding="utf-8").splitlines()]
    return {one["name"]: one for one in told}


def summary(told: list[dict[str, object]]) -> str:
    """Tell the score of each package and of all, and every survivor."""
    lines = []
    for package in [*PACKAGES, ""]:
        own = Counter(one["outcome"] for one in told if package in ("", one["package"]))
        if own:
            share = own["killed"] / sum(own.values())
            lines.append(f"{package or 'all':12}{sum(own.values()):5} mutants  {own['killed']:5} killed  {share:.0%}")
    return "\n".join(
        [*lines, *(f"{one['name']}  {one['what']}: {one['now']}" for one in told if one["outcome"] == "survived")]
    )


if __name__ == "__main__":
    main()
