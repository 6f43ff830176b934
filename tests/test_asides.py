from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analyzer.analysis import Analysis
from analyzer.asides import KINDS, asides, spoken, tally
from analyzer.coding import chosen
from analyzer.session import Role, Session, Turn

CASES = {
    "I went (T: Mhm) home": ("backchannel", "I went          home"),
    "I went (Therapist: I see.) home": ("backchannel", "I went                     home"),
    "I went (Dr. Lee: mm-hm) home": ("backchannel", "I went                  home"),
    "I went (T: Are you angry with me, or is it that I was late again?) home": ("backchannel", None),
    "I went [mhm] home": ("backchannel", "I went       home"),
    "I went (yeah, okay) home": ("backchannel", None),
    "so (p:00:00:08) yes": ("pause", None),
    "so (pause: 00:00:10) yes": ("pause", None),
    "so (.) yes": ("pause", None),
    "so (...) yes": ("pause", None),
    "so (2.5) yes": ("pause", None),
    "so (3 sec) yes": ("pause", None),
    "so [long silence] yes": ("pause", None),
    "so - - - yes": ("pause", "so       yes"),
    "so (laughs) yes": ("laughter", None),
    "so [both laughing] yes": ("laughter", None),
    "so *chuckles* yes": ("laughter", None),
    "so ((laughing)) yes": ("laughter", None),
    "so (crying) yes": ("crying", None),
    "so (sighs) yes": ("breath", None),
    "so [inaudible 00:12:03] yes": ("unintelligible", None),
    "so ( / / ) yes": ("unintelligible", None),
    "so / / / yes": ("unintelligible", None),
    "so xxx yes": ("unintelligible", "so     yes"),
    "so (unintelligible) yes": ("unintelligible", None),
    "so [crosstalk] yes": ("overlap", None),
    "so (overlap) yes": ("overlap", None),
    "so +I know+ yes": ("overlap", "so  I know  yes"),
    "so (?: Tuesday) yes": ("uncertain", "so     Tuesday  yes"),
    "so (Tuesday?) yes": ("uncertain", "so  Tuesday   yes"),
    "so [00:12:03] yes": ("time", None),
    "so (nods) yes": ("remark", None),
    "so (telephone rings) yes": ("remark", None),
    "so [my sister] yes": ("remark", None),
    "so <whispering> yes": ("remark", None),
    "so (wipes her eyes) yes": ("remark", None),
    "so (goes red; picks at a cuff) yes": ("remark", None),
    "so (slowly puts both feet on the floor) yes": ("remark", None),
    "so (grinning, knee going) yes": ("remark", None),
    "so (her voice cracks) yes": ("remark", None),
    "so (hand to chest) yes": ("remark", None),
    "so (to Ruth) yes": ("remark", None),
    "so (through interpreter) yes": ("remark", None),
    "so (fourteen seconds) yes": ("pause", None),
    "so (long silence; he takes off his coat) yes": ("pause", None),
}
OWN = """the older one; my brother; which I hated; well, sort of; like always; thank God; he knows this; that was in May
or so he says; friends from school; not that it matters; as usual; in London; to be honest; to mum; two years ago
talking about my dad; being the eldest; she was crying then; he laughed at me; three kids, two dogs; tablets for it
his words, not mine; her idea; he hits her; five of them; pills, I mean; stress, mostly; business with his brother
buses in the morning; loves the dog; Christmas dinner; God knows; the night before the wedding
or the other way round"""
"""What people say in the brackets of a transcript; none of it is a remark about them."""


@pytest.mark.parametrize("text", CASES)
def test_every_convention_is_known(text):
    kind, left = CASES[text]
    assert [aside.kind for aside in asides(text)] == [kind]
    assert len(spoken(text)) == len(text)
    assert spoken(text) == left if left else spoken(text).split() in (["so", "yes"], ["I", "went", "home"])


@pytest.mark.parametrize(
    "text",
    [
        *(f"so ({said.strip()}) yes" for said in OWN.replace("\n", ";").split(";")),
        "my father (he beat me) and mum (she was crying then, I think)",
        "I told [CLIENT 2] and [PERSON] about it",
        "his / her idea - a good one - and 3 - 4 more",
        "two + two + four is C++ and a+b",
        "it was 10:30 and I said: no",
        "a ** bold ** claim * here",
    ],
)
def test_own_words_are_no_asides(text):
    assert asides(text) == ()
    assert spoken(text) == text


@pytest.mark.parametrize(
    ("said", "codes"),
    [
        ("I went home (T: You are not listening to me.) and slept.", set()),
        ("I went home {T: You are not listening to me.} and slept.", set()),
        ("I went home [you are not listening to me] and slept.", set()),
        ("I went home. You are not listening to me (T: mhm), you never do.", {"C1"}),
        ("- - You are (.) not listening to me. / /", {"C1"}),
        ("+You are not listening to me.+", {"C1"}),
    ],
)
def test_rules_read_only_what_the_speaker_said_and_point_into_the_text_as_written(said, codes):
    talk = (Turn(1, "T", "therapist", None, None, "Where did you go?", 1), Turn(2, "C", "client", None, None, said, 2))
    roles = (Role("T", "therapist", "label", 1), Role("C", "client", "label", 1))
    found = chosen("rules").code(Session("s", talk, roles))
    assert {code.code for code in found} == codes
    for code in found:
        assert said[code.start : code.end].lower().startswith("you are")


def test_a_tally_counts_kinds():
    assert tally(["(laughs) no (T: mm)", "(laughs) (2.0)"]) == {"backchannel": 1, "pause": 1, "laughter": 2}


@settings(max_examples=200, deadline=None)
@given(st.text("ab T:()[]{}<>*+/-.?x1 ", max_size=60))
def test_places_stay_and_only_asides_are_blanked(text):
    left = spoken(text)
    assert len(left) == len(text)
    covered = {place for aside in asides(text) for place in range(aside.start, aside.end)}
    assert all(left[place] == text[place] for place in range(len(text)) if place not in covered)
    assert {aside.kind for aside in asides(text)} <= set(KINDS)


@pytest.mark.parametrize("piece", ["(a ", "[(", "- ", "/ ", "+a", "*a ", "(mm, ", "(a: b c ", "<a", "((a)"])
def test_patterns_do_not_backtrack(piece):
    text = piece * (5_000 // len(piece))
    begun = time.process_time()
    asides(text)
    asides(f"({text[:110]})")
    assert time.process_time() - begun < 0.5


def test_asides_are_kept_as_a_table():
    talk = (Turn(1, "C", "client", None, None, "I (T: mhm) went (.) home +then+.", 1),)
    table = Analysis(Session("s", talk), (), (), "none").asides
    rows = [tuple(row) for row in table.itertuples(index=False)]
    assert rows == [
        ("s", 1, "backchannel", 2, 10, False),
        ("s", 1, "pause", 16, 19, False),
        ("s", 1, "overlap", 25, 31, True),
    ]
    assert [talk[0].text[start:end] for _, _, _, start, end, _ in rows] == ["(T: mhm)", "(.)", "+then+"]
