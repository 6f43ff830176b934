"""The command line: parse, make one library call, say where it went."""

from __future__ import annotations

import sys
from typing import Annotated, NoReturn

import typer

from analyzer import __version__
from analyzer.cli import codebooks, people, privacy, reports, reviews
from analyzer.errors import AnalyzerError, unforeseen

app = typer.Typer(
    help="Find immediacy, alliance ruptures and their repair in therapy transcripts. Nothing leaves this machine.",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    pretty_exceptions_show_locals=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
for command in (
    reports.analyze,
    reports.check,
    reports.show,
    reports.demo,
    reports.export,
    people.evaluate,
    people.agree,
    people.blind,
    privacy.redact,
):
    app.command()(command)
app.add_typer(codebooks.app, name="codebook")
app.add_typer(reviews.app, name="review")
app.add_typer(privacy.llm, name="llm")


def version(shown: bool) -> None:
    """Print the version and stop, when asked to."""
    if shown:
        typer.echo(f"analyzer {__version__}")
        raise typer.Exit


@app.callback()
def options(
    version: Annotated[
        bool, typer.Option("--version", callback=version, is_eager=True, help="Show the version.")
    ] = False,
) -> None:
    """Take the options that stand before a command."""


def main() -> None:
    """Run the command line; whatever goes wrong ends in one line and exit code 2."""
    try:
        app()
    except AnalyzerError as problem:
        _stop(problem)
    except Exception as problem:  # a message of ours or of a library's might hold talk
        _stop(unforeseen(problem))


def _stop(problem: AnalyzerError) -> NoReturn:
    typer.echo(f"analyzer: {problem}", err=True)
    sys.exit(2)
