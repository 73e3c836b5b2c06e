"""Judgements that two things are not the same, so that nobody is asked again."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from claims.desk.models import validation
from claims.desk.models.base import AppendOnly
from claims.desk.models.decisions import SubjectKind
from claims.ledger.choices import constrained_choices


@constrained_choices
class DuplicateJudgement(AppendOnly):
    """Two things of one kind that an editor found to be different: not suggested as one again.

    `first` is the smaller of the two public ids, so a pair is judged once whichever comes first.
    """

    kind = models.CharField(max_length=10, choices=SubjectKind, help_text="What the two are.")
    first = models.CharField(
        max_length=12, validators=[validation.public_id], help_text="The one of them."
    )
    second = models.CharField(
        max_length=12, validators=[validation.public_id], help_text="The other."
    )
    judged_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="judgements", editable=False
    )
    judged_at = models.DateTimeField(editable=False)

    class Meta:
        verbose_name = "judgement"
        ordering = ["-judged_at", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(first__lt=F("second")),
                name="duplicatejudgement_in_order",
                violation_error_message="A thing is not judged against itself.",
            ),
            models.UniqueConstraint(
                fields=["kind", "first", "second"],
                name="duplicatejudgement_pair_unique",
                violation_error_message="These two are judged to be different already.",
            ),
        ]
        # A pair is looked up from either of its ends.
        indexes = [models.Index(fields=["kind", "second"], name="duplicatejudgement_second_idx")]

    def __str__(self) -> str:
        return f"{self.kind} {self.first} is not {self.second}"
