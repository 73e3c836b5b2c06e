"""How the database goes about a page: into the index at its place, without sorting."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.api.making import bare_facets, bare_rows, id_of
from tests.api.test_paging import page

pytestmark = pytest.mark.django_db

TOPIC, SOURCE = id_of("topic"), id_of("source")


EXPLAIN = {"sqlite": "EXPLAIN QUERY PLAN", "postgresql": "EXPLAIN"}
# On tables this small PostgreSQL would rather read and sort them whole than enter any index.
PREPARATION = {
    "sqlite": (),
    "postgresql": tuple(
        f"SET LOCAL enable_{way} = off" for way in ("seqscan", "bitmapscan", "sort")
    ),
}
WHOLE = {"sqlite": ("TEMP B-TREE", "SCAN"), "postgresql": ("Sort", "Seq Scan")}
"""What a plan says that sorts or reads a whole table."""


def plan_of(address: str) -> str:
    """The plan of the query behind the second page at an address, the one with a cursor."""
    second = page(address)["next"]
    with CaptureQueriesContext(
        connection,
    ) as captured:
        page(second)
    (query,) = captured.captured_queries
    with connection.cursor() as cursor:
        for statement in PREPARATION[connection.vendor]:
            cursor.execute(statement)
        cursor.execute(f"{EXPLAIN[connection.vendor]} {query['sql']}")
        return "\n".join(str(row[-1]) for row in cursor.fetchall())


@pytest.fixture(autouse=True)
def record():
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
    assert connection.vendor != "sqlite" or index in plan
    assert [word for word in WHOLE[connection.vendor] if word in plan] == []


def test_the_order_of_newest_releases_enters_its_index_too():
    plan = plan_of("/api/v1/claims?page_size=5&ordering=-released")
    assert "pubclaim_released_idx" in plan
    assert [word for word in WHOLE[connection.vendor] if word in plan] == []
