"""What all lists and all single things have in common: parameters, headers, refusals."""

import inspect
import re
from collections.abc import Callable, Sequence
from typing import Any, TypeVar

from drf_spectacular.utils import (
    OpenApiParameter,
    OpenApiResponse,
    extend_schema,
    extend_schema_view,
)
from rest_framework.views import APIView

from claims.api.filters import ListParameters
from claims.api.parameters import Parameter
from claims.api.problems import MEDIA_TYPE
from claims.api.schema.notation import (
    Schema,
    identity,
    number,
    ref,
)

JSON = "application/json"

View = TypeVar("View", bound=type[APIView])

_PATH: dict[str, Schema] = {
    "id": identity(),
    "number": number(minimum=1) | {"maximum": 999_999_999},
}
_REFUSALS = {
    400: "A parameter is not accepted; `errors` names it and what it may be.",
    404: "Nothing of that id was ever released.",
    406: "The Accept header leaves no JSON.",
}


def list_of(
    name: str, parameters: type[ListParameters], summary: str, *, path: Sequence[str] = ()
) -> Callable[[View], View]:
    """Describe a view that answers with pages of the component `name`.

    The view's docstring is the description, `path` names the parameters in its address.
    """
    declared = [_query(key, one) for key, one in parameters.base_filters.items()]
    link = _header("Link", [200], "The pages beside this one, as RFC 8288 web links.")
    return _operation(summary, ref(f"{name}Page"), "A page.", [*declared, link], path)


def one(name: str, summary: str, *, path: Sequence[str] = ("id",)) -> Callable[[View], View]:
    """Describe a view that answers with one component `name`; see `list_of`."""
    modified = _header("Last-Modified", [200], "When its newest release was made.")
    return _operation(summary, ref(name), "As released.", [modified] if path else [], path)


def _operation(
    summary: str,
    answer: Schema,
    said: str,
    parameters: Sequence[OpenApiParameter],
    path: Sequence[str],
) -> Callable[[View], View]:
    refusals: dict[Any, str] = {
        status: why for status, why in _REFUSALS.items() if path or status != 404
    }
    responses: dict[Any, Any] = {
        (200, JSON): OpenApiResponse(answer, description=said),
        304: OpenApiResponse(description="Unchanged since the client's copy."),
    }
    for status, why in (refusals | {"default": "Any other problem."}).items():
        responses[status, MEDIA_TYPE] = OpenApiResponse(ref("Problem"), description=why)
    headers = [
        _header("ETag", [200, 304], "A strong entity tag of exactly these bytes."),
        _header("Cache-Control", [200, 304], "How long the answer may be kept."),
    ]

    def describe(view: View) -> View:
        method = extend_schema(
            operation_id=re.sub(r" (a |the )?", "_", summary.lower()),
            summary=summary,
            description=inspect.getdoc(view),
            parameters=[*map(_in_path, path), *parameters, *headers],
            responses=responses,
            auth=[],
        )
        return extend_schema_view(get=method)(view)

    return describe


def _query(name: str, declared: Parameter) -> OpenApiParameter:
    return OpenApiParameter(
        name, declared.schema, OpenApiParameter.QUERY, description=declared.description
    )


def _in_path(name: str) -> OpenApiParameter:
    return OpenApiParameter(name, _PATH[name], OpenApiParameter.PATH, required=True)


def _header(name: str, statuses: list[int], description: str) -> OpenApiParameter:
    return OpenApiParameter(
        name, str, OpenApiParameter.HEADER, description=description, response=statuses
    )
