"""Google's Fact Check Tools API for these tests: claims with a verdict, and its errors."""

from typing import Any

from tests import builders
from tests.api import making

ADDRESS = "/v1alpha1/claims:search"
SITE = "127.0.0.1"


def reviewed(number: int = 0, text: str = "", event: str = "publish", **overrides: Any) -> Any:
    """Release a claim with a verdict."""
    text = text or f"Claim number {number}"
    return making.released(number, event, claim=text, **{"verdict": builders.verdict()} | overrides)


def error_of(answer: Any) -> Any:
    """Return the error that an answer tells in Google's envelope."""
    assert answer["Content-Type"] == "application/json; charset=UTF-8"
    error = answer.json()["error"]
    assert error["code"] == answer.status_code
    return error
