"""What Django itself refuses or fails at: in the words of the API asked for, else as a page."""

import sys
from collections.abc import Callable

from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse

from claims.api import problems
from claims.api.fact_check_tools import views as fact_check_tools
from claims.web import answers
from project.private import PRIVATE

SPOKEN_BY_PROGRAMS: dict[str, Callable[[int, str], HttpResponse]] = {
    "/api/": problems.problem,
    "/v1alpha1/": fact_check_tools.failure,
}


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Answer 400 to what cannot be a request to this site: another host, a broken form."""
    if failure := _failure_of(request):
        return failure(400, "The request cannot be understood.")
    return answers.bad_request(request)


def server_error(request: HttpRequest) -> HttpResponse:
    """Answer 500 for a fault of ours, 503 while the database cannot be asked or takes no more."""
    if isinstance(sys.exception(), (InterfaceError, OperationalError)):
        return _unavailable(request)
    if failure := _failure_of(request):
        return failure(500, "Something went wrong on our side.")
    return answers.server_error(request)


def _unavailable(request: HttpRequest) -> HttpResponse:
    if failure := _failure_of(request):
        response = failure(503, "The record cannot be read at the moment.")
        response.headers["Retry-After"] = str(problems.RETRY_AFTER)
        return response
    if not request.path_info.startswith(PRIVATE):
        return answers.unavailable()
    sent = request.method not in ("GET", "HEAD")
    return answers.unavailable("admin/unavailable.html", {"sent": sent})


def _failure_of(request: HttpRequest) -> Callable[[int, str], HttpResponse] | None:
    starts = (start for start in SPOKEN_BY_PROGRAMS if request.path_info.startswith(start))
    return next((SPOKEN_BY_PROGRAMS[start] for start in starts), None)
