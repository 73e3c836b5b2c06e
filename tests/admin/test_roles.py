"""Every address of the admin for every role: a new address without a rule fails here."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.contrib import admin
from django.db.models import Model
from django.test import Client
from django.urls import URLPattern, URLResolver, reverse

from claims import workflow
from claims.desk.models import (
    AuditEntry,
    Capture,
    Claim,
    ClaimRelation,
    CorrectionRequest,
    Decision,
    Publisher,
    Rating,
    Source,
    Speaker,
    Statement,
    Submission,
    Topic,
    User,
)
from claims.workflow import revise, submit
from tests import desk_builders as make
from tests.admin.conftest import Desk, add_page, change_page, told
from tests.admin.test_review_roles import REVIEW_SCREENS
from tests.admin.test_screen_roles import OWN_SCREENS

pytestmark = pytest.mark.django_db

EDITORS = {"contributor", "reviewer", "publisher"}
ROLES = EDITORS | {"admin", "auditor"}
ACCOUNTS = {role: (role,) for role in ROLES} | {"superuser": (), "nobody": ()}

READ_ONLY = {AuditEntry, Capture, CorrectionRequest, Decision, Submission}
WRITTEN = {Claim, ClaimRelation, Publisher, Source, Speaker, Statement, Topic}
ACCOUNT_KEEPERS = {"admin", "superuser"}
VIEW = dict.fromkeys(READ_ONLY | WRITTEN | {Rating}, ROLES)
VIEW[User] = ACCOUNT_KEEPERS | {"auditor"}
CHANGE = dict.fromkeys(WRITTEN, EDITORS) | {Rating: {"admin"}, User: ACCOUNT_KEEPERS}
PAGES: dict[str, dict[Any, set[str]]] = {
    "changelist": VIEW,
    "change": VIEW,
    "history": VIEW,
    "add": CHANGE,
    "delete": {},
}
CLAIM_PAGES = {"claims_claim_preview", "claims_claim_preview_page"}
REVERTING = {f"claims_{model._meta.model_name}_revert" for model in VIEW}
OPEN_TO_ALL = {"index", "jsi18n", "password_change", "password_change_done", "app_list"}
ELSEWHERE = {
    "login",
    "logout",
    "autocomplete",
    "choose_digest",
    "review",
    "view_on_site",
    *OWN_SCREENS,
    *REVIEW_SCREENS,
}
"""Not asked for by everybody alike; each has tests of its own."""


def names(patterns) -> Iterator[str]:
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            yield from names(pattern.url_patterns)
        elif isinstance(pattern, URLPattern) and pattern.name:
            yield pattern.name


def rule(name: str) -> tuple[type[Model], str] | None:
    """The model and the kind of page that a name stands for."""
    for model in admin.site._registry:
        for page in PAGES:
            if name == f"claims_{model._meta.model_name}_{page}":
                return model, page
    return None


@pytest.fixture(scope="module")
def filled(once) -> None:
    once(fill)


def fill() -> None:
    anna, paul = make.user("anna", "contributor"), make.user("paul", "publisher")
    claim = make.published(anna, paul)
    other = make.claim(anna, "Another claim.", made_by=claim.claim_statements.get().statement)
    revise(ClaimRelation(from_claim=claim, to_claim=other), by=anna)
    submit(other, by=anna)
    CorrectionRequest(claim=claim.public_id, wrong="The date is wrong.").save()
    make.topic(anna)
    make.ratings()


@pytest.fixture
def things(filled, db: None) -> dict[type[Model], Any]:
    """One thing of every model that has pages."""
    return {model: model._default_manager.order_by("pk").first() for model in admin.site._registry}


@pytest.fixture(params=sorted(ACCOUNTS))
def somebody(request, at_desk) -> tuple[str, Desk]:
    """An account of each kind in turn."""
    kind = request.param
    return kind, at_desk(f"the-{kind}", *ACCOUNTS[kind], is_superuser=kind == "superuser")


def test_every_address_has_a_rule():
    known = OPEN_TO_ALL | ELSEWHERE | CLAIM_PAGES | REVERTING
    found = set(names(admin.site.urls[0]))
    assert {name for name in found - known if not rule(name)} == set()
    assert set(admin.site._registry) == set(VIEW)


def test_every_page_for_every_role(somebody, things):
    kind, desk = somebody
    for name in names(admin.site.urls[0]):
        found = rule(name)
        if found is None:
            continue
        model, page = found
        where = reverse(f"admin:{name}", args=[things[model].pk] if takes_key(page) else [])
        allowed = kind in PAGES[page].get(model, set())
        assert (desk.get(where).status_code == 200) is allowed, (kind, name)


def takes_key(page: str) -> bool:
    return page in ("change", "history", "delete")


def test_nobody_saves_what_their_role_only_reads(somebody, things):
    kind, desk = somebody
    for model, thing in things.items():
        if kind in CHANGE.get(model, ()):
            continue
        before = list(model._default_manager.order_by("pk").values())
        for where in (change_page(thing), add_page(model)):
            assert desk.client.post(where, {"version": "1", "text": "x"}).status_code == 403
        assert list(model._default_manager.order_by("pk").values()) == before


def test_pages_of_the_claim_and_the_queue_for_every_role(somebody, things):
    kind, desk = somebody
    allowed = 200 if kind in ROLES else 403
    for name in CLAIM_PAGES:
        assert desk.get(reverse(f"admin:{name}", args=[things[Claim].pk])).status_code == allowed
    assert desk.get("/admin/review/").status_code == allowed
    where = reverse("admin:claims_claim_do", args=[things[Claim].pk, "submit"])
    assert (desk.client.post(where).status_code == 403) is (kind not in ROLES)
    for name in OPEN_TO_ALL - {"app_list"}:
        assert desk.get(reverse(f"admin:{name}")).status_code == 200


@pytest.mark.parametrize(
    "verb", ["submit", "request_changes", "approve", "reject", "reopen", "publish", "retract"]
)
def test_every_verb_of_every_role_on_a_claim_in_review(somebody, things, verb):
    kind, desk = somebody
    claim = Claim.objects.get(stage="in_review")
    done = AuditEntry.objects.exclude(verb="refused")
    acts = done.count()
    sent = {"verb": "publish", "reason": "Because.", "note": "A note of twenty letters."}
    desk.do(claim, verb, **sent, digest=workflow.preview(claim).digest)
    decides = kind in ("reviewer", "publisher") and verb in ("request_changes", "approve", "reject")
    assert done.count() - acts == decides


def test_without_signing_in_there_is_only_the_way_in(things):
    client = Client()
    for name in names(admin.site.urls[0]):
        found = rule(name)
        if found is None:
            continue
        model, page = found
        where = reverse(f"admin:{name}", args=[things[model].pk] if takes_key(page) else [])
        answer = client.get(where)
        assert answer.status_code == 302 and "/admin/login/" in answer["Location"]


def test_the_index_lists_what_the_role_may_see(somebody):
    kind, desk = somebody
    page = desk.get("/admin/").text
    assert ("Review queue" in page) is (kind in ROLES)
    assert ('href="/admin/claims/user/"' in page) is (kind in VIEW[User])
    assert "/admin/auth/group/" not in page


def test_groups_have_no_page(at_desk):
    root = at_desk("root", is_superuser=True)
    assert root.get("/admin/auth/group/").status_code == 404


CHOICES = [
    ("statement", "speaker"),
    ("statement", "capture"),
    ("evidence", "source"),
    ("evidence", "statement"),
    ("source", "publisher"),
    ("claimtopic", "topic"),
    ("claimrelation", "to_claim"),
    ("claim", "assigned_to"),
    ("claim", "rating"),
]


def test_choosing_needs_the_right_to_see(somebody, things):
    kind, desk = somebody
    for model, field in CHOICES:
        allowed = kind in ROLES
        if field == "assigned_to":
            allowed = kind in EDITORS | VIEW[User]
        assert desk.choose(model, field).status_code == (200 if allowed else 403), (kind, field)


def test_an_auditor_reads_a_claim_whole_and_finds_no_way_to_act(at_desk, things):
    olga = at_desk("olga", "auditor")
    page = olga.get(change_page(things[Claim])).text
    assert "_save" not in page and "Inspectors" not in page
    assert "This needs the role" in page or "is for a claim that is" in page
    assert "This needs the role" in " ".join(told(olga.do(things[Claim], "submit", verb="publish")))
