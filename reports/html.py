"""HTML: one self-contained page a session and one for all of them, under a policy that lets nothing in or out."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, cast

import jinja2
from markupsafe import Markup

from analyzer.analysis import Analysis
from reports import figures
from reports.provenance import Provenance, References
from reports.view.index import Failure, IndexRow, Link, index_view
from reports.view.review_bench import DONE, bench
from reports.view.session import SessionView, session_view

STYLES = ("page.css", "review.css")
CODING = ("review_store.js", "review_picker.js", "review_desk.js", "review_events.js", "review.js")
"""The scripts that let a person code on a page."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """The style and script of a page, and the content security policy that allows just these two."""

    style: Markup
    script: Markup
    policy: str


def session_page(
    analysis: Analysis,
    *,
    provenance: Provenance,
    references: References | None = None,
) -> str:
    """Write the page of one session; the same bytes for the same arguments."""
    known = references or References()
    view = session_view(analysis, provenance=provenance, references=known)
    pictures = figures.both(view.timeline) if view.timeline else ()
    return (
        environment()
        .get_template("session.html.j2")
        .render(
            view=view,
            pictures=[Markup(svg) for svg in pictures],
            about=_about(view),
            bench=bench(analysis, (*view.ruptures, *view.immediacy), known),
            done=DONE,
            sheet=sheet("session.js", *CODING, styles=STYLES),
        )
    )


def index_page(
    rows: Iterable[IndexRow],
    *,
    provenance: Provenance,
    failures: Iterable[Failure] = (),
    links: Iterable[Link] = (),
) -> str:
    """Write the index of a batch, those most worth reviewing first; the same bytes for the same arguments."""
    view = index_view(rows, failures, provenance, links=links)
    return environment().get_template("index.html.j2").render(view=view, sheet=sheet("index.js"))


def _about(view: SessionView) -> dict[str, Markup]:
    """Write what a page tells about each code once, since it stands beside every use."""
    about = cast("Any", environment().get_template("parts.html.j2").module).about
    return {card.anchor: about(card) for card in view.cards}


@cache
def environment() -> jinja2.Environment:
    """Return what renders templates: autoescaping, and strict about names that are not given."""
    return jinja2.Environment(
        loader=jinja2.PackageLoader("reports"),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


@cache
def sheet(*scripts: str, styles: tuple[str, ...] = ("page.css",)) -> Sheet:
    """Return the sheet of a page with the templates named: its styles and its scripts, one after another."""
    style, code = "".join(map(_text, styles)), "".join(map(_text, scripts))
    policy = (
        f"default-src 'none'; style-src {_allowed(style)}; script-src {_allowed(code)}; "
        "base-uri 'none'; form-action 'none'"
    )
    return Sheet(Markup(style), Markup(code), policy)


def _allowed(content: str) -> str:
    """Return the policy's source that allows exactly this inline content."""
    return f"'sha256-{base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()}'"


def _text(name: str) -> str:
    return (files("reports") / "templates" / name).read_text(encoding="utf-8")
