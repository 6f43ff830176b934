"""A user's codebooks: added to the packaged ones or in the place of one, and then known everywhere."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from analyzer import codebook, starter
from analyzer.accuracy import measured
from analyzer.agreement.agree import agree
from analyzer.analysis import Analysis, analyze
from analyzer.batch import Settings
from analyzer.coded.coding import CodedSet, Coding, Mark
from analyzer.coded.names import resolved
from analyzer.coded.placing import carries
from analyzer.coding import chosen
from analyzer.errors import CodebookError, ReviewError
from analyzer.evaluation.scores import known_family
from analyzer.export import export
from analyzer.instruments import added, instruments, markers, own, replaced, use
from analyzer.record import record
from analyzer.review.checking import check
from analyzer.review.content import content
from analyzer.review.review import ADD, CodeDecision, Review
from analyzer.session import CLIENT, THERAPIST, Role, Session, Turn
from reports.html import session_page
from reports.provenance import Provenance
from reports.review.html import blind_page

TEA = """
instrument = "tea"
title = "Tea"
source = "Here"

[[marker]]
id = "tea.wanted"
label = "Wants tea"
who = "C"
definition = "Would like tea, now."
decide = "Now, and tea."
source = "Here"
locus = "nowhere"
cues = [{ name = "cup of tea", say = "cup of tea" }]
positive = ["I'd love a cup of tea."]
negative = ["Coffee.", "Teak.", "Steam."]
"""
TALK = ("How was the week?", "I'd love a cup of tea.", "Is it this that's hard?", "You never listen to me.")
PROVENANCE = Provenance("0", "now")


@pytest.fixture(autouse=True)
def packaged_again() -> Iterator[None]:
    use()
    yield
    use()


@pytest.fixture
def tea(tmp_path: Path) -> Path:
    path = tmp_path / "tea.toml"
    path.write_text(TEA, encoding="utf-8")
    return path


def session() -> Session:
    turns = tuple(
        Turn(n, "TC"[n % 2 - 1], (THERAPIST, CLIENT)[n % 2 - 1], None, None, text, n)
        for n, text in enumerate(TALK, start=1)
    )
    return Session("s1", turns, (Role("T", THERAPIST, "label", 1.0), Role("C", CLIENT, "label", 1.0)))


def coded(name: str = "rules") -> Analysis:
    return analyze(session(), coder=name)


def test_a_codebook_is_added_and_taken_out_again(tea: Path) -> None:
    assert [book.id for book in use(tea)] == ["tea"]
    assert (own()[0].id, instruments()[-1].id, added()) == ("tea", "tea", ("tea",))
    assert markers()["tea.wanted"].label == "Wants tea"
    use()
    assert (own(), instruments(), added()) == ((), codebook.packaged(), ())


@pytest.mark.parametrize("coder", ["rules", "hybrid"])
def test_its_findings_stand_beside_those_of_any_coder(tea: Path, coder: str) -> None:
    before = {(c.turn, c.code) for c in coded(coder).findings}
    use(tea)
    after = coded(coder)
    assert {(c.turn, c.code) for c in after.findings} == before | {(2, "tea.wanted")}
    assert "with codebook tea" in after.coder


def test_tables_have_columns_of_its_family_in_every_session(tea: Path) -> None:
    use(tea)
    one, empty = coded(), analyze(Session("empty", ()), coder="rules")
    use()
    assert (one.segments["tea"].sum(), one.segments["salience_tea"].max()) == (1, 3)
    assert one.sessions.loc[0, ["codes_tea", "clear_tea", "tea_per_100_turns"]].tolist() == [1, 1, 25]
    assert list(one.segments) == list(empty.segments)
    assert list(one.sessions) == list(empty.sessions)


def test_pages_know_its_words(tea: Path) -> None:
    use(tea)
    page = session_page(coded(), provenance=PROVENANCE)
    assert all(words in page for words in ("Wants tea", "Would like tea, now.", "Own codes"))
    assert "Wants tea" in blind_page(session(), provenance=PROVENANCE)
    use()
    assert "Wants tea" not in blind_page(session(), provenance=PROVENANCE)


def test_reviews_comparisons_and_evaluations_know_its_codes(tea: Path) -> None:
    review = Review("s1", content(session()), 4, codes=(CodeDecision(2, "tea.wanted", ADD, by="MK"),))
    with pytest.raises(ReviewError, match="there is no code"):
        check(review, session(), ())
    use(tea)
    check(review, session(), ())
    assert resolved("wants tea") == ("tea.wanted", "")
    assert carries(CLIENT, "tea.wanted")
    assert not carries(THERAPIST, "tea.wanted")
    assert not carries(THERAPIST, "tea")
    assert known_family("tea.wanted") == "tea"
    a, b = (Coding(name, (Mark("s1", 2, "tea.wanted", "clear"),), (), frozenset(["s1"])) for name in "AB")
    found = agree(
        [CodedSet(Path("a"), "table", (a,)), CodedSet(Path("b"), "table", (b,))], transcripts={"s1": session()}
    )
    assert {row.name for row in found.rows if row.level == "family"} == {"tea"}


def test_exports_and_the_record_hold_it(tea: Path, tmp_path: Path) -> None:
    use(tea)
    (file,) = export(coded(), "qdc", tmp_path)
    assert "tea.wanted" in file.read_text()
    assert own()[0].sha256 in record(Settings(chosen("rules")), [], made="now")


def test_one_of_the_same_name_takes_the_place_of_a_packaged_one(tmp_path: Path) -> None:
    path = tmp_path / "mine.toml"
    path.write_text(TEA.replace('"tea"', '"confrontation"', 1).replace("tea.wanted", "C1"), encoding="utf-8")
    assert "C1" in {c.code for c in coded().findings if c.turn == 4}
    use(path)
    assert [(c.turn, c.code) for c in coded().findings if c.family == "confrontation"] == [(2, "C1")]
    assert [c.turn for c in coded("hybrid").findings if c.family == "confrontation"] == [2]
    assert [book.id for book in instruments()] == [book.id for book in codebook.packaged()]
    assert {"C1", "C2"} <= replaced()
    assert added() == ()
    known = measured(coded("hybrid").coder)
    use()
    assert (
        measured(coded("hybrid").coder).keys() - known.keys()
        == {f"C{n}" for n in range(1, 8)} & measured(coded("hybrid").coder).keys()
    )
    assert known


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("tea.wanted", "W2"),
        ("tea.wanted", "start.wanted"),
        ("tea.wanted", "tea wanted"),
        ('id = "tea.wanted"', "id = 7"),
    ],
)
def test_a_code_that_is_taken_or_no_id_is_refused_and_nothing_changes(tea: Path, old: str, new: str) -> None:
    tea.write_text(TEA.replace(old, new), encoding="utf-8")
    with pytest.raises(CodebookError):
        use(tea)
    assert own() == ()


def test_two_of_one_name_are_refused(tea: Path) -> None:
    twice = tea.read_text() + tea.read_text().partition("\n\n")[2]
    tea.write_text(twice, encoding="utf-8")
    with pytest.raises(CodebookError, match="two markers have the id"):
        use(tea)


@pytest.mark.parametrize("like", ["", "withdrawal"])
def test_a_codebook_to_begin_with_holds(tmp_path: Path, like: str) -> None:
    path = tmp_path / "mine.toml"
    path.write_text(starter.starter("mine", like), encoding="utf-8")
    assert codebook.check(codebook.load(path)) == []
    use(path)


def test_what_to_begin_with_must_exist_and_have_a_name() -> None:
    with pytest.raises(CodebookError, match="no packaged codebook"):
        starter.starter("mine", "nothing")
    with pytest.raises(CodebookError, match="cannot name"):
        starter.starter("my book")
