"""What only the editors' screens need: sessions, accounts, messages.

Public addresses have no account and set no cookie, so these middlewares leave them alone. Each is
its Django namesake everywhere below `PRIVATE`. No cache keeps an answer there, nor the way to it.
"""

from django.contrib.auth.middleware import AuthenticationMiddleware
from django.contrib.messages.middleware import MessageMiddleware
from django.contrib.sessions.middleware import SessionMiddleware
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.middleware.common import CommonMiddleware
from django.utils.cache import add_never_cache_headers

PRIVATE = ("/admin/",)
"""What the paths of the editors' screens begin with."""


class _OnPrivatePaths:
    """Hands a request on untouched unless its path is private."""

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if request.path_info.startswith(PRIVATE):
            return super().__call__(request)  # type: ignore[misc]
        return self.get_response(request)  # type: ignore[attr-defined]


class Common(CommonMiddleware):
    """CommonMiddleware, of which no cache keeps how it leads from /admin to /admin/."""

    def process_response(
        self, request: HttpRequest, response: HttpResponseBase
    ) -> HttpResponseBase:
        """Lead on to the address with a slash, where that is the one that exists."""
        answer = super().process_response(request, response)
        if f"{request.path_info}/" in PRIVATE:
            add_never_cache_headers(answer)
        return answer


class Sessions(_OnPrivatePaths, SessionMiddleware):
    """SessionMiddleware for private paths, of which no browser or cache keeps an answer."""

    def process_response(self, request: HttpRequest, response: HttpResponse) -> HttpResponse:
        """Have the answer kept nowhere, whatever its view, or a fault, says of it."""
        add_never_cache_headers(response)
        return super().process_response(request, response)


class Accounts(_OnPrivatePaths, AuthenticationMiddleware):
    """AuthenticationMiddleware for private paths."""


class Messages(_OnPrivatePaths, MessageMiddleware):
    """MessageMiddleware for private paths."""
