"""The coder from end to end on a scripted server: judging, coding, votes, the cache, and what it says of itself."""

from __future__ import annotations

import asyncio
import json
import logging
import os
import signal
import stat
import subprocess
import sys
import threading
import time

import pytest
from scripted import nothing, quoting, scripted
from talks import Proposer, doubts, long_talk, talk

from analyzer.analysis import analyze
from analyzer.codebook import packaged
from analyzer.codes import Code
from analyzer.errors import AnalyzerError
from analyzer.llm.coder import Estimate, LlmCoder
from analyzer.llm.endpoint import Endpoint
from analyzer.llm.prompt import TASK, version
from analyzer.llm.service import FORMS, KEY, Sampling, Service

MOVEMENT = tuple(book for book in packaged() if book.id == "movement")
DOUBTS = doubts((2, "W2"), (30, "C1"), (32, "C1"))


def service(server, **changed):
    return Service(server.url, "small", **{"timeout": 20.0, "pause": 0.001, **changed})


def coding(server, codebooks=MOVEMENT, **options):
    return LlmCoder(Endpoint(service(server), **options), codebooks=codebooks)


def judge(server, base=DOUBTS, progress=None, **options):
    return LlmCoder(Endpoint(service(server), **options), base=base, judging=True, progress=progress)


def test_a_judging_model_is_asked_only_about_doubts():
    base = Proposer({(2, "W2"): "possible", (4, "C1"): "clear", (30, "C1"): "possible"})
    session = long_talk(40)
    with scripted() as server:
        coder = judge(server, base)
        codes = coder.code(session)
    assert sorted(asked.claims for asked in server.asked) == [[(2, "W2")], [(30, "C1")]]
    assert [(c.turn, c.code, c.clarity, c.coder) for c in codes] == [
        (2, "W2", "clear", coder.name),
        (4, "C1", "clear", "stub 1"),
        (30, "C1", "clear", coder.name),
    ]
    assert codes[0][5:] == (0, len(session.talk[1].text), "cue: stub; the model lets it stand")
    assert coder.name == f"stub 1 + llm small prompt {version()}"
    assert coder.note == (
        "The language model answered 2 of 2 questions. Of the possible findings it judged, 2 stand, and 0 it refused."
    )


def test_what_the_model_refuses_is_gone_and_what_is_clear_is_beyond_it():
    base = Proposer({(2, "W2"): "possible", (4, "C1"): "clear"})
    with scripted(nothing) as server:
        coder = judge(server, base)
        codes = coder.code(long_talk(10))
    assert [(c.turn, c.code) for c in codes] == [(4, "C1")]
    assert coder.note.endswith("0 stand, and 1 it refused, which is not shown.")
    assert (coder.record()["findings upheld"], coder.record()["findings refused"]) == (0, 1)


def test_a_coding_model_is_asked_about_every_turn_and_believed_with_its_evidence():
    session = long_talk(30)
    with scripted() as server:
        coder = coding(server)
        codes = coder.code(session)
    assert sorted(turn for asked in server.asked for turn in asked.own) == list(range(1, 31, 2))
    assert [c.turn for c in codes] == list(range(1, 31, 2))
    assert {c.code for c in codes} == {MOVEMENT[0].markers[0].id}
    assert all(session.talk[c.turn - 1].text[c.start : c.end] == session.talk[c.turn - 1].text for c in codes)
    assert {(c.coder, c.confidence) for c in codes} == {(coder.name, None)}


def test_the_whole_path_to_events():
    session = talk(["What is it like, telling me?", "You don't get me at all."] * 4)
    with scripted() as server:
        analysis = analyze(session, coder=LlmCoder(Endpoint(service(server))))
    assert analysis.story
    assert analysis.coder.startswith("llm small prompt")
    assert set(analysis.codes["coder"]) == {analysis.coder}


def test_requests_are_as_the_protocol_has_them(monkeypatch):
    monkeypatch.setenv(KEY, " sk-secret ")
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:9")
    monkeypatch.setenv("ALL_PROXY", "http://127.0.0.1:9")
    with scripted() as server:
        judge(server, sampling=Sampling(seed=7, room=99)).code(long_talk(40))
    asked = server.asked[0]
    assert asked.headers["Authorization"] == "Bearer sk-secret"
    assert asked.headers["Host"] == server.url.split("/")[2]
    assert set(server.paths) == {"/v1/models", "/v1/chat/completions"}
    told = {name: asked.body[name] for name in ("model", "temperature", "seed", "max_tokens", "stream")}
    assert told == {"model": "small", "temperature": 0.0, "seed": 7, "max_tokens": 99, "stream": False}
    assert asked.schema["required"] == ["verdicts"]
    assert len({asked.mark for asked in server.asked}) == len(server.asked)


@pytest.mark.parametrize("fault", ["too large", "broken"])
@pytest.mark.parametrize("taken", range(4))
def test_a_server_that_takes_no_schema_or_no_system_message_is_asked_for_less(taken, fault):
    with scripted(fault=lambda _, asked: "" if _form(asked) >= taken else fault) as server:
        coder = judge(server)
        coder.endpoint.service = service(server, concurrency=1)
        assert len(coder.code(long_talk(40))) == 3
        tries = 3 if fault == "broken" else 1
        assert [_form(asked) for asked in server.asked] == [*sorted([*range(taken)] * tries), taken, taken]
    assert coder.record()["unanswered"] == {}


def _form(asked):
    told = asked.body["messages"]
    assert told[-1]["role"] == "user"
    assert told[0]["content"].startswith(TASK)
    return FORMS.index((asked.body.get("response_format", {"type": "text"})["type"], len(told) == 1))


def test_what_a_server_takes_is_learnt_from_the_greeting():
    with scripted() as server:
        server.greets = lambda body: 200 if body["messages"][0]["role"] == "user" else 500
        coder = judge(server)
        coder.endpoint.ready()
        coder.code(long_talk(40))
    assert {_form(asked) for asked in server.asked} == {1}


def test_a_question_too_large_for_the_server_is_halved():
    with scripted(fault=lambda _, asked: "too large" if len(asked.own) > 2 else "") as server:
        coder = coding(server)
        codes = coder.code(long_talk(24))
    assert [c.turn for c in codes] == list(range(1, 25, 2))
    assert coder.account.answered == coder.account.questions == 8
    assert max(len(asked.own) for asked in server.asked if asked.own) == 6


def test_votes_are_samples_with_their_own_seed_and_their_share_is_the_confidence():
    def divided(asked):
        return quoting(asked) if asked.body["seed"] != 3 or asked.claims[0][0] == 30 else nothing(asked)

    with scripted(divided) as server:
        coder = judge(server, doubts((2, "W2"), (30, "C1")), sampling=Sampling(votes=3, seed=1))
        codes = coder.code(long_talk(40))
    assert sorted(asked.body["seed"] for asked in server.asked) == [1, 1, 2, 2, 3, 3]
    assert {asked.body["temperature"] for asked in server.asked} == {0.4}
    assert [(c.turn, c.confidence) for c in codes] == [(2, 0.6667), (30, 1.0)]
    assert codes[0].why == "cue: stub; the model lets it stand, 67% of 3 samples"


@pytest.mark.parametrize(("minority", "kept"), [(1, True), (2, False)])
def test_a_coding_model_needs_most_of_its_votes(minority, kept):
    with scripted(lambda asked: quoting(asked) if asked.body["seed"] > minority else nothing(asked)) as server:
        codes = coding(server, sampling=Sampling(votes=3)).code(long_talk(2))
    assert bool(codes) is kept


def test_what_cannot_be_verified_is_asked_for_once_more_then_dropped_and_counted():
    def answer(asked):
        told = quoting(asked)
        first = len([a for a in server.asked if a.own == asked.own]) == 1
        told["findings"][0]["quote"] = "nobody said this" if first else told["findings"][0]["quote"]
        told["findings"].append({"turn": 999, "code": "TM.away", "clarity": "clear", "quote": "x"})
        return told

    with scripted(answer) as server:
        coder = coding(server)
        codes = coder.code(long_talk(6))
    assert [c.turn for c in codes] == [1, 3, 5]
    assert len(server.asked) == 2
    assert (
        "An answer to this was not usable: it names a turn that was not asked about; its quote" in server.asked[1].user
    )
    assert "nobody said this" not in server.asked[1].user
    assert coder.account.dropped == {"it names a turn that was not asked about": 1}
    assert "1 statement of the model could not be verified and was dropped" in coder.note


def test_answers_are_kept_without_a_word_of_the_talk(tmp_path):
    session = long_talk(40)
    with scripted() as server:
        first = judge(server, cache=tmp_path)
        assert first.estimate(session) == Estimate(2, 0)
        codes = first.code(session)
        again = judge(server, cache=tmp_path)
        assert again.estimate(session) == Estimate(0, 2)
        assert again.code(session) == codes
    assert len(server.asked) == 2
    assert again.account.cached == again.account.answered == 2
    (folder,) = tmp_path.iterdir()
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    for file in folder.iterdir():
        assert stat.S_IMODE(file.stat().st_mode) == 0o600
        assert len(file.stem) == 64
        assert not any(word in file.read_text() for word in ("Turn", "about", "harbour", "garden"))


def test_the_same_talk_elsewhere_in_a_session_is_not_asked_about_again(tmp_path):
    texts = [turn.text for turn in long_talk(12).talk]
    with scripted() as server:
        judge(server, doubts((8, "W2")), cache=tmp_path).code(talk(texts))
        shifted = judge(server, doubts((10, "W2")), cache=tmp_path)
        assert [c.turn for c in shifted.code(talk(["One.", "Two.", *texts]))] == [10]
    assert len(server.asked) == 1


@pytest.mark.parametrize(
    "changed",
    [
        {"sampling": Sampling(seed=2)},
        {"sampling": Sampling(votes=2)},
        {"service": "other"},
        {"base": doubts((2, "W5"))},
        {"session": long_talk(3)},
    ],
)
def test_what_an_answer_depends_on_is_asked_anew(tmp_path, changed):
    with scripted() as server:
        server.models = {"data": [{"id": "small"}, {"id": "other"}]}
        judge(server, doubts((2, "W2")), cache=tmp_path).code(long_talk(4))
        options = {"base": doubts((2, "W2")), "sampling": Sampling(), **changed}
        session = options.pop("session", long_talk(4))
        model = options.pop("service", "small")
        endpoint = Endpoint(Service(server.url, model), options.pop("sampling"), tmp_path)
        LlmCoder(endpoint, judging=True, **options).code(session)
    assert len(server.asked) > 1


def test_another_model_behind_the_same_name_is_asked_anew(tmp_path):
    with scripted() as server:
        judge(server, cache=tmp_path).code(long_talk(4))
        server.models = {"data": [{"id": "other.gguf", "meta": {"n_params": 2}}]}
        judge(server, cache=tmp_path).code(long_talk(4))
    assert len(server.asked) == 2


@pytest.mark.parametrize(
    "damage",
    [
        "",
        "{",
        "[]",
        '{"found": [[1, "W2", "clear", 0, 9999]], "dropped": []}',
        '{"found": [[1, "X9", "clear", 0, 1]], "dropped": []}',
        '{"found": [["1", "W2", "clear", 0, 1]], "dropped": []}',
        '{"found": [[7, "W2", "clear", 0, 1]], "dropped": []}',
    ],
)
def test_a_damaged_cache_costs_no_more_than_asking_again(tmp_path, damage):
    with scripted() as server:
        codes = judge(server, cache=tmp_path).code(long_talk(4))
        for file in tmp_path.glob("*/*.json"):
            file.write_text(damage)
        assert judge(server, cache=tmp_path).code(long_talk(4)) == codes
    assert len(server.asked) == 2


def test_a_folder_that_cannot_be_used_is_told_with_its_option(tmp_path):
    (tmp_path / "file").write_text("")
    with scripted() as server, pytest.raises(AnalyzerError, match="--llm-cache"):
        judge(server, cache=tmp_path / "file").code(long_talk(4))


KILLED = """
import sys
sys.path.insert(0, {here!r})
from pathlib import Path
from talks import long_talk
from test_llm_coder import MOVEMENT
from analyzer.llm.coder import LlmCoder
from analyzer.llm.endpoint import Endpoint
from analyzer.llm.service import Service
endpoint = Endpoint(Service({url!r}, "small", concurrency=1), cache=Path({cache!r}))
LlmCoder(endpoint, codebooks=MOVEMENT).code(long_talk(240))
"""


def test_a_killed_run_goes_on_where_it_was(tmp_path):
    def slow(asked):
        time.sleep(0.02)
        return quoting(asked)

    with scripted(slow) as server:
        script = KILLED.format(here=os.path.dirname(__file__), url=server.url, cache=str(tmp_path))
        run = subprocess.Popen([sys.executable, "-c", script])
        while len(server.asked) < 6:
            time.sleep(0.01)
        run.send_signal(signal.SIGKILL)
        run.wait()
        before = len(server.asked)
        coder = coding(server, cache=tmp_path)
        assert len(coder.code(long_talk(240))) == 120
    assert 6 <= before < 20
    assert len(server.asked) <= 21
    assert coder.account.cached >= before - 1


def test_progress_counts_up_and_tells_what_is_left():
    seen = []
    with scripted() as server:
        judge(server, progress=seen.append, sampling=Sampling(votes=2)).code(long_talk(40))
    assert [(step.done, step.total) for step in seen] == [(1, 4), (2, 4), (3, 4), (4, 4)]
    assert seen[-1].left == 0
    assert seen[0].left > 0


def test_no_more_than_the_allowed_questions_are_under_way():
    now, most, together = [0], [0], threading.Barrier(3)

    def watched(asked):
        with server.lock:
            now[0] += 1
            most[0] = max(most[0], now[0])
            alone = len(server.asked) > 18
        if not alone:
            together.wait(10)
        with server.lock:
            now[0] -= 1
        return quoting(asked)

    with scripted(watched) as server:
        coder = LlmCoder(Endpoint(service(server, concurrency=3)), codebooks=MOVEMENT)
        coder.code(long_talk(240))
    assert len(server.asked) == 20
    assert most[0] == 3


def test_it_works_within_a_running_loop():
    async def notebook():
        with scripted() as server:
            return judge(server).code(long_talk(40))

    assert len(asyncio.run(notebook())) == 3


def test_a_session_without_doubts_or_roles_costs_no_call():
    with scripted() as server:
        coder = judge(server, Proposer({(2, "W2"): "clear"}))
        assert len(coder.code(long_talk(4))) == 1
        assert "asked nothing" in coder.note
        spanish = long_talk(4)
        object.__setattr__(spanish, "language", "es")
        assert coder.code(spanish) == ()
        assert coder.estimate(spanish) == Estimate(0, 0)
    assert not server.paths or server.paths == ["/v1/models"]


def test_a_server_or_model_that_is_not_there_is_told_before_the_start():
    with scripted() as server:
        assert judge(server).endpoint.ready() == ("small",)
        with pytest.raises(
            AnalyzerError, match=r"model smal does not answer \(the server refused\); the server lists small"
        ):
            Endpoint(Service(server.url, "smal")).ready()
        dead = service(server)
    with pytest.raises(AnalyzerError, match=r"does not answer \(no connection\); start the server"):
        Endpoint(dead).ready()


def test_a_server_without_a_list_of_models_will_do():
    with scripted() as server:
        server.lists = False
        coder = judge(server)
        assert coder.endpoint.ready() == ()
        assert len(coder.code(long_talk(40))) == 3


def test_secrets_and_talk_stay_out_of_logs_records_and_errors(monkeypatch, caplog, capfd):
    caplog.set_level(logging.DEBUG)
    monkeypatch.setenv(KEY, "sk-secret")
    with scripted(fault=lambda n, _: "broken" if n % 2 else "") as server:
        coder = judge(server)
        coder.code(long_talk(40))
    told = caplog.text + json.dumps(coder.record()) + coder.note + repr(coder) + "".join(capfd.readouterr())
    assert "sk-secret" not in told
    assert "harbour" not in told
    monkeypatch.setenv(KEY, "sk-sécret\nX: y")
    with pytest.raises(AnalyzerError) as problem:
        coder.code(long_talk(40))
    assert "cret" not in str(problem.value)


def test_the_record_says_which_model_where_and_with_which_prompt():
    with scripted() as server:
        coder = judge(server)
        coder.code(long_talk(40))
    told = coder.record()
    assert told["model"] == "small"
    assert told["url"] == server.url
    assert told["reach"] == "this machine"
    assert told["prompt"] == version()
    assert (told["questions"], told["answered"], told["requests"]) == (2, 2, 2)


def test_without_a_proposer_or_a_model_it_says_so():
    with pytest.raises(AnalyzerError, match="needs a coder that proposes"):
        LlmCoder(Endpoint(Service("http://127.0.0.1:1", "m")), judging=True)
    with pytest.raises(AnalyzerError, match="--llm-model"):
        Endpoint(Service("http://127.0.0.1:1", " "))


def test_a_remote_server_is_never_called_unasked(monkeypatch):
    called = []
    monkeypatch.setattr("analyzer.llm.address.socket.getaddrinfo", lambda *_, **__: [(0, 0, 0, "", ("8.8.8.8", 1))])
    monkeypatch.setattr("analyzer.llm.endpoint.connected", lambda *_: called.append(1))
    coder = LlmCoder(Endpoint(Service("http://example.org/v1", "m")), base=DOUBTS, judging=True)
    with pytest.raises(AnalyzerError, match="--allow-remote"):
        coder.code(long_talk(4))
    assert not called


def test_core_loads_neither_client_nor_coder():
    script = "import sys, analyzer.cli, analyzer.coding; print(*[m for m in sys.modules if 'httpx' in m or 'llm' in m])"
    loaded = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True).stdout.split()
    assert loaded == ["analyzer.llm", "analyzer.llm.service"]


def test_without_the_client_library_it_says_what_to_install(monkeypatch):
    monkeypatch.setitem(sys.modules, "httpx", None)
    with pytest.raises(AnalyzerError, match=r"analyzer\[llm\]"):
        Endpoint(Service("http://127.0.0.1:1/v1", "m")).ready()


def test_codes_are_of_the_usual_kind():
    with scripted() as server:
        codes = judge(server).code(long_talk(40))
    assert all(isinstance(code, Code) for code in codes)
    assert list(codes) == sorted(codes, key=lambda code: (code.turn, code.code))
