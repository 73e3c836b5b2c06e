"""What Django itself refuses or fails at: as a problem under the API, else as a page."""

from django.http import HttpRequest, HttpResponse
from django.views.defaults import bad_request as plain_bad_request

from claims.api import problems
from claims.web import answers

SPOKEN_BY_PROGRAMS = "/api/"


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Answer 400 to what cannot be a request to this site: another host, a broken form."""
    if request.path_info.startswith(SPOKEN_BY_PROGRAMS):
        return problems.problem(400, "The request cannot be understood.")
    return plain_bad_request(request, exception or Exception())


def server_error(request: HttpRequest) -> HttpResponse:
    """Answer 500 for a fault of ours outside any view."""
    if request.path_info.startswith(SPOKEN_BY_PROGRAMS):
        return problems.problem(500, "Something went wrong on our side.")
    return answers.server_error(request)
