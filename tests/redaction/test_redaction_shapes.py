"""Numbers, codes, addresses and dates in the forms of many countries; and what looks like one and is none."""

from __future__ import annotations

import re

import pytest
from redaction_talk import client

FOUND = [
    ("My number is 07700 900123.", "PHONE"),
    ("Call +44 20 7946 0018 any time.", "PHONE"),
    ("It's (415) 555-0132, or leave a note.", "PHONE"),
    ("Text me on 415.555.0132 please.", "PHONE"),
    ("Meine Nummer, +49 30 555 0132, still works.", "PHONE"),
    ("It's 06 12 34 56 78 in France.", "PHONE"),
    ("Ring 0412 345 678 at night.", "PHONE"),
    ("It's oh double seven four three, six one nine, two two eight.", "PHONE"),
    ("They want it by fax: 020 7946 0991.", "FAX"),
    ("Write to jo.bloggs+therapy@mail.example.co.uk then.", "EMAIL"),
    ("It's sam dot green at mailbox dot com.", "EMAIL"),
    ("My social is 123-45-6789.", "NATIONAL-ID"),
    ("The NI number is AB 12 34 56 C.", "NATIONAL-ID"),
    ("Her chart number was 88-120-4.", "RECORD"),
    ("The NHS number is 401 023 2137.", "RECORD"),
    ("My member ID is XYZ99120034.", "PLAN"),
    ("The sort code is 11-22-33, they said.", "ACCOUNT"),
    ("He used my card, 4929 1234 5678 9012, twice.", "ACCOUNT"),
    ("The IBAN is DE89 3704 0044 0532 0130 00.", "ACCOUNT"),
    ("My passport number is 925076473.", "LICENCE"),
    ("The licence is SMITH 701010 JM9AB.", "LICENCE"),
    ("A van, AB12 CDE, cut me off.", "VEHICLE"),
    ("Her plate is 7ABC123, I know it.", "VEHICLE"),
    ("The pump's serial number is 55-AK-2210.", "DEVICE"),
    ("It came from 192.168.14.7 every night.", "IP"),
    ("See https://example.org/people/4471?x=1 for it.", "URL"),
    ("The voiceprint code is VX-4410-2.", "BIOMETRIC"),
    ("He sent IMG_2210.jpeg to everyone.", "IMAGE"),
    ("I post as @river_song_88 there.", "HANDLE"),
    ("My student number is 21904418.", "ID"),
    ("I live at 14 Larch Road, Flat 2.", "ADDRESS"),
    ("It was 221 N. Oak St., I think.", "ADDRESS"),
    ("We were in the Bergstraße 12 then.", "ADDRESS"),
    ("They moved to Elm Crescent.", "ADDRESS"),
    ("The postcode is M14 5TQ.", "POSTCODE"),
    ("It's Austin, TX 78701.", "POSTCODE"),
    ("Toronto, M5V 2T6, that flat.", "POSTCODE"),
    ("I was born on 4 March 1981.", "DATE"),
    ("It was March 4th, 1981.", "DATE"),
    ("It happened on the twenty-first of May.", "DATE"),
    ("It was 1981-03-04 on the form.", "DATE"),
    ("It was 04.03.1981 on the form.", "DATE"),
    ("I've been off since November.", "DATE"),
    ("We met on the 17th.", "DATE"),
    ("Then on New Year's Eve he rang.", "HOLIDAY"),
    ("My gran is ninety-three.", "AGE-90+"),
    ("He's a 95-year-old man.", "AGE-90+"),
]
LEFT = [
    "I'd say a 7/10, maybe an 8 out of 10.",
    "It was 10:30 and I'd had 3 of 4 slices.",
    "I owe $12,500 and earn 40,000 pounds.",
    "I take 100mg at 8am, 24/7.",
    "It's fifty-fifty. One in 1,000 people.",
    "I was at ninety percent, honestly.",
    "It's ninety miles and a hundred minutes.",
    "I'm 46 and my mum is 71.",
    "I counted five, four, three, two, one.",
    "It was 2019, or the 1990s.",
    "It was the first time. The second of three.",
    "I may go. We march on. That's the third thing.",
    "On Monday I did my CBT and the PHQ-9 in the GP's room.",
    "In Spain, or California, people say it in English.",
    "I was on the sertraline, then the rosuvastatin.",
    "Oh God. Mmhm. Ahh. Thanks, Mum.",
    "Plan B then. Vitamin D helps.",
    "Fifty-nine. No, sixty-one.",
    "I walked down the road, on a busy street.",
    "Mark my words. Will you? Hope so. Bill me.",
]


@pytest.mark.parametrize(("line", "label"), FOUND)
def test_a_form_is_found(line, label):
    assert re.search(rf"\[{re.escape(label)}(?: [\w ]+)?\]", client(line)), client(line)


@pytest.mark.parametrize("line", LEFT)
def test_what_only_looks_like_one_is_left(line):
    assert client(line) == line


@pytest.mark.parametrize(
    "text", ["1" * 5000, "a-" * 2500, "Aa " * 1700, "12 " * 1700, "one two " * 600, "A.B" * 1700, "a@" * 2500]
)
def test_hostile_talk_costs_little(text):
    from time import process_time

    begun = process_time()
    client(text)
    assert process_time() - begun < 3
