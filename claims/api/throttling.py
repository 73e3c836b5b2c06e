"""How often one client may ask: a courtesy to the others, not a wall.

A client is an address; of IPv6, the network of 64 bits that one subscriber has. Behind proxies the
address is what the outermost of TRUSTED_PROXIES trusted ones saw, counted from the near end of
X-Forwarded-For, so that whatever a client writes there itself changes nothing.
"""

import hashlib
import logging
import time
from typing import Any

from django.conf import settings
from django.core.cache import cache
from rest_framework.request import Request
from rest_framework.throttling import BaseThrottle

from claims.text.clients import client_network

_COSTLY = frozenset({"q", "similar_to", "facets"})

logger = logging.getLogger(__name__)


class EveryRequest(BaseThrottle):
    """Counts every request against API_RATE, within the minute (second, hour) on the clock.

    Counting is one atomic step, so that requests at the same moment do not slip through.
    """

    scope = "all"

    def allow_request(self, request: Request, view: Any) -> bool:
        """Tell whether the client may ask once more now."""
        rate = settings.API_RATES[self.scope]
        if rate is None:
            return True
        most, seconds = rate
        window, passed = divmod(time.time(), seconds)
        self.rest = seconds - passed
        who = hashlib.sha256(f"{client_of(request.META)}".encode()).hexdigest()
        key = f"throttle:{self.scope}:{who}:{int(window)}"
        try:
            # Made first, because only what is there can be counted up in one step.
            cache.add(key, 0, seconds + 1)
            return cache.incr(key) <= most
        except Exception:
            logger.exception("Requests are not counted: the cache does not answer")
            return True

    def wait(self) -> float:
        """Return in how many seconds the client may ask again."""
        return self.rest


class CostlyRequest(EveryRequest):
    """Counts requests that search or compute, against API_SEARCH_RATE besides."""

    scope = "search"

    def allow_request(self, request: Request, view: Any) -> bool:
        """Tell whether the client may ask for something costly once more now."""
        costly = getattr(view, "costly", False) or not _COSTLY.isdisjoint(request.query_params)
        return not costly or super().allow_request(request, view)


def client_of(meta: dict[str, Any]) -> str:
    """Return who asks, from a WSGI environment; all whose address is not known count as one."""
    direct, forwarded = meta.get("REMOTE_ADDR", ""), meta.get("HTTP_X_FORWARDED_FOR", "")
    return client_network(str(direct), forwarded, settings.TRUSTED_PROXIES) or "unknown"
