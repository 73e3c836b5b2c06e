"""Merging as two editors do it, for tests."""

from typing import Any

from claims.desk.models import User
from claims.record.models import Release
from claims.workflow import approve, merge, submit, unmerge

NOTE = "These two were found to be one and the same."


def merged(loser: Any, winner: Any, author: User, chief: User) -> Release | None:
    submit(loser, by=author, verb="merge", target=winner.public_id)
    approve(loser, by=chief)
    return merge(loser, by=chief, note=NOTE)


def unmerged(loser: Any, author: User, chief: User) -> Release | None:
    submit(loser, by=author, verb="unmerge")
    approve(loser, by=chief)
    return unmerge(loser, by=chief, note="They are two different ones after all.")


def fresh(row: Any) -> Any:
    return type(row)._default_manager.get(pk=row.pk)
