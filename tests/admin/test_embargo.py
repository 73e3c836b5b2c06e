"""From approval to publication: what waits to be published, and what waits for its hour."""

from datetime import timedelta

import pytest
from django.utils import timezone

from claims.desk.models import AuditEntry, Claim
from claims.workflow import approve, publish, retract, submit, waiting_for
from tests import desk_builders as make
from tests.admin.conftest import Desk, change_page, told
from tests.admin.test_home import card, listed, waiting

pytestmark = pytest.mark.django_db

NOTE = "What was left out is added here."


def approved(by: Desk, decider: Desk, **content: str) -> Claim:
    """A published claim, changed since and approved again."""
    claim = make.published(by.account, decider.account)
    by.save(claim, by.open(claim), **(content or {"context": "What was left out."}))
    claim.refresh_from_db()
    submit(claim, by=by.account)
    approve(claim, by=decider.account)
    claim.refresh_from_db()
    return claim


def an_hour_to_come() -> str:
    return (timezone.localtime() + timedelta(hours=3)).strftime("%Y-%m-%dT%H:%M")


def the_hour_comes(claim: Claim) -> None:
    claim.refresh_from_db()
    claim.not_before = timezone.now() - timedelta(minutes=1)
    claim.save()


def test_what_is_published_no_longer_waits_to_be(anna, paul):
    claim = approved(anna, paul)
    assert waiting(paul)["publish"] == "1" and listed(paul, "publish") == [claim.pk]
    assert waiting_for(paul.account).to_publish == (claim,)
    assert waiting_for(anna.account).to_publish == ()
    publish(claim, by=paul.account, event="update", note=NOTE)
    assert "publish" not in waiting(paul) and listed(paul, "publish") == []
    assert waiting_for(paul.account).to_publish == ()
    paul.do(claim, "flag", note="New evidence came in; we look again.")
    assert listed(paul, "publish") == []


def test_an_approved_retraction_waits_and_says_what_it_is(anna, paul):
    claim = make.published(anna.account, paul.account)
    submit(claim, by=anna.account, verb="retract")
    approve(claim, by=paul.account)
    claim.refresh_from_db()
    assert card(paul, "publish").lines[0].note.startswith("to retract")
    retract(claim, by=paul.account, note="It was about another bridge altogether.")
    assert listed(paul, "publish") == []


def test_an_embargo_keeps_event_and_note_until_its_hour(anna, paul):
    claim = approved(anna, paul)
    said = {"event": "correction", "note": NOTE, "not_before": an_hour_to_come()}
    assert "under embargo until" in told(paul.do(claim, "publish", **said))[0]
    entry = AuditEntry.objects.get(verb="embargo")
    assert (entry.actor, entry.reason) == (paul.account, NOTE)
    assert '"event":"correction"' in (entry.payload or "")
    claim.refresh_from_db()
    assert "publish" not in waiting(paul) and waiting_for(paul.account).to_publish == ()
    for desk in (anna, paul):
        assert waiting(desk)["embargo"] == "1" and listed(desk, "embargo") == [claim.pk]
    hour = f"{timezone.localtime(claim.not_before):%H:%M}"
    assert card(paul, "embargo").lines[0].note.endswith(hour)
    page = paul.get(change_page(claim)).text
    assert f"“<bdi>{NOTE}</bdi>”" in page and "as correction" in page
    the_hour_comes(claim)
    assert "embargo" not in waiting(paul) and listed(paul, "publish") == [claim.pk]
    button = publish_button(paul, claim)
    assert (button.form["note"].value(), button.form["event"].value()) == (NOTE, "correction")
    assert told(paul.do(claim, "publish", event="correction", note=NOTE)) == [
        "The claim is published."
    ]


def publish_button(desk: Desk, claim: Claim):
    buttons = desk.get(change_page(claim)).context["buttons"].open
    return next(button for button in buttons if button.state.verb == "publish")


def test_an_embargo_is_refused_as_the_publication_would_be(anna, paul):
    claim = approved(anna, paul)
    said = {"event": "correction", "note": "Short.", "not_before": an_hour_to_come()}
    answer = paul.do(claim, "publish", **said)
    assert "public note of at least 20" in told(answer)[0]
    assert "Short." in answer.text and said["not_before"] in answer.text
    claim.refresh_from_db()
    assert claim.not_before is None and not AuditEntry.objects.filter(verb="embargo").exists()


def test_what_was_said_of_an_earlier_approval_is_not_filled_in(anna, paul):
    claim = approved(anna, paul)
    paul.do(claim, "publish", event="correction", note=NOTE, not_before=an_hour_to_come())
    the_hour_comes(claim)
    anna.save(claim, anna.open(claim), context="Said otherwise.")
    claim.refresh_from_db()
    submit(claim, by=anna.account)
    approve(claim, by=paul.account)
    claim.refresh_from_db()
    assert not publish_button(paul, claim).form["note"].value()


def test_nobody_but_a_publisher_puts_under_embargo(anna, paul, at_desk):
    rita = at_desk("rita", "reviewer")
    claim = approved(anna, paul)
    answer = rita.do(claim, "publish", event="update", note=NOTE, not_before=an_hour_to_come())
    assert "This needs the role publisher" in told(answer)[0]
    claim.refresh_from_db()
    assert claim.not_before is None
