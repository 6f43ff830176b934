"""The check tells a good model from one that guesses, and a server that answers from one that does not."""

from __future__ import annotations

import pytest
from scripted import nothing, quoting, scripted

from analyzer.errors import AnalyzerError
from analyzer.llm.checking import check, held_back, least
from analyzer.llm.endpoint import Endpoint
from analyzer.llm.service import Service

CARRIES = {(case.marker.id, case.example[-1].text): case.carries for case in held_back(24)}


def knowing(asked):
    ((turn, code),) = asked.claims
    carries = CARRIES[code, asked.turns[turn]["text"]]
    return quoting(asked) if carries else nothing(asked)


@pytest.mark.parametrize(("model", "kept", "refused"), [(knowing, 12, 12), (quoting, 12, 0), (nothing, 0, 12)])
def test_a_check_tells_what_a_model_can(model, kept, refused):
    with scripted(model) as server:
        found = check(Endpoint(Service(server.url, "small")))
    assert (found.kept, found.refused) == ((kept, 12), (refused, 12))
    assert found.shape == "json_schema"
    assert f"it kept {kept}, of 12 near misses it refused {refused}." in found.text
    assert f"Guessing gets 17 or more of 24 right once in twenty times; it got {kept + refused}." in found.text
    assert "the server lists small" in found.text
    assert server.url in found.text


def test_what_it_does_not_answer_is_not_judged():
    with scripted(knowing, fault=lambda n, _: "not json" if n < 2 else "") as server:
        found = check(Endpoint(Service(server.url, "small", concurrency=1)))
    assert found.kept == (11, 11)
    assert "1 got no answer" in found.text


def test_a_model_that_the_server_lacks_is_told_with_those_it_has():
    with scripted() as server, pytest.raises(AnalyzerError, match="the server lists small"):
        check(Endpoint(Service(server.url, "smal", pause=0.001)))


def test_a_model_that_greets_but_answers_no_question_is_told():
    with (
        scripted(fault=lambda *_: "not json") as server,
        pytest.raises(AnalyzerError, match="not in the form asked for"),
    ):
        check(Endpoint(Service(server.url, "small", pause=0.001)))


@pytest.mark.parametrize(("judged", "enough"), [(0, 1), (5, 5), (24, 17), (100, 59)])
def test_guessing_is_the_binomial(judged, enough):
    assert least(judged) == enough
