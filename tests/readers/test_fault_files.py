"""Faults of diarisation in whole files, as five programs would write each: told, mended only where that is sure."""

from __future__ import annotations

import json

import pytest

from analyzer import reading

TALK = [
    (1, "How have you been since last week?"),
    (2, "Not so well. I could not sleep."),
    (1, "What kept you awake?"),
    (2, "My mother rang, and I did not pick up."),
    (1, "And what was that like for you?"),
    (2, "I felt guilty, and then I was angry with her."),
] * 6


def clock(seconds, mark="."):
    whole, rest = divmod(seconds, 1)
    return f"{int(whole) // 3600:02}:{int(whole) // 60 % 60:02}:{int(whole) % 60:02}{mark}{round(rest * 1000):03}"


def timed(talk):
    return [(who, text, 4.0 * n, 4.0 * n + 3.9) for n, (who, text) in enumerate(talk)]


def whisperx(talk):
    rows = [
        {"start": start, "end": end, "text": f" {text}", **({"speaker": f"SPEAKER_{who:02}"} if who else {})}
        for who, text, start, end in timed(talk)
    ]
    return "json", json.dumps({"segments": rows, "language": "en"})


def assembly(talk):
    rows = [
        {"speaker": "-ABCD"[who] if who else None, "text": text, "start": int(start * 1000), "end": int(end * 1000)}
        for who, text, start, end in timed(talk)
    ]
    return "json", json.dumps({"id": "x", "status": "completed", "utterances": rows})


def deepgram(talk):
    words = []
    for who, text, start, end in timed(talk):
        parts = text.split()
        step = (end - start) / len(parts)
        words += [
            {
                "word": part.lower().strip(".,?"),
                "punctuated_word": part,
                "start": start + n * step,
                "end": start + (n + 1) * step,
                **({"speaker": who} if who else {}),
            }
            for n, part in enumerate(parts)
        ]
    return "json", json.dumps({"results": {"channels": [{"alternatives": [{"words": words}]}]}})


def vtt(talk):
    cues = [
        f"{clock(start)} --> {clock(end)}\n" + (f"<v Speaker {who}>{text}</v>" if who else text)
        for who, text, start, end in timed(talk)
    ]
    return "vtt", "\n\n".join(["WEBVTT", *cues]) + "\n"


def srt(talk):
    cues = [
        f"{n}\n{clock(start, ',')} --> {clock(end, ',')}\n" + (f"Speaker {who}: {text}" if who else text)
        for n, (who, text, start, end) in enumerate(timed(talk), start=1)
    ]
    return "srt", "\n\n".join(cues) + "\n"


WRITERS = (whisperx, assembly, deepgram, vtt, srt)


@pytest.fixture(params=WRITERS, ids=lambda writer: writer.__name__)
def session(request, tmp_path):
    def read(talk, **said):
        suffix, text = request.param(talk)
        path = tmp_path / f"a.{suffix}"
        path.write_text(text)
        return reading.read(path, **said)

    return read


def told(found, words):
    return [p.line for p in found.reading.problems if words in p.reason]


def words(talk):
    return [word for _, text in talk for word in text.split()]


def heard(found):
    return [word for turn in found.talk for word in turn.text.split()]


def test_anonymous_speakers(session):
    found = session(TALK)
    assert len(told(found, "the speakers have no names")) == 1
    assert [turn.role for turn in found.talk[:2]] == ["therapist", "client"]
    assert heard(found) == words(TALK)


def test_more_labels_than_people(session):
    talk = [*TALK[:9], (3, "Sorry."), *TALK[9:]]
    found = session(talk)
    assert len(told(found, "next to no talk")) == 1
    assert len(told(found, "there are 3 labels")) == 1
    assert heard(found) == words(talk)
    assert next(turn.role for turn in found.talk if turn.text == "Sorry.") == "other"


def test_a_tail_given_to_the_other(session):
    talk = [*TALK, (1, "And when she rang again what did you"), (2, "do then? I let it ring."), *TALK]
    found = session(talk)
    assert len(told(found, "goes on with a sentence of another speaker")) == 1
    assert heard(found) == words(talk)
    assert found.talk[len(TALK) + 1].text == "do then? I let it ring."


def test_a_word_inside_a_sentence_given_to_the_other(session):
    talk = [*TALK, (1, "And when she rang again what"), (2, "did you"), (1, "do with the telephone?"), *TALK[1:]]
    found = session(talk)
    assert len(told(found, "words inside a sentence")) == 1
    assert found.talk[len(TALK)].text == "And when she rang again what did you do with the telephone?"
    assert heard(found) == words(talk)


def test_missing_labels_for_a_stretch(session):
    talk = [*TALK, *((None, text) for _, text in TALK[:6]), *TALK[3:]]
    found = session(talk)
    assert told(found, "were given to the speaker before") == [None]
    assert len(told(found, "no speaker is named for a stretch")) == 1
    assert heard(found) == words(talk)


def test_one_speaker_split_in_two(session):
    talk = [*TALK, *((3 if who == 2 else who, text) for who, text in TALK)]
    found = session(talk)
    assert len(told(found, "begins after another has stopped")) == 1
    labels = list(dict.fromkeys(turn.speaker for turn in found.talk))
    joined = session(talk, roles={labels[2]: labels[1]})
    assert [role.role for role in joined.roles] == ["therapist", "client"]
    assert heard(joined) == words(talk)
