"""The parameters of the list of claims, and what they do to its rows."""

from collections.abc import Mapping
from datetime import datetime
from functools import partial
from typing import Any, ClassVar

from django.db.models import Exists, OuterRef, Q, QuerySet

from claims.api import parameters, vocabulary
from claims.api.divided import Divided, Division, Part
from claims.api.filters.dated import FEW, Said, Since, few
from claims.api.filters.searching import BEST_FIRST, SearchParameters
from claims.api.keyset import Ordering
from claims.api.pages import MOST_SIMILAR, RELEVANCE
from claims.record import faceting, reading
from claims.record.models import PublishedFacet
from claims.text.likeness import LONGEST

SAID = Said("first_said_start", "first_said_end")
DATES = ("said_after", "said_before", "released_after", "released_before", "updated_since")


class ClaimParameters(SearchParameters):
    """The list of claims."""

    ORDERINGS = {
        "-first_released": Ordering(("place",)),
        "first_released": Ordering(("place",), descending=False),
        "-released": Ordering(("released_at", "sequence")),
        "released": Ordering(("released_at", "sequence"), descending=False),
        "-first_said": Ordering(("first_said_order", "first_sequence")),
        "first_said": Ordering(("first_said_order", "first_sequence"), descending=False),
        RELEVANCE: Ordering(("place",)),
    }

    FACETS: ClassVar = ("source", "speaker", "topic", "publisher", "evidence", "stance")
    """Parameters that are facets of the same name, those that pick the fewest claims first."""

    q = parameters.question(
        "Words of the claim, its translations, its statements or the names of its speakers, in any "
        "script; all of them must be there."
    )
    similar_to = parameters.message(
        "A text, such as a post or a remark, to which claims are to be similar: those that say "
        f"much the same first, {MOST_SIMILAR} at most, as one page without others. It is a "
        "suggestion by words, never a judgement; `scores` tells how alike each is.",
        LONGEST,
    )
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
        "First said then or later; a month or year counts when any part of it does."
    )
    said_before = parameters.instant(
        "First said before then; a month or year counts when any part of it does."
    )
    released_after = parameters.instant("First released then or later.")
    released_before = parameters.instant("First released before then.")
    updated_since = parameters.instant(
        "What is sent of it changed then or later: by its own release, or by one of a claim it is "
        "related to. What was retracted or merged leaves this list: follow `changes` for that.",
        "changed_at",
        "gte",
    )
    has_contradicting_evidence = parameters.flag(
        "Whether evidence that counts contradicts the claim.", "has_contradicting_evidence"
    )
    ordering = parameters.ordering(
        ORDERINGS,
        "`first_released`: by first release, which never changes; `released`: by newest release; "
        f"`first_said`: by when it was first said, the unknown before every date; {BEST_FIRST}",
    )
    facets = parameters.words(
        "What to divide the results by, to narrow them further: how many of the first "
        f"{faceting.MOST_LOOKED_AT:,} of the list have which value. A value can be given to the "
        "parameter of the same name. In JSON alone.",
        faceting.FACETS,
    )

    def chosen(self, values: Mapping[str, Any]) -> QuerySet[Any]:
        """Return the claims that have the values, with the column that the default order needs.

        `place` is the sequence of the first release. With a facet, or words looked for, it is read
        from their own index, which holds what it finds in that order.
        """
        return _dated(self._undated(values), values)

    def division(self, values: Mapping[str, Any]) -> Division | None:
        """Return what divides the claims where dates are asked for."""
        if values.keys().isdisjoint(DATES):
            return None
        return partial(_divided, self._undated(values), dict(values))

    def _undated(self, values: Mapping[str, Any]) -> QuerySet[Any]:
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
        return rows.annotate(place=self.place(rows, values, place))


def _dated(rows: QuerySet[Any], values: Mapping[str, Any]) -> QuerySet[Any]:
    rows = rows.filter(SAID.within(*_span(values, "said")), _released(values))
    if "updated_since" in values:
        rows = rows.filter(changed_at__gte=values["updated_since"])
    return rows


def _released(values: Mapping[str, Any]) -> Q:
    # First releases follow one another in time, so that the place tells when.
    after, before = _span(values, "released")
    since = Q() if after is None else Q(first_sequence__gte=reading.first_released_from(after))
    if before is None:
        return since
    return since & Q(first_sequence__lt=reading.first_released_from(before))


def _divided(rows: QuerySet[Any], values: Mapping[str, Any]) -> Divided | None:
    parts = _parts(rows, values) if _walks_by_place(values) else _found(values)
    return None if parts is None else Divided(_dated(rows, values), parts)


def _walks_by_place(values: Mapping[str, Any]) -> bool:
    """Tell whether nothing but the place of claims orders them, or finds them before dates do."""
    default = values.get("ordering", "-first_released") in ("-first_released", "first_released")
    return default and "q" not in values and not _facets(values)


def _parts(rows: QuerySet[Any], values: Mapping[str, Any]) -> list[Part] | None:
    if "updated_since" in values:
        return Since.of(values["updated_since"]).parts(Q())
    said = _span(values, "said")
    if said == (None, None) or _picked(rows, values):
        return None
    return SAID.parts(reading.claims(), *said)


def _picked(rows: QuerySet[Any], values: Mapping[str, Any]) -> bool:
    """Tell whether other values leave so few claims that these are looked through for dates."""
    picking = values.keys() & {"verdict", "normalised", "kind", "language", "status", "corrected"}
    return bool(picking) and rows.order_by()[: FEW + 1].count() <= FEW


def _found(values: Mapping[str, Any]) -> list[Part] | None:
    """Return the claims that have one of the dates, where these are few."""
    claims = reading.claims()
    ways = []
    if "updated_since" in values:
        ways.append(Since.of(values["updated_since"]).ways())
    said, released = _span(values, "said"), _span(values, "released")
    if said != (None, None):
        ways.append(SAID.ways(*said))
    if released != (None, None):
        ways.append([(_released(values), "first_sequence")])
    for way in ways:
        if (places := few(claims, way, "first_sequence")) is not None:
            return [Part(Q(first_sequence__in=places), own=True)]
    return None


def _span(values: Mapping[str, Any], name: str) -> tuple[datetime | None, datetime | None]:
    return values.get(f"{name}_after"), values.get(f"{name}_before")


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
