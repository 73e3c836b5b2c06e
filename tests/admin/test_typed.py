"""What a claim lacks is told as it is typed, and nothing of what is typed is kept by that."""

import pytest
from django.db import models
from django.urls import reverse
from playwright.sync_api import expect

from claims import workflow
from claims.desk.models import AuditEntry, Claim, ClaimStatement, Contact, Evidence, InternalNote
from claims.workflow import submit
from tests import desk_builders as make
from tests.admin.conftest import Desk, change_page
from tests.admin.test_browser import signed_in

pytestmark = pytest.mark.django_db

WATCHED: tuple[type[models.Model], ...] = (
    *(Claim, ClaimStatement, Contact, Evidence),
    *(AuditEntry, InternalNote),
)


def stored() -> list[list[dict[str, object]]]:
    """Every row that saving a claim could write."""
    return [list(model._default_manager.order_by("pk").values()) for model in WATCHED]


def as_typed(desk: Desk, claim: Claim, data: dict[str, str]):
    return desk.client.post(reverse("admin:claims_claim_missing", args=[claim.pk]), data)


@pytest.fixture
def claim(anna: Desk) -> Claim:
    """A claim with a verdict, and without what a verdict needs but for its summary."""
    return make.with_verdict(anna.account, make.claim(anna.account))


def test_what_is_typed_is_told_of_and_not_kept(anna, claim):
    data = anna.open(claim)
    before, lacking = stored(), workflow.lacking(claim)
    assert as_typed(anna, claim, data).json()["lacking"] == lacking
    typed = as_typed(anna, claim, data | {"summary": ""}).json()
    assert len(typed["lacking"]) == len(lacking) + 1
    assert set(typed["lacking"]) > set(lacking)
    typed = as_typed(anna, claim, data | {"rating": ""}).json()
    assert typed["lacking"] == []
    assert typed["before_publication"] == ["Nobody has approved this claim."]
    assert stored() == before
    saved = anna.save(claim, data, context="Saved.")
    assert "was changed successfully" in saved.text
    claim.refresh_from_db()
    assert claim.context == "Saved." and claim.version == int(data["version"]) + 1


def test_rows_that_are_typed_count_and_are_not_kept(anna, claim):
    contact = {"party": "Mayor", "channel": "e-mail", "asked_on": "2024-11-01"}
    nobody, before = {"no_contact_reason": ""}, stored()
    lacking = as_typed(anna, claim, anna.open(claim) | nobody).json()["lacking"]
    asked = anna.open(claim).row("contacts", **contact) | nobody
    with_contact = as_typed(anna, claim, asked).json()["lacking"]
    assert set(with_contact) < set(lacking)
    assert stored() == before and not Contact.objects.exists()


@pytest.mark.parametrize(
    "changes",
    [{"about_from": "20"}, {"text": ""}, {"version": "1"}, {"version": "x"}, {"language": "??"}],
)
def test_what_cannot_be_saved_says_nothing_and_leaves_nothing(anna, claim, changes):
    data, before = anna.open(claim) | changes, stored()
    answer = as_typed(anna, claim, data)
    assert answer.status_code == 200 and answer.json() == {}
    assert stored() == before


def test_typing_does_not_end_a_review_or_cost_a_decision(anna, paul):
    claim = make.claim(anna.account)
    submit(claim, by=anna.account)
    data, before = paul.open(claim), stored()
    # Somebody else's edit in review is a suggestion: nothing of it could be saved.
    assert as_typed(paul, claim, data | {"context": "Mine."}).json() == {}
    assert as_typed(anna, claim, data | {"context": "Mine."}).json()["lacking"] == []
    assert stored() == before
    claim.refresh_from_db()
    assert workflow.decision_refusals([claim], paul.account) == {claim.public_id: ""}


def test_only_who_may_write_is_told_of_what_they_type(at_desk, anna, claim):
    olga = at_desk("olga", "auditor")
    before = stored()
    assert as_typed(olga, claim, {"version": str(claim.version)}).status_code == 403
    assert stored() == before


@pytest.mark.browser
def test_what_is_missing_follows_the_typing(browser, live_server, at_desk):
    anna = at_desk("anna", "contributor")
    claim = make.with_verdict(anna.account, make.claim(anna.account))
    page = signed_in(browser, anna, live_server.url)
    page.goto(live_server.url + change_page(claim))
    told = page.locator("#desk-missing")
    expect(told).not_to_contain_text("summary")
    page.fill("#id_summary", "")
    expect(told).to_contain_text("summary")
    expect(told).to_contain_text("it is not saved yet")
    page.fill("#id_summary", "Cracks were found.")
    expect(told).not_to_contain_text("summary")
    page.context.close()
    version = claim.version
    claim.refresh_from_db()
    assert claim.version == version


def test_what_is_still_proposed_is_told_and_stands_in_nobodys_way(anna, paul, claim):
    make.evidence(anna.account, claim, state="proposed")
    claim.refresh_from_db()
    line = "1 piece of evidence is still proposed: readers will not be shown it."
    assert as_typed(anna, claim, anna.open(claim)).json()["undecided"] == [line]
    assert line in anna.get(change_page(claim)).text
    make.evidence(anna.account, claim, text="The mayor's own report says so.")
    claim.refresh_from_db()
    submit(claim, by=anna.account)
    assert line in paul.get(reverse("admin:claims_claim_preview", args=[claim.pk])).text
