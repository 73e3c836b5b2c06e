"""The page of corrections: every change to a published claim that the public was told of."""

import json

from django.db.models import QuerySet
from django.http import HttpRequest
from django.http.response import HttpResponseBase

from claims.record import reading
from claims.record.models import Release
from claims.web.addresses import path_to
from claims.web.answers import WAYS, page, public_page
from claims.web.listing import PAGE_SIZE, before_of, pager
from claims.web.presentation import Noted, noted
from claims.web.scales import with_places_today


@public_page
def corrections(request: HttpRequest) -> HttpResponseBase:
    """Releases with a public note, newest first, with the verdict before and after."""
    before = before_of(request)
    releases = reading.corrections()
    if before is not None:
        releases = releases.filter(sequence__lt=before)
    changes = told(releases, PAGE_SIZE + 1)
    older = changes[PAGE_SIZE - 1].sequence if len(changes) > PAGE_SIZE else None
    path = WAYS["corrections"]
    context = {"changes": changes[:PAGE_SIZE], "pager": pager(path, before, older)}
    return page(request, "web/corrections.html", context, path=path)


def told(releases: QuerySet[Release], most: int) -> list[Noted]:
    """Return what the first `most` of some releases of claims told the public.

    Two queries, or three where words depend on the scale.
    """
    rows = list(releases.values_list("sequence", "subject", "number")[:most])
    claims = reading.claims().filter(pk__in={subject for _, subject, _ in rows})
    found = with_places_today(map(json.loads, claims.values_list("body", flat=True)))
    bodies = {body["id"]: body for body in found}
    return [noted(bodies[subject], number, sequence, path_to) for sequence, subject, number in rows]
