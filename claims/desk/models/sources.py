"""Publishers, their sources, and the texts captured from them."""

import hashlib
from collections.abc import Iterator
from contextlib import suppress
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q

from claims.desk.models import validation
from claims.desk.models.base import (
    AppendOnly,
    Mergeable,
    PublicIdentity,
)
from claims.desk.models.partial_dates import PartialDateField
from claims.desk.models.searched import Searched
from claims.desk.models.speakers import Speaker
from claims.ledger.choices import constrained_choices
from claims.search.words import Text
from claims.text.folding import fold, latin_key
from claims.text.links import normalise_url
from claims.text.spans import normalise


@constrained_choices
class Publisher(Searched, Mergeable):
    """Whoever publishes sources: an outlet, an agency, an institution."""

    class Kind(models.TextChoices):
        NEWS_SITE = "news_site", "News site"
        NEWSPAPER = "newspaper", "Newspaper"
        BROADCASTER = "broadcaster", "Broadcaster"
        AGENCY = "agency", "News agency"
        GOVERNMENT = "government", "Government"
        ORGANISATION = "organisation", "Organisation"
        PLATFORM = "platform", "Platform"
        OTHER = "other", "Other"

    name = models.CharField(
        max_length=200,
        validators=[validation.plain_name],
        help_text="The name under which it publishes, as readers know it.",
    )
    kind = models.CharField(
        max_length=20,
        choices=Kind,
        default=Kind.NEWS_SITE,
        help_text="What sort of publisher.",
    )
    domains = models.JSONField(
        default=list,
        blank=True,
        validators=[validation.plain_names],
        help_text='Its web hosts without "www.", such as ["example.org"].',
    )
    country = models.CharField(
        max_length=2,
        blank=True,
        validators=[validation.country],
        help_text="ISO 3166-1 alpha-2, such as LT.",
    )
    language = models.CharField(
        max_length=35,
        blank=True,
        validators=[validation.language],
        help_text="Its main language as a BCP 47 tag.",
    )
    wikidata_id = models.CharField(
        max_length=13,
        blank=True,
        validators=[validation.wikidata_id],
        help_text="Its Wikidata item, such as Q42.",
    )
    speaker = models.OneToOneField(
        Speaker,
        models.PROTECT,  # what a publisher said stays said
        null=True,
        blank=True,
        related_name="publisher",
        help_text="The same body as a speaker, where it also makes statements of its own.",
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
        constraints = [
            models.CheckConstraint(condition=~Q(name=""), name="publisher_name_present"),
        ]
        # A name that is being typed is looked up by its Latin key.
        indexes = [models.Index(fields=["latin"], name="publisher_latin_idx")]

    def clean(self) -> None:
        """Refuse an anonymous speaker: it is known by one source alone and has no name."""
        super().clean()
        self.domains = self.domains or []
        if self.speaker is not None and self.speaker.kind == Speaker.Kind.ANONYMOUS:
            raise ValidationError({"speaker": "An anonymous speaker is not a publisher."})

    def __str__(self) -> str:
        return self.name

    def texts(self) -> Iterator[Text]:
        """Return its domains."""
        yield from ((domain, "") for domain in self.domains)

    def called(self) -> list[str]:
        """Return its name."""
        return [self.name]

    def save(self, **options: Any) -> None:
        """Save with the folded name and the Latin key derived from the name."""
        self.folded, self.latin = fold(self.name)[:400], latin_key(self.name)[:400]
        super().save(**options)


@constrained_choices
class Source(Searched, Mergeable):
    """One thing that was published: an article, a video, a document, a post."""

    class Kind(models.TextChoices):
        ARTICLE = "article", "Article"
        TRANSCRIPT = "transcript", "Transcript"
        VIDEO = "video", "Video"
        IMAGE = "image", "Image"
        DOCUMENT = "document", "Document"
        DATASET = "dataset", "Data set"
        SOCIAL_POST = "social_post", "Social media post"
        REPORT = "report", "Report"
        INTERVIEW = "interview", "Interview"
        CORRESPONDENCE = "correspondence", "Correspondence"
        COURT_DOCUMENT = "court_document", "Court document"

    class Availability(models.TextChoices):
        ONLINE = "online", "Online"
        PAYWALLED = "paywalled", "Behind a paywall"
        CHANGED = "changed", "Changed since captured"
        GONE = "gone", "Gone"
        OFFLINE = "offline", "Never online"

    class PublicText(models.TextChoices):
        FULL = "full", "The whole text"
        EXCERPTS = "excerpts", "Quotations with little around them"
        NONE = "none", "No text"

    publisher = models.ForeignKey(
        Publisher,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="sources",
        help_text="Who published it; empty for a private document.",
    )
    kind = models.CharField(
        max_length=20,
        choices=Kind,
        default=Kind.ARTICLE,
        help_text="What sort of source.",
    )
    url = models.CharField(
        max_length=2000,
        blank=True,
        validators=[validation.web_url],
        verbose_name="URL",
        help_text="Its web address; stored without tracking parameters. One source per address.",
    )
    title = models.CharField(
        max_length=500,
        blank=True,
        validators=[validation.plain_name],
        help_text="Its title or headline, as published.",
    )
    authors = models.JSONField(
        default=list,
        blank=True,
        validators=[validation.plain_names],
        help_text='The bylines in order, such as ["Ulyana Krychkovska"].',
    )
    language = models.CharField(
        max_length=35,
        default="en",
        validators=[validation.language],
        help_text="The language of the text as a BCP 47 tag.",
    )
    published_on = PartialDateField("When it was published, as exactly as is known.")
    archive_url = models.CharField(
        max_length=2000,
        blank=True,
        validators=[validation.web_url],
        verbose_name="archive URL",
        help_text="An archived copy of it.",
    )
    availability = models.CharField(
        max_length=12,
        choices=Availability,
        default=Availability.ONLINE,
        help_text="Whether readers can still reach it.",
    )
    public_text = models.CharField(
        max_length=10,
        choices=PublicText,
        default=PublicText.EXCERPTS,
        help_text="How much of its text may be shown, by its rights.",
    )
    rights_note = models.TextField(
        blank=True,
        validators=[validation.plain_text],
        help_text="Whose rights the text is under, and why it may be shown.",
    )
    withheld = models.BooleanField(
        default=False,
        help_text="Keep the source's identity from the public, for somebody's safety.",
    )
    withheld_reason = models.TextField(
        blank=True,
        validators=[validation.plain_text],
        help_text="Why it is withheld. The public reads this.",
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

    class Meta:
        ordering = ["-published_on_start", "-id"]
        # A title that is being typed is looked up by its folded form.
        indexes = [models.Index(fields=["folded"], name="source_folded_idx")]
        constraints = [
            PartialDateField.constraint("published_on", label="source_published_on_whole"),
            models.UniqueConstraint(
                fields=["url"],
                condition=~Q(url=""),
                name="source_url_unique",
                violation_error_message="There is a source with this address already.",
            ),
            models.CheckConstraint(
                condition=Q(withheld=False) | ~Q(withheld_reason=""),
                name="source_withheld_reason_present",
                violation_error_message="Say why the source is withheld.",
            ),
        ]

    def __str__(self) -> str:
        return self.title or self.url or self.public_id

    def clean(self) -> None:
        """Take the stored spelling of the addresses, so that a known one is seen to be known."""
        super().clean()
        self.authors = self.authors or []
        # A bad address stays as typed: its field has refused it already.
        with suppress(ValidationError):
            self.url = validation.stored_url(self.url)
        with suppress(ValidationError):
            self.archive_url = validation.stored_url(self.archive_url)

    def texts(self) -> Iterator[Text]:
        """Return its title and its address."""
        yield self.title, self.language
        yield self.url.partition("://")[2], ""

    def called(self) -> list[str]:
        """Return its authors."""
        return list(self.authors)

    def save(self, **options: Any) -> None:
        """Save with addresses in their stored spelling and the folded title.

        Raises ValueError for a bad address.
        """
        self.url = normalise_url(self.url)
        self.archive_url = normalise_url(self.archive_url)
        self.folded = fold(self.title)[:400]
        super().save(**options)


@constrained_choices
class Capture(AppendOnly, PublicIdentity):
    """The text of a source as the desk took it, or one contiguous passage of it; never changed.

    Offsets into `text` count Unicode code points.
    """

    class Extent(models.TextChoices):
        FULL = "full", "The whole text"
        EXCERPT = "excerpt", "One contiguous passage"

    source = models.ForeignKey(
        Source,
        models.PROTECT,
        related_name="captures",
        help_text="Where the text comes from.",
    )
    text = models.TextField(
        validators=[validation.captured_text],
        help_text="The text, with line ends as LF and otherwise exactly as found.",
    )
    text_sha256 = models.CharField(max_length=64, editable=False)
    extent = models.CharField(
        max_length=10,
        choices=Extent,
        default=Extent.FULL,
        help_text="Whether this is the whole text or one passage of it.",
    )
    media_type = models.CharField(
        max_length=100,
        default="text/plain",
        validators=[validation.media_type],
        help_text="Of the bytes it was read from.",
    )
    original = models.BinaryField(null=True, editable=False)
    original_sha256 = models.CharField(max_length=64, blank=True, editable=False)
    reader_version = models.CharField(
        max_length=40, editable=False, validators=[validation.plain_name], default="text-1"
    )
    captured_at = models.DateTimeField(help_text="When the desk took it.")
    captured_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        related_name="captures",
        editable=False,
    )
    suppressed_under = models.PositiveBigIntegerField(
        null=True,
        editable=False,
        help_text="Number of the decision to suppress its source, under which its text went.",
    )

    class Meta:
        ordering = ["-captured_at", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(text="", original__isnull=True, suppressed_under__isnull=False)
                | (~Q(text="") & Q(suppressed_under__isnull=True)),
                name="capture_text_present",
            ),
            models.UniqueConstraint(
                fields=["source", "text_sha256"],
                name="capture_text_unique_in_source",
                violation_error_message="This source holds this text already.",
            ),
        ]
        # A source without an address is found again by its text.
        indexes = [models.Index(fields=["text_sha256"], name="capture_text_sha256_idx")]

    def __str__(self) -> str:
        return f"{self.source} ({self.get_extent_display()}, {self.captured_at:%Y-%m-%d})"

    def clean(self) -> None:
        """Take the stored form of the text, so that a text captured already is seen to be."""
        super().clean()
        # A text that cannot be stored stays as it is: its field has refused it already.
        with suppress(ValueError):
            self._take_text()

    def save(self, **options: Any) -> None:
        """Insert with digests of text and original bytes; raise ValueError for a text with NUL."""
        self._take_text()
        if self.original is not None:
            self.original_sha256 = hashlib.sha256(self.original).hexdigest()
        super().save(**options)

    def _take_text(self) -> None:
        self.text = normalise(str(self.text or ""))
        self.text_sha256 = hashlib.sha256(self.text.encode("utf-8")).hexdigest()
