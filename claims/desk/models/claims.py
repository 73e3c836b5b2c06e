"""Claims: neutral propositions, and what links them to statements, topics and one another."""

from collections.abc import Iterator
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Greatest, Least, Lower

from claims.desk.models import validation
from claims.desk.models.base import Child, Mergeable, Versioned
from claims.desk.models.partial_dates import PartialDateField
from claims.desk.models.ratings import Rating
from claims.desk.models.searched import Searched, Wording
from claims.desk.models.statements import Statement
from claims.ledger.choices import constrained_choices
from claims.search.words import Text
from claims.text.folding import fold, latin_key


class Topic(Searched, Mergeable):
    """What claims are about."""

    name = models.CharField(
        max_length=120,
        validators=[validation.plain_name],
        help_text="Short, as readers know it.",
    )
    description = models.TextField(
        blank=True,
        validators=[validation.plain_text],
        help_text="What belongs under it.",
    )
    wikidata_id = models.CharField(
        max_length=13,
        blank=True,
        validators=[validation.wikidata_id],
        help_text="The Wikidata item, such as Q42.",
    )
    merged_into = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="merged",
    )
    folded = models.CharField(max_length=400, editable=False, default="")
    latin = models.CharField(max_length=400, editable=False, default="")

    class Meta:
        ordering = ["name"]
        # A name that is being typed is looked up by its Latin key.
        indexes = [models.Index(fields=["latin"], name="topic_latin_idx")]
        constraints = [
            models.UniqueConstraint(
                Lower("name"),
                name="topic_name_unique",
                violation_error_message="There is a topic of this name already.",
            ),
            models.CheckConstraint(condition=~Q(name=""), name="topic_name_present"),
        ]

    def __str__(self) -> str:
        return self.name

    def texts(self) -> Iterator[Text]:
        """Return its description."""
        yield self.description, ""

    def called(self) -> list[str]:
        """Return its name."""
        return [self.name]

    def save(self, **options: Any) -> None:
        """Save with the folded name and the Latin key derived from the name."""
        self.folded, self.latin = fold(self.name)[:400], latin_key(self.name)[:400]
        super().save(**options)


@constrained_choices
class Claim(Searched, Mergeable):
    """A neutral, self-contained proposition that statements make and evidence tests."""

    WORDED = ("translations",)

    class Kind(models.TextChoices):
        FACTUAL = "factual", "Factual"
        QUANTITY = "quantity", "Quantity"
        ATTRIBUTION = "attribution", "What somebody said"
        FORECAST = "forecast", "Forecast"
        MEDIA = "media", "Image, video or audio"
        OPINION = "opinion", "Opinion"

    class Stage(models.TextChoices):
        DRAFT = "draft", "Draft"
        IN_REVIEW = "in_review", "In review"
        CHANGES_REQUESTED = "changes_requested", "Changes requested"
        APPROVED = "approved", "Approved"
        REJECTED = "rejected", "Rejected"

    class Priority(models.TextChoices):
        LOW = "low", "Low"
        NORMAL = "normal", "Normal"
        HIGH = "high", "High"
        URGENT = "urgent", "Urgent"

    INTERNAL = frozenset({"priority", "due_on", "not_before", "assigned_to"})
    """Fields that say how the desk works and never what it found; they do not end an approval."""

    text = models.TextField(
        validators=[validation.plain_text],
        help_text="Neutral, affirmative and clear on its own; never a negation of what is checked.",
    )
    language = models.CharField(
        max_length=35,
        default="en",
        validators=[validation.language],
        help_text="The language of the claim and of the desk's words on it, BCP 47.",
    )
    context = models.TextField(
        blank=True,
        validators=[validation.plain_text],
        help_text="What a reader must know to understand the claim.",
    )
    kind = models.CharField(
        max_length=12,
        choices=Kind,
        default=Kind.FACTUAL,
        help_text="What sort of claim it is.",
    )
    about_from = PartialDateField("The time the claim is about: from.")
    about_to = PartialDateField("The time the claim is about: to.")
    why_checked = models.TextField(
        blank=True,
        validators=[validation.plain_text],
        help_text="Why the desk took it up. The public reads this.",
    )
    priority = models.CharField(
        max_length=8,
        choices=Priority,
        default=Priority.NORMAL,
        help_text="For the desk only.",
    )
    due_on = models.DateField(null=True, blank=True, help_text="For the desk only.")
    not_before = models.DateTimeField(
        null=True,
        blank=True,
        help_text="Embargo: not to be published before this time.",
    )
    assigned_to = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="assigned_claims",
        help_text="Who works on it. For the desk only.",
    )
    stage = models.CharField(
        max_length=18, choices=Stage, default=Stage.DRAFT, editable=False, db_index=True
    )
    rating = models.ForeignKey(
        Rating,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="claims",
        help_text="The verdict; empty while the claim is open.",
    )
    no_contact_reason = models.TextField(
        blank=True,
        validators=[validation.plain_text],
        help_text="Why nobody was asked for a reply, where the verdict goes against somebody.",
    )
    summary = models.TextField(
        blank=True,
        validators=[validation.plain_text],
        help_text="What the desk found, in two or three sentences.",
    )
    explanation = models.TextField(
        blank=True,
        validators=[validation.plain_text],
        help_text="How the desk found it, in Markdown.",
    )
    as_of = models.DateField(
        null=True,
        blank=True,
        verbose_name="evidence up to",
        help_text="The day up to which evidence was considered.",
    )
    topics = models.ManyToManyField(Topic, through="ClaimTopic", related_name="claims")
    merged_into = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="merged",
    )
    folded = models.TextField(editable=False, default="")

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(text=""),
                name="claim_text_present",
                violation_error_message="Give the claim its text.",
            ),
            PartialDateField.constraint("about_from", label="claim_about_from_whole"),
            PartialDateField.constraint("about_to", label="claim_about_to_whole"),
            models.CheckConstraint(
                condition=Q(about_from_start__isnull=True)
                | Q(about_to_start__isnull=True)
                | Q(about_to_end__gt=F("about_from_start")),
                name="claim_about_in_order",
                violation_error_message="The time the claim is about ends before it begins.",
            ),
        ]

    def __str__(self) -> str:
        return self.text[:120]

    def texts(self) -> Iterator[Text]:
        """Return what it says, in every language, and what the desk says to it."""
        yield self.text, self.language
        yield from ((other.text, other.language) for other in self.translations.all())
        for text in (self.context, self.why_checked, self.summary, self.explanation):
            yield text, self.language

    def save(self, **options: Any) -> None:
        """Save with the folded text, by which claims that say nearly the same are found."""
        self.folded = fold(self.text)
        super().save(**options)


class ClaimTranslation(Wording):
    """A claim's text in another language."""

    ROOT = "claim"

    claim = models.ForeignKey(Claim, models.PROTECT, related_name="translations")
    language = models.CharField(
        max_length=35, validators=[validation.language], help_text="BCP 47, such as uk."
    )
    text = models.TextField(validators=[validation.plain_text], help_text="The claim translated.")
    translator = models.CharField(
        max_length=200,
        blank=True,
        validators=[validation.plain_name],
        help_text="Who translated it: a person, the desk, a program.",
    )

    class Meta:
        verbose_name = "translation"
        ordering = ["language"]
        constraints = [
            models.UniqueConstraint(
                fields=["claim", "language"], name="claimtranslation_language_unique"
            )
        ]

    def __str__(self) -> str:
        return f"{self.language}: {self.text[:60]}"


class ClaimTopic(Child):
    """A topic of a claim."""

    ROOT = "claim"

    claim = models.ForeignKey(Claim, models.PROTECT, related_name="claim_topics")
    topic = models.ForeignKey(
        Topic,
        models.PROTECT,
        related_name="claim_topics",
        help_text="What the claim is about.",
    )

    class Meta:
        verbose_name = "topic"
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["claim", "topic"], name="claimtopic_unique")]

    def __str__(self) -> str:
        return str(self.topic)


@constrained_choices
class ClaimStatement(Child):
    """What a statement does with a claim."""

    class Stance(models.TextChoices):
        ASSERTS = "asserts", "Asserts it"
        DENIES = "denies", "Denies it"
        QUESTIONS = "questions", "Questions it"
        REPEATS = "repeats", "Repeats it"
        REPORTS = "reports", "Reports it"

    ROOT = "claim"

    claim = models.ForeignKey(Claim, models.PROTECT, related_name="claim_statements")
    statement = models.ForeignKey(
        Statement,
        models.PROTECT,
        related_name="claim_statements",
        help_text="The statement that makes, denies or repeats the claim.",
    )
    stance = models.CharField(
        max_length=10,
        choices=Stance,
        default=Stance.ASSERTS,
        help_text="What the statement does with the claim.",
    )

    class Meta:
        verbose_name = "statement of the claim"
        verbose_name_plural = "statements of the claim"
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["claim", "statement"], name="claimstatement_unique"),
        ]

    def __str__(self) -> str:
        return f"{self.get_stance_display()}: {self.statement}"


@constrained_choices
class ClaimRelation(Versioned):
    """How one claim stands to another."""

    class Kind(models.TextChoices):
        RELATED = "related", "Related"
        CONTRADICTS = "contradicts", "Contradicts"
        NARROWER = "narrower", "Narrower than"
        FOLLOWS = "follows", "Follows from"

    from_claim = models.ForeignKey(
        Claim,
        models.PROTECT,
        related_name="relations_from",
        help_text="The claim this is said of.",
    )
    kind = models.CharField(
        max_length=12,
        choices=Kind,
        default=Kind.RELATED,
        help_text="How it stands to the other.",
    )
    to_claim = models.ForeignKey(
        Claim, models.PROTECT, related_name="relations_to", help_text="The other claim."
    )
    withdrawn = models.BooleanField(
        default=False,
        help_text="The relation no longer holds; it is kept, and not shown.",
    )

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(from_claim=F("to_claim")),
                name="claimrelation_not_to_itself",
                violation_error_message="A claim has no relation to itself.",
            ),
            models.UniqueConstraint(
                Least("from_claim", "to_claim"),
                Greatest("from_claim", "to_claim"),
                "kind",
                name="claimrelation_pair_unique",
                violation_error_message="These two claims are related in this way already.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.from_claim} – {self.get_kind_display()} – {self.to_claim}"
