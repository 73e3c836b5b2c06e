"""Whatever goes wrong, as RFC 9457 problem details: no page, no trace, nothing of the desk."""

import json
import logging
from collections.abc import Mapping, Sequence
from http import HTTPStatus
from typing import Any

from django.core.exceptions import PermissionDenied, SuspiciousOperation
from django.db import InterfaceError, OperationalError
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.cache import patch_vary_headers
from django.views.decorators.csrf import csrf_exempt
from rest_framework.exceptions import APIException, MethodNotAllowed, Throttled

from claims.ledger.checkpoints import CheckpointError

MEDIA_TYPE = "application/problem+json"
RETRY_AFTER = 5
"""Seconds after which a client may try again when the database is away."""

Errors = Sequence[Mapping[str, Any]]

logger = logging.getLogger(__name__)


class BadParameters(APIException):
    """Parameters that this address does not take; `errors` names each one and what is allowed."""

    status_code = HTTPStatus.BAD_REQUEST

    def __init__(self, errors: Errors) -> None:
        self.errors = errors
        super().__init__("The address has parameters that are not accepted here.")


class PreconditionFailed(APIException):
    """An If-Match that names no current version."""

    status_code = HTTPStatus.PRECONDITION_FAILED
    default_detail = "The representation has changed: none of the entity tags in If-Match is its."


def problem(status: int, detail: str, errors: Errors = ()) -> HttpResponse:
    """Return a problem of that HTTP status; `errors` are members {parameter, detail, allowed?}.

    Nothing keeps a problem: what is missing now may be published the next minute.
    """
    told: dict[str, Any] = {
        "type": "about:blank",
        "title": HTTPStatus(status).phrase,
        "status": status,
        "detail": detail,
    }
    if errors:
        told["errors"] = list(errors)
    answer = HttpResponse(json.dumps(told), status=status, content_type=MEDIA_TYPE)
    answer["Cache-Control"] = "no-store"
    patch_vary_headers(answer, ["Accept"])
    return answer


def exception_handler(exc: Exception, context: Mapping[str, Any]) -> HttpResponse:
    """Return the problem for anything a view raises; what nobody foresaw is logged and a 500."""
    if isinstance(exc, BadParameters):
        return problem(exc.status_code, str(exc.detail), exc.errors)
    if isinstance(exc, MethodNotAllowed):
        answer = problem(exc.status_code, "The record is read here, never written.")
        answer["Allow"] = ", ".join(context["view"].allowed_methods)
        return answer
    if isinstance(exc, Throttled):
        return _throttled(exc)
    if isinstance(exc, APIException):
        return problem(exc.status_code, str(exc.detail))
    if isinstance(exc, Http404):
        return problem(HTTPStatus.NOT_FOUND, "There is nothing at this address.")
    if isinstance(exc, PermissionDenied):
        return problem(HTTPStatus.FORBIDDEN, "This is not open to you.")
    if isinstance(exc, SuspiciousOperation):
        return problem(HTTPStatus.BAD_REQUEST, "The request cannot be understood.")
    return _unforeseen(exc, context)


@csrf_exempt
def nothing_here(request: HttpRequest) -> HttpResponse:
    """Answer any method at an address of the API that does not exist."""
    return problem(HTTPStatus.NOT_FOUND, "There is nothing at this address.")


def _throttled(exc: Throttled) -> HttpResponse:
    seconds = max(1, getattr(exc, "wait", None) or 1)
    answer = problem(exc.status_code, f"Too many requests; ask again in {seconds} s.")
    answer["Retry-After"] = str(seconds)
    return answer


def _unforeseen(exc: Exception, context: Mapping[str, Any]) -> HttpResponse:
    logger.error("%s %s", type(exc).__name__, context["request"].path, exc_info=exc)
    if isinstance(exc, (OperationalError, InterfaceError, CheckpointError)):
        answer = problem(HTTPStatus.SERVICE_UNAVAILABLE, "The record cannot be read at the moment.")
        answer["Retry-After"] = str(RETRY_AFTER)
        return answer
    return problem(HTTPStatus.INTERNAL_SERVER_ERROR, "Something went wrong on our side.")
