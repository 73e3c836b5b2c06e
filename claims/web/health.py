"""Whether the process runs, and whether the site is ready to be asked."""

from django.db import DEFAULT_DB_ALIAS, Error, connections
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from claims.ledger import guards
from claims.record import reading


@require_safe
@cache_control(no_store=True)
def healthz(request: HttpRequest) -> HttpResponseBase:
    """Answer 200 while the process runs; the database is not asked."""
    return _plain("ok", 200)


@require_safe
@cache_control(no_store=True)
def readyz(request: HttpRequest) -> HttpResponseBase:
    """Answer 200 when every page could be served, else 503 with the kinds of reasons on one line.

    Replicas that readers are not sent to are told in either case.
    """
    reason = fault()
    told = "; ".join(filter(None, (reason, *reading.left_out())))
    if not reason and told:
        told = f"ok, but {told}"
    return _plain(told or "ok", 503 if reason else 200)


def fault() -> str:
    """Return what keeps the site from being ready, "" when nothing does; no addresses."""
    connection = connections[DEFAULT_DB_ALIAS]
    try:
        executor = MigrationExecutor(connection)
        if executor.migration_plan(executor.loader.graph.leaf_nodes()):
            return "migrations are not applied"
        if guards.missing(connection):
            return "database guards are missing"
        if foreign := guards.foreign(connection):
            return f"the database acts by itself: {', '.join(foreign)}"
    except Error:
        return "the database cannot be reached"
    try:
        if not reading.ends_at_its_head():
            return "the public record does not end at its head"
    except Error:
        return "the public record cannot be read"
    return ""


def _plain(text: str, status: int) -> HttpResponse:
    return HttpResponse(f"{text}\n", status=status, content_type="text/plain; charset=utf-8")
