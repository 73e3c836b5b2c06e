"""Many ClaimReviews as one schema.org DataFeed, in pieces, so that no record is too long."""

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from claims.interchange.claim_review import claim_review, review_date
from claims.interchange.links import licence_address

Body = Mapping[str, Any]


FEED_END = "\n]}\n"
"""What comes after the last item of a feed."""


def data_feed(
    bodies: Iterable[Body], *, desk: str, site: str, licence: str, modified: str
) -> Iterator[str]:
    """Give the text of the feed in pieces: one DataFeedItem a line for each claim with a review.

    Together the pieces are one JSON object, the same for the same bodies. `modified` is when the
    record last changed, RFC 3339 in UTC, "" where it is empty. Every review is in an item of its
    own and has an address of its own.
    """
    yield feed_begin(desk=desk, site=site, licence=licence, modified=modified)
    first = True
    for body in bodies:
        if item := feed_item(body, first=first):
            yield item
            first = False
    yield FEED_END


def feed_begin(*, desk: str, site: str, licence: str, modified: str) -> str:
    """Return what comes before the first item of a feed; see `data_feed`."""
    publisher = {"@type": "Organization", "name": desk, "url": f"{site}/"}
    head = {
        "@context": "https://schema.org",
        "@type": "DataFeed",
        "name": f"Claims reviewed by {desk}",
        "url": f"{site}/feeds/claimreview.json",
        "publisher": publisher,
        "license": licence_address(licence) or licence,
        **({"dateModified": modified} if modified else {}),
    }
    return f'{_text(head)[:-1]},"dataFeedElement":['


def feed_item(body: Body, *, first: bool) -> str:
    """Return a claim's item, with what parts it from the one before; "" without a review."""
    review = claim_review(body)
    if review is None:
        return ""
    between = "\n" if first else ",\n"
    return f"{between}{_text(_item(body, review))}"


def _item(body: Body, review: dict[str, Any]) -> dict[str, Any]:
    return {
        "@type": "DataFeedItem",
        "dateCreated": review_date(body),
        "dateModified": body["released_at"],
        "url": review["url"],
        "item": [review],
    }


def _text(thing: dict[str, Any]) -> str:
    return json.dumps(thing, ensure_ascii=False, separators=(",", ":"))
