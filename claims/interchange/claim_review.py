"""ClaimReview as schema.org defines it and as Google's page on fact checks asks for it."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from claims.interchange.claimants import Claimants, Party, makers
from claims.interchange.dates import day, partial
from claims.interchange.links import licence_address, web_address, wikidata_page

Body = Mapping[str, Any]
Thing = dict[str, Any]

CONTEXT = "https://schema.org"
REVIEWED = ("reviewed", "under_review")
"""The public statuses of a claim whose verdict stands."""

LOWEST = 1
"""The least value that Google takes for the lower end of a scale."""


def has_review(body: Body) -> bool:
    """Tell whether a claim has a verdict that stands: not open, retracted, merged or suppressed."""
    return bool(body.get("verdict")) and body.get("status") in REVIEWED


def claim_review(body: Body) -> Thing | None:
    """Return the one ClaimReview of a claim's page; None where no verdict stands.

    All its texts stand on the page. `datePublished` is when the verdict that stands was first
    published, `dateModified` when the page was last released; the date of the claim itself is that
    of `itemReviewed`, no more exact than it is known. A verdict off the scale has no numbers.
    Whoever makes the claim is its author; nobody is where that is unknown or has no name.
    """
    if not has_review(body):
        return None
    verdict = body["verdict"]
    return _present(
        {
            "@context": CONTEXT,
            "@type": "ClaimReview",
            "@id": f"{lasting_address(body)}#review",
            "url": body["url"],
            "claimReviewed": body["claim"],
            "datePublished": review_date(body),
            "dateModified": body["released_at"],
            "inLanguage": body["language"],
            "reviewBody": verdict["summary"],
            "author": _desk(body),
            "itemReviewed": _claim(body),
            "reviewRating": _rating(verdict),
            "citation": _citations(body),
            "correction": _corrections(body),
            "license": licence_address(body["licence"]),
            "sdPublisher": _desk(body),
            "sdLicense": licence_address(body["licence"]),
        }
    )


def review_date(body: Body) -> str:
    """Return when the verdict that stands was published, an RFC 3339 moment in UTC."""
    return str(body["last_verdict_at"] or body["first_released_at"])


def lasting_address(body: Body) -> str:
    """Return an address of a claim's page that stays the same when the claim is worded anew."""
    return f"{body['publisher']['url']}/claims/{body['id']}"


def _claim(body: Body) -> Thing:
    who = makers(body)
    works = list(_appearances(body))
    return _present(
        {
            "@type": "Claim",
            "@id": f"{lasting_address(body)}#claim",
            "text": body["claim"],
            "inLanguage": body["language"],
            "datePublished": partial(body["first_said_on"]),
            "author": _one_or_many(_authors(who)),
            "firstAppearance": _first(works),
            "appearance": works,
        }
    )


def _authors(who: Claimants) -> list[Thing]:
    # An anonymous speaker has a description in place of a name.
    return [_author(party) for party in who.parties if party.kind != "anonymous"]


def _author(party: Party) -> Thing:
    person = party.kind == "person"
    return _present(
        {
            "@type": "Person" if person else "Organization",
            "name": party.name,
            "jobTitle": party.role if person else "",
            "sameAs": wikidata_page(party.wikidata_id),
        }
    )


def _appearances(body: Body) -> Iterator[Thing]:
    """Give each web address at which the claim is made, renderings of the same words included."""
    stance = makers(body).stance
    found = [one["source"] for one in body["statements"] if stance and one["stance"] == stance]
    yield from _works(found)


def _citations(body: Body) -> list[Thing]:
    pieces = body["evidence"]
    return list(_works(one["source"] or (one["statement"] or {}).get("source") for one in pieces))


def _works(sources: Iterable[Body | None]) -> Iterator[Thing]:
    seen: set[str] = set()
    for source in sources:
        url = web_address((source or {}).get("url") or "")
        if source is None or not url or url in seen:
            continue
        seen.add(url)
        publisher = (source["publisher"] or {}).get("name")
        yield _present(
            {
                "@type": "CreativeWork",
                "url": url,
                "headline": source["title"],
                "datePublished": partial(source["published_on"]),
                "inLanguage": source["language"],
                "publisher": {"@type": "Organization", "name": publisher} if publisher else None,
                "archivedAt": web_address(source["archive_url"]),
            }
        )


def _first(works: list[Thing]) -> Thing | None:
    """Return the earliest work whose day is known: the first known appearance."""
    dated = [work for work in works if day({"value": work.get("datePublished")})]
    first = min(dated, key=lambda work: day({"value": work["datePublished"]}), default=None)
    return {"@type": first["@type"], "url": first["url"]} if first else None


def _rating(verdict: Body) -> Thing:
    value, best, worst = verdict["value"], verdict["best"], verdict["worst"]
    numbers = {}
    if None not in (value, best, worst) and LOWEST <= worst <= value <= best and worst < best:
        numbers = {"ratingValue": value, "bestRating": best, "worstRating": worst}
    return _present(
        {
            "@type": "Rating",
            **numbers,
            "alternateName": verdict["label"],
            "ratingExplanation": verdict["summary"],
            "description": verdict["meaning"],
        }
    )


def _corrections(body: Body) -> list[Thing]:
    return [
        {"@type": "CorrectionComment", "text": one["note"], "datePublished": one["released_at"]}
        for one in body["corrections"]
        if one["event"] == "correction"
    ]


def _desk(body: Body) -> Thing:
    publisher = body["publisher"]
    return {"@type": "Organization", "name": publisher["name"], "url": f"{publisher['url']}/"}


def _one_or_many(things: list[Thing]) -> Thing | list[Thing]:
    return things[0] if len(things) == 1 else things


def _present(thing: Thing) -> Thing:
    """Leave out what is absent: formats of others take an empty text for a text."""
    return {name: value for name, value in thing.items() if value not in (None, "", [], {})}
