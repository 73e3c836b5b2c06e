"""Read tables: what the public is sent, projected from the newest releases and rebuildable."""

from django.db import models
from django.db.models import F, Q

from claims.ledger.choices import constrained_choices
from claims.record.models.days import STRETCHES, Days, Only


class Status(models.TextChoices):
    """A claim's public state."""

    OPEN = "open", "Not reviewed"
    REVIEWED = "reviewed", "Reviewed"
    UNDER_REVIEW = "under_review", "Under review"
    RETRACTED = "retracted", "Retracted"
    MERGED = "merged", "Merged"
    SUPPRESSED = "suppressed", "Suppressed"


UNLISTED = (Status.RETRACTED, Status.MERGED, Status.SUPPRESSED)
"""Claims whose pages stay, and which lists leave out unless they are asked for."""


CHANGED = Q(changed_at__gt=F("first_released_at"))
"""Claims whose body changed after its first release, which are few."""

FORETOLD = Q(first_said_start__gt=F("first_released_at"))
"""Claims that were released before they were first said."""


@constrained_choices
class PublishedClaim(models.Model):
    """A claim as the public gets it: `body` is JSON text, sent as it is."""

    public_id = models.CharField(max_length=12, primary_key=True)
    number = models.PositiveIntegerField()
    sequence = models.PositiveBigIntegerField(unique=True)
    first_sequence = models.PositiveBigIntegerField(unique=True)
    status = models.CharField(max_length=12, choices=Status)
    corrected = models.BooleanField()
    kind = models.CharField(max_length=12)
    language = models.CharField(max_length=35)
    verdict = models.CharField(max_length=40, blank=True)
    normalised = models.CharField(max_length=8, blank=True)
    first_said_start = models.DateTimeField(null=True)
    first_said_end = models.DateTimeField(null=True)
    first_said_order = models.BigIntegerField(
        default=0,
        help_text="Seconds from the beginning of the year 1 to when it was first said; 0: unknown.",
    )
    first_released_at = models.DateTimeField()
    released_at = models.DateTimeField()
    changed_at = models.DateTimeField(
        help_text="When the body last changed, by a release of its own or of a related claim.",
    )
    last_verdict_at = models.DateTimeField(null=True)
    merged_into = models.CharField(max_length=12, blank=True)
    has_contradicting_evidence = models.BooleanField()
    slug = models.CharField(max_length=80)
    title = models.TextField()
    body = models.TextField()
    etag = models.CharField(max_length=64)

    class Meta:
        # Each index serves one order or filter in the default order (first release, newest first).
        indexes = [
            models.Index(fields=["status", "-first_sequence"], name="pubclaim_status_idx"),
            models.Index(fields=["verdict", "-first_sequence"], name="pubclaim_verdict_idx"),
            models.Index(fields=["normalised", "-first_sequence"], name="pubclaim_norm_idx"),
            models.Index(fields=["kind", "-first_sequence"], name="pubclaim_kind_idx"),
            models.Index(fields=["language", "-first_sequence"], name="pubclaim_language_idx"),
            models.Index(fields=["first_said_order", "first_sequence"], name="pubclaim_said_idx"),
            models.Index(fields=["released_at", "sequence"], name="pubclaim_released_idx"),
            models.Index(
                fields=["first_released_at", "first_sequence"], name="pubclaim_first_released_idx"
            ),
            # SQLite finds yes and no as the condition of an index, not as its first column.
            models.Index(
                fields=["-first_sequence"],
                name="pubclaim_corrected_idx",
                condition=Q(corrected=True),
            ),
            models.Index(
                fields=["-first_sequence"],
                name="pubclaim_contradicted_idx",
                condition=Q(has_contradicting_evidence=True),
            ),
            models.Index(
                fields=["-first_sequence"],
                name="pubclaim_uncontradicted_idx",
                condition=Q(has_contradicting_evidence=False),
            ),
            # Stretches of time, each in the default order, make a list of any time.
            *(
                models.Index(
                    Days("changed_at", days=days),
                    Only("first_sequence").desc(),
                    name=f"pubclaim_changed_{days}_idx",
                    condition=CHANGED,
                )
                for days in STRETCHES
            ),
            models.Index(
                fields=["changed_at", "first_sequence"],
                name="pubclaim_changed_idx",
                condition=CHANGED,
            ),
            models.Index(
                fields=["first_said_start"], name="pubclaim_foretold_idx", condition=FORETOLD
            ),
            *(
                models.Index(
                    Days("first_said_start", days=days),
                    Only("first_sequence").desc(),
                    name=f"pubclaim_said_{days}_idx",
                )
                for days in STRETCHES
            ),
            models.Index(
                "first_said_start",
                "first_said_end",
                Only("first_sequence").desc(),
                name="pubclaim_said_when_idx",
            ),
        ]

    def __str__(self) -> str:
        return self.title


class PublishedFacet(models.Model):
    """One value by which a claim is found.

    Kinds: topic, speaker, source, publisher (values are public ids), stance (a statement's),
    evidence (a stance of evidence) and speaker_stance ("{speaker id}:{stance}", one statement);
    and relation, past_relation, which lead to the claim's relations and are for projection alone.
    What the body names, and was merged since, has a second facet for what stands in its place.
    """

    kind = models.CharField(max_length=16)
    value = models.CharField(max_length=60)
    order_key = models.PositiveBigIntegerField()
    sequence = models.PositiveBigIntegerField(
        null=True,
        help_text="Of its claim's newest release, for what has a feed: topics and speakers.",
    )
    claim = models.ForeignKey(
        PublishedClaim, models.CASCADE, related_name="facets"
    )  # rebuilt with its claim

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["claim", "kind", "value"], name="pubfacet_unique")
        ]
        # One index serves every many-valued filter, in the default order.
        indexes = [
            models.Index(
                fields=["kind", "value", "-order_key", "claim"],
                name="pubfacet_value_idx",
            ),
            # Feeds run in the order of newest releases.
            models.Index(
                fields=["kind", "value", "-sequence"],
                name="pubfacet_newest_idx",
                condition=Q(sequence__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind}: {self.value}"


class PublishedStatement(models.Model):
    """A statement that the claim's current body shows, among its statements or as evidence.

    `source` and `publisher` are those that the body names, or what stands now in their place.
    """

    public_id = models.CharField(max_length=12)
    claim = models.ForeignKey(
        PublishedClaim, models.CASCADE, related_name="statements"
    )  # rebuilt with its claim
    sequence = models.PositiveBigIntegerField(help_text="Of the claim's release it is shown in.")
    place = models.PositiveBigIntegerField(
        unique=True,
        help_text="Orders statements: by their claim's first release, in a claim backwards.",
    )
    position = models.PositiveIntegerField()
    as_evidence = models.BooleanField()
    listed = models.BooleanField(help_text="Whether lists of claims show the claim.")
    stance = models.CharField(max_length=12, blank=True, help_text="Blank where it is evidence.")
    kind = models.CharField(max_length=12)
    said = models.CharField(max_length=14)
    language = models.CharField(max_length=35)
    said_start = models.DateTimeField(null=True)
    said_end = models.DateTimeField(null=True)
    source = models.CharField(max_length=12)
    publisher = models.CharField(max_length=12, blank=True)
    body = models.TextField()
    etag = models.CharField(max_length=64)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["claim", "public_id", "as_evidence"], name="pubstatement_unique"
            )
        ]
        indexes = [
            # A statement is found by its id.
            models.Index(fields=["public_id", "-sequence"], name="pubstatement_newest_idx"),
            # Each of the others serves one filter in the order of lists.
            models.Index(fields=["source", "-place"], name="pubstatement_source_idx"),
            models.Index(fields=["publisher", "-place"], name="pubstatement_publisher_idx"),
            models.Index(fields=["stance", "-place"], name="pubstatement_stance_idx"),
            models.Index(fields=["kind", "-place"], name="pubstatement_kind_idx"),
            models.Index(fields=["said", "-place"], name="pubstatement_standing_idx"),
            models.Index(fields=["language", "-place"], name="pubstatement_language_idx"),
            models.Index(
                fields=["-place"], name="pubstatement_evidence_idx", condition=Q(as_evidence=True)
            ),
            models.Index(
                fields=["-place"], name="pubstatement_own_idx", condition=Q(as_evidence=False)
            ),
            # As those of when claims were first said.
            *(
                models.Index(
                    Days("said_start", days=days),
                    Only("place").desc(),
                    name=f"pubstatement_said_{days}_idx",
                )
                for days in STRETCHES
            ),
            models.Index(
                "said_start", "said_end", Only("place").desc(), name="pubstatement_said_when_idx"
            ),
        ]

    def __str__(self) -> str:
        return self.public_id


class PublishedStatementFacet(models.Model):
    """One value by which a statement is found: kinds speaker and topic, values public ids.

    What the body names, and was merged since, has a second facet for what stands in its place.
    """

    kind = models.CharField(max_length=16)
    value = models.CharField(max_length=12)
    statement = models.ForeignKey(
        PublishedStatement, models.CASCADE, to_field="place", related_name="facets"
    )  # rebuilt with its statement; by its place, so that the facet itself is in the lists' order

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["statement", "kind", "value"], name="pubstatementfacet_unique"
            )
        ]
        # One index serves every many-valued filter, in the default order.
        indexes = [
            models.Index(fields=["kind", "value", "-statement"], name="pubstatementfacet_value_idx")
        ]

    def __str__(self) -> str:
        return f"{self.kind}: {self.value}"


class PublishedEvidence(models.Model):
    """A piece of evidence that the claim's current body shows.

    `speaker`, `source` and `publisher` are those that the body names, or what stands now in their
    place.
    """

    public_id = models.CharField(max_length=12, primary_key=True)
    claim = models.ForeignKey(
        PublishedClaim, models.CASCADE, related_name="evidence"
    )  # rebuilt with its claim
    sequence = models.PositiveBigIntegerField()
    place = models.PositiveBigIntegerField(
        unique=True,
        help_text="Orders evidence: by its claim's first release, in a claim backwards.",
    )
    position = models.PositiveIntegerField()
    listed = models.BooleanField(help_text="Whether lists of claims show the claim.")
    stance = models.CharField(max_length=12)
    kind = models.CharField(max_length=12)
    counts = models.BooleanField()
    speaker = models.CharField(max_length=12, blank=True)
    source = models.CharField(
        max_length=12, blank=True, help_text="Its own, or of the statement that it is."
    )
    publisher = models.CharField(max_length=12, blank=True)
    body = models.TextField()
    etag = models.CharField(max_length=64)

    class Meta:
        # Each serves one filter in the order of lists.
        indexes = [
            models.Index(fields=["stance", "-place"], name="pubevidence_stance_idx"),
            models.Index(fields=["kind", "-place"], name="pubevidence_kind_idx"),
            models.Index(fields=["speaker", "-place"], name="pubevidence_speaker_idx"),
            models.Index(fields=["source", "-place"], name="pubevidence_source_idx"),
            models.Index(fields=["publisher", "-place"], name="pubevidence_publisher_idx"),
            models.Index(
                fields=["-place"], name="pubevidence_counts_idx", condition=Q(counts=True)
            ),
            models.Index(
                fields=["-place"], name="pubevidence_uncounted_idx", condition=Q(counts=False)
            ),
        ]

    def __str__(self) -> str:
        return self.public_id


RELEASED_AGAIN = Q(sequence__gt=F("first_sequence"))
"""Entities whose newest release is not their first."""


class PublishedEntity(models.Model):
    """A speaker, source, publisher, topic, or the scale, as its newest release has it."""

    kind = models.CharField(max_length=10)
    public_id = models.CharField(max_length=12)
    number = models.PositiveIntegerField()
    sequence = models.PositiveBigIntegerField(unique=True)
    first_sequence = models.PositiveBigIntegerField(unique=True)
    released_at = models.DateTimeField()
    name = models.TextField()
    keys = models.TextField(
        blank=True,
        help_text="Folded names and Latin keys, one a line, for finding it by any name.",
    )
    merged_into = models.CharField(max_length=12, blank=True)
    slug = models.CharField(max_length=80)
    body = models.TextField()
    etag = models.CharField(max_length=64)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["kind", "public_id"], name="pubentity_unique")
        ]
        indexes = [
            # Lists of one kind run in the order of first release, newest first.
            models.Index(fields=["kind", "-first_sequence"], name="pubentity_kind_idx"),
            # What was released again is few.
            models.Index(
                fields=["kind", "-sequence"], name="pubentity_again_idx", condition=RELEASED_AGAIN
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind}: {self.name}"


class Counted(models.TextChoices):
    """What listed claims are counted by, and what is its `value`."""

    STATUS = "status", "Status"
    VERDICT = "verdict", "Code of the verdict"
    TOPIC = "topic", "Id of a topic"
    MONTH = "month", "Month of the first release in UTC, as 2024-11"
    SPEAKER = "speaker", "Id of a speaker whose statement asserts the claim"


@constrained_choices
class PublishedCount(models.Model):
    """How many claims that lists show have a value; none has a row for no claims.

    Verdicts are counted by their class besides, a speaker's claims by kind and verdict; the other
    columns are blank.
    """

    of = models.CharField(max_length=8, choices=Counted)
    value = models.CharField(max_length=60)
    kind = models.CharField(max_length=12, blank=True)
    verdict = models.CharField(max_length=40, blank=True)
    normalised = models.CharField(max_length=8, blank=True)
    count = models.BigIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["of", "value", "kind", "verdict", "normalised"], name="pubcount_unique"
            )
        ]
        # What most claims have.
        indexes = [models.Index(fields=["of", "-count", "value"], name="pubcount_most_idx")]

    def __str__(self) -> str:
        return f"{self.of} {self.value}: {self.count}"
