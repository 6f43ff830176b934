"""Commands for reviews: apply."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from analyzer.cli.options import Codebooks, Out

app = typer.Typer(help="Take in what reviewers decided.", no_args_is_help=True, rich_markup_mode=None)


@app.callback()
def reviews() -> None:
    """Take in what reviewers decided."""


@app.command()
def apply(
    reviews: Annotated[list[Path], typer.Argument(help="Reviews (ID.review.json), or folders.", show_default=False)],
    out: Out = Path("out"),
    transcripts: Annotated[
        list[Path], typer.Option(help="The transcripts (repeatable).", show_default="those of the run in OUT")
    ] = [],  # noqa: B006
    coder: Annotated[str, typer.Option(help="rules, trained or hybrid.", show_default="that of the run in OUT")] = "",
    codebook: Codebooks = [],  # noqa: B006
) -> None:
    """Keep reviews in OUT/reviews and analyze again: reports and tables as reviewed. Later analyses keep to them."""
    from analyzer.cli import asked, batches
    from analyzer.review.keeping import keep

    paths, wanted = asked.again(out, transcripts, coder)
    for path in keep(reviews, out):
        typer.echo(path)
    batches.tell(batches.analyzed(paths, out, wanted), out)
