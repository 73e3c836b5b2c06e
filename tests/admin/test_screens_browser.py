"""Home, import and corrections in a real browser: accessible, fitting, without complaints."""

from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from claims.desk.models import Capture, CorrectionRequest, Speaker, Statement
from claims.workflow import comment, save_filter, submit
from tests import desk_builders as make
from tests.admin.accessibility import faults
from tests.admin.conftest import add_page, change_page, list_page
from tests.admin.test_browser import signed_in
from tests.admin.test_importing import TEXT

pytestmark = pytest.mark.browser


def fill(desk) -> CorrectionRequest:
    """A desk on which something waits in several queues."""
    claim = make.claim(desk.account, due_on=timezone.localdate() - timedelta(3))
    comment(claim, by=desk.account, text="Look at this.", mentioned=[desk.account])
    asked = CorrectionRequest(
        claim=claim.public_id,
        wrong="The date is wrong: " + "it was October. " * 20,
        received_at=timezone.now() - timedelta(60),
    )
    asked.save()
    save_filter(by=desk.account, name="Mine", path="/admin/claims/claim/", query="assigned=me")
    submit(make.speaker(desk.account, "Submitted Speaker"), by=make.user("anna", "contributor"))
    return asked


@pytest.mark.parametrize("width", [1280, 768])
def test_the_screens_are_accessible_and_fit(browser, live_server, at_desk, width):
    paul = at_desk("paul", "publisher")
    asked = fill(paul)
    page = signed_in(browser, paul, live_server.url, width)
    complaints: list[str] = []
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("console", lambda said: complaints.append(said.text) if said.type == "error" else None)

    def look(where: str) -> None:
        wide = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
        assert wide <= 1, where
        assert complaints == [], where
        assert faults(page) == [], where
        complaints.clear()  # axe itself is refused its own styles

    for where in (
        "/admin/",
        "/admin/import/",
        list_page(CorrectionRequest),
        change_page(asked),
        "/admin/claims/claim/?assigned=me",
    ):
        page.goto(live_server.url + where)
        look(where)
    page.goto(live_server.url + "/admin/import/")
    page.fill("#id_text", TEXT)
    page.get_by_role("button", name="Look what is in it").click()
    expect(page.get_by_role("heading", name="Import: look before it is written")).to_be_visible()
    look("the preview")
    page.goto(live_server.url + "/admin/import/")
    page.get_by_role("button", name="Look what is in it").click()
    expect(page.get_by_role("alert")).to_be_visible()
    look("the refusal")
    page.context.close()


def test_an_article_is_imported_by_keyboard_and_its_first_draft_opens(
    browser, live_server, at_desk
):
    anna = at_desk("anna", "contributor")
    page = signed_in(browser, anna, live_server.url)
    page.goto(live_server.url + "/admin/")
    page.get_by_role("link", name="Import an article").focus()
    page.keyboard.press("Enter")
    page.fill("#id_text", TEXT)
    page.get_by_role("button", name="Look what is in it").focus()
    page.keyboard.press("Enter")
    expect(page.locator(".desk-found")).to_contain_text("Ann Example")
    assert not Capture.objects.exists()
    page.get_by_role("button", name="Import it").focus()
    page.keyboard.press("Enter")
    expect(page.locator(".messagelist .success")).to_contain_text("2 draft statements")
    page.wait_for_load_state()
    page.keyboard.press("j")
    expect(page.get_by_role("heading", name="Statement 1 of 2")).to_be_visible()
    page.context.close()


def test_an_import_says_that_it_is_read_and_is_sent_once(browser, live_server, at_desk):
    anna = at_desk("anna", "contributor")
    page = signed_in(browser, anna, live_server.url)
    page.goto(live_server.url + "/admin/import/")
    page.fill("#id_text", TEXT)
    page.get_by_role("button", name="Look what is in it").click()
    expect(page.get_by_role("button", name="Import it")).to_be_visible()
    sent: list[str] = []
    page.on("request", lambda asked: sent.append(asked.url) if asked.method == "POST" else None)
    page.evaluate(
        """() => {
          const form = document.getElementById("confirm_form");
          form.addEventListener("submit", () => {
            window.told = form.querySelector(".desk-progress").textContent;
            document.title = window.told;
          });
          form.requestSubmit();
          form.requestSubmit();
        }"""
    )
    page.wait_for_url("**/admin/article/**")
    assert len(sent) == 1
    assert Statement.objects.count() == 2
    page.context.close()


def test_typing_a_name_tells_who_is_here_already(browser, live_server, at_desk):
    anna = at_desk("anna", "contributor")
    make.speaker(anna.account, "Laurynas Kasčiūnas")
    page = signed_in(browser, anna, live_server.url)
    page.goto(live_server.url + add_page(Speaker))
    likes = page.locator("#desk-likes")
    expect(likes).to_be_hidden()
    page.locator("#id_name").press_sequentially("Kasciunas")
    expect(likes).to_contain_text("Is it here already?")
    expect(likes.get_by_role("link")).to_have_text("Laurynas Kasčiūnas")
    page.locator("#id_name").fill("Nobody Known")
    expect(likes).to_be_hidden()
    page.context.close()


def test_a_speaker_is_made_beside_the_article(browser, live_server, at_desk):
    anna = at_desk("anna", "contributor")
    statement = make.statement(anna.account, state="proposed")
    page = signed_in(browser, anna, live_server.url)
    page.goto(f"{live_server.url}/admin/article/{statement.capture_id}/{statement.pk}/")
    with page.expect_popup() as opened:
        page.locator("#add_id_speaker").click()
    popup: Page = opened.value
    popup.fill("#id_name", "New Speaker")
    popup.click("input[name=_save]")
    expect(page.locator("#id_speaker + .select2")).to_contain_text("New Speaker")
    page.get_by_role("button", name="Accept").click()
    expect(page.locator(".messagelist .success")).to_contain_text("accepted")
    statement.refresh_from_db()
    assert statement.speaker == Speaker.objects.get(name="New Speaker")
    page.context.close()
