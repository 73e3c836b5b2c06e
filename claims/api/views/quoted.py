"""Statements and evidence, wherever claims show them."""

import json
from typing import Any

from django.conf import settings
from django.http import HttpResponse
from django.utils.http import http_date
from rest_framework.exceptions import NotFound
from rest_framework.request import Request

from claims.api import answers, pages
from claims.api.filters.lists import values
from claims.api.filters.quoted import EvidenceParameters, StatementParameters
from claims.api.pages import Shape
from claims.api.representations import CSV, JSON, JSON_LD
from claims.api.schema.operations import list_of, one
from claims.api.views.base import BODY, RecordView, in_one_format
from claims.interchange.annotations import MEDIA_TYPE, annotation
from claims.record import reading
from claims.record.search.words import fields_of_statement

NO_ANNOTATION = "The source of this statement has no public address to annotate."


@list_of("ShownStatement", StatementParameters, "List statements", table="statements")
class StatementList(RecordView):
    """Statements, each with the claim that shows it and what it does with that claim.

    One that several claims show is listed once for each. The newest claims' come first. Statements
    of retracted, merged and suppressed claims are left out unless `claim` asks for one.
    """

    formats = (JSON, CSV)

    def get(self, request: Request, format: str = "") -> HttpResponse:
        """Answer with a page of statements."""
        asked = StatementParameters.asked(request.query_params, reading.statements)
        return pages.answer(request, asked, Shape(BODY, str, "statements", fields_of_statement))


@one(
    "ShownStatement",
    "Get a statement",
    others={JSON_LD: ("Annotation", "As a W3C Web Annotation of its source.")},
)
class StatementDetail(RecordView):
    """The statement with one of the claims that show it, as that claim's newest release has it.

    That is a claim which lists show before any other, one whose own statement it is before one that
    has it as evidence, and then the one first released earliest. `statements` lists all of them.
    As JSON-LD it is an annotation of its source; there is none of a statement whose source has no
    web address or is withheld.
    """

    formats = (JSON, JSON_LD)

    def get(self, request: Request, id: str, format: str = "") -> HttpResponse:
        """Answer with the statement."""
        values(request.query_params, {})
        row = reading.statement(id)
        if row is None:
            raise NotFound("There is no such statement.")
        text, etag = row.body, row.etag
        media_type = request.accepted_media_type
        if media_type == JSON_LD:
            found = in_one_format(request, format, _annotation(text), NO_ANNOTATION)
            text, etag, media_type = (found, "", MEDIA_TYPE) if found else (text, etag, JSON)
        # The date never decides: another claim, released before, may have come to stand for it.
        dated = {"Last-Modified": http_date(row.claim.released_at.timestamp())}
        return answers.answer(request, text, media_type, etag=etag, headers=dated)


@list_of("ShownEvidence", EvidenceParameters, "List evidence", table="evidence")
class EvidenceList(RecordView):
    """Evidence, each piece with the claim that shows it; the newest claims' first.

    Evidence of retracted, merged and suppressed claims is left out unless `claim` asks for one.
    """

    formats = (JSON, CSV)

    def get(self, request: Request, format: str = "") -> HttpResponse:
        """Answer with a page of evidence."""
        asked = EvidenceParameters.asked(request.query_params, reading.evidence)
        return pages.answer(request, asked, Shape(BODY, str, "evidence"))


def _annotation(text: str) -> dict[str, Any] | None:
    body = json.loads(text)
    address = f"{settings.SITE_URL}/api/v1/claims/{body['claim']['id']}/annotations"
    return annotation(body, page=address, claim_url=body["claim"]["url"])
