"""The parameters each list takes, declared once, and what they do to its rows."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any, ClassVar

from django.db.models import Exists, F, OuterRef, QuerySet, Value
from django.db.models.functions import Coalesce
from django.http import QueryDict
from django_filters import FilterSet

from claims.api import parameters, vocabulary
from claims.api.keyset import Ordering
from claims.api.pages import Asked
from claims.api.parameters import Parameter
from claims.api.problems import BadParameters
from claims.record import reading
from claims.record.models import PublishedFacet

DEFAULT_PAGE_SIZE = 20
UNDATED = datetime(1, 1, 1, tzinfo=UTC)
"""What stands, in an order by date, for claims whose date is unknown: before every date."""

Errors = list[dict[str, Any]]


class ListParameters(FilterSet):
    """What every list takes: where its page begins, and how long it is."""

    base_filters: dict[str, Parameter]
    """The declared parameters by name; of an instance, those that were given."""

    ORDERINGS: ClassVar[Mapping[str, Ordering]] = {"-first_released": Ordering(("first_sequence",))}
    """Orderings by name; the first is the default, and alone where there is nothing to choose."""

    cursor = parameters.cursor(
        "Where the page begins, as `next` or `previous` gave it; good only with the same filters "
        "and the same ordering."
    )
    page_size = parameters.page_size(DEFAULT_PAGE_SIZE)

    def __init__(self, query: Mapping[str, str], rows: QuerySet[Any]) -> None:
        # Copying all filters and fields for each request would cost more than its query.
        declared = type(self).base_filters
        self.base_filters = {name: declared[name] for name in query}
        super().__init__(query, rows)

    @classmethod
    def asked(cls, query: QueryDict, rows: QuerySet[Any]) -> Asked:
        """Return the rows that the parameters ask for, with their order.

        Raises BadParameters, naming every parameter that is unknown, repeated, empty or wrong.
        """
        given, errors = _named_once(query, cls.base_filters)
        chosen = cls(given, rows)
        if given:
            errors += _wrong_values(chosen)
        if errors:
            raise BadParameters(errors)
        values = chosen.form.cleaned_data if given else {}
        name = values.get("ordering") or next(iter(cls.ORDERINGS))
        return Asked(
            rows=chosen.chosen(values),
            ordering=cls.ORDERINGS[name],
            ordering_name=name,
            page_size=values.get("page_size") or DEFAULT_PAGE_SIZE,
            cursor=values.get("cursor") or "",
            given=given,
        )

    def chosen(self, values: Mapping[str, Any]) -> QuerySet[Any]:
        """Return the rows that have the values."""
        return self.filter_queryset(self.queryset) if values else self.queryset


class ReleaseParameters(ListParameters):
    """The releases of one subject, newest first."""

    ORDERINGS = {"-number": Ordering(("number",))}


class ClaimParameters(ListParameters):
    """The list of claims."""

    ORDERINGS = {
        "-first_released": Ordering(("place",)),
        "first_released": Ordering(("place",), descending=False),
        "-released": Ordering(("released_at", "sequence")),
        "released": Ordering(("released_at", "sequence"), descending=False),
        "-first_said": Ordering(("said", "first_sequence")),
        "first_said": Ordering(("said", "first_sequence"), descending=False),
    }

    FACETS: ClassVar = ("source", "speaker", "topic", "publisher", "evidence", "stance")
    """Parameters that are facets of the same name, those that pick the fewest claims first."""

    status = parameters.word(
        "The claim's public status. Without it, retracted, merged and suppressed claims are left "
        "out.",
        vocabulary.STATUSES,
        "status",
    )
    corrected = parameters.flag("Whether a correction was ever released.", "corrected")
    verdict = parameters.code("The code of the verdict on this desk's own scale.", "verdict")
    normalised = parameters.word("The class of the verdict.", vocabulary.NORMALISED, "normalised")
    kind = parameters.word("What kind of claim it is.", vocabulary.CLAIM_KINDS, "kind")
    topic = parameters.public_id("The id of a topic.")
    speaker = parameters.public_id(
        "The id of a speaker whose statement makes the claim. With `stance`, one and the same "
        "statement has both."
    )
    source = parameters.public_id("The id of a source of a statement or a piece of evidence.")
    publisher = parameters.public_id("The id of the publisher of such a source.")
    stance = parameters.word("What a statement does with the claim.", vocabulary.STANCES)
    evidence = parameters.word(
        "The claim has evidence that points this way.", vocabulary.EVIDENCE_STANCES
    )
    language = parameters.language("The language the claim is written in.", "language")
    said_after = parameters.instant(
        "First said then or later; a month or year counts when any part of it does.",
        "first_said_end",
        "gt",
    )
    said_before = parameters.instant(
        "First said before then; a month or year counts when any part of it does.",
        "first_said_start",
        "lt",
    )
    released_after = parameters.instant("First released then or later.", "first_released_at", "gte")
    released_before = parameters.instant("First released before then.", "first_released_at", "lt")
    updated_since = parameters.instant(
        "The newest release is from then or later.", "released_at", "gte"
    )
    has_contradicting_evidence = parameters.flag(
        "Whether evidence that counts contradicts the claim.", "has_contradicting_evidence"
    )
    ordering = parameters.word(
        "`first_released`: by first release, which never changes; `released`: by newest release; "
        "`first_said`: by when it was first said, the unknown before every date. A hyphen before "
        "the name turns the order round: newest or latest first.",
        tuple(ORDERINGS),
        default="-first_released",
    )

    def chosen(self, values: Mapping[str, Any]) -> QuerySet[Any]:
        """Return the claims that have the values, with the columns that orderings need.

        `place` is the sequence of the first release. With a facet it is read from the facet's own
        index, which holds one value's claims in that order.
        """
        if "status" not in values:
            self.queryset = reading.listed_claims()
        rows, facets = super().chosen(values), _facets(values)
        place = "first_sequence"
        if facets:
            (kind, value), *others = facets
            rows = rows.filter(facets__kind=kind, facets__value=value)
            place = "facets__order_key"
            for other, wanted in others:
                rows = rows.filter(_has(other, wanted))
        said = Coalesce("first_said_start", Value(UNDATED))
        return rows.annotate(place=F(place), said=said)


def _has(kind: str, value: str) -> Exists:
    # Asked of each claim by the unique index, where a list of ids could be as long as the record.
    return Exists(PublishedFacet.objects.filter(claim=OuterRef("pk"), kind=kind, value=value))


def _facets(values: Mapping[str, Any]) -> list[tuple[str, str]]:
    """Return the (kind, value) pairs asked for, the one that picks fewest claims first."""
    named = {name: values[name] for name in ClaimParameters.FACETS if name in values}
    if "speaker" in named and "stance" in named:
        both = f"{named.pop('speaker')}:{named.pop('stance')}"
        named = {"speaker_stance": both, **named}
    return list(named.items())


def refuse_all(query: QueryDict) -> None:
    """Raise BadParameters where an address that takes no parameters was given any."""
    _, errors = _named_once(query, {})
    if errors:
        raise BadParameters(errors)


def _named_once(query: QueryDict, declared: Mapping[str, Any]) -> tuple[dict[str, str], Errors]:
    """Return the parameters that are declared, given once and not empty; and what is wrong."""
    given: dict[str, str] = {}
    errors: Errors = []
    for name, values in query.lists():
        if name not in declared:
            allowed = sorted(declared)
            errors.append(_error(name[:60], "is not a parameter of this address", allowed))
        elif len(values) > 1:
            errors.append(_error(name, "is given more than once"))
        elif not values[0]:
            errors.append(_error(name, "is empty", declared[name].schema.get("enum")))
        else:
            given[name] = values[0]
    return given, errors[:20]


def _wrong_values(chosen: ListParameters) -> Errors:
    return [
        _error(name, reasons[0].messages[0], chosen.filters[name].schema.get("enum"))
        for name, reasons in chosen.errors.as_data().items()
    ]


def _error(name: str, detail: str, allowed: list[str] | None = None) -> dict[str, Any]:
    return {
        "parameter": name,
        "detail": detail,
        **({} if allowed is None else {"allowed": allowed}),
    }
