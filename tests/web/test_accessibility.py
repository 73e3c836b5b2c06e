"""The public pages for readers who see, hear or move differently: axe, and a walk by keyboard."""

import json

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from tests.web import scene

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

WCAG_2_2_AA = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
OF_COLOURS = ("color-contrast", "link-in-text-block")
"""The rules for which a page's colours matter; it is otherwise the same in every scheme."""
WALKED = ("front", "search", "claim", "speaker", "source", "history", "embed")
STOPS = "a[href], button, input, textarea, summary"
FOCUSED = """() => {
    const one = document.activeElement, box = one.getBoundingClientRect()
    const style = getComputedStyle(one)
    return {
        told: `${one.outerHTML.slice(0, 200)} at ${JSON.stringify(box)}`,
        stop: [...document.querySelectorAll(window.stops)].indexOf(one),
        seen: box.top >= 0 && box.left >= 0 && box.bottom <= innerHeight + 1,
        outlined: style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2,
    }
}"""


def faults(page: Page, *rules: str) -> list[str]:
    """What axe finds against WCAG 2.2 at level AA on a page, each with where it is.

    With `rules`, against these alone.
    """
    only = {"type": "rule", "values": rules} if rules else {"type": "tag", "values": WCAG_2_2_AA}
    asked = {"runOnly": only, "resultTypes": ["violations"]}
    found = Axe().run(page, options=asked).response["violations"]
    return [
        f"{each['id']}: {json.dumps([node['target'] for node in each['nodes']])[:400]}"
        for each in found
    ]


def test_axe_finds_nothing_on_any_page(browser, live_server):
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    found = {}
    for kind, path in scene.publish().items():
        page.emulate_media(color_scheme="light")
        page.goto(live_server.url + path)
        found[kind, "light"] = faults(page)
        page.emulate_media(color_scheme="dark")
        found[kind, "dark"] = faults(page, *OF_COLOURS)
    page.close()
    assert {kind: each for kind, each in found.items() if each} == {}


def test_axe_finds_nothing_on_a_phone(browser, live_server):
    page = browser.new_page(viewport={"width": 390, "height": 800})
    paths = scene.publish()
    found = {}
    for kind in WALKED:
        page.goto(live_server.url + paths[kind])
        found[kind] = faults(page)
    page.close()
    assert {kind: each for kind, each in found.items() if each} == {}


def test_a_keyboard_reaches_everything_in_order_and_shows_where_it_is(browser, live_server):
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    paths = scene.publish()
    for kind in WALKED:
        page.goto(live_server.url + paths[kind])
        page.evaluate("stops => { window.stops = stops }", STOPS)
        stops = page.evaluate("""() => [...document.querySelectorAll(window.stops)]
            .map((one, at) => [one, at])
            .filter(([one]) => one.checkVisibility() && !(one.type === 'radio' && !one.checked))
            .map(([, at]) => at)""")
        walked = []
        for _ in stops:
            page.keyboard.press("Tab")
            walked.append(page.evaluate(FOCUSED))
        assert [one["stop"] for one in walked] == stops, kind
        assert [one["told"] for one in walked if not one["outlined"]] == [], kind
        assert [one["told"] for one in walked if not one["seen"]] == [], kind
    page.close()


def test_a_keyboard_skips_to_the_content_opens_what_is_folded_and_searches(browser, live_server):
    page = browser.new_page()
    paths = scene.publish()
    page.goto(live_server.url + paths["claim"])
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.getAttribute('href')") == "#content"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "content"
    folded = page.locator("summary").last
    folded.focus()
    page.keyboard.press("Enter")
    assert page.locator("details[open] textarea").is_visible()
    page.goto(live_server.url + paths["front"])
    page.locator("input[type=search]").focus()
    page.keyboard.type("troops")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search?q=troops")
    page.close()
