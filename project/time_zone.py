"""Shows editors the desk's own time; everybody else reads UTC."""

from collections.abc import Callable
from zoneinfo import ZoneInfo

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase
from django.utils import timezone


class DeskTimeZoneMiddleware:
    """Makes DESK_TIME_ZONE the current time zone while an admin page is answered."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """The answer; the time zone is UTC again afterwards."""
        try:
            return self.get_response(request)
        finally:
            if hasattr(request, "in_desk_time"):
                timezone.deactivate()

    def process_view(self, request: HttpRequest, *view: object) -> None:
        """Choose the time zone once it is known which room answers."""
        if request.resolver_match and "admin" in request.resolver_match.app_names:
            request.in_desk_time = True  # type: ignore[attr-defined]
            timezone.activate(ZoneInfo(settings.DESK_TIME_ZONE))
