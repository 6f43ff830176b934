from __future__ import annotations

from datetime import timedelta

import pytest
import srt
import webvtt
from hypothesis import given, settings
from hypothesis import strategies as st

from analyzer.readers import read

VOICES = """WEBVTT - made by hand
Kind: captions

NOTE Not talk: a remark
over two lines

STYLE
::cue { color: white }

1
00:00:01.000 --> 00:00:03.500 align:start position:0%
<v Dr. Lee>How &amp; <i>when</i>?</v>

00:05.000 --> 00:07.250
<v Anna>At four<00:00:06.000> or so
<v Dr. Lee>Hm.

b5f3-12/7-0
00:08.000 --> 00:09.000
<v.loud Anna>Every
night</v>

NOTE nothing

00:10.000 --> 00:12.000
Still.

00:13.000 --> 00:14.000

"""


def put(folder, text, name):
    path = folder / name
    path.write_bytes(text.encode())
    return path


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
@pytest.mark.parametrize("name", ["a.vtt", "a.txt"])
def test_voices_of_webvtt(tmp_path, newline, mark, name):
    reading = read(put(tmp_path, mark + VOICES.replace("\n", newline), name))
    assert reading.format == "vtt"
    assert [u[:5] for u in reading.utterances] == [
        ("Dr. Lee", "How & when?", 1.0, 3.5, 12),
        ("Anna", "At four or so", 5.0, 7.25, 15),
        ("Dr. Lee", "Hm.", 5.0, 7.25, 16),
        ("Anna", "Every night", 8.0, 9.0, 20),
        ("Anna", "Still.", 10.0, 12.0, 26),
    ]
    assert reading.lines == 5
    assert [p.line for p in reading.problems] == [2, 4, 5, 7, 8, 23, 28, None]


LABELS = """1
00:00:01,000 --> 00:00:03,500
Dr. Lee: How was
the week?

2
00:00:05,000 --> 00:00:07,000
<i>Anna:</i> {\\an8}Long.

00:00:08,000 --> 00:00:09,000
Dr. Lee: Then
Anna: I said: no

40

4
00:00:10,000 --> 00:00:12,000
and went
"""


@pytest.mark.parametrize("head", ["", "WEBVTT\n\n"])
def test_labels_in_cues(tmp_path, head):
    text = head + (LABELS.replace(",", ".") if head else LABELS)
    reading = read(put(tmp_path, text, "a.srt"))
    assert [(u.speaker, u.text, u.start) for u in reading.utterances] == [
        ("Dr. Lee", "How was the week?", 1.0),
        ("Anna", "Long.", 5.0),
        ("Dr. Lee", "Then", 8.0),
        ("Anna", "I said: no 40", 8.0),
        ("Anna", "and went", 10.0),
    ]
    assert [p.reason for p in reading.problems] == ["cues that name no speaker were given to the speaker before: 1"]


def test_cues_of_one_speaker_stay_apart(tmp_path):
    cues = [f"00:{n:02d}.000 --> 00:{n:02d}.900\n<v {'AB'[n // 3]}na>word {n}\n" for n in range(6)]
    reading = read(put(tmp_path, "WEBVTT\n\n" + "\n".join(cues), "a.vtt"))
    assert [u.text for u in reading.utterances] == [f"word {n}" for n in range(6)]


def test_speakers_named_by_identifiers(tmp_path):
    text = (
        'WEBVTT\n\n1 "Jo March" (12)\n00:01.000 --> 00:02.000\nHello.\n\n2 "Amy" (13)\n00:03.000 --> 00:04.000\nHi.\n'
    )
    assert [(u.speaker, u.text) for u in read(put(tmp_path, text, "a.vtt")).utterances] == [
        ("Jo March", "Hello."),
        ("Amy", "Hi."),
    ]


def test_talk_before_the_first_speaker_is_told(tmp_path):
    cues = ["00:01,000 --> 00:02,000\nHello.", "00:03,000 --> 00:04,000\nT: Hi.", "00:04,000 --> 00:05,000\nC: Ho."]
    text = "".join(f"{number}\n{cue}\n\n" for number, cue in enumerate(cues, start=1))
    reading = read(put(tmp_path, text, "a.srt"))
    assert [(p.line, p.reason) for p in reading.problems] == [(3, "talk before the first named speaker")]


def test_subtitles_without_speakers_have_one_unnamed_speaker(tmp_path):
    reading = read(put(tmp_path, "WEBVTT\n\n00:01.000 --> 00:02.000\nHello.\n", "a.vtt"))
    assert [(u.speaker, u.text) for u in reading.utterances] == [("Unnamed", "Hello.")]
    assert (
        reading.problems[0].reason == "no speaker is named in any of 1 lines of talk; label the turns to have it coded"
    )


TEXT = st.text("abc xyz", min_size=1, max_size=20).map(lambda text: " ".join(text.split())).filter(bool)
CUES = st.lists(st.tuples(st.sampled_from(["Anna", "Dr. Lee"]), TEXT, st.integers(0, 3_500)), min_size=1, max_size=12)


def clock(seconds, mark):
    return f"{seconds // 3600:02d}:{seconds // 60 % 60:02d}:{seconds % 60:02d}{mark}250"


@settings(max_examples=40, deadline=None)
@given(CUES)
def test_simple_webvtt_is_read_as_webvtt_py_reads_it(tmp_path_factory, cues):
    blocks = [f"{clock(at, '.')} --> {clock(at + 1, '.')}\n<v {who}>{text}</v>\n" for who, text, at in cues]
    path = put(tmp_path_factory.mktemp("vtt"), "WEBVTT\n\n" + "\n".join(blocks), "a.vtt")
    oracle = [(c.voice, c.text, c.start_in_seconds + 0.25) for c in webvtt.read(path)]
    assert [(u.speaker, u.text, u.start) for u in read(path).utterances] == oracle


@settings(max_examples=40, deadline=None)
@given(CUES)
def test_simple_subrip_is_read_as_srt_reads_it(tmp_path_factory, cues):
    cues = [("Anna", "begin", 0), *cues, ("Anna", "stop", 3_590)]
    text = srt.compose(
        [
            srt.Subtitle(number, timedelta(seconds=at), timedelta(seconds=at + 1.5), f"{who}: {said}")
            for number, (who, said, at) in enumerate(cues, start=1)
        ],
        reindex=False,
    )
    path = put(tmp_path_factory.mktemp("srt"), text, "a.srt")
    parsed = list(srt.parse(text))
    assert [(u.start, u.end) for u in read(path).utterances] == [
        (c.start.total_seconds(), c.end.total_seconds()) for c in parsed
    ]
    assert [u.text for u in read(path).utterances] == [c.content.partition(": ")[2] for c in parsed]
