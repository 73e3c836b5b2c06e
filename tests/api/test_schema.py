"""The OpenAPI document: whole, true of every answer, and only changed on purpose."""

import json
from typing import Any

import jsonschema
import pytest
import schemathesis
from django.core.management import call_command
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections
from hypothesis import HealthCheck, given, settings
from schemathesis import GenerationMode
from schemathesis.specs.openapi.checks import positive_data_acceptance

from claims.api import vocabulary
from claims.api.schema import document
from claims.desk import models as desk
from claims.record.models import Event, Status
from tests import builders
from tests.api.making import content, id_of, released, source

WHOLE = document.whole()


def _takes_anything(operation: dict[str, Any]) -> bool:
    return bool(operation.get("parameters"))


def valid(name: str, value: Any) -> None:
    """Raise jsonschema.ValidationError where the value is not what the component says."""
    schema = {"$ref": f"#/components/schemas/{name}", "components": WHOLE["components"]}
    checker = jsonschema.Draft202012Validator.FORMAT_CHECKER
    jsonschema.Draft202012Validator(schema, format_checker=checker).validate(value)


def test_the_document_is_as_it_was(golden):
    golden("openapi.json", json.dumps(WHOLE, ensure_ascii=False, indent=1) + "\n")


def test_the_command_finds_nothing_to_warn_of(capsys):
    call_command("spectacular", "--validate", "--fail-on-warn", "--format", "openapi-json")
    assert json.loads(capsys.readouterr().out) == WHOLE


def test_the_document_is_served_as_the_command_writes_it(api):
    answer = api("schema")
    assert answer.json() == WHOLE
    assert answer.json()["openapi"].startswith("3.1")


def test_every_reference_leads_somewhere_and_every_component_is_used():
    text = json.dumps(WHOLE)
    names = set(WHOLE["components"]["schemas"])
    assert {name for name in names if f'"#/components/schemas/{name}"' in text} == names
    assert text.count('"$ref"') == text.count('"#/components/schemas/')


def test_every_operation_tells_its_refusals_and_its_tag():
    for path, operations in WHOLE["paths"].items():
        assert set(operations) == {"get"}
        responses = operations["get"]["responses"]
        assert {"200", "304", "400", "406", "429", "503", "default"} <= set(responses)
        assert "Retry-After" in responses["429"]["headers"]
        assert ("404" in responses) == ("{" in path)
        assert {"ETag", "Cache-Control"} <= set(responses["200"]["headers"])
        assert operations["get"]["summary"]


def test_examples_are_what_they_are_examples_of():
    found = 0
    for name, schema in WHOLE["components"]["schemas"].items():
        for example in schema.get("examples", []):
            valid(name, example)
            found += 1
    assert found >= 2


@pytest.mark.parametrize(
    ("words", "choices"),
    [
        (vocabulary.STATUSES, Status),
        (vocabulary.EVENTS, Event),
        (vocabulary.CLAIM_KINDS, desk.Claim.Kind),
        (vocabulary.NORMALISED, desk.Rating.Normalised),
        (vocabulary.STANCES, desk.ClaimStatement.Stance),
        (vocabulary.EVIDENCE_STANCES, desk.Evidence.Stance),
        (vocabulary.EVIDENCE_KINDS, desk.Evidence.Kind),
        (vocabulary.STATEMENT_KINDS, desk.Statement.Kind),
        (vocabulary.SAID, desk.Statement.Said),
        (vocabulary.BASES, desk.Statement.Basis),
        (vocabulary.TRANSLATION_METHODS, desk.StatementTranslation.Method),
        (vocabulary.STEPS, desk.AttributionStep.Relation),
        (vocabulary.SPEAKER_KINDS, desk.Speaker.Kind),
        (vocabulary.NAME_KINDS, desk.SpeakerName.Kind),
        (vocabulary.PUBLISHER_KINDS, desk.Publisher.Kind),
        (vocabulary.SOURCE_KINDS, desk.Source.Kind),
        (vocabulary.AVAILABILITIES, desk.Source.Availability),
        (vocabulary.PUBLIC_TEXTS, desk.Source.PublicText),
        (vocabulary.EXTENTS, desk.Capture.Extent),
    ],
)
def test_the_words_of_the_api_are_those_of_the_desk(words, choices):
    assert set(words) == set(choices.values)


@pytest.fixture(scope="module")
def whole_record(once) -> None:
    once(release_everything)


def release_everything() -> None:
    """Claims in every state, with everything a body may carry, and the things they name."""
    builders.release("speaker", builders.speaker_content(id_of("speaker")))
    publisher = source("source")["publisher"]
    builders.release("source", builders.source_content(id_of("source"), publisher=publisher))
    builders.release("publisher", builders.publisher_content(id_of("psource")))
    builders.release("topic", builders.topic_content(id_of("topic")))
    builders.release("scale", builders.scale_content())
    released(1, verdict=builders.verdict())
    released(1, "correction", verdict=builders.verdict("false", normalised="FALSE"))
    released(2)
    released(2, "flag")
    released(3)
    released(3, "retraction")
    released(4)
    released(4, "suppression")
    quoted = builders.statement_as_evidence(
        id_of("stmt", 50), speakers=[builders.speaker_reference(None)], source=source("source")
    )
    said = builders.evidence_content(
        id_of("evid", 50), statement=quoted, source=None, speaker=None, selector=None
    )
    replies = [{"party": "Ministry", "asked_on": "2024-11-02", "replied_on": None, "reply": ""}]
    released(5, evidence=[said], replies=replies, first_said_on=None)
    relation = builders.relation_content(id_of("relation"), id_of("claim", 1), id_of("claim", 2))
    builders.release("relation", relation)


@pytest.mark.django_db
@pytest.mark.usefixtures("whole_record")
def test_every_body_is_as_described(api):
    builders.release("claim", content(9))
    for number in (1, 2, 3, 5, 9):
        valid("Claim", api(f"claims/{id_of('claim', number)}").json())
        valid("ReleasePage", api(f"claims/{id_of('claim', number)}/releases").json())
        release = api(f"claims/{id_of('claim', number)}/releases/1").json()
        valid("ReleaseWithContent", release)
    valid("Claim", api(f"claims/{id_of('claim', 4)}").json())
    for kind in ("claim", "speaker", "source", "publisher", "topic"):
        valid(f"{kind.capitalize()}Page", api(f"{kind}s").json())
    for kind, name in (("speaker", "speaker"), ("source", "source"), ("topic", "topic")):
        valid(kind.capitalize(), api(f"{kind}s/{id_of(name)}").json())
    valid("ShownStatementPage", api("statements", count="true").json())
    valid("ShownEvidencePage", api("evidence").json())
    valid("CorrectionNoticePage", api("corrections").json())
    valid("ChangePage", api("changes", page_size=100).json())
    for number in (1, 5):
        valid("ShownStatement", api(f"statements/{id_of('stmt', number)}").json())
    valid("Annotation", api(f"statements/{id_of('stmt', 1)}.jsonld").json())
    one = f"claims/{id_of('claim', 1)}"
    valid("AnnotationPage", api(f"{one}/annotations").json())
    valid("ClaimReview", api(f"{one}.jsonld").json())
    valid("Difference", api(f"{one}/releases/1/difference").json())
    valid("Claim", api(one, at="9999-12-31").json())
    valid("RecordStats", api("stats").json())
    valid("SpeakerStats", api("stats", speaker=id_of("speaker")).json())
    builders.release("claim", content(5, merged_into=id_of("claim", 1)), "merge", builders.NOTE)
    valid("Merged", api(f"claims/{id_of('claim', 5)}").json())
    valid("ClaimPage", api("claims", status="merged").json())
    valid("Problem", api("claims", status="draft").json())
    valid("Problem", api("claims/" + "a" * 12).json())


@pytest.fixture
def described_site(static_files):
    """The site as schemathesis calls it, through WSGI and by the document it serves.

    Requests end as they do in Django's own client: without closing the test's connection.
    """
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield schemathesis.openapi.from_wsgi("/api/v1/schema", get_wsgi_application())
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@pytest.mark.django_db
@pytest.mark.usefixtures("whole_record")
@pytest.mark.parametrize(
    ("path", "mode"),
    [
        (path, mode)
        for path, operations in sorted(WHOLE["paths"].items())
        for mode in (GenerationMode.POSITIVE, GenerationMode.NEGATIVE)
        if mode is GenerationMode.POSITIVE or _takes_anything(operations["get"])
    ],
)
def test_every_request_is_answered_as_the_document_says(described_site, path, mode):
    operation = described_site[path]["GET"]

    @settings(
        max_examples=25, deadline=None, database=None, suppress_health_check=list(HealthCheck)
    )
    @given(case=operation.as_strategy(generation_mode=mode))
    def each(case):
        # Called without a server it does not unpack what it asks to be packed.
        plain = {"Accept-Encoding": "identity"}
        case.call_and_validate(headers=plain, excluded_checks=[positive_data_acceptance])

    each()
