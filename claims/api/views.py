"""One class for each address: it finds the row and sends its body as it is stored."""

import json
from http import HTTPStatus
from typing import Any, ClassVar

from django.conf import settings
from django.http import HttpResponse
from rest_framework.exceptions import NotFound
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from claims.api import answers, filters, pages
from claims.api.filters import ClaimParameters, ListParameters, ReleaseParameters
from claims.api.schema import document
from claims.api.schema.operations import list_of, one
from claims.record import reading
from claims.record.instants import instant
from claims.record.models import SubjectKind

BODY = ("body",)
RELEASE = (
    "subject_kind",
    "subject",
    "number",
    "sequence",
    "event",
    "note",
    "decision",
    "released_at",
    "hash",
    "previous_hash",
    "content_digest",
)
NUMBER = RELEASE.index("number")


class RecordView(APIView):
    """An address of the record: read-only, the same for everybody."""

    http_method_names = ["get", "head", "options"]

    @property
    def default_response_headers(self) -> dict[str, str]:
        """Nothing: answers and problems bring their own headers."""
        return {}

    def options(self, request: Any, *args: Any, **kwargs: Any) -> Response:
        """Say which methods there are."""
        allowed = {"Allow": ", ".join(self.allowed_methods)}
        return Response(status=HTTPStatus.NO_CONTENT, headers=allowed)


@list_of("Claim", ClaimParameters, "List claims")
class ClaimList(RecordView):
    """Claims as they stand, newest first release first unless ordered otherwise.

    Retracted, merged and suppressed claims are left out unless `status` asks for them. Walking from
    page to page in the default order loses and repeats nothing while claims are added.
    """

    def get(self, request: Request) -> HttpResponse:
        """Answer with a page of claims."""
        asked = ClaimParameters.asked(request.query_params, reading.claims())
        return pages.answer(request, asked, BODY, str)


@one("Claim", "Get a claim")
class ClaimDetail(RecordView):
    """The claim as its newest release has it; a retracted one says so in `status`."""

    def get(self, request: Request, id: str) -> HttpResponse:
        """Answer with the claim."""
        filters.refuse_all(request.query_params)
        row = reading.claim(id)
        if row is None:
            raise NotFound("There is no such claim.")
        # The texts of related claims in a body change with those claims.
        return answers.single(
            request, row.body, etag=row.etag, modified=row.released_at, alone=False
        )


@list_of("Release", ReleaseParameters, "List releases of a claim", path=("id",))
class ReleaseList(RecordView):
    """Every release of the claim, newest first."""

    def get(self, request: Request, id: str) -> HttpResponse:
        """Answer with a page of releases."""
        found = reading.releases(SubjectKind.CLAIM, id)
        asked = ReleaseParameters.asked(request.query_params, found)
        base = f"{settings.SITE_URL}{request.path_info}"

        def written(*values: Any) -> str:
            return _text(_release(f"{base}/{values[NUMBER]}", values))

        return pages.answer(request, asked, RELEASE, written, missing=_no_claim)


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
        filters.refuse_all(request.query_params)
        row = reading.release(SubjectKind.CLAIM, id, number)
        if row is None:
            raise NotFound("There is no such release.")
        values = tuple(getattr(row, name) for name in RELEASE)
        told = _release(f"{settings.SITE_URL}{request.path_info}", values) | {"salt": row.salt}
        text = f'{_text(told)[:-1]},"content":{row.content or "null"}}}'
        # Suppression empties a release without moving its date.
        return answers.single(request, text, modified=row.released_at, alone=False)


class EntityList(RecordView):
    """Published things of one kind."""

    kind: ClassVar[SubjectKind]

    def get(self, request: Request) -> HttpResponse:
        """Answer with a page of them, newest first release first."""
        asked = ListParameters.asked(request.query_params, reading.entities(self.kind))
        return pages.answer(request, asked, BODY, str)


class EntityDetail(RecordView):
    """One published thing."""

    kind: ClassVar[SubjectKind]

    def get(self, request: Request, id: str) -> HttpResponse:
        """Answer with its newest release."""
        filters.refuse_all(request.query_params)
        row = reading.entity(self.kind, id)
        if row is None:
            raise NotFound(f"There is no such {self.kind}.")
        return answers.single(request, row.body, etag=row.etag, modified=row.released_at)


@list_of("Speaker", ListParameters, "List speakers")
class SpeakerList(EntityList):
    """Everyone whose words a published claim shows, newest first release first."""

    kind = SubjectKind.SPEAKER


@one("Speaker", "Get a speaker")
class SpeakerDetail(EntityDetail):
    """The speaker, with every name and role that was released."""

    kind = SubjectKind.SPEAKER


@list_of("Source", ListParameters, "List sources")
class SourceList(EntityList):
    """Every source that a published claim rests on, newest first release first."""

    kind = SubjectKind.SOURCE


@one("Source", "Get a source")
class SourceDetail(EntityDetail):
    """The source, with as much of its text as its rights allow."""

    kind = SubjectKind.SOURCE


@list_of("Publisher", ListParameters, "List publishers")
class PublisherList(EntityList):
    """Every publisher of a published source, newest first release first."""

    kind = SubjectKind.PUBLISHER


@one("Publisher", "Get a publisher")
class PublisherDetail(EntityDetail):
    """The publisher of a published source."""

    kind = SubjectKind.PUBLISHER


@list_of("Topic", ListParameters, "List topics")
class TopicList(EntityList):
    """Every topic of a published claim, newest first release first."""

    kind = SubjectKind.TOPIC


@one("Topic", "Get a topic")
class TopicDetail(EntityDetail):
    """A topic of published claims."""

    kind = SubjectKind.TOPIC


@one("Document", "Get this description", path=())
class SchemaView(RecordView):
    """This API as an OpenAPI 3.1 document."""

    def get(self, request: Request) -> HttpResponse:
        """Answer with the document."""
        filters.refuse_all(request.query_params)
        return answers.single(request, document.text())


def _no_claim() -> NotFound:
    return NotFound("There is no such claim.")


def _release(url: str, values: tuple[Any, ...]) -> dict[str, Any]:
    told = dict(zip(RELEASE, values, strict=True))
    return {**told, "released_at": instant(told["released_at"]), "url": url}


def _text(value: dict[str, Any]) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
