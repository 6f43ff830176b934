"""GUIDs: fixed names for things in exchanged files, made from what the things are, so that they never change."""

from __future__ import annotations

from uuid import NAMESPACE_OID, uuid5

from analyzer.export.plain import fit

_SPACE = uuid5(NAMESPACE_OID, "therapy-transcript-analyzer")


def guid(kind: str, *parts: object) -> str:
    """Return the GUID of the thing of `kind` that `parts` tell from all others of its kind."""
    return str(uuid5(_SPACE, fit("\n".join(map(repr, (kind, *parts))))))
