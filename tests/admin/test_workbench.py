"""The claim's workbench: its board, what is missing, who else is here, notes and suggestions."""

import pytest
from django.urls import reverse
from django.utils import timezone

from claims import workflow
from claims.desk.models import (
    AuditEntry,
    Claim,
    Decision,
    DuplicateJudgement,
    InternalNote,
    OpenPage,
    Suggestion,
)
from claims.workflow import submit
from tests import desk_builders as make
from tests.admin.conftest import Desk, add_page, change_page, told

pytestmark = pytest.mark.django_db


@pytest.fixture
def rita(at_desk) -> Desk:
    """A reviewer."""
    return at_desk("rita", "reviewer")


def post(desk: Desk, claim, page: str, *more, **said: str):
    where = reverse(f"admin:claims_{claim._meta.model_name}_{page}", args=[claim.pk, *more])
    return desk.client.post(where, said, follow=True)


def refusals() -> list[str]:
    return [str(entry.payload) for entry in AuditEntry.objects.filter(verb="refused")]


def test_the_board_shows_evidence_on_its_side_and_what_does_not_count_yet(anna):
    claim = make.claim(anna.account)
    make.evidence(anna.account, claim, stance="contradicts", text="Inspectors found cracks.")
    make.evidence(anna.account, claim, stance="supports", text="The pier is dry.", state="proposed")
    context = anna.get(change_page(claim)).context
    sides = {
        side.stance: [(item.quote, item.accepted) for item in side.items]
        for side in context["sides"]
    }
    assert sides == {
        "supports": [("The pier is dry.", False)],
        "contradicts": [("Inspectors found cracks.", True)],
        "context": [],
    }
    (said,) = context["said"]
    assert said.who == "Ann Example" and said.chain == ("Daily Example",)


def test_what_is_missing_follows_each_save(anna):
    claim = make.claim(anna.account)
    page = anna.get(change_page(claim))
    assert page.context["lacking"] == []
    assert page.context["before_publication"] == ["Nobody has approved this claim."]
    rating = make.ratings()["contradicted"]
    form = anna.open(claim)
    answer = anna.save(claim, form, rating=str(rating.pk), _continue="1")
    assert "A verdict needs a summary." in answer.context["lacking"]
    claim.refresh_from_db()
    answer = anna.save(claim, anna.open(claim), summary="It is cracked.", _continue="1")
    assert "A verdict needs a summary." not in answer.context["lacking"]
    assert any("accepted evidence" in line for line in answer.context["lacking"])


def test_each_verdict_is_offered_with_its_meaning(anna):
    make.ratings()
    page = anna.get(add_page(Claim)).text
    assert "Readers are told: contradicted." in page and "1 on the scale" in page
    assert "no place on the scale" in page


def test_a_claim_is_made_of_a_statement(anna):
    statement = make.statement(anna.account)
    where = f"{add_page(Claim)}?statement={statement.pk}"
    page = anna.get(where)
    assert statement.quote.strip('",')[:20] in page.text
    data = anna.blank(Claim)
    anna.client.post(where, data | {"text": "The bridge is safe."})
    claim = Claim.objects.get()
    assert claim.claim_statements.get().statement == statement
    assert anna.get(f"{add_page(Claim)}?statement=1 OR 1=1").status_code == 200


def test_another_editor_who_has_the_page_open_is_told(anna, rita):
    claim = make.claim(anna.account)
    assert "open too" not in anna.get(change_page(claim)).text
    assert "<b>anna</b>" in rita.get(change_page(claim)).text
    news = post(anna, claim, "opened", version=str(claim.version)).json()
    assert [one["name"] for one in news["others"]] == ["rita"] and "lacking" not in news
    rita.save(claim, rita.open(claim), context="New.")
    news = post(anna, claim, "opened", version="1").json()
    assert news["version"] == 2 and news["lacking"] == []
    post(rita, claim, "opened", closed="1")
    assert {page.user for page in OpenPage.objects.all()} == {anna.account}


def test_who_only_reads_leaves_no_trace_of_it(at_desk, anna):
    claim = make.claim(anna.account)
    olga = at_desk("olga", "auditor")
    olga.get(change_page(claim))
    assert post(olga, claim, "opened").status_code == 403
    assert not OpenPage.objects.exists()


def test_a_comment_calls_who_is_named_in_it(anna, rita):
    claim = make.claim(anna.account)
    answer = post(anna, claim, "comment", text="Is the pier right, @rita? Ask @anna.")
    assert "rita, anna is told" in told(answer)[0]
    note = InternalNote.objects.get()
    assert {mention.user for mention in note.mentions.all()} == {rita.account, anna.account}
    assert "Is the pier right" in rita.get(change_page(claim)).text
    claim.refresh_from_db()
    assert claim.version == 1


def test_a_comment_may_quote_a_handle_that_is_nobodys_here(anna, rita):
    claim = make.claim(anna.account)
    answer = post(anna, claim, "comment", text="@minister wrote so, @rita.")
    assert told(answer) == [
        "Noted; rita is told.",
        "Nobody here is called @minister: none was told.",
    ]
    assert InternalNote.objects.get().text == "@minister wrote so, @rita."


def test_a_claim_is_assigned_to_an_editor_alone(anna, rita, at_desk):
    claim = make.claim(anna.account)
    olga = at_desk("olga", "auditor")
    assert told(post(anna, claim, "assign", to=str(rita.account.pk))) == ["Assigned to rita."]
    answer = post(anna, claim, "assign", to=str(olga.account.pk))
    assert told(answer) == ["Only an editor with an active account can be given a claim."]
    claim.refresh_from_db()
    assert claim.assigned_to == rita.account and len(refusals()) == 1
    post(anna, claim, "assign", to="")
    claim.refresh_from_db()
    assert claim.assigned_to is None


def test_assigning_ends_no_approval(anna, rita):
    claim = make.claim(anna.account)
    submit(claim, by=anna.account)
    workflow.approve(claim, by=rita.account)
    post(anna, claim, "assign", to=str(rita.account.pk))
    claim.refresh_from_db()
    assert claim.stage == Claim.Stage.APPROVED


def test_what_is_no_duplicate_is_not_suggested_again(anna):
    claim = make.claim(anna.account, "The old bridge over the river is safe for trains.")
    other = make.claim(
        anna.account,
        "The old bridge over the river is safe for all trains.",
        made_by=claim.claim_statements.get().statement,
    )
    page = anna.get(change_page(claim))
    assert [one.object for one, _ in page.context["alike"]] == [other]
    answer = post(anna, claim, "different", other=other.public_id)
    assert "not suggested again" in told(answer)[0]
    assert DuplicateJudgement.objects.count() == 1
    assert answer.context["alike"] == []
    assert anna.get(change_page(other)).context["alike"] == []
    answer = post(anna, claim, "different", other=claim.public_id)
    assert "Two different things" in told(answer)[0]
    assert "no such claim" in told(post(anna, claim, "different", other="zzzzzzzzzzzz"))[0]


def suggest(desk: Desk, claim: Claim, **changes: str):
    words = {name: changes.get(name, getattr(claim, name)) for name in Suggestion.WORDING}
    return post(desk, claim, "suggest", **{**changes, **words})


def test_suggested_words_taken_over_unchanged_complete_the_approval(anna, rita):
    claim = make.claim(anna.account, "The bridge are safe.")
    submit(claim, by=anna.account)
    page = rita.get(reverse("admin:claims_claim_preview", args=[claim.pk]))
    assert 'name="conditional"' in page.text
    claim.refresh_from_db()
    answer = suggest(rita, claim, text="The bridge is safe.", conditional="on", reason="Grammar.")
    assert "an author of the claim is asked" in told(answer)[0]
    suggestion = Suggestion.objects.get()
    page = anna.get(change_page(claim)).text
    assert "<del>are</del><ins>is</ins>" in page and "approves the claim with these words" in page
    assert "Take these words over" not in rita.get(change_page(claim)).text
    answer = post(anna, claim, "suggested", suggestion.pk, _accept="1")
    assert told(answer) == ["The words are taken over, and the claim approved by it."]
    claim.refresh_from_db()
    assert (claim.text, claim.stage) == ("The bridge is safe.", Claim.Stage.APPROVED)
    assert Decision.objects.get().decided_by == rita.account


def test_suggested_words_are_declined_with_a_reason(anna, rita):
    claim = make.claim(anna.account)
    submit(claim, by=anna.account)
    claim.refresh_from_db()
    suggest(rita, claim, summary="Shorter.")
    suggestion = Suggestion.objects.get()
    assert "Say why" in told(post(anna, claim, "suggested", suggestion.pk, _decline="1"))[0]
    post(anna, claim, "suggested", suggestion.pk, _decline="1", reason="It was clearer before.")
    suggestion.refresh_from_db()
    assert suggestion.outcome == "declined" and suggestion.closed_by == anna.account


def test_words_that_nobody_may_suggest_now_are_kept_with_the_reason(anna, rita):
    claim = make.claim(anna.account)
    submit(claim, by=anna.account)
    claim.refresh_from_db()
    answer = suggest(rita, claim)
    assert "The suggestion changes nothing." in told(answer)
    assert "Suggest these words" in answer.text


def test_a_suggestion_of_another_claim_is_not_taken_over_here(anna, rita):
    claim, other = make.claim(anna.account), make.claim(rita.account, "Another.")
    submit(claim, by=anna.account)
    claim.refresh_from_db()
    suggest(rita, claim, summary="Shorter.")
    suggestion = Suggestion.objects.get()
    assert post(anna, other, "suggested", suggestion.pk, _accept="1").status_code == 404


def test_approving_and_publishing_is_one_click_with_two_entries(anna, paul):
    claim = make.claim(anna.account)
    submit(claim, by=anna.account)
    page = paul.get(reverse("admin:claims_claim_preview", args=[claim.pk]))
    assert "Approve and publish" in page.text
    digest = page.context["preview"].digest
    answer = paul.do(claim, "approve_and_release", digest=digest, **{"from": "preview"})
    assert told(answer) == ["The claim is approved.", "The claim is published."]
    verbs = AuditEntry.objects.filter(subject=claim.public_id).values_list("verb", flat=True)
    assert list(verbs.order_by("sequence"))[-2:] == ["approve", "publish"]


def test_where_publishing_is_refused_nothing_is_approved_and_what_was_typed_stays(anna, paul):
    claim = make.published(anna.account, paul.account)
    anna.save(claim, anna.open(claim), context="What was left out.")
    claim.refresh_from_db()
    submit(claim, by=anna.account)
    page = paul.get(reverse("admin:claims_claim_preview", args=[claim.pk]))
    digest = page.context["preview"].digest
    said = {
        "digest": digest,
        "event": "clarification",
        "reason": "I compared it.",
        "from": "preview",
    }
    answer = paul.do(claim, "approve_and_release", note="Short.", **said)
    assert told(answer)[-1] == "Nothing was decided: it is not approved either."
    form = answer.context["at_once"]
    assert any("public note of at least 20" in fault for fault in form.non_field_errors())
    for words in ('name="note"', "Short.", "I compared it.", '"clarification" selected'):
        assert words in answer.text
    claim.refresh_from_db()
    assert claim.stage == Claim.Stage.IN_REVIEW
    refusal = AuditEntry.objects.get(verb="refused")
    assert (refusal.subject, refusal.actor) == (claim.public_id, paul.account)
    answer = paul.do(claim, "approve_and_release", note="What was left out is added here.", **said)
    assert told(answer) == ["The claim is approved.", "The claim is published."]


def test_a_reviewer_who_may_not_publish_is_offered_the_approval_alone(anna, rita):
    claim = make.claim(anna.account)
    submit(claim, by=anna.account)
    page = rita.get(reverse("admin:claims_claim_preview", args=[claim.pk]))
    assert "Approve and publish" not in page.text
    digest = page.context["preview"].digest
    answer = rita.do(claim, "approve_and_release", digest=digest)
    assert any("This needs the role publisher" in line for line in told(answer))
    claim.refresh_from_db()
    assert claim.stage == Claim.Stage.IN_REVIEW


def test_an_embargo_holds_a_publication_back(anna, paul, client):
    claim = make.claim(anna.account)
    submit(claim, by=anna.account)
    page = paul.get(reverse("admin:claims_claim_preview", args=[claim.pk]))
    until = timezone.localtime().replace(year=timezone.localtime().year + 1)
    answer = paul.do(
        claim,
        "approve_and_release",
        digest=page.context["preview"].digest,
        not_before=until.strftime("%Y-%m-%dT%H:%M"),
    )
    assert "under embargo until" in told(answer)[-1]
    assert any("under embargo" in line for line in told(paul.do(claim, "publish")))
    assert client.get(f"/api/v1/claims/{claim.public_id}").status_code == 404


def test_a_claim_is_flagged_at_once_by_one_person_and_taken_off_again(anna, paul, client):
    claim = make.published(anna.account, paul.account)
    address = f"/api/v1/claims/{claim.public_id}"
    note = "New evidence came in; we look again."
    assert told(paul.do(claim, "flag", note=note)) == ["The claim is under review in public."]
    assert client.get(address).json()["status"] == "under_review"
    assert any("under review already" in line for line in told(paul.do(claim, "flag", note=note)))
    paul.do(claim, "unflag", note="It does not change what we found.")
    assert client.get(address).json()["status"] == "open"
    assert any("This needs the role publisher" in line for line in told(anna.do(claim, "flag")))


def test_the_difference_is_told_field_by_field(anna, paul):
    claim = make.published(anna.account, paul.account)
    make.evidence(anna.account, claim, stance="context", text="Engineers had warned before.")
    claim.refresh_from_db()
    anna.save(claim, anna.open(claim), context="The bridge is from 1911.")
    page = paul.get(reverse("admin:claims_claim_preview", args=[claim.pk]))
    told_of = {row.label: row.how for section in page.context["sections"] for row in section.rows}
    assert told_of["Context"] == "added"
    assert any("Engineers had warned" in label for label in told_of)
    assert "<ins>The bridge is from 1911.</ins>" in page.text
    done = page.context["done"]
    assert {each.entry.actor for each in done} == {anna.account} and len(done) == 2
