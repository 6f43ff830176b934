"""A server that fails, in every way a server can, costs only what it did not answer."""

from __future__ import annotations

import random
import time

import pytest
from scripted import FAULTS, STALL, scripted
from talks import Proposer, doubts, long_talk, talk

from analyzer.codebook import packaged
from analyzer.codes import POSSIBLE
from analyzer.llm import answer, faults
from analyzer.llm.coder import LlmCoder
from analyzer.llm.endpoint import Endpoint
from analyzer.llm.question import coding, fits
from analyzer.llm.service import GIVE_UP, Service

KINDS = {
    "stall": faults.STALLED,
    "drip": faults.STALLED,
    "half": faults.CUT,
    "hang up": faults.CUT,
    "huge": faults.GARBLED,
    "garbage": faults.GARBLED,
    "empty": faults.GARBLED,
    "silent": faults.GARBLED,
    "nested": faults.GARBLED,
    "busy": faults.BUSY,
    "loading": faults.BUSY,
    "broken": faults.FAILED,
    "cut off": faults.TRUNCATED,
    "redirect": faults.REFUSED,
    "refused": faults.REFUSED,
    "too large": faults.REJECTED,
}
"""What a fault of the transport is called."""

CONTENT = {
    "not json": answer.FORM,
    "wrong json": answer.FORM,
    "wrong ids": answer.TURN,
    "wrong code": answer.CODE,
    "wrong quote": answer.QUOTE,
}
"""What a fault of an answer is called."""

UNUSABLE = {"not json", "wrong json"}
BASE = doubts((2, "W2"), (30, "C1"))


def service(server, **changed):
    return Service(server.url, "small", **{"timeout": 10.0, "pause": 0.001, "concurrency": 1, **changed})


def judge(server, base=BASE, **changed):
    return LlmCoder(Endpoint(service(server, **changed)), base=base, judging=True)


def test_every_fault_is_named():
    assert set(FAULTS) == {"", *KINDS, *CONTENT}


@pytest.mark.parametrize("kind", [*KINDS, *CONTENT])
def test_a_question_that_meets_nothing_else_is_left_to_the_base_coder(kind):
    """The first question always meets the fault, the second never."""
    with scripted(fault=lambda _, asked: kind if 2 in asked.turns else "") as server:
        coder = judge(server, timeout=1.0 if KINDS.get(kind) == faults.STALLED else 10.0)
        codes = coder.code(long_talk(40))
    assert [(c.turn, c.coder, c.clarity) for c in codes] == [(2, "stub 1", "possible"), (30, coder.name, "clear")]
    account = coder.account
    if kind in KINDS or kind in UNUSABLE:
        assert account.unanswered == {KINDS.get(kind, faults.UNUSABLE): 1}
        assert (
            f"1 got no answer ({KINDS.get(kind, faults.UNUSABLE)}): what they ask about was coded by stub 1."
            in coder.note
        )
    else:
        assert sum(account.dropped.values()) >= 1
        assert "could not be verified" in coder.note
    assert account.calls == sum(path.endswith("completions") for path in server.paths)


@pytest.mark.parametrize("kind", [kind for kind, name in KINDS.items() if name in faults.PASSING] + list(CONTENT))
def test_a_fault_that_passes_costs_nothing_but_another_try(kind):
    with scripted(fault=lambda number, _: kind if number == 1 else "") as server:
        coder = judge(server)
        codes = coder.code(long_talk(40))
    assert [(c.turn, c.coder, c.clarity) for c in codes] == [(2, coder.name, "clear"), (30, coder.name, "clear")]
    assert not coder.account.unanswered
    assert not coder.account.dropped
    assert len(server.asked) == 3


def test_a_redirect_is_not_followed():
    with scripted(fault=lambda *_: "redirect") as server:
        judge(server).code(long_talk(40))
    assert "/elsewhere" not in server.paths


def test_a_slow_drip_is_held_to_the_limit_of_the_whole_call():
    with scripted(fault=lambda *_: "drip") as server:
        begun = time.monotonic()
        judge(server, doubts((2, "W2")), timeout=0.3).code(long_talk(4))
    assert time.monotonic() - begun < STALL / 2


@pytest.mark.parametrize(("kind", "timeout"), [("hang up", 10.0), ("stall", 0.5), ("refused", 10.0)])
def test_a_dead_server_is_not_asked_for_ever(kind, timeout):
    marks = [(turn, "W2") for turn in range(2, 400, 20)]
    with scripted(fault=lambda *_: kind) as server:
        coder = judge(server, doubts(*marks), timeout=timeout)
        codes = coder.code(long_talk(400))
        assert len(server.asked) <= GIVE_UP * 3
        assert coder.account.unanswered[faults.NOT_ASKED] == len(marks) - GIVE_UP
        assert [(c.turn, c.coder) for c in codes] == [(turn, "stub 1") for turn, _ in marks]
        server.fault = lambda *_: ""
        coder.endpoint.service = service(server)
        assert {c.coder for c in coder.code(long_talk(400))} == {coder.name}


def test_a_server_that_dies_midway_keeps_what_it_answered(tmp_path):
    marks = [(turn, "W2") for turn in range(2, 400, 20)]
    with scripted(fault=lambda number, _: "" if number < 9 else "hang up") as server:
        coder = LlmCoder(Endpoint(service(server), cache=tmp_path), base=doubts(*marks), judging=True)
        codes = coder.code(long_talk(400))
        assert [c.coder == coder.name for c in codes] == [n < 9 for n in range(len(marks))]
        assert coder.note.startswith(f"The language model answered 9 of {len(marks)} questions (21 requests).")
        server.fault = lambda *_: ""
        asked = len(server.asked)
        coder.code(long_talk(400))
        assert len(server.asked) - asked == len(marks) - 9


def test_nobody_listening_costs_only_the_model():
    with scripted() as server:
        gone = service(server)
    coder = LlmCoder(Endpoint(gone), base=BASE, judging=True)
    assert [c.coder for c in coder.code(long_talk(40))] == ["stub 1", "stub 1"]
    assert coder.account.unanswered == {faults.UNREACHED: 2}


def test_a_server_that_asks_to_be_left_alone_is(monkeypatch):
    monkeypatch.setitem(FAULTS, "busy", lambda http, asked: http.send(429, b"{}", Retry_After="1"))
    with scripted(fault=lambda number, _: "busy" if number == 0 else "") as server:
        begun = time.monotonic()
        judge(server, doubts((2, "W2"))).code(long_talk(4))
    assert time.monotonic() - begun >= 1.0


def drawn(seed, share):
    """Return a fault for each call by its number, whatever the order in which calls arrive; few that take time."""
    chance = random.Random(seed)
    kinds = [kind for kind in FAULTS if kind]
    weights = [0.1 if KINDS.get(kind) == faults.STALLED else 1 for kind in kinds]
    numbered = [chance.choices(kinds, weights)[0] if chance.random() < share else "" for _ in range(5000)]
    return lambda number, _: numbered[number]


BOOKS = packaged()
LONG = talk(f"Turn {n}: " + f"word{n} " * 300 for n in range(1, 121))
"""Turns so long that a question holds two."""

PROPOSED = Proposer({(turn, m.id): POSSIBLE for turn in range(1, 121, 7) for book in BOOKS for m in book.markers[:2]})


@pytest.mark.slow
def test_over_five_hundred_calls_with_faults_drawn_at_random_every_outcome_is_counted(monkeypatch):
    monkeypatch.setattr("analyzer.llm.service.GIVE_UP", 50)
    with scripted(fault=drawn(1, 0.35)) as server:
        coder = LlmCoder(Endpoint(service(server, concurrency=8, timeout=5.0)), base=PROPOSED)
        codes = coder.code(LONG)
    account, committed = coder.account, server.committed
    counted = {
        name: sum(committed[kind] for kind, called in KINDS.items() if called == name) for name in KINDS.values()
    }
    slow = account.faults[faults.STALLED] - counted.pop(faults.STALLED)
    assert all(committed[kind] for kind in FAULTS)
    assert account.calls >= len(server.asked) >= 500
    assert account.calls - len(server.asked) <= slow
    assert {name: account.faults[name] for name in counted} == counted
    assert account.answered + account.unanswered.total() == account.questions

    own = {c[:2] for c in codes if c.coder == coder.name}
    lent = [c for c in codes if c.coder == "stub 1"]
    firsts = {(n, q.markers[0]) for q in coding(LONG.talk, BOOKS) for n in q.own if fits(q.markers[0], q.turn[n].role)}
    clean = {(turn, marker.id) for turn, marker in firsts}
    assert own <= clean
    assert len(own) > 0.8 * len(clean)
    assert all(
        LONG.talk[c.turn - 1].text[c.start : c.end].startswith(f"Turn {c.turn}: word") for c in codes if c not in lent
    )
    assert lent
    assert set(lent) <= set(PROPOSED.code(LONG))
    assert not {c[:2] for c in lent} & own
    print(f"\n{account.record()}\n{len(own)} of {len(clean)} codes, {len(lent)} lent")
