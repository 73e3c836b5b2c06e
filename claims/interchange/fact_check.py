"""Claims as Google's Fact Check Tools API (v1alpha1) sends them, and its errors."""

from collections.abc import Iterable, Mapping
from typing import Any

from claims.interchange.claim_review import has_review, review_date
from claims.interchange.claimants import makers
from claims.interchange.dates import utc
from claims.interchange.links import site_of

Body = Mapping[str, Any]

_REVIEW: dict[str, Any] = {
    "publisher": {"name": {}, "site": {}},
    "url": {},
    "title": {},
    "reviewDate": {},
    "textualRating": {},
    "languageCode": {},
}
ANSWER: dict[str, Any] = {
    "claims": {"text": {}, "claimant": {}, "claimDate": {}, "claimReview": _REVIEW},
    "nextPageToken": {},
}
"""The members of an answer to a search, as `field_masks` takes them."""

STATUSES = {
    400: "INVALID_ARGUMENT",
    404: "NOT_FOUND",
    405: "UNIMPLEMENTED",
    412: "FAILED_PRECONDITION",
    429: "RESOURCE_EXHAUSTED",
    500: "INTERNAL",
    503: "UNAVAILABLE",
}
"""The canonical names of the errors that this API answers with."""


def fact_checked_claim(body: Body) -> dict[str, Any] | None:
    """Return a claim with its one review; None where no verdict stands.

    Dates are RFC 3339 moments in UTC; `claimDate` is left out where not even the day is known, and
    `claimant` where nobody is on record as making the claim.
    """
    if not has_review(body):
        return None
    publisher = body["publisher"]
    claim = {
        "text": body["claim"],
        "claimant": ", ".join(party.name for party in makers(body).parties),
        "claimDate": utc(body["first_said_on"]),
        "claimReview": [
            {
                "publisher": {"name": publisher["name"], "site": site_of(body["url"])},
                "url": body["url"],
                "title": body["claim"],
                "reviewDate": review_date(body),
                "textualRating": body["verdict"]["label"],
                "languageCode": body["language"],
            }
        ],
    }
    return {name: value for name, value in claim.items() if value}


def answer(bodies: Iterable[Body], next_page: str = "") -> dict[str, Any]:
    """Return a page of claims; nothing of what is empty, {} where there is no claim at all."""
    claims = [claim for claim in map(fact_checked_claim, bodies) if claim is not None]
    return {
        **({"claims": claims} if claims else {}),
        **({"nextPageToken": next_page} if next_page else {}),
    }


def error(code: int, message: str, violations: Mapping[str, str] | None = None) -> dict[str, Any]:
    """Return an error in Google's envelope; `violations` says by parameter what is wrong with it.

    Raises KeyError for a code that STATUSES does not have.
    """
    found = [
        {"field": field, "description": description}
        for field, description in (violations or {}).items()
    ]
    kind = "type.googleapis.com/google.rpc.BadRequest"
    details = [{"@type": kind, "fieldViolations": found}] if found else []
    return {
        "error": {
            "code": code,
            "message": message,
            "status": STATUSES[code],
            **({"details": details} if details else {}),
        }
    }
