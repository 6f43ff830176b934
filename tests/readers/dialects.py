"""Transcripts in the ways people and programs write them, each with the turns that stand in it."""

from __future__ import annotations

from typing import NamedTuple


class Dialect(NamedTuple):
    """A file's text, its utterances as (speaker, text, start), and the lines that are told as problems."""

    text: str
    utterances: list[tuple[str, str, float | None]]
    told: tuple[int, ...] = ()


def untimed(*pairs: tuple[str, str]) -> list[tuple[str, str, float | None]]:
    return [(speaker, text, None) for speaker, text in pairs]


FOUR = untimed(
    ("Therapist", "How was the week?"),
    ("Client", "Long. I slept badly"),
    ("Therapist", "Badly how?"),
    ("Client", "Awake at four."),
)
SHORT = [("T" if speaker == "Therapist" else "C", text, start) for speaker, text, start in FOUR]
NAMED = untimed(
    ("Dr. Lee", "How was the week?"),
    ("Anna", "Long. I slept badly"),
    ("Dr. Lee", "Badly how?"),
    ("Anna", "Awake at four."),
)
TIMED = [(speaker, text, start) for (speaker, text, _), start in zip(NAMED, (3.0, 9.0, 192.0, 3609.0), strict=True)]

DIALECTS = {
    "words": Dialect(
        "Therapist: How was the week?\nClient: Long. I slept badly\nTherapist: Badly how?\nClient: Awake at four.\n",
        FOUR,
    ),
    "letters": Dialect("T: How was the week?\nC: Long. I slept badly\nT: Badly how?\nC: Awake at four.", SHORT),
    "no space after the colon, capitals, space before it": Dialect(
        "THERAPIST:How was the week?\nCLIENT :Long. I slept badly\nTherapist: Badly how?\nclient : Awake at four.",
        [("THERAPIST" if speaker == "Therapist" else "CLIENT", text, start) for speaker, text, start in FOUR],
    ),
    "names and continuation lines": Dialect(
        "Dr. Lee: How was\nthe week?\n\nAnna: Long.\n  I slept badly\n\nDr. Lee: Badly how?\nAnna: Awake at four.",
        NAMED,
    ),
    "time in brackets first": Dialect(
        "[00:00:03] Dr. Lee: How was the week?\n[00:00:09] Anna: Long. I slept badly\n"
        "[00:03:12] Dr. Lee: Badly how?\n[01:00:09] Anna: Awake at four.",
        TIMED,
    ),
    "bare time first": Dialect(
        "00:03 Dr. Lee: How was the week?\n00:09 Anna: Long. I slept badly\n"
        "03:12 Dr. Lee: Badly how?\n1:00:09 Anna: Awake at four.",
        TIMED,
    ),
    "range of times first": Dialect(
        "[00:00:03.000 --> 00:00:05.000] Dr. Lee: How was the week?\n"
        "[00:00:09.000 --> 00:00:11.000] Anna: Long. I slept badly\n"
        "[00:03:12.000 --> 00:03:13.000] Dr. Lee: Badly how?\n"
        "[01:00:09.000 --> 01:00:10.000] Anna: Awake at four.",
        TIMED,
    ),
    "time after the name": Dialect(
        "Dr. Lee (00:00:03): How was the week?\nAnna (00:00:09): Long. I slept badly\n"
        "Dr. Lee (00:03:12): Badly how?\nAnna (01:00:09): Awake at four.",
        TIMED,
    ),
    "time after the colon": Dialect(
        "Dr. Lee: [00:00:03] How was the week?\nAnna: [00:00:09] Long. I slept badly\n"
        "Dr. Lee: [00:03:12] Badly how?\nAnna: [01:00:09] Awake at four.",
        TIMED,
    ),
    "name and time on a line of their own": Dialect(
        "Dr. Lee  0:03\nHow was the week?\n\nAnna  0:09\nLong.\nI slept badly\n\n"
        "Dr. Lee  3:12\nBadly how?\n\nAnna  1:00:09\nAwake at four.\n\nTranscribed by https://otter.ai",
        TIMED,
        told=(14,),
    ),
    "name, bar and time": Dialect(
        "Dr. Lee | 00:03\nHow was the week?\n\nAnna | 00:09\nLong. I slept badly\n\n"
        "Dr. Lee | 03:12\nBadly how?\n\nAnna | 1:00:09\nAwake at four.\n",
        TIMED,
    ),
    "time, dash and name": Dialect(
        "[00:00:03.120] - Dr. Lee\nHow was the week?\n\n[00:00:09.000] - Anna\nLong. I slept badly\n\n"
        "[00:03:12.000] - Dr. Lee\nBadly how?\n\n[01:00:09.000] - Anna\nAwake at four.\n",
        [("Dr. Lee", "How was the week?", 3.12), *TIMED[1:]],
    ),
    "range of times, name, talk on three lines": Dialect(
        "0:0:3.0 --> 0:0:5.510\nDr. Lee\nHow was the week?\n\n0:0:9.0 --> 0:0:11.0\nAnna\nLong. I slept badly\n\n"
        "0:3:12.0 --> 0:3:13.0\nDr. Lee\nBadly how?\n\n1:0:9.0 --> 1:0:10.0\nAnna\nAwake at four.\n",
        TIMED,
    ),
    "time of day after a name in brackets": Dialect(
        "[Dr. Lee] 10:00:00\nHow was the week?\n\n[Anna] 10:00:06\nLong. I slept badly\n\n"
        "[Dr. Lee] 10:03:09\nBadly how?\n\n[Anna] 11:00:06\nAwake at four.\n",
        [(speaker, text, start - 3) for speaker, text, start in TIMED if start is not None],
    ),
    "names between signs": Dialect(
        "<Dr. Lee> How was the week?\n<Anna> Long. I slept badly\n<Dr. Lee> Badly how?\n<Anna> Awake at four.", NAMED
    ),
    "names in brackets": Dialect(
        "[Dr. Lee] How was the week?\n[Anna] Long. I slept badly\n[Dr. Lee]: Badly how?\n[Anna]: Awake at four.", NAMED
    ),
    "chevrons": Dialect(
        ">> Dr. Lee: How was the week?\n>> Anna: Long. I slept badly\n>> Dr. Lee: Badly how?\n>> Anna: Awake at four.",
        NAMED,
    ),
    "bold in Markdown": Dialect(
        "**Therapist:** How was the week?\n**Client:** Long. I slept badly\n**Therapist**: Badly how?\n"
        "- **Client:** Awake at four.",
        FOUR,
    ),
    "label on a line of its own": Dialect(
        "Therapist\nHow was the week?\n\nClient\nLong.\nI slept badly\n\n"
        "Therapist\nBadly how?\n\nClient\nAwake at four.",
        FOUR,
    ),
    "label with a colon on a line of its own": Dialect(
        "Therapist:\nHow was the week?\nClient:\nLong.\nI slept badly\nTherapist:\nBadly how?\nClient:\nAwake at four.",
        FOUR,
    ),
    "numbered turns": Dialect(
        "T1: How was the week?\nC1: Long. I slept badly\nT2: Badly how?\nC2: Awake at four.", SHORT
    ),
    "numbered turns without a colon": Dialect(
        "T12 How was the week?\nC12 Long.\nI slept badly\nToday 3 times\nT13 Badly how?\nC13 Awake at four.",
        [SHORT[0], ("C", "Long. I slept badly Today 3 times", None), *SHORT[2:]],
    ),
    "numbered lines": Dialect(
        "1 T: How was the week?\n2 C: Long.\n3 I slept badly\n4 T: Badly how?\n5 C: Awake at four.", SHORT
    ),
    "numbered turns before the label": Dialect(
        "101. Therapist: How was the week?\n102. Client: Long.\nI slept badly\n103. Therapist: Badly how?\n"
        "104. Client: Awake at four.",
        FOUR,
    ),
    "tabs": Dialect(
        "Therapist\tHow was the week?\nClient\tLong. I slept badly\nTherapist\tBadly how?\nClient\tAwake at four.", FOUR
    ),
    "dashes": Dialect(
        "Therapist - How was the week?\nClient – Long. I slept badly\nTherapist — Badly how?\nClient - Awake at four.",
        FOUR,
    ),
    "dashes without spaces, equals signs": Dialect(
        "T -How was the week?\nC- Long. I slept badly\nT = Badly how?\nC – Awake at four.", SHORT
    ),
    "full stops": Dialect(
        "Therapist. How was the week?\nClient. Long. I slept badly\nTherapist. Badly how?\nClient. Awake at four.", FOUR
    ),
    "the word turn with a number": Dialect(
        "Turn 1 - Therapist: How was the week?\nTurn 2 - Client: Long. I slept badly\nTurn 3 - Therapist: Badly how?\n"
        "Turn 4 - Client: Awake at four.",
        FOUR,
    ),
    "a date and a time": Dialect(
        "[14/05/2024, 10:00:00] Dr. Lee: How was the week?\n[14/05/2024, 10:00:06] Anna: Long. I slept badly\n"
        "2024-05-14 10:03:09 Dr. Lee: Badly how?\n2024-05-14 11:00:06 Anna: Awake at four.",
        [(speaker, text, start - 3) for speaker, text, start in TIMED if start is not None],
    ),
    "notices of a meeting": Dialect(
        "Meeting of May\n\nSue Lee started transcription\n\nSue Lee   0:03\nHow was it?\n\nJo Kay   0:09\nLong.\n\n"
        "Sue Lee   0:12\nHm.\n\nJo Kay   0:14\nYes.\n\nSue Lee stopped transcription",
        [("Sue Lee", "How was it?", 3.0), ("Jo Kay", "Long.", 9.0), ("Sue Lee", "Hm.", 12.0), ("Jo Kay", "Yes.", 14.0)],
        told=(1, 3, 17),
    ),
    "letters without a colon": Dialect(
        "T How was the week?\nC Long. I slept badly\nT. Badly how?\nC. Awake at four.", SHORT
    ),
    "time stamps at the end": Dialect(
        "I: How was the week? #00:00:03-1#\nP: Long. I slept badly #00:00:09-2#\nI: Badly how?\nP: Awake at four.",
        [("I" if speaker == "T" else "P", text, start) for speaker, text, start in SHORT],
    ),
    "labels of a diarization program": Dialect(
        "[SPEAKER_00]: How was the week?\n[SPEAKER_01]: Long. I slept badly\n[SPEAKER_00]: Badly how?\n"
        "[SPEAKER_01]: Awake at four.",
        [("SPEAKER_00" if speaker == "T" else "SPEAKER_01", text, start) for speaker, text, start in SHORT],
    ),
    "all in one line": Dialect("T: How was the week? C: Long. I slept badly T: Badly how? C: Awake at four.", SHORT),
    "two lines": Dialect("Anna: Hello.\nBen: Hello you.", untimed(("Anna", "Hello."), ("Ben", "Hello you."))),
    "a header, a ruler, page marks and a closing mark": Dialect(
        "Date: 3 May\nSession: 4\nDuration: 50 min\n--------\n\nT: How was the week?\nC: Long. I slept badly\n"
        "Page 2 of 9\nT: Badly how?\nC: Awake at four.\n[pause]\nEND OF SESSION\n",
        [*SHORT[:3], ("C", "Awake at four. [pause]", None)],
        told=(1, 2, 3, 4, 8, 12),
    ),
    "a legend": Dialect(
        "Therapist: Dr. Lee\nClient: Anna\n\nDr. Lee: How was the week?\nAnna: Long. I slept badly\n"
        "Dr. Lee: Badly how?\nAnna: Awake at four.",
        NAMED,
        told=(1, 2),
    ),
    "quoted talk that looks like labels": Dialect(
        "T: How was the week?\nC: Long. So\nI said: no\nand he said: yes\nI said: never\n"
        "T: Badly how?\nC: At: four. Ok: five",
        untimed(
            ("T", "How was the week?"),
            ("C", "Long. So I said: no and he said: yes I said: never"),
            ("T", "Badly how?"),
            ("C", "At: four. Ok: five"),
        ),
    ),
    "an aside in the label": Dialect(
        "Client (laughs): Long.\nTherapist: Badly how?\nClient: Yes.\nTherapist (softly): Since when?",
        untimed(
            ("Client", "(laughs) Long."),
            ("Therapist", "Badly how?"),
            ("Client", "Yes."),
            ("Therapist", "(softly) Since when?"),
        ),
    ),
    "names with roles": Dialect(
        "Anna (client): Long.\nSue (therapist): Badly how?\nAnna (client): Yes.\nSue (therapist): Since when?",
        untimed(
            ("Anna (client)", "Long."),
            ("Sue (therapist)", "Badly how?"),
            ("Anna (client)", "Yes."),
            ("Sue (therapist)", "Since when?"),
        ),
    ),
    "a couple": Dialect(
        "Therapist: Who begins?\nClient A: She does.\nClient B: No, you.\nClient A: See?\n"
        "Client B: See what?\nTherapist: Hm.",
        untimed(
            *(("Therapist", "Who begins?"), ("Client A", "She does."), ("Client B", "No, you.")),
            *(("Client A", "See?"), ("Client B", "See what?"), ("Therapist", "Hm.")),
        ),
    ),
    "a family, of whom one speaks once": Dialect(
        "Mother: He never eats.\nTherapist: Never?\nDaughter: Mum.\nMother: Well.\n"
        "Daughter: He does.\nTherapist: Hm.\nFather: I do.",
        untimed(
            *(("Mother", "He never eats."), ("Therapist", "Never?"), ("Daughter", "Mum."), ("Mother", "Well.")),
            *(("Daughter", "He does."), ("Therapist", "Hm."), ("Father", "I do.")),
        ),
    ),
    "slips of the pen": Dialect(
        "Therapist: One.\nClient: Two.\nTherpist: Three.\nClient: Four.\nTherapist: Five.\nClinet: Six.",
        untimed(
            *(("Therapist", "One."), ("Client", "Two."), ("Therapist", "Three.")),
            *(("Client", "Four."), ("Therapist", "Five."), ("Client", "Six.")),
        ),
        told=(3, 6),
    ),
    "a name used once": Dialect(
        "T: One.\nC: Two.\nMaria: Sorry, wrong door.\nT: Three.\nC: Four.",
        untimed(("T", "One."), ("C", "Two. Maria: Sorry, wrong door."), ("T", "Three."), ("C", "Four.")),
        told=(3,),
    ),
    "a note in the talk": Dialect(
        "T: One.\nC: Two.\nNote: looks away\nT: Three.\nC: Four.",
        untimed(("T", "One."), ("C", "Two. Note: looks away"), ("T", "Three."), ("C", "Four.")),
        told=(3,),
    ),
    "a lost line break": Dialect(
        "Therapist: One.\nClient: Two. Therapist: Three.\nClient: Four.\nTherapist: Five.",
        untimed(
            ("Therapist", "One."), ("Client", "Two. Therapist: Three."), ("Client", "Four."), ("Therapist", "Five.")
        ),
        told=(2,),
    ),
    "a label without talk": Dialect(
        "T: One.\nC:\nT: Two.\nC: Three.", untimed(("T", "One."), ("T", "Two."), ("C", "Three.")), told=(2,)
    ),
    "lines with times between labelled ones": Dialect(
        "00:00:03\n\nAnna: One.\n[00:00:07] More.\n00:01:00\nBen: Two.\nAnna: Three.\nBen: Four.",
        [("Anna", "One. More.", 3.0), ("Ben", "Two.", 60.0), ("Anna", "Three.", None), ("Ben", "Four.", None)],
    ),
    "no-break spaces, curly quotes and invisible signs": Dialect(
        "Therapist:\u00a0How\u2019s it?\nClient\u00a0: \u201cFine\u201d\u2026\n\u200bTherapist: Go on.\nClient: No.",
        untimed(
            ("Therapist", "How\u2019s it?"),
            ("Client", "\u201cFine\u201d\u2026"),
            ("Therapist", "Go on."),
            ("Client", "No."),
        ),
    ),
}
