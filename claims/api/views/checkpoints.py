"""The newest checkpoint, for whoever wants to see later that nothing was rewritten."""

from dataclasses import asdict

from django.http import HttpResponse
from rest_framework.exceptions import NotFound
from rest_framework.request import Request

from claims.api import answers
from claims.api.filters.lists import values
from claims.api.schema.operations import one
from claims.api.views.base import RecordView, text_of
from claims.ledger import checkpoints, keeping
from claims.record import reading


@one("SignedCheckpoint", "Get the newest checkpoint", path=(), dated=False)
class NewestCheckpoint(RecordView):
    """That the record stood where it did, signed with a key that the database does not hold.

    A new one is signed after each release and daily. Keep them: the `hash` of the release of that
    `sequence`, in `changes` or an export, has to be the one that was signed, for ever. 404 while
    nothing is released.
    """

    def get(self, request: Request) -> HttpResponse:
        """Answer with the checkpoint and the public key."""
        values(request.query_params, {})
        newest = reading.checkpoint()
        if newest is None:
            raise NotFound("Nothing was signed yet.")
        (key,) = keeping.own_keys().values()
        told = {"checkpoint": asdict(newest), "public_key": checkpoints.public_pem(key)}
        return answers.answer(request, text_of(told))
