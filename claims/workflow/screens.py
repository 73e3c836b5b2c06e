"""What an editor's own screens remember. None of it is editorial, so none of it is audited."""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from claims.desk.models import OpenPage, SavedFilter, User, Versioned
from claims.workflow.acts import kind_of
from claims.workflow.errors import RuleViolated
from claims.workflow.validation import faults

OPEN_FOR = timedelta(minutes=5)
"""How long a page counts as open after it was last seen open."""

MOST_FILTERS = 50


def page_open(subject: Versioned, *, by: User) -> list[OpenPage]:
    """Note that `by` has the subject's page open; return who else has, last seen first.

    Call it again at least every few minutes while the page stays open.
    """
    now = timezone.now()
    with transaction.atomic():
        OpenPage.objects.filter(seen_at__lt=now - OPEN_FOR).delete()
        OpenPage.objects.update_or_create(
            subject_kind=kind_of(subject),
            subject=subject.public_id,
            user=by,
            defaults={"seen_at": now},
        )
    others = OpenPage.objects.filter(
        subject_kind=kind_of(subject), subject=subject.public_id, seen_at__gte=now - OPEN_FOR
    )
    return list(others.exclude(user=by).select_related("user"))


def page_closed(subject: Versioned, *, by: User) -> None:
    """Note that `by` no longer has the subject's page open."""
    OpenPage.objects.filter(
        subject_kind=kind_of(subject), subject=subject.public_id, user=by
    ).delete()


def save_filter(*, by: User, name: str, path: str, query: str) -> SavedFilter:
    """Keep a filtered list under a name; one of the same name is replaced."""
    with transaction.atomic():
        SavedFilter.objects.filter(user=by, name=name).delete()
        if SavedFilter.objects.filter(user=by).count() >= MOST_FILTERS:
            raise RuleViolated(f"At most {MOST_FILTERS} filters are kept; delete one first.")
        kept = SavedFilter(user=by, name=name, path=path, query=query)
        RuleViolated.unless_none(faults(kept, ()))
        kept.save()
    return kept


def forget_filter(kept: SavedFilter, *, by: User) -> None:
    """Delete a filter of `by`'s own; somebody else's stays."""
    SavedFilter.objects.filter(pk=kept.pk, user=by).delete()
