"""What lists take that can be searched: words in their other forms, snippets, the best first."""

from collections.abc import Mapping
from typing import Any

from django.db.models import Expression, F, QuerySet

from claims.api import parameters
from claims.api.filters.lists import ListParameters
from claims.api.pages import RELEVANCE
from claims.record.search import place_of
from claims.search.ranking import MOST_RANKED
from claims.text.stems import LANGUAGES

BEST_FIRST = (
    f"`{RELEVANCE}`: what answers `q` best first, out of the newest {MOST_RANKED} that have what "
    "it asks for, as one page without others."
)


class SearchParameters(ListParameters):
    """A list with `q`."""

    stemming = parameters.word(
        "The language whose other forms of the words of `q` are found as well, in texts of that "
        "language: `vaccine` finds `vaccinated`. Phrases in quotes are found as they are.",
        tuple(LANGUAGES),
    )
    snippets = parameters.flag(
        "Whether `snippets` tells where in each result the words of `q` stand. In JSON alone."
    )

    @staticmethod
    def place(rows: QuerySet[Any], values: Mapping[str, Any], column: str) -> Expression | F:
        """Return what the default order stands by: with words looked for, what they have of it."""
        stemming = values.get("stemming") or ""
        return place_of(rows, values.get("q", ""), column, stemming=stemming)
