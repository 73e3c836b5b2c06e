"""Every public route, with addresses that reach it, and every parameter, with values that mean it.

{claim}, {speaker} and so on stand for the ids of published things, and in turn for those of drafts.
"""

from typing import Any

from django.test import Client

from tests.leaks.planting import CANARY

ID = "(?P<public_id>[a-z2-7]{12})(?:-(?P<slug>[^/]*))?"
FEED = r"(?P<public_id>[a-z2-7]{12})\.(?P<format>atom|json)"
API = "api/v1/"
FOLDERS = ("speaker", "source", "publisher", "topic")
LISTS = ("claims", "statements", "evidence", "corrections", *(f"{kind}s" for kind in FOLDERS))
ONE_CLAIM = f"{API}claims/<public_id:id>"
ONE_STATEMENT = f"{API}statements/<public_id:id>"
ONE_RELEASE = f"{ONE_CLAIM}/releases/<release_number:number>"
RELEASE = "/api/v1/claims/{claim}/releases"

READ: dict[str, list[str]] = {
    "": ["/"],
    rf"^claims/{ID}\Z": ["/claims/{claim}", "/claims/{claim}-x"],
    rf"^claims/{ID}/history\Z": ["/claims/{claim}/history"],
    rf"^claims/{ID}/card\.png\Z": ["/claims/{claim}/card.png"],
    r"^embed/(?P<public_id>[a-z2-7]{12})\Z": ["/embed/{claim}"],
    **{rf"^{kind}s/{ID}\Z": [f"/{kind}s/{{{kind}}}"] for kind in FOLDERS},
    "search": [f"/search?q={CANARY}", "/search?q=a*&verdict=open", "/search?verdict=TRUE"],
    "corrections": ["/corrections", "/corrections?before=4"],
    "methodology": ["/methodology"],
}
LANGUAGES = ("uk", "lt")
PAGES: dict[str, list[str]] = {
    **READ,
    **{
        f"{tag}/{route}": [f"/{tag}{address}" for address in addresses]
        for tag in LANGUAGES
        for route, addresses in READ.items()
    },
    "oembed": ["/oembed?url=http://127.0.0.1:8000/claims/{claim}"],
    "sitemap.xml": ["/sitemap.xml"],
    "sitemaps/<int:number>.xml": ["/sitemaps/1.xml", "/sitemaps/2.xml"],
    **{
        f"feeds/{name}": [f"/feeds/{name}", f"/feeds/{name}?before=4"]
        for name in ("claims.atom", "claims.json", "corrections.atom", "corrections.json")
    },
    "feeds/claimreview.json": ["/feeds/claimreview.json"],
    rf"^feeds/speakers/{FEED}\Z": ["/feeds/speakers/{speaker}.atom"],
    rf"^feeds/topics/{FEED}\Z": ["/feeds/topics/{topic}.json"],
    "robots.txt": ["/robots.txt"],
    ".well-known/security.txt": ["/.well-known/security.txt"],
    "healthz": ["/healthz"],
    "readyz": ["/readyz"],
}
REST: dict[str, list[str]] = {
    **{f"{API}{name}": [f"/api/v1/{name}"] for name in LISTS},
    **{f"{API}{name}.csv": [f"/api/v1/{name}.csv"] for name in LISTS},
    **{f"{API}{kind}s/<public_id:id>": [f"/api/v1/{kind}s/{{{kind}}}"] for kind in FOLDERS},
    ONE_CLAIM: ["/api/v1/claims/{claim}"],
    f"{ONE_CLAIM}.jsonld": ["/api/v1/claims/{claim}.jsonld"],
    f"{ONE_CLAIM}/annotations": ["/api/v1/claims/{claim}/annotations"],
    f"{ONE_CLAIM}/releases": [RELEASE],
    ONE_RELEASE: [f"{RELEASE}/1", f"{RELEASE}/2"],
    f"{ONE_RELEASE}/difference": [f"{RELEASE}/1/difference", f"{RELEASE}/2/difference?to=1"],
    ONE_STATEMENT: ["/api/v1/statements/{statement}"],
    f"{ONE_STATEMENT}.jsonld": ["/api/v1/statements/{statement}.jsonld"],
    **{
        f"{API}{name}": [f"/api/v1/{name}"] for name in ("changes", "checkpoint", "stats", "schema")
    },
    f"{API}docs": ["/api/v1/docs"],
    "api/": ["/api/v1/nothing"],
}
INTAKE: dict[str, list[str]] = {
    rf"^claims/{ID}/report\Z": ["/claims/{claim}/report"],
    rf"^claims/{ID}/report/received\Z": ["/claims/{claim}/report/received"],
    **{
        rf"{language}/^claims/{ID}/report{step}\Z": [f"/{language}/claims/{{claim}}/report{step}"]
        for language in ("uk", "lt")
        for step in ("", "/received")
    },
}
ELSEWHERE: dict[str, list[str]] = {
    "v1alpha1/claims:search": [
        "/v1alpha1/claims:search?reviewPublisherSiteFilter=127.0.0.1",
        f"/v1alpha1/claims:search?query={CANARY}&maxAgeDays=30000&languageCode=en&fields=claims",
        "/v1alpha1/claims:search?query=a*&pageSize=1&offset=1&prettyPrint=false",
    ],
    "v1alpha1/": ["/v1alpha1/pages"],
    "favicon.ico": ["/favicon.ico"],
}
ROUTES = PAGES | INTAKE | REST | ELSEWHERE
"""Addresses by route; a route without a row here fails the run."""

KINDS = ("claim", "statement", *FOLDERS)

PARAMETERS: dict[str, list[str]] = {
    "after": ["0", "1", "3"],
    "as_evidence": ["true", "false"],
    "at": ["2019-07-20", "9999-12-31"],
    "claim": ["{claim}"],
    "corrected": ["true", "false"],
    "count": ["true"],
    "counts": ["true", "false"],
    "cursor": ["MQ"],
    "event": ["publish", "correction", "retraction", "merge", "suppression"],
    "evidence": ["supports", "contradicts", "context"],
    "facets": ["status,verdict,kind,language", "topic,speaker,publisher,stance,evidence"],
    "has_contradicting_evidence": ["true", "false"],
    "kind": ["factual", "direct", "expert", "data", "primary"],
    "language": ["en", f"qaa-x-{CANARY}"],
    "normalised": ["FALSE", "MIXTURE", "TRUE", "OTHER"],
    "ordering": [
        *("first_released", "released", "-released", "first_said", "-first_said"),
        "relevance&q=a*",
    ],
    "page_size": ["1", "100"],
    "publisher": ["{publisher}"],
    "q": [CANARY, "a*", "-zzz", "text", "author"],
    "similar_to": [CANARY, "text author"],
    "released_after": ["2001-01-01"],
    "released_before": ["9999-12-31"],
    "said": ["unverified", "confirmed", "disputed"],
    "said_after": ["2001-01-01", "2019-07-18"],
    "said_before": ["9999-12-31", "2019-07-19"],
    "snippets": ["true&q=a*"],
    "source": ["{source}"],
    "speaker": ["{speaker}"],
    "stance": ["asserts", "denies", "supports", "contradicts"],
    "stemming": [f"en&q={CANARY}", "en&q=text"],
    "status": ["open", "reviewed", "under_review", "retracted", "merged", "suppressed"],
    "to": ["1"],
    "topic": ["{topic}"],
    "updated_since": ["2001-01-01"],
    "verdict": ["false", CANARY],
}
"""Values by parameter; a parameter of the schema without a row here fails the run."""


def addresses(ids: dict[str, str]) -> list[str]:
    """Return an address of every route, about the things with these ids."""
    return [address.format(**ids) for found in ROUTES.values() for address in found]


def parameters(client: Client) -> dict[str, list[str]]:
    """Return the query parameters of each path that the schema describes."""
    paths: dict[str, Any] = client.get("/api/v1/schema").json()["paths"]
    named = {
        path: [
            parameter["name"]
            for parameter in operations["get"].get("parameters", [])
            if parameter["in"] == "query"
        ]
        for path, operations in paths.items()
    }
    return {path: names for path, names in named.items() if names}


def questions(client: Client, ids: dict[str, str]) -> list[str]:
    """Return an address for every value of every parameter of every path."""
    return [
        f"{of_claim(path, ids)}?{name}={value.format(**ids)}"
        for path, names in parameters(client).items()
        for name in names
        for value in PARAMETERS[name]
    ]


def of_claim(path: str, ids: dict[str, str]) -> str:
    """Return a path of the schema about the published claim and its first release."""
    return path.format(id=ids["claim"], number=1)
