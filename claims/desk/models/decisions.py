"""What is asked of the desk, and what a second person decided."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from claims.desk.models import validation
from claims.desk.models.base import AppendOnly
from claims.ledger.choices import constrained_choices


class SubjectKind(models.TextChoices):
    """What may be released, and so submitted and decided."""

    CLAIM = "claim", "Claim"
    SPEAKER = "speaker", "Speaker"
    SOURCE = "source", "Source"
    PUBLISHER = "publisher", "Publisher"
    TOPIC = "topic", "Topic"


class ReleaseVerb(models.TextChoices):
    """What may be asked for: each changes the public record and needs a second person."""

    PUBLISH = "publish", "Publish"
    RETRACT = "retract", "Retract"
    MERGE = "merge", "Merge"
    UNMERGE = "unmerge", "Unmerge"
    SUPPRESS = "suppress", "Suppress"


@constrained_choices
class Submission(models.Model):
    """What somebody asked for, until it is decided or taken back. One open submission a subject."""

    class Outcome(models.TextChoices):
        APPROVED = "approved", "Approved"
        RETURNED = "returned", "Returned for changes"
        REJECTED = "rejected", "Rejected"

    subject_kind = models.CharField(max_length=10, choices=SubjectKind)
    subject = models.CharField(max_length=12, validators=[validation.public_id])
    verb = models.CharField(max_length=10, choices=ReleaseVerb, help_text="What is asked for.")
    target = models.CharField(
        max_length=12,
        blank=True,
        validators=[validation.public_id],
        help_text="The public id of what to merge into.",
    )
    reason = models.TextField(
        blank=True, validators=[validation.plain_text], help_text="Why, for the second person."
    )
    version = models.PositiveIntegerField(help_text="The subject's version when it was asked.")
    requested_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="submissions"
    )
    requested_at = models.DateTimeField()
    outcome = models.CharField(max_length=10, choices=Outcome, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-requested_at", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(outcome="", closed_at__isnull=True)
                | Q(
                    outcome__in=["approved", "returned", "rejected"],
                    closed_at__isnull=False,
                ),
                name="submission_closed_with_outcome",
            ),
            models.UniqueConstraint(
                fields=["subject_kind", "subject"],
                condition=Q(outcome=""),
                name="submission_one_open",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.verb} {self.subject_kind} {self.subject}"


@constrained_choices
class Decision(AppendOnly):
    """An approval by a second person, bound to the exact content they saw. Append-only."""

    number = models.PositiveBigIntegerField(unique=True, help_text="1, 2, 3 … without gaps.")
    subject_kind = models.CharField(max_length=10, choices=SubjectKind)
    subject = models.CharField(max_length=12, validators=[validation.public_id])
    verb = models.CharField(max_length=10, choices=ReleaseVerb)
    target = models.CharField(max_length=12, blank=True, validators=[validation.public_id])
    version = models.PositiveIntegerField(help_text="The subject's version that the approval made.")
    digest = models.CharField(max_length=64, help_text="sha256 of the content as it was previewed.")
    requested_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="decisions_requested"
    )
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="decisions"
    )
    decided_at = models.DateTimeField()
    reason = models.TextField(blank=True, validators=[validation.plain_text])
    single_person = models.BooleanField(default=False, help_text="Decided on a desk of one person.")

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(requested_by=F("decided_by")) | Q(single_person=True),
                name="decision_second_person",
                violation_error_message="Nobody approves what they asked for themselves.",
            ),
            models.CheckConstraint(condition=~Q(digest=""), name="decision_digest_present"),
        ]
        # An approval is looked up by what it approved.
        indexes = [
            models.Index(
                fields=["subject_kind", "subject", "-number"],
                name="decision_subject_idx",
            )
        ]

    def __str__(self) -> str:
        return f"{self.number}: {self.verb} {self.subject_kind} {self.subject}"
