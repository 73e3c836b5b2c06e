"""The shape of our own body, written as serializers of Django REST framework."""

from typing import Any

from rest_framework import serializers

from tests.benchmarks.peers.programs import models


class DateField(serializers.Field):
    """A date and its precision, from two columns that begin alike; null without one."""

    def __init__(self, of: str) -> None:
        self.of = of
        super().__init__(source="*", read_only=True)

    def to_representation(self, row: Any) -> dict[str, str] | None:
        value = getattr(row, f"{self.of}_value")
        return value and {"value": value, "precision": getattr(row, f"{self.of}_precision")}


class PublisherSerializer(serializers.ModelSerializer):
    class Meta:
        model = models.Publisher
        fields = ["id", "name"]


class SourceSerializer(serializers.ModelSerializer):
    publisher = PublisherSerializer()
    published_on = DateField("published")

    class Meta:
        model = models.Source
        fields = [
            "id", "title", "url", "publisher", "published_on", "language", "archive_url",
            "captured_at", "availability", "withheld",
        ]  # fmt: skip


class SelectorSerializer(serializers.Serializer):
    start = serializers.IntegerField(source="starts")
    end = serializers.IntegerField(source="ends")
    exact = serializers.CharField(source="quote")
    prefix = serializers.CharField()
    suffix = serializers.CharField()
    capture_sha256 = serializers.CharField()


class TranslationSerializer(serializers.ModelSerializer):
    class Meta:
        model = models.ClaimTranslation
        fields = ["language", "text", "translator"]


class StatementTranslationSerializer(serializers.ModelSerializer):
    class Meta:
        model = models.StatementTranslation
        fields = ["language", "text", "translator", "method"]


class SpeakerSerializer(serializers.ModelSerializer):
    id = serializers.CharField(source="speaker.id")
    name = serializers.CharField(source="speaker.name")
    kind = serializers.CharField(source="speaker.kind")
    wikidata_id = serializers.CharField(source="speaker.wikidata_id")

    class Meta:
        model = models.StatementSpeaker
        fields = [
            "id", "name", "kind", "role", "as_named", "role_as_named", "basis", "on_behalf_of",
            "wikidata_id",
        ]  # fmt: skip


class AttributionSerializer(serializers.ModelSerializer):
    class Meta:
        model = models.Attribution
        fields = ["position", "relation", "name", "url", "seen", "inferred"]


class UtteranceSerializer(serializers.ModelSerializer):
    """A statement as evidence."""

    id = serializers.CharField(source="public_id")
    translations = StatementTranslationSerializer(many=True)
    said_on = DateField("said")
    speakers = SpeakerSerializer(many=True)
    source = SourceSerializer()
    attribution = AttributionSerializer(source="attributions", many=True)
    selector = SelectorSerializer(source="*")

    class Meta:
        model = models.Statement
        fields = [
            "id", "kind", "said", "quote", "language", "spoken_language", "translations",
            "said_on", "occasion", "place", "rendering_of", "rendering_note", "speakers",
            "source", "attribution", "selector",
        ]  # fmt: skip


class StatementSerializer(UtteranceSerializer):
    class Meta(UtteranceSerializer.Meta):
        fields = [*UtteranceSerializer.Meta.fields, "stance"]


class WhoseSerializer(serializers.ModelSerializer):
    class Meta:
        model = models.Speaker
        fields = ["id", "name", "kind"]


class EvidenceSerializer(serializers.ModelSerializer):
    id = serializers.CharField(source="public_id")
    speaker = WhoseSerializer()
    translations = serializers.ReadOnlyField(default=[])
    source = SourceSerializer()
    statement = UtteranceSerializer()
    selector = serializers.SerializerMethodField()

    class Meta:
        model = models.Evidence
        fields = [
            "id", "stance", "kind", "origin", "speaker", "counts", "quote", "language",
            "translations", "note", "source", "statement", "selector",
        ]  # fmt: skip

    def get_selector(self, row: models.Evidence) -> Any:
        return SelectorSerializer(row).data if row.source_id else None


class TopicSerializer(serializers.ModelSerializer):
    id = serializers.CharField(source="topic.id")
    name = serializers.CharField(source="topic.name")

    class Meta:
        model = models.ClaimTopic
        fields = ["id", "name"]


class CorrectionSerializer(serializers.ModelSerializer):
    verdict_before = serializers.SerializerMethodField()
    verdict_after = serializers.SerializerMethodField()

    class Meta:
        model = models.Correction
        fields = [
            "number", "event", "note", "released_at", "verdict_before", "verdict_after",
            "requested_by_kind",
        ]  # fmt: skip

    def get_verdict_before(self, row: models.Correction) -> Any:
        return row.before_code and {"code": row.before_code, "label": row.before_label}

    def get_verdict_after(self, row: models.Correction) -> Any:
        return row.after_code and {"code": row.after_code, "label": row.after_label}


class RelationSerializer(serializers.ModelSerializer):
    claim = serializers.SerializerMethodField()

    class Meta:
        model = models.Relation
        fields = ["kind", "claim"]

    def get_claim(self, row: models.Relation) -> dict[str, str]:
        return {"id": row.other_id, "claim": row.other_claim}


class VerdictField(serializers.Field):
    """A claim's verdict; null while it is open."""

    NAMES = (
        "code", "label", "meaning", "value", "best", "worst", "normalised", "summary",
        "explanation_html", "as_of",
    )  # fmt: skip

    def to_representation(self, row: Any) -> dict[str, Any] | None:
        if row.verdict_code is None:
            return None
        return {name: getattr(row, f"verdict_{name}") for name in self.NAMES}


class ClaimSerializer(serializers.ModelSerializer):
    """A claim whole."""

    id = serializers.CharField(source="public_id")
    translations = TranslationSerializer(many=True)
    about = serializers.SerializerMethodField()
    topics = TopicSerializer(many=True)
    first_said_on = DateField("first_said")
    verdict = VerdictField(source="*", read_only=True)
    statements = StatementSerializer(many=True)
    evidence = EvidenceSerializer(many=True)
    origins = serializers.SerializerMethodField()
    replies = serializers.ReadOnlyField(default=[])
    corrections = CorrectionSerializer(many=True)
    relations = RelationSerializer(many=True)
    review = serializers.SerializerMethodField()
    publisher = serializers.SerializerMethodField()

    class Meta:
        model = models.Claim
        fields = [
            "id", "url", "number", "sequence", "status", "corrected", "claim", "language",
            "translations", "context", "kind", "about", "topics", "why_checked", "first_said_on",
            "first_released_at", "released_at", "last_verdict_at", "event", "note", "verdict",
            "statements", "evidence", "origins", "replies", "corrections", "relations",
            "merged_into", "review", "publisher", "licence", "digest",
        ]  # fmt: skip

    def get_about(self, row: models.Claim) -> dict[str, Any]:
        return {
            "from": DateField("about_from").to_representation(row),
            "to": DateField("about_to").to_representation(row),
        }

    def get_origins(self, row: models.Claim) -> dict[str, int]:
        return {"supports": row.supports, "contradicts": row.contradicts}

    def get_review(self, row: models.Claim) -> dict[str, bool]:
        return {"second_person": row.second_person}

    def get_publisher(self, row: models.Claim) -> dict[str, str]:
        return {"name": row.publisher_name, "url": row.publisher_url}
