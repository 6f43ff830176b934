"""Variables of a REFI-QDA project: what the sessions table counts and rates, as values of cases and texts."""

from __future__ import annotations

from xml.etree.ElementTree import Element

from analyzer.analysis import Analysis
from analyzer.export.dictionary import variables
from analyzer.export.guids import guid
from analyzer.export.markup import add
from analyzer.tally import SESSIONS, sessions_row

_HEADS = (
    "coded",
    "turns",
    "codes_",
    "clear_",
    "events_",
    "bids_",
    "immediacy_turns",
    "immediacy_depth",
    "ruptures_",
    "rating_",
)
_TYPES = {"boolean": "Boolean", "int64": "Integer", "Int64": "Integer"}
NAMES = tuple(name for name, dtype in SESSIONS.items() if dtype in _TYPES and name.startswith(_HEADS))
"""The columns of the sessions table that are variables: whole numbers and yes or no, without the measures of talk."""


def add_variables(project: Element) -> None:
    """Append the definitions of the variables to a project."""
    told = {variable.name: variable for variable in variables("sessions")}
    made = add(project, "Variables")
    for name in NAMES:
        one = add(made, "Variable", guid=guid("variable", name), name=name, typeOfVariable=_TYPES[SESSIONS[name]])
        add(one, "Description", told[name].definition)


def add_values(parent: Element, analysis: Analysis) -> None:
    """Append the values that a session has to its case or text.

    What cannot be told is left out, and so are all counts where the session was not coded.
    """
    row = sessions_row(analysis)
    for name in NAMES if row["coded"] else ("coded", "turns"):
        if row[name] is not None:
            value = add(parent, "VariableValue")
            add(value, "VariableRef", targetGUID=guid("variable", name))
            add(value, f"{_TYPES[SESSIONS[name]]}Value", _text(row[name]))


def _text(value: object) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)
