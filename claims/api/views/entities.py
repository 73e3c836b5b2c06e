"""Speakers, sources, publishers and topics: for each kind a list and a single thing."""

from dataclasses import dataclass
from functools import partial

from django.conf import settings
from django.http import HttpResponse
from rest_framework.exceptions import NotFound
from rest_framework.request import Request

from claims.api import answers, pages
from claims.api.filters.entities import EntityParameters
from claims.api.filters.lists import values
from claims.api.pages import Shape
from claims.api.representations import CSV, JSON
from claims.api.schema.operations import list_of, one
from claims.api.views.base import BODY, RecordView
from claims.record import reading
from claims.record.models import SubjectKind
from claims.record.search.words import fields_of_entity


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of thing that claims name, with what is said of its list and of one of it."""

    kind: SubjectKind
    folder: str
    listed: str
    single: str


KINDS = (
    Kind(
        SubjectKind.SPEAKER,
        "speakers",
        "Everyone whose words a published claim shows, newest first release first.",
        "The speaker, with every name and role that was released.",
    ),
    Kind(
        SubjectKind.SOURCE,
        "sources",
        "Every source that a published claim rests on, newest first release first.",
        "The source, with as much of its text as its rights allow.",
    ),
    Kind(
        SubjectKind.PUBLISHER,
        "publishers",
        "Every publisher of a published source, newest first release first.",
        "The publisher of a published source.",
    ),
    Kind(
        SubjectKind.TOPIC,
        "topics",
        "Every topic of a published claim, newest first release first.",
        "A topic of published claims.",
    ),
)


def list_view(kind: Kind) -> type[RecordView]:
    """Return the view of the list of a kind's things; those merged into others are left out."""

    class EntityList(RecordView):
        formats = (JSON, CSV)

        def get(self, request: Request, format: str = "") -> HttpResponse:
            rows = reading.listed_entities(kind.kind)
            asked = EntityParameters.asked(request.query_params, rows)
            fields = partial(fields_of_entity, kind.kind)
            return pages.answer(request, asked, Shape(BODY, str, kind.folder, fields))

    EntityList.__doc__ = kind.listed
    component = kind.kind.capitalize()
    describe = list_of(component, EntityParameters, f"List {kind.folder}", table=kind.folder)
    return describe(EntityList)


def detail_view(kind: Kind) -> type[RecordView]:
    """Return the view of one thing of a kind."""

    class EntityDetail(RecordView):
        def get(self, request: Request, id: str) -> HttpResponse:
            values(request.query_params, {})
            row = reading.entity(kind.kind, id)
            if row is None:
                raise NotFound(f"There is no such {kind.kind}.")
            if row.merged_into:
                address = f"{settings.SITE_URL}/api/v1/{kind.folder}/{row.merged_into}"
                return answers.moved(request, id, row.merged_into, address)
            return answers.single(request, row.body, modified=row.released_at, etag=row.etag)

    EntityDetail.__doc__ = kind.single
    describe = one(kind.kind.capitalize(), f"Get a {kind.kind}", merges=True)
    return describe(EntityDetail)
