"""Evidence: what speaks for a claim, against it, or puts it in context."""

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q

from claims.desk.models import validation
from claims.desk.models.base import Child, PublicIdentity
from claims.desk.models.claims import Claim
from claims.desk.models.quotations import Quotation, span_constraint
from claims.desk.models.sources import Capture, Source
from claims.desk.models.speakers import Speaker, check_speaker
from claims.desk.models.statements import Statement, StatementTranslation
from claims.ledger.choices import constrained_choices


@constrained_choices
class Evidence(Quotation, PublicIdentity, Child):
    """One piece of evidence: a passage of a source, or a statement, and which way it points."""

    class Stance(models.TextChoices):
        SUPPORTS = "supports", "Supports"
        CONTRADICTS = "contradicts", "Contradicts"
        CONTEXT = "context", "Gives context"

    class Kind(models.TextChoices):
        PRIMARY = "primary", "Primary source"
        OFFICIAL = "official", "Official statement"
        EXPERT = "expert", "Expert"
        DATA = "data", "Data"
        FACT_CHECK = "fact_check", "Fact check"
        SECONDARY = "secondary", "Secondary source"

    class State(models.TextChoices):
        PROPOSED = "proposed", "Proposed"
        ACCEPTED = "accepted", "Accepted"
        WITHDRAWN = "withdrawn", "Withdrawn"

    ROOT = "claim"

    claim = models.ForeignKey(Claim, models.PROTECT, related_name="evidence")
    stance = models.CharField(max_length=12, choices=Stance, help_text="Which way it points.")
    source = models.ForeignKey(
        Source,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="evidence",
        help_text="The source it stands in. A source or a statement, exactly one.",
    )
    statement = models.ForeignKey(
        Statement,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="evidence",
        help_text="Or the statement that is itself the evidence.",
    )
    speaker = models.ForeignKey(
        Speaker,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="evidence",
        help_text="Whose word it is, if anyone's. The claimant's own word never counts.",
    )
    capture = models.ForeignKey(
        Capture,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="evidence",
        help_text="The captured text of that source which is quoted.",
    )
    start = models.PositiveIntegerField(
        null=True,
        blank=True,
        help_text="Where the quoted passage begins, in code points.",
    )
    end = models.PositiveIntegerField(null=True, blank=True, help_text="Where it ends, exclusive.")
    translation = models.TextField(
        blank=True,
        validators=[validation.plain_text],
        help_text="The passage translated.",
    )
    translation_language = models.CharField(
        max_length=35,
        blank=True,
        validators=[validation.language],
        help_text="The language of the translation, BCP 47.",
    )
    translator = models.CharField(
        max_length=200,
        blank=True,
        validators=[validation.plain_name],
        help_text="Who translated it.",
    )
    translation_method = models.CharField(
        max_length=8,
        choices=StatementTranslation.Method,
        blank=True,
        help_text="How it was translated.",
    )
    kind = models.CharField(
        max_length=12,
        choices=Kind,
        default=Kind.SECONDARY,
        help_text="What sort of evidence.",
    )
    origin = models.CharField(
        max_length=120,
        blank=True,
        validators=[validation.plain_name],
        verbose_name="origin group",
        help_text="Where the information first comes from; evidence of one origin counts once.",
    )
    note = models.TextField(
        blank=True,
        validators=[validation.plain_text],
        help_text="What it shows and what it does not. The public reads it.",
    )
    state = models.CharField(
        max_length=10,
        choices=State,
        default=State.PROPOSED,
        help_text="Only accepted evidence is ever published.",
    )

    class Meta:
        verbose_name_plural = "evidence"
        ordering = ["id"]
        constraints = [
            span_constraint("evidence_span_whole", optional=True),
            models.CheckConstraint(
                condition=Q(source__isnull=False, statement__isnull=True)
                | Q(source__isnull=True, statement__isnull=False, capture__isnull=True),
                name="evidence_source_or_statement",
                violation_error_message="Evidence is a source or a statement, exactly one.",
            ),
            models.CheckConstraint(
                condition=Q(translation="") | ~Q(translation_language=""),
                name="evidence_translation_language_present",
                violation_error_message="Give the language of the translation.",
            ),
        ]

    def clean(self) -> None:
        """Refuse a passage, or an anonymous speaker, of another source than the evidence's own."""
        super().clean()
        own = self.source.survivor.pk if self.source else None
        if self.capture is not None and self.capture.source.survivor.pk != own:
            raise ValidationError({"capture": "The captured text is not one of this source."})
        within = own or (self.statement.source_id if self.statement else None)
        check_speaker(self, within)

    def __str__(self) -> str:
        return f"{self.get_stance_display()}: {self.source or self.statement}"
