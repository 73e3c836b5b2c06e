"""How words reached the desk: the steps between a source in hand and whoever spoke."""

from django.db import models
from django.db.models import Q

from claims.desk.models import validation
from claims.desk.models.base import Child
from claims.desk.models.sources import Publisher
from claims.desk.models.speakers import Speaker, check_speaker
from claims.desk.models.statements import Statement
from claims.ledger.choices import constrained_choices


@constrained_choices
class AttributionStep(Child):
    """One step from the source in hand towards the speaker; the steps end before the speaker."""

    class Relation(models.TextChoices):
        PUBLISHED = "published", "Published"
        CITING = "citing", "Citing"
        QUOTING = "quoting", "Quoting"

    ROOT = "statement"

    statement = models.ForeignKey(Statement, models.PROTECT, related_name="steps")
    position = models.PositiveSmallIntegerField(
        validators=[validation.small_number], help_text="0 is the source in hand."
    )
    relation = models.CharField(
        max_length=10,
        choices=Relation,
        default=Relation.CITING,
        help_text="What this step did with the next one's words.",
    )
    name = models.CharField(
        max_length=200,
        validators=[validation.plain_name],
        help_text="The name as printed.",
    )
    publisher = models.ForeignKey(
        Publisher,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="attribution_steps",
        help_text="The publisher of that name, where the desk knows it.",
    )
    speaker = models.ForeignKey(
        Speaker,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="attribution_steps",
        help_text="Or the speaker of that name.",
    )
    url = models.CharField(
        max_length=2000,
        blank=True,
        validators=[validation.web_url],
        verbose_name="URL",
        help_text="Where this step can be read.",
    )
    seen = models.BooleanField(default=False, help_text="The desk saw this step itself.")
    inferred = models.BooleanField(
        default=False,
        help_text="The source does not state this step here; it follows from others.",
    )

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(
                fields=["statement", "position"], name="attributionstep_position_unique"
            ),
            models.CheckConstraint(
                condition=Q(publisher__isnull=True) | Q(speaker__isnull=True),
                name="attributionstep_one_party",
                violation_error_message="A step is a publisher or a speaker, not both.",
            ),
        ]

    def clean(self) -> None:
        """Refuse an anonymous speaker of another source."""
        super().clean()
        statement = getattr(self, "statement", None)
        check_speaker(self, statement.source_id if statement else None)

    def __str__(self) -> str:
        return f"{self.position} {self.get_relation_display()}: {self.name}"
