"""A greeting: what a server says of itself and whether its model answers, before any talk is sent."""

from __future__ import annotations

import json
from typing import Any, NamedTuple

from analyzer.errors import AnalyzerError
from analyzer.llm.address import Address
from analyzer.llm.asking import run
from analyzer.llm.connection import connected
from analyzer.llm.faults import GARBLED, REFUSED, TRUNCATED, UnansweredError
from analyzer.llm.prompt import TASK
from analyzer.llm.service import KEY, Service, Standing

LONGEST = 80
"""Characters of a name that a server gives its model, which is not ours to trust."""

WEIGHTS = ("n_params", "size", "ftype")
"""What a llama.cpp server tells of the weights, which name them better than a file's name does."""


class Served(NamedTuple):
    """What a server lists: the names of its `models`, and of the one asked for its own `name` and `weights`."""

    models: tuple[str, ...] = ()
    name: str = ""
    weights: tuple[tuple[str, Any], ...] = ()

    def fingerprint(self, model: str) -> str:
        """Return what identifies the model that answers to `model`, so that another behind the same name is told."""
        return json.dumps([model, self.name, self.weights])

    @property
    def told(self) -> str:
        """Return the server's own name of the model for reading, without its folder."""
        last = self.name.replace("\\", "/").rpartition("/")[2]
        return "".join(sign if sign.isprintable() else "\N{REPLACEMENT CHARACTER}" for sign in last[:LONGEST])


def greet(address: Address, service: Service, standing: Standing) -> Served:
    """Ask the server what it serves and the model for a word; raise AnalyzerError when either does not answer.

    The word loads the model, and shows what form of question the server takes.
    """
    served = Served()
    try:
        served = listed(address, service, standing)
        run(_word(address, service, standing))
    except UnansweredError as fault:
        raise _unready(address, service.model, fault, served.models) from None
    return served


def listed(address: Address, service: Service, standing: Standing) -> Served:
    """Return what the server lists, nothing if it answers but keeps no list; raise UnansweredError if it does not.

    A server of one model answers to any name, so that model is the one.
    """
    entries = run(_entries(address, service, standing))
    entry = next((one for one in entries if one["id"] == service.model), entries[0] if len(entries) == 1 else {})
    meta = entry.get("meta")
    weights = tuple((name, meta[name]) for name in WEIGHTS if name in meta) if isinstance(meta, dict) else ()
    return Served(tuple(one["id"] for one in entries), entry.get("id", ""), weights)


async def _entries(address: Address, service: Service, standing: Standing) -> list[Any]:
    async with connected(address, service, standing) as connection:
        try:
            return await connection.models()
        except UnansweredError as fault:
            if fault.kind not in (REFUSED, GARBLED):
                raise
            return []


async def _word(address: Address, service: Service, standing: Standing) -> None:
    """Ask the model for a word; what it says does not matter."""
    told = [{"role": "system", "content": TASK}, {"role": "user", "content": 'Answer with JSON only: {"ready": true}'}]
    schema = {"type": "object", "properties": {"ready": {"type": "boolean"}}, "required": ["ready"]}
    async with connected(address, service, standing) as connection:
        try:
            await connection.chat(told, schema, temperature=0.0, max_tokens=16)
        except UnansweredError as fault:
            if fault.kind not in (TRUNCATED, GARBLED):
                raise


def _unready(address: Address, model: str, fault: UnansweredError, models: tuple[str, ...]) -> AnalyzerError:
    if models:
        names = ", ".join(models)
        return AnalyzerError(f"the model {model} does not answer ({fault.kind})", remedy=f"the server lists {names}")
    trust = ", or trust its certificate (SSL_CERT_FILE)" if address.scheme == "https" else ""
    remedy = f"check the key in {KEY}" if fault.kind == REFUSED else f"start the server, or check --llm-url{trust}"
    return AnalyzerError(f"the server at {address.url} does not answer ({fault.kind})", remedy=remedy)
