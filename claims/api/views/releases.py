"""Releases: of one claim, of the whole record, and what they told and changed."""

import json
from dataclasses import replace
from typing import Any

from django.conf import settings
from django.db.models import OuterRef, Subquery
from django.http import HttpResponse
from rest_framework.exceptions import NotFound
from rest_framework.request import Request

from claims.api import answers, pages, parameters
from claims.api.filters.lists import DEFAULT_PAGE_SIZE, values
from claims.api.filters.releases import CorrectionParameters, ReleaseParameters
from claims.api.pages import Shape
from claims.api.representations import CSV, JSON
from claims.api.schema.operations import list_of, one
from claims.api.views.base import RecordView, no_claim, text_of
from claims.record import reading
from claims.record.models import PublishedClaim, SubjectKind
from claims.record.telling import MEMBERS, told, whole

NUMBER = MEMBERS.index("number")
LARGEST_NUMBER = 999_999_999

AFTER = {
    "after": parameters.sequence(
        "The sequence after which to begin, as `after` of the page before it; 0 is the beginning."
    ),
    "page_size": parameters.page_size(DEFAULT_PAGE_SIZE),
}
TO = {
    "to": parameters.sequence(
        "The number of the release to compare with; the newest one without it.", 1, LARGEST_NUMBER
    )
}


@list_of("Release", ReleaseParameters, "List releases of a claim", path=("id",))
class ReleaseList(RecordView):
    """Every release of the claim, newest first."""

    def get(self, request: Request, id: str) -> HttpResponse:
        """Answer with a page of releases."""
        asked = ReleaseParameters.asked(
            request.query_params, reading.releases(SubjectKind.CLAIM, id)
        )
        base = f"{settings.SITE_URL}{request.path_info}"

        def written(*columns: Any) -> str:
            return text_of({**told(columns), "url": f"{base}/{columns[NUMBER]}"})

        return pages.answer(request, asked, Shape(MEMBERS, written), missing=no_claim)


@one("ReleaseWithContent", "Get a release of a claim", path=("id", "number"))
class ReleaseDetail(RecordView):
    """What was published then, word for word, with what proves it.

    `hash` is the sha256 of the RFC 8785 JSON of the object with the other members of a release,
    without `url`, `salt` and `content`: subject_kind, subject, number, sequence, event, note,
    decision, released_at, content_digest and previous_hash.
    `content_digest` is the sha256 of the salt's bytes followed by the content as RFC 8785 JSON.
    Content and salt are null once the release is suppressed.
    """

    def get(self, request: Request, id: str, number: int) -> HttpResponse:
        """Answer with the release."""
        values(request.query_params, {})
        row = reading.release(SubjectKind.CLAIM, id, number)
        if row is None:
            raise _no_release()
        text = whole(row, url=f"{settings.SITE_URL}{request.path_info}")
        # Suppression empties a release without moving its date.
        return answers.single(request, text, modified=row.released_at, alone=False)


@one(
    "Difference",
    "Compare two releases of a claim",
    path=("id", "number"),
    parameters=TO,
    dated=False,
)
class ReleaseDifference(RecordView):
    """What another release of the claim, `to`, says differently from this one.

    Each difference is a place in the content as an RFC 6901 pointer, with what stands there before
    and after; what is absent in one of them is null there. A suppressed release has no content.
    """

    def get(self, request: Request, id: str, number: int) -> HttpResponse:
        """Answer with the differences."""
        asked = values(request.query_params, TO)
        numbers = reading.releases(SubjectKind.CLAIM, id).values_list("number", flat=True)
        to = asked.get("to") or numbers.first()
        found = reading.difference(SubjectKind.CLAIM, id, number, to) if to else None
        if found is None:
            raise _no_release()
        compared = {"claim": id, "from": number, "to": to, "differences": found}
        return answers.answer(request, text_of(compared))


@list_of("CorrectionNotice", CorrectionParameters, "List corrections", table="corrections")
class CorrectionList(RecordView):
    """Every release that told the public what changed about a claim, newest first."""

    formats = (JSON, CSV)

    def get(self, request: Request, format: str = "") -> HttpResponse:
        """Answer with a page of corrections."""
        asked = CorrectionParameters.asked(request.query_params, reading.corrections)
        claim = PublishedClaim.objects.filter(pk=OuterRef("subject"))
        asked = replace(asked, rows=asked.rows.annotate(body=Subquery(claim.values("body"))))
        return pages.answer(request, asked, Shape(("number", "body"), _notice, "corrections"))


@one(
    "ChangePage",
    "Follow the record",
    path=(),
    parameters=AFTER,
    dated=False,
    links="Where the record goes on.",
)
class ChangeList(RecordView):
    """Every release of everything, oldest first: what a mirror replays, and can verify.

    Ask again with `after` for what was released since. Sequences have no gaps; each entry's
    `previous_hash` is the `hash` of the one before it, 64 zeros for the first. How `hash` and
    `content_digest` are made is told with a single release. A release suppressed later has null
    content and salt here, and a release of event `suppression` further on.
    """

    def get(self, request: Request) -> HttpResponse:
        """Answer with the releases after a sequence."""
        asked = values(request.query_params, AFTER)
        after, size = asked.get("after", 0), asked.get("page_size", DEFAULT_PAGE_SIZE)
        rows = list(reading.changes(after)[: size + 1])
        shown = rows[:size]
        last = shown[-1].sequence if shown else after
        following = f"{settings.SITE_URL}{request.path_info}?after={last}&page_size={size}"
        more = len(rows) > size
        text = (
            f'{{"next":{text_of(following if more else None)},"after":{last},'
            f'"results":[{",".join(whole(row) for row in shown)}]}}'
        )
        headers = {"Link": f'<{following}>; rel="next"'} if more else {}
        return answers.answer(request, text, headers=headers)


def _notice(number: int, body: str) -> str:
    claim = json.loads(body)
    notice = next(one for one in claim["corrections"] if one["number"] == number)
    return text_of({"claim": {key: claim[key] for key in ("id", "url", "claim")}, **notice})


def _no_release() -> NotFound:
    return NotFound("There is no such release.")
