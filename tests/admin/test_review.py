"""From draft to publication through the admin, by two people and not by one."""

import pytest
from django.urls import reverse

from claims import workflow
from claims.desk.models import AuditEntry, Claim, Decision, Submission
from claims.workflow import submit
from tests import desk_builders as make
from tests.admin.conftest import Desk, list_page, told

pytestmark = pytest.mark.django_db

QUEUE = "/admin/review/"


@pytest.fixture
def rita(at_desk) -> Desk:
    """A reviewer."""
    return at_desk("rita", "reviewer")


def preview(desk: Desk, claim: Claim):
    return desk.get(reverse("admin:claims_claim_preview", args=[claim.pk]))


def stage(claim: Claim) -> str:
    claim.refresh_from_db()
    return claim.stage


def act_on(desk: Desk, action: str, *claims: Claim, **said: str):
    chosen = {"_selected_action": [str(claim.pk) for claim in claims]}
    data = {"action": f"{action}_selected", **chosen, **said}
    return desk.client.post(list_page(Claim), data, follow=True)


def approve_all(desk: Desk, *claims: Claim, **said: str):
    """Look at the page that shows the chosen claims, and approve every one that it shows."""
    shown = act_on(desk, "approve", *claims).context["shown"]
    digests = {f"digest_{each.claim.pk}": each.digest for each in shown}
    return act_on(desk, "approve", *claims, _shown="1", **digests, **said)


def approve(desk, claim):
    desk.do(claim, "approve", digest=preview(desk, claim).context["preview"].digest)


def test_an_approval_without_a_look_at_the_preview_is_refused(anna, rita):
    claim = make.claim(anna.account)
    anna.do(claim, "submit", verb="publish")
    assert "Look at the preview first" in told(rita.do(claim, "approve"))[0]
    assert stage(claim) == Claim.Stage.IN_REVIEW


def test_two_people_bring_a_claim_to_publication(anna, rita, paul, client):
    statement = make.statement(anna.account)
    form = anna.blank(Claim).row("claim_statements", statement=str(statement.pk), stance="asserts")
    anna.add(Claim, form, text="The bridge is safe.")
    claim = Claim.objects.get()
    assert told(anna.do(claim, "submit", verb="publish", reason="Done.")) == [
        "The claim is submitted for review."
    ]
    assert stage(claim) == Claim.Stage.IN_REVIEW
    page = preview(rita, claim)
    digest = page.context["preview"].digest
    assert f'name="digest" value="{digest}"' in page.text
    assert told(rita.do(claim, "approve", digest=digest)) == ["The claim is approved."]
    assert Decision.objects.get().decided_by == rita.account
    assert told(paul.do(claim, "publish")) == ["The claim is published."]
    page = paul.get(reverse("admin:claims_claim_change", args=[claim.pk]))
    assert "release 1, publish" in page.text
    assert client.get(f"/api/v1/claims/{claim.public_id}").json()["claim"] == claim.text


def test_nobody_approves_what_they_asked_for(paul):
    claim = make.claim(paul.account)
    paul.do(claim, "submit", verb="publish")
    page = preview(paul, claim).text
    assert "You asked for this yourself: a second person decides." in page
    assert 'name="digest"' not in page
    answer = paul.do(claim, "approve", digest=workflow.preview(claim).digest)
    assert told(answer) == ["You asked for this yourself: a second person decides."]
    assert stage(claim) == Claim.Stage.IN_REVIEW and not Decision.objects.exists()


def test_an_approval_of_something_else_than_was_previewed_is_refused(anna, rita):
    claim = make.claim(anna.account)
    anna.do(claim, "submit", verb="publish")
    digest = preview(rita, claim).context["preview"].digest
    claim.refresh_from_db()
    anna.save(claim, anna.open(claim), context="Added after the reviewer looked.")
    answer = rita.do(claim, "approve", digest=digest)
    assert told(answer) == ["The content has changed since you looked at it; look again."]
    assert stage(claim) == Claim.Stage.IN_REVIEW


def test_a_refused_verb_tells_every_reason(anna):
    claim = make.claim(anna.account, rating=make.ratings()["contradicted"])
    reasons = told(anna.do(claim, "submit", verb="publish"))
    assert "A verdict needs a summary." in reasons and len(reasons) >= 3
    assert stage(claim) == Claim.Stage.DRAFT


def test_a_button_that_is_closed_says_why(anna):
    claim = make.claim(anna.account)
    page = anna.get(reverse("admin:claims_claim_change", args=[claim.pk])).text
    assert "This needs the role" in page or "is for a claim that is in review" in page
    assert reverse("admin:claims_claim_do", args=[claim.pk, "submit"]) in page
    assert reverse("admin:claims_claim_do", args=[claim.pk, "publish"]) not in page


def test_changes_are_requested_with_a_reason(anna, rita):
    claim = make.claim(anna.account)
    anna.do(claim, "submit", verb="publish")
    assert "Give a reason" in told(rita.do(claim, "request_changes", reason=" "))[0]
    rita.do(claim, "request_changes", reason="Name the bridge.")
    assert stage(claim) == Claim.Stage.CHANGES_REQUESTED
    assert (
        "Name the bridge." in anna.get(reverse("admin:claims_claim_history", args=[claim.pk])).text
    )


def test_a_published_claim_is_corrected_with_a_note_and_retracted(anna, paul):
    claim = make.published(anna.account, paul.account)
    anna.save(claim, anna.open(claim), context="What was left out.")
    anna.do(claim, "submit", verb="publish")
    approve(paul, claim)
    assert "Write a public note of at least 20" in " ".join(
        told(paul.do(claim, "publish", event="correction", note="Short."))
    )
    note = "The context was missing; it is added."
    assert told(paul.do(claim, "publish", event="correction", note=note)) == [
        "The claim is published."
    ]
    anna.do(claim, "submit", verb="retract", reason="It was another bridge.")
    assert "what readers would see after" in preview(paul, claim).text
    approve(paul, claim)
    assert told(paul.do(claim, "retract", note="It was about another bridge altogether.")) == [
        "The claim is retracted."
    ]


def test_an_editor_is_told_before_an_edit_costs_their_decision(anna, rita):
    claim = make.claim(anna.account)
    warning = "once you change it, you can no longer decide on it"
    page = reverse("admin:claims_claim_change", args=[claim.pk])
    assert warning in rita.get(page).text
    assert warning not in anna.get(page).text
    rita.save(claim, rita.open(claim), context="Rita's words.")
    assert warning not in rita.get(page).text


def test_the_list_says_what_is_public(anna, paul):
    make.published(anna.account, paul.account)
    make.claim(anna.account, "Only a draft.")
    rows = anna.get(list_page(Claim)).context["cl"].result_list
    assert [row.last_release for row in rows] == [None, "publish"]


def test_verbs_are_posted(anna):
    claim = make.claim(anna.account)
    where = reverse("admin:claims_claim_do", args=[claim.pk, "submit"])
    assert anna.client.get(where).url == reverse("admin:claims_claim_change", args=[claim.pk])
    assert anna.client.post(where.replace("submit", "drop")).status_code == 404
    assert anna.client.post(where.replace(str(claim.pk), "999999")).status_code == 404
    assert stage(claim) == Claim.Stage.DRAFT


def test_verbs_need_the_token_of_the_page(anna):
    claim = make.claim(anna.account)
    anna.client.handler.enforce_csrf_checks = True
    assert anna.do(claim, "submit", verb="publish").status_code == 403
    assert stage(claim) == Claim.Stage.DRAFT


def test_of_three_chosen_one_is_refused_and_the_others_done(anna, paul):
    claims = [make.claim(anna.account, f"Claim {number}.") for number in (1, 2)]
    own = make.claim(paul.account, "Claim 3.")
    for claim in claims:
        submit(claim, by=anna.account)
    submit(own, by=paul.account)
    answer = approve_all(paul, *claims, own)
    assert told(answer) == [
        "Claim 1.: approved.",
        "Claim 2.: approved.",
        "Claim 3.: You asked for this yourself: a second person decides.",
    ]
    assert [stage(claim) for claim in (*claims, own)] == ["approved", "approved", "in_review"]
    approvals = AuditEntry.objects.filter(verb="approve")
    assert {entry.subject for entry in approvals} == {claim.public_id for claim in claims}
    refused = AuditEntry.objects.get(verb="refused")
    assert (refused.subject, refused.actor) == (own.public_id, paul.account)


def test_approving_several_binds_to_what_was_shown_of_each(anna, paul):
    claims = [make.claim(anna.account, f"Claim {number}.") for number in (1, 2, 3)]
    for claim in claims:
        submit(claim, by=anna.account)
    first, second, third = claims
    shown = {each.claim.pk: each for each in act_on(paul, "approve", *claims).context["shown"]}
    assert "Claim 1." in str(shown[first.pk].sections)
    first.refresh_from_db()
    anna.save(first, anna.open(first), context="Added after Paul looked.")
    digests = {
        f"digest_{first.pk}": shown[first.pk].digest,
        f"digest_{second.pk}": shown[second.pk].digest,
    }
    assert told(act_on(paul, "approve", *claims, _shown="1", **digests)) == [
        "Claim 1.: The content has changed since you looked at it; look again.",
        "Claim 2.: approved.",
        "Claim 3.: It was not shown to you before you approved it: look at the preview first.",
    ]
    answer = act_on(paul, "approve", third, _shown="1", **{f"digest_{third.pk}": "f" * 64})
    assert "has changed since you looked" in told(answer)[0]
    assert [stage(claim) for claim in claims] == ["in_review", "approved", "in_review"]
    assert AuditEntry.objects.filter(verb="refused").count() == 3


def test_the_whole_way_may_go_by_bulk_actions(anna, paul):
    claims = [make.claim(anna.account, f"Claim {number}.") for number in (1, 2)]
    act_on(anna, "submit", *claims, said="Both at once.")
    assert {each.reason for each in Submission.objects.all()} == {"Both at once."}
    approve_all(paul, *claims)
    assert told(act_on(paul, "publish", *claims)) == [
        "Claim 1.: published.",
        "Claim 2.: published.",
    ]


def test_a_bulk_action_is_refused_to_who_lacks_the_role(anna, paul, at_desk):
    claim = make.claim(paul.account)
    submit(claim, by=paul.account)
    page = act_on(anna, "approve", claim)
    assert "Will be refused: This needs the role" in page.text
    assert "This needs the role" in told(approve_all(anna, claim))[0]
    olga = at_desk("olga", "auditor")
    assert "This needs the role" in told(act_on(olga, "reject", claim, said="Why not."))[0]
    assert stage(claim) == Claim.Stage.IN_REVIEW


def test_statements_are_accepted_one_by_one(anna):
    statement = make.statement(anna.account, state="proposed")
    data = {"action": "accept_selected", "_selected_action": [str(statement.pk)]}
    answer = anna.client.post("/admin/claims/statement/", data, follow=True)
    statement.refresh_from_db()
    assert statement.state == "accepted" and "accepted" in told(answer)[0]


def test_the_queue_says_what_waits_and_who_may_decide(anna, rita, paul):
    mine = make.claim(rita.account, "Asked for by Rita.")
    edited = make.claim(rita.account, "Edited by Paul.")
    paul.save(edited, paul.open(edited), context="Paul's words.")
    make.claim(anna.account, "Not asked for.")
    for claim in (mine, edited):
        claim.refresh_from_db()
        submit(claim, by=rita.account, reason="For tomorrow.")

    def rows(desk: Desk) -> dict[str, str]:
        found = desk.get(QUEUE).context["cl"].result_list
        return {claim.text: claim.decision_refusal for claim in found}

    found = rows(paul)
    assert found["Asked for by Rita."] == "" and "You worked on this" in found["Edited by Paul."]
    assert all("You asked for this" in why for why in rows(rita).values())
    assert all("This needs the role" in why for why in rows(anna).values())
    page = paul.get(QUEUE).text
    assert "For tomorrow." in page and "Publish" in page
    assert reverse("admin:claims_claim_preview", args=[mine.pk]) in page
    assert reverse("admin:claims_claim_change", args=[edited.pk]) in page
    assert "Review queue (2)" in paul.get("/admin/").text


def test_the_preview_is_the_public_page_and_is_not_kept(anna, rita):
    claim = make.claim(anna.account, "A claim for the preview.")
    anna.do(claim, "submit", verb="publish")
    page = rita.get(reverse("admin:claims_claim_preview_page", args=[claim.pk]))
    assert "A claim for the preview." in page.text and "Onrecord desk" not in page.text
    assert "no-store" in page["Cache-Control"]
    assert page["X-Frame-Options"] == "SAMEORIGIN"
    assert "frame-ancestors 'self'" in page["Content-Security-Policy"]
    around = preview(rita, claim)
    assert "no-store" in around["Cache-Control"]
    assert "frame-src 'self'" in around["Content-Security-Policy"]
    assert "frame-ancestors 'none'" in around["Content-Security-Policy"]
