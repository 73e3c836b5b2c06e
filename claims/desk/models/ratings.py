"""The desk's scale of verdicts."""

from django.db import models
from django.db.models import Q

from claims.desk.models import validation
from claims.desk.models.base import Versioned
from claims.ledger.choices import constrained_choices


@constrained_choices
class Rating(Versioned):
    """One verdict on the desk's scale. The whole scale is released as one thing."""

    class Normalised(models.TextChoices):
        TRUE = "TRUE", "True"
        MIXTURE = "MIXTURE", "Mixture"
        FALSE = "FALSE", "False"
        OTHER = "OTHER", "Other"

    code = models.SlugField(
        max_length=40,
        unique=True,
        help_text="A lasting name for machines, such as overstated.",
    )
    label = models.CharField(
        max_length=60,
        validators=[validation.plain_name],
        help_text="The verdict as readers see it, in one or two words.",
    )
    meaning = models.TextField(
        validators=[validation.plain_text],
        help_text="What the verdict says, in one sentence.",
    )
    value = models.PositiveSmallIntegerField(
        null=True,
        blank=True,
        unique=True,
        validators=[validation.small_number],
        help_text="Its place on the scale, 1 the lowest; empty where it has none.",
    )
    normalised = models.CharField(
        max_length=8,
        choices=Normalised,
        help_text="The verdict reduced to four classes, for comparison across desks.",
    )

    class Meta:
        ordering = ["value", "code"]
        constraints = [
            models.CheckConstraint(condition=~Q(label=""), name="rating_label_present"),
            models.CheckConstraint(
                condition=Q(value__isnull=True) | Q(value__gte=1),
                name="rating_value_from_one",
            ),
        ]

    def __str__(self) -> str:
        return self.label
