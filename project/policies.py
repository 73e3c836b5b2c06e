"""What each answer tells a browser: one Content-Security-Policy for all but those whose view chose
its own, and the other headers where Django's own middleware has not got so far.
"""

from typing import Any, cast

from csp.constants import HEADER
from csp.middleware import CSPMiddleware
from csp.utils import build_policy
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.middleware.security import SecurityMiddleware

CHOSEN = ("_csp_config", "_csp_update", "_csp_replace", "_csp_exempt")


EVERYWHERE = "X-Content-Type-Options"
"""A header that SecurityMiddleware gives every answer that passes it."""


class PolicyMiddleware(CSPMiddleware):
    """CSPMiddleware that writes the policy of the settings once, not for every answer.

    It stands before SecurityMiddleware, whose headers it gives to what that refuses by an error: a
    request for another host.
    """

    def __init__(self, get_response: Any) -> None:
        super().__init__(get_response)
        self.standing = build_policy()
        self.others = SecurityMiddleware(get_response)

    def process_response(
        self, request: HttpRequest, response: HttpResponseBase
    ) -> HttpResponseBase:
        """Give the answer its policy."""
        if EVERYWHERE not in response:
            response = self.others.process_response(request, cast(HttpResponse, response))
        asked = getattr(request, "_csp_nonce", None) or settings.DEBUG
        if asked or HEADER in response or any(hasattr(response, name) for name in CHOSEN):
            return super().process_response(request, response)
        response[HEADER] = self.standing
        return response
