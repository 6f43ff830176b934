"""Names that readers know: of columns, control words, silences and times, each as files have them."""

from __future__ import annotations

import json

import pytest

from analyzer.readers import read
from analyzer.readers.marks import plain
from analyzer.readers.times import seconds, span

SAID = (("T", "One two three"), ("C", "Four five"), ("T", "Six seven"), ("C", "Eight nine"))
SETTINGS = """
fonttbl colortbl stylesheet info pict object themedata datastore listtable listoverridetable rsidtbl generator xmlnstbl
fldinst bkmkstart bkmkend nonshppict latentstyles pgdsctbl mmathPr filetbl revtbl userprops template objdata sp shppict
wgrffmtfilter panose falt
"""
BESIDE = "header headerl headerr headerf footer footerl footerr footerf footnote annotation"
RICH = "{\\rtf1 T: oneHEREtwo\\par C: three\\par T: four\\par C: five\\par}"
SPEAKER = """
speaker speakername speakers who name participant role interlocutor person speakerlabel speakerrole
participantname author from sender voice character talker party agent user username speakerid speakertype
participantid label spk sprecher sprecherin redner rolle hablante interlocutora locuteur intervenant spreker
parlante falante talare puhuja
"""
TEXT = """
text utterance utterancetext content transcript transcription message utterances talk speech dialogue dialog
sentence body turntext caption verbatim value said says statement line words elements word punctuatedword uerung
aussage redebeitrag inhalt texto texte contenu contenido tekst testo fala frase transkript transcripcin
trascrizione
"""
START = """
start starttime time timestamp begin begintime starts startsec startseconds starttimes starttimesec startms
starttimems timecode onset beginning offset in timestart tstart ts timein startts timestamps timespan timerange
offsetms offsetmilliseconds beginoffsetmillis beginms starttimeseconds startoffset datastart beginn anfang zeit
startzeit inicio incio hora dbut debut heure inizio tijd
"""
END = """
end endtime stop stoptime finish ends endsec endseconds endtimesec endms endtimems out timeend tend endts
timeout endoffsetmillis endoffset dataend ende endzeit fin fim fine einde
"""
SESSION = """
session sessionid transcriptid conversationid dialogueid dialogid callid fileid recordingid interviewid
conversation filename
"""


def table(folder, header, rows):
    path = folder / "a.csv"
    path.write_text("\n".join(",".join(row) for row in (header, *rows)), encoding="utf-8")
    return read(path)


@pytest.mark.parametrize("name", SPEAKER.split())
def test_a_column_of_speakers_is_known_by_its_name(tmp_path, name):
    rows = [("x y", who, said) for who, said in SAID]
    found = table(tmp_path, ("topic", name, "text"), rows).utterances
    assert [(one.speaker, one.text) for one in found] == list(SAID)


@pytest.mark.parametrize("name", TEXT.split())
def test_a_column_of_talk_is_known_by_its_name(tmp_path, name):
    rows = [(who, said, "a remark that is longer than what was said in the session itself") for who, said in SAID]
    found = table(tmp_path, ("speaker", name, "topic"), rows).utterances
    assert [(one.speaker, one.text) for one in found] == list(SAID)


@pytest.mark.parametrize("name", START.split())
def test_a_column_of_begins_is_known_by_its_name(tmp_path, name):
    rows = [(who, said, f"00:00:0{n}", f"00:00:0{n + 1}") for n, (who, said) in enumerate(SAID, start=2)]
    found = table(tmp_path, ("speaker", "text", name, "end"), rows).utterances
    thousandth = name.endswith(("ms", "millis", "milliseconds"))
    assert [one.start for one in found] == [n / 1000 if thousandth else n for n in (2, 3, 4, 5)]


@pytest.mark.parametrize("name", END.split())
def test_a_column_of_ends_is_known_by_its_name(tmp_path, name):
    rows = [(who, said, f"00:00:0{n}", f"00:00:0{n + 1}") for n, (who, said) in enumerate(SAID, start=2)]
    found = table(tmp_path, ("speaker", "text", "start", name), rows).utterances
    assert [one.end for one in found] == [3, 4, 5, 6]


@pytest.mark.parametrize("name", SESSION.split())
def test_a_column_of_sessions_is_known_by_its_name(tmp_path, name):
    from analyzer.readers import readings

    rows = [(str(number), who, said) for number in (1, 2) for who, said in SAID]
    path = tmp_path / "a.csv"
    path.write_text("\n".join(",".join(row) for row in ((name, "speaker", "text"), *rows)), encoding="utf-8")
    assert [one.part for one in readings(path)] == ["1", "2"]


@pytest.mark.parametrize(
    ("word", "sign"),
    [
        ("tab", " "),
        ("emdash", "—"),
        ("endash", "–"),
        ("lquote", "‘"),
        ("rquote", "’"),
        ("ldblquote", "“"),
        ("rdblquote", "”"),
        ("bullet", "•"),
        ("emspace", " "),
        ("enspace", " "),
        ("qmspace", " "),
    ],
)
def test_a_sign_of_rich_text_is_what_it_stands_for(tmp_path, word, sign):
    path = tmp_path / "a.rtf"
    path.write_text(RICH.replace("HERE", f"\\{word} "), encoding="utf-8")
    (first, *_) = read(path).utterances
    assert " ".join(first.text.split()) == " ".join(f"one{sign}two".split())


@pytest.mark.parametrize("group", SETTINGS.split())
def test_a_group_of_settings_holds_no_talk(tmp_path, group):
    path = tmp_path / "a.rtf"
    path.write_text(RICH.replace("HERE", f" {{\\{group} hidden}}"), encoding="utf-8")
    (first, *_) = read(path).utterances
    assert first.text == "one two"


@pytest.mark.parametrize("group", BESIDE.split())
def test_a_group_beside_the_text_is_counted(tmp_path, group):
    path = tmp_path / "a.rtf"
    path.write_text(RICH.replace("HERE", f" {{\\{group} not read}}"), encoding="utf-8")
    reading = read(path)
    assert reading.utterances[0].text == "one two"
    assert sum(problem.words for problem in reading.problems) == 2


@pytest.mark.parametrize("label", ["", "sil", "SP", "spn", "<p>", "<p:>", "#", "_", "-", "silence", "<sil>", "pau"])
def test_a_silence_of_praat_is_no_talk(tmp_path, label):
    rows = [("0", "1", "one two"), ("1", "2", label), ("2", "3", "three four")]
    body = "\n".join(f'{begin}\n{end}\n"{text}"' for begin, end, text in rows)
    path = tmp_path / "a.TextGrid"
    head = 'File type = "ooTextFile"\nObject class = "TextGrid"\n0\n3\n<exists>\n1\n"IntervalTier"\n"T"\n0\n3\n3\n'
    path.write_text(f"{head}{body}\n", encoding="utf-8")
    assert [one.text for one in read(path).utterances] == ["one two", "three four"]


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("1500 ms", 1.5),
        ("2 s", 2),
        ("2sec", 2),
        ("3 secs", 3),
        ("4 Seconds", 4),
        ("5,5", 5.5),
        ("1:02:03.5", 3723.5),
        ("02:03", 123),
        ("[0:05]", 5),
        ("<0:05>", 5),
        ("+7", 7),
        ("-3", None),
        ("soon", None),
        ("", None),
    ],
)
def test_a_time_is_read_as_it_is_written(written, expected):
    assert seconds(written) == expected


def test_a_range_of_times_has_two_ends():
    assert span("0:03.5 - 0:09") == (3.5, 9)
    assert span("[0:03 --> 1:09]") == (3, 69)
    assert span("0:03") == (3, None)
    assert span(12) == (12, None)


def test_time_codes_are_clocks_also_after_an_hour():
    assert plain("T: x ¤<3723500>") == "T: x [01:02:03.500]"
    assert plain("¤<62500> T: x") == "[00:01:02.500] T: x"
    assert plain("T: x #00:01:02-5#") == "T: x [00:01:02.5]"
    assert plain("T: x #00:01:02-5# y") == "T: x y"


def test_words_of_notation_are_counted(tmp_path):
    path = tmp_path / "a.cha"
    path.write_text(
        "@UTF8\n@Begin\n*THE:\tone two [% three four five] .\n*CLI:\tsix [= seven] eight .\n@End\n", encoding="utf-8"
    )
    reading = read(path)
    assert [one.text for one in reading.utterances] == ["one two.", "six eight."]
    told = {problem.reason: problem.words for problem in reading.problems}
    assert told["words in CHAT notation about the talk were not read"] == 6


def test_text_that_a_browser_hides_is_told(tmp_path):
    path = tmp_path / "a.html"
    path.write_text(
        "<html><body><p>T: one</p><svg>a b c</svg><p>C: two</p><!-- d e --><p>T: x</p><p>C: y</p></body></html>"
    )
    assert [(p.reason, p.words) for p in read(path).problems] == [("text that a browser does not show was not read", 5)]


def test_a_speaker_told_word_by_word_has_the_time_of_the_last_word(tmp_path):
    words = [{"word": w, "start": n, "end": n + 0.5} for n, w in enumerate(("one", "two", "three"))]
    rows = [{"speaker": who, "text": "one two three", "words": words} for who in "TCTC"]
    (tmp_path / "a.json").write_text(json.dumps(rows), encoding="utf-8")
    assert {(one.start, one.end) for one in read(tmp_path / "a.json").utterances} == {(0, 2.5)}
