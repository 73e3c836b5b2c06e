"""What may be merged into what, and what a merge that is to be taken back must still be."""

from collections.abc import Iterator

from claims import publishing
from claims.desk.models import Claim, Speaker
from claims.publishing import Subject


def faults(subject: Subject, target: str) -> Iterator[str]:
    """Yield why the subject cannot be merged into the thing of this public id."""
    name = subject._meta.verbose_name
    if not target:
        yield f"Say which {name} to merge into."
        return
    if target == subject.public_id:
        yield f"A {name} is not merged into itself."
        return
    winner = type(subject)._default_manager.filter(public_id=target).first()
    if winner is None:
        yield f"There is no {name} “{target}” to merge into."
        return
    if subject.merged_into is not None:
        yield f"“{subject}” was merged into “{subject.merged_into}” already."
    if winner.merged_into is not None:
        yield f"“{winner}” was merged into “{winner.merged_into}”; merge into that one."
    yield from _speaker_faults(subject, winner)
    yield from _public_faults(subject, winner)


def unmerge_faults(subject: Subject) -> Iterator[str]:
    """Yield why the subject's merge cannot be taken back."""
    if subject.merged_into is None:
        yield f"“{subject}” was not merged into another."


def _speaker_faults(subject: Subject, winner: Subject) -> Iterator[str]:
    if not (isinstance(subject, Speaker) and isinstance(winner, Speaker)):
        return
    if Speaker.Kind.ANONYMOUS in (subject.kind, winner.kind):
        yield "An anonymous speaker is never merged."
    elif subject.kind != winner.kind:
        yield (
            f"“{subject}” is a {subject.get_kind_display().lower()}, “{winner}” is a "
            f"{winner.get_kind_display().lower()}: correct the kind of one first."
        )


def _public_faults(subject: Subject, winner: Subject) -> Iterator[str]:
    if not publishing.is_public(subject):
        return
    if not publishing.is_public(winner):
        yield f"“{subject}” is public and “{winner}” is not: publish that first."
    if publishing.is_suppressed(winner):
        yield f"“{winner}” was suppressed: nothing is merged into it."
    if not (isinstance(subject, Claim) and isinstance(winner, Claim)):
        return
    if publishing.is_retracted(subject):
        yield f"“{subject}” is retracted: its page keeps the notice."
    if publishing.is_flagged(subject):
        yield f"“{subject}” is under review: take it off review first."
    if publishing.is_retracted(winner):
        yield f"“{winner}” is retracted: nothing is merged into it."
