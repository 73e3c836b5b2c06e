"""The parameters of lists of speakers, sources, publishers and topics."""

from collections.abc import Mapping
from typing import Any

from django.db.models import F, QuerySet

from claims.api import parameters
from claims.api.filters.searching import BEST_FIRST, SearchParameters
from claims.api.keyset import Ordering
from claims.api.pages import RELEVANCE
from claims.record.search import PLACE


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
        "`changes` for that.",
        "released_at",
        "gte",
    )
    ordering = parameters.ordering(ORDERINGS, f"`first_released`: by first release; {BEST_FIRST}")

    def chosen(self, values: Mapping[str, Any]) -> QuerySet[Any]:
        """Return the rows that have the values, `at` their place in the default order."""
        place = PLACE if "q" in values else "first_sequence"
        return super().chosen(values).annotate(at=F(place))
