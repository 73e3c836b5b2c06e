"""The search, and whatever goes wrong in Google's envelope."""

import json
from collections.abc import Callable, Mapping
from http import HTTPStatus
from typing import Any

from django.http import HttpRequest, HttpResponse, QueryDict
from django.views.decorators.csrf import csrf_exempt
from rest_framework.exceptions import APIException
from rest_framework.request import Request

from claims.api import answers, problems
from claims.api.fact_check_tools.finding import newest
from claims.api.fact_check_tools.query import BadArguments, Search, read
from claims.api.keyset import Cursor
from claims.api.representations import JSON, Negotiation
from claims.api.throttling import CostlyRequest, EveryRequest
from claims.api.views.base import RecordView
from claims.interchange import fact_check, field_masks

MEDIA_TYPE = "application/json; charset=UTF-8"
FORM = "application/x-www-form-urlencoded"
LONGEST_FORM = 16_384
"""Bytes of a form: the longest words in any script, percent-encoded, and the rest beside them."""


class AlwaysJson(Negotiation):
    """Google's API sends JSON whatever Accept says; `alt` is the parameter for that."""

    def select_renderer(self, request: Any, renderers: Any, format_suffix: Any = None) -> Any:
        """Return a renderer, which the view does not use, and JSON."""
        return renderers[0], JSON


class ClaimSearch(RecordView):
    """Claims with a verdict that stands, newest first release first."""

    content_negotiation_class = AlwaysJson
    throttle_classes = [EveryRequest, CostlyRequest]

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        """Take a search that was too long for an address as if it had stood in one."""
        if _is_long_search(request):
            _put_into_the_address(request._request)
        super().initial(request, *args, **kwargs)

    @property
    def costly(self) -> bool:
        """Whether words are looked for; to read on from claim to claim costs little."""
        return bool(self.request.query_params.get("query"))

    def get(self, request: Request) -> HttpResponse:
        """Answer with a page of claims and the token of the next one."""
        search = read(request.query_params)
        rows, following = _page(search)
        told = fact_check.answer((json.loads(body) for _, body in rows), following)
        return answers.answer(request, _text(_masked(told, search), search.pretty), MEDIA_TYPE)

    def get_exception_handler(self) -> Callable[[Exception, Any], HttpResponse]:
        """Return what answers with Google's envelope."""
        return refused


def refused(exc: Exception, context: Mapping[str, Any]) -> HttpResponse:
    """Return the error for anything the view raises, with the status that a problem would have."""
    found = problems.exception_handler(exc, context)
    code = found.status_code
    message = (
        str(exc.detail) if isinstance(exc, APIException) else json.loads(found.content)["detail"]
    )
    violations = exc.violations if isinstance(exc, BadArguments) else {}
    told = fact_check.error(code, message, violations)
    found.content = _text(told, pretty=True).encode()
    found["Content-Type"] = MEDIA_TYPE
    return found


@csrf_exempt
def nothing_here(request: HttpRequest) -> HttpResponse:
    """Answer any method at an address of Google's API that this desk does not offer."""
    return failure(
        HTTPStatus.NOT_FOUND, "This desk offers claims:search and nothing else of this API."
    )


def failure(status: int, message: str) -> HttpResponse:
    """Return an error of one of the statuses that Google's envelope has a name for here."""
    told = fact_check.error(status, message)
    answer = HttpResponse(_text(told, pretty=True), MEDIA_TYPE, status)
    answer["Cache-Control"] = "no-store"
    return answer


def _is_long_search(request: Request) -> bool:
    """Tell whether it is what Google's clients send in place of a GET with a long address."""
    meant = request.headers.get("X-HTTP-Method-Override", "")
    return request.method == "POST" and meant == "GET" and request._request.content_type == FORM


def _put_into_the_address(request: HttpRequest) -> None:
    """Make it the GET that it stands for.

    Clients add the token of a further page to the address and leave the rest in the form.
    """
    form = request.read(LONGEST_FORM + 1)
    if len(form) > LONGEST_FORM:
        raise BadArguments({"query": f"the form is longer than {LONGEST_FORM} bytes"})
    address = request.META.get("QUERY_STRING", "").encode("latin-1")
    request.GET, request.method = QueryDict(form + b"&" + address), "GET"


def _page(search: Search) -> tuple[list[tuple[int, str]], str]:
    """Return key and body of each claim of the page, and the token of the next page or ""."""
    cursor, start = None, search.offset
    if search.page_token:
        cursor, start = _cursor(search), 0
    found = newest(search, cursor, start + search.page_size + 1).values_list("place", "body")
    rows = list(found[start:])
    shown = rows[: search.page_size]
    if len(rows) == len(shown):
        return shown, ""
    return shown, Cursor((shown[-1][0],)).written(_list_of(search))


def _cursor(search: Search) -> Cursor:
    try:
        return Cursor.read(search.page_token, _list_of(search))
    except ValueError as error:
        said = "is not the token of a page of this search with these parameters"
        raise BadArguments({"pageToken": said}) from error


def _list_of(search: Search) -> str:
    return f"v1alpha1/claims:search?{search.identity}"


def _masked(told: dict[str, Any], search: Search) -> dict[str, Any]:
    if not search.fields:
        return told
    try:
        return field_masks.partial_answer(told, search.fields, fact_check.ANSWER)
    except field_masks.WrongMask as error:
        raise BadArguments({"fields": str(error)}) from error


def _text(told: dict[str, Any], pretty: bool) -> str:
    if pretty:
        return json.dumps(told, ensure_ascii=False, indent=2) + "\n"
    return json.dumps(told, ensure_ascii=False, separators=(",", ":"))
