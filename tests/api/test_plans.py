"""How the database goes about a page: into the index at its place, without sorting."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.api.making import bare_facets, bare_rows, id_of
from tests.api.test_paging import page

pytestmark = pytest.mark.django_db

TOPIC, SOURCE = id_of("topic"), id_of("source")


def plan_of(address: str) -> str:
    """The plan of the query behind the second page at an address, the one with a cursor."""
    second = page(address)["next"]
    with CaptureQueriesContext(
        connection,
    ) as captured:
        page(second)
    (query,) = captured.captured_queries
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN QUERY PLAN {query['sql']}")
        return "\n".join(row[3] for row in cursor.fetchall())


@pytest.fixture(autouse=True)
def record():
    if connection.vendor != "sqlite":
        pytest.skip("PostgreSQL chooses its plan by the size of the tables")
    rows = bare_rows(40, verdict="overstated", normalised="MIXTURE")
    bare_facets(rows, "topic", TOPIC)
    bare_facets(rows[::2], "source", SOURCE)
    bare_facets(rows, "speaker_stance", f"{SOURCE}:asserts")


@pytest.mark.parametrize(
    ("query", "index"),
    [
        ("", "first_sequence<?"),
        ("&ordering=first_released", "first_sequence>?"),
        ("&status=open", "pubclaim_status_idx (status=? AND first_sequence<?)"),
        ("&verdict=overstated", "pubclaim_verdict_idx (verdict=? AND first_sequence<?)"),
        ("&normalised=MIXTURE", "pubclaim_norm_idx (normalised=? AND first_sequence<?)"),
        ("&kind=factual", "pubclaim_kind_idx (kind=? AND first_sequence<?)"),
        ("&language=en", "pubclaim_language_idx (language=? AND first_sequence<?)"),
        (f"&topic={TOPIC}", "pubfacet_value_idx (kind=? AND value=? AND order_key<?)"),
        (
            f"&topic={TOPIC}&ordering=first_released",
            "pubfacet_value_idx (kind=? AND value=? AND order_key>?)",
        ),
        (
            f"&topic={TOPIC}&source={SOURCE}",
            "pubfacet_value_idx (kind=? AND value=? AND order_key<?)",
        ),
        (
            f"&speaker={SOURCE}&stance=asserts",
            "pubfacet_value_idx (kind=? AND value=? AND order_key<?)",
        ),
    ],
)
def test_a_page_enters_its_index_and_sorts_nothing(query, index):
    plan = plan_of(f"/api/v1/claims?page_size=5{query}")
    assert index in plan
    assert "TEMP B-TREE" not in plan
    assert "SCAN" not in plan


def test_the_order_of_newest_releases_enters_its_index_too():
    plan = plan_of("/api/v1/claims?page_size=5&ordering=-released")
    assert "pubclaim_released_idx" in plan
    assert "TEMP B-TREE" not in plan
