"""Merging and taking it back through the screens: two people, and everything follows."""

import pytest
from django.urls import reverse

from claims.desk.models import AuditEntry, SpeakerName, Statement
from tests import desk_builders as make
from tests.admin.conftest import Desk, change_page, told

pytestmark = pytest.mark.django_db

NOTE = "These two were one and the same all along."


def page_of(thing, name: str) -> str:
    return reverse(f"admin:claims_{thing._meta.model_name}_{name}", args=[thing.pk])


def do(desk: Desk, thing, name: str, /, **said: str):
    where = reverse(f"admin:claims_{thing._meta.model_name}_do", args=[thing.pk, name])
    return desk.client.post(where, said, follow=True)


def ask(desk: Desk, loser, winner, reason: str = "The same."):
    said = {"winner": str(winner.pk), "reason": reason, "_submit": "1"}
    return desk.client.post(page_of(loser, "merge"), said, follow=True)


def approve_and_merge(desk: Desk, thing, **said: str):
    digest = desk.get(page_of(thing, "preview")).context["preview"].digest
    return do(desk, thing, "approve_and_release", digest=digest, note=NOTE, **said)


@pytest.fixture
def twice(anna):
    """The same speaker twice, one of them with a statement."""
    kept = make.speaker(anna.account, "Laurynas Kasčiūnas")
    loser = make.speaker(anna.account, "Laurynas Kasciunas")
    make.statement(anna.account, said_by=loser)
    return loser, kept


def test_the_screen_suggests_who_it_may_be_and_tells_what_would_follow(anna, twice):
    loser, kept = twice
    page = anna.get(page_of(loser, "merge"))
    assert [one.object for one, _ in page.context["alike"]] == [kept]
    page = anna.get(page_of(loser, "merge"), winner=str(kept.pk))
    foreseen = page.context["foreseen"]
    assert {what for what, _ in foreseen.following} == {"Statement", "Speaker"}
    assert any(field.differs and field.label == "Name" for field in foreseen.fields)
    assert Statement.objects.get().speaker == loser


def test_two_people_merge_two_speakers_and_take_it_back(anna, paul, twice):
    loser, kept = twice
    assert "a second person decides" in told(ask(anna, loser, kept))[0]
    page = paul.get(page_of(loser, "preview"))
    assert "merge into" in page.text and "Laurynas Kasčiūnas" in page.text
    assert told(approve_and_merge(paul, loser)) == [
        "The speaker is approved.",
        "The speaker is merged.",
    ]
    loser.refresh_from_db()
    assert loser.merged_into == kept and Statement.objects.get().speaker == kept
    page = anna.get(change_page(loser)).text
    assert change_page(kept) in page and "what named this one names that one" in page
    assert SpeakerName.objects.get(speaker=kept).name == "Laurynas Kasciunas"
    do(anna, loser, "submit", verb="unmerge", reason="They are two after all.")
    assert told(approve_and_merge(paul, loser))[-1] == "The speaker is a thing of its own again."
    loser.refresh_from_db()
    assert loser.merged_into is None and Statement.objects.get().speaker == loser


def test_who_asked_does_not_approve_the_merge(paul, twice):
    loser, kept = twice
    ask(paul, loser, kept)
    assert told(approve_and_merge(paul, loser)) == [
        "You asked for this yourself: a second person decides."
    ]
    loser.refresh_from_db()
    assert loser.merged_into is None


def test_a_merged_claim_leads_to_the_winner(anna, paul, client):
    kept = make.published(anna.account, paul.account)
    statement = kept.claim_statements.get().statement
    loser = make.claim(anna.account, "The bridge is quite safe.", made_by=statement)
    make.published(anna.account, paul.account, loser)
    ask(anna, loser, kept)
    approve_and_merge(paul, loser)
    loser.refresh_from_db()
    assert loser.merged_into == kept
    assert client.get(f"/api/v1/claims/{loser.public_id}").status_code in (200, 307)
    assert change_page(kept) in anna.get(change_page(loser)).text
    assert anna.get(page_of(loser, "merge"), winner=str(kept.pk)).status_code == 200


@pytest.mark.parametrize("winner", ["self", "none", "text", "merged"])
def test_nothing_is_merged_into_what_is_none(anna, paul, twice, winner):
    loser, kept = twice
    other = make.speaker(anna.account, "Somebody Else")
    ask(anna, other, kept)
    approve_and_merge(paul, other)
    key = {"self": str(loser.pk), "none": "999999", "text": "1 OR 1=1", "merged": str(other.pk)}
    said = {"winner": key[winner], "_submit": "1"}
    page = anna.client.post(page_of(loser, "merge"), said, follow=True)
    assert page.status_code == 200 and "one that is not merged" in page.text
    assert not AuditEntry.objects.filter(verb="submit", subject=loser.public_id).exists()


def test_who_only_reads_sees_the_screen_and_asks_for_nothing(at_desk, twice):
    loser, kept = twice
    olga = at_desk("olga", "auditor")
    assert "Ask to merge them" not in olga.get(page_of(loser, "merge"), winner=str(kept.pk)).text
    assert any("This needs the role" in line for line in told(ask(olga, loser, kept)))
