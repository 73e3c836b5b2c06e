"""Counts over the public record: never of drafts, never a ranking of people."""

from django.http import HttpResponse
from rest_framework.request import Request

from claims.api import answers, parameters
from claims.api.filters.lists import values
from claims.api.schema.operations import one
from claims.api.views.base import RecordView, text_of
from claims.record import reading

OF_ONE = {
    "speaker": parameters.public_id(
        "Count the claims that this speaker's statements assert, and nothing else."
    )
}


@one("Stats", "Count claims", path=(), parameters=OF_ONE, dated=False)
class StatsView(RecordView):
    """How many claims stand in the record: by status, verdict, topic and month of first release.

    Retracted, merged and suppressed claims are not counted. Nothing is said of who is right how
    often: claims are not a sample of what anybody says.
    """

    costly = True

    def get(self, request: Request) -> HttpResponse:
        """Answer with the counts."""
        asked = values(request.query_params, OF_ONE)
        return answers.answer(request, text_of(reading.stats(**asked)))
