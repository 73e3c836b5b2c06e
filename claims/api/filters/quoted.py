"""The parameters of the lists of statements and of evidence, and what they do to their rows."""

from collections.abc import Mapping
from typing import Any

from django.db.models import F, QuerySet

from claims.api import parameters, vocabulary
from claims.api.filters.lists import ListParameters
from claims.api.filters.searching import BEST_FIRST, SearchParameters
from claims.api.keyset import Ordering
from claims.api.pages import RELEVANCE
from claims.record.search import PLACE

ORDERINGS = {
    "-first_released": Ordering(("at",)),
    "first_released": Ordering(("at",), descending=False),
}
SAID = "by the first release of the claim that shows it."


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
        "Said then or later; a month or year counts when any part of it does.", "said_end", "gt"
    )
    said_before = parameters.instant(
        "Said before then; a month or year counts when any part of it does.", "said_start", "lt"
    )

    def placed(self, rows: QuerySet[Any], values: Mapping[str, Any]) -> QuerySet[Any]:
        """Return the rows that also have the facets asked for.

        With one, or words looked for, the place is read from their own index, which holds what it
        finds in that order.
        """
        place = PLACE if "q" in values else "place"
        for kind in ("speaker", "topic"):
            if kind in values:
                rows = rows.filter(facets__kind=kind, facets__value=values[kind])
                place = place if "q" in values else "facets__statement"
        return rows.annotate(at=F(place))


class EvidenceParameters(QuotedParameters):
    """Evidence that claims show."""

    stance = parameters.word("Which way it points.", vocabulary.EVIDENCE_STANCES, "stance")
    kind = parameters.word("What kind of evidence it is.", vocabulary.EVIDENCE_KINDS, "kind")
    speaker = parameters.public_id("The id of the speaker whose word it is.", "speaker")
    counts = parameters.flag("Whether it counts, and is not only shown.", "counts")
