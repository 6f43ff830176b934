"""The way of a reviewer in a browser, from a report on disk to reviewed tables and to agreement."""

from __future__ import annotations

import json

import pytest
from review_example import TALK, analysis, review, session

from analyzer.agreement.agree import agree
from analyzer.analysis import Analysis
from analyzer.events import Event
from analyzer.review import apply, coded_set, read
from reports.html import session_page
from reports.review.html import blind_page

pytestmark = pytest.mark.page

HOSTILE = "</script><script>alert(1)</script><img src=x onerror=alert(2)>{{ 7*7 }} \u202eevil & \"q' \x00 \ud83d"
NO_STORAGE = (
    "Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('no', 'SecurityError') } })"
)


def press(tab, keys):
    for key in keys.split():
        tab.keyboard.press(key)


def begin(tab, name="MK"):
    tab.click("h2 .bench-on")
    tab.fill("#bench-name", name)
    tab.locator("#bench-name").blur()


def pick(tab, words, key="Enter"):
    tab.keyboard.type(words)
    tab.keyboard.press(key)


def save(tab, folder):
    with tab.expect_download() as waiting:
        tab.click("#bench-save")
    path = folder / waiting.value.suggested_filename
    waiting.value.save_as(path)
    return path


def chips(tab, turn):
    return (
        tab.locator(f"#t{turn} .margin .code").all_text_contents()
        or tab.locator("#desk-codes .row > .code").all_text_contents()
    )


def test_from_report_to_reviewed_tables(visit, provenance, tmp_path):
    of = analysis()
    tab = visit(session_page(of, provenance=provenance))
    assert not tab.locator("#bench").is_visible()
    begin(tab)
    press(tab, "j a")  # turn 4, W5
    press(tab, "j r m")  # turn 5, R5
    tab.keyboard.type("no owning here")
    press(tab, "Escape j c")  # turn 6, E1
    pick(tab, "voiced")
    press(tab, "u p")  # turn 8, E3: possible, so accepted
    press(tab, "J n")  # turn 9
    pick(tab, "R2", "Shift+Enter")
    press(tab, "t")
    tab.keyboard.type("lets go of the letter")
    press(tab, "Escape ]")
    press(tab, "c")
    tab.fill("#event-end", "9")
    tab.select_option("#event-outcome", "partial")
    tab.keyboard.press("Enter")
    assert "4 of 4 codes and 1 of 1 events decided, 1 code added" in tab.inner_text("#bench-tally")
    path = save(tab, tmp_path)
    assert path.name == "ferry.review.json"
    assert "Saved as a file" in tab.inner_text("#bench-kept")
    done = apply(of, read(path))
    assert [tuple(row) for row in done.codes[["turn", "code", "clarity", "coder"]].to_numpy()] == [
        (4, "W5", "clear", "MK"),
        (6, "E2", "clear", "MK"),
        (8, "E3", "possible", "MK"),
        (9, "R2", "possible", "MK"),
    ]
    assert [(e.kind, e.start, e.end, e.outcome) for e in done.story] == [("withdrawal", 4, 9, "partial")]
    assert set(done.reviews["note"]) >= {"no owning here", "lets go of the letter"}

    after = session_page(done, provenance=provenance)
    again = visit(after)
    assert "reviewed by MK" in again.inner_text("header")
    assert again.locator("#t5 details.code").count() == 0
    assert "MK, clear" in again.locator("#t6 details.code").text_content()
    assert "changed by MK" in again.inner_text("#event-r1 .where")
    begin(again)
    assert "4 of 4 codes and 1 of 1 events decided, 1 code added" in again.inner_text("#bench-tally")
    again.locator("#t5").click()
    assert "no owning here" in again.inner_text("#desk")
    assert again.locator("#desk [data-act=reject]").get_attribute("aria-pressed") == "true"
    assert apply(of, read(save(again, tmp_path))).findings == done.findings


def test_what_was_decided_is_kept_in_the_browser(visit, provenance):
    page = session_page(analysis(), provenance=provenance)
    tab = visit(page)
    begin(tab)
    press(tab, "j a j r")
    tab.reload()
    assert tab.locator("#bench").is_hidden()
    tab.click("nav .bench-on")
    assert "2 of 4 codes" in tab.inner_text("#bench-tally")
    assert tab.input_value("#bench-name") == "MK"
    press(tab, "j x")
    assert "1 of 4 codes" in tab.inner_text("#bench-tally")
    press(tab, "z z")
    assert "2 of 4 codes" in tab.inner_text("#bench-tally")
    assert "nothing to undo" in tab.inner_text("#bench-notice")
    tab.click("#bench-more")
    tab.click("#bench-forget")
    tab.reload()
    tab.click("nav .bench-on")
    assert tab.input_value("#bench-name") == ""


def test_another_text_of_the_session_does_not_get_the_decisions(visit, provenance):
    tab = visit(session_page(analysis(), provenance=provenance))
    begin(tab)
    press(tab, "j a")
    other = session((*TALK[:-1], "So the ferry was late."))
    tab = visit(session_page(analysis(other), provenance=provenance), context=tab.context)
    tab.click("h2 .bench-on")
    assert "0 of 4 codes" in tab.inner_text("#bench-tally")


def test_without_storage_the_page_says_so_and_the_file_is_the_safe_path(visit, provenance, tmp_path):
    tab = visit(session_page(analysis(), provenance=provenance), before=NO_STORAGE)
    tab.click("h2 .bench-on")
    assert "save your review as a file before you close" in tab.inner_text("#bench-notice")
    tab.fill("#bench-name", "MK")
    tab.locator("#bench-name").blur()
    press(tab, "j a")
    assert "Not kept" in tab.inner_text("#bench-kept")
    leaving = "() => { const e = new Event('beforeunload', { cancelable: true }); return !dispatchEvent(e) }"
    assert tab.evaluate(leaving)
    path = save(tab, tmp_path)
    assert [one.decision for one in read(path).codes] == ["accept"]
    assert not tab.evaluate(leaving)
    fresh = visit(session_page(analysis(), provenance=provenance), before=NO_STORAGE)
    fresh.click("h2 .bench-on")
    fresh.set_input_files("#bench-file", path)
    fresh.wait_for_function("document.querySelector('#bench-tally').textContent.startsWith('1 of 4')")


def test_a_file_that_does_not_belong_changes_nothing(visit, provenance, tmp_path):
    tab = visit(session_page(analysis(), provenance=provenance))
    begin(tab)
    press(tab, "j a")
    other = {"sha256": "0" * 64}
    bad = [{"turn": 99, "code": "W5", "decision": "accept"}], [{"turn": 4, "code": "<b>", "decision": "add"}], ["x"], {}
    for content, told in [
        ("{", "not a saved review"),
        ("null", "not a saved review"),
        (json.dumps(review(**other)), "another session"),
        (json.dumps(review(mode="blind")), "coded blind"),
        *((json.dumps(review(codes=codes)), "damaged") for codes in bad),
    ]:
        (tmp_path / "x.json").write_text(content, encoding="utf-8")
        tab.set_input_files("#bench-file", tmp_path / "x.json")
        tab.wait_for_function("told => document.querySelector('#bench-notice').textContent.includes(told)", arg=told)
        assert "1 of 4 codes" in tab.inner_text("#bench-tally")


def test_keys_choose_undo_and_rest_while_one_types(visit, provenance):
    tab = visit(session_page(analysis(), provenance=provenance))
    begin(tab)
    press(tab, "j n")
    tab.keyboard.type("zxqjk")  # no code of that name; the letters are not keys now
    assert "No code" in tab.inner_text("#meaning")
    press(tab, "Escape n")
    offered = tab.locator("#picked [data-code]").evaluate_all("items => items.map(item => item.dataset.code)")
    assert "W2" in offered
    assert "R5" not in offered  # a client's turn
    pick(tab, "w2")
    assert tab.locator("#desk-codes .row").count() == 2
    press(tab, "1 r 2 x")
    assert tab.locator("#desk-codes .row").count() == 1
    press(tab, "z")
    assert tab.locator("#desk-codes .row").count() == 2
    press(tab, "z")
    assert "undecided" in tab.locator("#desk-codes .row").first.inner_text()
    tab.click("#bench-more")
    tab.uncheck("#bench-keys")
    press(tab, "a")
    assert "undecided" in tab.locator("#desk-codes .row").first.inner_text()
    tab.check("#bench-keys")
    press(tab, "e")
    tab.fill("#event-start", "8")
    tab.fill("#event-end", "3")
    tab.keyboard.press("Enter")
    assert "numbers from 1 to 10" in tab.inner_text("#event-amiss")
    tab.fill("#event-end", "9")
    tab.click("#event-take")
    assert "withdrawal, turns 8–9" in tab.inner_text("#own-events")
    tab.click("#bench-off")
    assert tab.locator("#t4 details.code").count() == 1
    assert tab.locator("#own").is_hidden()


def test_changing_an_event_of_the_page_and_taking_it_back(visit, provenance, tmp_path):
    tab = visit(session_page(analysis(), provenance=provenance))
    begin(tab)
    press(tab, "] r")
    assert "rejected" in tab.inner_text("#event-r1 .decide")
    assert apply(analysis(), read(save(tab, tmp_path))).story == ()
    tab.click("#event-r1 [data-event=release]")
    assert "undecided" in tab.inner_text("#event-r1 .decide")
    tab.click("#own-add")
    tab.select_option("#event-kind", "immediacy")
    tab.fill("#event-start", "5")
    tab.fill("#event-end", "6")
    tab.select_option("#event-depth", "4")
    tab.click("#event-take")
    story = apply(analysis(), read(save(tab, tmp_path))).story
    assert [(e.kind, e.start, e.end, e.depth, e.outcome) for e in story] == [
        ("withdrawal", 4, 8, None, "resolved"),
        ("immediacy", 5, 6, 4, ""),
    ]


def test_selected_words_become_the_evidence_in_characters(visit, provenance, tmp_path):
    tab = visit(session_page(analysis(), provenance=provenance))
    begin(tab)
    tab.locator("#t10").click()
    tab.evaluate(
        """() => {
          const text = document.querySelector('#t10 .text').firstChild, at = text.data.indexOf('about');
          getSelection().setBaseAndExtent(text, at, text, at + 5);
        }"""
    )
    press(tab, "n")
    pick(tab, "W6")
    (one,) = read(save(tab, tmp_path)).codes
    assert TALK[9][one.start : one.end] == "about"


def test_hostile_words_stay_words(visit, provenance, tmp_path):
    of = session(tuple(HOSTILE for _ in TALK), id=HOSTILE)
    story = (Event(1, "withdrawal", 4, 8, "client", "resolved", None, (), "", (), (), "", ()),)
    found = tuple(c._replace(why=HOSTILE, coder=HOSTILE) for c in analysis(of).findings)
    clean = HOSTILE.replace("\x00", "").replace("\ud83d", "")  # a codebook holds neither
    rude = Analysis(of, (*found, found[0]._replace(code=clean)), story, HOSTILE)
    tab = visit(session_page(rude, provenance=provenance), width=390)
    begin(tab, clean)
    press(tab, "j a a m")
    tab.keyboard.insert_text(clean)
    press(tab, "Escape e")
    tab.click("#event-take")
    assert tab.locator("img").count() == 0
    assert tab.evaluate("document.documentElement.scrollWidth") <= 390
    path = save(tab, tmp_path)
    done = apply(rude, read(path))
    again = visit(session_page(done, provenance=provenance), width=390)
    begin(again)
    assert again.locator("img").count() == 0
    assert again.evaluate("document.documentElement.scrollWidth") <= 390


def test_a_thousand_turns_are_reviewed_without_lag(visit, provenance):
    of = session(tuple(f"{TALK[n % 10]} {'and so on ' * (n % 7)}" for n in range(1000)))
    codes = tuple(
        (turn + 10 * n, *rest)
        for n in range(100)
        for turn, *rest in ((4, "W5", "clear", 0, 3), (6, "E1", "clear", 0, 3))
    )
    tab = visit(session_page(analysis(of, codes), provenance=provenance))
    opened, took = tab.evaluate(
        """async () => {
          const timed = async (run) => {
            const began = performance.now();
            run();
            document.body.getBoundingClientRect();
            const took = performance.now() - began;
            await new Promise(requestAnimationFrame);
            return took;
          };
          const opened = await timed(() => document.querySelector('h2 .bench-on').click());
          const times = [];
          for (const key of [...'jajrjaua'.repeat(5)]) {
            const pressed = new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true });
            times.push(await timed(() => document.activeElement.dispatchEvent(pressed)));
          }
          return [opened, times.sort((a, b) => a - b)[times.length / 2]];
        }"""
    )
    assert took < opened / 3, "a key costs nearly as much as drawing all turns"
    decided = int(tab.inner_text("#bench-tally").partition(" ")[0])
    assert decided >= 20


def test_the_blind_page_shows_nothing_of_the_program_and_feeds_agreement(visit, provenance, tmp_path):
    of = analysis()
    page = blind_page(of.session, provenance=provenance)
    assert "a cue" not in page
    assert "rules 1" not in page
    sets = []
    for name, code in (("AB", "W5"), ("CD", "W2")):
        tab = visit(page)
        tab.fill("#bench-name", name)
        tab.locator("#bench-name").blur()
        press(tab, "j j j j n")  # turn 4
        pick(tab, code)
        press(tab, "n")
        pick(tab, "W1", "Shift+Enter")
        press(tab, "e")
        tab.fill("#event-end", "8")
        tab.click("#event-take")
        tab.click("#bench-more")
        tab.check("#bench-finished")
        path = save(tab, tmp_path)
        assert path.name == f"ferry.{name}.blind.json"
        sets.append(coded_set(path))
        assert sets[-1].problems == ()
    assert [sorted(mark[1:] for mark in one.codings[0].marks) for one in sets] == [
        [(4, "W1", "possible"), (4, "W5", "clear")],
        [(4, "W1", "possible"), (4, "W2", "clear")],
    ]
    found = agree(sets, transcripts={"ferry": of.session})
    rows = {(row.level, row.name, row.statistic): row.value for row in found.rows}
    assert rows["code", "W1", "positive agreement"] == 1
    assert rows["code", "W5", "positive agreement"] == 0
    assert rows["event", "rupture episode", "F1 (half)"] == 1


def test_coders_who_share_a_browser_do_not_see_each_others_blind_codings(visit, provenance):
    page = blind_page(session(), provenance=provenance)
    tab = visit(page)
    press(tab, "j n")
    assert "Give your initials first" in tab.inner_text("#bench-notice")
    assert tab.locator("#desk").is_hidden()
    for name, given in (("AB", 0), ("CD", 0), ("AB", 1)):
        tab.fill("#bench-name", name)
        tab.locator("#bench-name").blur()
        assert tab.locator(".turn .code").count() == given
        if name == "AB" and not given:
            press(tab, "j j n")
            pick(tab, "W5")
    tab.reload()
    assert tab.locator(".turn .code").count() == 0
    tab.fill("#bench-name", "AB")
    tab.locator("#bench-name").blur()
    assert tab.locator("#t2 .code").count() == 1


def test_the_blind_page_takes_back_only_a_blind_coding(visit, provenance, tmp_path):
    tab = visit(blind_page(session(), provenance=provenance))
    assert "0 codes" in tab.inner_text("#bench-tally")
    (tmp_path / "x.json").write_text(json.dumps(review()), encoding="utf-8")
    tab.set_input_files("#bench-file", tmp_path / "x.json")
    tab.wait_for_function("document.querySelector('#bench-notice').textContent.includes('end the blind coding')")


@pytest.mark.parametrize("width", [1280, 390])
def test_pages_fit_with_everything_open(visit, provenance, width):
    for page in (session_page(analysis(), provenance=provenance), blind_page(session(), provenance=provenance)):
        tab = visit(page, width=width)
        if tab.locator("h2 .bench-on").count():
            tab.click("h2 .bench-on")
        tab.locator("#t4").click()
        press(tab, "n Escape e Escape")
        tab.click("#bench-more")
        assert tab.evaluate("document.documentElement.scrollWidth") <= width


def test_print_has_no_bench(visit, provenance):
    tab = visit(session_page(analysis(), provenance=provenance))
    begin(tab)
    press(tab, "j")
    tab.emulate_media(media="print")
    assert not tab.locator("#bench").is_visible()
    assert not tab.locator("#desk").is_visible()
