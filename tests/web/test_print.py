"""A claim on paper: what only a screen can use is left out, and addresses are spelt out."""

import pytest

from tests.web import released, scene
from tests.web.released import source, statement

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

USELESS_ON_PAPER = (
    "Embed this claim",
    "Permanent link",
    "As ClaimReview",
    "This claim as JSON",
    "This release as JSON",
    "Report an error",
    "Link to this",
    "These words there",
    "About this source",
    "All releases, and what each of them changed",
    "The record as data",
)


def test_paper_carries_the_address_once_and_no_words_that_only_lead_on(browser, live_server):
    path = scene.publish()["claim"]
    page = browser.new_page()
    page.goto(live_server.url + path)
    on_screen = page.locator("body").inner_text()
    assert [words for words in USELESS_ON_PAPER if words not in on_screen] == []
    page.emulate_media(media="print")
    on_paper = page.locator("body").inner_text()
    assert [words for words in USELESS_ON_PAPER if words in on_paper] == []
    assert page.locator("textarea").is_hidden()
    assert on_paper.count(released.body_of()["url"]) == 1
    page.close()


def test_paper_spells_out_where_a_copy_is_and_has_no_coloured_marks_to_open(browser, live_server):
    kept = "https://archive.example/1"
    said = statement(source=source(archive_url=kept))
    path = released.publish(statements=[said])
    page = browser.new_page()
    page.goto(live_server.url + path)
    page.emulate_media(media="print")
    after = "found => getComputedStyle(found, '::after').content"
    for chosen in (".statement .source-title[href]", ".statement .source-copy"):
        assert "http" in page.locator(chosen).evaluate(after), chosen
    ink = page.evaluate("getComputedStyle(document.body).color")
    marks = page.locator("summary").evaluate_all(
        "all => all.map(one => getComputedStyle(one, '::marker').color)"
    )
    assert marks and set(marks) == {ink}
    page.close()
