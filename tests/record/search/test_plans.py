"""A search enters the index of words, and gives the newest first without sorting all it finds."""

from collections.abc import Iterator

import pytest
from django.db import connection
from django.db.models import F, QuerySet
from django.test.utils import CaptureQueriesContext

from claims.record import reading
from claims.record.models import ClaimWords
from claims.record.search import PLACE, matching, place_of
from claims.search.common import forget
from tests.api.making import bare_rows

pytestmark = pytest.mark.django_db

EXPLAIN = {"sqlite": "EXPLAIN QUERY PLAN", "postgresql": "EXPLAIN"}


def plan(rows: QuerySet) -> str:
    """How the database goes about a query."""
    with CaptureQueriesContext(connection) as captured:
        list(rows)
    (query,) = captured.captured_queries
    with connection.cursor() as cursor:
        cursor.execute(f"{EXPLAIN[connection.vendor]} {query['sql']}")
        return "\n".join(str(row[-1]) for row in cursor.fetchall())


@pytest.fixture(autouse=True)
def record(db: None) -> Iterator[None]:
    """Some thousand claims, every one with a common word, one in a thousand with a rare one."""
    rows = bare_rows(3000)
    ClaimWords.objects.bulk_create(
        ClaimWords(row_id=row.first_sequence, text="common" + " rare" * (number % 1000 == 0))
        for number, row in enumerate(rows)
    )
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            # Else how long its list of what is not yet sorted in is depends on earlier tests.
            cursor.execute("SELECT gin_clean_pending_list('claims_claimwords_document_idx')")
            cursor.execute("ANALYZE claims_claimwords, claims_publishedclaim")
            # A table this small is as soon read whole as looked up.
            cursor.execute("SET LOCAL enable_seqscan = off")
    forget()
    yield


@pytest.mark.parametrize("word", ["common", "rare"])
def test_the_newest_come_first_without_a_sort(word: str) -> None:
    found = matching(reading.listed_claims(), word).annotate(at=F(PLACE)).order_by("-at")
    told = plan(found.values_list("body", "at")[:20])
    assert ("VIRTUAL TABLE INDEX" in told) == (connection.vendor == "sqlite")
    assert "SCAN claims_publishedclaim" not in told
    assert connection.vendor != "sqlite" or "TEMP B-TREE" not in told
    # The rare word is looked up; for the common one reading backwards ends after a page.
    assert connection.vendor != "postgresql" or ("document_idx" in told) == (word == "rare"), told


def test_a_word_that_the_planner_does_not_know_is_looked_up() -> None:
    """It takes it for commoner than it is, and one claim for soon found on the way."""
    newest = reading.claims().latest("first_sequence")
    ClaimWords.objects.filter(row=newest).update(text="common unheard")
    rows = reading.listed_claims()
    found = matching(rows, "unheard").annotate(at=place_of(rows, "unheard", "first_sequence"))
    for ordered in (found.order_by("-at"), found.order_by("at"), matching(rows, "unheard")):
        told = plan(ordered.values_list("pk")[:1])
        assert connection.vendor != "postgresql" or "document_idx" in told, told
        assert [key for (key,) in ordered.values_list("pk")] == [newest.pk]


def test_rows_in_their_own_order_are_read_so_too() -> None:
    told = plan(matching(reading.claims(), "common").values_list("body")[:20])
    assert "TEMP B-TREE" not in told
    assert connection.vendor != "postgresql" or "Sort" not in told


def test_a_page_begins_in_the_middle_without_reading_what_is_before() -> None:
    found = matching(reading.claims(), "common").annotate(at=F(PLACE)).filter(at__lt=1500)
    told = plan(found.values_list("body")[:20])
    assert "TEMP B-TREE" not in told
    assert "SCAN claims_publishedclaim" not in told


def test_what_lacks_a_word_is_read_in_the_order_of_the_list() -> None:
    told = plan(matching(reading.claims(), "-rare").values_list("body")[:20])
    assert "TEMP B-TREE" not in told
