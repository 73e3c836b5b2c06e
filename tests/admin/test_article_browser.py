"""The article view in a real browser: selecting, keys, focus, both widths."""

from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page, expect

from claims.desk.models import Capture, Statement
from tests import desk_builders as make
from tests.admin.accessibility import faults
from tests.admin.test_article import page_of
from tests.admin.test_browser import signed_in

pytestmark = pytest.mark.browser

TEXT = (
    "Bridge 🌉 opened\u200b today\r"
    '"It 🏗️ is safe," said Ann. \u202e"Nobody\u202c asked 𝕦𝕤," said Bo. '
    '"Trains may not cross,"\u2028she added.'
)

SELECT = """([from, to]) => {
  const article = document.getElementById("desk-article");
  const nodes = [];
  const walker = document.createTreeWalker(article, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    if (!walker.currentNode.parentElement.closest("[data-label]")) nodes.push(walker.currentNode);
  }
  const first = nodes.find((node) => node.data.includes(from));
  const last = nodes.findLast((node) => node.data.includes(to));
  const range = document.createRange();
  range.setStart(first, first.data.indexOf(from));
  range.setEnd(last, last.data.indexOf(to) + to.length);
  const selection = document.getSelection();
  selection.removeAllRanges();
  selection.addRange(range);
}"""


def capture_of(account) -> Capture:
    capture = make.capture(account, TEXT)
    ann, bo = make.speaker(account, "Ann Example"), make.speaker(account, "Bo Other")
    for words, who in (('"It 🏗️ is safe,"', ann), ('"Nobody\u202c asked 𝕦𝕤,"', bo)):
        make.statement(account, words, of=capture, said_by=who, state="proposed")
    return capture


@pytest.fixture
def anna(at_desk):
    return at_desk("anna", "contributor")


@pytest.fixture
def capture(anna, live_server) -> Capture:
    return capture_of(anna.account)


@pytest.fixture
def page(browser, live_server, anna):
    found = signed_in(browser, anna, live_server.url)
    yield found
    found.context.close()


def at(page: Page) -> str:
    return urlsplit(page.url).path


def press(page: Page, key: str, leads_to: str) -> None:
    page.keyboard.press(key)
    page.wait_for_url(f"**{leads_to}")


@pytest.mark.parametrize(
    ("begin", "until", "words"),
    [
        ("Bridge", "opened", "Bridge 🌉 opened"),
        ("is safe", "said Bo", 'is safe," said Ann. \u202e"Nobody\u202c asked 𝕦𝕤," said Bo'),
        ("today", "It", 'today\r"It'),
        ("Trains", "she", 'Trains may not cross,"\u2028she'),
        ("opened", "today", "opened\u200b today"),
    ],
)
def test_what_is_selected_is_found_at_its_code_points(
    page, live_server, anna, capture, begin, until, words
):
    page.goto(live_server.url + page_of(capture))
    page.evaluate(SELECT, [begin, until])
    expect(page.locator("#desk-selected")).to_contain_text("Selected")
    page.keyboard.press("n")
    expect(page.get_by_role("heading", name="New statement")).to_be_visible()
    start = capture.text.index(words)
    assert page.url.endswith(f"?start={start}&end={start + len(words)}")


def test_a_label_in_the_text_is_no_part_of_a_selection(page, live_server, anna, capture):
    page.goto(live_server.url + page_of(capture))
    page.locator("#desk-article").evaluate(
        "node => document.getSelection().selectAllChildren(node)"
    )
    page.get_by_role("button", name="New statement").click()
    expect(page.get_by_role("heading", name="New statement")).to_be_visible()
    assert page.url.endswith(f"?start=0&end={len(capture.text)}")


def test_the_keys_go_through_the_drafts(page, live_server, anna, capture):
    first, second = Statement.objects.order_by("start")
    page.goto(live_server.url + page_of(capture))
    press(page, "j", page_of(capture, first))
    press(page, "j", page_of(capture, second))
    press(page, "k", page_of(capture, first))
    press(page, "a", page_of(capture, second))
    expect(page.locator(".messagelist .success")).to_contain_text("Statement 1: accepted.")
    press(page, "r", page_of(capture))
    expect(page.locator(".messagelist .success")).to_contain_text("Statement 2: rejected.")
    assert [each.state for each in Statement.objects.order_by("start")] == ["accepted", "rejected"]


def test_no_key_acts_while_somebody_types(page, live_server, anna, capture):
    first = Statement.objects.earliest("start")
    page.goto(live_server.url + page_of(capture, first))
    page.keyboard.press("e")
    assert page.evaluate("document.activeElement.closest('#statement_form') !== null")
    page.locator("#id_speaker_as_named").fill("")
    page.locator("#id_speaker_as_named").press_sequentially("jar ken?")
    expect(page.locator("#id_speaker_as_named")).to_have_value("jar ken?")
    page.locator("#id_kind").focus()
    page.keyboard.press("r")
    page.locator("#id_speaker + .select2 .select2-selection").click()
    page.locator(".select2-search__field").last.press_sequentially("arj")
    page.keyboard.press("Escape")
    assert at(page) == page_of(capture, first)
    first.refresh_from_db()
    assert first.state == "proposed"


def test_single_keys_can_be_switched_off_and_are_listed(page, live_server, anna, capture):
    first = Statement.objects.earliest("start")
    where = live_server.url + page_of(capture, first)
    page.goto(where)
    page.keyboard.press("?")
    expect(page.get_by_text("next statement", exact=True)).to_be_visible()
    page.get_by_label("Single keys act on this page").uncheck()
    page.goto(where)
    page.keyboard.press("a")
    page.keyboard.press("j")
    page.wait_for_timeout(300)
    assert at(page) == page_of(capture, first)
    first.refresh_from_db()
    assert first.state == "proposed"


def test_every_action_is_reached_by_tab_and_pressed_by_enter(page, live_server, anna, capture):
    first, second = Statement.objects.order_by("start")
    page.goto(live_server.url + page_of(capture, first))
    reached: list[str] = []
    for _ in range(120):
        page.keyboard.press("Tab")
        name, ringed = page.evaluate(
            """() => {
              const at = document.activeElement, style = getComputedStyle(at);
              const ringed = style.outlineStyle !== "none" || style.boxShadow !== "none" ||
                at.closest(".select2") !== null || at.matches("input, select, textarea");
              return [(at.innerText || at.id || "").trim(), ringed];
            }"""
        )
        assert ringed, name
        reached.append(name)
        if name.startswith("Accept"):
            break
    heard = " | ".join(reached)
    for action in ("New statement", "Move 1 here", "Split 1", "Next", "Edit", "Keyboard", "Save"):
        assert action in heard
    page.keyboard.press("Enter")
    expect(page.locator(".messagelist .success")).to_contain_text("accepted")
    assert at(page) == page_of(capture, second)


def test_a_statement_is_split_and_moved_by_selecting(page, live_server, anna, capture):
    first = Statement.objects.earliest("start")
    page.goto(live_server.url + page_of(capture, first))
    page.evaluate(SELECT, ["opened", "today"])
    page.get_by_role("button", name="Move 1 here").click()
    expect(page.locator(".messagelist .success")).to_contain_text("selected words")
    first.refresh_from_db()
    assert first.quote == "opened\u200b today"
    page.wait_for_load_state()
    page.evaluate(SELECT, ["opened", "opened"])
    page.keyboard.press("s")
    expect(page.locator(".messagelist .success")).to_contain_text("2 statements")
    quotes = [each.quote for each in Statement.objects.order_by("start")][:2]
    assert quotes == ["opened", "\u200b today"]


@pytest.mark.parametrize("width", [1280, 768])
def test_the_article_is_accessible_fits_and_complains_of_nothing(
    browser, live_server, anna, capture, width
):
    page = signed_in(browser, anna, live_server.url, width)
    complaints: list[str] = []
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("console", lambda line: complaints.append(line.text) if line.type == "error" else None)
    first = Statement.objects.earliest("start")
    for where in (page_of(capture), page_of(capture, first)):
        page.goto(live_server.url + where)
        wide = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
        assert wide <= 1, where
        assert complaints == [], where
        assert faults(page) == [], where
        complaints.clear()  # axe itself is refused its own styles
    page.context.close()
