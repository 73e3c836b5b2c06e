"""The proofs that the other tests here rest on see what is half there, and what is lost."""

import pytest

from claims.desk.models import Decision
from claims.record.models import PublishedClaim, Release
from tests.commands.restored import published_claim
from tests.faults import standing
from tests.ledger import rows

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("table", "said"),
    [
        ("claims_publishedclaim", "is not shown as of release"),
        ("claims_publishedentity", "is not shown as of release"),
        ("claims_claimwords", "cannot be found by its words"),
        ("claims_entitywords", "cannot be found by its words"),
        ("claims_auditentry", "has no audit entry"),
        ("claims_release", "which is not"),
    ],
)
def test_what_is_half_there_is_told(table: str, said: str) -> None:
    published_claim()
    assert standing.torn() == []
    with rows.unguarded():
        if table == "claims_publishedclaim":
            PublishedClaim.objects.all().delete()
        else:
            rows.sql(f"DELETE FROM {table}")
        assert said in " ".join(standing.torn())


def test_what_was_acknowledged_and_is_not_there_is_told() -> None:
    claim = published_claim()
    release = Release.objects.filter(subject=claim.public_id).get()
    number = Decision.objects.get().number
    told = {"claim": claim.public_id, "decision": number, "version": claim.version}
    told |= {"sequence": release.sequence, "hash": release.hash}
    for what in ("written", "approved", "released"):
        assert standing.lost([{**told, "what": what}]) == []
    wrong = {**told, "version": 99, "decision": 99, "hash": "0" * 64}
    wrong |= {"url": "https://nowhere.example/", "statements": 2}
    for what in ("imported", "written", "submitted", "approved", "released"):
        assert len(standing.lost([{**wrong, "what": what}])) == 1, what
