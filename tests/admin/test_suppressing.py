"""Suppressing at the desk: a page that says what goes, two people, and a password asked again."""

from collections.abc import Callable
from typing import Any

import pytest
from django.urls import reverse

from claims.desk.models import Claim
from claims.publishing import newest_release
from tests import builders
from tests import desk_builders as desk
from tests.admin.conftest import Desk, change_page, told

GROUND = "By order of the county court, case 12 of 2024."
PASSWORD = "a long enough pass phrase"


@pytest.fixture
def claim(anna: Desk, paul: Desk) -> Claim:
    return desk.published(anna.account, paul.account)


@pytest.fixture
def publisher(at_desk: Callable[..., Desk]) -> Desk:
    """A publisher with a password."""
    account = desk.user("petra", "publisher")
    account.set_password(PASSWORD)
    account.save()
    return at_desk("petra", "publisher")


def ask(anna: Desk, claim: Claim) -> None:
    anna.do(claim, "submit", verb="suppress", reason=GROUND)
    claim.refresh_from_db()
    assert claim.stage == Claim.Stage.IN_REVIEW


def shown(who: Desk, claim: Claim) -> Any:
    answer = who.client.get(reverse("admin:claims_claim_preview", args=[claim.pk]))
    assert answer.status_code == 200
    return answer


def preview(who: Desk, claim: Claim) -> str:
    page: str = shown(who, claim).text
    return page


def test_it_is_offered_only_for_what_is_public(anna: Desk, claim: Claim) -> None:
    offered = "Suppress it: take its words away for good"
    assert offered in anna.client.get(change_page(claim)).text
    draft = desk.claim(anna.account, "A draft.")
    assert offered not in anna.client.get(change_page(draft)).text


def test_the_decider_sees_what_goes_and_what_stays(anna: Desk, paul: Desk, claim: Claim) -> None:
    ask(anna, claim)
    page = preview(paul, claim)
    assert "What goes, for good" in page
    assert "The content of 1 release," in page
    assert "What stays" in page
    assert "Approve and suppress" not in page


def test_it_needs_a_second_person_and_the_password_again(
    anna: Desk, publisher: Desk, claim: Claim
) -> None:
    ask(anna, claim)
    digest = shown(publisher, claim).context["preview"].digest
    publisher.do(claim, "approve", digest=digest)
    wrong = publisher.do(claim, "suppress", note=GROUND, own_password="something else")
    assert any("password" in one for one in told(wrong))
    assert newest_release(claim).event == "publish"
    done = publisher.do(claim, "suppress", note=GROUND, own_password=PASSWORD)
    assert told(done) == ["The claim is suppressed."]
    assert newest_release(claim).event == "suppression"
    assert "The bridge is safe" not in publisher.client.get(change_page(claim)).text


def test_no_button_approves_and_suppresses_at_once(
    anna: Desk, publisher: Desk, claim: Claim
) -> None:
    ask(anna, claim)
    digest = shown(publisher, claim).context["preview"].digest
    publisher.do(claim, "approve_and_release", digest=digest, note=builders.NOTE)
    claim.refresh_from_db()
    assert claim.stage == Claim.Stage.IN_REVIEW
    assert newest_release(claim).event == "publish"
