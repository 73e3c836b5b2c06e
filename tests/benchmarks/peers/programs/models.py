"""The peers' tables as Django's models; they are made elsewhere."""

from typing import Any

from django.db import models


class Table(models.Model):
    """A table that is there already."""

    class Meta:
        abstract = True
        managed = False


def _to(model: str, name: str = "+", **told: Any) -> Any:
    return models.ForeignKey(model, models.DO_NOTHING, related_name=name, null=True, **told)


class Publisher(Table):
    id = models.TextField(primary_key=True)
    name = models.TextField()

    class Meta(Table.Meta):
        db_table = "publishers"


class Topic(Table):
    id = models.TextField(primary_key=True)
    name = models.TextField()

    class Meta(Table.Meta):
        db_table = "topics"


class Speaker(Table):
    id = models.TextField(primary_key=True)
    name = models.TextField()
    kind = models.TextField()
    wikidata_id = models.TextField()

    class Meta(Table.Meta):
        db_table = "speakers"


class Source(Table):
    id = models.TextField(primary_key=True)
    title = models.TextField()
    url = models.TextField()
    publisher = _to("Publisher")
    published_value = models.TextField(null=True)
    published_precision = models.TextField(null=True)
    language = models.TextField()
    archive_url = models.TextField()
    captured_at = models.DateTimeField()
    availability = models.TextField()
    withheld = models.BooleanField()

    class Meta(Table.Meta):
        db_table = "sources"


class Claim(Table):
    id = models.BigIntegerField(primary_key=True)
    public_id = models.TextField()
    listed = models.BooleanField()
    url = models.TextField()
    number = models.IntegerField()
    sequence = models.BigIntegerField()
    status = models.TextField()
    corrected = models.BooleanField()
    claim = models.TextField()
    language = models.TextField()
    context = models.TextField()
    kind = models.TextField()
    about_from_value = models.TextField(null=True)
    about_from_precision = models.TextField(null=True)
    about_to_value = models.TextField(null=True)
    about_to_precision = models.TextField(null=True)
    why_checked = models.TextField()
    first_said_value = models.TextField(null=True)
    first_said_precision = models.TextField(null=True)
    first_released_at = models.DateTimeField()
    released_at = models.DateTimeField()
    last_verdict_at = models.DateTimeField(null=True)
    event = models.TextField()
    note = models.TextField()
    verdict_code = models.TextField(null=True)
    verdict_label = models.TextField(null=True)
    verdict_meaning = models.TextField(null=True)
    verdict_value = models.IntegerField(null=True)
    verdict_best = models.IntegerField(null=True)
    verdict_worst = models.IntegerField(null=True)
    verdict_normalised = models.TextField(null=True)
    verdict_summary = models.TextField(null=True)
    verdict_explanation_html = models.TextField(null=True)
    verdict_as_of = models.TextField(null=True)
    supports = models.IntegerField()
    contradicts = models.IntegerField()
    merged_into = models.TextField(null=True)
    second_person = models.BooleanField()
    publisher_name = models.TextField()
    publisher_url = models.TextField()
    licence = models.TextField()
    digest = models.TextField()

    class Meta(Table.Meta):
        db_table = "claims"


class ClaimTranslation(Table):
    claim = _to("Claim", "translations", primary_key=True)
    position = models.IntegerField()
    language = models.TextField()
    text = models.TextField()
    translator = models.TextField()

    class Meta(Table.Meta):
        db_table = "claim_translations"
        ordering = ["position"]


class ClaimTopic(Table):
    claim = _to("Claim", "topics", primary_key=True)
    position = models.IntegerField()
    topic = _to("Topic")

    class Meta(Table.Meta):
        db_table = "claim_topics"


class Correction(Table):
    claim = _to("Claim", "corrections", primary_key=True)
    number = models.IntegerField()
    event = models.TextField()
    note = models.TextField()
    released_at = models.DateTimeField()
    before_code = models.TextField(null=True)
    before_label = models.TextField(null=True)
    after_code = models.TextField(null=True)
    after_label = models.TextField(null=True)
    requested_by_kind = models.TextField()

    class Meta(Table.Meta):
        db_table = "corrections"
        ordering = ["number"]


class Relation(Table):
    claim = _to("Claim", "relations", primary_key=True)
    position = models.IntegerField()
    kind = models.TextField()
    other_id = models.TextField()
    other_claim = models.TextField()

    class Meta(Table.Meta):
        db_table = "relations"
        ordering = ["position"]


class Statement(Table):
    id = models.BigIntegerField(primary_key=True)
    public_id = models.TextField()
    claim = _to("Claim", "statements")
    as_evidence = models.BooleanField()
    stance = models.TextField(null=True)
    kind = models.TextField()
    said = models.TextField()
    quote = models.TextField()
    language = models.TextField()
    spoken_language = models.TextField()
    said_value = models.TextField(null=True)
    said_precision = models.TextField(null=True)
    occasion = models.TextField()
    place = models.TextField()
    rendering_of = models.TextField(null=True)
    rendering_note = models.TextField()
    source = _to("Source")
    starts = models.IntegerField()
    ends = models.IntegerField()
    prefix = models.TextField()
    suffix = models.TextField()
    capture_sha256 = models.TextField()

    class Meta(Table.Meta):
        db_table = "statements"


class StatementTranslation(Table):
    statement = _to("Statement", "translations", primary_key=True)
    position = models.IntegerField()
    language = models.TextField()
    text = models.TextField()
    translator = models.TextField()
    method = models.TextField()

    class Meta(Table.Meta):
        db_table = "statement_translations"
        ordering = ["position"]


class StatementSpeaker(Table):
    statement = _to("Statement", "speakers", primary_key=True)
    position = models.IntegerField()
    speaker = _to("Speaker")
    role = models.TextField()
    as_named = models.TextField()
    role_as_named = models.TextField()
    basis = models.TextField()
    on_behalf_of = models.TextField()

    class Meta(Table.Meta):
        db_table = "statement_speakers"


class Attribution(Table):
    statement = _to("Statement", "attributions", primary_key=True)
    position = models.IntegerField()
    relation = models.TextField()
    name = models.TextField()
    url = models.TextField()
    seen = models.BooleanField()
    inferred = models.BooleanField()

    class Meta(Table.Meta):
        db_table = "attributions"
        ordering = ["position"]


class Evidence(Table):
    id = models.BigIntegerField(primary_key=True)
    public_id = models.TextField()
    claim = _to("Claim", "evidence")
    stance = models.TextField()
    kind = models.TextField()
    origin = models.TextField()
    speaker = _to("Speaker")
    counts = models.BooleanField()
    quote = models.TextField()
    language = models.TextField()
    note = models.TextField()
    source = _to("Source")
    statement = _to("Statement")
    starts = models.IntegerField(null=True)
    ends = models.IntegerField(null=True)
    prefix = models.TextField(null=True)
    suffix = models.TextField(null=True)
    capture_sha256 = models.TextField(null=True)

    class Meta(Table.Meta):
        db_table = "evidence"
