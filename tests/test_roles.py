from __future__ import annotations

from pathlib import Path

import pytest

from analyzer.errors import RoleError
from analyzer.readers import read
from analyzer.role_words import enumerator, meaning
from analyzer.roles import THRESHOLD, one_person, settle
from analyzer.session import Utterance

SAMPLES = Path(__file__).parent.parent / "sample_transcripts"


def talk(*speakers, rounds=4, text="green and blue"):
    return [Utterance(one, text, None, None, 1) for _ in range(rounds) for one in speakers]


def roles(*speakers, **user):
    return [role.role for role in settle(talk(*speakers), **user)]


LABELLED = {
    ("T", "C"): ["therapist", "client"],
    ("T", "P"): ["therapist", "client"],
    ("Th", "Pt"): ["therapist", "client"],
    ("I", "P"): ["therapist", "client"],
    ("Q", "A"): ["therapist", "client"],
    ("COUNSELLOR", "CLIENT"): ["therapist", "client"],
    ("Counselor Kim", "Joe"): ["therapist", "client"],
    ("Joe", "Dr. Lee"): ["client", "therapist"],
    ("Client", "Sarah"): ["client", "therapist"],
    ("Dr. Lee (client)", "Sue (therapist)"): ["client", "therapist"],
    ("Interviewer", "Interviewee"): ["therapist", "client"],
    ("assistant", "user"): ["therapist", "client"],
    ("Nurse Joy", "Patient"): ["therapist", "client"],
    ("Husband", "Therapist", "Wife"): ["client", "therapist", "client2"],
    ("Client B", "Therapist", "Client A"): ["client2", "therapist", "client"],
    ("C2", "T", "C1", "C10"): ["client2", "therapist", "client", "client3"],
    ("Therapist", "Anna", "Ben"): ["therapist", "client", "client2"],
    ("Therapist 1", "Client", "Therapist 2"): ["therapist", "client", "therapist"],
    ("Interpreter", "Client", "Nurse"): ["other", "client", "therapist"],
    ("Observer", "T", "C"): ["other", "therapist", "client"],
    ("Patient's mother", "Doctor", "Patient"): ["client", "therapist", "client2"],
    ("Therapist", "Unknown Speaker"): ["therapist", "client"],
}
UNSURE = [
    ("C", "P"),
    ("P1", "P2"),
    ("Speaker 1", "Speaker 2"),
    ("Coach", "Counselor"),
    ("Mother", "Father", "Sue"),
    ("Therapist",),
    ("Host", "Guest"),
    ("A", "B", "C"),
]


@pytest.mark.parametrize("speakers", LABELLED, ids=" ".join)
def test_labels_name_roles(speakers):
    assert roles(*speakers) == LABELLED[speakers]


@pytest.mark.parametrize("speakers", UNSURE, ids=" ".join)
def test_what_labels_leave_open_is_unsure(speakers):
    assert "unsure" in roles(*speakers)


def test_the_user_has_the_last_word():
    assert roles("A", "B", therapist="b") == ["client", "therapist"]
    assert roles("Doctor", "Coach", therapist="Coach") == ["client", "therapist"]
    assert roles("T", "C", given={"T": "client", "C": "therapist"}) == ["client", "therapist"]
    assert roles("A", "B", "D", therapist="A", given={"B": "Other"}) == ["therapist", "other", "client"]
    assert roles("A", "B", "D", given={"A": "therapist", "D": "client", "B": "client 2"}) == [
        "therapist",
        "client2",
        "client",
    ]
    assert [role.how for role in settle(talk("A", "B"), therapist="A")] == ["user", "user"]
    assert roles("A", given={"A": "therapist"}) == ["therapist"]


def test_wrong_names_and_roles_are_refused_with_the_names_found():
    with pytest.raises(RoleError, match="no speaker has the name 'X'; the speakers are 'A', 'B'"):
        settle(talk("A", "B"), therapist="X")
    with pytest.raises(RoleError, match="there is no role 'boss'; use therapist, client, client2"):
        settle(talk("A", "B"), given={"A": "boss"})


ASKS = "How was that for you? What did you do then, when you heard it?"
TELLS = "I went to my mother and she said that they had sold the house, and I was so angry with him."


def pair(rounds):
    return [Utterance("AB"[n % 2], (ASKS, TELLS)[n % 2], None, None, n + 1) for n in range(2 * rounds)]


def test_roles_are_inferred_from_talk_when_there_is_enough():
    settled = settle(pair(20))
    assert [(role.role, role.how) for role in settled] == [("therapist", "inferred"), ("client", "inferred")]
    assert settled[0].confidence > 0.99
    least, most = settle(pair(1))[0].confidence, settled[0].confidence
    assert least < most


def test_a_passer_by_does_not_hinder_inference():
    once = Utterance("Zoe", "Sorry, wrong door.", None, None, 99)
    assert [role.role for role in settle([*pair(20), once])] == ["therapist", "client", "other"]
    family = [*pair(20), *(Utterance("Zoe", TELLS, None, None, 100 + n) for n in range(9))]
    assert [role.role for role in settle(family)] == ["therapist", "client", "client2"]


@pytest.mark.parametrize("name", ["maya-s03.txt", "wrong-name.srt", "no-bottle.json", "the-toast.txt", "half-pay.vtt"])
def test_sessions_with_hidden_labels_are_told_apart(name):
    utterances = read(SAMPLES / name).utterances
    therapist = next(role.speaker for role in settle(utterances) if role.role == "therapist")
    names = {speaker: f"Speaker {n}" for n, speaker in enumerate(sorted({u.speaker for u in utterances}), start=1)}
    settled = settle([u._replace(speaker=names[u.speaker]) for u in utterances])
    assert [role.speaker for role in settled if role.role == "therapist"] == [names[therapist]]
    assert all(role.how == "inferred" and role.confidence >= THRESHOLD for role in settled)


def test_labels_mean_roles():
    assert [meaning(one) for one in ("Maya", "Client's mother", "Supervisor", "t2", "Tom")] == [
        None,
        "client",
        "other",
        "therapist",
        None,
    ]
    assert [enumerator(one) for one in ("Client 2", "Client B", "C10", "SPEAKER_01", "Dr. Lee")] == [
        "002",
        "00B",
        "010",
        "001",
        "",
    ]


def test_two_labels_of_one_person_are_joined_as_the_user_says():
    said = tuple(Utterance(f"Speaker {n}", "x", None, None, n) for n in (1, 2, 3))
    utterances, left = one_person(said, {"speaker 3": "Speaker 2", "Speaker 1": "therapist"})
    assert [one.speaker for one in utterances] == ["Speaker 1", "Speaker 2", "Speaker 2"]
    assert left == {"Speaker 1": "therapist"}
    with pytest.raises(RoleError, match="no speaker has the name 'Speaker 9'"):
        one_person(said, {"Speaker 9": "Speaker 2"})
    same, left = one_person(said, {"Speaker 3": "client2"})
    assert (same, left) == (said, {"Speaker 3": "client2"})
