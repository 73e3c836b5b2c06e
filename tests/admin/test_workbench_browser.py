"""Workbench, review, merging and history in a real browser: accessible, fitting, by keyboard."""

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from claims.desk.models import Claim, DuplicateJudgement, InternalNote, Speaker
from claims.workflow import comment, submit, suggest
from tests import desk_builders as make
from tests.admin.accessibility import faults
from tests.admin.conftest import Desk, change_page, list_page
from tests.admin.test_browser import signed_in

pytestmark = pytest.mark.browser


@pytest.fixture
def anna(at_desk) -> Desk:
    return at_desk("anna", "contributor")


@pytest.fixture
def paul(at_desk) -> Desk:
    return at_desk("paul", "publisher")


def on_review(by: Desk, decider: Desk) -> Claim:
    """A published claim with a verdict, changed since and in review, and one that is like it."""
    claim = make.claim(by.account, "The old bridge over the river is safe for lorries.")
    make.evidence(by.account, claim)
    make.evidence(by.account, claim, stance="supports", text="The pier is dry.")
    make.with_verdict(by.account, claim)
    make.published(by.account, decider.account, claim)
    statement = claim.claim_statements.get().statement
    make.claim(
        by.account, "The old bridge over the river is safe for all lorries.", made_by=statement
    )
    by.save(claim, by.open(claim), summary="Inspectors had found cracks in the second pier.")
    claim.refresh_from_db()
    submit(claim, by=by.account, reason="The pier was left out.")
    claim.refresh_from_db()
    suggest(claim, by=decider.account, changes={"context": "It is from 1911."})
    comment(claim, by=by.account, text="Look, please.", mentioned=[decider.account])
    return claim


def page_of(thing, name: str) -> str:
    return reverse(f"admin:claims_{thing._meta.model_name}_{name}", args=[thing.pk])


@pytest.mark.parametrize("width", [1280, 768])
def test_the_screens_of_review_are_accessible_and_fit(browser, live_server, anna, paul, width):
    claim = on_review(anna, paul)
    other = Claim.objects.exclude(pk=claim.pk).get()
    speaker = Speaker.objects.get()
    page = signed_in(browser, paul, live_server.url, width)
    complaints: list[str] = []
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("console", lambda said: complaints.append(said.text) if said.type == "error" else None)

    def look(where: str) -> None:
        for folded in page.locator("details").all():
            folded.evaluate("node => { node.open = true; }")
        wide = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
        assert wide <= 1, where
        assert complaints == [], where
        assert faults(page) == [], where
        complaints.clear()  # axe itself is refused its own styles

    for where in (
        change_page(claim),
        page_of(claim, "preview"),
        page_of(claim, "history"),
        f"{page_of(other, 'merge')}?winner={claim.pk}",
        change_page(speaker),
        page_of(speaker, "preview"),
        "/admin/review/",
    ):
        page.goto(live_server.url + where)
        page.wait_for_load_state("networkidle")
        look(where)
    page.goto(live_server.url + list_page(Claim))
    page.check(f"input[name=_selected_action][value='{claim.pk}']")
    page.select_option("select[name=action]", "approve_selected")
    page.locator("button[name=index]").click()
    expect(page.get_by_role("heading", name="Approve these claims")).to_be_visible()
    look("approving several")
    page.context.close()


def columns(page: Page) -> list[float]:
    boxes = [side.bounding_box() for side in page.locator(".desk-side").all()]
    return [box["x"] for box in boxes if box]


@pytest.mark.parametrize(("width", "beside"), [(1280, 3), (768, 1)])
def test_evidence_stands_side_by_side_where_there_is_room(
    browser, live_server, anna, paul, width, beside
):
    claim = on_review(anna, paul)
    page = signed_in(browser, paul, live_server.url, width)
    page.goto(live_server.url + change_page(claim))
    assert len(set(columns(page))) == beside
    page.context.close()


def tab_to(page: Page, name: str) -> None:
    """Go on by Tab until what is named has the focus, which is seen to be there."""
    for _ in range(200):
        page.keyboard.press("Tab")
        text, ringed = page.evaluate(
            """() => {
              const at = document.activeElement, style = getComputedStyle(at);
              const input = at.matches("input, select, textarea");
              const text = (input && at.id) || at.getAttribute("aria-label") || at.innerText || "";
              const ringed = style.outlineStyle !== "none" || style.boxShadow !== "none" ||
                at.closest(".select2") !== null || input || at.matches("iframe, body");
              return [text.trim(), ringed];
            }"""
        )
        assert ringed, text
        if text.startswith(name):
            return
    raise AssertionError(f"Tab never came to {name}")


def test_reviewing_works_by_keyboard_alone(browser, live_server, anna, paul):
    claim = on_review(anna, paul)
    page = signed_in(browser, paul, live_server.url)
    page.goto(live_server.url + "/admin/review/")
    tab_to(page, claim.text[:20])
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Preview and review")).to_be_visible()
    tab_to(page, "Approve and publish")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.type("Seen.")
    tab_to(page, "approve_and_release_event")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Tab")
    page.keyboard.type("The pier was left out; it is named now.")
    tab_to(page, "Approve and publish")
    page.keyboard.press("Enter")
    expect(page.locator(".messagelist")).to_contain_text("The claim is published")
    page.context.close()


def test_the_workbench_works_by_keyboard_alone(browser, live_server, anna, paul):
    claim = on_review(anna, paul)
    page = signed_in(browser, anna, live_server.url)
    page.goto(live_server.url + change_page(claim))
    tab_to(page, "id_desk_comment")
    page.keyboard.type("Done, @paul.")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator(".desk-thread")).to_contain_text("Done, @paul.")
    assert InternalNote.objects.count() == 2
    tab_to(page, "Take these words over")
    page.keyboard.press("Enter")
    expect(page.locator(".messagelist")).to_contain_text("taken over")
    tab_to(page, "Add evidence against it")
    page.keyboard.press("Enter")
    expect(page.locator("#id_evidence-2-stance")).to_be_focused()
    expect(page.locator("#id_evidence-2-stance")).to_have_value("contradicts")
    page.context.close()


def test_a_duplicate_is_judged_and_another_editor_seen_without_reloading(
    browser, live_server, anna, paul
):
    claim = on_review(anna, paul)
    page = signed_in(browser, anna, live_server.url)
    page.goto(live_server.url + change_page(claim))
    expect(page.locator("#desk-presence")).not_to_contain_text("paul")
    paul.get(change_page(claim))
    page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    expect(page.locator("#desk-presence")).to_contain_text("paul has this open too.")
    page.get_by_role("button", name="Not a duplicate").click()
    expect(page.locator(".messagelist")).to_contain_text("not suggested again")
    assert DuplicateJudgement.objects.count() == 1
    page.context.close()
