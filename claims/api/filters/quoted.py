"""The parameters of the lists of statements and of evidence, and what they do to their rows."""

from collections.abc import Mapping
from datetime import datetime
from functools import partial
from typing import Any

from django.db.models import F, Q, QuerySet

from claims.api import parameters, vocabulary
from claims.api.divided import Divided, Division, Part
from claims.api.filters.dated import FEW, Said, few
from claims.api.filters.lists import ListParameters
from claims.api.filters.searching import BEST_FIRST, SearchParameters
from claims.api.keyset import Ordering
from claims.api.pages import RELEVANCE
from claims.record import reading

ORDERINGS = {
    "-first_released": Ordering(("at",)),
    "first_released": Ordering(("at",), descending=False),
}
SAID = "by the first release of the claim that shows it."


WHEN = Said("said_start", "said_end")


class QuotedParameters(ListParameters):
    """What claims show: of all claims that lists show, or of one whatever its status."""

    ORDERINGS = ORDERINGS

    claim = parameters.public_id("The id of the claim that shows it, whatever its status.", "claim")
    source = parameters.public_id("The id of its source.", "source")
    publisher = parameters.public_id("The id of its source's publisher.", "publisher")
    ordering = parameters.ordering(ORDERINGS, f"`first_released`: {SAID}")

    def chosen(self, values: Mapping[str, Any]) -> QuerySet[Any]:
        """Return the rows that have the values, `at` their place in the default order."""
        rows = super().chosen(values)
        if "claim" not in values:
            rows = rows.filter(listed=True)
        return self.placed(rows, values)

    def placed(self, rows: QuerySet[Any], values: Mapping[str, Any]) -> QuerySet[Any]:
        """Return the rows with the column that they are ordered by."""
        return rows.annotate(at=F("place"))


class StatementParameters(SearchParameters, QuotedParameters):
    """Statements: each once for every claim that shows it, once more where it is evidence too."""

    ORDERINGS = {**ORDERINGS, RELEVANCE: Ordering(("at",))}

    q = parameters.question("Words of the quote, its translations or the names of its speakers.")
    ordering = parameters.ordering(ORDERINGS, f"`first_released`: {SAID[:-1]}; {BEST_FIRST}")
    speaker = parameters.public_id("The id of a speaker, joint ones included.")
    topic = parameters.public_id("The id of a topic of the claim that shows it.")
    stance = parameters.word("What it does with the claim.", vocabulary.STANCES, "stance")
    kind = parameters.word("How the source gives the words.", vocabulary.STATEMENT_KINDS, "kind")
    said = parameters.word("Whether the words were really said.", vocabulary.SAID, "said")
    language = parameters.language("The language of the quote.", "language")
    as_evidence = parameters.flag("Whether it is shown as evidence.", "as_evidence")
    said_after = parameters.instant(
        "Said then or later; a month or year counts when any part of it does."
    )
    said_before = parameters.instant(
        "Said before then; a month or year counts when any part of it does."
    )

    def placed(self, rows: QuerySet[Any], values: Mapping[str, Any]) -> QuerySet[Any]:
        """Return the rows that also have the facets asked for.

        With one, or words looked for, the place is read from their own index, which holds what it
        finds in that order.
        """
        place = "place"
        for kind in ("speaker", "topic"):
            if kind in values:
                rows = rows.filter(facets__kind=kind, facets__value=values[kind])
                place = "facets__statement"
        return rows.annotate(at=self.place(rows, values, place))

    def chosen(self, values: Mapping[str, Any]) -> QuerySet[Any]:
        """Return the rows that have the values, `at` their place in the default order."""
        return super().chosen(values).filter(WHEN.within(*_said(values)))

    def division(self, values: Mapping[str, Any]) -> Division | None:
        """Return what divides the statements where dates are asked for."""
        if _said(values) == (None, None) or "claim" in values:
            return None
        return partial(_divided, super().chosen(values), dict(values))


def _divided(rows: QuerySet[Any], values: Mapping[str, Any]) -> Divided | None:
    said = _said(values)
    dated = rows.filter(WHEN.within(*said))
    if {"q", "speaker", "topic"}.isdisjoint(values):
        if _picked(rows, values):
            return None
        parts = WHEN.parts(reading.statements(), *said)
        return None if parts is None else Divided(dated, parts)
    places = few(reading.statements(), WHEN.ways(*said), "place")
    return None if places is None else Divided(dated, [Part(Q(place__in=places), own=True)])


def _picked(rows: QuerySet[Any], values: Mapping[str, Any]) -> bool:
    """Tell whether other values leave so few statements that these are looked through for dates."""
    picking = values.keys() & {"source", "publisher", "stance", "kind", "said", "language"}
    return bool(picking) and rows.order_by()[: FEW + 1].count() <= FEW


def _said(values: Mapping[str, Any]) -> tuple[datetime | None, datetime | None]:
    return values.get("said_after"), values.get("said_before")


class EvidenceParameters(QuotedParameters):
    """Evidence that claims show."""

    stance = parameters.word("Which way it points.", vocabulary.EVIDENCE_STANCES, "stance")
    kind = parameters.word("What kind of evidence it is.", vocabulary.EVIDENCE_KINDS, "kind")
    speaker = parameters.public_id("The id of the speaker whose word it is.", "speaker")
    counts = parameters.flag("Whether it counts, and is not only shown.", "counts")
