"""Paths to drafts that the crawl does not walk: tables, logs, files, sequences."""

import logging
import re
from pathlib import Path

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from claims.desk.models import Claim, ClaimStatement, User
from claims.record import models as record
from claims.record.models import ReleaseHead
from claims.workflow import revise
from tests.leaks.addresses import addresses, questions
from tests.leaks.crawling import ask, routes
from tests.leaks.planting import CANARY, Planted, plant
from tests.leaks.proxy import Proxy

pytestmark = pytest.mark.django_db

RECORD = {
    getattr(record, name)._meta.db_table
    for name in record.__all__
    if hasattr(getattr(record, name), "objects")
}
READINESS = "/readyz"
"""Asks the database for its triggers and migrations, and tells none of them."""

NEVER_SERVED = {".bak", ".csv", ".db", ".dump", ".env", ".jsonl", ".key", ".pem", ".po", ".py"}
NEVER_SERVED |= {".pyc", ".sql", ".sqlite3", ".yaml", ".yml", ".zip"}


def test_no_public_answer_asks_a_table_of_the_desk(
    client: Client, public: dict[str, str], planted: Planted
) -> None:
    asked = [address for address in addresses(public) if address != READINESS]
    for address in [*asked, *questions(client, public)]:
        with CaptureQueriesContext(connection) as captured:
            ask(client, address)
        for query in captured:
            tables = set(re.findall(r'"(claims_\w+|auth_\w+|django_\w+)"', query["sql"]))
            indexes = {name for name in tables if name.endswith("_idx")}
            assert tables - indexes <= RECORD, (address, query["sql"])


def test_drafts_move_neither_the_sequence_nor_the_chain(
    desk_of_two: tuple[User, User, User], public: dict[str, str]
) -> None:
    before = ReleaseHead.objects.values().get()
    plant(*desk_of_two, Claim.objects.get(public_id=public["claim"]))
    assert ReleaseHead.objects.values().get() == before


def test_a_statement_that_a_draft_shares_leads_to_the_published_claim_alone(
    client: Client, desk_of_two: tuple[User, User, User], public: dict[str, str]
) -> None:
    shared = Claim.objects.get(public_id=public["claim"]).claim_statements.get().statement
    draft = revise(
        Claim(text=f"{CANARY} another claim", language="en", kind="factual"),
        by=desk_of_two[0],
        save=[ClaimStatement(statement=shared, stance="denies")],
    )
    assert draft.claim_statements.count() == 1
    told = client.get("/api/v1/statements", {"source": public["source"]}).json()["results"]
    assert [(one["id"], one["claim"]["id"]) for one in told] == [
        (public["statement"], public["claim"])
    ]
    for address in (f"/sources/{public['source']}", f"/speakers/{public['speaker']}"):
        page = client.get(address, follow=True).content.decode()
        assert public["claim"] in page
        assert draft.public_id not in page


def test_no_log_line_tells_what_was_asked_for_or_a_draft(
    client: Client, public: dict[str, str], planted: Planted, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.INFO):
        for address in [*addresses(public), f"/api/v1/claims?q={CANARY}&status={CANARY}"]:
            ask(client, address)
    assert CANARY not in caplog.text.lower()
    assert "127.0.0.1" not in caplog.text


def test_the_schema_tells_nothing_of_the_desk(client: Client) -> None:
    text = client.get("/api/v1/schema").content.decode()
    ours = ("in_review", "changes_requested", "internal", "assigned", "priority", "not_before")
    assert [word for word in (*ours, "/admin", "due_on", "no_contact_reason") if word in text] == []


def test_there_is_no_other_way_in() -> None:
    """No query language, no socket, no debugging page: only the routes of the table."""
    words = ("graphql", "ws", "socket", "stream", "debug", "silk", "rpc")
    named = {part for route in routes() for part in re.split(r"[^a-z]+", route.lower())}
    assert named & set(words) == set()


def test_static_files_are_only_files_for_browsers(static_files: Path, settings) -> None:
    files = [file for file in static_files.rglob("*") if file.is_file()]
    assert files
    assert {suffix for file in files for suffix in file.suffixes} & NEVER_SERVED == set()
    assert not any(part.startswith(".git") for file in files for part in file.parts)
    assert settings.DATA_DIR not in (static_files, *static_files.rglob("*"))
    assert not settings.MEDIA_ROOT
    for json in static_files.rglob("*.json"):
        assert json.name == "staticfiles.json"


@pytest.mark.parametrize(
    "path",
    [
        *("/onrecord.sqlite3", "/var/onrecord.sqlite3", "/static/../onrecord.sqlite3"),
        *(
            "/.git/config",
            "/.env",
            "/static/%2e%2e/secret_key",
            "/secret_key",
            "/media/",
            "/exports",
        ),
        *("/backup", "/dump.sql", "/manage.py", "/seeds/", "/preview"),
    ],
)
def test_nothing_beside_the_site_is_served(client: Client, path: str) -> None:
    assert client.get(path).status_code == 404


def test_a_correction_is_not_older_than_a_minute_by_a_cache(
    client: Client, desk_of_two: tuple[User, User, User], public: dict[str, str]
) -> None:
    proxy, address = Proxy(), f"/api/v1/claims/{public['claim']}"
    before = proxy.get(client, address)
    plant(*desk_of_two, Claim.objects.get(public_id=public["claim"]))
    assert proxy.get(client, address).body == before.body
    proxy.now += 61
    assert proxy.get(client, address).headers["etag"] == before.headers["etag"]
    assert proxy.revalidated == 1
