"""Statements: who said which words where, and through whom they reached the desk."""

from collections.abc import Iterator

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q

from claims.desk.models import validation
from claims.desk.models.base import Child, Versioned
from claims.desk.models.partial_dates import PartialDateField
from claims.desk.models.quotations import Quotation, span_constraint
from claims.desk.models.searched import Searched, Wording
from claims.desk.models.sources import Capture
from claims.desk.models.speakers import Speaker, check_speaker
from claims.ledger.choices import constrained_choices
from claims.search.words import Text


@constrained_choices
class Statement(Searched, Quotation, Versioned):
    """One utterance in one captured text. "Did they say it" lives here, "is it so" in the claim."""

    WORDED = ("translations",)

    class Kind(models.TextChoices):
        DIRECT = "direct", "Direct quotation"
        INDIRECT = "indirect", "Reported speech"
        MIXED = "mixed", "Reported speech with quoted words"
        HEADLINE = "headline", "Headline"
        NARRATION = "narration", "The outlet's own words"

    class Basis(models.TextChoices):
        NAMED = "named", "Named in the sentence"
        PRONOUN = "pronoun", "A pronoun there"
        TITLE = "title", "A title there"
        ELSEWHERE = "elsewhere", "Said elsewhere in the source or in another"
        EDITOR = "editor", "The editor's judgement"

    class Said(models.TextChoices):
        UNVERIFIED = "unverified", "Not verified"
        CONFIRMED = "confirmed", "Confirmed"
        DISPUTED = "disputed", "Disputed"
        DENIED = "denied", "Denied by the speaker"
        MISATTRIBUTED = "misattributed", "Said by somebody else"

    class Origin(models.TextChoices):
        MANUAL = "manual", "Entered by an editor"
        IMPORT = "import", "Found by extraction"

    class State(models.TextChoices):
        PROPOSED = "proposed", "Proposed"
        ACCEPTED = "accepted", "Accepted"
        REJECTED = "rejected", "Rejected"

    capture = models.ForeignKey(
        Capture,
        models.PROTECT,
        related_name="statements",
        help_text="The captured text the words stand in.",
    )
    start = models.PositiveIntegerField(help_text="Where the words begin, in code points.")
    end = models.PositiveIntegerField(help_text="Where they end, exclusive.")
    kind = models.CharField(
        max_length=10,
        choices=Kind,
        default=Kind.DIRECT,
        help_text="How the words are rendered.",
    )
    speaker = models.ForeignKey(
        Speaker,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="statements",
        help_text="Whose words they are; empty until that is known.",
    )
    on_behalf_of = models.CharField(
        max_length=200,
        blank=True,
        validators=[validation.plain_name],
        help_text="For whom the speaker spoke, such as Lithuania.",
    )
    speaker_basis = models.CharField(
        max_length=10,
        choices=Basis,
        blank=True,
        help_text="What the text itself gives for the speaker.",
    )
    speaker_as_named = models.CharField(
        max_length=300,
        blank=True,
        validators=[validation.plain_name],
        help_text="The words the source uses for the speaker here, such as the minister.",
    )
    role_as_named = models.CharField(
        max_length=300,
        blank=True,
        validators=[validation.plain_name],
        help_text="The role as the source names it.",
    )
    cue = models.CharField(
        max_length=100,
        blank=True,
        validators=[validation.plain_name],
        help_text="The word that reports the statement, such as said or stressed.",
    )
    said_on = PartialDateField("When the words were said, as exactly as is known.")
    occasion = models.CharField(
        max_length=300,
        blank=True,
        validators=[validation.plain_name],
        help_text="Where they were said: a forum, an interview, a session.",
    )
    place = models.CharField(
        max_length=200,
        blank=True,
        validators=[validation.plain_name],
        help_text="The town or venue, where known.",
    )
    medium = models.CharField(
        max_length=100,
        blank=True,
        validators=[validation.plain_name],
        help_text="How they were said: speech, video address, post.",
    )
    language = models.CharField(
        max_length=35,
        default="en",
        validators=[validation.language],
        help_text="The language of the words as printed, BCP 47.",
    )
    spoken_language = models.CharField(
        max_length=35,
        blank=True,
        validators=[validation.language],
        help_text="The language they were spoken in, where it differs or is known.",
    )
    rendering_of = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="renderings",
        help_text="The statement of which these are the same words as another outlet printed them.",
    )
    rendering_note = models.TextField(
        blank=True,
        validators=[validation.plain_text],
        help_text="How this rendering differs. The public reads it.",
    )
    said = models.CharField(
        max_length=14,
        choices=Said,
        default=Said.UNVERIFIED,
        help_text="Whether it is established that the words were said.",
    )
    said_note = models.TextField(
        blank=True, validators=[validation.plain_text], help_text="On what that rests."
    )
    said_checked_on = models.DateField(
        null=True, blank=True, help_text="When that was last checked."
    )
    origin = models.CharField(max_length=10, choices=Origin, default=Origin.MANUAL, editable=False)
    pattern = models.CharField(
        max_length=60, blank=True, editable=False, validators=[validation.plain_name]
    )
    confidence = models.PositiveSmallIntegerField(
        null=True,
        blank=True,
        editable=False,
        help_text="How often drafts like this are right, in per cent; empty where entered by hand.",
    )
    state = models.CharField(
        max_length=10,
        choices=State,
        default=State.PROPOSED,
        help_text="Only accepted statements are ever published.",
    )

    class Meta:
        ordering = ["capture_id", "start", "end", "id"]
        constraints = [
            span_constraint("statement_span_whole"),
            PartialDateField.constraint("said_on", label="statement_said_on_whole"),
            models.UniqueConstraint(
                fields=["capture", "start", "end", "kind"],
                name="statement_span_unique",
                violation_error_message="There is a statement of this kind on these words already.",
            ),
            models.CheckConstraint(
                condition=Q(confidence__isnull=True) | Q(confidence__lte=100),
                name="statement_confidence_percent",
            ),
            models.CheckConstraint(
                condition=Q(rendering_of__isnull=True) | ~Q(rendering_of=F("id")),
                name="statement_not_its_own_rendering",
                violation_error_message="A statement is not a rendering of itself.",
            ),
        ]

    def clean(self) -> None:
        """Refuse an anonymous speaker of another source."""
        super().clean()
        check_speaker(self, self.source_id)
        if self.pk and self.source_id and self._strangers(self.source_id).exists():
            raise ValidationError(
                {
                    "capture": "Its joint speakers, steps or evidence name an anonymous speaker of "
                    "another source; remove that first."
                }
            )

    @property
    def source_id(self) -> int | None:
        """The key of the source the words stand in, None while no captured text is chosen.

        Of a source that was merged into another it is the other's.
        """
        return self.capture.source.survivor.pk if self.capture_id else None

    def _strangers(self, source_id: int) -> models.QuerySet[Speaker]:
        tied = (
            Q(joint_statements__statement=self)
            | Q(attribution_steps__statement=self)
            | Q(evidence__statement=self)
        )
        anonymous = Speaker.objects.filter(tied, kind=Speaker.Kind.ANONYMOUS)
        return anonymous.exclude(source_id=source_id)

    def texts(self) -> Iterator[Text]:
        """Return the words, in every language, and where they were said."""
        yield self.quote, self.language
        yield from ((other.text, other.language) for other in self.translations.all())
        yield from ((text, "") for text in (self.occasion, self.role_as_named))

    def called(self) -> list[str]:
        """Return the names printed there, and the place."""
        named = (self.speaker_as_named, self.on_behalf_of, self.place)
        return [name for name in named if name]

    def __str__(self) -> str:
        who = self.speaker.name if self.speaker else self.speaker_as_named or "unresolved"
        return f"{who}: {self.quote[:80]}"


@constrained_choices
class StatementTranslation(Wording):
    """A statement in another language, with whoever translated it."""

    class Method(models.TextChoices):
        HUMAN = "human", "By a person"
        MACHINE = "machine", "By a machine"

    ROOT = "statement"

    statement = models.ForeignKey(Statement, models.PROTECT, related_name="translations")
    language = models.CharField(
        max_length=35, validators=[validation.language], help_text="BCP 47, such as en."
    )
    text = models.TextField(validators=[validation.plain_text], help_text="The words translated.")
    translator = models.CharField(
        max_length=200,
        blank=True,
        validators=[validation.plain_name],
        help_text="Who translated them: a person, the desk, or the program.",
    )
    method = models.CharField(
        max_length=8,
        choices=Method,
        default=Method.HUMAN,
        help_text="How they were translated.",
    )

    class Meta:
        verbose_name = "translation"
        ordering = ["language"]
        constraints = [
            models.UniqueConstraint(
                fields=["statement", "language"],
                name="statementtranslation_language_unique",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.language}: {self.text[:60]}"


class JointSpeaker(Child):
    """A further speaker of the same words, after the first."""

    ROOT = "statement"

    statement = models.ForeignKey(Statement, models.PROTECT, related_name="joint_speakers")
    speaker = models.ForeignKey(
        Speaker,
        models.PROTECT,
        related_name="joint_statements",
        help_text="Who else said these words.",
    )
    position = models.PositiveSmallIntegerField(
        validators=[validation.small_number], help_text="1 for the second speaker, and so on."
    )
    as_named = models.CharField(
        max_length=300,
        blank=True,
        validators=[validation.plain_name],
        help_text="The words the source uses for this speaker here.",
    )
    role_as_named = models.CharField(
        max_length=300,
        blank=True,
        validators=[validation.plain_name],
        help_text="The role as the source names it.",
    )

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(
                fields=["statement", "speaker"], name="jointspeaker_speaker_unique"
            ),
            models.UniqueConstraint(
                fields=["statement", "position"], name="jointspeaker_position_unique"
            ),
            models.CheckConstraint(
                condition=Q(position__gte=1), name="jointspeaker_position_from_one"
            ),
        ]

    def clean(self) -> None:
        """Refuse an anonymous speaker of another source."""
        super().clean()
        statement = getattr(self, "statement", None)
        check_speaker(self, statement.source_id if statement else None)

    def __str__(self) -> str:
        return str(self.speaker)
