"""Names in their contexts: kinship, titles, introductions, capitals, lists, and small letters."""

from __future__ import annotations

from dataclasses import replace

import pytest
from redaction_talk import client, made, session, text

from analyzer.redaction import Key, redacted
from analyzer.redaction.kinds import PERSON
from analyzer.session import Reading


@pytest.mark.parametrize(
    ("line", "wanted"),
    [
        ("My sister Zorvanna rang.", "My sister [PERSON 1] rang."),
        ("It was Dr. Quillfeather, no, Mr Oduya-Brand.", "It was Dr. [PERSON 1], no, Mr [PERSON 2]."),
        ("We called him Sean.", "We called him [PERSON 1]."),
        ("Then Orla's husband came.", "Then [PERSON 1]'s husband came."),
        ("It was Grace, my wife.", "It was [PERSON 1], my wife."),
        ("Rose is my aunt.", "[PERSON 1] is my aunt."),
        ("We spell it O-R-L-A, Orla.", "We spell it [PERSON 1], [PERSON 1]."),
        ("I went to Trelissick with Ngozi.", None),
        ("I grew up in Scunthorpe.", "I grew up in [CITY 1]."),
        ("We were in Brvnik for a week.", "We were in [PLACE 1] for a week."),
        ("I work at Zebedee's now.", "I work at [EMPLOYER 1] now."),
        ("She goes to Thistle Bank Primary School.", "She goes to [SCHOOL 1]."),
        ("They took me to Foxglove Hospital.", "They took me to [ORGANISATION 1]."),
        ("We walked over Wexley Bridge.", "We walked over [PLACE 1]."),
        ("The Murgatroyds came, and Ann Murgatroyd cried.", None),
    ],
)
def test_a_name_in_context(line, wanted):
    found = client(line)
    assert found == wanted if wanted else not any(name in found for name in ("Trelissick", "Ngozi", "Murgatroyd"))


def test_a_name_met_once_is_found_everywhere_else():
    found = text("T: How is your brother Will?", "C: Will's fine. Will said so. I will say it: will you ask Will?")
    assert found.count("[PERSON 1]") == 4
    assert "I will say it: will you ask" in found


def test_talk_in_small_letters():
    found = text(
        "T: hi brianna how was leeds",
        "C: okay my sister orlaith rang about my mum's partner grace and declan's thing i will see mark my words",
    )
    assert found == (
        "hi [PERSON 1] how was [CITY 1]\n"
        "okay my sister [PERSON 2] rang about my mum's partner [PERSON 3] and [PERSON 4]'s thing i will see mark my "
        "words"
    )


def test_one_person_has_one_label():
    found = text(
        "T: So Danielle Okafor, who is she?",
        "C: Dani? Danielle is my cousin. Ms Okafor to you. Robert was there too. Bobby, I mean.",
    )
    assert found.count("[PERSON 1]") == 4
    assert found.count("[PERSON 2]") == 2


def test_client_and_therapist_are_told_apart():
    found = made("Dr. Lee: Hello, I'm Marian Lee.", "Priya: I'm Priya. Priya Shah. Hello, Dr. Lee.")
    assert [turn.text for turn in found.session.talk] == [
        "Hello, I'm [THERAPIST].",
        "I'm [CLIENT]. [CLIENT]. Hello, Dr. [THERAPIST].",
    ]
    assert [turn.speaker for turn in found.session.talk] == ["THERAPIST", "CLIENT"]


def test_labels_that_name_nobody_are_kept():
    found = made("Therapist: So.", "Speaker 2: Well.", "Mother: No.", "C2: Yes.")
    assert [turn.speaker for turn in found.session.talk] == ["Therapist", "Speaker 2", "Mother", "C2"]


def test_short_names_and_initials_are_names():
    found = made("Therapist: So, Jo.", "Jo: Well.", "Therapist: And?", "JM: No.")
    assert [turn.speaker for turn in found.session.talk] == ["Therapist", "CLIENT", "Therapist", "CLIENT 2"]
    assert found.session.talk[0].text == "So, [CLIENT]."


def test_the_users_list_prevails():
    key = Key("case-1", "seed", listed={"the blue lion": "ORGANISATION", "Sunny": PERSON}, kept=frozenset({"tariq"}))
    found = text("T: And?", "C: We sat in the Blue Lion with Sunny and Tariq.", key=key)
    assert found.splitlines()[1] == "We sat in [ORGANISATION 1] with [PERSON 1] and Tariq."


def test_what_may_be_a_name_is_told():
    found = made("T: And then?", "C: Hope is what I had. So I waited.")
    assert [(left.original, left.turn) for left in found.left] == [("Hope", 2)]


def test_changes_tell_where_and_why():
    change = made("T: And?", "C: My sister Orla came. So I waited.").changes[0]
    assert (change.before, change.original, change.after) == ("My sister ", "Orla", " came. So I waited.")
    assert (change.turn, change.label, change.why, change.likely) == (
        2,
        "[PERSON 1]",
        "a word of kinship before it",
        False,
    )


def test_a_name_in_capitals_is_a_name():
    assert client("She shouted ANNA across the OCD ward.") == "She shouted [PERSON 1] across the OCD ward."


def test_other_languages_keep_their_nouns():
    german = session(
        "T: Wie war die Woche mit dem Vater und der Familie, und was ist mit der Arbeit?",
        "C: Ich habe mit der Schwester im Garten gesessen, und dann kam Jürgen. Meine Nummer ist 030 555 0132.",
    )
    found = redacted(replace(german, language="de"), Key("case-1", "seed")).talk[1].text
    assert "Schwester im Garten gesessen, und dann kam [PERSON" in found
    assert "[PHONE 1]" in found


def test_a_session_without_a_reading_will_do():
    bare = replace(session("T: And Orla?", "C: Orla's here."), reading=Reading("memory", ()))
    assert [turn.text for turn in redacted(bare, Key("case-1", "seed")).talk] == [
        "And [PERSON 1]?",
        "[PERSON 1]'s here.",
    ]
