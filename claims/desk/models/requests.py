"""Requests for correction: what the public asks of the desk, and what came of it."""

from datetime import UTC, date
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from claims.desk import working_days
from claims.desk.models import validation
from claims.desk.models.base import PublicIdentity
from claims.ledger.choices import constrained_choices

MOST_CHARACTERS = 5000


@constrained_choices
class CorrectionRequest(PublicIdentity):
    """What somebody says is wrong with a published claim, kept as it was received.

    It is decided once. Whoever asked is answered when it is declined or, where it was accepted,
    with the release that follows. The database lets nothing of what was received change, but name
    and e-mail address may be emptied.
    """

    class Asker(models.TextChoices):
        READER = "reader", "A reader"
        CLAIMANT = "claimant", "Whoever made the claim, or somebody for them"
        PUBLISHER = "publisher", "A publisher of the claim or of a source"
        OFFICIAL = "official", "An authority"
        OTHER = "other", "Somebody else"

    class Outcome(models.TextChoices):
        ACCEPTED = "accepted", "Accepted"
        DECLINED = "declined", "Declined"

    claim = models.CharField(
        max_length=12,
        validators=[validation.public_id],
        help_text="The public id of the claim that is said to be wrong.",
    )
    asker = models.CharField(
        max_length=10,
        choices=Asker,
        default=Asker.READER,
        verbose_name="who you are",
        help_text="What you have to do with the claim.",
    )
    wrong = models.TextField(
        max_length=MOST_CHARACTERS,
        validators=[validation.plain_text],
        verbose_name="what is wrong",
        help_text="Which words are wrong, and what would be right.",
    )
    evidence_url = models.CharField(
        max_length=2000,
        blank=True,
        validators=[validation.web_url],
        verbose_name="link to evidence",
        help_text="Where the desk can see for itself.",
    )
    name = models.CharField(
        max_length=200,
        blank=True,
        validators=[validation.plain_name],
        verbose_name="your name",
        help_text="Only if you wish. It is never published.",
    )
    email = models.EmailField(
        blank=True,
        validators=[validation.plain_name],
        verbose_name="your e-mail address",
        help_text="Only if you want an answer. It is used for nothing else.",
    )
    received_at = models.DateTimeField(default=timezone.now, editable=False)
    due_on = models.DateField(editable=False)
    outcome = models.CharField(
        max_length=10, choices=Outcome, blank=True, help_text="Empty while it is undecided."
    )
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="requests_decided",
        editable=False,
    )
    decided_at = models.DateTimeField(null=True, blank=True, editable=False)
    answer = models.TextField(
        blank=True,
        validators=[validation.plain_text],
        help_text="What whoever asked is told.",
    )
    answered_at = models.DateTimeField(null=True, blank=True, editable=False)
    release = models.PositiveBigIntegerField(null=True, blank=True, editable=False)

    class Meta:
        ordering = ["-received_at", "-id"]
        constraints = [
            models.CheckConstraint(condition=~Q(wrong=""), name="correctionrequest_wrong_present"),
            models.CheckConstraint(
                condition=Q(
                    outcome="",
                    decided_at__isnull=True,
                    decided_by__isnull=True,
                    answered_at__isnull=True,
                )
                | Q(
                    outcome__in=["accepted", "declined"],
                    decided_at__isnull=False,
                    decided_by__isnull=False,
                ),
                name="correctionrequest_decided_whole",
            ),
            models.CheckConstraint(
                condition=Q(release__isnull=True)
                | Q(outcome="accepted", answered_at__isnull=False),
                name="correctionrequest_released_if_accepted",
            ),
        ]
        indexes = [
            # What an accepted claim's next release answers.
            models.Index(fields=["claim", "outcome"], name="correctionrequest_claim_idx"),
            # The queue shows what is due first; the way in counts what has lately come.
            models.Index(fields=["outcome", "due_on"], name="correctionrequest_due_idx"),
            models.Index(fields=["received_at"], name="correctionrequest_received_idx"),
        ]

    def __str__(self) -> str:
        return self.wrong[:80]

    def save(self, **options: Any) -> None:
        """Save; a new one is received now and due after the desk's working days."""
        if self._state.adding:
            days = settings.CORRECTION_WORKING_DAYS
            self.due_on = working_days.after(desk_day(self.received_at), days)
        super().save(**options)

    @property
    def is_open(self) -> bool:
        """Whether something is still owed: a decision, or the release that answers it."""
        return self.answered_at is None

    def overdue_by(self, today: date | None = None) -> int:
        """Return by how many working days it is overdue; 0 while it is not, or once answered."""
        if not self.is_open:
            return 0
        return working_days.between(self.due_on, today or desk_day(timezone.now()))


def desk_day(moment: Any) -> date:
    """Return the day it is at the desk at that moment."""
    found: date = moment.astimezone(UTC).astimezone(ZoneInfo(settings.DESK_TIME_ZONE)).date()
    return found
