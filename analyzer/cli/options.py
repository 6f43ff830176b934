"""Options: the arguments and options that several commands share."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Optional

import typer

Paths = Annotated[list[Path], typer.Argument(help="Transcript files, or folders of them.", show_default=False)]
File = Annotated[Path, typer.Argument(help="One transcript.", show_default=False)]
Out = Annotated[Path, typer.Option("-o", "--out", help="Folder for reports and tables.")]
Folder = Annotated[Optional[Path], typer.Option("-o", "--out", help="Folder for the details.")]  # noqa: UP045
Therapist = Annotated[Optional[str], typer.Option(help="The speaker label of the therapist.")]  # noqa: UP045
Roles = Annotated[
    list[str],
    typer.Option("--role", help="A speaker's role, as NAME=client, or NAME=OTHER for one person (repeatable)."),
]
Manifest = Annotated[
    Optional[Path],  # noqa: UP045
    typer.Option(help="A CSV file that says which file is which session of which client (file, client, session …)."),
]


def _in_force(codebooks: list[Path]) -> list[Path]:
    """Put the user's codebooks in force before a command does anything else, or take those of another away."""
    from analyzer.instruments import use

    use(*codebooks)
    return codebooks


Codebooks = Annotated[
    list[Path],
    typer.Option(
        "--codebook",
        callback=_in_force,
        help="A codebook of your own, added to the packaged ones or in the place of one (repeatable).",
        show_default=False,
    ),
]
Coder = Annotated[str, typer.Option("--coder", help="rules, trained, hybrid, llm or hybrid+llm.")]
Format = Annotated[str, typer.Option("--format", help="Tables as csv, parquet or json.")]
Url = Annotated[str, typer.Option("--llm-url", help="Your language model's server, as http://127.0.0.1:11434/v1.")]
Model = Annotated[str, typer.Option("--llm-model", help="The model's name on that server.")]
Votes = Annotated[int, typer.Option("--llm-votes", help="Samples a question.", min=1)]
Seed = Annotated[int, typer.Option("--llm-seed", help="Seed of the first sample.", min=0)]
Timeout = Annotated[float, typer.Option("--llm-timeout", help="Seconds for a whole call.", min=1)]
Concurrency = Annotated[int, typer.Option("--llm-concurrency", help="Calls at a time.", min=1, max=64)]
Cache = Annotated[
    Optional[Path],  # noqa: UP045
    typer.Option("--llm-cache", help="Folder for the model's answers, without a word of talk.", show_default="yours"),
]
NoCache = Annotated[bool, typer.Option("--no-llm-cache", help="Keep no answers, and use none that are kept.")]
Remote = Annotated[bool, typer.Option("--allow-remote", help="Let talk leave for an address that is not private.")]
