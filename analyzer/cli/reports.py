"""Commands that read transcripts and show what is in them: analyze, check, show, demo, export."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Optional

import typer

from analyzer.cli.options import (
    Cache,
    Codebooks,
    Coder,
    Concurrency,
    File,
    Format,
    Manifest,
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
from analyzer.llm.service import CONCURRENCY, TIMEOUT


def analyze(
    paths: Paths,
    out: Out = Path("out"),
    therapist: Therapist = None,
    role: Roles = [],  # noqa: B006
    coder: Coder = "hybrid",
    codebook: Codebooks = [],  # noqa: B006
    format: Format = "csv",  # noqa: A002
    manifest: Manifest = None,
    review: Annotated[Optional[Path], typer.Option(help="Folder of reviews (ID.review.json) to apply.")] = None,  # noqa: UP045
    redact: Annotated[bool, typer.Option(help="Analyze redacted copies, made first in OUT/copies.")] = False,
    names: Annotated[Optional[Path], typer.Option(help="With --redact: a file of known names, a line each.")] = None,  # noqa: UP045
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
    """Analyze transcripts: HTML reports, tables and a record of the run."""
    from analyzer.cli import asked, batches

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
    wanted = asked.settings(
        asked.coder(coder, endpoint), therapist, role, format=format, reviews=review, manifest=manifest
    )
    results = batches.redacted(paths, out, wanted, names) if redact else batches.analyzed(paths, out, wanted)
    batches.tell(results, out)


def check(paths: Paths, therapist: Therapist = None, role: Roles = [], manifest: Manifest = None) -> None:  # noqa: B006
    """Show format, turns, speakers, roles, times and problems of transcripts, without analyzing them."""
    from analyzer.cli import asked, batches

    batches.check(paths, therapist, asked.roles(role), manifest)


def show(
    file: File,
    therapist: Therapist = None,
    role: Roles = [],  # noqa: B006
    coder: Coder = "hybrid",
    codebook: Codebooks = [],  # noqa: B006
) -> None:
    """Print a readable summary of one session."""
    from analyzer import summary
    from analyzer.analysis import analyze
    from analyzer.cli import asked
    from analyzer.reading import read

    session = read(file, therapist=therapist, roles=asked.roles(role))
    typer.echo(summary.session(analyze(session, coder=asked.coder(coder))))


def demo(out: Out = Path("out")) -> None:
    """Analyze the invented sample sessions that come with the program."""
    from analyzer.cli import asked, batches
    from analyzer.samples import samples

    with samples() as folder:
        results = batches.analyzed([folder], out, asked.settings(asked.coder("hybrid"), None, []))
    batches.tell(results, out)


def export(
    paths: Paths,
    to: Annotated[str, typer.Option(help="xlsx, csv, eaf, textgrid, qdpx, qdc, convokit, codebook or variables.")],
    out: Out = Path("out"),
    therapist: Therapist = None,
    role: Roles = [],  # noqa: B006
    coder: Coder = "hybrid",
    codebook: Codebooks = [],  # noqa: B006
    manifest: Manifest = None,
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
    """Analyze transcripts and write them for another tool: Excel, ELAN, Praat, REFI-QDA, ConvoKit."""
    from analyzer.cli import asked, batches

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
    wanted = asked.settings(asked.coder(coder, endpoint), therapist, role, manifest=manifest)
    for path in batches.exported(paths, to, out, wanted):
        typer.echo(path)
