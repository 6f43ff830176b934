"""Samples: a file of every dialect, all with the same six turns, and how each is to be read."""

from __future__ import annotations

from typing import NamedTuple

from made import FILES, MADE

LEE, ANNA = ("Miriam Lee", "Anna K")
DOCTOR = ("Dr. Miriam Lee", "Anna K")
SHORT = ("Dr. Lee", "Anna")
ROLES = ("Therapist", "Client")
LETTERS = ("T", "C")
NUMBERED = ("Speaker 1", "Speaker 2")
FROM_ZERO = ("Speaker 0", "Speaker 1")
NOBODY = ("Unnamed",)


class Sample(NamedTuple):
    """One file: what it stands for, who speaks in it, whether it is timed (None: in part), and the words left out."""

    program: str
    file: str
    speakers: tuple[str, ...]
    timed: bool | None = True
    left: int = 0
    kind: str = ""


SAMPLES = (
    Sample("Zoom", "zoom.vtt", DOCTOR),
    Sample("Zoom", "zoom-cloud.chat.txt", DOCTOR, kind="chat of a cloud recording"),
    Sample("Zoom", "zoom-saved.chat.txt", DOCTOR, kind="chat as saved"),
    Sample("Zoom", "zoom-older.chat.txt", DOCTOR, kind="chat as saved by older versions"),
    Sample("Teams", "teams.vtt", ("Lee, Miriam (Clinic)", "Anna K"), kind="voices, closed"),
    Sample("Teams", "teams-open.vtt", ("Lee, Miriam (Clinic)", "Anna K"), kind="voices, not closed, CRLF and BOM"),
    Sample("Teams", "teams-stream.vtt", NOBODY, left=16, kind="old Stream: notes, no names"),
    Sample("Teams", "teams-graph.vtt", DOCTOR, kind="JSON in cues"),
    Sample("Teams", "teams.docx", ("Lee, Miriam", "Anna K"), left=15),
    Sample("Teams", "teams-older.docx", (LEE, ANNA), kind="ranges of times"),
    Sample("Google Meet", "meet.txt", (LEE, ANNA), timed=None, left=37),
    Sample("Google Meet", "meet.docx", (LEE, ANNA), timed=None, left=26),
    Sample("Google Meet", "meet.sbv", (LEE, ANNA)),
    Sample("Otter", "otter.txt", (LEE, ANNA), left=3),
    Sample("Otter", "otter-meeting.txt", NUMBERED, left=19, kind="with summary keywords"),
    Sample("Rev", "rev.txt", NUMBERED),
    Sample("Rev", "rev-human.txt", ("Interviewer", "Interviewee"), timed=False, kind="typed by people"),
    Sample("Rev", "rev.docx", NUMBERED),
    Sample("Rev", "revai.json", FROM_ZERO),
    Sample("Descript", "descript.txt", SHORT),
    Sample("Descript", "descript.md.txt", SHORT, left=3, kind="Markdown"),
    Sample("Trint", "trint.txt", NUMBERED),
    Sample("Sonix", "sonix.txt", ("Speaker1", "Speaker2"), left=1),
    Sample("Temi", "temi.txt", NUMBERED),
    Sample("Happy Scribe", "happyscribe.txt", NUMBERED),
    Sample("Happy Scribe", "happyscribe.json", NUMBERED),
    Sample("f4, MAXQDA", "f4.txt", ("I", "B")),
    Sample("f4, MAXQDA", "f4.rtf", ("I", "B"), left=1),
    Sample("f4, MAXQDA", "maxqda.txt", ("I", "P1"), kind="time first"),
    Sample("NVivo", "nvivo.txt", ROLES, kind="table"),
    Sample("NVivo", "headings.docx", ("Interviewer", "Interviewee"), timed=False, kind="speakers as headings"),
    Sample("NVivo", "word-table.docx", LETTERS, left=4, kind="table with timespans"),
    Sample("ATLAS.ti", "atlasti.txt", ROLES, kind="numbered paragraphs"),
    Sample("Transana", "transana.rtf", ROLES, kind="time codes, hidden"),
    Sample("Transana", "transana.txt", ROLES, kind="time codes"),
    Sample("SubRip", "talk.srt", ROLES, kind="two labels in a cue, tags"),
    Sample("TTML", "talk.ttml", SHORT, left=5, kind="agents, ticks, frames"),
    Sample("ASS", "talk.ass", SHORT, left=13),
    Sample("LRC", "whisper.lrc", NOBODY, left=1),
    Sample("CHAT", "talk.cha", ("THE (Therapist)", "CLI (Client)"), left=25),
    Sample("ELAN", "talk.eaf", SHORT, left=5),
    Sample("Praat", "long.TextGrid", SHORT, left=1, kind="long"),
    Sample("Praat", "short.TextGrid", SHORT, left=1, kind="short"),
    Sample("Praat", "utf16.TextGrid", SHORT, left=1, kind="long, UTF-16"),
    Sample("Whisper", "whisper.json", NOBODY),
    Sample("Whisper", "whisper.tsv", NOBODY),
    Sample("Whisper", "whisper-printed.txt", NOBODY, kind="as printed"),
    Sample("Whisper", "whisper-cpp.json", NOBODY, left=2, kind="whisper.cpp"),
    Sample("Whisper", "whisper-timestamped.json", NOBODY, kind="whisper-timestamped"),
    Sample("WhisperX", "whisperx.json", ("SPEAKER_01", "SPEAKER_00")),
    Sample("WhisperX", "whisperx-words.json", ("SPEAKER_01", "SPEAKER_00"), kind="speakers at words only"),
    Sample("WhisperX", "whisperx-unlabelled.json", NOBODY, kind="without speakers"),
    Sample("WhisperX", "whisperx.txt", ("SPEAKER_01", "SPEAKER_00"), timed=False),
    Sample("AssemblyAI", "assemblyai.json", ("A", "B")),
    Sample("Deepgram", "deepgram.json", FROM_ZERO, kind="words"),
    Sample("Deepgram", "deepgram-utterances.json", FROM_ZERO, kind="utterances"),
    Sample("Deepgram", "deepgram-channels.json", ("Channel 1", "Channel 2"), kind="channels"),
    Sample("AWS Transcribe", "aws-speakers.json", ("spk_0", "spk_1"), kind="speaker labels"),
    Sample("AWS Transcribe", "aws-segments.json", ("spk_0", "spk_1"), kind="labels at items"),
    Sample("AWS Transcribe", "aws-channels.json", ("ch_0", "ch_1"), kind="channel labels"),
    Sample("AWS Contact Lens", "contact-lens.json", ("AGENT", "CUSTOMER")),
    Sample("Google Speech-to-Text", "google.json", NUMBERED, kind="speakerTag, words repeated"),
    Sample("Google Speech-to-Text", "google-v2.json", NUMBERED, kind="speakerLabel"),
    Sample("Azure Speech", "azure.json", NUMBERED, kind="batch"),
    Sample("Azure Speech", "azure-fast.json", NUMBERED, kind="fast"),
    Sample("Speechmatics", "speechmatics.json", ("S1", "S2")),
    Sample("IBM Watson", "watson.json", FROM_ZERO),
    Sample("ElevenLabs", "elevenlabs.json", ("speaker_0", "speaker_1")),
    Sample("Soniox", "soniox.json", NUMBERED, kind="pieces of words"),
    Sample("Fireflies", "fireflies.json", SHORT),
    Sample("Gladia", "gladia.json", FROM_ZERO),
    Sample("OpenAI", "diarized.json", ("A", "B"), kind="diarized segments"),
    Sample("Word", "word.docx", LETTERS, timed=False, left=3, kind="tracked changes"),
    Sample("Word", "word.rtf", LETTERS, timed=False, left=5, kind="rich text, tracked changes, footnote"),
    Sample("LibreOffice", "writer.odt", LETTERS, timed=False, left=7, kind="footnote, tracked changes"),
    Sample("LibreOffice", "writer-table.odt", ROLES, timed=False, kind="table"),
    Sample("LibreOffice", "workbook.ods", ROLES, left=2),
    Sample("Excel", "workbook.xlsx", ROLES, left=2),
    Sample("PDF", "typed.pdf", LETTERS, timed=False, left=21, kind="numbered turns, headers, footers"),
    Sample("web page", "talk.html", SHORT, timed=False, left=4),
    Sample("web page", "table.html", ROLES, kind="table"),
    Sample("tables and records", "talk.csv", ("therapist", "client"), left=0),
    Sample("tables and records", "talk.jsonl", ("therapist", "client"), timed=False),
)


def path_of(sample, folder):
    """Return where the file of a sample is; one that is made is made in `folder`."""
    return MADE[sample.file](folder / sample.file) if sample.file in MADE else FILES / sample.file
