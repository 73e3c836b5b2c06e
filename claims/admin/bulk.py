"""Acts on many things at once: each by itself, each success and refusal told by its name."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest

from claims import workflow
from claims.admin.access import editor
from claims.admin.marking import plain
from claims.workflow import WorkflowError

MOST_AT_ONCE = 100


def one_by_one(
    request: HttpRequest,
    queryset: QuerySet,
    act: Callable[[Any], object],
    done: str,
    attempted: str = "revise",
) -> None:
    """Call `act` on each thing, in the order of their keys, and tell what came of it.

    A refusal stops only its own thing and is audited as an attempt of the verb. `done` says in a
    word what an unrefused one is now.
    """
    chosen = queryset.model._default_manager.filter(pk__in=queryset.order_by().values("pk"))
    if chosen[: MOST_AT_ONCE + 1].count() > MOST_AT_ONCE:
        messages.error(request, f"Choose at most {MOST_AT_ONCE} at once; nothing was done.")
        return
    for each in chosen.order_by("pk"):
        name = plain(str(each))
        try:
            act(each)
        except WorkflowError as refusal:
            for reason in refusal.messages:
                messages.error(request, f"{name}: {reason}")
            workflow.record_refusal(
                each, by=editor(request), attempted=attempted, reasons=refusal.messages
            )
        else:
            messages.success(request, f"{name}: {done}.")
