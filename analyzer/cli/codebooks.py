"""Commands for codebooks: list, show, new, check, docs, prompt."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from analyzer.cli.options import Codebooks, Out
from analyzer.errors import AnalyzerError

app = typer.Typer(help="Look at the codebooks, or make your own.", no_args_is_help=True, rich_markup_mode=None)
File = Annotated[Path, typer.Argument(help="A codebook in TOML.", show_default=False)]


@app.command("list")
def every(codebook: Codebooks = []) -> None:  # noqa: B006
    """List the codebooks and their codes."""
    from analyzer.instruments import instruments

    for book in instruments():
        typer.echo(f"{book.id}: {book.title}")
        for marker in book.markers:
            typer.echo(f"  {marker.id:20}{marker.who}  {marker.label}")


@app.command()
def show(
    name: Annotated[str, typer.Argument(help="A code, such as W2, or a codebook, such as withdrawal.")],
    codebook: Codebooks = [],  # noqa: B006
) -> None:
    """Show what a code means, how to decide, how it is found, and where it comes from."""
    from analyzer.coding.manual import shown
    from analyzer.instruments import instruments

    found = [m for book in instruments() for m in book.markers if name in (m.id, book.id)]
    if not found:
        raise AnalyzerError(f"there is no code or codebook {name!r}", remedy="see analyzer codebook list")
    typer.echo("\n\n".join(map(shown, found)))


@app.command()
def new(
    file: File,
    like: Annotated[str, typer.Option("--from", help="Begin with a packaged codebook, such as withdrawal.")] = "",
) -> None:
    """Write a codebook to begin with: an example to change, or a packaged one to take its place."""
    from analyzer.output import write
    from analyzer.starter import starter

    if file.exists():
        raise AnalyzerError("there is such a file already", path=file, remedy="give another name")
    write(file, starter(file.stem, like))
    typer.echo(f"{file}: change it, then: analyzer codebook check {file}")


@app.command()
def check(file: File) -> None:
    """Check a codebook of your own against its examples; exit 1 if anything is wrong with it."""
    from analyzer.codebook import check, load

    faults = check(load(file))
    typer.echo("\n".join(faults) or f"{file}: every example is coded as it says")
    if faults:
        raise typer.Exit(1)


@app.command()
def docs(
    codebook: Annotated[list[Path], typer.Argument(help="Codebooks in TOML, or none for all that are packaged.")] = [],  # noqa: B006
    out: Out = Path("out"),
) -> None:
    """Write codebooks to read, as Markdown and as a web page: definitions, cues, examples, near misses."""
    from analyzer.codebook import load, packaged
    from analyzer.export import export

    for path in export([], "codebook", out, books=[load(file) for file in codebook] or packaged()):
        typer.echo(path)


@app.command()
def prompt(instrument: Annotated[str, typer.Argument(help="A codebook's name, such as withdrawal.")]) -> None:
    """Show what a language model of yours is asked."""
    from analyzer.llm.prompt import prompt

    typer.echo(prompt(instrument))
