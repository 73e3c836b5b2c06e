"""How much may be written in a day: from one address, and by everybody together.

Addresses are never kept: what is counted is a keyed hash of one, under a key that changes daily.
"""

import hmac
from datetime import date, timedelta
from hashlib import sha256
from ipaddress import ip_address, ip_network

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest
from django.utils import timezone

from claims.desk.models import CorrectionRequest

OF_ONE_ADDRESS = 10
OF_EVERYBODY = 1000
DAY = timedelta(days=1)

_NETWORK_BITS = 64
"""One customer's part of an IPv6 address: a single line can take any address within it."""


def is_over(request: HttpRequest) -> bool:
    """Tell whether the limit of the request's address, or everybody's, is reached."""
    if cache.get(_key(request), 0) >= OF_ONE_ADDRESS:
        return True
    since = timezone.now() - DAY
    return CorrectionRequest.objects.filter(received_at__gte=since).count() >= OF_EVERYBODY


def count(request: HttpRequest) -> None:
    """Count one thing written from the request's address."""
    key = _key(request)
    cache.add(key, 0, timeout=int(DAY.total_seconds()))
    try:
        cache.incr(key)
    except ValueError:
        # It ran out between the two.
        cache.set(key, 1, timeout=int(DAY.total_seconds()))


def address_of(request: HttpRequest) -> str:
    """Return the address of whoever asks, as the nearest proxy that we trust saw it.

    What a client writes into X-Forwarded-For itself stands before what our proxies add.
    """
    direct: str = request.META.get("REMOTE_ADDR", "")
    proxies = settings.TRUSTED_PROXIES
    seen = [one.strip() for one in request.headers.get("X-Forwarded-For", "").split(",")]
    if proxies < 1 or len(seen) < proxies:
        return direct
    return _network(seen[-proxies]) or direct


def _network(address: str) -> str:
    try:
        found = ip_address(address)
    except ValueError:
        return ""
    if found.version == 4:
        return str(found)
    return str(ip_network((int(found), _NETWORK_BITS), strict=False))


def _key(request: HttpRequest) -> str:
    return f"intake:{_hashed(address_of(request), timezone.now().date())}"


def _hashed(address: str, day: date) -> str:
    key = hmac.digest(settings.SECRET_KEY.encode(), f"intake {day}".encode(), sha256)
    return hmac.new(key, address.encode(), sha256).hexdigest()
