"""Speakers, the names they go by, and the roles they held."""

from collections.abc import Iterator
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q

from claims.desk.models import validation
from claims.desk.models.base import Mergeable
from claims.desk.models.partial_dates import PartialDateField
from claims.desk.models.searched import Searched, Wording
from claims.ledger.choices import constrained_choices
from claims.search.words import Text
from claims.text.folding import fold, latin_key
from claims.text.sounds import sound_key


@constrained_choices
class Speaker(Searched, Mergeable):
    """Whoever makes statements: a person, an organisation, an office, a group, or nobody named."""

    WORDED = ("names", "roles")

    class Kind(models.TextChoices):
        PERSON = "person", "Person"
        ORGANISATION = "organisation", "Organisation"
        OFFICE = "office", "Office"
        GROUP = "group", "Group"
        ANONYMOUS = "anonymous", "Anonymous"

    kind = models.CharField(
        max_length=14,
        choices=Kind,
        default=Kind.PERSON,
        help_text="An anonymous speaker belongs to one source and has no page.",
    )
    name = models.CharField(
        max_length=200,
        validators=[validation.plain_name],
        help_text="The name the desk uses, in full.",
    )
    sort_name = models.CharField(
        max_length=200,
        blank=True,
        validators=[validation.plain_name],
        help_text="The name as lists sort it, such as Kasčiūnas, Laurynas.",
    )
    country = models.CharField(
        max_length=2,
        blank=True,
        validators=[validation.country],
        help_text="ISO 3166-1 alpha-2, such as LT.",
    )
    description = models.TextField(
        blank=True,
        validators=[validation.plain_text],
        help_text="Who this is, in a neutral sentence. The public reads it.",
    )
    wikidata_id = models.CharField(
        max_length=13,
        blank=True,
        validators=[validation.wikidata_id],
        help_text="The Wikidata item, such as Q42.",
    )
    source = models.ForeignKey(
        "claims.Source",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="anonymous_speakers",
        help_text="Only for an anonymous speaker: the one source it speaks in.",
    )
    merged_into = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="merged",
    )
    folded = models.CharField(max_length=400, editable=False)
    latin = models.CharField(max_length=400, editable=False)
    sound = models.CharField(max_length=400, editable=False, default="")

    class Meta:
        ordering = ["sort_name", "name"]
        # Names in an article are looked up by their folded form or by their Latin key.
        indexes = [
            models.Index(fields=["folded"], name="speaker_folded_idx"),
            models.Index(fields=["latin"], name="speaker_latin_idx"),
            # A name that is being typed is looked up by its sound.
            models.Index(fields=["sound"], name="speaker_sound_idx"),
        ]
        constraints = [
            models.CheckConstraint(condition=~Q(name=""), name="speaker_name_present"),
            models.CheckConstraint(
                condition=Q(kind="anonymous", source__isnull=False)
                | (~Q(kind="anonymous") & Q(source__isnull=True)),
                name="speaker_anonymous_has_source",
                violation_error_message=(
                    "An anonymous speaker needs the source it speaks in; no other speaker has one."
                ),
            ),
            models.CheckConstraint(
                condition=Q(merged_into__isnull=True) | ~Q(kind="anonymous"),
                name="speaker_anonymous_not_merged",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        """Refuse to make a speaker anonymous whom more than its one source knows."""
        super().clean()
        if self.kind != self.Kind.ANONYMOUS or self.source_id is None or self.pk is None:
            return
        if elsewhere := self._words_outside(self.source_id):
            raise ValidationError(
                {"source": f"This speaker also has {elsewhere} of other sources; move those first."}
            )
        if hasattr(self, "publisher"):
            raise ValidationError({"kind": "This speaker is a publisher; it is not anonymous."})

    def _words_outside(self, own: int) -> str:
        """Return what of other sources than `own` names this speaker, in words; "" if nothing."""
        found = {
            "statements": self.statements.exclude(_within("capture__source", own)),
            "joint statements": self.joint_statements.exclude(
                _within("statement__capture__source", own)
            ),
            "attribution steps": self.attribution_steps.exclude(
                _within("statement__capture__source", own)
            ),
            "evidence": self.evidence.exclude(
                _within("source", own) | _within("statement__capture__source", own)
            ),
        }
        return " and ".join(name for name, rows in found.items() if rows.exists())

    def texts(self) -> Iterator[Text]:
        """Return its description and its roles."""
        yield self.description, ""
        yield from ((f"{role.title} {role.organisation}", "") for role in self.roles.all())

    def called(self) -> list[str]:
        """Return every name it goes by."""
        return [self.name, *(other.name for other in self.names.all())]

    def save(self, **options: Any) -> None:
        """Save with the folded name, the Latin key and the key of its sound derived from it."""
        self.folded, self.latin = fold(self.name)[:400], latin_key(self.name)[:400]
        self.sound = sound_key(self.name)[:400]
        super().save(**options)


def _within(path: str, source_id: int) -> Q:
    """Return the condition that the source at the end of `path` is this, or was merged into it."""
    return Q(**{f"{path}_id": source_id}) | Q(**{f"{path}__merged_into_id": source_id})


def check_speaker(row: models.Model, source_id: int | None) -> None:
    """Refuse a row of this source whose `speaker` is an anonymous one of another source.

    Raises ValidationError; there is nothing to refuse while speaker or source is open.
    """
    speaker: Speaker | None = getattr(row, "speaker", None)
    if speaker is None or source_id is None or speaker.kind != Speaker.Kind.ANONYMOUS:
        return
    if speaker.source_id != source_id:
        raise ValidationError({"speaker": "This anonymous speaker belongs to another source."})


@constrained_choices
class SpeakerName(Wording):
    """Another name of a speaker: a spelling, a transliteration, a former name."""

    class Kind(models.TextChoices):
        SPELLING = "spelling", "Spelling or transliteration"
        FORMER = "former", "Former name"
        SHORT = "short", "Short name or acronym"
        PSEUDONYM = "pseudonym", "Pseudonym"

    ROOT = "speaker"

    speaker = models.ForeignKey(Speaker, models.PROTECT, related_name="names")
    name = models.CharField(
        max_length=200,
        validators=[validation.plain_name],
        help_text="The name as it is written.",
    )
    language = models.CharField(
        max_length=35,
        blank=True,
        validators=[validation.language],
        help_text="The language it is written in, as a BCP 47 tag.",
    )
    script = models.CharField(
        max_length=4,
        blank=True,
        validators=[validation.script],
        help_text="ISO 15924, such as Latn or Cyrl.",
    )
    kind = models.CharField(
        max_length=10,
        choices=Kind,
        default=Kind.SPELLING,
        help_text="What sort of name.",
    )
    folded = models.CharField(max_length=400, editable=False)
    latin = models.CharField(max_length=400, editable=False)
    sound = models.CharField(max_length=400, editable=False, default="")

    class Meta:
        verbose_name = "name"
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["speaker", "name"], name="speakername_unique"),
        ]
        # Names in an article are looked up by their folded form or by their Latin key.
        indexes = [
            models.Index(fields=["folded"], name="speakername_folded_idx"),
            models.Index(fields=["latin"], name="speakername_latin_idx"),
            models.Index(fields=["sound"], name="speakername_sound_idx"),
        ]

    def __str__(self) -> str:
        return self.name

    def save(self, **options: Any) -> None:
        """Save with the folded name, the Latin key and the key of its sound derived from it."""
        self.folded, self.latin = fold(self.name)[:400], latin_key(self.name)[:400]
        self.sound = sound_key(self.name)[:400]
        super().save(**options)


class Role(Wording):
    """An office or position that a speaker held, and when."""

    ROOT = "speaker"

    speaker = models.ForeignKey(Speaker, models.PROTECT, related_name="roles")
    title = models.CharField(
        max_length=200,
        validators=[validation.plain_name],
        help_text="Such as Minister of Defence.",
    )
    organisation = models.CharField(
        max_length=200,
        blank=True,
        validators=[validation.plain_name],
        help_text="Such as Government of Lithuania.",
    )
    since = PartialDateField("When the role began, as exactly as is known.")
    until = PartialDateField("When it ended; empty while it lasts or where unknown.")

    class Meta:
        ordering = ["-since_start", "id"]
        constraints = [
            PartialDateField.constraint("since", label="role_since_whole"),
            PartialDateField.constraint("until", label="role_until_whole"),
            models.CheckConstraint(
                condition=Q(since_start__isnull=True)
                | Q(until_start__isnull=True)
                | Q(until_end__gt=F("since_start")),
                name="role_since_before_until",
                violation_error_message="The role ends before it begins.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.title}, {self.organisation}" if self.organisation else self.title
