"""A record released before search came is readable and searchable after the migrations."""

from collections.abc import Iterator

import pytest
from django.core.management import call_command
from django.db import connection

from claims.record import verify
from claims.record.models import PublishedClaim, PublishedEntity, PublishedStatement
from claims.record.search import matching
from tests import builders as build
from tests.ledger.rows import sql
from tests.record.bodies import publish
from tests.record.tables import contents


@pytest.fixture
def migrated_back() -> Iterator[None]:
    """Come back to today's tables whatever happens."""
    yield
    call_command("migrate", "claims", verbosity=0)


@pytest.mark.django_db(transaction=True)
def test_an_older_record_is_projected_anew(migrated_back: None) -> None:
    publish(id="claim1")
    publish(id="claim2", claim="Something about Žemaitija.")
    build.release("relation", build.relation_content())
    build.release("speaker", build.speaker_content())
    before = contents()
    call_command("migrate", "claims", "0001", verbosity=0)
    columns = {column.name for column in _columns("claims_publishedclaim")}
    assert "changed_at" not in columns
    sql("UPDATE claims_publishedclaim SET title = 'as an older version wrote it'")
    call_command("migrate", "claims", verbosity=0)
    assert contents() == before
    assert list(verify.faults()) == []
    assert matching(PublishedClaim.objects.all(), "zemaitija").get().public_id == "claim2"
    assert PublishedStatement.objects.filter(listed=True).count() == 2
    assert PublishedEntity.objects.get().merged_into == ""


@pytest.mark.django_db(transaction=True)
def test_what_the_read_tables_hold_is_carried_over(migrated_back: None) -> None:
    publish(id="claim1")
    publish(id="claim2", verdict=None)
    publish(id="claim3")
    build.release("claim", build.claim_content("claim3"), "retraction", build.NOTE)
    build.release("relation", build.relation_content())
    before = contents()
    call_command("migrate", "claims", "0005", verbosity=0)
    sql("UPDATE claims_publishedclaim SET title = 'as it stands' WHERE public_id = 'claim1'")
    call_command("migrate", "claims", verbosity=0)
    assert PublishedClaim.objects.get(pk="claim1").title == "as it stands", "made anew"
    PublishedClaim.objects.filter(pk="claim1").update(title=_title(before))
    assert contents() == before
    assert list(verify.faults()) == []


def _title(before: dict) -> str:
    names = [field.attname for field in PublishedClaim._meta.concrete_fields]
    rows = (dict(zip(names, row, strict=True)) for row in before["PublishedClaim"])
    return next(row["title"] for row in rows if row["public_id"] == "claim1")


def _columns(table: str) -> list:
    with connection.cursor() as cursor:
        return connection.introspection.get_table_description(cursor, table)
