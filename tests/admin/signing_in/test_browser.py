"""Signing in with a real browser: codes, passkeys, the policy kept, and readable by everybody."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from tests.admin.accessibility import faults
from tests.admin.signing_in.conftest import PASSWORD, Visitor, code

pytestmark = pytest.mark.browser

WATCH = """document.addEventListener("securitypolicyviolation", (event) => {
  console.error(`policy: ${event.violatedDirective} ${event.blockedURI} ${event.sourceFile}`);
})"""


@pytest.fixture
def page(browser, live_server) -> Iterator[Page]:
    """A page of a browser with a security key, which fails the test on any complaint."""
    context = browser.new_context(viewport={"width": 390, "height": 844})
    opened = context.new_page()
    opened.add_init_script(WATCH)
    complaints: list[str] = []
    opened.on("pageerror", lambda error: complaints.append(str(error)))
    opened.on(
        "console",
        lambda said: complaints.append(said.text) if "policy" in said.text.lower() else None,
    )
    devices = context.new_cdp_session(opened)
    devices.send("WebAuthn.enable")
    devices.send(
        "WebAuthn.addVirtualAuthenticator",
        {
            "options": {
                "protocol": "ctap2",
                "transport": "internal",
                "hasResidentKey": True,
                "hasUserVerification": True,
                "isUserVerified": True,
                "automaticPresenceSimulation": True,
            }
        },
    )
    yield opened
    context.close()
    assert complaints == []


def sign_in(page: Page, url: str, anna: Visitor) -> None:
    page.goto(f"{url}/admin/")
    page.fill("#id_username", anna.account.username)
    page.fill("#id_password", PASSWORD)
    page.get_by_role("button", name="Sign in", exact=True).click()


def heading(page: Page, text: str) -> None:
    expect(page.get_by_role("heading", level=1)).to_have_text(text)


def test_an_app_is_set_up_and_asked_for_the_next_time(page, live_server, visitor):
    anna = visitor(app=False)
    sign_in(page, live_server.url, anna)
    heading(page, "Set up your second factor")
    square = page.locator("svg.desk-square").bounding_box()
    assert square["width"] > 150 and abs(square["width"] - square["height"]) < 1
    wide = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
    assert wide <= 1
    secret = page.locator(".desk-secret").inner_text()
    assert faults(page) == []
    page.fill("#id_code", code(secret))
    page.get_by_role("button", name="Set it up").click()
    heading(page, "Recovery codes")
    assert faults(page) == []
    spare = page.locator(".desk-codes code").first.inner_text()
    page.get_by_role("link", name="On to the desk").click()
    heading(page, "The desk")
    page.locator("#logout-form button").click()
    sign_in(page, live_server.url, anna)
    heading(page, "Second step")
    assert faults(page) == []
    page.fill("#id_code", spare)
    page.get_by_role("button", name="Go on").click()
    heading(page, "The desk")


def test_a_passkey_is_made_and_signs_in_by_itself(page, live_server, visitor):
    anna = visitor(app=False)
    url = live_server.url.replace("127.0.0.1", "localhost")
    sign_in(page, url, anna)
    page.get_by_role("link", name="Use a passkey instead").click()
    heading(page, "Add a passkey")
    page.fill("#id_name", "My telephone")
    page.check("#id_passwordless")
    assert faults(page) == []
    page.get_by_role("button", name="Add it").click()
    heading(page, "Recovery codes")
    page.goto(f"{url}/admin/security/")
    expect(page.locator("#desk-factors + ul")).to_contain_text("My telephone")
    expect(page.locator("#desk-sessions + ul")).to_contain_text("this one")
    assert faults(page) == []
    page.goto(f"{url}/admin/")
    page.locator("#logout-form button").click()
    page.goto(f"{url}/admin/login/?next=/admin/review/")
    assert faults(page) == []
    page.get_by_role("button", name="Use a passkey").click()
    page.wait_for_url(f"{url}/admin/review/")
    page.goto(f"{url}/admin/")
    page.locator("#logout-form button").click()
    sign_in(page, url, anna)
    heading(page, "Second step")
    page.get_by_role("button", name="Use a passkey").click()
    heading(page, "The desk")
