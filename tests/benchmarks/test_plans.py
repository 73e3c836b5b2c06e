"""How the database goes about everything the public asks, over a record that was analysed."""

import pytest
from django.db import connection, connections
from django.test.utils import CaptureQueriesContext

from claims.record import reading
from claims.record.models import PublishedClaim, PublishedStatement
from claims.search.common import forget
from tests.benchmarks import addresses, plans
from tests.benchmarks.data.loading import load

pytestmark = pytest.mark.django_db
SMALL = plans.Size.SMALL

CLAIMS = 2_000
"""Enough that PostgreSQL enters indexes by itself; `make bench` asks the same of a million."""


def analyse_whole() -> None:
    """Have every row looked at, so that PostgreSQL plans the same each time: it draws a sample."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SET LOCAL default_statistics_target = 1000")
        cursor.execute("ANALYZE")
    forget()


def test_nothing_asked_of_the_record_reads_or_sorts_it_whole():
    load(CLAIMS)
    analyse_whole()
    with plans.bounds_divided():
        found = [str(fault) for fault in plans.faults(together=False, size=SMALL)]
        assert not found, "\n".join(found)
    scans = [_sql(rows) for rows in _unindexed()]
    untold = [sql for sql in scans if not plans.said_of(sql, size=SMALL)]
    assert untold == [], "so that a scan would have been told"


def _unindexed():
    """Give queries for which there is no index: what is not found is looked for everywhere."""
    claims = PublishedClaim.objects.using(reading.ALIAS)
    yield claims.filter(slug="none-such").values_list("public_id")[:20]
    yield claims.filter(title="None such").order_by("-first_sequence").values_list("public_id")[:20]
    yield claims.order_by("etag").values_list("public_id")[:20]
    statements = PublishedStatement.objects.using(reading.ALIAS)
    yield statements.filter(etag="none such").order_by("-place").values_list("public_id")[:20]


def _sql(rows):
    with CaptureQueriesContext(connections[reading.ALIAS]) as captured:
        list(rows)
    return captured.captured_queries[0]["sql"]


def test_a_parameter_without_anything_to_ask_it_with_is_told(monkeypatch):
    load(2)
    declared = addresses.ClaimParameters.base_filters
    monkeypatch.setitem(declared, "fresh", declared["language"])
    with pytest.raises(LookupError, match="fresh"):
        list(addresses.addresses(together=False))
