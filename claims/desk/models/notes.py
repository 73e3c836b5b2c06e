"""What editors tell one another about their work: notes, and whom they call."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from claims.desk.models import validation
from claims.desk.models.base import AppendOnly
from claims.ledger.choices import constrained_choices


class WorkKind(models.TextChoices):
    """What editors have open and write notes on."""

    CLAIM = "claim", "Claim"
    STATEMENT = "statement", "Statement"
    SPEAKER = "speaker", "Speaker"
    SOURCE = "source", "Source"
    PUBLISHER = "publisher", "Publisher"
    TOPIC = "topic", "Topic"


@constrained_choices
class InternalNote(AppendOnly):
    """What an editor says to the others about a claim, a source and so on. Never published."""

    subject_kind = models.CharField(
        max_length=10, choices=WorkKind, help_text="What the note is about."
    )
    subject = models.CharField(
        max_length=12, validators=[validation.public_id], help_text="The public id of that."
    )
    text = models.TextField(
        validators=[validation.plain_text], help_text="For the other editors alone."
    )
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="notes", editable=False
    )
    written_at = models.DateTimeField(editable=False)

    class Meta:
        verbose_name = "note"
        ordering = ["-written_at", "-id"]
        constraints = [
            models.CheckConstraint(condition=~Q(text=""), name="internalnote_text_present")
        ]
        # The notes on a thing are shown on its page.
        indexes = [
            models.Index(
                fields=["subject_kind", "subject", "written_at"], name="internalnote_subject_idx"
            )
        ]

    def __str__(self) -> str:
        return self.text[:80]


class NoteMention(models.Model):
    """Somebody whom a note calls, and when they saw it."""

    note = models.ForeignKey(InternalNote, models.PROTECT, related_name="mentions", editable=False)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        related_name="mentions",
        help_text="Whom the note calls.",
    )
    seen_at = models.DateTimeField(null=True, blank=True, editable=False)

    class Meta:
        verbose_name = "mention"
        ordering = ["-id"]
        constraints = [models.UniqueConstraint(fields=["note", "user"], name="notemention_unique")]
        # What still calls somebody is asked for on every page of theirs.
        indexes = [
            models.Index(
                fields=["user", "note"],
                condition=Q(seen_at__isnull=True),
                name="notemention_unseen_idx",
            )
        ]

    def __str__(self) -> str:
        return f"{self.user}: {self.note}"
