"""The description of this API, for programs and for people."""

from django.http import HttpResponse
from django.template.loader import render_to_string
from rest_framework.request import Request

from claims.api import answers
from claims.api.filters.lists import values
from claims.api.representations import HTML
from claims.api.schema import document
from claims.api.schema.operations import one
from claims.api.views.base import RecordView


@one("Document", "Get this description", path=(), dated=False)
class SchemaView(RecordView):
    """This API as an OpenAPI 3.1 document."""

    def get(self, request: Request) -> HttpResponse:
        """Answer with the document."""
        values(request.query_params, {})
        return answers.answer(request, document.text())


@one("Page", "Read this description", path=(), dated=False, media_type=HTML)
class DocsView(RecordView):
    """The same for people: a page that reads the document and lets them try it."""

    formats = (HTML,)

    def get(self, request: Request) -> HttpResponse:
        """Answer with the page."""
        values(request.query_params, {})
        return answers.answer(request, render_to_string("api/docs.html"), HTML)
