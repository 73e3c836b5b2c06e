"""The history of a thing: readable, filtered, and the way back by a new version."""

from datetime import UTC, datetime

import pytest
from django.urls import reverse

from claims.desk.models import AuditEntry, Claim, SpeakerName
from claims.workflow import comment, submit
from tests import desk_builders as make
from tests.admin.conftest import Desk, change_page, told

pytestmark = pytest.mark.django_db


def history(desk: Desk, thing, **asked: str):
    return desk.get(change_page(thing).replace("/change/", "/history/"), **asked)


def changes(page) -> dict[str, tuple[str, str]]:
    """What the entries of a page changed, the newest change of each field."""
    return {
        change.field: (change.before, change.after)
        for each in reversed(page.context["entries"])
        for change in each.changes
    }


def revert(desk: Desk, thing, entry: AuditEntry, reason: str = "It was right before."):
    where = reverse(
        f"admin:claims_{thing._meta.model_name}_revert", args=[thing.pk, entry.sequence]
    )
    return desk.client.post(where, {"reason": reason}, follow=True)


def edit(desk: Desk, claim: Claim, **values: str) -> AuditEntry:
    claim.refresh_from_db()
    desk.save(claim, desk.open(claim), **values)
    return AuditEntry.objects.filter(verb="revise").latest("sequence")


def test_values_are_told_by_labels_and_names_never_by_ids(anna):
    rating = make.ratings()["contradicted"]
    claim = make.claim(anna.account, why_checked="Many use it.")
    make.evidence(anna.account, claim, text="Inspectors found cracks.")
    edit(anna, claim, rating=str(rating.pk), kind="quantity", about_from="2024-03")
    page = history(anna, claim)
    found = changes(page)
    assert found["Rating"] == ("", "Contradicted")
    assert found["Kind"] == ("Factual", "Quantity")
    assert found["About from"] == ("", "2024-03")
    (evidence,) = (after for field, (_, after) in found.items() if field.startswith("Evidence"))
    assert "Stance: Contradicts" in evidence and "Quote: Inspectors found cracks." in evidence
    text = page.text
    assert rating.public_id not in text
    assert claim.claim_statements.get().statement.public_id not in text


def test_a_comment_is_told_by_its_words_and_by_whom_it_called(anna, at_desk):
    rita = at_desk("rita", "reviewer")
    claim = make.claim(anna.account)
    comment(claim, by=anna.account, text="Is the pier right?", mentioned=[rita.account])
    found = changes(history(anna, claim))
    assert found["Called"] == ("", "rita")
    assert found["Note"] == ("", "Is the pier right?")


def test_a_moment_is_told_in_the_time_of_the_desk(anna, settings):
    settings.DESK_TIME_ZONE = "Europe/Vilnius"
    claim = make.claim(anna.account, not_before=datetime(2030, 1, 2, 8, 30, tzinfo=UTC))
    assert changes(history(anna, claim))["Not before"][1] == "2 January 2030, 10:30"


def test_rows_of_a_speaker_are_told_by_what_they_say(anna):
    speaker = make.speaker(anna.account, save=(SpeakerName(name="Ganna Pryklad"),))
    form = anna.open(speaker)
    anna.save(speaker, form | {"names-0-name": "Hanna Pryklad"})
    found = changes(history(anna, speaker))
    assert ("Ganna Pryklad", "Hanna Pryklad") in found.values()


def test_entries_are_chosen_by_field_by_person_and_by_verb(anna, paul):
    claim = make.claim(anna.account)
    edit(anna, claim, context="Anna's words.")
    edit(paul, claim, summary="Paul's words.")
    claim.refresh_from_db()
    submit(claim, by=anna.account)

    def shown(**asked: str) -> list[tuple[str, str]]:
        entries = history(anna, claim, **asked).context["entries"]
        return [(each.entry.actor.username, each.entry.verb) for each in entries]

    assert len(shown()) == 4
    assert shown(person=str(paul.account.pk)) == [("paul", "revise")]
    assert shown(verb="submit") == [("anna", "submit")]
    assert shown(field='summary"', person=str(anna.account.pk)) == [("anna", "revise")]
    assert shown(field='context"')[0] == ("anna", "revise")
    assert len(shown(person="none", field="no such")) == 4


def test_attempts_that_were_refused_are_shown_where_they_are_asked_for(anna):
    claim = make.claim(anna.account)
    anna.do(claim, "publish")
    assert [each.entry.verb for each in history(anna, claim).context["entries"]] == ["revise"]
    page = history(anna, claim, verb="refused")
    found = changes(page)
    assert found["What was tried"] == ("", "publish")
    assert "This needs the role publisher" in found["Why it was refused"][1]


def test_a_change_is_taken_back_by_a_new_version(anna, paul):
    claim = make.claim(anna.account, context="Before.")
    entry = edit(paul, claim, context="After.", summary="Kept out of it.")
    edit(anna, claim, why_checked="Later.")
    claim.refresh_from_db()
    version = claim.version
    assert "a new version" in told(revert(anna, claim, entry))[0]
    claim.refresh_from_db()
    assert (claim.context, claim.summary, claim.why_checked) == ("Before.", "", "Later.")
    assert claim.version == version + 1
    newest = AuditEntry.objects.latest("sequence")
    assert (newest.verb, newest.actor, newest.reason) == (
        "revert",
        anna.account,
        "It was right before.",
    )
    assert AuditEntry.objects.filter(pk=entry.pk).exists()


def test_taking_back_ends_an_approval_and_needs_a_reason(anna, paul):
    claim = make.claim(anna.account)
    entry = edit(anna, claim, context="After.")
    assert "Give a reason" in told(revert(anna, claim, entry, " "))[0]
    published = make.published(anna.account, paul.account, claim)
    revert(anna, published, entry)
    published.refresh_from_db()
    assert published.stage == Claim.Stage.DRAFT


def test_an_entry_of_something_else_and_who_only_reads_take_nothing_back(anna, at_desk):
    claim, other = make.claim(anna.account), make.claim(anna.account, "Another.")
    entry = edit(anna, other, context="After.")
    assert told(revert(anna, claim, entry)) == ["This entry is about something else."]
    olga = at_desk("olga", "auditor")
    assert "Take this change back" not in history(olga, other).text
    assert "This needs the role" in told(revert(olga, other, entry))[0]
    assert (
        anna.client.get(
            reverse("admin:claims_claim_revert", args=[other.pk, entry.sequence])
        ).status_code
        == 405
    )
    other.refresh_from_db()
    assert other.context == "After."
    assert AuditEntry.objects.filter(verb="refused").count() == 2


def test_the_history_of_an_account_tells_of_its_roles(at_desk):
    adam = at_desk("adam", "admin")
    account = make.user("new", "contributor")
    found = changes(history(adam, account))
    assert found["Roles"][1] == "contributor"
