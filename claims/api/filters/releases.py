"""The parameters of lists of releases."""

from collections.abc import Mapping
from typing import Any

from django.db.models import QuerySet

from claims.api import parameters, vocabulary
from claims.api.filters.lists import ListParameters
from claims.api.keyset import Ordering
from claims.record import reading


class ReleaseParameters(ListParameters):
    """The releases of one subject, newest first."""

    ORDERINGS = {"-number": Ordering(("number",))}


class CorrectionParameters(ListParameters):
    """Releases that told the public what changed, newest first."""

    ORDERINGS = {"-released": Ordering(("sequence",))}

    claim = parameters.public_id("The id of the claim.", "subject")
    event = parameters.word("What the release did.", vocabulary.EVENTS, "event")
    released_after = parameters.instant("Released then or later.")
    released_before = parameters.instant("Released before then.")

    def chosen(self, values: Mapping[str, Any]) -> QuerySet[Any]:
        """Return the releases that have the values."""
        rows = super().chosen(values)
        # Releases follow one another in time, so that the sequence tells when.
        if "released_after" in values:
            rows = rows.filter(sequence__gte=reading.released_from(values["released_after"]))
        if "released_before" in values:
            rows = rows.filter(sequence__lt=reading.released_from(values["released_before"]))
        return rows
