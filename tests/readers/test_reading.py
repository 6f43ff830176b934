from __future__ import annotations

from pathlib import Path

import pytest

from analyzer import reading
from analyzer.analysis import analyze
from analyzer.codes import Code
from analyzer.errors import ReadError, RoleError
from analyzer.language import foreign, language
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


SEVERAL = "Session 1\n\nT: a\nC: b\nT: c\nC: d\n\nSession 2\n\nT: e\nC: f\nT: g (C: mm)\nC: (laughs) h\n"


def test_a_file_with_several_sessions_gives_each_an_id(tmp_path):
    path = put(tmp_path, SEVERAL, "Case 7.txt")
    first, second = reading.sessions(path, therapist="T")
    assert (first.id, second.id) == ("Case-7-session-1", "Case-7-session-2")
    assert [turn.text for turn in second.talk] == ["e", "f", "g (C: mm)", "(laughs) h"]
    assert [turn.turn for turn in second.talk] == [1, 2, 3, 4]
    assert reading.checked(second).asides == {"backchannel": 1, "laughter": 1}
    assert reading.checked(first).left_out == 2
    with pytest.raises(ReadError, match="this file holds 2 transcripts"):
        reading.read(path)
    assert [session.id for session in reading.sessions(put(tmp_path, TALK), id="mine")] == ["mine"]


PART = "T: c\nC: d\nT: e\nC: f\n"
ONE_SESSION = {
    "T: Our session 2.\nC: Session 3\nT: a\nC: b\nSession 4 was worse, I thought, than all\nT: a\nC: b": [],
    f"Session 3\n{PART}": [],
    f"T: a\nC: b\nSession 2\n{PART}Session 3\n{PART}": [3, 8],
    f"Session 2\n{PART}Session 1\n{PART}": [6],
    f"Session 1\nSession 2\n{PART}": [],
    f"Session 1\n{PART}Session 2\nT: c\n": [6],
}


@pytest.mark.parametrize("text", ONE_SESSION)
def test_talk_of_sessions_does_not_split_a_file(tmp_path, text):
    (session,) = reading.sessions(put(tmp_path, text))
    told = [p.line for p in session.reading.problems if "looks like the heading of a session" in p.reason]
    assert told == ONE_SESSION[text]


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


SPOKEN = {
    "en": "well i mean it was not that bad but you know how my mother is and what she does with it all day",
    "de": "also ich weiß nicht was ich sagen soll weil meine mutter so ist und ich kann das nicht mehr aber sie ist so",
    "fr": "je ne sais pas ce que je dois dire parce que ma mère est comme ça et je ne peux pas mais elle",
    "es": "bueno no sé qué decir porque mi madre es así y yo no puedo con ella pero me da pena que esté sola",
    "it": "non so che cosa dire perché mia madre è così e io non ce la faccio più con lei ma mi dispiace che sia sola",
    "pt": "eu não sei o que dizer porque a minha mãe é assim e eu não posso com ela mas tenho pena que esteja só",
    "nl": "ik weet niet wat ik moet zeggen want mijn moeder is zo en ik kan het niet meer maar ze is wel alleen",
    "sv": "jag vet inte vad jag ska säga för min mamma är så och jag orkar inte med det men hon är ensam där hemma nu",
    "fi": "minä en tiedä mitä sanoa kun äiti on sellainen ja minä en jaksa mutta hän on yksin ja se on niin vaikeaa",
    "pl": "nie wiem co mam powiedzieć bo moja mama jest taka i ja już nie mogę ale jest mi jej żal że tak sama w domu",
    "cs": "já nevím co mám říct když je máma taková a už to s ní nejde ale je mi líto že je doma sama",
    "ro": "nu știu ce să spun că mama este așa și eu nu mai pot cu ea dar îmi pare rău că e singură și bolnavă",
    "hu": "nem tudom hogy mit mondjak mert az anyám ilyen és én már nem bírom de sajnálom mert egyedül van és ez nehéz",
    "tr": "ne diyeceğimi bilmiyorum çünkü annem böyle bir insan ve ben artık çok yoruldum ama o da yalnız",
    "ru": "я не знаю что сказать потому что мама у меня такая и я больше не могу но мне её жаль она же одна",
    "uk": "я не знаю що сказати бо мама в мене така і я вже не можу але мені її шкода вона ж сама і це важко",
    "el": "δεν ξέρω τι να πω γιατί η μητέρα μου είναι έτσι και εγώ δεν μπορώ αλλά λυπάμαι που είναι μόνη στο σπίτι",
    "he": "אני לא יודע מה להגיד כי אמא שלי היא כזאת ואני לא יכול אבל היא לבד וזה קשה לי עם כל זה",
    "ar": "أنا لا أعرف ما أقول لأن أمي هي هكذا و لا أقدر على ذلك لكن هي وحدها في البيت و هذا صعب",
    "zh": "我 不 知道 该 说 什么 因为 我 妈妈 就是 这样 我 受不了 了 但是 她 一个人 在 家",
    "ja": "何 を 言えば いい のか わかりません 母 は そういう 人 なので もう 無理 です でも 一人 です から",
    "ko": "뭐라고 말해야 할지 모르겠어요 엄마는 원래 그런 사람이고 저는 더는 못 하겠어요 그런데 혼자 계세요",
    "und": "hindi ko po alam ang sasabihin dahil ganyan si nanay at hindi ko na kaya pero nag-iisa siya sa bahay",
}


@pytest.mark.parametrize("code", SPOKEN)
def test_languages_are_told_from_small_words(code):
    assert language([SPOKEN[code]] * 3) == code


@pytest.mark.parametrize("code", [code for code in SPOKEN if code not in ("en", "und")])
def test_no_other_language_is_taken_for_english_even_when_short(code):
    assert language([SPOKEN[code]]) != "en"


def test_little_talk_is_english():
    assert language(["mm", "yeah"]) == "en"
    assert language(["Sí. No. No sé."]) == "es"
    assert language(["Go on? Hm. I can't. No. Why me? Me."]) == "en"
    assert language([]) == "en"


def test_english_with_words_of_another_language_is_english():
    talk = ["and then my abuela said no me digas que no and i just did not know what to do"] * 3
    assert language(talk) == "en"


SHORT = {
    "de": "Wie geht es Ihnen heute? Nicht so gut.",
    "es": "¿Cómo está usted? No muy bien.",
    "fr": "Je ne dors plus.",
    "it": "Non lo so, ho paura.",
    "nl": "Ik weet het niet.",
    "pl": "Jak się pan czuje? Nie wiem.",
    "pt": "Eu não sei, tenho medo.",
    "ru": "Я не знаю.",
    "ja": "眠れません",
}


@pytest.mark.parametrize("code", SHORT)
def test_a_sentence_tells_a_language(code):
    assert language([SHORT[code]]) == code
    assert foreign(["How are you?", SHORT[code], "Tell me more."]) == {1: code}


def test_turns_in_another_language_are_told_apart_in_english_talk():
    talk = [
        "How was it?",
        "No sé, me siento muy mal cuando ella habla.",
        "She says she does not know, she feels bad.",
        "Mi mamá no está.",
        "¿Y?",
        "Porque yo no puedo, nada más.",
        "I told her, no me digas eso, and then she left me.",
        "In evening is dark, is raining, is Ireland. No. No questions.",
    ]
    assert foreign(talk) == {1: "es", 3: "es", 4: "es", 5: "es"}


def test_the_usual_suffixes_are_known():
    usual = {
        ".txt",
        ".vtt",
        ".srt",
        ".docx",
        ".csv",
        ".tsv",
        ".xlsx",
        ".ods",
        ".json",
        ".jsonl",
        ".rtf",
        ".odt",
        ".pdf",
    }
    assert usual <= SUFFIXES
    assert ".html" not in SUFFIXES


def test_no_english_turn_of_the_corpus_is_taken_for_another_language():
    sessions = sorted((Path(__file__).parents[2] / "training" / "corpus" / "sessions").glob("*.txt"))[::12]
    assert len(sessions) > 20
    for path in sessions:
        assert foreign([turn.text for turn in reading.read(path).talk]) == {}, path.name


MIXED = """Therapist: How was last week?
Client: You never listen to me.
Therapist: Can you say more?
Client: Porque usted no me escucha, nunca, y yo ya no puedo más.
Therapist: You never listen to me, is that it?
Client: Sí, eso. Nada más.
Therapist: I think I did not hear you, and I am sorry.
Client: It's fine. It is what it is, I suppose.
"""


def test_turns_in_another_language_are_read_and_told_but_not_coded(tmp_path):
    session = reading.read(put(tmp_path, MIXED))
    assert session.language == "en"
    assert session.foreign == {4: "es", 6: "es"}
    told = [p.reason for p in session.reading.problems]
    assert "turns in another language (es) are not coded: 2" in told
    found = analyze(session, coder=Eager())
    assert {code.turn for code in found.findings} == {2, 8}


class Eager:
    """A coder that finds something on every turn of the client."""

    name = "eager"

    def code(self, session):
        return tuple(
            Code(turn.turn, "W2", "clear", None, "eager", 0, 1, "") for turn in session.talk if turn.role == "client"
        )
