"""Where talk may go: nowhere but this machine and private networks, unless asked for."""

from __future__ import annotations

import socket

import pytest

from analyzer.errors import AnalyzerError
from analyzer.llm.address import AWAY, HERE, NEAR, leaving, settle


@pytest.fixture
def names(monkeypatch):
    known = {}

    def resolve(host, port, **_):
        if host in known:
            return [(0, 0, 0, "", (ip, port)) for ip in known[host]]
        raise socket.gaierror

    monkeypatch.setattr("analyzer.llm.address.socket.getaddrinfo", resolve)
    return known


@pytest.mark.parametrize(
    ("ip", "reach"),
    [
        ("127.0.0.1", HERE),
        ("127.8.8.8", HERE),
        ("::1", HERE),
        ("::ffff:127.0.0.1", HERE),
        ("10.1.2.3", NEAR),
        ("172.31.0.9", NEAR),
        ("192.168.0.7", NEAR),
        ("fd12::1", NEAR),
        ("172.32.0.1", AWAY),
        ("8.8.8.8", AWAY),
        ("100.64.0.1", AWAY),
        ("169.254.169.254", AWAY),
        ("::ffff:8.8.8.8", AWAY),
        ("fe80::1%eth0", AWAY),
        ("2001:db8::1", AWAY),
    ],
)
def test_only_this_machine_and_private_networks_unless_asked(names, ip, reach):
    names["model"] = [ip]
    assert settle("http://model:8080/v1", allow_remote=True).reach == reach
    if reach == AWAY:
        with pytest.raises(AnalyzerError, match="--allow-remote"):
            settle("http://model:8080/v1")
    else:
        assert settle("http://model:8080/v1").reach == reach


def test_one_public_address_among_private_ones_is_enough_to_refuse(names):
    names["model"] = ["192.168.0.7", "8.8.8.8"]
    with pytest.raises(AnalyzerError, match="neither on this machine"):
        settle("http://model/v1")


def test_a_name_is_looked_up_once_and_called_by_number(names):
    names["model"] = ["127.0.0.1", "::1"]
    found = settle("https://model/v1")
    names["model"] = ["8.8.8.8"]
    assert [found.called(ip, "/models") for ip in found.ips] == [
        "https://127.0.0.1:443/v1/models",
        "https://[::1]:443/v1/models",
    ]
    assert found.netloc == "model"


@pytest.mark.parametrize(
    ("given", "url"),
    [
        ("http://127.0.0.1:11434", "http://127.0.0.1:11434/v1"),
        ("http://127.0.0.1:11434/v1/", "http://127.0.0.1:11434/v1"),
        (" http://127.0.0.1:1/v1/chat/completions ", "http://127.0.0.1:1/v1"),
        ("https://127.0.0.1/llm/v1", "https://127.0.0.1/llm/v1"),
        ("http://[::1]:8080", "http://[::1]:8080/v1"),
    ],
)
def test_the_usual_ways_to_write_an_endpoint(given, url):
    assert settle(given).url == url


@pytest.mark.parametrize(
    "url",
    [
        "127.0.0.1:11434",
        "ftp://127.0.0.1/",
        "http:///v1",
        "http://127.0.0.1:port/",
        "http://127.0.0.1:99999/",
        "http://[::1",
        "http://user:hunter2@127.0.0.1/",
        "http://127.0.0.1/v1?key=hunter2",
        "http://127.0.0.1/v1#hunter2",
        "",
    ],
)
def test_what_is_no_endpoint_or_holds_a_secret_is_refused_and_not_repeated(url):
    with pytest.raises(AnalyzerError) as problem:
        settle(url)
    assert "hunter2" not in str(problem.value)
    assert "http://127.0.0.1:11434/v1" in str(problem.value)


def test_an_unknown_host_and_a_listening_address_say_what_to_do(names):
    with pytest.raises(AnalyzerError, match="host nowhere is not known"):
        settle("http://nowhere/v1")
    names["0.0.0.0"] = ["0.0.0.0"]
    with pytest.raises(AnalyzerError, match=r"write 127\.0\.0\.1"):
        settle("http://0.0.0.0:8080", allow_remote=True)


def test_what_leaves_is_said_in_one_line_and_nothing_of_this_machine(names):
    names.update(here=["127.0.0.1"], clinic=["10.0.0.5"], cloud=["8.8.8.8"])
    assert leaving(settle("http://here/"), "m") == ""
    near = leaving(settle("http://clinic:8000/"), "m")
    assert "clinic:8000" in near
    assert "NOT encrypted" in near
    away = leaving(settle("https://cloud/", allow_remote=True), "big")
    assert "model big at cloud on the open network, encrypted" in away
    assert "\n" not in near + away
