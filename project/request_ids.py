"""One id for each request: on its answer, in the log, and in the audit of whatever it changed."""

import secrets
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from claims.desk.audit import current_request_id
from project import logs

HEADER = "X-Request-Id"


class RequestIdMiddleware:
    """Name each request by an id of our own making; one sent by a client is not believed."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer with the id in the header X-Request-Id."""
        request_id = secrets.token_hex(12)
        request.META[logs.REQUEST_ID] = request_id
        audited, logged = current_request_id.set(request_id), logs.current_request.set(request)
        try:
            response = self.get_response(request)
        finally:
            current_request_id.reset(audited)
            logs.current_request.reset(logged)
        response[HEADER] = request_id
        return response
