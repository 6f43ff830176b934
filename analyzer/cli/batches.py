"""Batches as the command line runs them: with a progress bar, a record of the run, and a summary."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import typer

from analyzer import __version__, batch, reading, record, summary
from analyzer.analysis import analyze
from analyzer.batch import FAILED, UNCODED, Result, Settings
from analyzer.cases.beside import sort_out
from analyzer.cli import waits
from analyzer.cli.asked import among
from analyzer.cli.clock import now
from analyzer.coding.telling import origin, whole
from analyzer.errors import AnalyzerError
from analyzer.inputs import inputs
from analyzer.opening import opened
from analyzer.output import folder, write
from analyzer.session import Session
from analyzer.shown import shown

COPIES = "copies"


def analyzed(paths: Iterable[Path], out: Path, settings: Settings) -> list[Result]:
    """Analyze a batch with a progress bar, and record the run beside its reports."""
    from reports.site import Site

    made, paths = now(), list(paths)
    with waits.bars() as bar:
        waits.watch(settings.coder, _readable(paths, settings), bar)
        task = bar.add_task("Sessions")
        results = batch.run(
            paths,
            out,
            settings=settings,
            pages=Site(made, settings.coder.name, model=origin(settings.coder)),
            each=lambda _, total: bar.update(task, advance=1, total=total),
        )
    write(out / "run.json", record.record(settings, results, made=made))
    if told := whole(settings.coder):
        typer.echo(told, err=True)
    return results


def _readable(paths: Iterable[Path], settings: Settings) -> Iterator[Session]:
    """Yield the sessions that can be read; the batch says what is wrong with the others."""
    for item in sort_out(inputs(paths), settings.manifest).transcripts:
        with suppress(AnalyzerError):
            yield from opened(item, therapist=settings.therapist, roles=settings.roles)


def redacted(paths: Iterable[Path], out: Path, settings: Settings, names: Path | None = None) -> list[Result]:
    """Analyze copies in which what identifies people is replaced, known `names` surely; the key is not kept."""
    from analyzer.redaction import Choices, run

    choices = Choices(names, None, "", settings.manifest, settings.therapist, dict(settings.roles))
    done = run(list(paths), folder(out) / COPIES, choices)
    failed = [Result(path, "", "", FAILED, reason, 0) for path, reason in done.failed]
    if not done.copies:
        return failed
    return analyzed([out / COPIES], out, replace(settings, therapist=None, roles={}, manifest=None)) + failed


def tell(results: Sequence[Result], out: Path) -> None:
    """Say what became of a batch and where it is; exit 1 when some files failed, 2 when all did."""
    counts = Counter(result.status for result in results)
    for result in results:
        if result.status == FAILED:
            typer.echo(f"failed: {result.reason}", err=True)
        if result.status == UNCODED:
            typer.echo(f"not coded: {shown(result.path.name)}: {result.reason}", err=True)
    typer.echo(", ".join(f"{number} {status}" for status, number in sorted(counts.items())))
    typer.echo(f"Open {out / 'index.html'}")
    _end(counts[FAILED], len(results))


def check(paths: Iterable[Path], therapist: str | None, roles: Mapping[str, str], manifest: Path | None = None) -> None:
    """Print what each file holds, as read; exit 1 when some cannot be read, 2 when none can."""
    todo, failed = sort_out(inputs(paths), manifest).transcripts, 0
    for item in todo:
        try:
            for session in opened(item, therapist=therapist, roles=roles):
                typer.echo(summary.check(reading.checked(session)))
        except AnalyzerError as problem:
            failed += 1
            typer.echo(f"failed: {problem}", err=True)
    _end(failed, len(todo))


def exported(paths: Iterable[Path], to: str, out: Path, settings: Settings) -> Sequence[Path]:
    """Analyze transcripts, one by one, and write them for another tool."""
    from analyzer.export import KINDS, export

    among("--to", to, tuple(KINDS))
    todo = sort_out(inputs(paths), settings.manifest).transcripts if KINDS[to].needs_sessions else ()
    analyses = (
        analyze(session, coder=settings.coder)
        for item in todo
        for session in opened(item, therapist=settings.therapist, roles=settings.roles)
    )
    return export(analyses, to, folder(out))


def blinded(paths: Iterable[Path], out: Path, therapist: str | None, roles: Mapping[str, str]) -> Iterator[Path]:
    """Write a page for coding by hand for each transcript, and yield where."""
    from reports.provenance import Provenance
    from reports.review.html import blind_page

    provenance = Provenance(__version__, now())
    for item in sort_out(inputs(paths)).transcripts:
        for session in opened(item, therapist=therapist, roles=roles):
            page = folder(out) / f"{session.id}.html"
            write(page, blind_page(session, provenance=provenance))
            yield page


def _end(failed: int, whole: int) -> None:
    if failed:
        raise typer.Exit(2 if failed == whole else 1)
