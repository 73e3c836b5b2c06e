"""Every list of the desk, opened in each of its ways: what it asks of the database and how long."""

import time
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.contrib.admin.views.main import ORDER_VAR, PAGE_VAR, SEARCH_VAR
from django.db import connection, models
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from claims.admin.signing_in import lasting
from claims.desk import models as desk
from claims.desk.permissions import Role
from claims.workflow import create_account, set_roles
from tests.benchmarks import desk_rows
from tests.signing_in import sign_in

MOST_QUERIES = 16
TIMED = 3
MOST_FOR_THE_QUEUE = 36
"""The review queue also tells its reader, of each claim, whether they may decide."""

WAYS: dict[type[models.Model], tuple[dict[str, str], ...]] = {
    desk.Claim: (
        {"stage__exact": "draft"},
        {"assigned": "nobody"},
        {"verdict": "open"},
        {"waiting": "due"},
        {SEARCH_VAR: "harbour"},
    ),
    desk.Statement: ({"state__exact": "proposed"}, {"confidence": "low"}, {SEARCH_VAR: "harbour"}),
    desk.ClaimRelation: ({"kind__exact": "related"}, {SEARCH_VAR: "harbour"}),
    desk.Topic: ({SEARCH_VAR: "harbour"},),
    desk.Source: (
        {"availability__exact": "gone"},
        {"published": "2024-03"},
        {SEARCH_VAR: "harbour"},
    ),
    desk.Capture: ({"extent__exact": "full"}, {SEARCH_VAR: "harbour"}),
    desk.Publisher: ({"kind__exact": "news_site"}, {SEARCH_VAR: "harbour"}),
    desk.Speaker: ({"kind__exact": "person"}, {SEARCH_VAR: "harbour"}),
    desk.CorrectionRequest: ({"state": "open"}, {SEARCH_VAR: "aaaaaaaaaaaa"}),
    desk.Submission: ({"outcome__exact": "approved"}, {SEARCH_VAR: "aaaaaaaaaaaa"}),
    desk.Decision: ({"verb__exact": "publish"}, {SEARCH_VAR: "aaaaaaaaaaaa"}),
    desk.AuditEntry: ({"verb": "publish"}, {"at": "2024-03"}, {SEARCH_VAR: "aaaaaaaaaaaa"}),
    desk.Rating: ({SEARCH_VAR: "false"},),
    desk.User: ({"is_active__exact": "1"}, {SEARCH_VAR: "editor-7"}),
}
"""Every list of the desk, and how it is filtered and searched here."""


@dataclass(frozen=True, slots=True)
class Visit:
    """One way of opening a list: what it is called, where it is, and what it cost."""

    name: str
    where: str
    queries: int
    milliseconds: float
    faults: tuple[str, ...]


def reader() -> Client:
    """Return a client whose account may read every list."""
    account = create_account("reader", by=None)
    set_roles(account, [Role.PUBLISHER, Role.ADMIN], by=None)
    client = sign_in(Client(SERVER_NAME="127.0.0.1"), account)
    session = client.session
    # A session notes each minute that it is used; that is no query of a list's.
    session[lasting.SEEN] = int(time.time()) + 3_600
    session.save()
    return client


def visits(client: Client, *, timed: int = 0) -> Iterator[Visit]:
    """Open every list in each of its ways; its time is the least of `timed`."""
    for model, ways in WAYS.items():
        listed = reverse(f"admin:claims_{model._meta.model_name}_changelist")
        for way in (*_pages_and_orders(client, listed), *ways):
            name = f"{model._meta.verbose_name_plural} {urlencode(way)}".strip()
            yield _visit(client, name, f"{listed}?{urlencode(way)}", timed)
    yield _visit(client, "review queue", reverse("admin:review"), timed, MOST_FOR_THE_QUEUE)


def measured(client: Client, start: int, stop: int) -> list[Visit]:
    """Add the rows numbered `start` to `stop`, and return what each list costs then."""
    began = time.perf_counter()
    desk_rows.fill(start, stop)
    desk_rows.analyse()
    print(f"{stop:,} rows of each kind after {time.perf_counter() - began:.0f} s", flush=True)
    return list(visits(client, timed=TIMED))


def table(before: list[Visit], after: list[Visit]) -> Iterator[str]:
    """Yield the lines of what was measured with few rows and with many."""
    yield f"{'list':<48}{'queries':>8}{'ms, few':>10}{'ms, many':>10}{'ratio':>8}"
    for few, many in zip(before, after, strict=True):
        times = f"{few.milliseconds:>10.1f}{many.milliseconds:>10.1f}"
        ratio = many.milliseconds / few.milliseconds
        yield f"{many.name[:47]:<48}{many.queries:>8}{times}{ratio:>8.1f}"


def grown(before: list[Visit], after: list[Visit]) -> list[str]:
    """Return what is wrong with the lists after more rows came, one line each."""
    found = [f"{visit.name}: {fault}" for visit in after for fault in visit.faults]
    # What comes to be more than a page has the keys of its first page looked up before its rows.
    return found + [
        f"{more.name}: {more.queries} queries, {few.queries} with fewer rows"
        for few, more in zip(before, after, strict=True)
        if more.queries > few.queries + 1
    ]


def _pages_and_orders(client: Client, listed: str) -> Iterator[dict[str, str]]:
    """Yield the first two pages of a list, and its order by each column that has one."""
    answer: Any = client.get(listed)
    changelist = answer.context_data["cl"]
    yield {}
    if changelist.result_count > changelist.list_per_page:
        yield {PAGE_VAR: "2"}
    for number, name in enumerate(changelist.list_display):
        if changelist.get_ordering_field(name) and _is_sortable(changelist, name):
            yield {ORDER_VAR: str(number)}


def _is_sortable(changelist: Any, name: str) -> bool:
    return changelist.sortable_by is None or name in changelist.sortable_by


def _visit(client: Client, name: str, where: str, timed: int, most: int = MOST_QUERIES) -> Visit:
    for _ in range(min(timed, 1)):
        client.get(where)
    with CaptureQueriesContext(connection) as asked:
        status = client.get(where).status_code
    faults = [] if status == 200 else [f"answered {status}"]
    statements = [each["sql"] for each in asked.captured_queries]
    faults += [
        f"counts a whole table: {sql[:160]}"
        for sql in statements
        if "COUNT(" in sql.upper() and "LIMIT" not in sql.upper()
    ]
    if len(statements) > most:
        faults.append(f"{len(statements)} queries; at most {most} are allowed")
    # A file is read by this process alone, and so its work is told whatever else is running.
    clock = time.process_time if connection.vendor == "sqlite" else time.perf_counter
    times = []
    for _ in range(timed):
        began = clock()
        client.get(where)
        times.append(1000 * (clock() - began))
    return Visit(name, where, len(statements), min(times, default=0.0), tuple(faults))
