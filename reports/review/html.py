"""HTML of the pages for people who code, under the same policy as the reports."""

from __future__ import annotations

from itertools import groupby

from analyzer.agreement.agree import Agreement
from analyzer.session import Session
from reports.html import CODING, STYLES, environment, sheet
from reports.provenance import Provenance, References, printed
from reports.view.numbers import printable
from reports.view.review_bench import blind, book
from reports.view.review_differences import differences
from reports.view.review_talk import talk


def blind_page(session: Session, *, provenance: Provenance, references: References | None = None) -> str:
    """Write a page for coding a session without the program's codes; the same bytes for the same arguments.

    It holds the transcript, the codebook and what is needed to code; what it saves is read by `analyzer agree`.
    """
    known = references or References()
    return (
        environment()
        .get_template("blind.html.j2")
        .render(
            title=printable(session.id),
            talk=talk(session),
            language=session.language,
            bench=blind(session, known),
            families=[(family, list(cards)) for family, cards in groupby(book(known).values(), key=lambda c: c.family)],
            provenance=printed(provenance),
            sheet=sheet(*CODING, styles=STYLES),
        )
    )


def differences_page(agreement: Agreement, *, provenance: Provenance, references: References | None = None) -> str:
    """Write the page that sets coders side by side where they differ; the same bytes for the same arguments."""
    view = differences(agreement, references or References())
    told = {"view": view, "provenance": printed(provenance), "sheet": sheet("differences.js", styles=STYLES)}
    return environment().get_template("differences.html.j2").render(told)
