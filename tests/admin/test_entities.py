"""Speakers, sources, publishers and topics: what a change touches, and their release alone."""

from typing import Any

import pytest
from django.urls import reverse

from claims.desk.models import AuditEntry, ClaimTopic, Decision
from tests import desk_builders as make
from tests.admin.conftest import Desk, change_page, told

pytestmark = pytest.mark.django_db


def release_page(desk: Desk, thing):
    return desk.get(reverse(f"admin:claims_{thing._meta.model_name}_preview", args=[thing.pk]))


def do(desk: Desk, thing, name: str, /, **said: str):
    where = reverse(f"admin:claims_{thing._meta.model_name}_do", args=[thing.pk, name])
    return desk.client.post(where, said, follow=True)


@pytest.fixture
def published(anna, paul):
    """A published claim with a topic."""
    topic = make.topic(anna.account)
    claim = make.claim(anna.account, save=(ClaimTopic(topic=topic),))
    return make.published(anna.account, paul.account, claim)


def named_by(claim) -> dict[str, Any]:
    statement = claim.claim_statements.get().statement
    source = statement.capture.source
    return {
        "speaker": statement.speaker,
        "source": source,
        "publisher": source.publisher,
        "topic": claim.topics.get(),
    }


def test_each_page_tells_which_published_claims_a_change_touches(anna, published):
    make.claim(anna.account, "A draft.", made_by=published.claim_statements.get().statement)
    for thing in named_by(published).values():
        page = anna.get(change_page(thing))
        assert "touches 1 published claim" in page.text, thing
        assert published.text in page.text and "A draft." not in page.text


def test_a_changed_speaker_is_released_alone_with_one_note_and_one_approval(
    anna, paul, client, published
):
    speaker = named_by(published)["speaker"]
    anna.save(speaker, anna.open(speaker), description="Mayor since 2020.")
    address = f"/api/v1/speakers/{speaker.public_id}"
    assert client.get(address).json()["description"] == ""
    assert told(do(anna, speaker, "submit", verb="publish", reason="New.")) == [
        "The speaker is submitted for review."
    ]
    page = release_page(paul, speaker)
    rows = [row.label for section in page.context["sections"] for row in section.rows]
    assert rows == ["Description"] and "Approve and publish" in page.text
    assert 'name="not_before"' not in page.text
    answer = do(
        paul,
        speaker,
        "approve_and_release",
        digest=page.context["preview"].digest,
        note="The description was missing.",
    )
    assert told(answer) == ["The speaker is approved.", "The speaker is published."]
    assert client.get(address).json()["description"] == "Mayor since 2020."
    decision = Decision.objects.get(subject=speaker.public_id)
    assert (decision.requested_by, decision.decided_by) == (anna.account, paul.account)


@pytest.mark.parametrize("kind", ["speaker", "source", "publisher", "topic"])
def test_nobody_releases_their_own_change_of_anything(paul, published, kind):
    thing = named_by(published)[kind]
    name = "title" if kind == "source" else "name"
    paul.save(thing, paul.open(thing), **{name: f"{getattr(thing, name)} renamed"})
    do(paul, thing, "submit", verb="publish")
    digest = release_page(paul, thing).context["preview"].digest
    answer = do(paul, thing, "approve", digest=digest)
    assert told(answer) == ["You asked for this yourself: a second person decides."]
    assert AuditEntry.objects.filter(verb="refused", subject=thing.public_id).exists()
    framed = reverse(f"admin:claims_{kind}_preview_page", args=[thing.pk])
    assert "renamed" in paul.get(framed).text


def test_an_editor_is_told_that_changing_a_name_costs_a_decision(anna, paul):
    claim = make.claim(anna.account)
    speaker = named_by_draft(claim)
    assert "no longer decide" not in paul.get(change_page(speaker)).text
    anna.do(claim, "submit", verb="publish")
    assert "you can no longer decide there" in paul.get(change_page(speaker)).text


def named_by_draft(claim):
    return claim.claim_statements.get().statement.speaker
