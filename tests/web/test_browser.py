"""The public pages in a real browser: no complaint, nothing from elsewhere, room on a phone."""

import pytest

from tests import builders
from tests.web import released
from tests.web.released import evidence, speaker, statement

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

LONG = "W" * 400


@pytest.fixture
def paths(live_server):
    released.publish_named()
    plain = released.publish(verdict=builders.verdict())
    released.publish(released.numbered(1))
    retracted = released.publish(released.numbered(1), event="retraction", note=builders.NOTE)
    crowded = released.publish(
        released.numbered(2),
        claim=f"<script>alert(1)</script> {LONG}",
        statements=[
            statement(quote=LONG, occasion=LONG, speakers=[speaker(name=LONG, role_as_named=LONG)])
        ],
        evidence=[evidence(quote=LONG, origin=LONG[:120], note=LONG)],
        verdict=builders.verdict(label=LONG[:60], summary=LONG, explanation=f"`{LONG}`"),
    )
    speaker_page = f"/speakers/{released.SPEAKER}-laurynas-kasciunas"
    return [
        "/",
        plain,
        f"{plain}/history",
        retracted,
        crowded,
        speaker_page,
        "/methodology",
        "/nothing",
    ]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_pages_are_quiet_and_fit_a_phone(browser, live_server, paths, scheme):
    page = browser.new_page(viewport={"width": 360, "height": 800}, color_scheme=scheme)
    complaints: list[str] = []
    asked: set[str] = set()
    page.on("console", lambda message: complaints.append(message.text))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.add_init_script("window.alert = () => console.error('a script ran')")
    page.on("request", lambda request: asked.add(request.url))
    for path in paths:
        answer = page.goto(live_server.url + path)
        assert answer.status == (404 if path == "/nothing" else 200), path
        width = page.evaluate("document.documentElement.scrollWidth")
        assert width == 360, path
        assert page.locator("h1").count() == 1, path
        assert page.evaluate("getComputedStyle(document.body).margin") == "0px", "styles are on"
    page.close()
    # The browser itself remarks on the page that is not there.
    assert [said for said in complaints if "404" not in said] == []
    assert all(url.startswith(live_server.url) for url in asked)


def test_the_keyboard_reaches_the_content_first(browser, live_server, paths):
    page = browser.new_page()
    page.goto(live_server.url + paths[1])
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.getAttribute('href')") == "#content"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "content"
    page.close()
