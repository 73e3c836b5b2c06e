"""How much may be written in a day: from one address, and by everybody together.

Addresses are never kept: what is counted is a keyed hash of one, under a key that changes daily.
"""

import hmac
from datetime import date, timedelta
from hashlib import sha256

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest
from django.utils import timezone

from claims.desk.models import CorrectionRequest
from claims.text.clients import client_network

OF_ONE_ADDRESS = 10
OF_EVERYBODY = 1000
DAY = timedelta(days=1)


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
    """Return the address of whoever asks, as the outermost proxy that we trust saw it."""
    direct, forwarded = request.META.get("REMOTE_ADDR", ""), request.headers.get("X-Forwarded-For")
    return client_network(direct, forwarded or "", settings.TRUSTED_PROXIES)


def _key(request: HttpRequest) -> str:
    return f"intake:{_hashed(address_of(request), timezone.now().date())}"


def _hashed(address: str, day: date) -> str:
    key = hmac.digest(settings.SECRET_KEY.encode(), f"intake {day}".encode(), sha256)
    return hmac.new(key, address.encode(), sha256).hexdigest()
