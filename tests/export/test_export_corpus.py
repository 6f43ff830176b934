"""ConvoKit: the documented layout, and the corpus itself where ConvoKit is installed."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from export_example import HOSTILE, TALK, analysis, untimed

from analyzer.export import export


def corpus(path: Path, *analyses) -> dict[str, object]:
    export(analyses, "convokit", path)
    folder = path / "convokit"
    read = {file.stem: json.loads(file.read_text(encoding="ascii")) for file in folder.glob("*.json")}
    lines = (folder / "utterances.jsonl").read_text(encoding="ascii").splitlines()
    return {**read, "utterances": [json.loads(line) for line in lines]}


def test_every_turn_is_an_utterance_that_replies_to_the_one_before(tmp_path):
    said = corpus(tmp_path, analysis(), untimed())["utterances"]
    assert [one["text"] for one in said] == [*TALK, *TALK]
    assert [one["id"] for one in said[:3]] == ["one/1", "one/2", "one/3"]
    assert [one["reply-to"] for one in said[:3]] == [None, "one/1", "one/2"]
    assert said[10]["reply-to"] is None
    assert {one["conversation_id"] for one in said} == {"one/1", "two/1"}
    assert said[1]["timestamp"] == 16.0
    assert said[11]["timestamp"] is None


def test_codes_and_roles_are_metadata(tmp_path):
    made = corpus(tmp_path, analysis())
    meta = made["utterances"][3]["meta"]
    assert (meta["role"], meta["codes"], meta["clear_codes"]) == ("client", ["W5", "W2"], ["W5"])
    assert made["conversations"]["one/1"]["meta"]["codes_withdrawal"] == 2
    assert made["conversations"]["one/1"]["meta"]["events"][0]["kind"] == "withdrawal"


def test_the_client_of_one_session_is_not_that_of_another(tmp_path):
    speakers = corpus(tmp_path, analysis(), untimed())["speakers"]
    assert set(speakers) == {"one/Dr. Lee", "one/Client", "two/Dr. Lee", "two/Client"}
    assert speakers["one/Client"]["meta"]["role"] == "client"


def test_the_index_names_every_piece_of_metadata_with_its_types(tmp_path):
    made = corpus(tmp_path, analysis(), untimed())
    index = made["index"]
    metas = {
        "utterances-index": [one["meta"] for one in made["utterances"]],
        "speakers-index": [one["meta"] for one in made["speakers"].values()],
        "conversations-index": [one["meta"] for one in made["conversations"].values()],
        "overall-index": [made["corpus"]],
    }
    for name, some in metas.items():
        for meta in some:
            assert set(meta) == set(index[name])
            assert all(v is None or str(type(v)) in index[name][k] for k, v in meta.items())
    assert index["version"] == 1
    assert all(
        set(one) >= {"id", "conversation_id", "text", "speaker", "meta", "vectors"} for one in made["utterances"]
    )


def test_convokit_itself_reads_the_corpus(tmp_path):
    convokit = pytest.importorskip("convokit", reason="ConvoKit is heavy; without it only its layout is checked")
    corpus(tmp_path, analysis(), untimed(), analysis("odd", (HOSTILE,) * 10))
    read = convokit.Corpus(filename=str(tmp_path / "convokit"))
    assert len(read.get_utterance_ids()) == 30
    assert all(one.check_integrity(verbose=False) for one in read.iter_conversations())
