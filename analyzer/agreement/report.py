"""The agreement told: as text for the terminal and as files for a paper and for a consensus meeting."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from analyzer.agreement.agree import Agreement
from analyzer.agreement.consensus import NAME, consensus, votes
from analyzer.agreement.disagreements import confusions, disagreements
from analyzer.agreement.rows import AC1, ALPHA, COHEN, FLEISS, INTERVAL, ORDINAL, PERCENT, POSITIVE, Row
from analyzer.codes import family
from analyzer.harmless import cell
from analyzer.output import folder, whole, write
from analyzer.shown import shown

_FEW = 10
"""Below so many marked turns or compared units a row is set apart: its interval says little."""
_LEVELS = {"turn": "turns", "family": "families, by turn", "event turns": "turns in events", "code": "codes, by turn"}
_HEADER = f"{'units':>6}{'marked':>7}  {'pos.':>4} [95 %]        {'alpha':>5} [95 %]        kappa   AC1  all %"
_KINDS = {
    "alone": "nothing like it there",
    "other code": "another code of the family",
    "shifted": "moved by a turn or two",
}
_SINGLE, _MEAN = "ICC(2,1)", "ICC(2,k)"


def text(agreement: Agreement) -> str:
    """Return the agreement as tables, with what it rests on."""
    field = agreement.field
    turns = sum(map(len, field.turns.values()))
    head = f"{len(field.sessions)} sessions, {turns} turns, coded by {', '.join(field.names)}"
    by_name = _grouped(agreement.rows)
    lines = [head, *(f"note: {note}" for note in field.notes), ""]
    for level, title in _LEVELS.items():
        lines += [*_presence(title, [rows for (at, _), rows in by_name.items() if at == level])]
    lines += [*_events(by_name), *_details(by_name), *_sessions(by_name), *_pairs(agreement.rows)]
    return "\n".join(shown(line).rstrip() for line in [*lines, *_reading(agreement)])


def save(agreement: Agreement, out: Path, rule: str = "majority") -> None:
    """Write `agreement.csv` and `.json`, `disagreements.csv`, `confusions.csv` and a `consensus` folder into `out`."""
    folder(out)
    field = agreement.field
    _csv(out / "agreement.csv", Row._fields, agreement.rows)
    write(out / "agreement.json", json.dumps(summary(agreement), indent=1, ensure_ascii=False) + "\n")
    columns = ("session", "turn", "role", "code", "family", "what", *field.names)
    _csv(out / "disagreements.csv", columns, ((*one[:-1], *map(_given, one.given)) for one in disagreements(field)))
    _csv(out / "confusions.csv", ("first", "second", "turns"), confusions(field))
    _consensus(agreement, folder(out / NAME), rule)


def summary(agreement: Agreement) -> dict[str, Any]:
    """Return the agreement as plain values."""
    field = agreement.field
    return {
        "coders": list(field.names),
        "sessions": {session: len(turns) for session, turns in field.turns.items()},
        "tolerance": agreement.tolerance,
        "notes": list(field.notes),
        "rows": [row._asdict() for row in agreement.rows],
    }


def _consensus(agreement: Agreement, out: Path, rule: str) -> None:
    """Write the consensus as a coded folder, with the votes each code had."""
    field = agreement.field
    codes = (
        (v.mark.session, v.mark.turn, v.mark.code, family(v.mark.code), v.mark.clarity, NAME, f"{v.given} of {v.seen}")
        for v in votes(field, rule)
    )
    _csv(out / "codes.csv", ("session", "turn", "code", "family", "clarity", "coder", "votes"), codes)
    events = sorted(consensus(field, rule).episodes)
    columns = ("session", "kind", "start", "end", "initiator", "outcome", "depth", "coder")
    _csv(out / "events.csv", columns, ((*event, NAME) for event in events))


def _grouped(rows: Iterable[Row]) -> dict[tuple[str, str], dict[str, Row]]:
    """Return the rows that compare all coders, by level and name, then by statistic."""
    found: dict[tuple[str, str], dict[str, Row]] = {}
    for row in rows:
        if not row.coders:
            found.setdefault((row.level, row.name), {})[row.statistic] = row
    return found


def _presence(title: str, groups: Sequence[Mapping[str, Row]]) -> Iterator[str]:
    """Yield the table of what is given or not: names, counts, positive agreement and alpha with intervals, the rest."""
    if not groups:
        return
    yield f"{title:26}{_HEADER}"
    for rows in groups:
        positive, percent = rows[POSITIVE], rows[PERCENT]
        kappa = rows.get(COHEN) or rows[FLEISS]
        few = " *" if positive.n < _FEW else ""
        yield (
            f"  {percent.name:24.24}{percent.n:6}{positive.n:7}  {_bounded(positive)} {_bounded(rows[ALPHA])}"
            f"  {_number(kappa.value)} {_number(rows[AC1].value)}  {_percent(percent.value)}{few}"
        )
    yield ""


def _events(by_name: Mapping[tuple[str, str], Mapping[str, Row]]) -> Iterator[str]:
    groups = {name: rows for (level, name), rows in by_name.items() if level == "event"}
    if groups:
        yield f"{'events, paired one to one':50}{'events':>6}    F1 [95 %]"
        for name, rows in groups.items():
            for row in rows.values():
                yield f"  {name + ', ' + row.statistic:48}{row.n:6}  {_bounded(row)}"
        yield ""


def _details(by_name: Mapping[tuple[str, str], Mapping[str, Row]]) -> Iterator[str]:
    groups = {name: rows for (level, name), rows in by_name.items() if level == "event detail"}
    if groups:
        yield f"{'of events that share a turn':40}{'pairs':>6}"
        for name, rows in groups.items():
            row = rows.get(PERCENT) or rows.get(_SINGLE) or rows.get("ICC(1,1)") or next(iter(rows.values()))
            alpha = rows.get(ALPHA) or rows.get(ORDINAL)
            told = f"  {alpha.statistic} {_bounded(alpha)}" if alpha else ""
            yield f"  {name:38}{row.n:6}  {row.statistic} {_bounded(row)}{told}{' *' if row.n < _FEW else ''}"
        yield ""


def _sessions(by_name: Mapping[tuple[str, str], Mapping[str, Row]]) -> Iterator[str]:
    for level, title in (("session count", "how often, by session"), ("session rating", "ratings of sessions")):
        groups = {name: rows for (at, name), rows in by_name.items() if at == level}
        if groups:
            yield f"{title:26}{'n':>6}  {_SINGLE} [95 %]      {_MEAN} [95 %]"
        for name, rows in groups.items():
            n = rows[INTERVAL].n
            pair = "   ".join(_bounded(rows[form]) if form in rows else f"{'-':>4}{'':14}" for form in (_SINGLE, _MEAN))
            yield f"  {name:24.24}{n:6}  {pair}{' *' if n < _FEW else ''}"
        if groups:
            yield ""


def _pairs(rows: Iterable[Row]) -> Iterator[str]:
    """Yield positive agreement and kappa of every two coders on families."""
    found: dict[tuple[str, str], dict[str, Row]] = {}
    for row in rows:
        if row.coders:
            found.setdefault((row.name, row.coders), {})[row.statistic] = row
    if found:
        yield f"{'every two coders':58}{'marked':>7}  {'pos.':>4} [95 %]        kappa [95 %]"
    for (name, coders), of in found.items():
        yield f"  {name:24.24}{coders:32.32}{of[POSITIVE].n:7}  {_bounded(of[POSITIVE])}  {_bounded(of[COHEN])}"
    if found:
        yield ""


def _reading(agreement: Agreement) -> Iterator[str]:
    differ = disagreements(agreement.field)
    yield f"{len(differ)} codes on turns differ: {_counted([one.what for one in differ])}"
    top = confusions(agreement.field)[:5]
    if top:
        yield f"taken for each other: {', '.join(f'{c.first} and {c.second} ({c.turns})' for c in top)}"
    yield "pos.: given that one coder marked a turn, how likely another did; it does not count turns nobody marked"
    yield f"*: fewer than {_FEW}, too few to say much; -: cannot be told; [95 %]: sessions drawn anew (ICC: F)"
    yield "agreement is agreement between these coders on this manual, not accuracy; see docs/agreement.md"


def _counted(values: Sequence[str]) -> str:
    return ", ".join(f"{values.count(kind)} {told}" for kind, told in _KINDS.items())


def _csv(path: Path, columns: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    with whole(path) as out:
        writer = csv.writer(out, lineterminator="\n")
        writer.writerow(map(cell, columns))
        writer.writerows(["" if value is None else cell(value) for value in row] for row in rows)


def _given(clarity: str | None) -> str:
    return "not seen" if clarity is None else clarity


def _bounded(row: Row) -> str:
    interval = f"[{_number(row.low).strip()}, {_number(row.high).strip()}]" if row.low is not None else ""
    return f"{_number(row.value)} {interval:14}"


def _number(value: float | None) -> str:
    return "   -" if value is None else f"{round(value, 2) + 0.0:4.2f}"


def _percent(value: float | None) -> str:
    """Return a percentage, 0 and 100 only where exactly so."""
    if value is None:
        return "    -"
    shown = value if value in (0.0, 1.0) else min(max(value, 0.001), 0.999)
    return f"{100 * shown:5.1f}"
