"""What each editor's own screens remember: saved filters, and which pages are open."""

from django.conf import settings
from django.db import models

from claims.desk.models import validation
from claims.desk.models.notes import WorkKind
from claims.ledger.choices import constrained_choices


class SavedFilter(models.Model):
    """A list as an editor filtered it, under a name of their own."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="saved_filters", editable=False
    )
    name = models.CharField(
        max_length=80, validators=[validation.plain_name], help_text="What you call it."
    )
    path = models.CharField(
        max_length=200,
        validators=[validation.plain_name, validation.own_path],
        help_text="The page of the list.",
    )
    query = models.CharField(
        max_length=2000,
        blank=True,
        validators=[validation.plain_name],
        help_text="What follows the question mark in its address.",
    )

    class Meta:
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(
                fields=["user", "name"],
                name="savedfilter_name_unique",
                violation_error_message="You have a filter of this name already.",
            ),
        ]

    def __str__(self) -> str:
        return self.name


@constrained_choices
class OpenPage(models.Model):
    """An editor has the page of something open, as far as their browser told."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="open_pages", editable=False
    )
    subject_kind = models.CharField(max_length=10, choices=WorkKind, help_text="What is open.")
    subject = models.CharField(
        max_length=12, validators=[validation.public_id], help_text="The public id of that."
    )
    seen_at = models.DateTimeField(help_text="When it was last seen open.")

    class Meta:
        ordering = ["-seen_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["subject_kind", "subject", "user"], name="openpage_unique"
            )
        ]
        # What was left open long ago is cleared away.
        indexes = [models.Index(fields=["seen_at"], name="openpage_seen_idx")]

    def __str__(self) -> str:
        return f"{self.user}: {self.subject_kind} {self.subject}"
