"""The rows beside a claim's own: facets, statements, evidence and entities."""

import hashlib
import json

import pytest

from claims.record import reading
from claims.record.addresses import entity_path
from claims.record.models import PublishedClaim, PublishedEntity
from claims.record.projection.shapes import ENTITIES
from claims.text.folding import fold, latin_key
from tests import builders as build
from tests.record.bodies import body, facets, publish, release

pytestmark = pytest.mark.django_db

ADDED_TO_ENTITIES = (
    "url number sequence merged_into first_released_at released_at event note digest"
)


def test_facets_are_what_a_claim_is_found_by() -> None:
    joint = [build.speaker_reference("s1"), build.speaker_reference("s2")]
    nobody = [build.speaker_reference(None, name="An official", kind="anonymous")]
    withheld = build.source_reference("src9", publisher=None, withheld=True)
    publish(
        topics=[{"id": "t1", "name": "A"}, {"id": "t2", "name": "B"}],
        statements=[
            build.statement_content("st1", speakers=joint),
            build.statement_content("st2", speakers=joint[:1], stance="denies"),
            build.statement_content("st3", speakers=nobody, source=withheld),
        ],
        evidence=[
            build.evidence_content("e1"),
            build.evidence_content(
                "e2",
                source=None,
                stance="supports",
                statement=build.statement_as_evidence(
                    source=build.source_reference("src3"),
                    speakers=[build.speaker_reference("s3")],
                ),
            ),
        ],
    )
    assert facets() == {
        "evidence": ["contradicts", "supports"],
        "publisher": ["publisher1", "publisher2"],
        "source": ["source1", "source2", "src3", "src9"],
        "speaker": ["s1", "s2"],
        "speaker_stance": ["s1:asserts", "s1:denies", "s2:asserts"],
        "stance": ["asserts", "denies"],
        "topic": ["t1", "t2"],
    }
    release(topics=[], statements=[], evidence=[])
    assert facets() == {}


def test_whom_a_headline_names_is_not_said_to_make_its_claim() -> None:
    named = [build.speaker_reference("s1")]
    publish(statements=[build.statement_content("st1", speakers=named, kind="headline")])
    assert facets()["speaker"] == ["s1"]
    assert "speaker_stance" not in facets()
    assert reading.stats("s1")["asserts"]["claims"] == 0


def test_claims_are_found_by_their_facets() -> None:
    publish(id="claim1")
    publish(id="claim2", topics=[{"id": "topic2", "name": "Energy"}])
    assert set(reading.claims_with("topic", ["topic1"])) == {"claim1"}
    assert set(reading.claims_with("topic", ["topic1", "topic2"])) == {"claim1", "claim2"}
    found = reading.listed_claims().filter(pk__in=reading.claims_with("topic", ["topic2"]))
    assert [row.public_id for row in found] == ["claim2"]


def test_statements_and_evidence_have_rows_of_their_own() -> None:
    shown = build.statement_as_evidence("st9", source=build.source_reference("src9"))
    publish(
        statements=[build.statement_content("st1"), build.statement_content("st2")],
        evidence=[
            build.evidence_content("e1"),
            build.evidence_content("e2", source=None, statement=shown),
            build.evidence_content("e3", source=None, statement=shown, stance="context"),
        ],
    )
    rows = list(reading.statements().order_by("as_evidence", "position"))
    assert [(row.public_id, row.as_evidence, row.position, row.source) for row in rows] == [
        ("st1", False, 0, "source1"),
        ("st2", False, 1, "source1"),
        ("st9", True, 1, "src9"),
    ]
    sent = json.loads(rows[0].body)
    claim = {key: body()[key] for key in ("id", "url", "claim")}
    assert sent == {**body()["statements"][0], "claim": claim}
    assert json.loads(rows[2].body) == {**shown, "stance": None, "claim": claim}
    evidence = list(reading.evidence())
    assert [(row.public_id, row.position, row.stance) for row in evidence] == [
        ("e1", 0, "contradicts"),
        ("e2", 1, "contradicts"),
        ("e3", 2, "context"),
    ]
    assert json.loads(evidence[0].body) == {**body()["evidence"][0], "claim": claim}


def test_the_first_claim_that_shows_a_statement_gives_its_form() -> None:
    publish(id="claim1", statements=[build.statement_content("st1", occasion="of the first")])
    publish(id="claim2", statements=[build.statement_content("st1", occasion="of another")])
    row = reading.statement("st1")
    assert row is not None
    assert json.loads(row.body)["occasion"] == "of the first"
    assert [found.claim_id for found in reading.statements().filter(source="source1")] == [
        "claim2",
        "claim1",
    ]
    assert reading.statement("st2") is None


def test_a_speaker_is_found_by_every_released_name() -> None:
    build.release("speaker", build.speaker_content())
    row = reading.entity("speaker", "speaker1")
    assert row is not None
    names = ["Laurynas Kasčiūnas", "Лаурінас Кащюнас"]
    keys = row.keys.split("\n")
    assert set(keys) == {key(name) for name in names for key in (fold, latin_key)}
    assert len(keys) == len(set(keys))
    build.release("speaker", build.speaker_content(name="New Name", names=[]), "update")
    row = reading.entity("speaker", "speaker1")
    assert row is not None
    assert set(row.keys.split("\n")) == {fold("New Name"), latin_key("New Name")}
    assert (row.number, row.first_sequence, row.sequence) == (2, 1, 2)


@pytest.mark.parametrize(
    ("kind", "content", "path", "name"),
    [
        ("speaker", build.speaker_content("e1"), "/speakers/e1-laurynas-kasciunas", None),
        ("source", build.source_content("e1"), "/sources/e1-an-article", "An article"),
        (
            "source",
            build.source_content("e1", title=""),
            "/sources/e1-https-example-org-article",
            "https://example.org/article",
        ),
        (
            "source",
            build.source_content("e1", title="", url="", publisher=None, withheld=True),
            "/sources/e1",
            "",
        ),
        ("publisher", build.publisher_content("e1"), "/publishers/e1-an-outlet", "An outlet"),
        ("topic", build.topic_content("e1"), "/topics/e1-defence", "Defence"),
        ("scale", build.scale_content(), "/methodology", ""),
    ],
)
def test_an_entity_has_its_row(kind: str, content: dict, path: str, name: str | None) -> None:
    made = build.release(kind, content)
    row = PublishedEntity.objects.get()
    sent = json.loads(row.body)
    assert row.name == (content["name"] if name is None else name)
    if kind != "source":
        assert sent["url"] == f"http://127.0.0.1:8000{path}"
    assert entity_path(kind, row.public_id, row.name) == path
    assert row.slug == path.partition("e1-")[2]
    assert {key: sent[key] for key in content} == content
    assert set(sent) - set(content) == set(ADDED_TO_ENTITIES.split()) - set(content)
    own = [key for key in ENTITIES[kind] if key not in ("id", "url")]
    assert list(sent) == [
        *("id", "url", "number", "sequence"),
        *own,
        *("merged_into", "first_released_at", "released_at", "event", "note", "digest"),
    ]
    assert sent["digest"] == made.content_digest
    assert row.etag == hashlib.sha256(row.body.encode()).hexdigest()


def test_a_renamed_speaker_changes_no_claim() -> None:
    build.release("speaker", build.speaker_content())
    publish()
    before = PublishedClaim.objects.get().body
    build.release("speaker", build.speaker_content(name="New Name"), "update")
    assert PublishedClaim.objects.get().body == before
