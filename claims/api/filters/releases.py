"""The parameters of lists of releases."""

from claims.api import parameters, vocabulary
from claims.api.filters.lists import ListParameters
from claims.api.keyset import Ordering


class ReleaseParameters(ListParameters):
    """The releases of one subject, newest first."""

    ORDERINGS = {"-number": Ordering(("number",))}


class CorrectionParameters(ListParameters):
    """Releases that told the public what changed, newest first."""

    ORDERINGS = {"-released": Ordering(("sequence",))}

    claim = parameters.public_id("The id of the claim.", "subject")
    event = parameters.word("What the release did.", vocabulary.EVENTS, "event")
    released_after = parameters.instant("Released then or later.", "released_at", "gte")
    released_before = parameters.instant("Released before then.", "released_at", "lt")
