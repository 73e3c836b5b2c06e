"""What all addresses of the record have in common."""

import json
from http import HTTPStatus
from typing import Any

from rest_framework.exceptions import NotAcceptable, NotFound
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from claims.api.representations import JSON, Negotiation, takes
from claims.api.throttling import CostlyRequest, EveryRequest

NO_CLAIM = "There is no such claim."
BODY = ("body",)


class RecordView(APIView):
    """An address of the record: read-only, the same for everybody."""

    http_method_names = ["get", "head", "options"]
    content_negotiation_class = Negotiation
    throttle_classes = [EveryRequest, CostlyRequest]
    formats: tuple[str, ...] = (JSON,)
    """The formats it answers in; the first is for clients that take any."""

    def get_parsers(self) -> list[Any]:
        """Return none: nobody sends anything."""
        return []

    def get_authenticators(self) -> list[Any]:
        """Return none: nobody is asked who they are."""
        return []

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        """Choose the format and count the request: there is no version, account or permission."""
        self.format_kwarg = self.get_format_suffix(**kwargs)
        chosen = self.perform_content_negotiation(request)
        request.accepted_renderer, request.accepted_media_type = chosen
        self.check_throttles(request)

    @property
    def default_response_headers(self) -> dict[str, str]:
        """Nothing: answers and problems bring their own headers."""
        return {}

    def options(self, request: Any, *args: Any, **kwargs: Any) -> Response:
        """Say which methods there are."""
        allowed = {"Allow": ", ".join(self.allowed_methods)}
        return Response(status=HTTPStatus.NO_CONTENT, headers=allowed)


def in_one_format(request: Request, suffix: str, told: Any, why: str) -> str | None:
    """Return the text of a format that not every such thing has; None for the default format then.

    `told` is None where this one has none: raises NotFound where the address asked for the format,
    NotAcceptable where the client takes no other, both with `why`.
    """
    if told is not None:
        return text_of(told)
    if suffix:
        raise NotFound(why)
    if not takes(request, JSON):
        raise NotAcceptable(why)
    return None


def no_claim() -> NotFound:
    """Return what is raised where no claim of an id was released."""
    return NotFound(NO_CLAIM)


def text_of(value: Any) -> str:
    """Return a value as the compact JSON that is sent."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
