"""Releases: what was published, numbered and chained, for good."""

from django.db import models
from django.db.models import Q

from claims.ledger.choices import constrained_choices
from claims.ledger.heads import ChainHead


class SubjectKind(models.TextChoices):
    """What has releases."""

    CLAIM = "claim", "Claim"
    SPEAKER = "speaker", "Speaker"
    SOURCE = "source", "Source"
    PUBLISHER = "publisher", "Publisher"
    TOPIC = "topic", "Topic"
    RELATION = "relation", "Relation"
    SCALE = "scale", "Scale"


class Event(models.TextChoices):
    """What a release did."""

    PUBLISH = "publish", "Published"
    UPDATE = "update", "Updated"
    CLARIFICATION = "clarification", "Clarified"
    CORRECTION = "correction", "Corrected"
    FLAG = "flag", "Put under review"
    UNFLAG = "unflag", "No longer under review"
    RETRACTION = "retraction", "Retracted"
    REINSTATEMENT = "reinstatement", "Reinstated"
    MERGE = "merge", "Merged"
    UNMERGE = "unmerge", "Unmerged"
    SUPPRESSION = "suppression", "Suppressed"


class ReleaseHead(ChainHead):
    """Where the record stands."""


_IS_CORRECTION = Q(number__gt=1) & ~Q(note="")


@constrained_choices
class Release(models.Model):
    """One version of one subject as it was published. Append-only, gapless, hash-chained.

    `content` is canonical JSON of what the desk decided; it and its salt may become NULL under a
    decision to suppress and change in no other way. The hash covers every other column.
    """

    sequence = models.PositiveBigIntegerField(unique=True)
    subject_kind = models.CharField(max_length=10, choices=SubjectKind)
    subject = models.CharField(max_length=12)
    number = models.PositiveIntegerField(help_text="1, 2, 3 … within the subject.")
    event = models.CharField(max_length=14, choices=Event)
    note = models.TextField(blank=True)
    decision = models.PositiveBigIntegerField(null=True)
    released_at = models.DateTimeField()
    content = models.TextField(null=True)  # noqa: DJ001 - NULL once suppressed
    salt = models.CharField(max_length=64, null=True)  # noqa: DJ001 - NULL once suppressed
    content_digest = models.CharField(max_length=64)
    previous_hash = models.CharField(max_length=64)
    hash = models.CharField(max_length=64, unique=True)

    class Meta:
        ordering = ["sequence"]
        constraints = [
            models.UniqueConstraint(
                fields=["subject_kind", "subject", "number"],
                name="release_number_unique",
            ),
            models.CheckConstraint(
                condition=Q(content__isnull=False, salt__isnull=False)
                | Q(content__isnull=True, salt__isnull=True),
                name="release_content_with_salt",
            ),
            models.CheckConstraint(
                condition=Q(decision__isnull=False) | Q(event__in=["flag", "unflag"]),
                name="release_decision_present",
            ),
        ]
        indexes = [
            # Which subjects a decision has released: a decision serves once.
            models.Index(fields=["decision"], name="release_decision_idx"),
            # Where the record stood at a moment.
            models.Index(fields=["released_at", "sequence"], name="release_when_idx"),
            # Corrections are few among many releases, and are read newest first.
            models.Index(
                fields=["-sequence"], name="release_correction_idx", condition=_IS_CORRECTION
            ),
            models.Index(
                fields=["event", "-sequence"], name="release_event_idx", condition=_IS_CORRECTION
            ),
        ]

    def __str__(self) -> str:
        return f"{self.sequence}: {self.subject_kind} {self.subject} no. {self.number}"
