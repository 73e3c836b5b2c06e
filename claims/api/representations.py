"""In which format an address answers: by its suffix, else by what the Accept header prefers."""

from collections.abc import Iterable, Sequence
from typing import Any

from rest_framework.exceptions import NotAcceptable
from rest_framework.negotiation import BaseContentNegotiation
from rest_framework.renderers import JSONRenderer
from rest_framework.request import Request

JSON = "application/json"
CSV = "text/csv"
JSON_LD = "application/ld+json"
HTML = "text/html"

SUFFIXES = {"csv": CSV, "jsonld": JSON_LD}
"""What an address may end in, and the format it then answers in, whatever Accept says."""

CONTENT_TYPES = {CSV: "text/csv; charset=utf-8; header=present", HTML: "text/html; charset=utf-8"}
"""The Content-Type of a format where it says more than the format's name."""

_WANTED_LEAST = 0.0


class Negotiation(BaseContentNegotiation):
    """Chooses among the view's `formats`, the first of which is for clients that take any."""

    def select_renderer(
        self, request: Request, renderers: Iterable[Any], format_suffix: str | None = None
    ) -> tuple[JSONRenderer, str]:
        """Return a renderer, which no view uses, and the format; raise NotAcceptable for none."""
        formats = request.parser_context["view"].formats
        if format_suffix:
            return JSONRenderer(), SUFFIXES[format_suffix]
        chosen = preferred(request.headers.get("Accept"), formats)
        if chosen is None:
            raise NotAcceptable(f"This address answers in {' and '.join(formats)} alone.")
        return JSONRenderer(), chosen


def takes(request: Request, media_type: str) -> bool:
    """Tell whether a client takes a format, were it the only one."""
    return preferred(request.headers.get("Accept"), (media_type,)) is not None


def preferred(accept: str | None, formats: Sequence[str]) -> str | None:
    """Return the one of `formats` that an Accept header wants most, None where it wants none.

    Where it wants several alike, or is empty or None, the first of them; its parameters but `q` are
    not looked at (RFC 9110 section 12.5.1).
    """
    if accept is None or not accept.strip():
        return formats[0]
    ranges = dict(map(_range, accept.split(",")))
    weights = [_weight(offered, ranges) for offered in formats]
    best = max(weights)
    return formats[weights.index(best)] if best > _WANTED_LEAST else None


def _range(text: str) -> tuple[str, float]:
    name, *parameters = (part.strip().lower() for part in text.split(";"))
    weight = next((part[2:] for part in parameters if part.startswith("q=")), "1")
    try:
        return name, min(float(weight), 1.0) if weight.isascii() else _WANTED_LEAST
    except ValueError:
        return name, _WANTED_LEAST


def _weight(offered: str, ranges: dict[str, float]) -> float:
    """Return how much the most exact range that covers a format wants it."""
    for covering in (offered, f"{offered.partition('/')[0]}/*", "*/*"):
        if covering in ranges:
            return ranges[covering]
    return _WANTED_LEAST
