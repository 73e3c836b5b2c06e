"""What all lists and all single things have in common: parameters, headers, refusals."""

import inspect
import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any, TypeVar

from drf_spectacular.utils import (
    OpenApiParameter,
    OpenApiResponse,
    extend_schema,
    extend_schema_view,
)
from rest_framework.views import APIView

from claims.api.filters.lists import ListParameters
from claims.api.parameters import Parameter
from claims.api.problems import MEDIA_TYPE
from claims.api.representations import CSV, HTML, JSON
from claims.api.schema.notation import (
    Schema,
    identity,
    number,
    ref,
)
from claims.interchange import tables

View = TypeVar("View", bound=type[APIView])
Others = Mapping[str, tuple[str, str]]

_PATH: dict[str, Schema] = {
    "id": identity(),
    "number": number(minimum=1) | {"maximum": 999_999_999},
}
_REFUSALS = {
    304: "Unchanged since the client's copy.",
    400: "A parameter is not accepted; `errors` names it and what it may be.",
    404: "Nothing of that id was ever released.",
    406: "The Accept header leaves none of the formats.",
    412: "An If-Match names no current entity tag.",
    429: "The client asks more often than this desk allows.",
    503: "The record cannot be read at the moment.",
}
_WAITING = (429, 503)
_KEPT = (200, 304, 307)
LICENCE = 'As `rel="license"` the licence of the data, where it has an address. RFC 8288.'
PAGES = "The pages beside this one."


def list_of(
    name: str,
    parameters: type[ListParameters],
    summary: str,
    *,
    path: Sequence[str] = (),
    table: str = "",
) -> Callable[[View], View]:
    """Describe a view that answers with pages of the component `name`.

    The view's docstring is the description, `path` names the parameters in its address, `table` the
    table of claims.interchange in which the page comes as CSV.
    """
    answers = {JSON: (ref(f"{name}Page"), "A page.")}
    headers = []
    if table:
        answers[CSV] = (_lines(table), "")
        said = "How the page is called as a file; of CSV alone."
        headers.append(_header("Content-Disposition", [200], said))
    declared = _declared(parameters.base_filters)
    return _operation(summary, answers, declared, headers, path, links=PAGES)


def one(
    name: str,
    summary: str,
    *,
    path: Sequence[str] = ("id",),
    parameters: Mapping[str, Parameter] | None = None,
    dated: bool = True,
    merges: bool = False,
    links: str = "",
    media_type: str = JSON,
    others: Others | None = None,
) -> Callable[[View], View]:
    """Describe a view that answers with one component `name`; see `list_of`.

    `dated` ones have a Last-Modified, `merges` means that another may stand in its place, `links`
    tells what the Link header leads to beside the licence, `others` are components by the further
    media types it answers in, each with what it is.
    """
    answers: dict[str, tuple[Schema, str]] = {media_type: (ref(name), "As released.")}
    for other, (component, said) in (others or {}).items():
        answers[other] = (ref(component), said)
    headers = []
    if dated:
        headers.append(_header("Last-Modified", [200], "When it last changed."))
    if merges:
        headers.append(_header("Location", [307], "What stands in its place."))
    declared = _declared(parameters or {})
    return _operation(summary, answers, declared, headers, path, merges=merges, links=links)


def _operation(
    summary: str,
    answers: Mapping[str, tuple[Schema, str]],
    parameters: Sequence[OpenApiParameter],
    headers: Sequence[OpenApiParameter],
    path: Sequence[str],
    *,
    merges: bool = False,
    links: str = "",
) -> Callable[[View], View]:
    responses: dict[Any, Any] = {}
    for media_type, (schema, said) in answers.items():
        given = {"type": "string", "description": said} if media_type == HTML else schema
        responses[200, media_type] = OpenApiResponse(given, description="The answer.")
    if merges:
        told = "Merged into another."
        responses[307, JSON] = OpenApiResponse(ref("Merged"), description=told)
    refusals = {status: why for status, why in _REFUSALS.items() if path or status != 404}
    responses[304] = OpenApiResponse(description=refusals.pop(304))
    for status, why in (refusals | {"default": "Any other problem."}).items():
        responses[status, MEDIA_TYPE] = OpenApiResponse(ref("Problem"), description=why)
    kept = [status for status in _KEPT if merges or status != 307]
    linked = f"{links} {LICENCE}".lstrip()
    common = [
        _header("Link", [200], linked),
        _header("ETag", kept, "A strong entity tag of exactly these bytes."),
        _header("Cache-Control", kept, "How long the answer may be kept."),
        _header("Vary", kept, "Which request headers choose among the representations."),
        _header("Retry-After", _WAITING, "In how many seconds to ask again."),
        _header("X-Request-Id", [*kept, *refusals], "By which the desk finds the request."),
    ]

    def describe(view: View) -> View:
        method = extend_schema(
            operation_id=re.sub(r" (a |the )?", "_", summary.lower()),
            summary=summary,
            description=inspect.getdoc(view),
            parameters=[*map(_in_path, path), *parameters, *headers, *common],
            responses=responses,
            auth=[],
        )
        return extend_schema_view(get=method)(view)

    return describe


def _lines(table: str) -> Schema:
    columns = "; ".join(f"`{name}`: {said}" for name, said in tables.meanings(table).items())
    told = f"RFC 4180, UTF-8, a first line of names. Columns: {columns}"
    return {"type": "string", "description": told}


def _declared(parameters: Mapping[str, Parameter]) -> list[OpenApiParameter]:
    return [
        OpenApiParameter(
            name,
            one.schema,
            OpenApiParameter.QUERY,
            description=one.description,
            # Several values stand in one parameter, with commas between them.
            explode=False if one.schema.get("type") == "array" else None,
        )
        for name, one in parameters.items()
    ]


def _in_path(name: str) -> OpenApiParameter:
    return OpenApiParameter(name, _PATH[name], OpenApiParameter.PATH, required=True)


def _header(name: str, statuses: Sequence[int], description: str) -> OpenApiParameter:
    return OpenApiParameter(
        name, str, OpenApiParameter.HEADER, description=description, response=list(statuses)
    )
