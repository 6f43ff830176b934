"""Commands: what the command line does, with its progress and its summaries."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import datetime
from pathlib import Path

import typer
from rich.console import Console
from rich.progress import Progress

from analyzer import batch, reading, record, summary
from analyzer.analysis import analyze as analyze_session
from analyzer.batch import FAILED, UNCODED, Result, Settings
from analyzer.coding import NAMES as CODERS
from analyzer.coding import chosen
from analyzer.errors import AnalyzerError
from analyzer.inputs import inputs
from analyzer.output import folder, write
from analyzer.tables import FORMATS


def settings(coder: str, therapist: str | None, roles: Sequence[str], format: str) -> Settings:  # noqa: A002
    """Check and gather what the user asked for."""
    _among("--coder", coder, CODERS)
    _among("--format", format, FORMATS)
    return Settings(chosen(coder), therapist, _roles(roles), format)


def analyze(paths: Iterable[Path], out: Path, settings: Settings) -> list[Result]:
    """Analyze a batch with a progress bar, and record the run beside its reports."""
    from reports.site import Site

    made = datetime.now().astimezone().isoformat(timespec="seconds")
    console = Console(stderr=True)
    with Progress(console=console, transient=True, disable=not console.is_terminal) as bar:
        task = bar.add_task("Sessions")
        results = batch.run(
            paths,
            out,
            settings=settings,
            pages=Site(made, settings.coder.name),
            each=lambda _, total: bar.update(task, advance=1, total=total),
        )
    write(out / "run.json", record.record(settings, results, made=made))
    return results


def tell(results: Sequence[Result], out: Path) -> None:
    """Say what became of a batch and where it is; exit 1 when some files failed, 2 when all did."""
    counts = Counter(result.status for result in results)
    for result in results:
        if result.status == FAILED:
            typer.echo(f"failed: {result.reason}", err=True)
        if result.status == UNCODED:
            typer.echo(f"not coded: {result.path.name}: {result.reason}", err=True)
    typer.echo(", ".join(f"{number} {status}" for status, number in sorted(counts.items())))
    typer.echo(f"Open {out / 'index.html'}")
    if counts[FAILED]:
        raise typer.Exit(2 if counts[FAILED] == len(results) else 1)


def check(paths: Iterable[Path], therapist: str | None, roles: Sequence[str]) -> None:
    """Print what each file holds, as read; exit 1 when some cannot be read, 2 when none can."""
    todo, failed = inputs(paths), 0
    for item in todo:
        try:
            typer.echo(summary.check(reading.check(item.path, therapist=therapist, roles=_roles(roles))))
        except AnalyzerError as problem:
            failed += 1
            typer.echo(f"failed: {problem}", err=True)
    if failed:
        raise typer.Exit(2 if failed == len(todo) else 1)


def show(file: Path, settings: Settings) -> str:
    """Return a readable summary of one session."""
    session = reading.read(file, therapist=settings.therapist, roles=settings.roles)
    return summary.session(analyze_session(session, coder=settings.coder))


def export(paths: Iterable[Path], to: str, out: Path, settings: Settings) -> Sequence[Path]:
    """Analyze transcripts, one by one, and write them for another tool."""
    from analyzer.export import KINDS
    from analyzer.export import export as written

    _among("--to", to, tuple(KINDS))
    sessions = inputs(paths) if KINDS[to].needs_sessions else []
    analyses = (
        analyze_session(
            reading.read(item.path, therapist=settings.therapist, roles=settings.roles, id=item.id),
            coder=settings.coder,
        )
        for item in sessions
    )
    return written(analyses, to, folder(out))


def codes() -> str:
    """List every packaged code with its label, a line each."""
    from analyzer.codebook import packaged

    return "\n".join(f"{m.id:20}{m.who}  {m.label}" for book in packaged() for m in book.markers)


def code(name: str) -> str:
    """Tell one packaged code."""
    from analyzer.codebook import packaged

    markers = {m.id: m for book in packaged() for m in book.markers}
    _among("the code", name, tuple(markers))
    m = markers[name]
    return f"{m.id} {m.label}\n\n{m.definition}\n\nDecide: {m.decide}\n\nSource: {m.source}, {m.locus}"


def check_codebook(file: Path) -> None:
    """Print what is wrong with a codebook, a line each; exit 1 if anything is."""
    from analyzer.codebook import check as verdict
    from analyzer.codebook import load

    faults = verdict(load(file))
    typer.echo("\n".join(faults) or f"{file}: every example is coded as it says")
    if faults:
        raise typer.Exit(1)


def evaluate(gold: Path, coder: str, out: Path | None) -> str:
    """Evaluate a coder on coded sessions, save the details when `out` is given, and return the scores as text."""
    from analyzer.evaluation import report
    from analyzer.evaluation.evaluate import evaluate as evaluated
    from analyzer.evaluation.gold import load

    _among("--coder", coder, CODERS)
    result = evaluated(load(gold), chosen(coder))
    if out:
        report.save(result, out)
    return report.text(result)


def _among(option: str, value: str, choices: Sequence[str]) -> None:
    if value not in choices:
        raise AnalyzerError(f"{option} {value!r} is not known", remedy=f"choose one of {', '.join(choices)}")


def _roles(given: Iterable[str]) -> dict[str, str]:
    pairs = [item.rpartition("=") for item in given]
    for name, _, role in pairs:
        if not name or not role:
            raise AnalyzerError("--role needs NAME=ROLE", remedy="for instance --role 'Speaker 2=client'")
    return {name.strip(): role.strip() for name, _, role in pairs}
