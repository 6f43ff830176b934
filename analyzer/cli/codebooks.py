"""Commands for codebooks: list, show, check, prompt."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from analyzer.errors import AnalyzerError

app = typer.Typer(help="Look at the codebooks, or check your own.", no_args_is_help=True, rich_markup_mode=None)


@app.command("list")
def every() -> None:
    """List the codes that come with the program."""
    from analyzer.codebook import packaged

    for marker in (marker for book in packaged() for marker in book.markers):
        typer.echo(f"{marker.id:20}{marker.who}  {marker.label}")


@app.command()
def show(code: Annotated[str, typer.Argument(help="A code, such as W2.", show_default=False)]) -> None:
    """Show what a code means, how to decide, and where it comes from."""
    from analyzer.codebook import packaged

    markers = {marker.id: marker for book in packaged() for marker in book.markers}
    if code not in markers:
        raise AnalyzerError(f"there is no code {code!r}", remedy="see analyzer codebook list")
    m = markers[code]
    typer.echo(f"{m.id} {m.label}\n\n{m.definition}\n\nDecide: {m.decide}\n\nSource: {m.source}, {m.locus}")


@app.command()
def check(file: Annotated[Path, typer.Argument(help="A codebook in TOML.", show_default=False)]) -> None:
    """Check a codebook of your own against its examples; exit 1 if anything is wrong with it."""
    from analyzer.codebook import check, load

    faults = check(load(file))
    typer.echo("\n".join(faults) or f"{file}: every example is coded as it says")
    if faults:
        raise typer.Exit(1)


@app.command()
def prompt(instrument: Annotated[str, typer.Argument(help="A codebook's name, such as withdrawal.")]) -> None:
    """Show what a language model of yours is asked."""
    from analyzer.llm.prompt import prompt

    typer.echo(prompt(instrument))
