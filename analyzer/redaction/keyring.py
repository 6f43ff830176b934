"""A key ring: the keys of all cases of a run, kept in one file that only its owner can read, or nowhere."""

from __future__ import annotations

import json
import secrets
from dataclasses import asdict
from pathlib import Path
from typing import Any

from analyzer.errors import AnalyzerError
from analyzer.output import write
from analyzer.redaction.identities import Identity
from analyzer.redaction.key import Key
from analyzer.redaction.names import Names

FORM = 1


class Keyring:
    """The keys by case; `seed` is drawn at random unless given, and decides how far each case's dates move."""

    def __init__(self, names: Names, *, seed: str = "", keys: dict[str, Key] | None = None) -> None:
        self.names = names
        self.seed = seed or secrets.token_hex(16)
        self.keys = keys or {}

    def key(self, case: str) -> Key:
        """Return the key of `case`, new if there was none, with the user's names in it."""
        key = self.keys.setdefault(case, Key(case, self.seed))
        key.listed, key.kept = dict(self.names.listed), self.names.kept
        return key

    def save(self, path: Path) -> None:
        """Write the keys to `path`, readable by the owner only."""
        cases = {case: _told(key) for case, key in self.keys.items()}
        told = {"form": FORM, "seed": self.seed, "cases": cases}
        write(path, json.dumps(told, indent=1, ensure_ascii=False) + "\n")


def load(path: Path | None, names: Names) -> Keyring:
    """Read the keys at `path`, so that new sessions of a case get the labels of the old; without a file, a new ring."""
    if path is None or not path.exists():
        return Keyring(names)
    try:
        told = json.loads(path.read_text(encoding="utf-8"))
        keys = {case: _key(case, told["seed"], one) for case, one in told["cases"].items()}
        return Keyring(names, seed=told["seed"], keys=keys)
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        raise AnalyzerError(
            "this is no key file, or a damaged one", path=path, remedy="name another with --key"
        ) from None


def _told(key: Key) -> dict[str, Any]:
    return {"files": key.files, "identities": [asdict(one) for one in key.identities]}


def _key(case: str, seed: str, told: dict[str, Any]) -> Key:
    identities = [
        Identity(one["label"], one["kind"], list(one["spellings"]), bool(one["sure"])) for one in told["identities"]
    ]
    return Key(case, seed, identities, dict(told["files"]))
