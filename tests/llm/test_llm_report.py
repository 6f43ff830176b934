"""What a user sees of a model: on the page, in the record of the run, on the terminal, before and after."""

from __future__ import annotations

import io
import json
import re
import stat
from html import unescape

import pytest
from rich.console import Console
from rich.progress import Progress
from scripted import quoting, scripted
from talks import Proposer, doubts, long_talk
from typer.testing import CliRunner

from analyzer.cli import app, waits
from analyzer.coding.telling import note, origin, recorded, whole
from analyzer.errors import AnalyzerError
from analyzer.llm.coder import Estimate, LlmCoder
from analyzer.llm.endpoint import Endpoint
from analyzer.llm.prompt import version
from analyzer.llm.service import Sampling, Service

TALK = """Therapist: What is it like, telling me this?
Client: I don't think this is helping. You just look at the clock.
Therapist: I did look at it, and I see that it hurt. I am sorry.
Client: Thank you. I was afraid to say it.
"""


@pytest.fixture
def transcript(tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    path = tmp_path / "one.txt"
    path.write_text(TALK)
    return path


def analyzed(transcript, server, *words):
    out = transcript.with_name("out")
    given = ["analyze", transcript, "-o", out, "--llm-url", server.url, "--llm-model", "small", *words]
    result = CliRunner().invoke(app, list(map(str, given)))
    assert result.exit_code == 0, result.output
    page = unescape(re.sub(r"<[^>]+>", "", (out / "sessions" / "one.html").read_text()))
    return result, " ".join(page.split()), json.loads((out / "run.json").read_text())


def test_page_and_record_say_which_model_coded_where_and_with_what_result(transcript):
    def answer(asked):
        told = quoting(asked)
        return {"findings": [*told["findings"], {"turn": 999, "quote": "x", "code": "W2", "clarity": "clear"}]}

    with scripted(answer) as server:
        result, page, record = analyzed(transcript, server, "--coder", "llm", "--llm-seed", "5")
    told = record["language model"]
    asked = f"prompt version {version()}, one answer a question, temperature 0, seed 5."
    assert f"The language model small at {server.url} on this machine codes every turn: {asked}" in page
    questions = told["questions"]
    note = (
        f"The language model answered {questions} of {questions} questions ({2 * questions} requests). "
        f"{questions} statements of the model could not be verified and were dropped "
        "(it names a turn that was not asked about)."
    )
    assert note in page
    assert note in result.stderr
    assert record["inputs"][0]["note"] == note
    assert record["coder"] == f"llm small prompt {version()}"
    assert (told["model"], told["url"], told["prompt"], told["seed"]) == ("small", server.url, version(), 5)
    assert (told["requests"], told["answered"], told["unanswered"]) == (2 * questions, questions, {})
    assert told["dropped"] == {"it names a turn that was not asked about": questions}
    assert told["otherwise"].startswith("hybrid")


def test_a_part_that_the_other_coders_coded_is_told_on_the_page(transcript):
    with scripted(fault=lambda *_: "refused") as server:
        result, page, record = analyzed(transcript, server, "--coder", "llm")
    left = sum(record["language model"]["unanswered"].values())
    assert f"The language model answered 0 of {left} questions" in page
    assert f"{left} got no answer (" in page
    assert "the server refused" in page
    assert f"what they ask about was coded by {record['language model']['otherwise']}." in page
    assert f"{left} got no answer (" in result.stderr


def test_a_page_of_the_other_coders_says_nothing_of_models(transcript):
    out = transcript.with_name("out")
    CliRunner().invoke(app, ["analyze", str(transcript), "-o", str(out), "--coder", "rules"])
    assert "language model" not in (out / "sessions" / "one.html").read_text()
    record = json.loads((out / "run.json").read_text())
    assert "language model" not in record
    assert "note" not in record["inputs"][0]


def test_answers_are_kept_where_only_their_owner_looks_or_not_at_all(transcript, tmp_path):
    with scripted() as server:
        analyzed(transcript, server, "--coder", "llm", "--no-llm-cache")
        assert not (tmp_path / "cache").exists()
        analyzed(transcript, server, "--coder", "llm", "--llm-cache", tmp_path / "kept")
        first = len(server.asked)
        _, page, record = analyzed(transcript, server, "--coder", "llm", "--llm-cache", tmp_path / "kept")
        assert len(server.asked) == first
    assert stat.S_IMODE((tmp_path / "kept" / "llm-answers").stat().st_mode) == 0o700
    questions = record["language model"]["questions"]
    assert f"answered {questions} of {questions} questions (0 requests, {questions} answers kept from before)" in page


def test_an_answer_that_was_altered_is_asked_for_again_and_that_is_told(transcript, tmp_path):
    with scripted() as server:
        analyzed(transcript, server, "--coder", "llm")
        kept = [path for path in (tmp_path / "cache").rglob("*.json") if '"clear"' in path.read_text()]
        kept[0].write_text(kept[0].read_text().replace('"clear"', '"possible"'))
        kept[1].write_text(kept[2].read_text())
        first = len(server.asked)
        result, page, record = analyzed(transcript, server, "--coder", "llm")
        assert len(server.asked) == first + 2
    assert record["language model"]["altered in cache"] == 2
    assert "2 kept answers were not as the program had left them, and asked for again." in page
    assert len([line for line in result.stderr.splitlines() if "kept answers" in line]) == 1


def test_a_model_that_is_named_but_not_asked_is_told(transcript):
    words = ["analyze", str(transcript), "--coder", "rules", "--llm-url", "http://127.0.0.1:1/v1", "--llm-model", "m"]
    problem = CliRunner().invoke(app, words).exception
    assert isinstance(problem, AnalyzerError)
    assert str(problem) == "--coder rules asks no model; use --coder llm or hybrid+llm"


def test_evaluate_tells_what_the_model_did_not_answer(tmp_path, transcript):
    (tmp_path / "codes.csv").write_text("id,turn,code\none,2,C1\n")
    with scripted(fault=lambda number, _: "refused" if number == 0 else "") as server:
        words = ["evaluate", tmp_path, "--coder", "llm", "--llm-url", server.url, "--llm-model", "small"]
        result = CliRunner().invoke(app, list(map(str, words)))
    assert result.exit_code == 0, result.output
    assert "1 got no answer (the server refused): what they ask about was not coded." in result.stdout


def test_the_servers_own_name_of_the_model_is_shown_without_its_folder_and_without_markup(transcript):
    name = "/home/anna/models/<b>tiny\x1b[31m</b>.gguf"
    with scripted() as server:
        server.greets = lambda body: 200
        server.models = {"data": [{"id": name, "meta": {"n_params": 7, "n_ctx": 512, "size": 4}}]}
        _, page, record = analyzed(transcript, server, "--coder", "llm")
        html = transcript.with_name("out").joinpath("sessions", "one.html").read_text()
    assert "/home/anna" not in html + json.dumps(record)
    assert "\x1b" not in html
    assert record["language model"]["served as"] == "b>.gguf"
    assert record["language model"]["weights"] == {"n_params": 7, "size": 4}
    assert "The language model small (the server’s b>.gguf) at" in page


def coder(server, base, **options):
    service = Service(server.url, "small", timeout=20.0, pause=0.001, concurrency=1)
    return LlmCoder(Endpoint(service, **options), base=base, judging=True)


def terminal():
    return Progress(console=Console(file=io.StringIO(), force_terminal=True, width=200), auto_refresh=False)


def test_before_the_start_it_says_how_much_will_be_asked_and_how_long_that_takes(tmp_path):
    sessions = [long_talk(40), long_talk(30)]
    base = Counted({(turn, "W2"): "possible" for turn in (2, 14, 26)})
    with scripted() as server, terminal() as bar:
        asking = coder(server, base, cache=tmp_path)
        waits.watch(asking, sessions, bar)
        told = bar.console.file.getvalue()
        tried = len(server.asked)
        for session in sessions:
            asking.code(session)
        task = bar.tasks[-1]
    assert "6 questions for the language model: at most about" in told
    assert tried == 2
    assert (task.completed, task.total) == (6, 6)
    assert base.worked == 2
    assert len(server.asked) == 3, "the second session is the begin of the first, and what was tried is kept"


class Counted(Proposer):
    """A proposer that counts how often it had to work."""

    worked = 0

    def code(self, session):
        type(self).worked += 1
        return super().code(session)


def test_where_nobody_looks_nothing_is_tried():
    with scripted() as server:
        bar = Progress(console=Console(file=io.StringIO()), disable=True)
        asking = coder(server, doubts((2, "W2")))
        waits.watch(asking, [long_talk(4)], bar)
    assert not server.paths
    assert asking.progress is None


@pytest.mark.parametrize(
    ("numbers", "told"),
    [
        ((1, 0, None), "1 question for the language model."),
        ((0, 8, None), "0 questions for the language model, 8 more answered before."),
        ((63, 2, 20.0), "63 questions for the language model, 2 more answered before: at most about 21 minutes."),
        ((1200, 0, 30.0), "1,200 questions for the language model: at most about 10 hours."),
        ((2, 0, 0.1), "2 questions for the language model: at most about 1 seconds."),
    ],
)
def test_an_estimate_is_in_words(numbers, told):
    assert waits.estimate(*numbers) == told


def test_a_trial_that_fails_gives_no_time():
    with scripted(fault=lambda *_: "refused") as server:
        asking = coder(server, doubts((2, "W2")))
        assert asking.trial(long_talk(4)) is None
        assert asking.estimate(long_talk(4)) == Estimate(1, 0)
        assert asking.account.questions == 0


def test_other_coders_tell_nothing():
    base = doubts()
    assert (note(base), origin(base), whole(base), recorded(base)) == ("", "", "", None)


def test_what_leaves_the_machine_stands_in_the_report(monkeypatch):
    found = [(0, 0, 0, "", ("192.168.1.7", 80))]
    monkeypatch.setattr("analyzer.llm.address.socket.getaddrinfo", lambda *_, **__: found)
    endpoint = Endpoint(Service("http://clinic.lan/v1", "small"), Sampling(votes=3))
    told = LlmCoder(endpoint, base=doubts(), judging=True).origin
    assert "small at http://clinic.lan/v1 on a private network judges possible findings" in told
    assert "3 answers a question, temperature 0.4, seed 1." in told
    assert "What leaves this machine: the words of the turns in question" in told
