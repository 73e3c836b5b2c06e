"""Role × stage × contributor through the real pages of review and the real bulk actions."""

from collections.abc import Iterator

import pytest
from django.db import transaction
from django.urls import reverse

from claims import workflow
from claims.desk.models import AuditEntry, Claim, User
from claims.workflow import revise, set_roles
from tests import desk_builders as make
from tests.admin.conftest import Desk, list_page

pytestmark = pytest.mark.django_db

REVIEWED = ("claim", "speaker", "source", "publisher", "topic")
SHOWN = ("preview", "preview_page", "merge")
POSTED = ("do", "comment", "opened", "different")
OF_CLAIMS = ("assign", "suggest", "suggested")
REVIEW_SCREENS = {
    *(f"claims_{kind}_{page}" for kind in REVIEWED for page in (*SHOWN, *POSTED)),
    *(f"claims_claim_{page}" for page in OF_CLAIMS),
}
"""The addresses of review, for the rule that no address of the admin goes without one."""

Stage = Claim.Stage
EDITORS = {"contributor", "reviewer", "publisher"}
DECIDERS = {"reviewer", "publisher"}
MAY = {
    "submit": EDITORS,
    "request_changes": DECIDERS,
    "approve": DECIDERS,
    "reject": DECIDERS,
    "reopen": DECIDERS,
    "publish": {"publisher"},
}
FROM = {
    "submit": {Stage.DRAFT, Stage.CHANGES_REQUESTED, Stage.APPROVED},
    "request_changes": {Stage.IN_REVIEW},
    "approve": {Stage.IN_REVIEW},
    "reject": {Stage.DRAFT, Stage.IN_REVIEW, Stage.CHANGES_REQUESTED},
    "reopen": {Stage.REJECTED, Stage.APPROVED},
    "publish": {Stage.APPROVED},
}
BY_A_SECOND_PERSON = {"approve", "reject"}
ROLES = ("contributor", "reviewer", "publisher", "admin", "auditor")


def expected(verb: str, stage: str, role: str, contributed: bool) -> bool:
    """The rules once more, written down apart from the workflow."""
    second_person = not (contributed and verb in BY_A_SECOND_PERSON)
    return role in MAY[verb] and stage in FROM[verb] and second_person


def in_every_stage(me: User, contributed: bool) -> Iterator[Claim]:
    """A claim of Anna's in each stage, edited by `me` where they contributed."""
    anna, dora = make.user("anna", "contributor"), make.user("dora", "reviewer")
    statement = make.statement(anna)
    for stage in Stage:
        claim = make.claim(anna, f"Claim {stage}.", made_by=statement)
        if contributed:
            claim.context = "Words of mine."
            revise(claim, by=me)
        if stage != Stage.DRAFT:
            workflow.submit(claim, by=anna)
        if stage == Stage.CHANGES_REQUESTED:
            workflow.request_changes(claim, by=dora, reason="Not yet.")
        elif stage == Stage.APPROVED:
            workflow.approve(claim, by=dora)
        elif stage == Stage.REJECTED:
            workflow.reject(claim, by=dora, reason="No claim.")
        claim.refresh_from_db()
        assert claim.stage == stage
        yield claim


def by_button(desk: Desk, claim: Claim, verb: str, digest: str) -> None:
    said = {"reason": "Because.", "digest": digest}
    if verb == "submit":
        said["verb"] = "publish"
    where = reverse("admin:claims_claim_do", args=[claim.pk, verb])
    assert desk.client.post(where, said).status_code in (200, 302)


def by_action(desk: Desk, digests: dict[Claim, str], verb: str) -> None:
    data = {
        "action": f"{verb}_selected",
        "_selected_action": [str(claim.pk) for claim in digests],
        "said": "Because.",
        "reason": "Because.",
        "_shown": "1",
        **{f"digest_{claim.pk}": digest for claim, digest in digests.items()},
    }
    assert desk.client.post(list_page(Claim), data).status_code == 302


@pytest.mark.parametrize(
    ("role", "contributed"),
    # Who has no verb at all has none whatever they did before.
    [*((role, False) for role in ROLES), *((role, True) for role in sorted(EDITORS))],
)
def test_every_verb_in_every_stage(at_desk, role, contributed):
    desk = at_desk("me", "contributor")
    claims = list(in_every_stage(desk.account, contributed))
    set_roles(desk.account, [role], by=None)
    # The same before each of them: all that is done is undone.
    digests = {claim: workflow.preview(claim).digest for claim in claims}
    for verb in MAY:
        for claim, digest in digests.items():
            with transaction.atomic():
                by_button(desk, claim, verb, digest)
                as_expected(desk, claim, verb, expected(verb, claim.stage, role, contributed))
                transaction.set_rollback(True)
        with transaction.atomic():
            by_action(desk, digests, verb)
            for claim in claims:
                as_expected(desk, claim, verb, expected(verb, claim.stage, role, contributed))
            transaction.set_rollback(True)


def as_expected(desk: Desk, claim: Claim, verb: str, allowed: bool) -> None:
    """The newest entry about the claim tells what was done, or that it was refused."""
    entry = AuditEntry.objects.filter(subject=claim.public_id).latest("sequence")
    assert entry.verb == (verb if allowed else "refused"), (claim.stage, verb)
    assert entry.actor == desk.account


def test_the_pages_of_review_are_shown_to_every_role_and_to_nobody_else(at_desk):
    anna, paul = make.user("anna", "contributor"), make.user("paul", "publisher")
    claim = make.published(anna, paul)
    make.topic(anna)
    statement = claim.claim_statements.get().statement
    source = statement.capture.source
    things = {
        "claim": claim,
        "speaker": statement.speaker,
        "source": source,
        "publisher": source.publisher,
        "topic": make.topic(anna, "Piers"),
    }
    desks = {role: at_desk(f"the-{role}", role) for role in ROLES}
    desks |= {
        "superuser": at_desk("root", is_superuser=True),
        "nobody": at_desk("nobody"),
    }
    for kind, thing in things.items():
        for who, desk in desks.items():
            for page in SHOWN:
                where = reverse(f"admin:claims_{kind}_{page}", args=[thing.pk])
                status = 200 if who in ROLES else 403
                assert desk.get(where).status_code == status, (kind, who, page)


def test_who_only_reads_changes_nothing_by_any_address_of_review(at_desk):
    anna = make.user("anna", "contributor")
    claim = make.claim(anna)
    other = make.claim(anna, "Another.", made_by=claim.claim_statements.get().statement)
    acts = AuditEntry.objects.count()
    said = {
        "text": "A note.",
        "other": other.public_id,
        "to": str(anna.pk),
        "winner": str(other.pk),
        "_submit": "1",
        "summary": "Words.",
        "verb": "publish",
    }
    for who, desk in (
        ("olga", at_desk("olga", "auditor")),
        ("adam", at_desk("adam", "admin")),
        ("root", at_desk("root", is_superuser=True)),
        ("nobody", at_desk("nobody")),
    ):
        for page in ("comment", "opened", "different", "assign", "suggest", "merge"):
            desk.client.post(reverse(f"admin:claims_claim_{page}", args=[claim.pk]), said)
        desk.client.post(reverse("admin:claims_claim_do", args=[claim.pk, "submit"]), said)
        done = AuditEntry.objects.exclude(verb__in=["refused", "create_account", "set_roles"])
        assert done.count() <= acts, who
        claim.refresh_from_db()
        assert (claim.stage, claim.version) == (Stage.DRAFT, 1)
