"""The command line: parse, make one library call, say where it went."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated, NoReturn, Optional

import typer

from analyzer import __version__
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

codebook = typer.Typer(help="Look at the codebooks, or check your own.", no_args_is_help=True, rich_markup_mode=None)
app.add_typer(codebook, name="codebook")

Paths = Annotated[list[Path], typer.Argument(help="Transcript files, or folders of them.", show_default=False)]
File = Annotated[Path, typer.Argument(help="One transcript.", show_default=False)]
Out = Annotated[Path, typer.Option("-o", "--out", help="Folder for reports and tables.")]
Therapist = Annotated[Optional[str], typer.Option(help="The speaker label of the therapist.")]  # noqa: UP045
Roles = Annotated[list[str], typer.Option("--role", help="A speaker's role, as NAME=client (repeatable).")]
CoderName = Annotated[str, typer.Option("--coder", help="rules, trained or hybrid.")]
Folder = Annotated[Optional[Path], typer.Option("-o", "--out", help="Folder for the details.")]  # noqa: UP045
Format = Annotated[str, typer.Option("--format", help="Tables as csv, parquet or json.")]


@app.command()
def analyze(
    paths: Paths,
    out: Out = Path("out"),
    therapist: Therapist = None,
    role: Roles = [],  # noqa: B006
    coder: CoderName = "hybrid",
    format: Format = "csv",  # noqa: A002
) -> None:
    """Analyze transcripts: HTML reports, tables and a record of the run."""
    from analyzer import commands

    results = commands.analyze(paths, out, commands.settings(coder, therapist, role, format))
    commands.tell(results, out)


@app.command()
def check(paths: Paths, therapist: Therapist = None, role: Roles = []) -> None:  # noqa: B006
    """Show format, turns, speakers, roles, times and problems of transcripts, without analyzing them."""
    from analyzer import commands

    commands.check(paths, therapist, role)


@app.command()
def show(file: File, therapist: Therapist = None, role: Roles = [], coder: CoderName = "hybrid") -> None:  # noqa: B006
    """Print a readable summary of one session."""
    from analyzer import commands

    typer.echo(commands.show(file, commands.settings(coder, therapist, role, "csv")))


@app.command()
def demo(out: Out = Path("out")) -> None:
    """Analyze the invented sample sessions that come with the program."""
    from analyzer import commands
    from analyzer.samples import samples

    with samples() as folder:
        results = commands.analyze([folder], out, commands.settings("hybrid", None, [], "csv"))
    commands.tell(results, out)


@app.command()
def evaluate(
    gold: Annotated[Path, typer.Argument(help="Folder of transcripts with codes.csv, or codes.A.csv and codes.B.csv.")],
    coder: CoderName = "hybrid",
    out: Folder = None,
) -> None:
    """Set a coder's findings beside people's codes: precision, recall, F1, and what was missed."""
    from analyzer import commands

    typer.echo(commands.evaluate(gold, coder, out))


@app.command()
def agree(
    coders: Annotated[list[Path], typer.Argument(help="Coded files or folders, one a coder.", show_default=False)],
    transcripts: Annotated[list[Path], typer.Option(help="The sessions that were coded (repeatable).")] = [],  # noqa: B006
    out: Folder = None,
    tolerance: Annotated[int, typer.Option(help="Turns by which an event's begin and end may differ.")] = 2,
    complete: Annotated[bool, typer.Option(help="Every coder saw every session.")] = False,
    consensus: Annotated[str, typer.Option(help="majority, all or any.")] = "majority",
) -> None:
    """Compare coders, people or programs, on turns, families, codes and events."""
    from analyzer.agreement.command import compare

    typer.echo(
        compare(coders, transcripts=transcripts, out=out, tolerance=tolerance, complete=complete, rule=consensus)
    )


@app.command()
def export(
    paths: Paths,
    to: Annotated[str, typer.Option(help="xlsx, csv, eaf, textgrid, qdpx, qdc, convokit, codebook or variables.")],
    out: Out = Path("out"),
    therapist: Therapist = None,
    role: Roles = [],  # noqa: B006
    coder: CoderName = "hybrid",
) -> None:
    """Analyze transcripts and write them for another tool: Excel, ELAN, Praat, REFI-QDA, ConvoKit."""
    from analyzer import commands

    for path in commands.export(paths, to, out, commands.settings(coder, therapist, role, "csv")):
        typer.echo(path)


@codebook.command("list")
def codebook_list() -> None:
    """List the codes that come with the program."""
    from analyzer import commands

    typer.echo(commands.codes())


@codebook.command("show")
def codebook_show(code: Annotated[str, typer.Argument(help="A code, such as W2.", show_default=False)]) -> None:
    """Show what a code means, how to decide, and where it comes from."""
    from analyzer import commands

    typer.echo(commands.code(code))


@codebook.command("check")
def codebook_check(file: Annotated[Path, typer.Argument(help="A codebook in TOML.", show_default=False)]) -> None:
    """Check a codebook of your own against its examples."""
    from analyzer import commands

    commands.check_codebook(file)


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
