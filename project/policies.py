"""The Content-Security-Policy of answers: one for all but those whose view chose its own."""

from typing import Any

from csp.constants import HEADER
from csp.middleware import CSPMiddleware
from csp.utils import build_policy
from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase

CHOSEN = ("_csp_config", "_csp_update", "_csp_replace", "_csp_exempt")


class PolicyMiddleware(CSPMiddleware):
    """CSPMiddleware that writes the policy of the settings once, not for every answer."""

    def __init__(self, get_response: Any) -> None:
        super().__init__(get_response)
        self.standing = build_policy()

    def process_response(
        self, request: HttpRequest, response: HttpResponseBase
    ) -> HttpResponseBase:
        """Give the answer its policy."""
        asked = getattr(request, "_csp_nonce", None) or settings.DEBUG
        if asked or HEADER in response or any(hasattr(response, name) for name in CHOSEN):
            return super().process_response(request, response)
        response[HEADER] = self.standing
        return response
