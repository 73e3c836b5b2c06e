"""The parameters of lists of speakers, sources, publishers and topics."""

from collections.abc import Mapping
from functools import partial
from typing import Any

from django.db.models import Q, QuerySet

from claims.api import parameters
from claims.api.divided import Divided, Division, Part
from claims.api.filters.searching import BEST_FIRST, SearchParameters
from claims.api.keyset import Ordering
from claims.api.pages import RELEVANCE
from claims.record import reading
from claims.record.models import RELEASED_AGAIN


class EntityParameters(SearchParameters):
    """Things of one kind that were not merged into another."""

    ORDERINGS = {
        "-first_released": Ordering(("at",)),
        "first_released": Ordering(("at",), descending=False),
        RELEVANCE: Ordering(("at",)),
    }

    q = parameters.question("Words of any released name, in any script.")
    updated_since = parameters.instant(
        "The newest release is from then or later. What was merged leaves this list: follow "
        "`changes` for that."
    )
    ordering = parameters.ordering(ORDERINGS, f"`first_released`: by first release; {BEST_FIRST}")

    def chosen(self, values: Mapping[str, Any]) -> QuerySet[Any]:
        """Return the rows that have the values, `at` their place in the default order."""
        rows = super().chosen(values)
        rows = rows.annotate(at=self.place(rows, values, "first_sequence"))
        since = values.get("updated_since")
        return rows if since is None else rows.filter(sequence__gte=reading.released_from(since))

    def division(self, values: Mapping[str, Any]) -> Division | None:
        """Return what divides the rows into those that are new since a moment and older ones."""
        if "updated_since" not in values or "q" in values:
            return None
        first = reading.released_from(values["updated_since"])
        new, older = Q(first_sequence__gte=first), RELEASED_AGAIN & Q(first_sequence__lt=first)
        return partial(Divided, self.chosen(values), (Part(new, own=True), Part(older)))
