import pytest

from reports.view.numbers import NBSP, clock, percent, printable, probability, runs


@pytest.mark.parametrize(
    ("share", "written"),
    [(0, "0 %"), (1, "100 %"), (0.0001, "< 1 %"), (0.9999, "> 99 %"), (0.995, "> 99 %"), (0.5, "50 %"), (0.014, "1 %")],
)
def test_none_and_all_are_written_only_when_exactly_true(share, written):
    assert percent(share).replace(NBSP, " ") == written


def test_certainty_is_written_only_when_exactly_true():
    written = [probability(p).replace(NBSP, " ") for p in (1, 0.9999, 0.001, 0, 0.42)]
    assert written == ["1.00", "> 0.99", "< 0.01", "0.00", "0.42"]


def test_clock_reads_as_a_clock_and_unknown_times_as_nothing():
    assert [clock(s) for s in (0, 65.9, 3725, None, float("nan"))] == ["0:00", "1:05", "1:02:05", "", ""]


def test_runs_join_neighbours():
    assert runs([5, 1, 2, 3, 9, 3]) == ((1, 3), (5, 5), (9, 9))
    assert runs([]) == ()


def test_unprintable_characters_are_replaced_one_for_one():
    dirty = "a\x00b\ud83dc\x1b\n\td"
    assert printable(dirty) == "a\ufffdb\ufffdc\ufffd\n\td"
    printable(dirty).encode("utf-8")
