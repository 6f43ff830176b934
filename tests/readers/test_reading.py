from __future__ import annotations

from pathlib import Path

import pytest

from analyzer import reading
from analyzer.errors import RoleError
from analyzer.language import language
from analyzer.readers import SUFFIXES
from analyzer.session import Role

TALK = "[00:01] Therapist: How was it?\n[00:04] Client: Long.\nClient: Very.\n[01:30] Therapist: Hm.\n"
OPAQUE = "Jo: Green.\nAmy: Blue.\nJo: Red.\nAmy: White.\n"
GERMAN = """Therapeut: Wie war die Woche für Sie, und was ist noch passiert?
Klient: Ich habe nicht gut geschlafen, es war zu laut.
"""


def put(folder, text, name="session.txt"):
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def test_a_session_has_turns_with_roles_and_keeps_utterances(tmp_path):
    session = reading.read(put(tmp_path, TALK, "Case 7 (May).txt"))
    assert session.id == "Case-7-May"
    assert [(t.turn, t.role, t.text, t.start, t.line) for t in session.talk] == [
        (1, "therapist", "How was it?", 1.0, 1),
        (2, "client", "Long. Very.", 4.0, 2),
        (3, "therapist", "Hm.", 90.0, 4),
    ]
    assert len(session.reading.utterances) == 4
    assert session.coded
    assert session.language == "en"
    assert session.uncoded == ""


def test_the_user_settles_roles(tmp_path):
    path = put(tmp_path, OPAQUE)
    assert not reading.read(path).coded
    assert "--therapist" in reading.read(path).uncoded
    assert [t.role for t in reading.read(path, therapist="amy").talk] == ["client", "therapist"] * 2
    assert [t.role for t in reading.read(path, roles={"Jo": "therapist"}).talk] == ["therapist", "client"] * 2
    assert reading.read(path, id="mine").id == "mine"
    with pytest.raises(RoleError, match=r"session.txt: no speaker has the name 'Ann'; the speakers are 'Jo', 'Amy'"):
        reading.read(path, therapist="Ann")


def test_a_check_tells_what_a_file_holds(tmp_path):
    path = put(tmp_path, TALK + "Client:\n")
    check = reading.check(path)
    assert (check.format, check.lines, check.utterances, check.turns, check.words) == ("text", 5, 4, 3, 6)
    assert check.speakers == ("Therapist", "Client")
    assert check.roles[0] == Role("Therapist", "therapist", "label", 0.99)
    assert (check.timed, check.duration) == (True, 89.0)
    assert [p.line for p in check.problems] == [5]
    assert reading.check(put(tmp_path, OPAQUE)).duration is None


def test_talk_that_is_not_english_is_left_uncoded(tmp_path):
    session = reading.read(put(tmp_path, GERMAN * 4), therapist="Therapeut")
    assert session.language == "de"
    assert not session.coded
    assert "the talk is not in English, so it is not coded" in [p.reason for p in session.reading.problems]


def test_one_speaker_and_no_therapist_are_told(tmp_path):
    assert "only one speaker" in reading.read(put(tmp_path, "Therapist: a\nTherapist: b")).uncoded
    couple = reading.read(put(tmp_path, "Husband: a\nWife: b\nHusband: c\nWife: d"))
    assert "none of the speakers is a therapist" in [p.reason for p in couple.reading.problems]


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("a.txt", "a"),
        ("a b/../c.vtt", "c"),
        ("..hidden.txt", "hidden"),
        ("???.txt", "session"),
        ("con.txt", "con_"),
        ("Zoë #3.docx", "Zoë-3"),
        ("x" * 200 + ".txt", "x" * 80),
        ("a\udcff.txt", "a"),
    ],
)
def test_ids_are_safe_names_of_files(name, expected):
    assert reading.session_id(Path(name)) == expected


def test_languages_are_told_from_small_words():
    spoken = {
        "en": "well i mean it was not that bad but you know how my mother is and what she does with it",
        "es": "bueno no sé qué decir porque mi madre es así y yo no puedo con ella pero me da pena que esté sola",
        "fr": "je ne sais pas ce que je dois dire parce que ma mère est comme ça et je ne peux pas mais elle est seule",
        "und": "en tiedä mitä sanoa koska äitini on sellainen enkä jaksa häntä mutta surettaa että hän asuu yksin"
        " vanhassa talossa kaukana meistä muista eikä kukaan käy siellä enää koskaan paitsi naapuri joskus",
    }
    for code, text in spoken.items():
        assert language([text] * 3) == code
    assert language(["я не знаю что сказать"]) == "und"
    assert language(["mm", "yeah"]) == "en"
    assert language([]) == "en"


def test_the_usual_suffixes_are_known():
    assert {".txt", ".vtt", ".srt", ".docx", ".csv", ".tsv", ".xlsx", ".ods", ".json", ".jsonl"} <= SUFFIXES
