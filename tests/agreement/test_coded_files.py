"""Codes are read from every format with nothing dropped unsaid, and placed on the right turns."""

from __future__ import annotations

from pathlib import Path

import pytest
from files import TRANSCRIPT, eaf, qdpx, selection, write, xlsx

from analyzer.coded import CodedSet, read_codes
from analyzer.coded.names import resolved, several
from analyzer.coded.transcripts import transcripts
from analyzer.errors import AnalyzerError, ReadError


def marks(read: CodedSet, coder: int = 0) -> list[tuple[str, int, str, str]]:
    return [tuple(mark) for mark in read.codings[coder].marks]


def told(read: CodedSet) -> list[tuple[int | None, str]]:
    return [(problem.line, problem.reason) for _, problem in read.problems]


@pytest.mark.parametrize(
    ("name", "code", "clarity"),
    [
        ("W2", "W2", ""), ("w2", "W2", ""), ("W2?", "W2", "possible"), ("W2 (possible)", "W2", "possible"),
        ("Withdrawal > W2 Minimal response", "W2", ""), (r"Rupture\Minimal response", "W2", ""),
        ("im.inquire", "IM.inquire", ""), ("IM.inquire - asks", "IM.inquire", ""), ("Withdrawal", "withdrawal", ""),
        ("My own code", "My own code", ""), ("Covid-19", "Covid-19", ""),
    ],
)  # fmt: skip
def test_names_of_codes(name: str, code: str, clarity: str) -> None:
    assert resolved(name) == (code, clarity)


@pytest.mark.parametrize(
    ("cell", "names"),
    [
        ("W2; C1", ["W2", "C1"]), ("W2, C1?", ["W2", "C1?"]), ("W2 C1", ["W2", "C1"]), ("W2\nC1", ["W2", "C1"]),
        ("Denial, minimal", ["Denial, minimal"]), ("My own code", ["My own code"]), (" ; ", []),
    ],
)  # fmt: skip
def test_cells_with_several_codes(cell: str, names: list[str]) -> None:
    assert several(cell) == names


def test_a_table_of_codes(tmp_path: Path) -> None:
    path = write(tmp_path / "mine.csv", "\ufeffsession,turn,code,clarity\na,2,W2,clear\na,4,W5; C1,possible\nb,,,\n")
    read = read_codes(path)
    assert marks(read) == [("a", 2, "W2", "clear"), ("a", 4, "W5", "possible"), ("a", 4, "C1", "possible")]
    assert read.codings[0].name == "mine"
    assert read.codings[0].sessions == {"a", "b"}  # b was seen, and nothing was found in it
    assert not read.problems


@pytest.mark.parametrize("mark", [";", "\t", "|"])
def test_other_delimiters_and_a_title_above_the_header(tmp_path: Path, mark: str) -> None:
    rows = [["Study 4"], ["Session", "Turn", "Code"], ["a", "2.0", "W2"]]
    read = read_codes(write(tmp_path / "x.csv", "\r\n".join(mark.join(row) for row in rows)))
    assert marks(read) == [("a", 2, "W2", "clear")]
    assert told(read) == [(1, "a line above the header was not read")]


def test_bad_rows_are_told_by_line_and_the_rest_is_kept(tmp_path: Path) -> None:
    text = "session,turn,code,clarity\na,two,W2,clear\n,3,W2,clear\na,0,W2,clear\na,4,W2,sure\n"
    read = read_codes(write(tmp_path / "x.csv", text))
    assert marks(read) == [("a", 4, "W2", "clear")]
    assert [line for line, _ in told(read)] == [2, 3, 5, 4]
    assert "two" not in str(told(read))


def test_a_column_of_coders_makes_a_coding_each(tmp_path: Path) -> None:
    read = read_codes(write(tmp_path / "x.csv", "session,turn,code,coder\na,2,W2,Ana\na,2,W3,Ben\nb,1,C1,Ana\n"))
    assert {one.name: (len(one.marks), one.sessions) for one in read.codings} == {
        "Ana": (2, {"a", "b"}),
        "Ben": (1, {"a"}),
    }


def test_a_folder_of_two_coders_and_transcripts(tmp_path: Path) -> None:
    write(tmp_path / "a.txt", TRANSCRIPT)
    write(tmp_path / "b.txt", TRANSCRIPT)
    write(tmp_path / "codes.A.csv", "id,turn,code,clarity\na,2,W5,clear\n")
    write(tmp_path / "codes.B.csv", "id,turn,code,clarity\na,4,W1,possible\na,9,W1,clear\n")
    write(tmp_path / "events.A.csv", "id,kind,start,end,initiator,outcome,depth\na,Withdrawal,2,4,client,resolved,\n")
    write(tmp_path / "events.B.csv", "id,kind,start,end,initiator,outcome,depth\na,immediacy,3,3,,,4\na,odd,1,2,,,\n")
    read = read_codes(tmp_path)
    assert [one.name for one in read.codings] == ["A", "B"]
    assert all(one.sessions == {"a", "b"} for one in read.codings)
    assert read.codings[0].spans[0].kind == "withdrawal"
    assert read.codings[1].episodes[0].depth == 4
    assert read.turns["a"] == ("therapist", "client") * 3
    assert sorted(told(read)) == [
        (3, "a turn that the session does not have"),
        (3, "an event of a kind that is not known"),
    ]


def test_a_file_for_each_session(tmp_path: Path) -> None:
    write(tmp_path / "a.codes.csv", "turn,code,clarity,coder\n2,W5,clear,Ana\n2,W5,clear,Ben\n")
    write(tmp_path / "b.codes.csv", "turn,code,clarity,coder\n1,IM.inquire,clear,Ana\n")
    read = read_codes(tmp_path)
    assert [(one.name, one.codes) for one in read.codings] == [
        ("Ana", {("a", 2, "W5"), ("b", 1, "IM.inquire")}),
        ("Ben", {("a", 2, "W5")}),
    ]


@pytest.mark.parametrize("suffix", ["csv", "json", "parquet"])
def test_the_tables_of_an_analysis(tmp_path: Path, suffix: str) -> None:
    import pandas as pd

    frames = {
        "codes": pd.DataFrame(
            [["a", 2, "W2", "clear", None, "rules 1.0"], ["a", 4, "W1", "possible", 0.6, "model 2"]],
            columns=["session", "turn", "code", "clarity", "confidence", "coder"],
        ),
        "events": pd.DataFrame({"session": ["a"], "kind": ["withdrawal"], "start": [2], "end": [4], "codes": ["W2"]}),
        "turns": pd.DataFrame({"session": ["a", "a", "c"], "role": ["therapist", "client", "unsure"]}),
        "sessions": pd.DataFrame(
            {"session": ["a", "b", "c"], "coder": ["hybrid 1"] * 3, "coded": [True, True, False],
             "rating_withdrawal": [3, 1, None]}
        ),
    }  # fmt: skip
    folder = tmp_path / "out" / "tables"
    folder.mkdir(parents=True)
    for name, frame in frames.items():
        if suffix == "csv":
            frame.to_csv(folder / f"{name}.csv", index=False)
        elif suffix == "json":
            frame.to_json(folder / f"{name}.json", orient="records")
        else:
            frame.to_parquet(folder / f"{name}.parquet")
    for place in (tmp_path / "out", folder):
        coding = read_codes(place).codings[0]
        assert coding.name == "hybrid 1"
        assert coding.codes == {("a", 2, "W2"), ("a", 4, "W1")}
        assert coding.sessions == {"a", "b"}  # c could not be coded: that is not the same as nothing found
        assert coding.ratings == {("a", "withdrawal"): 3.0, ("b", "withdrawal"): 1.0}
        assert coding.episodes[0].end == 4
        assert read_codes(place).turns == {"a": ("therapist", "client"), "c": ("",)}


def test_coded_segments_of_maxqda_in_a_workbook(tmp_path: Path) -> None:
    header = [
        "Color",
        "Document group",
        "Document name",
        "Code",
        "Begin",
        "End",
        "Weight score",
        "Segment",
        "Created by",
    ]
    rows = [
        ["", "g", "first", "Withdrawal > W5", "2", "2", "0", "Whatever you think.", "Ana"],
        ["", "g", "first", "W1", "9", "9", "0", "It\u2019s   fine.", "Ana"],
        ["", "g", "first", "W2", "1", "2", "0", "", "Ben"],
        ["", "g", "first", "W2", "middle", "2", "0", "", "Ben"],
    ]
    talks, _ = transcripts([write(tmp_path / "t" / "first.txt", TRANSCRIPT)])
    read = read_codes(xlsx(tmp_path / "coded.xlsx", [header, *rows]), talks)
    assert marks(read) == [
        ("first", 2, "W5", "clear"),
        ("first", 4, "W1", "clear"),
    ]  # the words count, not the paragraph
    assert marks(read, 1) == [("first", 2, "W2", "clear")]  # of two turns, the client's
    assert told(read) == [(5, "a place that is neither a turn, a paragraph nor a time")]


def test_coded_segments_without_a_transcript_take_paragraphs_as_turns_and_say_so(tmp_path: Path) -> None:
    text = "Dokumentname;Code;Anfang;Ende;Erstellt von\nfirst.docx;W5;2;2;Ana\n"
    read = read_codes(write(tmp_path / "x.csv", text))
    assert marks(read) == [("first", 2, "W5", "clear")]
    assert "taken as turns" in told(read)[0][1]


def test_segments_by_time_and_by_words_alone(tmp_path: Path) -> None:
    timed = "".join(f"[00:00:{5 * n:02}] {line}\n" for n, line in enumerate(TRANSCRIPT.splitlines()))
    talks, _ = transcripts([write(tmp_path / "t" / "first.txt", timed)])
    text = "Document name,Code,Begin,End,Segment\nfirst,W5,0:00:05,0:00:10,\nfirst,W1,,,It's fine\nfirst,W1,,,you\n"
    text += "first,W1,0:09:00,,\n"
    read = read_codes(write(tmp_path / "x.csv", text), talks)
    assert marks(read) == [("first", 2, "W5", "clear"), ("first", 4, "W1", "clear")]
    assert [line for line, _ in told(read)] == [4, 5]


SPEECH = {
    "Therapist": [(0, 2000, "How are we doing, you and I?"), (6000, 9000, "I may have pushed you.")],
    "Client": [(2000, 6000, "It's fine."), (9000, 12000, "A bit, yes.")],
}


def test_elan_codes_over_talk_on_tiers(tmp_path: Path) -> None:
    tiers = {**SPEECH, "codes": [(2100, 5900, "W1; E0?"), (6000, 9000, "R5")], "W2": [(9500, 9600, "")]}
    read = read_codes(eaf(tmp_path / "first.eaf", tiers, codes={"ANNOTATOR": "Ana"}, W2={"ANNOTATOR": "Ben"}))
    assert [one.name for one in read.codings] == ["Ana", "Ben"]
    assert marks(read) == [("first", 2, "W1", "clear"), ("first", 2, "E0", "possible"), ("first", 3, "R5", "clear")]
    assert marks(read, 1) == [("first", 4, "W2", "clear")]
    assert read.turns["first"] == ("therapist", "client", "therapist", "client")


def test_elan_a_code_over_several_turns_is_on_those_that_may_carry_it(tmp_path: Path) -> None:
    read = read_codes(eaf(tmp_path / "first.eaf", {**SPEECH, "coding": [(0, 12000, "W1")]}))
    assert marks(read) == [("first", 2, "W1", "clear"), ("first", 4, "W1", "clear")]


def test_elan_events_and_what_cannot_be_taken(tmp_path: Path) -> None:
    events = [(2000, 9000, "withdrawal 1: self resolved, by client"), (0, 2000, "Immediacy: depth 4, by therapist")]
    tiers = {
        **SPEECH,
        "codes": [(2000, 6000, "W1"), (50000, 60000, "W2"), (0, 10, "")],
        "events": [*events, (0, 1, "odd")],
    }
    read = read_codes(eaf(tmp_path / "first.eaf", tiers))
    assert [tuple(episode) for episode in read.codings[0].episodes] == [
        ("first", "withdrawal", 2, 3, "client", "self_resolved", None),
        ("first", "immediacy", 1, 1, "therapist", "", 4),
    ]
    assert sorted(reason for _, reason in told(read)) == [
        "a time at which nobody speaks",
        "an annotation without a code",
        "an event without a time, or of a kind that is not known",
    ]


def test_elan_talk_of_a_speaker_called_as_a_code_is_is_talk(tmp_path: Path) -> None:
    tiers = {"T1": SPEECH["Therapist"], "C1": SPEECH["Client"], "codes": [(2000, 6000, "W1")]}
    tiers["C1"] = [(begin, end, f"{text} I said that before.") for begin, end, text in tiers["C1"]]
    assert marks(read_codes(eaf(tmp_path / "first.eaf", tiers))) == [("first", 2, "W1", "clear")]


def test_elan_without_talk_needs_a_transcript_with_times(tmp_path: Path) -> None:
    path = eaf(tmp_path / "first.eaf", {"codes": [(2100, 5900, "W1")]})
    assert "no transcript with times" in told(read_codes(path))[0][1]
    timed = "".join(f"[00:00:{2 * n:02}] {line}\n" for n, line in enumerate(TRANSCRIPT.splitlines()))
    talks, _ = transcripts([write(tmp_path / "t" / "first.txt", timed)])
    assert [turn for _, turn, *_ in marks(read_codes(path, talks))] == [2]


@pytest.mark.parametrize("ends", ["\n", "\r\n"])
def test_refi_selections_of_two_users(tmp_path: Path, ends: str) -> None:
    text = TRANSCRIPT.replace("\n", ends)
    at = text.index("It's fine")
    pushed = text.index("I may have")
    read = read_codes(
        qdpx(
            tmp_path / "p.qdpx",
            selection(at, at + 10, "W2", "U1")
            + selection(pushed, pushed + 12, "r5", "U2")
            + selection(0, 400, "W", "U2"),
            text,
        )
    )
    assert marks(read) == [("first", 4, "W2", "clear")]
    assert marks(read, 1)[0] == ("first", 5, "R5", "clear")
    assert [mark[1:3] for mark in marks(read, 1)[1:]] == [(2, "withdrawal"), (4, "withdrawal"), (6, "withdrawal")]
    assert read.turns["first"] == ("therapist", "client") * 3


def test_refi_positions_that_drifted_follow_the_words_of_the_selection(tmp_path: Path) -> None:
    at = TRANSCRIPT.index("Whatever you think")
    read = read_codes(qdpx(tmp_path / "p.qdpx", selection(at + 45, at + 60, "W2", "U1", "Whatever you think")))
    assert marks(read) == [("first", 2, "W2", "clear")]


def test_refi_what_cannot_be_taken_is_told_by_line(tmp_path: Path) -> None:
    whole = '\n<Coding guid="c" creatingUser="U1"><CodeRef targetGUID="W2"/></Coding>'
    read = read_codes(
        qdpx(tmp_path / "p.qdpx", selection(0, 5, "nowhere", "U1") + selection(900, 950, "W2", "U1") + whole)
    )
    assert told(read) == [
        (3, "a coding without a place or a code"),
        (4, "a coding without a place or a code"),
        (5, "a code on a whole document was not read"),
    ]


BOMB = (
    '<?xml version="1.0"?>\n<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b SYSTEM "file:///etc/hostname">]>\n<x>&a;&b;</x>'
)


def test_entities_are_refused_and_broken_markup_is_told(tmp_path: Path) -> None:
    with pytest.raises(ReadError, match="line 2: a document type is not read"):
        read_codes(write(tmp_path / "x.eaf", BOMB))
    with pytest.raises(ReadError, match="line 1: this is not well-formed XML"):
        read_codes(write(tmp_path / "y.eaf", "<ANNOTATION_DOCUMENT><TIER>"))
    with pytest.raises(ReadError, match="not an ELAN file"):
        read_codes(write(tmp_path / "z.eaf", "<html/>"))


@pytest.mark.parametrize(
    ("name", "text"),
    [("x.csv", "speaker,text\nT,Hello\n"), ("x.json", "{}"), ("x.pdf", "x"), ("x.csv", "session,turn,code\n")],
)
def test_files_without_codes_are_refused_with_a_remedy(tmp_path: Path, name: str, text: str) -> None:
    with pytest.raises(AnalyzerError, match=";"):
        read_codes(write(tmp_path / name, text))


def test_an_empty_folder_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ReadError, match="no coded files"):
        read_codes(tmp_path)
