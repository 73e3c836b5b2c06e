"""The desk's own screens for every role: who reads, who acts, and that nobody else does."""

import pytest
from django.test import Client
from django.urls import reverse

from claims.desk.models import AuditEntry, Claim, CorrectionRequest, SavedFilter, Statement
from claims.workflow import comment, save_filter
from tests import desk_builders as make

pytestmark = pytest.mark.django_db

EDITORS = {"contributor", "reviewer", "publisher"}
ROLES = EDITORS | {"admin", "auditor"}
EVERYBODY = ROLES | {"superuser", "nobody"}

READ = {
    "article": ROLES,
    "article_statement": ROLES,
    "article_new": EDITORS,
    "duplicates": EDITORS,
    "go": ROLES,
    "import": EDITORS,
}
"""Who may open each; everybody else is refused."""

ACT = {
    "article_select": EDITORS,
    "claims_claim_missing": EDITORS,
    "claims_correctionrequest_decide": ROLES,
    "claims_correctionrequest_forget": ROLES,
    "claims_statement_comment": ROLES,
    "claims_statement_opened": EDITORS,
    "forget_filter": set(),
    "import": EDITORS,
    "save_filter": EVERYBODY,
    "see_mentions": ROLES,
}
"""Who is not turned away when they send something; the workflow has its own say after that."""

OWN_SCREENS = READ.keys() | ACT.keys()


@pytest.fixture
def addresses() -> dict[str, str]:
    """Each screen on a thing that is there."""
    anna = make.user("anna", "contributor")
    claim = make.claim(anna)
    statement = Statement.objects.get()
    asked = CorrectionRequest(claim=claim.public_id, wrong="The date is wrong.")
    asked.save()
    comment(claim, by=anna, text="Look.", mentioned=[anna])
    kept = save_filter(by=anna, name="Hers", path="/admin/claims/claim/", query="")
    capture = statement.capture_id
    found: dict[str, list[object]] = {
        "article": [capture],
        "article_statement": [capture, statement.pk],
        "article_new": [capture],
        "article_select": [capture],
        "claims_claim_missing": [claim.pk],
        "claims_correctionrequest_decide": [asked.pk],
        "claims_correctionrequest_forget": [asked.pk],
        "claims_statement_comment": [statement.pk],
        "claims_statement_opened": [statement.pk],
        "duplicates": ["claim"],
        "forget_filter": [kept.pk],
        "go": ["claim", claim.public_id],
        "import": [],
        "save_filter": [],
        "see_mentions": ["claim", claim.public_id],
    }
    where = {name: reverse(f"admin:{name}", args=keys) for name, keys in found.items()}
    return where | {"article_new": f"{where['article_new']}?start=0&end=5"}


@pytest.fixture(params=sorted(EVERYBODY))
def somebody(request, at_desk):
    """An account of each kind in turn."""
    kind = request.param
    roles = (kind,) if kind in ROLES else ()
    return kind, at_desk(f"the-{kind}", *roles, is_superuser=kind == "superuser")


def test_every_screen_opens_for_its_roles_alone(somebody, addresses):
    kind, desk = somebody
    for name, allowed in READ.items():
        status = desk.get(addresses[name]).status_code
        assert (status in (200, 302)) is (kind in allowed), (kind, name, status)


def test_every_act_is_taken_from_its_roles_alone(somebody, addresses):
    kind, desk = somebody
    acts, filters = AuditEntry.objects.count(), SavedFilter.objects.count()
    for name, allowed in ACT.items():
        status = desk.client.post(addresses[name], {"path": "/admin/claims/claim/"}).status_code
        assert (status in (200, 302)) is (kind in allowed), (kind, name, status)
    assert AuditEntry.objects.count() == acts and SavedFilter.objects.count() == filters
    assert Statement.objects.count() == Claim.objects.count() == 1


def test_without_signing_in_there_is_only_the_way_in(addresses):
    client = Client()
    for where in addresses.values():
        for answer in (client.get(where), client.post(where)):
            assert answer.status_code == 302 and "/admin/login/" in answer["Location"], where
