"""Filters by dates give what going through every row would give, in the same order.

Lists that are asked for by dates are read in parts by several indexes; here each is walked page by
page and compared with all rows, looked at one by one.
"""

import random
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from claims.api.fact_check_tools.finding import newest
from claims.api.fact_check_tools.query import Search
from claims.api.filters import dated
from claims.api.keyset import Cursor
from claims.record.models import UNLISTED, PublishedClaim, PublishedFacet, PublishedStatement
from claims.text.dates import PartialDate, Precision
from tests.api.making import START, bare_facets, bare_rows, id_of

pytestmark = pytest.mark.django_db

ROWS = 240
FIRST = datetime(2021, 11, 20, tzinfo=UTC)
TOPIC = id_of("topic")
STATUSES = ("open",) * 8 + ("reviewed", "retracted")

# Days and moments about when the rows were said, released and changed; some before and after all.
MOMENTS = st.one_of(
    st.sampled_from(["0001-01-01", "2022-01-01", "2022-06-01", "9999-12-31"]),
    st.dates(FIRST.date(), START.date() + timedelta(days=20)).map(str),
    st.datetimes(FIRST.replace(tzinfo=None), datetime(2024, 1, 20)).map(
        lambda moment: f"{moment:%Y-%m-%dT%H:%M}:00Z"
    ),
)
SAID = st.fixed_dictionaries({}, optional={"said_after": MOMENTS, "said_before": MOMENTS})
RELEASED = st.fixed_dictionaries(
    {}, optional={"released_after": MOMENTS, "released_before": MOMENTS, "updated_since": MOMENTS}
)
OTHERS = st.fixed_dictionaries(
    {},
    optional={
        "language": st.sampled_from(["en", "lt", "xx"]),
        "topic": st.just(TOPIC),
        "ordering": st.sampled_from(
            ["first_released", "-released", "released", "-first_said", "first_said"]
        ),
    },
)
DRAWN = settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


@pytest.fixture(params=[3, dated.FEW], ids=["many", "few"])
def bound(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """How many rows are few enough to be sorted."""
    monkeypatch.setattr(dated, "FEW", request.param)


def moments(rng: random.Random) -> dict[str, Any]:
    """When something was said: a minute, day, month or year, or unknown."""
    if rng.random() < 0.1:
        return {}
    moment = FIRST + timedelta(minutes=int(rng.random() ** 2 * 60 * 24 * 760))
    precision = rng.choice([*Precision, Precision.DAY, Precision.DAY])
    if rng.random() < 0.2:
        moment = datetime(2022, 6, 1, tzinfo=UTC)
    said = PartialDate.of(moment, precision)
    return {"start": said.start, "end": said.end}


@pytest.fixture
def claims() -> list[PublishedClaim]:
    """Rows released over ten days; a few changed later, many were said long before, some after."""
    rng = random.Random(7)  # noqa: S311
    rows = bare_rows(ROWS)
    for row in rows:
        said = moments(rng)
        row.first_said_start, row.first_said_end = said.get("start"), said.get("end")
        if row.first_said_start:
            since = row.first_said_start - datetime(1, 1, 1, tzinfo=UTC)
            row.first_said_order = int(since.total_seconds()) + 1
        row.first_released_at = START + timedelta(hours=row.first_sequence)
        row.released_at = row.changed_at = row.first_released_at
        if rng.random() < 0.2:
            row.changed_at += timedelta(hours=rng.randrange(1, 300))
        if rng.random() < 0.7:
            row.verdict, row.last_verdict_at = "false", row.first_released_at
            if rng.random() < 0.3:
                row.last_verdict_at = row.changed_at
        row.status = rng.choice(STATUSES)
        row.language = rng.choice(("en", "en", "en", "lt"))
    fields = [field.name for field in PublishedClaim._meta.concrete_fields if not field.primary_key]
    PublishedClaim.objects.bulk_update(rows, fields, batch_size=40)
    bare_facets(rng.sample(rows, 90), "topic", TOPIC)
    return rows


@pytest.fixture
def statements(claims: list[PublishedClaim]) -> list[PublishedStatement]:
    rng = random.Random(8)  # noqa: S311
    made = []
    for place, claim in enumerate(claims * 2):
        said = moments(rng)
        made.append(
            PublishedStatement(
                public_id=id_of("stmt", place),
                claim=claim,
                sequence=1,
                place=place,
                position=place,
                as_evidence=place >= len(claims),
                listed=claim.status not in UNLISTED,
                stance=rng.choice(("asserts", "denies")),
                kind="direct",
                said="confirmed",
                language="en",
                said_start=said.get("start"),
                said_end=said.get("end"),
                source="",
                body=f'{{"id":"{id_of("stmt", place)}"}}',
                etag="",
            )
        )
    return PublishedStatement.objects.bulk_create(made)


Get = Callable[..., Any]


def walked(api: Get, path: str, query: dict[str, str], size: int) -> list[str]:
    """The ids on all pages; on the way back from the last page the same once more."""
    forth: list[str] = []
    back: list[str] = []
    page = api(path, **query, page_size=str(size)).json()
    while True:
        forth += [one["id"] for one in page["results"]]
        if not page["next"]:
            break
        page = api(f"{path}?{page['next'].partition('?')[2]}").json()
    ends = [one["id"] for one in page["results"]]
    while page["previous"]:
        page = api(f"{path}?{page['previous'].partition('?')[2]}").json()
        back = [one["id"] for one in page["results"]] + back
    assert back + ends == forth
    return forth


def moment_of(query: dict[str, str], name: str) -> datetime | None:
    text = query.get(name)
    if text is None:
        return None
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def overlaps(row: Any, query: dict[str, str], start: str, end: str) -> bool:
    after, before = moment_of(query, "said_after"), moment_of(query, "said_before")
    late = after is None or (getattr(row, end) is not None and getattr(row, end) > after)
    early = before is None or (getattr(row, start) is not None and getattr(row, start) < before)
    return late and early


def has(row: PublishedClaim, query: dict[str, str], topical: set[str]) -> bool:
    after, before = moment_of(query, "released_after"), moment_of(query, "released_before")
    since = moment_of(query, "updated_since")
    return (
        row.status not in UNLISTED
        and overlaps(row, query, "first_said_start", "first_said_end")
        and (after is None or row.first_released_at >= after)
        and (before is None or row.first_released_at < before)
        and (since is None or row.changed_at >= since)
        and query.get("language", row.language) == row.language
        and ("topic" not in query or row.pk in topical)
    )


ORDERS: dict[str, Callable[[PublishedClaim], Any]] = {
    "first_released": lambda row: row.first_sequence,
    "released": lambda row: (row.released_at, row.sequence),
    "first_said": lambda row: (row.first_said_order, row.first_sequence),
}


@DRAWN
@given(said=SAID, released=RELEASED, others=OTHERS, size=st.sampled_from([23, 100]))
def test_claims_by_dates_are_those_of_all_rows(api, bound, claims, said, released, others, size):
    query = {**said, **released, **others}
    facets = PublishedFacet.objects.filter(value=TOPIC)
    topical = set(facets.values_list("claim_id", flat=True))
    ordering = query.get("ordering", "-first_released")
    wanted = [row for row in claims if has(row, query, topical)]
    wanted.sort(key=ORDERS[ordering.lstrip("-")], reverse=ordering.startswith("-"))
    assert walked(api, "claims", query, size) == [row.pk for row in wanted]
    counted = api("claims", **query, count="true", facets="language").json()
    assert counted["count"] == {"value": len(wanted), "exact": True}
    assert sum(one["count"] for one in counted["facets"]["language"]) == len(wanted)


@DRAWN
@given(said=SAID, others=st.fixed_dictionaries({}, optional={"stance": st.just("denies")}))
def test_statements_by_dates_are_those_of_all_rows(api, bound, statements, said, others):
    query = {**said, **others}
    wanted = [
        row.public_id
        for row in reversed(statements)
        if row.listed
        and overlaps(row, query, "said_start", "said_end")
        and query.get("stance", row.stance) == row.stance
    ]
    assert walked(api, "statements", query, 100) == wanted


@DRAWN
@given(days=st.integers(1, 800), language=st.sampled_from(["", "en", "xx"]))
def test_google_s_tools_find_what_is_young_enough(bound, claims, monkeypatch, days, language):
    now = START + timedelta(days=15)
    monkeypatch.setattr("django.utils.timezone.now", lambda: now)
    since = now - timedelta(days=days)
    wanted = [
        row.pk
        for row in reversed(claims)
        if row.status not in UNLISTED
        and row.verdict
        and (
            row.last_verdict_at >= since
            or (row.first_said_start is not None and row.first_said_start >= since)
        )
        and language in ("", row.language)
    ]
    search = Search(language=language, max_age_days=days)
    found: list[str] = []
    cursor = None
    while page := list(newest(search, cursor, 40)):
        found += [row.pk for row in page]
        cursor = Cursor((page[-1].first_sequence,))
    assert found == wanted
