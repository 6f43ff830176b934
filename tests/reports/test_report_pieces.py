from hypothesis import given
from hypothesis import strategies as st

from reports.view.pieces import LIMIT, Evidence, excerpt, pieces


def test_overlapping_evidence_is_cut_at_its_edges():
    cut = pieces("abcdefgh", [Evidence(1, 5, "W", "W2", "w"), Evidence(3, 7, "E", "E1", "e")])
    assert [(p.text, p.slugs) for p in cut] == [
        ("a", ()),
        ("bc", ("W",)),
        ("de", ("W", "E")),
        ("fg", ("E",)),
        ("h", ()),
    ]
    assert [[tag.code for tag in p.tags] for p in cut] == [[], [], ["W2"], ["E1"], []]


@given(st.text(max_size=60), st.lists(st.tuples(st.integers(-5, 70), st.integers(-5, 70)), max_size=6))
def test_pieces_give_the_text_back_whatever_the_evidence(text, spans):
    evidence = [Evidence(a, b, "W", "W1", "") for a, b in spans]
    cut = pieces(text, evidence)
    assert "".join(piece.text for piece in cut) == text
    marked = {i for a, b in spans for i in range(max(a, 0), min(b, len(text)))}
    places, at = set(), 0
    for piece in cut:
        places |= set(range(at, at + len(piece.text))) if piece.slugs else set()
        at += len(piece.text)
    assert places == marked


def test_evidence_beyond_the_text_marks_what_there_is():
    assert [p.text for p in pieces("short", [Evidence(2, 999, "C", "C1", "")]) if p.slugs] == ["ort"]


def test_an_excerpt_holds_the_evidence_and_breaks_at_words():
    text = "word " * 400 + "you never listen to me" + " word" * 400
    start = text.index("you never")
    low, high = excerpt(text, [Evidence(start, start + 22, "C", "C1", "")])
    assert "you never listen to me" in text[low:high]
    assert high - low <= LIMIT
    assert text[low - 1] == " "
    assert text[high] == " "


def test_an_excerpt_of_a_word_without_end_is_still_short():
    low, high = excerpt("x" * 5000, [])
    assert (low, high) == (0, LIMIT)
