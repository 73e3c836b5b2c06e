"""The home of the desk: what waits for whom, each queue the same as its list; what is kept."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from claims.desk.models import (
    Claim,
    ClaimStatement,
    Contact,
    CorrectionRequest,
    NoteMention,
    SavedFilter,
    Source,
    Statement,
)
from claims.extraction import extract, read_article
from claims.workflow import (
    approve,
    assign,
    bring_in,
    comment,
    request_changes,
    revise,
    submit,
    suggest,
)
from tests import desk_builders as make
from tests.admin.conftest import Desk, change_page, list_page, told

pytestmark = pytest.mark.django_db

HOME = "/admin/"


def waiting(desk: Desk) -> dict[str, str]:
    """What the home shows in each queue: how many."""
    return {card.key: card.count for card in desk.get(HOME).context["waiting"]}


def card(desk: Desk, key: str):
    return next(each for each in desk.get(HOME).context["waiting"] if each.key == key)


def listed(desk: Desk, key: str) -> list[int]:
    """The claims of the list that a queue leads to."""
    page = desk.get(list_page(Claim), waiting=key)
    return [claim.pk for claim in page.context["cl"].result_list]


@pytest.fixture
def rita(at_desk) -> Desk:
    """A reviewer."""
    return at_desk("rita", "reviewer")


def test_an_empty_desk_says_so(anna):
    page = anna.get(HOME)
    assert page.context["waiting"] == [] and "Nothing waits for you." in page.text


def test_a_submitted_claim_waits_for_those_who_may_decide_on_it(anna, rita, paul):
    claim = make.claim(anna.account)
    submit(claim, by=anna.account)
    assert "review" not in waiting(anna)
    assert waiting(rita)["review"] == waiting(paul)["review"] == "1"
    assert listed(rita, "review") == [claim.pk]
    assert change_page(claim) in rita.get(HOME).text
    approve(claim, by=rita.account)
    assert "review" not in waiting(rita)
    assert waiting(paul)["publish"] == "1" and "publish" not in waiting(rita)


def test_who_worked_on_a_claim_is_not_asked_to_review_it(anna, rita):
    claim = make.claim(anna.account)
    claim.context = "Rita's words."
    revise(claim, by=rita.account)
    submit(claim, by=anna.account)
    assert "review" not in waiting(rita) and listed(rita, "review") == []


def test_changes_requested_come_back_to_who_asked(anna, rita, at_desk):
    claim = make.claim(anna.account)
    submit(claim, by=anna.account)
    request_changes(claim, by=rita.account, reason="Name the inspectors.")
    assert waiting(anna)["changes"] == "1" and listed(anna, "changes") == [claim.pk]
    other = at_desk("oskar", "contributor")
    assert "changes" not in waiting(other)
    claim.refresh_from_db()
    assign(claim, by=anna.account, to=other.account)
    assert waiting(other)["changes"] == waiting(other)["assigned"] == "1"


def test_suggested_wording_waits_for_the_author(anna, rita):
    claim = make.claim(anna.account)
    submit(claim, by=anna.account)
    suggest(claim, by=rita.account, changes={"text": "The bridge is sound."}, reason="Clearer")
    assert waiting(anna)["suggested"] == "1" and "suggested" not in waiting(rita)


def test_what_is_due_is_told_with_how_much_is_overdue(anna, at_desk):
    today = timezone.localdate()
    for text, days in (("Late.", -3), ("Soon.", 5), ("Later.", 30)):
        make.claim(anna.account, text, made_by=_statement(anna), due_on=today + timedelta(days))
    theirs = make.claim(anna.account, "Theirs.", made_by=_statement(anna), due_on=today)
    assign(theirs, by=anna.account, to=at_desk("oskar", "contributor").account)
    found = card(anna, "due")
    assert (found.count, found.note) == ("2", "1 overdue")
    assert [line.text for line in found.lines] == ["Late.", "Soon."]
    assert [line.late for line in found.lines] == [True, False]


def _statement(desk: Desk) -> Statement:
    found = Statement.objects.first()
    return found or make.statement(desk.account)


def test_a_contact_without_reply_waits_once_its_deadline_has_passed(anna):
    today = timezone.localdate()
    claim = make.claim(anna.account)
    contact = Contact(party="Mayor", asked_on=today - timedelta(9), deadline=today)
    revise(claim, by=anna.account, save=[contact])
    assert "reply" not in waiting(anna)
    contact.deadline = today - timedelta(2)
    revise(claim, by=anna.account, save=[contact])
    assert waiting(anna)["reply"] == "1" and listed(anna, "reply") == [claim.pk]
    assert card(anna, "reply").lines[0].note == "2\xa0days"
    contact.replied_on = today
    revise(claim, by=anna.account, save=[contact])
    assert "reply" not in waiting(anna)


def test_a_claim_said_again_after_its_verdict_is_told(anna, paul):
    claim = make.claim(anna.account)
    make.evidence(anna.account, claim)
    make.with_verdict(anna.account, claim)
    again = make.statement(anna.account, "Work on the pier went on", kind="indirect")
    claim = make.published(anna.account, paul.account, claim)
    assert "repeated" not in waiting(anna)
    revise(claim, by=anna.account, save=[ClaimStatement(statement=again, stance="denies")])
    assert "repeated" not in waiting(anna)
    link = claim.claim_statements.get(statement=again)
    link.stance = "repeats"
    revise(claim, by=anna.account, save=[link])
    assert waiting(anna)["repeated"] == "1" and listed(anna, "repeated") == [claim.pk]
    make.published(
        anna.account, paul.account, claim, event="update", note="Said again since, in March."
    )
    assert "repeated" not in waiting(anna)


def test_a_proposed_statement_does_not_count_as_said_again(anna, paul):
    claim = make.claim(anna.account)
    make.evidence(anna.account, claim)
    claim = make.published(anna.account, paul.account, make.with_verdict(anna.account, claim))
    draft = make.statement(
        anna.account, "Work on the pier went on", kind="indirect", state="proposed"
    )
    revise(claim, by=anna.account, save=[ClaimStatement(statement=draft, stance="asserts")])
    assert "repeated" not in waiting(anna)


def test_corrections_asked_for_are_told_with_the_working_days_they_are_late(anna):
    claim = make.claim(anna.account)
    for days in (0, 60):
        CorrectionRequest(
            claim=claim.public_id,
            wrong="The date is wrong.",
            received_at=timezone.now() - timedelta(days),
        ).save()
    found = card(anna, "corrections")
    assert (found.count, found.note) == ("2", "1 overdue")
    assert "working days overdue" in found.lines[0].note and found.lines[0].late
    assert not found.lines[1].late


def test_sources_that_are_gone_are_told_where_something_rests_on_them(anna):
    claim = make.claim(anna.account)
    used = make.evidence(anna.account, claim).source
    unused = make.source(anna.account, title="Nobody uses this")
    assert used is not None
    for source in (used, unused):
        source.refresh_from_db()
        source.availability = Source.Availability.GONE
        revise(source, by=anna.account)
    found = card(anna, "sources")
    assert found.count == "1" and found.lines[0].note == "gone"
    page = anna.client.get(found.href)
    assert {row.pk for row in page.context["cl"].result_list} == {used.pk, unused.pk}


def test_what_came_in_is_told_with_its_drafts(anna):
    article = read_article("Bridge opened\n\n“The bridge is safe,” said Ann Example.")
    brought = bring_in(extract(article), by=anna.account)
    found = card(anna, "came")
    assert found.lines[0].text == "Bridge opened"
    assert found.lines[0].note.startswith("1 draft to decide on")
    assert found.lines[0].href == f"/admin/article/{brought.capture.pk}/"


def test_a_speaker_that_waits_for_review_is_told(anna, rita):
    speaker = make.speaker(anna.account)
    submit(speaker, by=anna.account)
    found = card(rita, "entities")
    assert found.lines[0].text == "Publish a speaker"
    assert rita.client.get(found.lines[0].href)["Location"] == change_page(speaker)
    assert "entities" not in waiting(anna)


def test_a_mention_is_shown_until_it_is_seen(anna, rita):
    claim = make.claim(anna.account)
    comment(claim, by=rita.account, text="<b>Look</b> at this.", mentioned=[anna.account])
    page = anna.get(HOME).text
    assert "You are called" in page and "&lt;b&gt;Look&lt;/b&gt; at this." in page
    assert "You are called" not in rita.get(HOME).text
    where = f"/admin/mentions/claim/{claim.public_id}/seen/"
    assert anna.get(where).status_code == 405
    rita.client.post(where)
    assert NoteMention.objects.filter(seen_at=None).count() == 1
    anna.client.post(where)
    assert "You are called" not in anna.get(HOME).text


def test_an_auditor_is_shown_no_work_and_no_button(at_desk, anna):
    submit(make.claim(anna.account), by=anna.account)
    ada = at_desk("ada", "auditor")
    page = ada.get(HOME)
    assert "review" not in waiting(ada) and "Import an article" not in page.text


def test_a_public_id_leads_to_its_page(anna):
    claim = make.claim(anna.account)
    answer = anna.get(f"/admin/go/claim/{claim.public_id}/")
    assert answer["Location"] == change_page(claim)
    for where in ("claim/aaaaaaaaaaaa", f"speaker/{claim.public_id}", "user/1", "x/y"):
        assert anna.get(f"/admin/go/{where}/").status_code == 404


def keep(desk: Desk, **said: str):
    sent = {"path": list_page(Claim), "name": "Urgent", "query": "priority__exact=urgent&p=3"}
    return desk.client.post("/admin/filters/save/", sent | said, follow=True)


def test_a_filter_is_kept_shown_and_forgotten(anna, rita):
    answer = keep(anna)
    assert told(answer) == ["Kept as “Urgent”; it stands at home and here."]
    kept = SavedFilter.objects.get()
    assert (kept.user, kept.path, kept.query) == (
        anna.account,
        list_page(Claim),
        "priority__exact=urgent",
    )
    where = f'href="{list_page(Claim)}?priority__exact=urgent"'
    assert where in anna.get(HOME).text and where in anna.get(list_page(Claim)).text
    assert where not in anna.get(list_page(Statement)).text
    assert where not in rita.get(HOME).text
    forget = f"/admin/filters/{kept.pk}/forget/"
    assert rita.client.post(forget).status_code == 404
    assert SavedFilter.objects.exists()
    anna.client.post(forget)
    assert not SavedFilter.objects.exists()


@pytest.mark.parametrize(
    "path", ["https://evil.example/", "//evil.example/", "/admin/", "/admin/logout/", "/", "x"]
)
def test_a_filter_leads_to_a_list_of_the_desk_alone(anna, path):
    assert keep(anna, path=path).status_code == 404
    assert not SavedFilter.objects.exists()


def test_a_hostile_filter_is_refused_or_shown_as_text(anna):
    assert told(keep(anna, name=""))
    keep(anna, name="<script>alert(1)</script>", query='"><script>alert(1)</script>')
    for where in (HOME, list_page(Claim)):
        page = anna.get(where).text
        assert "<script>alert" not in page and "&lt;script&gt;alert(1)" in page
    keep(anna, name="turned \u202e")
    assert SavedFilter.objects.count() == 1


def test_a_full_home_asks_no_more_than_an_empty_one(anna, rita):
    def asked() -> int:
        with CaptureQueriesContext(connection) as queries:
            assert rita.get(HOME).status_code == 200
        return len(queries)

    few = asked()
    for number in range(8):
        claim = make.claim(anna.account, f"Claim {number}.", made_by=_statement(anna))
        submit(claim, by=anna.account)
        comment(claim, by=anna.account, text=f"Note {number}.", mentioned=[rita.account])
        keep(rita, name=f"Filter {number}")
        CorrectionRequest(claim=claim.public_id, wrong=f"Wrong {number}.").save()
    assert asked() == few


def test_an_editor_ends_and_begins_their_own_daily_mail(at_desk):
    anna = at_desk("anna", "contributor", email="anna@desk.example")
    where = "/admin/digest/"
    assert "anna@desk.example" in anna.get(HOME).text
    answer = anna.client.post(where, {"_off": ""}, follow=True)
    assert told(answer) == ["No daily e-mail."] and "Send me one a day" in answer.text
    anna.account.refresh_from_db()
    assert not anna.account.wants_digest
    anna.client.post(where, {"_on": "", "user": "1"}, follow=True)
    anna.account.refresh_from_db()
    assert anna.account.wants_digest
    assert anna.client.get(where).status_code == 405
