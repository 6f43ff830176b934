"""A scripted server: speaks the protocol of a language-model server and commits the fault it is told to."""

from __future__ import annotations

import json
import re
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

DATA = re.compile(r"^BEGIN (\S+)\n(.*?)\nEND \1$", re.DOTALL | re.MULTILINE)
STALL = 8.0
"""Seconds that a stalling server keeps silent; callers' time limits are set below it."""


class Asked:
    """One request as the server got it, taken apart as a model would see it."""

    def __init__(self, body: dict[str, Any], headers: dict[str, str]) -> None:
        self.body = body
        self.headers = headers
        self.system, self.user = body["messages"][0]["content"], body["messages"][-1]["content"]
        found = DATA.search(self.user)
        assert found
        self.mark = found[1]
        self.lines = found[2].split("\n")
        self.turns = {turn["turn"]: turn for turn in map(json.loads, self.lines)}

    @property
    def schema(self) -> dict[str, Any]:
        return self.body["response_format"]["json_schema"]["schema"]

    @property
    def claims(self) -> list[tuple[int, str]]:
        pairs = re.findall(r"^\d+\. turn (\d+): (\S+)$", self.user.partition("BEGIN")[0], re.MULTILINE)
        return [(int(turn), code) for turn, code in pairs]

    @property
    def own(self) -> list[int]:
        told = re.search(r"^Code the turns ([\d, ]+)(?:to (\d+))? of", self.user, re.MULTILINE)
        if not told:
            return []
        first = [int(number) for number in told[1].split(", ")]
        return list(range(first[0], int(told[2]) + 1)) if told[2] else first


Answer = Callable[[Asked], Any]
Fault = Callable[[int, Asked], str]


def quoting(asked: Asked) -> Any:
    """Answer like a good model: let claims stand, or give the first code of the book to each turn that may have it."""
    if asked.claims:
        return {
            "verdicts": [
                {"id": n, "holds": "clear", "quote": asked.turns[turn]["text"]}
                for n, (turn, _) in enumerate(asked.claims, start=1)
            ]
        }
    code, who = re.search(r"^(\S+): .* \((\w+) turns? ?\w*\)$", asked.system, re.MULTILINE).groups()
    turns = [n for n in asked.own if who == "any" or (who == "therapist") == (asked.turns[n]["role"] == "therapist")]
    return {
        "findings": [
            {"turn": n, "code": code, "clarity": "clear", "quote": asked.turns[n]["text"].split(" […] ")[0]}
            for n in turns
        ]
    }


def nothing(asked: Asked) -> Any:
    """Answer that no code fits, and that no claim holds."""
    if asked.claims:
        return {"verdicts": [{"id": n, "holds": "no", "quote": ""} for n in range(1, len(asked.claims) + 1)]}
    return {"findings": []}


class Server:
    """What a test tells the server to do, and what it was asked: `answer` makes content, `fault` names one or ""."""

    def __init__(self, answer: Answer, fault: Fault) -> None:
        self.answer = answer
        self.fault = fault
        self.asked: list[Asked] = []
        self.paths: list[str] = []
        self.committed: Counter[str] = Counter()
        self.models: Any = {"data": [{"id": "small"}]}
        self.lists = True
        self.lock = threading.Lock()
        self.url = ""

    def greets(self, body: dict[str, Any]) -> int:
        return 200 if body["model"] in [one["id"] for one in self.models["data"]] else 404


def reply(content: Any, finish: str = "stop") -> bytes:
    text = content if isinstance(content, str) else json.dumps(content)
    message = {"role": "assistant", "content": text}
    return json.dumps({"choices": [{"index": 0, "message": message, "finish_reason": finish}]}).encode()


def handler(server: Server) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        disable_nagle_algorithm = True

        def log_message(self, *_: Any) -> None:
            pass

        def do_GET(self) -> None:
            server.paths.append(self.path)
            self.send(200 if server.lists else 404, json.dumps(server.models).encode())

        def do_POST(self) -> None:
            body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            if '{"ready": true}' in body["messages"][-1]["content"]:
                self.send(server.greets(body), reply({"ready": True}))
            else:
                self.asked(Asked(body, dict(self.headers)))

        def asked(self, asked: Asked) -> None:
            with server.lock:
                number = len(server.asked)
                server.asked.append(asked)
                server.paths.append(self.path)
                fault = server.fault(number, asked)
                server.committed[fault] += 1
            FAULTS[fault](self, asked)

        def send(self, status: int, body: bytes, **headers: str) -> None:
            self.send_response(status)
            for name, value in {"Content-Length": str(len(body)), **headers}.items():
                self.send_header(name.replace("_", "-"), value)
            self.end_headers()
            self.wfile.write(body)

        def good(self, asked: Asked) -> bytes:
            return reply(server.answer(asked))

        def drop(self) -> None:
            self.close_connection = True

    return Handler


def _stall(http: Any, asked: Asked) -> None:
    time.sleep(STALL)
    http.drop()


def _drip(http: Any, asked: Asked) -> None:
    """Send a byte now and then: each comes well within any limit for a single read."""
    http.send_response(200)
    http.send_header("Content-Length", "5000")
    http.end_headers()
    http.drop()
    try:
        for _ in range(int(STALL / 0.05)):
            http.wfile.write(b" ")
            http.wfile.flush()
            time.sleep(0.05)
    except OSError:
        return


def _half(http: Any, asked: Asked) -> None:
    """Send half of what was announced, and hang up."""
    body = http.good(asked)
    http.send_response(200)
    http.send_header("Content-Length", str(len(body)))
    http.end_headers()
    http.wfile.write(body[: len(body) // 2])
    http.drop()


def _altered(http: Any, asked: Asked, **changed: Any) -> None:
    """Send a good answer with something in each of its entries changed."""
    told = json.loads(json.loads(http.good(asked))["choices"][0]["message"]["content"])
    entries = [{**entry, **changed} for entry in next(iter(told.values()))]
    http.send(200, reply(dict.fromkeys(told, entries)))


def _huge(http: Any, asked: Asked) -> None:
    http.send(200, b'{"choices": "' + b"x" * 1_100_000 + b'"}')


FAULTS: dict[str, Callable[[Any, Asked], None]] = {
    "": lambda http, asked: http.send(200, http.good(asked)),
    "stall": _stall,
    "drip": _drip,
    "half": _half,
    "huge": _huge,
    "hang up": lambda http, asked: http.drop(),
    "busy": lambda http, asked: http.send(429, b"{}", Retry_After="0"),
    "loading": lambda http, asked: http.send(503, b"{}"),
    "broken": lambda http, asked: http.send(500, b"<h1>Internal Server Error</h1>"),
    "garbage": lambda http, asked: http.send(200, b"\x00\xff<html>"),
    "empty": lambda http, asked: http.send(200, b'{"choices": []}'),
    "silent": lambda http, asked: http.send(200, reply("")),
    "nested": lambda http, asked: http.send(200, b"[" * 100_000),
    "not json": lambda http, asked: http.send(200, reply("Sure! The client seems withdrawn.")),
    "wrong json": lambda http, asked: http.send(200, reply({"codes": ["W2"]})),
    "cut off": lambda http, asked: http.send(200, reply('{"findings": [{"turn": 1, "co', "length")),
    "wrong ids": lambda http, asked: _altered(http, asked, id=99, turn=9999),
    "wrong code": lambda http, asked: _altered(http, asked, code="X9", id="1"),
    "wrong quote": lambda http, asked: _altered(http, asked, quote="words that nobody said"),
    "redirect": lambda http, asked: http.send(307, b"", Location="/elsewhere"),
    "refused": lambda http, asked: http.send(401, b"{}"),
    "too large": lambda http, asked: http.send(400, b'{"error": "context"}'),
}


class Http(ThreadingHTTPServer):
    daemon_threads = True
    block_on_close = False

    def handle_error(self, *_: Any) -> None:
        """Say nothing of callers that hang up, as one does whose time is up."""


@contextmanager
def scripted(answer: Answer = quoting, fault: Fault = lambda number, asked: "") -> Iterator[Server]:
    """Run a server on loopback for the length of a test."""
    server = Server(answer, fault)
    http = Http(("127.0.0.1", 0), handler(server))
    threading.Thread(target=http.serve_forever, args=(0.02,), daemon=True).start()
    server.url = f"http://127.0.0.1:{http.server_port}/v1"
    try:
        yield server
    finally:
        http.shutdown()
        http.server_close()
