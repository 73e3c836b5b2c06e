"""The page that describes the API: rendered by the site's own files, under the site's policy."""

import re

import pytest
from playwright.sync_api import Browser, expect
from pytest_django.live_server_helper import LiveServer

from claims.api.schema import document


@pytest.mark.django_db
def test_the_page_has_no_script_of_its_own_and_nothing_from_elsewhere(client, static_files):
    answer = client.get("/api/v1/docs")
    assert answer.status_code == 200
    assert answer["Content-Type"] == "text/html; charset=utf-8"
    assert answer["ETag"]
    assert not answer.cookies
    page = answer.content.decode()
    assert not re.search(r"<script(?![^>]*\bsrc=)", page)
    assert not re.search(r"<style|style=|\bon\w+=", page)
    assert all(link.startswith("/") for link in re.findall(r'(?:src|href)="([^"]+)"', page))
    assert "'unsafe" not in answer["Content-Security-Policy"]
    for link in re.findall(r'(?:src|href)="(/static/[^"]+)"', page):
        assert (static_files / link.removeprefix("/static/")).is_file()
    json = client.get("/api/v1/docs", headers={"Accept": "application/json"})
    assert json.status_code == 406


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
def test_a_browser_shows_every_address_and_complains_of_nothing(
    live_server: LiveServer, browser: Browser
):
    page = browser.new_page()
    said: list[str] = []
    page.on("console", lambda message: said.append(f"{message.type}: {message.text}"))
    page.on("pageerror", lambda error: said.append(str(error)))
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(f"{live_server.url}/api/v1/docs")
    operations = page.locator(".opblock")
    expect(operations).to_have_count(len(document.whole()["paths"]), timeout=30_000)
    page.locator('[id$="-list_claims"] .opblock-summary-control').click()
    expect(page.get_by_text("Whether a correction was ever released.").first).to_be_visible()
    page.get_by_role("button", name="Try it out").first.click()
    page.get_by_role("button", name="Execute").first.click()
    expect(page.get_by_text('"results": []').first).to_be_visible()
    assert said == []
    local = (f"{live_server.url}/", "data:", "blob:")
    assert [url for url in asked if not url.startswith(local)] == []
    page.close()
