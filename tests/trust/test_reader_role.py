"""R28: a role with the rights that the page for operators gives serves readers, and no drafts."""

import re
from pathlib import Path

import pytest
from django.apps import apps
from django.db import DatabaseError, connection, connections
from django.test import Client

from claims.record import models as record
from tests import desk_builders as make
from tests.leaks.addresses import addresses

ROOT = Path(__file__).resolve().parent.parent.parent
ROLE = "onrecord_reader_of_tests"
PRIVATE = ("claims_claim", "claims_user", "claims_auditentry", "claims_capture", "auth_group")


def granted() -> set[str]:
    """The tables, of all there are, that docs/deployment.md grants to such a role."""
    page = (ROOT / "docs" / "deployment.md").read_text("utf-8")
    (pattern,) = re.findall(r"WHERE tablename ~ '(.*?)'", page)
    return {
        model._meta.db_table
        for model in apps.get_models()
        if re.search(pattern, model._meta.db_table)
    }


def of_the_record() -> set[str]:
    models = [getattr(record, name) for name in record.__all__]
    return {model._meta.db_table for model in models if hasattr(model, "objects")}


def test_the_page_for_operators_grants_every_table_of_the_record_and_no_other() -> None:
    assert granted() == of_the_record()


@pytest.mark.django_db(transaction=True)
def test_a_role_that_reads_the_record_alone_serves_every_page() -> None:
    claim = make.published(make.user("author", "contributor"), make.user("decider", "publisher"))
    statement = claim.claim_statements.get().statement
    ids = {"claim": claim.public_id, "statement": statement.public_id}
    ids |= dict.fromkeys(("speaker", "source", "publisher", "topic"), "aaaaaaaaaaaa")
    public = connections["public"]
    if connection.vendor == "postgresql":
        _as_reader(True)
    try:
        for where in addresses(ids):
            if where != "/readyz":  # which asks for guards and migrations too
                assert Client().get(where).status_code < 500, where
        for table in PRIVATE:
            with pytest.raises(DatabaseError), public.cursor() as cursor:
                write = f"DELETE FROM {table}"
                cursor.execute(f"SELECT * FROM {table}" if public.vendor != "sqlite" else write)
    finally:
        if connection.vendor == "postgresql":
            _as_reader(False)


def _as_reader(begin: bool) -> None:
    with connection.cursor() as cursor:
        if begin:
            cursor.execute(f"CREATE ROLE {ROLE}")
            cursor.execute(f"GRANT USAGE ON SCHEMA public TO {ROLE}")
            cursor.execute(f"GRANT SELECT ON {', '.join(sorted(granted()))} TO {ROLE}")
    with connections["public"].cursor() as reading:
        reading.execute(f"SET ROLE {ROLE}" if begin else "RESET ROLE")
    if not begin:
        with connection.cursor() as cursor:
            cursor.execute(f"DROP OWNED BY {ROLE}")
            cursor.execute(f"DROP ROLE {ROLE}")
