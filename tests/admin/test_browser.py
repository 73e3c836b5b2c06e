"""The desk in a real browser: what needs its scripts works, at both widths, by nothing outside."""

import pytest
from playwright.sync_api import Browser, Dialog, Page, expect

from claims.desk.models import Claim, Evidence, Speaker, SpeakerName
from tests import desk_builders as make
from tests.admin import autocompletes
from tests.admin.conftest import Desk, add_page, change_page, list_page

pytestmark = pytest.mark.browser


def signed_in(browser: Browser, desk: Desk, url: str, width: int = 1280) -> Page:
    context = browser.new_context(viewport={"width": width, "height": 900})
    session = desk.client.cookies["sessionid"].value
    context.add_cookies([{"name": "sessionid", "value": session, "url": url}])
    page = context.new_page()
    return page


def choose(page: Page, field: str, term: str) -> None:
    """Type into an autocomplete and take the first thing found."""
    opener = autocompletes.opener(page, field)
    opener.click()
    found = autocompletes.found(page, term)
    expect(found).to_contain_text(term)
    found.click()
    expect(opener).to_contain_text(term)


def test_a_claim_with_evidence_is_made_by_hand(browser, live_server, at_desk):
    anna = at_desk("anna", "contributor")
    capture = make.capture(anna.account, of=make.source(anna.account, title="Bridge report"))
    names = (SpeakerName(name="Ганна Приклад"),)
    speaker = make.speaker(anna.account, save=names)
    make.statement(anna.account, of=capture, said_by=speaker)
    page = signed_in(browser, anna, live_server.url)
    page.goto(live_server.url + add_page(Claim))
    page.fill("#id_text", "The bridge is safe.")
    page.get_by_text("Add another Statement", exact=True).click()
    choose(page, "claim_statements-0-statement", "bridge is safe")
    page.get_by_text("Add another Evidence", exact=True).click()
    page.select_option("#id_evidence-0-stance", "contradicts")
    choose(page, "evidence-0-source", "Bridge")
    page.fill("#id_evidence-0-words", "cracks in the second pier")
    page.click("input[name=_continue]")
    expect(page.locator(".messagelist .success")).to_contain_text("was added successfully")
    claim = Claim.objects.get()
    assert claim.claim_statements.get().statement.speaker == speaker
    assert Evidence.objects.get().quote == "cracks in the second pier"
    page.fill("#id_why_checked", "Many use it.")
    page.click("input[name=_continue]")
    expect(page.locator(".messagelist .success")).to_contain_text("was changed successfully")
    page.click("input[name=_continue]")
    expect(page.locator(".messagelist .info")).to_contain_text("Nothing was changed")
    page.context.close()


def test_a_speaker_is_chosen_by_a_name_in_another_script(browser, live_server, at_desk):
    anna = at_desk("anna", "contributor")
    names = (SpeakerName(name="Ганна Приклад"),)
    wanted = make.speaker(anna.account, "Ann Example", save=names)
    statement = make.statement(anna.account, said_by=make.speaker(anna.account, "Somebody"))
    page = signed_in(browser, anna, live_server.url)
    page.goto(live_server.url + change_page(statement))
    autocompletes.opener(page, "speaker").click()
    found = autocompletes.found(page, "приклад")
    expect(found).to_have_text("Ann Example")
    found.click()
    page.click("input[name=_save]")
    expect(page.locator(".messagelist .success")).to_be_visible()
    statement.refresh_from_db()
    assert statement.speaker == wanted
    page.context.close()


def test_leaving_a_changed_form_asks_first(browser, live_server, at_desk):
    anna = at_desk("anna", "contributor")
    claim = make.claim(anna.account)
    page = signed_in(browser, anna, live_server.url)
    asked: list[str] = []

    def leave(dialog: Dialog) -> None:
        asked.append(dialog.type)
        dialog.accept()

    page.on("dialog", leave)
    page.goto(live_server.url + change_page(claim))
    page.locator("#id_context").press_sequentially("Not saved yet.")
    page.goto(live_server.url + list_page(Claim))
    assert asked == ["beforeunload"]
    page.context.close()


@pytest.mark.parametrize("width", [1280, 390])
def test_no_page_is_wider_than_the_screen_or_asks_outside(browser, live_server, at_desk, width):
    anna = at_desk("anna", "contributor")
    claim = make.claim(anna.account, "A long claim " + "about the bridge " * 12)
    make.evidence(anna.account, claim)
    statement = claim.claim_statements.get().statement
    page = signed_in(browser, anna, live_server.url, width)
    outside: list[str] = []
    page.on(
        "request",
        lambda asked: (
            None if asked.url.startswith((live_server.url, "data:")) else outside.append(asked.url)
        ),
    )
    for where in (
        "/admin/",
        "/admin/review/",
        list_page(Claim),
        change_page(claim),
        add_page(Claim),
        change_page(statement),
        change_page(statement.capture.source),
        change_page(Speaker.objects.get()),
        change_page(claim).replace("/change/", "/preview/"),
        change_page(claim).replace("/change/", "/history/"),
    ):
        page.goto(live_server.url + where)
        wide = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
        assert wide <= 1, where
    assert outside == []
    page.context.close()
