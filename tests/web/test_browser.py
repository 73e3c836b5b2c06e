"""The public pages in a real browser: no complaint, nothing from elsewhere, room on a phone."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread

import pytest
from django.db import OperationalError
from playwright.sync_api import Browser, Page

from claims.record import reading
from tests.web import released, scene

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

NARROWEST = 320
"""Pixels that 400 per cent of zoom leave of 1280: WCAG 2.2, 1.4.10."""

TOLD = """
window.alert = () => console.error('a script ran')
addEventListener('securitypolicyviolation', event => {
    console.error(`${event.violatedDirective} is against the policy: ${event.blockedURI}`)
})
"""


@dataclass
class Watched:
    """A page, what the browser complained of on it, and every address it asked for."""

    page: Page
    complaints: list[str] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)


def watched(page: Page) -> Watched:
    found = Watched(page)
    found.page.on("console", lambda message: found.complaints.append(message.text))
    found.page.on("pageerror", lambda error: found.complaints.append(str(error)))
    found.page.on("request", lambda request: found.asked.append(request.url))
    found.page.add_init_script(TOLD)
    return found


@pytest.fixture
def phone(browser: Browser) -> Iterator[Watched]:
    """A narrow window on which everything is watched."""
    found = watched(browser.new_page(viewport={"width": NARROWEST, "height": 800}))
    yield found
    found.page.close()


def fits(page: Page) -> bool:
    return page.evaluate("document.documentElement.scrollWidth") == NARROWEST


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_page_is_quiet_loads_from_here_alone_and_fits_a_phone(phone, live_server, scheme):
    phone.page.emulate_media(color_scheme=scheme)
    for kind, path in scene.publish().items():
        answer = phone.page.goto(live_server.url + path)
        assert answer.status == (404 if kind == "not_found" else 200), kind
        assert fits(phone.page), kind
        assert phone.page.locator("h1").count() == 1, kind
        assert phone.page.evaluate("getComputedStyle(document.body).margin") == "0px", "styled"
    # The browser itself remarks on the page that is not there.
    assert [said for said in phone.complaints if "404" not in said] == []
    assert all(url.startswith(live_server.url) for url in phone.asked)


@pytest.mark.parametrize(("fault", "status"), [(OperationalError, 503), (RuntimeError, 500)])
@pytest.mark.parametrize(("prefix", "tag"), [("", "en-gb"), ("/uk", "uk")])
def test_a_fault_has_a_page_too(phone, live_server, monkeypatch, prefix, tag, fault, status):
    path = released.publish()

    def fail(*args):
        raise fault

    monkeypatch.setattr(reading, "claim", fail)
    assert phone.page.goto(live_server.url + prefix + path).status == status
    assert phone.page.evaluate("document.documentElement.lang") == tag
    assert fits(phone.page)
    assert [said for said in phone.complaints if str(status) not in said] == []


def test_pages_are_complete_without_javascript(browser, live_server):
    paths = scene.publish()
    del paths["hostile"]
    texts: list[dict[str, str]] = []
    for enabled in (True, False):
        context = browser.new_context(java_script_enabled=enabled)
        page = context.new_page()
        told = {}
        for kind, path in paths.items():
            page.goto(live_server.url + path)
            told[kind] = page.locator("body").inner_text()
        texts.append(told)
        context.close()
    assert texts[0] == texts[1]


MOST_BYTES = 60_000
MEASURED = """() => new Promise(done => {
    let shift = 0
    const shifts = new PerformanceObserver(list => {
        for (const one of list.getEntries()) shift += one.value
    })
    shifts.observe({type: 'layout-shift', buffered: true})
    const loaded = ['navigation', 'resource'].flatMap(kind => performance.getEntriesByType(kind))
    const bytes = loaded.reduce((sum, one) => sum + one.transferSize, 0)
    requestAnimationFrame(() => setTimeout(() => done({shift, bytes})))
})"""


def test_a_claim_page_is_light_and_nothing_on_it_moves(phone, live_server):
    phone.page.goto(live_server.url + scene.publish()["claim"], wait_until="networkidle")
    measured = phone.page.evaluate(MEASURED)
    assert 1_000 < measured["bytes"] <= MOST_BYTES
    assert measured["shift"] == 0


def test_a_claim_page_asks_for_everything_at_once(browser, live_server):
    seen = watched(browser.new_page())
    seen.page.goto(live_server.url + scene.publish()["claim"], wait_until="networkidle")
    names = [url.removeprefix(live_server.url) for url in seen.asked[1:]]
    assert sorted(name.split(".")[0] for name in names if not name.endswith(".svg")) == [
        "/static/web/claim",
        "/static/web/page",
    ]
    for name in names:
        answer = seen.page.request.get(live_server.url + name)
        assert "immutable" in answer.headers["cache-control"], name
    # None of them leads to another.
    started = seen.page.evaluate(
        "performance.getEntriesByType('resource').map(one => one.initiatorType)"
    )
    assert set(started) <= {"link", "other"}
    seen.page.close()


@contextmanager
def paper(html: str) -> Iterator[str]:
    """A page of somebody else's, on a server of its own; gives its address."""

    class Sending(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.end_headers()
            self.wfile.write(html.encode())

        def log_message(self, format: str, *args: object) -> None:
            pass

    server = HTTPServer(("127.0.0.1", 0), Sending)
    Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    server.server_close()


def test_the_card_alone_can_be_framed_elsewhere(browser, live_server, client, settings):
    paths = scene.publish()
    url = f"{settings.SITE_URL}{paths['claim']}"
    offered = json.loads(client.get("/oembed", {"url": url}).content)["html"]
    frames = [offered.replace(settings.SITE_URL, live_server.url).replace('loading="lazy"', "")]
    frames += [f'<iframe src="{live_server.url}{path}"></iframe>' for path in paths.values()]
    page = browser.new_page()
    with paper("<!DOCTYPE html>" + "".join(frames)) as address:
        page.goto(address, wait_until="load")
        card, *others = page.main_frame.child_frames
        assert card.locator("h1").inner_text() == released.TEXT
        assert "Overstated" in card.locator("main").inner_text()
        shown = [
            kind
            for kind, one in zip(paths, others, strict=True)
            if one.locator(".masthead, .embed-card").count()
        ]
        assert shown == ["embed"]
        page.close()


def test_on_a_phone_the_first_screen_tells_date_origins_and_correction(browser, live_server):
    page = browser.new_page(viewport={"width": 390, "height": 844})
    page.goto(live_server.url + scene.publish()["claim"])
    facts = page.locator(".verdict-facts").bounding_box()
    assert facts["y"] + facts["height"] <= 844
    assert "before:" in page.locator(".verdict-facts").inner_text()
    page.close()
