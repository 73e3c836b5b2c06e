"""The report page for readers who see, hear or move differently: axe, its width, the keyboard."""

import pytest
from django.core.cache import cache
from playwright.sync_api import Page, expect

from claims.desk.models import CorrectionRequest
from tests import desk_builders as build
from tests.web.test_accessibility import faults

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def address(live_server) -> str:
    """Where an error in a published claim is reported."""
    cache.clear()
    author, chief = build.user("author", "contributor"), build.user("chief", "publisher")
    claim = build.published(author, chief, build.claim(author))
    return f"{live_server.url}/claims/{claim.public_id}/report"


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 390])
def test_the_form_its_refusal_and_its_answer_are_accessible_and_fit(
    browser, address, width, scheme
):
    page = browser.new_page(viewport={"width": width, "height": 900}, color_scheme=scheme)
    complaints: list[str] = []
    page.on("pageerror", lambda error: complaints.append(str(error)))

    def look(at: str) -> None:
        wide = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
        assert wide <= 1, at
        assert complaints == [], at
        assert faults(page) == [], at

    page.goto(address)
    look("the form")
    page.goto(address)
    page.get_by_role("button", name="Send to the editors").click()
    expect(page.get_by_role("alert")).to_be_visible()
    look("the refusal")
    page.goto(address)
    page.fill("textarea[name=wrong]", "It was the third pier.")
    page.get_by_role("button", name="Send to the editors").click()
    expect(page.get_by_role("heading", name="Thank you: the editors have it")).to_be_visible()
    look("the answer")
    page.close()
    assert CorrectionRequest.objects.get().wrong == "It was the third pier."


def test_an_error_is_reported_by_keyboard_alone(browser, address):
    page = browser.new_page()
    page.goto(address)
    tab_to(page, "textarea[name=wrong]")
    page.keyboard.type("It was the third pier.")
    tab_to(page, "form.report button[type=submit]")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Thank you: the editors have it")).to_be_visible()
    page.close()
    assert CorrectionRequest.objects.get().wrong == "It was the third pier."


def tab_to(page: Page, selector: str) -> None:
    """Go on by Tab until what is selected has the focus; the trap for robots never has it."""
    for _ in range(60):
        page.keyboard.press("Tab")
        assert not page.evaluate("document.activeElement.name === 'website'")
        if page.evaluate("selector => document.activeElement.matches(selector)", selector):
            return
    raise AssertionError(f"Tab never came to {selector}")
