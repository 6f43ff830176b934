"""Commands for people's codes: evaluate, agree, blind."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from analyzer.cli.clock import now
from analyzer.cli.options import (
    Cache,
    Codebooks,
    Coder,
    Concurrency,
    Folder,
    Model,
    NoCache,
    Out,
    Paths,
    Remote,
    Roles,
    Seed,
    Therapist,
    Timeout,
    Url,
    Votes,
)
from analyzer.coding.telling import whole
from analyzer.llm.service import CONCURRENCY, TIMEOUT


def evaluate(
    gold: Annotated[Path, typer.Argument(help="Folder of transcripts with codes.csv, or codes.A.csv and codes.B.csv.")],
    coder: Coder = "hybrid",
    codebook: Codebooks = [],  # noqa: B006
    out: Folder = None,
    llm_url: Url = "",
    llm_model: Model = "",
    llm_votes: Votes = 1,
    llm_seed: Seed = 1,
    llm_timeout: Timeout = TIMEOUT,
    llm_concurrency: Concurrency = CONCURRENCY,
    llm_cache: Cache = None,
    no_llm_cache: NoCache = False,
    allow_remote: Remote = False,
) -> None:
    """Set a coder's findings beside people's codes: precision, recall, F1, and what was missed."""
    from analyzer.cli import asked, waits
    from analyzer.evaluation import report
    from analyzer.evaluation.evaluate import evaluate
    from analyzer.evaluation.gold import load

    endpoint = asked.endpoint(
        llm_url,
        llm_model,
        remote=allow_remote,
        timeout=llm_timeout,
        concurrency=llm_concurrency,
        votes=llm_votes,
        seed=llm_seed,
        cache=llm_cache,
        kept=not no_llm_cache,
    )
    chosen, people = asked.coder(coder, endpoint, alone=True), load(gold)
    with waits.bars() as bar:
        waits.watch(chosen, people.sessions, bar)
        result = evaluate(people, chosen)
    if out:
        report.save(result, out)
    typer.echo("\n".join(filter(None, (report.text(result), whole(chosen)))))


def agree(
    coders: Annotated[list[Path], typer.Argument(help="Coded files or folders, one a coder.", show_default=False)],
    transcripts: Annotated[list[Path], typer.Option(help="The sessions that were coded (repeatable).")] = [],  # noqa: B006
    out: Folder = None,
    tolerance: Annotated[int, typer.Option(help="Turns by which an event's begin and end may differ.")] = 2,
    complete: Annotated[bool, typer.Option(help="Every coder saw every session.")] = False,
    consensus: Annotated[str, typer.Option(help="majority, all or any.")] = "majority",
    codebook: Codebooks = [],  # noqa: B006
) -> None:
    """Compare coders, people or programs, on turns, families, codes and events."""
    from analyzer import __version__
    from analyzer.agreement.command import compare
    from reports.provenance import Provenance
    from reports.review.html import differences_page

    told = compare(
        coders,
        transcripts=transcripts,
        out=out,
        tolerance=tolerance,
        complete=complete,
        rule=consensus,
        page=lambda agreement: differences_page(agreement, provenance=Provenance(__version__, now())),
    )
    typer.echo(told)


def blind(
    paths: Paths,
    out: Out = Path("out"),
    therapist: Therapist = None,
    role: Roles = [],  # noqa: B006
    codebook: Codebooks = [],  # noqa: B006
) -> None:
    """Write pages for coding by hand, without the program's codes."""
    from analyzer.cli import asked, batches

    for path in batches.blinded(paths, out, therapist, asked.roles(role)):
        typer.echo(path)
