"""What was typed and not saved, in a real browser: no button and no sign-out loses it."""

import pytest
from django.test import Client
from playwright.sync_api import Page, expect

from claims.desk.models import Claim
from tests import desk_builders as make
from tests.admin.accessibility import faults
from tests.admin.conftest import Desk, change_page
from tests.admin.test_article import page_of
from tests.admin.test_browser import signed_in
from tests.signing_in import sign_in as signed_in_whole

pytestmark = pytest.mark.browser


@pytest.fixture
def anna(at_desk) -> Desk:
    return at_desk("anna", "contributor")


@pytest.fixture
def claim(anna, live_server) -> Claim:
    return make.claim(anna.account)


@pytest.fixture
def page(browser, live_server, anna):
    found = signed_in(browser, anna, live_server.url)
    yield found
    found.context.close()


def sign_out(page: Page) -> None:
    page.context.clear_cookies(name="sessionid")


def sign_in(page: Page, desk: Desk, url: str) -> None:
    """Sign in as in another tab, which changes the token of forms too."""
    page.context.clear_cookies(name="csrftoken")
    session = signed_in_whole(Client(), desk.account).cookies["sessionid"].value
    page.context.add_cookies([{"name": "sessionid", "value": session, "url": url}])


def look_again(page: Page) -> None:
    page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")


def test_a_verb_waits_until_what_was_typed_is_saved(page, live_server, claim):
    page.goto(live_server.url + change_page(claim))
    page.locator("#id_context").press_sequentially("It is from 1911.")
    verb = page.locator("details.desk-verb", has_text="Submit for review")
    verb.locator("summary").click()
    verb.locator("textarea").fill("Please look.")
    verb.get_by_role("button", name="Submit for review").click()
    note = page.locator(".desk-unsaved:visible")
    expect(note).to_contain_text("You have changes that are not saved: nothing was done.")
    expect(note).to_be_focused()
    assert faults(page) == []
    claim.refresh_from_db()
    assert (claim.stage, claim.context) == (Claim.Stage.DRAFT, "")
    note.get_by_role("button", name="Save first").click()
    expect(page.locator(".messagelist .success")).to_contain_text("was changed successfully")
    expect(verb.locator("textarea")).to_have_value("Please look.")
    verb.get_by_role("button", name="Submit for review").click()
    expect(page.locator(".messagelist .success")).to_contain_text("submitted for review")
    claim.refresh_from_db()
    assert (claim.stage, claim.context) == (Claim.Stage.IN_REVIEW, "It is from 1911.")


def test_changes_that_are_discarded_leave_the_page_as_it_was(page, live_server, claim):
    page.goto(live_server.url + change_page(claim))
    page.locator("#id_context").press_sequentially("Not this.")
    page.locator("#id_desk_comment").fill("Look, please.")
    page.get_by_role("button", name="Comment", exact=True).click()
    page.get_by_role("button", name="Discard my changes").click()
    expect(page.locator("#id_context")).to_have_value("")
    expect(page.locator("#id_desk_comment")).to_have_value("Look, please.")
    expect(page.locator("#desk-kept")).to_be_hidden()
    page.get_by_role("button", name="Comment", exact=True).click()
    expect(page.locator(".desk-thread")).to_contain_text("Look, please.")


def test_a_statement_is_not_split_while_its_form_is_unsaved(page, live_server, claim):
    statement = claim.claim_statements.get().statement
    page.goto(live_server.url + page_of(statement.capture, statement))
    page.locator("#id_occasion").press_sequentially("the opening")
    page.get_by_role("button", name="Split").click()
    note = page.locator("#desk-select .desk-unsaved")
    expect(note).to_contain_text("You have changes that are not saved")
    note.get_by_role("button", name="Save first").click()
    expect(page.locator(".messagelist .success")).to_contain_text("saved")
    statement.refresh_from_db()
    assert statement.occasion == "the opening"


def test_a_refused_save_is_said_first_and_leads_to_the_field(page, live_server, claim):
    page.goto(live_server.url + change_page(claim))
    page.locator("#id_text").fill("")
    page.click("input[name=_continue]")
    expect(page.locator(".desk-errors")).to_be_focused()
    expect(page.locator(".desk-errors")).to_be_in_viewport()
    assert faults(page) == []
    page.locator(".desk-errors a", has_text="Text").click()
    expect(page.locator("#id_text")).to_be_focused()
    page.locator("#id_desk_comment").fill("Look, please.")
    page.get_by_role("button", name="Comment", exact=True).click()
    expect(page.locator(".desk-notes .desk-unsaved")).to_contain_text("nothing was done")


def test_what_was_sent_when_signed_out_is_offered_again(page, live_server, anna, claim):
    page.goto(live_server.url + change_page(claim))
    page.locator("#id_context").press_sequentially("It is from 1911.")
    page.get_by_text("Add another Contact", exact=True).click()
    page.fill("#id_contacts-0-party", "The mayor")
    sign_out(page)
    page.click("input[name=_continue]")
    expect(page.locator("#id_username")).to_be_visible()
    sign_in(page, anna, live_server.url)
    page.goto(live_server.url + change_page(claim))
    expect(page.locator("#id_context")).to_have_value("")
    expect(page.locator("#desk-kept")).to_contain_text("was not saved")
    page.get_by_role("button", name="Put it back").click()
    expect(page.locator(".desk-errors")).to_contain_text("It is not saved yet")
    expect(page.locator("#id_context")).to_have_value("It is from 1911.")
    expect(page.locator("#id_contacts-0-party")).to_have_value("The mayor")
    page.fill("#id_contacts-0-asked_on", "2024-11-01")
    page.click("input[name=_continue]")
    expect(page.locator(".messagelist .success")).to_contain_text("was changed successfully")
    claim.refresh_from_db()
    assert claim.context == "It is from 1911." and claim.contacts.get().party == "The mayor"
    page.reload()
    expect(page.locator("#desk-kept")).to_be_hidden()
    assert page.evaluate("Object.keys(sessionStorage).length") == 0


def test_who_is_signed_out_is_told_and_saves_after_signing_in(page, live_server, anna, claim):
    page.goto(live_server.url + change_page(claim))
    page.locator("#id_context").press_sequentially("It is from 1911.")
    expect(page.locator("#desk-signed-out")).to_be_hidden()
    sign_out(page)
    look_again(page)
    expect(page.locator("#desk-signed-out")).to_contain_text("You are signed out")
    page.click("input[name=_continue]")
    expect(page.locator("#desk-signed-out")).to_be_focused()
    expect(page.locator("#id_context")).to_have_value("It is from 1911.")
    sign_in(page, anna, live_server.url)
    look_again(page)
    expect(page.locator("#desk-signed-out")).to_be_hidden()
    page.click("input[name=_continue]")
    expect(page.locator(".messagelist .success")).to_contain_text("was changed successfully")


def test_signing_out_forgets_what_was_typed(page, live_server, claim):
    page.on("dialog", lambda dialog: dialog.accept())
    page.goto(live_server.url + change_page(claim))
    page.locator("#id_context").press_sequentially("It is from 1911.")
    while page.evaluate("Object.keys(sessionStorage).length") == 0:
        page.wait_for_timeout(50)
    page.locator("#logout-form button").click()
    expect(page.locator("#id_context")).to_have_count(0)
    assert page.evaluate("Object.keys(sessionStorage).length") == 0
