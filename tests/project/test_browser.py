"""The editors' screens in a real browser, under the policy that fences them in."""

import pytest
from django.contrib.auth.models import Group
from playwright.sync_api import ConsoleMessage

from claims.desk.models import User
from tests.admin.signing_in.conftest import code

pytestmark = pytest.mark.browser

ADDRESSES = ["/admin/", "/admin/password_change/", "/admin/claims/claim/"]


def refused(message: ConsoleMessage) -> bool:
    """Whether the console says that something on the page was blocked or went wrong."""
    return message.type == "error" and not message.location["url"].endswith("/favicon.ico")


def test_the_admin_works_under_the_content_security_policy(browser, live_server):
    chief = User.objects.create_superuser("chief", password="a long enough password")
    chief.groups.set(Group.objects.all())
    page = browser.new_page()
    complaints: list[str] = []
    page.on(
        "console", lambda message: complaints.append(message.text) if refused(message) else None
    )
    page.on("pageerror", lambda error: complaints.append(str(error)))

    page.goto(f"{live_server.url}/admin/login/?next=/admin/")
    page.fill("#id_username", "chief")
    page.fill("#id_password", "a long enough password")
    page.click("[type=submit]")
    page.fill("#id_code", code(page.locator(".desk-secret").inner_text()))
    page.click("#enrol-form [type=submit]")
    for address in ADDRESSES:
        answer = page.goto(live_server.url + address)
        assert answer.status == 200, address
        assert page.evaluate("document.documentElement.dataset.theme"), "its scripts have run"
    page.close()
    assert complaints == []
