"""Every address of the API and the pages that asks the record, made from their declarations.

A parameter or a page that is added without anything to ask it with makes `addresses` raise, so that
nothing goes into use whose plan was never read.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.db.models import Count
from django.urls import URLPattern

from claims.api import urls as api
from claims.api.filters.claims import ClaimParameters
from claims.api.filters.entities import EntityParameters
from claims.api.filters.lists import ListParameters
from claims.api.filters.quoted import EvidenceParameters, StatementParameters
from claims.api.filters.releases import CorrectionParameters
from claims.api.pages import RELEVANCE
from claims.api.parameters import PUBLIC_ID, Parameter
from claims.record import reading
from claims.record.models import (
    PublishedEntity,
    PublishedFacet,
    PublishedStatement,
)
from claims.web import urls as web

LISTS: Mapping[str, type[ListParameters]] = {
    "claims": ClaimParameters,
    "statements": StatementParameters,
    "evidence": EvidenceParameters,
    "corrections": CorrectionParameters,
    "speakers": EntityParameters,
    "sources": EntityParameters,
    "publishers": EntityParameters,
    "topics": EntityParameters,
}
OF_A_PAGE = ("cursor", "page_size", "ordering", "count")
NOBODY = "z" * 12
"""An id that nothing has."""

WORDS = (
    "government",
    "government the border",
    "zzyzx",
    '"the of"',
    "kermar*",
    "government -the",
    "-government",
    "уряд",
    "政府",
)
"""Words that three of ten claims have, that few have, that nothing has; phrases and the like."""

MESSAGES = (
    "the government and the border of 2010",
    "zzyzx",
    "Уряд: законів у країні не 42",
)
"""What somebody was sent and asks about."""

LANGUAGES = ("en", "he", "xx")
MOMENTS = ("2004-01-01", "2006-06-01", "2099-01-01")
"""Before everything, in the middle of what is small, after everything."""


@dataclass(frozen=True, slots=True)
class Known:
    """Things of the record to ask for."""

    claim: str
    statement: str
    entities: Mapping[str, tuple[str, ...]]
    """By kind, the one named most often, one named rarely, and one that is not there."""


def addresses(*, together: bool) -> Iterator[str]:
    """Give every address, each once; raise LookupError where one cannot be made.

    Lists are asked with each value by itself and in each order. Where `together`, also with each
    value in each order, and with several values.
    """
    known = _known()
    lists = _lists(known, together)
    yield from dict.fromkeys([*lists, *_of_api(known), *_pages(known), *_searches()])


def _known() -> Known:
    claim = reading.claims().filter(number__gt=1).first() or reading.claims().first()
    if claim is None:
        raise LookupError("the record is empty")
    statement = PublishedStatement.objects.using(reading.ALIAS).first()
    return Known(
        claim=claim.public_id,
        statement=statement.public_id if statement else NOBODY,
        entities={kind: _named(kind) for kind in ("speaker", "source", "publisher", "topic")},
    )


def most_named(kind: str) -> str:
    """Return the id of the speaker, source, publisher or topic that most claims name."""
    return _named(kind)[0]


def _named(kind: str) -> tuple[str, ...]:
    facets = PublishedFacet.objects.using(reading.ALIAS).filter(kind=kind).values_list("value")
    counted = [value for value, _ in facets.annotate(n=Count("pk")).order_by("-n", "value")]
    return (*dict.fromkeys((counted[0], counted[len(counted) // 2], counted[-1])), NOBODY)


def _lists(known: Known, together: bool) -> Iterator[str]:
    if LISTS.keys() != api.LISTS.keys():
        raise LookupError(f"lists without parameters here: {api.LISTS.keys() ^ LISTS.keys()}")
    for name, parameters in LISTS.items():
        path = f"/api/v1/{name}"
        yield path
        named = "ordering" in parameters.base_filters
        orderings = [one for one in parameters.ORDERINGS if one != RELEVANCE] if named else []
        for given in _given(parameters, known, together):
            yield f"{path}?{urlencode(given)}"
            # What is most alike stands first, and nowhere else.
            for ordering in orderings[1:] if together and "similar_to" not in given else ():
                yield f"{path}?{urlencode({**given, 'ordering': ordering})}"
        for ordering in orderings:
            yield f"{path}?{urlencode({'ordering': ordering})}"
        for words in WORDS if RELEVANCE in parameters.ORDERINGS else ():
            yield f"{path}?{urlencode({'q': words, 'ordering': RELEVANCE})}"
        yield f"{path}?{urlencode({'count': 'true'})}"


def _given(
    parameters: type[ListParameters], known: Known, together: bool
) -> Iterator[dict[str, str]]:
    declared = parameters.base_filters
    for name, parameter in declared.items():
        if name not in OF_A_PAGE:
            for value in _samples(name, parameter, known):
                yield {name: value, **_BESIDE.get(name, {})}
    if together:
        given = [one for one in _together(known) if one.keys() <= declared.keys()]
        # Evidence has another kind of stance.
        yield from given if parameters is not EvidenceParameters else ()


_BESIDE = {"stemming": {"q": WORDS[0]}, "snippets": {"q": WORDS[0]}}
"""What some parameters are nothing without."""


def _together(known: Known) -> Iterator[dict[str, str]]:
    speaker, topic = known.entities["speaker"][0], known.entities["topic"][0]
    yield {"speaker": speaker, "stance": "asserts"}
    yield {"speaker": speaker, "topic": topic}
    yield {"topic": topic, "q": WORDS[0]}
    yield {"language": "en", "q": WORDS[0]}


def _samples(name: str, parameter: Parameter, known: Known) -> tuple[str, ...]:
    schema: dict[str, Any] = parameter.schema
    if "enum" in schema:
        return tuple(schema["enum"])
    if schema.get("type") == "array":
        return (",".join(schema["items"]["enum"]),)
    if schema.get("type") == "boolean":
        return ("true", "false")
    if schema.get("pattern") == PUBLIC_ID:
        return (known.claim, NOBODY) if name == "claim" else known.entities[name]
    if "anyOf" in schema:
        return MOMENTS
    samples = {
        "q": WORDS,
        "similar_to": MESSAGES,
        "language": LANGUAGES,
        "verdict": ("false", "none_such"),
    }
    if name not in samples:
        raise LookupError(f"nothing to ask the parameter {name} with: add it to {__name__}")
    return samples[name]


def _of_api(known: Known) -> Iterator[str]:
    claim = f"claims/{known.claim}"
    paths = [
        *(f"{kind}s/{value}" for kind, values in known.entities.items() for value in values),
        claim,
        f"{claim}?at=2099-01-01",
        f"{claim}/annotations",
        f"{claim}/releases",
        f"{claim}/releases/1",
        f"{claim}/releases/1/difference",
        f"statements/{known.statement}",
        "changes",
        "changes?after=50",
        "checkpoint",
        "stats",
        f"stats?speaker={known.entities['speaker'][0]}",
    ]
    shapes = {_shape(path.partition("?")[0], known) for path in paths}
    declared = {
        _declared(str(pattern.pattern))
        for pattern in api.version_1
        if not str(pattern.pattern).endswith((".csv", ".jsonld"))
    }
    if missing := declared - shapes - LISTS.keys() - {"schema", "docs"}:
        raise LookupError(f"addresses of the API that are not asked for: {sorted(missing)}")
    yield from (f"/api/v1/{path}" for path in paths)


def _shape(path: str, known: Known) -> str:
    ids = {known.claim, known.statement, *(id for ids in known.entities.values() for id in ids)}
    parts = ("ID" if part in ids else "N" if part == "1" else part for part in path.split("/"))
    return "/".join(parts)


def _declared(pattern: str) -> str:
    return pattern.replace("<public_id:id>", "ID").replace("<release_number:number>", "N")


def _pages(known: Known) -> Iterator[str]:
    claim = reading.claim(known.claim)
    own = f"/claims/{known.claim}-{claim.slug if claim else ''}".rstrip("-")
    asked: dict[str, tuple[str, ...]] = {
        "home": ("/", "/?before=1000"),
        "claim": (own,),
        "history": (f"{own}/history",),
        "embed": (f"/embed/{known.claim}",),
        **{kind: tuple(_page_of(kind, id) for id in ids) for kind, ids in known.entities.items()},
        "search": (
            *(f"/search?{urlencode({'q': words})}" for words in WORDS),
            "/search?q=government&verdict=FALSE",
            "/search?verdict=TRUE",
            "/search?verdict=open",
        ),
        "corrections": ("/corrections",),
        "methodology": ("/methodology",),
        "sitemap": ("/sitemap.xml",),
        "sitemap_file": ("/sitemaps/1.xml",),
        "claims_atom": ("/feeds/claims.atom", "/feeds/claims.atom?before=1000"),
        "corrections_atom": ("/feeds/corrections.atom",),
        **{
            f"{kind}_feed": tuple(f"/feeds/{kind}s/{id}.atom" for id in known.entities[kind])
            for kind in ("speaker", "topic")
        },
        "readyz": ("/readyz",),
    }
    if missing := _page_names() - asked.keys() - _ASKING_NOTHING_ELSE:
        raise LookupError(f"pages that are not asked for: {sorted(missing)}")
    for paths in asked.values():
        yield from paths


_ASKING_NOTHING_ELSE = {
    "card", "oembed", "claims_json", "corrections_json", "claimreview", "robots", "healthz",
    "favicon", "security",
}  # fmt: skip
"""Pages that ask nothing, what another of these asks, or all there is on purpose."""


def _page_names() -> set[str]:
    found: set[str] = set()
    waiting = list(web.urlpatterns)
    while waiting:
        pattern = waiting.pop()
        if isinstance(pattern, URLPattern):
            found.add(pattern.name or "")
        else:
            waiting += pattern.url_patterns
    return found


def _page_of(kind: str, id: str) -> str:
    row = PublishedEntity.objects.using(reading.ALIAS).filter(kind=kind, public_id=id).first()
    return f"/{kind}s/{id}-{row.slug}".rstrip("-") if row else f"/{kind}s/{id}"


def _searches() -> Iterator[str]:
    path = "/v1alpha1/claims:search?"
    for given in (
        {"query": "government"},
        {"query": "zzyzx"},
        {"query": "government", "languageCode": "en"},
        {"query": "government", "maxAgeDays": "36500"},
        {"reviewPublisherSiteFilter": "127.0.0.1", "languageCode": "he"},
        {"reviewPublisherSiteFilter": "127.0.0.1", "maxAgeDays": "36500"},
        {"query": "government", "offset": "50"},
    ):
        yield path + urlencode(given)
