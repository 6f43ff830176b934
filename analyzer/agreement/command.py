"""The command `analyzer agree`: coded files in, agreement out."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from analyzer.agreement import report
from analyzer.agreement.agree import TOLERANCE, Agreement, agree
from analyzer.agreement.consensus import RULES
from analyzer.coded import read_codes
from analyzer.coded.transcripts import transcripts as read_transcripts
from analyzer.errors import AnalyzerError
from analyzer.output import write
from analyzer.session import Problem

_TOLD = 10
"""Problems of reading that are told one by one; all are in `problems.txt`."""


def compare(
    paths: Sequence[Path],
    *,
    transcripts: Sequence[Path] = (),
    out: Path | None = None,
    tolerance: int = TOLERANCE,
    complete: bool = False,
    rule: str = "majority",
    page: Callable[[Agreement], str] | None = None,
) -> str:
    """Compare the coders in `paths` and return the agreement as text; save the details when `out` is given.

    `transcripts` are files or folders of the sessions that were coded; `complete` says that every coder saw every
    session; `rule` is what makes a consensus: majority, all or any; `page` draws the coders side by side.
    """
    if rule not in RULES:
        raise AnalyzerError(f"--consensus {rule!r} is not known", remedy=f"choose one of {', '.join(RULES)}")
    talks, unread = read_transcripts(transcripts) if transcripts else ({}, ())
    sets = [read_codes(path, talks) for path in paths]
    found = agree(sets, transcripts=talks, tolerance=tolerance, complete=complete)
    problems = [_line(*problem) for problem in (*unread, *(problem for one in sets for problem in one.problems))]
    if out:
        report.save(found, out, rule)
        if page:
            write(out / "differences.html", page(found))
        write(out / "problems.txt", "".join(f"{line}\n" for line in problems))
    told = problems[:_TOLD]
    more = [f"and {len(problems) - _TOLD} more problems of reading"] if len(problems) > _TOLD else []
    return "\n".join([*told, *more, report.text(found)])


def _line(path: Path, problem: Problem) -> str:
    return str(AnalyzerError(problem.reason, path=path.name, line=problem.line))
