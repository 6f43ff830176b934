from __future__ import annotations

import json

import pytest

from analyzer.errors import ReadError
from analyzer.readers import read

WORDS = [
    {"word": "One", "start": 0.0, "end": 0.4, "speaker": "S1"},
    {"word": "then", "start": 0.4, "end": 0.9},
    {"word": "two", "start": 1.0, "end": 1.5, "speaker": "S2"},
]
ROWS = [{"speaker": "T", "text": " One ", "start": 0.5, "end": 1.5}, {"speaker": "C", "text": "Two", "start": "00:02"}]
SAID = [("T", "One", 0.5, 1.5), ("C", "Two", 2.0, None)]

SHAPES = {
    "a list": (ROWS, SAID),
    "in a wrapper": ({"session": {"id": 4, "turns": ROWS}}, SAID),
    "segments with words, one without a speaker": (
        {
            "text": "One Two Three",
            "segments": [
                {
                    "start": 0.0,
                    "end": 1.0,
                    "text": " One",
                    "speaker": "S1",
                    "words": [{"word": "One", "speaker": "S1"}],
                },
                {
                    "start": 1.0,
                    "end": 2.0,
                    "text": " Two",
                    "speaker": "S2",
                    "words": [{"word": "Two", "speaker": "S2"}],
                },
                {"start": 3.0, "end": 4.0, "text": " Three"},
            ],
            "word_segments": WORDS,
        },
        [("S1", "One", 0.0, 1.0), ("S2", "Two", 1.0, 2.0), ("S2", "Three", 3.0, 4.0)],
    ),
    "speakers at words only": (
        {"segments": [{"start": 0.0, "end": 1.5, "text": "One then two", "words": WORDS}]},
        [("S1", "One then", 0.0, 0.9), ("S2", "two", 1.0, 1.5)],
    ),
    "messages with parts": (
        [{"role": "assistant", "content": "One"}, {"role": "user", "content": [{"type": "text", "text": "Two"}]}],
        [("assistant", "One", None, None), ("user", "Two", None, None)],
    ),
    "numbers for speakers, another list inside": (
        {
            "results": {
                "channels": [{"alternatives": [{"words": [{"word": "One", "start": 0.1}]}]}],
                "utterances": [
                    {"speaker": 0, "transcript": "One", "start": 0.1, "end": 1},
                    {"speaker": 1, "transcript": "Two", "start": 1.1, "end": 2},
                ],
            }
        },
        [("Speaker 0", "One", 0.1, 1.0), ("Speaker 1", "Two", 1.1, 2.0)],
    ),
    "pieces of text": (
        {
            "monologues": [
                {"speaker": 0, "elements": [{"value": "One"}, {"value": " "}, {"value": "more"}]},
                {"speaker": 1, "elements": [{"value": "Two"}]},
            ]
        },
        [("Speaker 0", "One more", None, None), ("Speaker 1", "Two", None, None)],
    ),
    "milliseconds": (
        {
            "utterances": [
                {"speaker": "A", "text": "One", "start": 250, "end": 900},
                {"speaker": "B", "text": "Two", "start": 93200, "end": 94000},
            ]
        },
        [("A", "One", 0.25, 0.9), ("B", "Two", 93.2, 94.0)],
    ),
    "a speaker with a name inside": (
        [{"speaker": {"id": 7, "name": "Jo"}, "text": "One"}, {"speaker": {"id": 8, "name": "Amy"}, "text": "Two"}],
        [("Jo", "One", None, None), ("Amy", "Two", None, None)],
    ),
    "labels in chunks with pairs of times": (
        {"chunks": [{"timestamp": [0.0, 2.0], "text": " T: One"}, {"timestamp": [2.0, 3.0], "text": " C: Two"}]},
        [("T", "One", 0.0, 2.0), ("C", "Two", 2.0, 3.0)],
    ),
    "one string": ({"transcript": "T: One\nC: Two"}, [("T", "One", None, None), ("C", "Two", None, None)]),
}


@pytest.mark.parametrize("name", SHAPES)
def test_every_shape_gives_its_turns(tmp_path, name):
    content, expected = SHAPES[name]
    path = tmp_path / "a.json"
    path.write_text(json.dumps(content))
    assert [(u.speaker, u.text, u.start, u.end) for u in read(path).utterances] == expected
    path.rename(tmp_path / "a.txt")
    assert read(tmp_path / "a.txt").format.endswith("json")


def test_json_lines_keep_what_is_valid(tmp_path):
    path = tmp_path / "a.jsonl"
    path.write_text("\n".join([*map(json.dumps, ROWS), "not json", "", json.dumps(ROWS[0])]))
    reading = read(path)
    assert [u.speaker for u in reading.utterances] == ["T", "C", "T"]
    assert [(p.line, p.reason) for p in reading.problems if p.line] == [
        (3, "this line is not valid JSON"),
        (3, "times go back here"),
    ]


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ('{"turns": [1,\n 2', "line 2: this is not valid JSON"),
        ("[" * 100_000, "nested too deeply"),
        ('[{"text": "One"}, {"text": "Two"}]', "no speaker labels found"),
        ("{}", "no speaker labels found"),
        ("[" + "9" * 5000 + "]", "not valid JSON"),
        (json.dumps([{"id": 1, "turns": ROWS}, {"id": 2, "turns": ROWS}]), "this file holds 2 transcripts"),
    ],
)
def test_what_cannot_be_read_is_refused_in_one_line(tmp_path, text, reason):
    path = tmp_path / "a.json"
    path.write_text(text)
    with pytest.raises(ReadError, match=reason) as caught:
        read(path)
    assert "\n" not in str(caught.value)


def test_half_a_surrogate_pair_is_replaced_and_a_pair_joined(tmp_path):
    path = tmp_path / "a.json"
    path.write_text('[{"speaker": "T", "text": "\\ud83d\\ude00 \\ud83d"}, {"speaker": "C", "text": "x"}]')
    text = read(path).utterances[0].text
    assert text == "\U0001f600 \ufffd"
    assert text.encode()
