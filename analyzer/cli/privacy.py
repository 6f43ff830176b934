"""Commands about what identifies people and what could leave the machine: redact, llm check."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Optional

import typer

from analyzer.cli.clock import now
from analyzer.cli.options import (
    Concurrency,
    Manifest,
    Model,
    Paths,
    Remote,
    Roles,
    Seed,
    Therapist,
    Timeout,
    Url,
    Votes,
)
from analyzer.llm.service import CONCURRENCY, TIMEOUT

llm = typer.Typer(help="A language model of your own.", no_args_is_help=True, rich_markup_mode=None)


def redact(
    paths: Paths,
    out: Annotated[Path, typer.Option("-o", "--out", help="Folder for the copies.")],
    names: Annotated[Optional[Path], typer.Option(help="A file of known names, a line each.")] = None,  # noqa: UP045
    key: Annotated[str, typer.Option(help="Where to keep the key; none keeps no key.")] = "",
    case: Annotated[str, typer.Option(help="The case all files belong to.")] = "",
    manifest: Manifest = None,
    therapist: Therapist = None,
    role: Roles = [],  # noqa: B006
) -> None:
    """Make copies in which what identifies people is replaced, with a page to check every replacement."""
    from analyzer.cli import asked
    from analyzer.output import write
    from analyzer.redaction import Choices, run
    from reports.redaction import review_page

    beside = out.resolve()
    place = None if key == "none" else Path(key) if key else beside.with_name(f"{out.name}.key.json")
    done = run(paths, out, Choices(names, place, case, manifest, therapist, asked.roles(role)))
    page = beside.with_name(f"{out.name}.review.html")
    write(page, review_page(done, made=now()))
    for problem in done.failed:
        typer.echo(f"failed: {problem.reason}", err=True)
    typer.echo(f"Check every replacement before you rely on it: open {page} (it holds the original words)")
    if done.failed:
        raise typer.Exit(1 if done.copies else 2)


@llm.command("check")
def llm_check(
    url: Url,
    model: Model,
    llm_votes: Votes = 1,
    llm_seed: Seed = 1,
    llm_timeout: Timeout = TIMEOUT,
    llm_concurrency: Concurrency = CONCURRENCY,
    allow_remote: Remote = False,
) -> None:
    """Say whether your language model answers, how fast, and how well it does on invented examples."""
    from analyzer.cli import waits
    from analyzer.llm.checking import SIZE, check
    from analyzer.llm.endpoint import Endpoint
    from analyzer.llm.service import Sampling, Service

    service = Service(url, model, allow_remote=allow_remote, timeout=llm_timeout, concurrency=llm_concurrency)
    endpoint = Endpoint(service, Sampling(llm_votes, llm_seed))
    with waits.bars() as bar:
        typer.echo(check(endpoint, each=waits.steps(bar, SIZE * llm_votes)).text)
