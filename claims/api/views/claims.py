"""Claims: the list, one of them, and how it was at a moment."""

import json
from datetime import datetime

from django.conf import settings
from django.http import HttpResponse
from rest_framework.exceptions import NotFound
from rest_framework.request import Request

from claims.api import answers, pages, parameters
from claims.api.filters.claims import ClaimParameters
from claims.api.filters.lists import values
from claims.api.pages import Shape
from claims.api.problems import BadParameters
from claims.api.representations import CSV, JSON, JSON_LD
from claims.api.schema.operations import list_of, one
from claims.api.views.base import BODY, RecordView, in_one_format, no_claim, text_of
from claims.interchange.annotations import CONTEXT, MEDIA_TYPE, annotation
from claims.interchange.claim_review import claim_review
from claims.record import reading
from claims.record.search.words import fields_of_claim
from claims.record.sending import Sent

NO_REVIEW = "This claim has no verdict that stands, and so no ClaimReview."
AT = {
    "at": parameters.instant(
        "Answer with the claim as its release current at that moment had it; a day stands for its "
        "first moment in UTC."
    )
}


@list_of("Claim", ClaimParameters, "List claims", table="claims")
class ClaimList(RecordView):
    """Claims as they stand, newest first release first unless ordered otherwise.

    Retracted, merged and suppressed claims are left out unless `status` asks for them. Walking from
    page to page in the default order loses and repeats nothing while claims are added.
    """

    formats = (JSON, CSV)

    def get(self, request: Request, format: str = "") -> HttpResponse:
        """Answer with a page of claims."""
        asked = ClaimParameters.asked(request.query_params, reading.claims)
        return pages.answer(request, asked, Shape(BODY, str, "claims", fields_of_claim))


@one(
    "Claim",
    "Get a claim",
    parameters=AT,
    merges=True,
    others={JSON_LD: ("ClaimReview", "As a ClaimReview of schema.org.")},
)
class ClaimDetail(RecordView):
    """The claim as its newest release has it; a retracted one says so in `status`.

    As JSON-LD it is one ClaimReview, the same as in the claim's page. There is none of a claim
    without a verdict that stands: its `.jsonld` is not found, and JSON is sent to whoever takes it.
    Statements are annotations of their own: see `annotations`. `at` is for JSON alone; a claim
    merged since is told as it was.
    """

    formats = (JSON, JSON_LD)

    def get(self, request: Request, id: str, format: str = "") -> HttpResponse:
        """Answer with the claim."""
        asked = values(request.query_params, AT)
        if "at" in asked:
            return _then(request, id, asked["at"])
        known = answers.known(request) if request.accepted_media_type == JSON else ""
        row = _found(id, known)
        if row.merged_into:
            address = f"{settings.SITE_URL}/api/v1/claims/{row.merged_into}"
            suffix = f".{format}" if format else ""
            return answers.moved(request, id, row.merged_into, address + suffix)
        if request.accepted_media_type == JSON_LD:
            review = in_one_format(request, format, claim_review(json.loads(row.body)), NO_REVIEW)
            if review:
                return _single(request, review, row, JSON_LD)
        return _single(request, row.body, row, etag=row.etag)


@one(
    "AnnotationPage",
    "Get the statements of a claim as annotations",
    dated=True,
    media_type=JSON_LD,
)
class ClaimAnnotations(RecordView):
    """The claim's statements as W3C Web Annotations of their sources.

    Left out are those whose source has no web address or is withheld.
    """

    formats = (JSON_LD,)

    def get(self, request: Request, id: str) -> HttpResponse:
        """Answer with an annotation page."""
        values(request.query_params, {})
        row = _found(id)
        body = json.loads(row.body)
        page = f"{settings.SITE_URL}/api/v1/claims/{id}/annotations"
        found = (
            annotation(statement, page=page, claim_url=body["url"])
            for statement in body["statements"]
        )
        items = [{key: one[key] for key in one if key != "@context"} for one in found if one]
        told = {
            "@context": CONTEXT,
            "id": page,
            "type": "AnnotationPage",
            "items": items,
        }
        return _single(request, text_of(told), row, MEDIA_TYPE)


def _single(
    request: Request, text: str, row: Sent, media_type: str = JSON, etag: str = ""
) -> HttpResponse:
    # The texts of related claims in a body change with those claims.
    return answers.single(
        request, text, media_type, modified=row.changed_at, etag=etag, alone=False
    )


def _found(id: str, known: str = "") -> Sent:
    row = reading.sent_claim(id, known=known)
    if row is None:
        raise no_claim()
    return row


def _then(request: Request, id: str, moment: datetime) -> HttpResponse:
    if request.accepted_media_type != JSON:
        told = "is told in application/json alone"
        raise BadParameters([{"parameter": "at", "detail": told}])
    text = reading.at(id, moment)
    if text is None:
        raise NotFound("There was no such claim at that moment.")
    return answers.answer(request, text)
