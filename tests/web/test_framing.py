"""The frame that is offered for a card: high enough for its words at any width, no more."""

import json
from typing import Any

import pytest

from tests import builders
from tests.web import released
from tests.web.released import numbered, speaker, statement

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

MOST_ROOM = 3 * 27
"""Pixels that may be left below: the widest fonts break a long text into more lines."""

MOST_PART = 0.35
"""The part of a high frame that may be left below, for the same reason."""

HAN = "这个地区已经没有任何俄罗斯军队了，"

HAN_IS_DRAWN = """() => {
  const drawing = document.createElement("canvas").getContext("2d");
  drawing.font = "100px sans-serif";
  return drawing.measureText("这").width === 100;
}"""
"""Whether a font here has it; what stands for what no font has is narrower than any of them."""

LONG = "The minister said that the whole of the oblast had been emptied of all its troops " * 3


def published() -> list[str]:
    said = "attribution"
    rated = builders.verdict()
    return [
        released.publish(numbered(1), claim="Short."),
        released.publish(numbered(2), claim=LONG, verdict=rated),
        released.publish(numbered(3), claim="W" * 300, verdict=rated),
        released.publish(
            numbered(4),
            claim=HAN * 3,
            language="zh-Hans",
            verdict=builders.verdict("supported", value=5, normalised="TRUE"),
            kind=said,
        ),
        released.publish(
            numbered(5),
            statements=[statement(speakers=[speaker(name="Name " * 40)])],
            verdict=builders.verdict(label="Accurate but for what was left out of it"),
        ),
        _under_review(),
    ]


def _under_review() -> str:
    rated = builders.verdict()
    released.publish(numbered(6), verdict=rated)
    released.publish(numbered(6), event="correction", note=builders.NOTE, verdict=rated)
    return released.publish(numbered(6), event="flag", note=builders.NOTE, verdict=rated)


@pytest.mark.parametrize("prefix", ["", "/uk", "/lt"])
def test_nothing_of_a_card_is_cut_off_at_the_height_that_is_offered(
    browser, live_server, client, settings, prefix
):
    page = browser.new_page()
    found = {}
    for path in published():
        for width in (160, 240, 320, 400, 560):
            asked = {"url": f"{settings.SITE_URL}{prefix}{path}", "maxwidth": width}
            offer = json.loads(client.get("/oembed", asked).content)
            source = offer["html"].partition('src="')[2].partition('"')[0]
            page.set_viewport_size({"width": offer["width"], "height": 1})
            page.goto(source.replace(settings.SITE_URL, live_server.url))
            needed, across = page.evaluate(
                "[document.documentElement.scrollHeight, document.documentElement.scrollWidth]"
            )
            assert (offer["width"], across) == (width, width), path
            room = max(MOST_ROOM, MOST_PART * offer["height"])
            if HAN in offer["title"] and not page.evaluate(HAN_IS_DRAWN):
                room = offer["height"]
            found[path, width] = offer["height"] - needed, room
    page.close()
    assert {at: room for at, room in found.items() if not 0 <= room[0] <= room[1]} == {}


def test_a_card_fills_its_frame(browser, live_server):
    released.publish(claim="Short.")
    page = browser.new_page(viewport={"width": 560, "height": 400})
    page.goto(f"{live_server.url}/embed/{released.CLAIM}")
    assert page.locator(".embed-card").bounding_box()["height"] == 400
    assert page.evaluate("document.documentElement.scrollHeight") == 400
    page.close()


def test_the_words_of_a_claim_are_shown_whole_and_its_marks_stand_apart(browser, live_server):
    said: dict[str, Any] = {"claim": LONG, "verdict": builders.verdict(label="Overstated")}
    released.publish(**said)
    for event in ("correction", "flag"):
        released.publish(event=event, note=builders.NOTE, **said)
    page = browser.new_page(viewport={"width": 200, "height": 1})
    page.goto(f"{live_server.url}/embed/{released.CLAIM}")
    shown = page.locator(".card-claim a")
    lines = shown.evaluate("found => [found.scrollHeight, found.clientHeight]")
    assert lines[0] <= lines[1] > 7 * 27
    told = " ".join(page.locator(".card-verdict").inner_text().split())
    assert told.endswith("Overstated · Under review · Corrected")
    page.close()


def test_a_claim_that_is_far_too_long_scrolls_in_its_frame(browser, live_server, client, settings):
    path = released.publish(claim="A word of it " * 150)
    asked = {"url": f"{settings.SITE_URL}{path}", "maxwidth": 200}
    height = json.loads(client.get("/oembed", asked).content)["height"]
    assert height < 2000
    page = browser.new_page(viewport={"width": 200, "height": height})
    page.goto(f"{live_server.url}/embed/{released.CLAIM}")
    page.mouse.move(100, 100)
    page.mouse.wheel(0, 100_000)
    page.wait_for_function("scrollY + innerHeight >= document.documentElement.scrollHeight - 1")
    assert page.evaluate("scrollY") > 0
    page.close()


def test_the_code_to_put_into_another_page_draws_no_border(browser, client, settings):
    path = released.publish()
    answer = client.get("/oembed", {"url": f"{settings.SITE_URL}{path}"})
    page = browser.new_page()
    page.route("**/*", lambda route: route.abort())
    page.set_content(json.loads(answer.content)["html"], wait_until="commit")
    drawn = page.locator("iframe").evaluate("frame => getComputedStyle(frame).borderStyle")
    assert drawn == "none"
    page.close()
