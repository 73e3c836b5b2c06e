from collections.abc import Callable
from typing import Any

import django.core.validators
import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

import claims.desk.models.base
import claims.desk.models.validation
from claims.text.folding import fold, latin_key
from claims.text.sounds import sound_key

BATCH = 500


def _named(row: Any) -> None:
    row.folded, row.latin = fold(row.name)[:400], latin_key(row.name)[:400]


def _sounding(row: Any) -> None:
    row.sound = sound_key(row.name)[:400]


def _titled(row: Any) -> None:
    row.folded = fold(row.title)[:400]


def _worded(row: Any) -> None:
    row.folded = fold(row.text)


KEYS: dict[str, tuple[Callable[[Any], None], tuple[str, ...]]] = {
    "Speaker": (_sounding, ("sound",)),
    "SpeakerName": (_sounding, ("sound",)),
    "Publisher": (_named, ("folded", "latin")),
    "Topic": (_named, ("folded", "latin")),
    "Source": (_titled, ("folded",)),
    "Claim": (_worded, ("folded",)),
}


def fill_keys(apps: Any, schema_editor: Any) -> None:
    """Give rows of before the keys by which they are found; a save gives them to later ones."""
    for name, (derive, fields) in KEYS.items():
        rows = apps.get_model("claims", name)._default_manager.using(schema_editor.connection.alias)
        last = 0
        while batch := list(rows.filter(pk__gt=last).order_by("pk")[:BATCH]):
            for row in batch:
                derive(row)
            rows.bulk_update(batch, fields)
            last = batch[-1].pk


class Migration(migrations.Migration):
    dependencies = [
        ("claims", "0002_search_and_merging"),
    ]

    operations = [
        migrations.CreateModel(
            name="CorrectionRequest",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "public_id",
                    models.CharField(
                        default=claims.desk.models.base.new_public_id,
                        editable=False,
                        max_length=12,
                        unique=True,
                        validators=[
                            django.core.validators.RegexValidator(
                                "^[a-z2-7]{12}\\Z", "A public id is 12 letters a-z and digits 2-7."
                            )
                        ],
                        verbose_name="public id",
                    ),
                ),
                (
                    "claim",
                    models.CharField(
                        help_text="The public id of the claim that is said to be wrong.",
                        max_length=12,
                        validators=[
                            django.core.validators.RegexValidator(
                                "^[a-z2-7]{12}\\Z", "A public id is 12 letters a-z and digits 2-7."
                            )
                        ],
                    ),
                ),
                (
                    "asker",
                    models.CharField(
                        choices=[
                            ("reader", "A reader"),
                            ("claimant", "Whoever made the claim, or somebody for them"),
                            ("publisher", "A publisher of the claim or of a source"),
                            ("official", "An authority"),
                            ("other", "Somebody else"),
                        ],
                        default="reader",
                        help_text="What you have to do with the claim.",
                        max_length=10,
                        verbose_name="who you are",
                    ),
                ),
                (
                    "wrong",
                    models.TextField(
                        help_text="Which words are wrong, and what would be right.",
                        max_length=5000,
                        validators=[claims.desk.models.validation.plain_text],
                        verbose_name="what is wrong",
                    ),
                ),
                (
                    "evidence_url",
                    models.CharField(
                        blank=True,
                        help_text="Where the desk can see for itself.",
                        max_length=2000,
                        validators=[claims.desk.models.validation.web_url],
                        verbose_name="link to evidence",
                    ),
                ),
                (
                    "name",
                    models.CharField(
                        blank=True,
                        help_text="Only if you wish. It is never published.",
                        max_length=200,
                        validators=[claims.desk.models.validation.plain_name],
                        verbose_name="your name",
                    ),
                ),
                (
                    "email",
                    models.EmailField(
                        blank=True,
                        help_text="Only if you want an answer. It is used for nothing else.",
                        max_length=254,
                        validators=[claims.desk.models.validation.plain_name],
                        verbose_name="your e-mail address",
                    ),
                ),
                (
                    "received_at",
                    models.DateTimeField(default=django.utils.timezone.now, editable=False),
                ),
                ("due_on", models.DateField(editable=False)),
                (
                    "outcome",
                    models.CharField(
                        blank=True,
                        choices=[("accepted", "Accepted"), ("declined", "Declined")],
                        help_text="Empty while it is undecided.",
                        max_length=10,
                    ),
                ),
                ("decided_at", models.DateTimeField(blank=True, editable=False, null=True)),
                (
                    "answer",
                    models.TextField(
                        blank=True,
                        help_text="What whoever asked is told.",
                        validators=[claims.desk.models.validation.plain_text],
                    ),
                ),
                ("answered_at", models.DateTimeField(blank=True, editable=False, null=True)),
                ("release", models.PositiveBigIntegerField(blank=True, editable=False, null=True)),
            ],
            options={
                "ordering": ["-received_at", "-id"],
            },
        ),
        migrations.CreateModel(
            name="DuplicateJudgement",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("claim", "Claim"),
                            ("speaker", "Speaker"),
                            ("source", "Source"),
                            ("publisher", "Publisher"),
                            ("topic", "Topic"),
                        ],
                        help_text="What the two are.",
                        max_length=10,
                    ),
                ),
                (
                    "first",
                    models.CharField(
                        help_text="The one of them.",
                        max_length=12,
                        validators=[
                            django.core.validators.RegexValidator(
                                "^[a-z2-7]{12}\\Z", "A public id is 12 letters a-z and digits 2-7."
                            )
                        ],
                    ),
                ),
                (
                    "second",
                    models.CharField(
                        help_text="The other.",
                        max_length=12,
                        validators=[
                            django.core.validators.RegexValidator(
                                "^[a-z2-7]{12}\\Z", "A public id is 12 letters a-z and digits 2-7."
                            )
                        ],
                    ),
                ),
                ("judged_at", models.DateTimeField(editable=False)),
            ],
            options={
                "verbose_name": "judgement",
                "ordering": ["-judged_at", "-id"],
            },
        ),
        migrations.CreateModel(
            name="InternalNote",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "subject_kind",
                    models.CharField(
                        choices=[
                            ("claim", "Claim"),
                            ("statement", "Statement"),
                            ("speaker", "Speaker"),
                            ("source", "Source"),
                            ("publisher", "Publisher"),
                            ("topic", "Topic"),
                        ],
                        help_text="What the note is about.",
                        max_length=10,
                    ),
                ),
                (
                    "subject",
                    models.CharField(
                        help_text="The public id of that.",
                        max_length=12,
                        validators=[
                            django.core.validators.RegexValidator(
                                "^[a-z2-7]{12}\\Z", "A public id is 12 letters a-z and digits 2-7."
                            )
                        ],
                    ),
                ),
                (
                    "text",
                    models.TextField(
                        help_text="For the other editors alone.",
                        validators=[claims.desk.models.validation.plain_text],
                    ),
                ),
                ("written_at", models.DateTimeField(editable=False)),
            ],
            options={
                "verbose_name": "note",
                "ordering": ["-written_at", "-id"],
            },
        ),
        migrations.CreateModel(
            name="NoteMention",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("seen_at", models.DateTimeField(blank=True, editable=False, null=True)),
            ],
            options={
                "verbose_name": "mention",
                "ordering": ["-id"],
            },
        ),
        migrations.CreateModel(
            name="OpenPage",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "subject_kind",
                    models.CharField(
                        choices=[
                            ("claim", "Claim"),
                            ("statement", "Statement"),
                            ("speaker", "Speaker"),
                            ("source", "Source"),
                            ("publisher", "Publisher"),
                            ("topic", "Topic"),
                        ],
                        help_text="What is open.",
                        max_length=10,
                    ),
                ),
                (
                    "subject",
                    models.CharField(
                        help_text="The public id of that.",
                        max_length=12,
                        validators=[
                            django.core.validators.RegexValidator(
                                "^[a-z2-7]{12}\\Z", "A public id is 12 letters a-z and digits 2-7."
                            )
                        ],
                    ),
                ),
                ("seen_at", models.DateTimeField(help_text="When it was last seen open.")),
            ],
            options={
                "ordering": ["-seen_at"],
            },
        ),
        migrations.CreateModel(
            name="SavedFilter",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "name",
                    models.CharField(
                        help_text="What you call it.",
                        max_length=80,
                        validators=[claims.desk.models.validation.plain_name],
                    ),
                ),
                (
                    "path",
                    models.CharField(
                        help_text="The page of the list.",
                        max_length=200,
                        validators=[
                            claims.desk.models.validation.plain_name,
                            django.core.validators.RegexValidator(
                                "^/(?![/\\\\])[^?#\\\\]*\\Z",
                                "Give a path of this site, such as /admin/.",
                            ),
                        ],
                    ),
                ),
                (
                    "query",
                    models.CharField(
                        blank=True,
                        help_text="What follows the question mark in its address.",
                        max_length=2000,
                        validators=[claims.desk.models.validation.plain_name],
                    ),
                ),
            ],
            options={
                "ordering": ["name"],
            },
        ),
        migrations.CreateModel(
            name="Suggestion",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "changes",
                    models.JSONField(
                        help_text="The suggested words by the field they are for.",
                        validators=[claims.desk.models.validation.wording],
                    ),
                ),
                (
                    "before",
                    models.JSONField(
                        help_text="What stood there when it was suggested.",
                        validators=[claims.desk.models.validation.wording],
                    ),
                ),
                (
                    "reason",
                    models.TextField(
                        blank=True,
                        help_text="Why, for the author.",
                        validators=[claims.desk.models.validation.plain_text],
                    ),
                ),
                (
                    "conditional",
                    models.BooleanField(
                        default=False,
                        help_text="Taking the words over unchanged completes the suggester's approval.",
                    ),
                ),
                ("digest", models.CharField(blank=True, editable=False, max_length=64)),
                ("suggested_at", models.DateTimeField(editable=False)),
                (
                    "outcome",
                    models.CharField(
                        blank=True,
                        choices=[("accepted", "Accepted"), ("declined", "Declined")],
                        help_text="Empty while it is open.",
                        max_length=10,
                    ),
                ),
                ("closed_at", models.DateTimeField(blank=True, editable=False, null=True)),
                (
                    "answer",
                    models.TextField(
                        blank=True,
                        help_text="Why it was declined, for whoever suggested it.",
                        validators=[claims.desk.models.validation.plain_text],
                    ),
                ),
            ],
            options={
                "ordering": ["-suggested_at", "-id"],
            },
        ),
        migrations.AddField(
            model_name="claim",
            name="folded",
            field=models.TextField(default="", editable=False),
        ),
        migrations.AddField(
            model_name="publisher",
            name="folded",
            field=models.CharField(default="", editable=False, max_length=400),
        ),
        migrations.AddField(
            model_name="publisher",
            name="latin",
            field=models.CharField(default="", editable=False, max_length=400),
        ),
        migrations.AddField(
            model_name="source",
            name="folded",
            field=models.CharField(default="", editable=False, max_length=400),
        ),
        migrations.AddField(
            model_name="speaker",
            name="sound",
            field=models.CharField(default="", editable=False, max_length=400),
        ),
        migrations.AddField(
            model_name="speakername",
            name="sound",
            field=models.CharField(default="", editable=False, max_length=400),
        ),
        migrations.AddField(
            model_name="topic",
            name="folded",
            field=models.CharField(default="", editable=False, max_length=400),
        ),
        migrations.AddField(
            model_name="topic",
            name="latin",
            field=models.CharField(default="", editable=False, max_length=400),
        ),
        migrations.AddField(
            model_name="user",
            name="digest_sent_on",
            field=models.DateField(blank=True, editable=False, null=True),
        ),
        migrations.AddField(
            model_name="user",
            name="wants_digest",
            field=models.BooleanField(
                default=True,
                help_text="One e-mail a day of what waits; none when nothing does.",
                verbose_name="daily e-mail",
            ),
        ),
        migrations.AddIndex(
            model_name="publisher",
            index=models.Index(fields=["latin"], name="publisher_latin_idx"),
        ),
        migrations.AddIndex(
            model_name="source",
            index=models.Index(fields=["folded"], name="source_folded_idx"),
        ),
        migrations.AddIndex(
            model_name="speaker",
            index=models.Index(fields=["sound"], name="speaker_sound_idx"),
        ),
        migrations.AddIndex(
            model_name="speakername",
            index=models.Index(fields=["sound"], name="speakername_sound_idx"),
        ),
        migrations.AddIndex(
            model_name="topic",
            index=models.Index(fields=["latin"], name="topic_latin_idx"),
        ),
        migrations.AddField(
            model_name="correctionrequest",
            name="decided_by",
            field=models.ForeignKey(
                blank=True,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="requests_decided",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="duplicatejudgement",
            name="judged_by",
            field=models.ForeignKey(
                editable=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="judgements",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="internalnote",
            name="written_by",
            field=models.ForeignKey(
                editable=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="notes",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="notemention",
            name="note",
            field=models.ForeignKey(
                editable=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="mentions",
                to="claims.internalnote",
            ),
        ),
        migrations.AddField(
            model_name="notemention",
            name="user",
            field=models.ForeignKey(
                help_text="Whom the note calls.",
                on_delete=django.db.models.deletion.PROTECT,
                related_name="mentions",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="openpage",
            name="user",
            field=models.ForeignKey(
                editable=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="open_pages",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="savedfilter",
            name="user",
            field=models.ForeignKey(
                editable=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="saved_filters",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="suggestion",
            name="claim",
            field=models.ForeignKey(
                help_text="Whose words these are for.",
                on_delete=django.db.models.deletion.PROTECT,
                related_name="suggestions",
                to="claims.claim",
            ),
        ),
        migrations.AddField(
            model_name="suggestion",
            name="closed_by",
            field=models.ForeignKey(
                blank=True,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="suggestions_closed",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="suggestion",
            name="suggested_by",
            field=models.ForeignKey(
                editable=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="suggestions",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddIndex(
            model_name="correctionrequest",
            index=models.Index(fields=["claim", "outcome"], name="correctionrequest_claim_idx"),
        ),
        migrations.AddIndex(
            model_name="correctionrequest",
            index=models.Index(fields=["outcome", "due_on"], name="correctionrequest_due_idx"),
        ),
        migrations.AddIndex(
            model_name="correctionrequest",
            index=models.Index(fields=["received_at"], name="correctionrequest_received_idx"),
        ),
        migrations.AddConstraint(
            model_name="correctionrequest",
            constraint=models.CheckConstraint(
                condition=models.Q(("wrong", ""), _negated=True),
                name="correctionrequest_wrong_present",
            ),
        ),
        migrations.AddConstraint(
            model_name="correctionrequest",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("answered_at__isnull", True),
                        ("decided_at__isnull", True),
                        ("decided_by__isnull", True),
                        ("outcome", ""),
                    ),
                    models.Q(
                        ("decided_at__isnull", False),
                        ("decided_by__isnull", False),
                        ("outcome__in", ["accepted", "declined"]),
                    ),
                    _connector="OR",
                ),
                name="correctionrequest_decided_whole",
            ),
        ),
        migrations.AddConstraint(
            model_name="correctionrequest",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("release__isnull", True),
                    models.Q(("answered_at__isnull", False), ("outcome", "accepted")),
                    _connector="OR",
                ),
                name="correctionrequest_released_if_accepted",
            ),
        ),
        migrations.AddConstraint(
            model_name="correctionrequest",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("asker__in", ["reader", "claimant", "publisher", "official", "other"])
                ),
                name="correctionrequest_asker_valid",
            ),
        ),
        migrations.AddConstraint(
            model_name="correctionrequest",
            constraint=models.CheckConstraint(
                condition=models.Q(("outcome__in", ["accepted", "declined", ""])),
                name="correctionrequest_outcome_valid",
            ),
        ),
        migrations.AddIndex(
            model_name="duplicatejudgement",
            index=models.Index(fields=["kind", "second"], name="duplicatejudgement_second_idx"),
        ),
        migrations.AddConstraint(
            model_name="duplicatejudgement",
            constraint=models.CheckConstraint(
                condition=models.Q(("first__lt", models.F("second"))),
                name="duplicatejudgement_in_order",
                violation_error_message="A thing is not judged against itself.",
            ),
        ),
        migrations.AddConstraint(
            model_name="duplicatejudgement",
            constraint=models.UniqueConstraint(
                fields=("kind", "first", "second"),
                name="duplicatejudgement_pair_unique",
                violation_error_message="These two are judged to be different already.",
            ),
        ),
        migrations.AddConstraint(
            model_name="duplicatejudgement",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("kind__in", ["claim", "speaker", "source", "publisher", "topic"])
                ),
                name="duplicatejudgement_kind_valid",
            ),
        ),
        migrations.AddIndex(
            model_name="internalnote",
            index=models.Index(
                fields=["subject_kind", "subject", "written_at"], name="internalnote_subject_idx"
            ),
        ),
        migrations.AddConstraint(
            model_name="internalnote",
            constraint=models.CheckConstraint(
                condition=models.Q(("text", ""), _negated=True), name="internalnote_text_present"
            ),
        ),
        migrations.AddConstraint(
            model_name="internalnote",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "subject_kind__in",
                        ["claim", "statement", "speaker", "source", "publisher", "topic"],
                    )
                ),
                name="internalnote_subject_kind_valid",
            ),
        ),
        migrations.AddIndex(
            model_name="notemention",
            index=models.Index(
                condition=models.Q(("seen_at__isnull", True)),
                fields=["user", "note"],
                name="notemention_unseen_idx",
            ),
        ),
        migrations.AddConstraint(
            model_name="notemention",
            constraint=models.UniqueConstraint(fields=("note", "user"), name="notemention_unique"),
        ),
        migrations.AddIndex(
            model_name="openpage",
            index=models.Index(fields=["seen_at"], name="openpage_seen_idx"),
        ),
        migrations.AddConstraint(
            model_name="openpage",
            constraint=models.UniqueConstraint(
                fields=("subject_kind", "subject", "user"), name="openpage_unique"
            ),
        ),
        migrations.AddConstraint(
            model_name="openpage",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "subject_kind__in",
                        ["claim", "statement", "speaker", "source", "publisher", "topic"],
                    )
                ),
                name="openpage_subject_kind_valid",
            ),
        ),
        migrations.AddConstraint(
            model_name="savedfilter",
            constraint=models.UniqueConstraint(
                fields=("user", "name"),
                name="savedfilter_name_unique",
                violation_error_message="You have a filter of this name already.",
            ),
        ),
        migrations.AddConstraint(
            model_name="suggestion",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("closed_at__isnull", True), ("closed_by__isnull", True), ("outcome", "")
                    ),
                    models.Q(
                        ("closed_at__isnull", False),
                        ("closed_by__isnull", False),
                        ("outcome__in", ["accepted", "declined"]),
                    ),
                    _connector="OR",
                ),
                name="suggestion_closed_with_outcome",
            ),
        ),
        migrations.AddConstraint(
            model_name="suggestion",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("conditional", False), models.Q(("digest", ""), _negated=True), _connector="OR"
                ),
                name="suggestion_conditional_bound",
            ),
        ),
        migrations.AddConstraint(
            model_name="suggestion",
            constraint=models.CheckConstraint(
                condition=models.Q(("outcome__in", ["accepted", "declined", ""])),
                name="suggestion_outcome_valid",
            ),
        ),
        migrations.RunPython(fill_keys, migrations.RunPython.noop),
    ]
