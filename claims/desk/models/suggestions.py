"""Suggestions: wording that a reviewer proposes and an author of the claim takes over unchanged."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from claims.desk.models import validation
from claims.desk.models.claims import Claim
from claims.ledger.choices import constrained_choices


@constrained_choices
class Suggestion(models.Model):
    """Other words for fields of a claim in review. Whoever suggests does not contribute.

    A conditional one is the suggester's approval of exactly what comes of it: `digest` is that of
    the claim with the words taken over and all else as it stood.
    """

    class Outcome(models.TextChoices):
        ACCEPTED = "accepted", "Accepted"
        DECLINED = "declined", "Declined"

    WORDING = ("text", "context", "summary", "explanation", "why_checked")
    """The fields of a claim for which words may be suggested."""

    claim = models.ForeignKey(
        Claim, models.PROTECT, related_name="suggestions", help_text="Whose words these are for."
    )
    changes = models.JSONField(
        validators=[validation.wording], help_text="The suggested words by the field they are for."
    )
    before = models.JSONField(
        validators=[validation.wording], help_text="What stood there when it was suggested."
    )
    reason = models.TextField(
        blank=True, validators=[validation.plain_text], help_text="Why, for the author."
    )
    conditional = models.BooleanField(
        default=False,
        help_text="Taking the words over unchanged completes the suggester's approval.",
    )
    digest = models.CharField(max_length=64, blank=True, editable=False)
    suggested_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="suggestions", editable=False
    )
    suggested_at = models.DateTimeField(editable=False)
    outcome = models.CharField(
        max_length=10, choices=Outcome, blank=True, help_text="Empty while it is open."
    )
    closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="suggestions_closed",
        editable=False,
    )
    closed_at = models.DateTimeField(null=True, blank=True, editable=False)
    answer = models.TextField(
        blank=True,
        validators=[validation.plain_text],
        help_text="Why it was declined, for whoever suggested it.",
    )

    class Meta:
        ordering = ["-suggested_at", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(outcome="", closed_at__isnull=True, closed_by__isnull=True)
                | Q(
                    outcome__in=["accepted", "declined"],
                    closed_at__isnull=False,
                    closed_by__isnull=False,
                ),
                name="suggestion_closed_with_outcome",
            ),
            models.CheckConstraint(
                condition=Q(conditional=False) | ~Q(digest=""),
                name="suggestion_conditional_bound",
            ),
        ]

    def __str__(self) -> str:
        return f"{', '.join(sorted(self.changes))}: {self.claim}"
