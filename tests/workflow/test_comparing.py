"""What a release would change beside what is public, and attempts that were refused."""

import pytest

from claims import workflow
from claims.desk import audit
from claims.desk.models import AuditEntry, ClaimTopic
from claims.workflow import revise
from tests import desk_builders as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def anna():
    return make.user("anna", "contributor")


@pytest.fixture
def paul():
    return make.user("paul", "publisher")


def test_a_first_publication_tells_of_the_claim_and_of_all_that_it_names(anna):
    claim = make.claim(anna, save=(ClaimTopic(topic=make.topic(anna)),))
    found = workflow.comparisons(claim, "publish")
    assert [one.kind for one in found] == ["claim", "speaker", "publisher", "source", "topic"]
    assert all(one.before == {} for one in found)


def test_afterwards_it_tells_of_what_changed_alone(anna, paul):
    claim = make.published(anna, paul)
    assert [one.kind for one in workflow.comparisons(claim, "publish")] == ["claim"]
    speaker = claim.claim_statements.get().statement.speaker
    assert speaker is not None
    speaker.description = "Mayor."
    revise(speaker, by=anna)
    claim_now, speaker_now = workflow.comparisons(claim, "publish")
    assert claim_now.before["claim"] == claim_now.after["claim"] == claim.text
    assert (speaker_now.before["description"], speaker_now.after["description"]) == ("", "Mayor.")


def test_what_a_published_claim_lacks_is_told_although_its_retraction_may_be_asked_for(anna, paul):
    claim = make.published(anna, paul)
    claim.rating = make.ratings()["contradicted"]
    revise(claim, by=anna)
    assert "A verdict needs a summary." in workflow.lacking(claim)


def test_a_refused_attempt_is_in_the_chain_and_no_contribution(anna, paul):
    claim = make.claim(anna)
    workflow.submit(claim, by=anna)
    told = ["x" * 1000] * 50
    workflow.record_refusal(claim, by=paul, attempted="approve" * 10, reasons=told)
    entry = AuditEntry.objects.latest("sequence")
    assert (entry.verb, entry.actor, entry.contributes) == ("refused", paul, False)
    assert len(entry.payload or "") < 4000 and audit.first_fault() is None
    workflow.approve(claim, by=paul)
