"""Tampering: a model, an answer or a review that was changed is refused in one line, and never half used."""

from __future__ import annotations

import json
import pickle
import shutil
import zipfile
from importlib.resources import files
from pathlib import Path

import pytest

from analyzer.coding.network import PARTS, load
from analyzer.errors import AnalyzerError, ModelError, ReviewError
from analyzer.review import read as read_review

MODEL = files("analyzer") / "model"


@pytest.fixture
def model(tmp_path):
    """Copy the model, the large part as a link, since it is never changed in place."""
    folder = tmp_path / "model"
    folder.mkdir()
    for part in (*PARTS, "model.json"):
        (folder / part).symlink_to(Path(str(MODEL / part)))
    return folder


def changed(folder: Path, part: str, data: bytes) -> None:
    (folder / part).unlink()
    (folder / part).write_bytes(data)


def one_line(error: BaseException) -> bool:
    return "\n" not in str(error) and "Traceback" not in str(error)


@pytest.mark.parametrize("part", PARTS)
@pytest.mark.parametrize("how", ["a byte changed", "cut short", "empty", "gone"])
def test_a_changed_part_of_the_model_is_refused(model, part, how):
    whole = (model / part).read_bytes()
    if how == "gone":
        (model / part).unlink()
    else:
        middle = len(whole) // 2
        flipped = whole[:middle] + bytes([whole[middle] ^ 1]) + whole[middle + 1 :]
        changed(model, part, {"a byte changed": flipped, "cut short": whole[:-1], "empty": b""}[how])
    with pytest.raises(ModelError) as caught:
        load(model)
    assert part in str(caught.value)
    assert one_line(caught.value)
    assert "install the package again" in str(caught.value)


@pytest.mark.parametrize(
    "manifest",
    [
        b"",
        b"{",
        b"null",
        b"[]",
        b'"x"',
        b"{}",
        b'{"sha256": 1}',
        b'{"sha256": null, "outputs": [], "bounds": []}',
        b"\xff",
    ],
)
def test_a_changed_manifest_of_the_model_is_refused(model, manifest):
    changed(model, "model.json", manifest)
    with pytest.raises(ModelError) as caught:
        load(model)
    assert one_line(caught.value)


def test_a_manifest_that_leaves_a_part_out_allows_none(model):
    manifest = json.loads((model / "model.json").read_bytes())
    del manifest["sha256"]["head.npz"]
    changed(model, "model.json", json.dumps(manifest).encode())
    with pytest.raises(ModelError, match="altered"):
        load(model)


def test_nothing_in_the_model_is_run(model):
    """A head that would run code when unpickled is refused, also with a manifest that was made to fit."""
    from hashlib import sha256

    ran = model / "ran"

    class Evil:
        def __reduce__(self):
            return (Path.touch, (ran,))

    with zipfile.ZipFile(model / "evil.npz", "w") as archive:
        head = b"\x93NUMPY\x01\x00v\x00{'descr': '|O', 'fortran_order': False, 'shape': (1,), }"
        archive.writestr("head.weight.npy", head.ljust(127) + b"\n" + pickle.dumps([Evil()]))
    evil = (model / "evil.npz").read_bytes()
    changed(model, "head.npz", evil)
    manifest = json.loads((model / "model.json").read_bytes())
    manifest["sha256"]["head.npz"] = sha256(evil).hexdigest()
    changed(model, "model.json", json.dumps(manifest).encode())
    with pytest.raises((ModelError, ValueError)):
        load(model)
    assert not ran.exists()


def test_the_command_line_says_in_one_line_that_the_model_was_changed(model, monkeypatch, tmp_path, capsys):
    import sys

    from analyzer import cli
    from analyzer.coding import trained

    changed(model, "vocabulary.txt", b"[PAD]\n")
    monkeypatch.setattr(trained, "packaged", lambda: load(model))
    (tmp_path / "a.txt").write_text("Therapist: How are you?\nClient: Fine.\nTherapist: And us?\nClient: Fine.")
    monkeypatch.setattr(sys, "argv", ["analyzer", "show", str(tmp_path / "a.txt"), "--coder", "trained"])
    with pytest.raises(SystemExit) as stopped:
        cli.main()
    told = capsys.readouterr().err.strip()
    assert stopped.value.code == 2
    assert "altered" in told
    assert len(told.splitlines()) == 1


HEAD = {"format": "analyzer review", "version": 1, "session": "a", "sha256": "0", "turns": 2, "mode": "review"}
REVIEW = HEAD | {"reviewer": "MK", "finished": True, "note": "", "codes": [], "events": [], "notes": []}


@pytest.mark.parametrize(
    "change",
    [
        {"format": "other"},
        {"version": 99},
        {"turns": "2"},
        {"codes": {}},
        {"codes": [1]},
        {"codes": [{"turn": 1e300, "code": "W2", "decision": "accept"}]},
        {"codes": [{"turn": 1, "code": ["W2"], "decision": "accept"}]},
        {"events": [{"decision": "add", "event": []}]},
        {"notes": [{"turn": True, "note": "x"}]},
        {"mode": "__class__"},
    ],
)
def test_a_review_of_another_shape_is_refused(tmp_path, change):
    path = tmp_path / "a.review.json"
    path.write_text(json.dumps({**REVIEW, **change}), encoding="utf-8")
    with pytest.raises(ReviewError) as caught:
        read_review(path)
    assert one_line(caught.value)


def question():
    from analyzer.codebook import packaged
    from analyzer.llm.question import coding
    from analyzer.session import Turn

    said = (("T", "therapist", "How is it to be here with me?"), ("C", "client", "It's fine."))
    talk = [Turn(n, who, role, None, None, text, n) for n, (who, role, text) in enumerate(said, start=1)]
    return coding(talk, packaged())[0]


def test_a_kept_answer_that_was_changed_is_asked_again(tmp_path):
    from analyzer.codes import CLEAR
    from analyzer.llm.answer import Found
    from analyzer.llm.cache import Kept, opened

    cache, asked = opened(tmp_path), question()
    found = Found(asked.own[0], asked.markers[0].id, CLEAR, 0, 1)
    cache.put("k", asked, Kept((found,), ()))
    kept = tmp_path / "llm-answers" / "k.json"
    assert cache.get("k", asked) is not None
    whole = json.loads(kept.read_text(encoding="utf-8"))
    other = {**whole, "found": [[0, "W9", "clear", 0, 5]]}
    for content in (
        json.dumps(other),
        json.dumps({**whole, "seal": "0" * 64}),
        "",
        "[]",
        "[" * 100_000,
        "null",
        "\x00",
    ):
        kept.write_text(content, encoding="utf-8")
        assert cache.get("k", asked) is None
    shutil.rmtree(kept.parent)
    assert cache.get("k", asked) is None


def test_the_cache_is_open_to_its_owner_only_and_holds_no_talk(tmp_path):
    from analyzer.llm.cache import opened

    opened(tmp_path)
    assert (tmp_path / "llm-answers").stat().st_mode & 0o077 == 0


def test_an_error_is_never_the_words_of_what_was_refused(tmp_path):
    path = tmp_path / "a.review.json"
    path.write_text('{"format": "a secret sentence", "version": 1}', encoding="utf-8")
    with pytest.raises(AnalyzerError) as caught:
        read_review(path)
    assert "secret" not in str(caught.value)
