"""A connection: one server asked over HTTP, within limits of time and size, and nothing followed elsewhere."""

from __future__ import annotations

import asyncio
import json
import random
import ssl
from collections import Counter
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, TypeVar

from analyzer.errors import AnalyzerError
from analyzer.llm.address import Address
from analyzer.llm.faults import CUT, FAILED, PASSING, REJECTED, STALLED, UNREACHED, UnansweredError
from analyzer.llm.reply import LONGEST_WAIT, Json, admit, chosen, listed, parsed, whole
from analyzer.llm.service import FORMS, Service, Standing, key

if TYPE_CHECKING:
    import httpx

CONNECT = 10.0
"""Seconds to connect."""

Messages = list[dict[str, str]]
Read = TypeVar("Read")


@dataclass(frozen=True)
class Connection:
    """A server that is being asked; `faults` counts what went wrong, also where another try mended it."""

    address: Address
    service: Service
    standing: Standing
    http: httpx.AsyncClient
    faults: Counter[str] = field(default_factory=Counter)
    calls: Counter[str] = field(default_factory=Counter)

    async def models(self) -> list[Json]:
        """Return what the server says of its models; raise UnansweredError when it says nothing of use."""
        return await self._tried("GET", "/models", None, listed)

    async def chat(self, messages: Messages, schema: Json, **drawing: float) -> str:
        """Return the model's answer, held to `schema` as far as the server can; raise UnansweredError.

        A server that takes no system message gets one message, one that takes no schema is asked for JSON, then for
        plain text; what it took is remembered.
        """
        while True:
            form = self.standing.form
            shape, merged = FORMS[form]
            told = _merged(messages) if merged else messages
            asked = {"model": self.service.model, "messages": told, "stream": False, **drawing}
            body = {**asked, **_format(shape, schema)}
            try:
                content = await self._tried("POST", "/chat/completions", body, chosen)
            except UnansweredError as fault:
                if self.standing.sure or fault.kind not in (REJECTED, FAILED):
                    raise
                self.standing.form = (form + 1) % len(FORMS)
                if not self.standing.form:
                    raise
            else:
                self.standing.sure = True
                return content

    async def _tried(self, method: str, path: str, body: Json | None, read: Callable[[Any], Read]) -> Read:
        """Call until `read` makes sense of a reply, the tries are used up, or the fault is one that stays."""
        for left in reversed(range(self.service.tries)):
            try:
                async with asyncio.timeout(self.service.timeout):
                    return read(await self._called(method, path, body))
            except TimeoutError:
                fault = UnansweredError(STALLED)
            except UnansweredError as met:
                fault = met
            self.faults[fault.kind] += 1
            if not left or fault.kind not in PASSING:
                raise fault
            await asyncio.sleep(self._wait(self.service.tries - 1 - left, fault.after))
        raise UnansweredError(UNREACHED)

    async def _called(self, method: str, path: str, body: Json | None) -> Any:
        import httpx

        self.calls[path] += 1
        place = self.standing.address
        ip = self.address.ips[place % len(self.address.ips)]
        content = None if body is None else json.dumps(body).encode()
        try:
            async with self.http.stream(
                method,
                self.address.called(ip, path),
                content=content,
                extensions={"sni_hostname": self.address.host},
            ) as response:
                admit(response.status_code, response.headers.get("retry-after", ""))
                return parsed(await whole(response))
        except httpx.ConnectError:
            self.standing.address = place + 1
            raise UnansweredError(UNREACHED) from None
        except httpx.TimeoutException:
            raise UnansweredError(STALLED) from None
        except httpx.HTTPError:
            raise UnansweredError(CUT) from None

    def _wait(self, tried: int, after: float) -> float:
        """Return seconds to wait: what the server asks for, or a doubled pause; shaken, so that callers part."""
        return after + min(self.service.pause * 2.0**tried, LONGEST_WAIT) * random.uniform(0.5, 1.0)


@asynccontextmanager
async def connected(address: Address, service: Service, standing: Standing) -> AsyncIterator[Connection]:
    """Open a connection; raise AnalyzerError when the client library is not installed.

    No proxy or credential file of the environment is used, and no redirect is followed.
    """
    try:
        import httpx
    except ModuleNotFoundError:
        raise AnalyzerError(
            "a model is asked with httpx, which is not installed",
            remedy="pip install 'therapy-transcript-analyzer[llm]'",
        ) from None
    async with httpx.AsyncClient(
        headers=_headers(address),
        trust_env=False,
        follow_redirects=False,
        verify=ssl.create_default_context() if address.scheme == "https" else False,
        timeout=httpx.Timeout(service.timeout, connect=min(CONNECT, service.timeout)),
        limits=httpx.Limits(max_connections=service.concurrency, max_keepalive_connections=service.concurrency),
    ) as http:
        yield Connection(address, service, standing, http)


def _headers(address: Address) -> dict[str, str]:
    secret = key()
    given = {"Host": address.netloc, "Accept-Encoding": "identity", "Content-Type": "application/json"}
    return {**given, "Authorization": f"Bearer {secret}"} if secret else given


def _merged(messages: Messages) -> Messages:
    """Return what `messages` say as one message of the user's."""
    return [{"role": "user", "content": "\n\n".join(message["content"] for message in messages)}]


def _format(shape: str, schema: Json) -> dict[str, Any]:
    if shape == "json_schema":
        named = {"name": "answer", "strict": True, "schema": schema}
        return {"response_format": {"type": "json_schema", "json_schema": named}}
    return {"response_format": {"type": "json_object"}} if shape == "json_object" else {}
