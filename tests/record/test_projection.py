"""A claim's body: its keys, status, corrections and dates, and what a suppression leaves."""

import json
from datetime import timedelta
from typing import Any

import pytest

from claims.record import reading
from claims.record.models import PublishedClaim, Release
from claims.record.projection.shapes import CLAIM, ENTITIES
from tests import builders as build
from tests.record.bodies import body, facets, publish, relations, release, suppress

pytestmark = pytest.mark.django_db

KEYS = (
    "id url number sequence status corrected claim language translations context kind about topics "
    "why_checked first_said_on first_released_at released_at last_verdict_at event note verdict "
    "statements evidence origins replies corrections relations merged_into review publisher "
    "licence digest"
)
VERDICT_KEYS = "code label meaning value best worst normalised summary explanation_html as_of"
EVIDENCE_KEYS = (
    "id stance kind origin speaker counts quote language translations note source statement "
    "selector"
)
STATEMENT_KEYS = (
    "id stance kind said quote language spoken_language translations said_on occasion place "
    "rendering_of rendering_note speakers source attribution selector"
)


def test_the_keys_are_sent_in_their_order() -> None:
    publish(verdict=build.verdict())
    sent = body()
    assert list(sent) == KEYS.split()
    assert list(sent["verdict"]) == VERDICT_KEYS.split()
    assert list(sent["statements"][0]) == STATEMENT_KEYS.split()
    assert list(sent["first_said_on"]) == ["value", "precision"]
    assert list(sent["evidence"][0]) == EVIDENCE_KEYS.split()


def test_the_body_says_what_the_content_said(settings: Any) -> None:
    settings.SITE_URL = "https://facts.example.org"
    content = build.claim_content(verdict=build.verdict())
    made = build.release("claim", content)
    sent = body()
    for key in set(content) - {"verdict", "publisher"}:
        assert sent[key] == content[key], key
    assert sent["verdict"]["explanation_html"] == "<p>How the desk <strong>found</strong> it.</p>"
    assert "explanation" not in sent["verdict"]
    assert sent["publisher"] == {"name": "A desk", "url": "https://facts.example.org"}
    assert sent["url"] == (
        "https://facts.example.org/claims/claim1-kaliningrad-oblast-is-empty-of-troops"
    )
    assert sent["digest"] == made.content_digest
    assert (sent["number"], sent["sequence"], sent["event"], sent["note"]) == (1, 1, "publish", "")


def test_what_content_holds_beyond_today_is_sent_after_it() -> None:
    publish(later_key={"b": 1, "a": 2})
    assert list(body())[-1] == "later_key"


@pytest.mark.parametrize("verdict", [None, build.verdict()])
def test_status(verdict: dict[str, Any] | None) -> None:
    publish(verdict=verdict)
    own = "reviewed" if verdict else "open"
    assert body()["status"] == own
    for event, status in [
        ("flag", "under_review"),
        ("unflag", own),
        ("flag", "under_review"),
        ("correction", own),
        ("retraction", "retracted"),
        ("reinstatement", own),
        ("merge", "merged"),
        ("unmerge", own),
    ]:
        release(event, verdict=verdict)
        row = PublishedClaim.objects.get()
        assert (row.status, body()["status"]) == (status, status), event


def test_a_correction_is_remembered() -> None:
    publish()
    assert not body()["corrected"]
    release("update")
    assert not body()["corrected"]
    release("correction")
    release("update")
    assert body()["corrected"]
    assert PublishedClaim.objects.get().corrected


def test_corrections_say_what_changed_and_when() -> None:
    publish()
    first_verdict = release("update", "Now there is a verdict.", verdict=build.verdict())
    release("flag", "", verdict=build.verdict())
    release("unflag", "", verdict=build.verdict())
    wrong = build.verdict("supported")
    changed = release("correction", "The verdict was wrong.", verdict=wrong)
    kept = release("clarification", "The context was unclear.", verdict=wrong)
    retracted = release("retraction", "The source was forged.", verdict=wrong)
    overstated = {"code": "overstated", "label": "Overstated"}
    supported = {"code": "supported", "label": "Supported"}
    assert body()["corrections"] == [
        _correction(first_verdict, None, overstated),
        _correction(changed, overstated, supported),
        _correction(kept, supported, supported),
        _correction(retracted, supported, supported),
    ]


def _correction(made: Release, before: Any, after: Any) -> dict[str, Any]:
    return {
        "number": made.number,
        "event": made.event,
        "note": made.note,
        "released_at": made.released_at.isoformat().replace("+00:00", "Z"),
        "verdict_before": before,
        "verdict_after": after,
        "requested_by_kind": "desk",
    }


def test_dates_of_first_release_and_last_verdict() -> None:
    first = publish()
    row = PublishedClaim.objects.get()
    assert row.last_verdict_at is None
    assert body()["last_verdict_at"] is None
    second = release(verdict=build.verdict())
    release(verdict=build.verdict(summary="Said otherwise."))
    row = PublishedClaim.objects.get()
    assert row.first_released_at == first.released_at
    assert row.last_verdict_at == second.released_at
    reopened = release(verdict=None)
    row = PublishedClaim.objects.get()
    assert row.last_verdict_at == row.released_at == reopened.released_at
    assert (row.number, row.sequence, row.first_sequence) == (4, 4, 1)


def test_columns_that_lists_filter_by() -> None:
    publish(
        verdict=build.verdict(),
        first_said_on={"value": "2024-11", "precision": "month"},
        language="uk",
        kind="quantity",
    )
    row = PublishedClaim.objects.get()
    assert (row.verdict, row.normalised) == ("overstated", "MIXTURE")
    assert (row.language, row.kind) == ("uk", "quantity")
    assert row.slug == "kaliningrad-oblast-is-empty-of-troops"
    assert row.title == "Kaliningrad Oblast is empty of troops"
    assert row.first_said_start is not None
    assert row.first_said_end is not None
    assert row.first_said_start.isoformat() == "2024-11-01T00:00:00+00:00"
    assert row.first_said_end.isoformat() == "2024-12-01T00:00:00+00:00"
    release(first_said_on=None)
    row = PublishedClaim.objects.get()
    assert (row.verdict, row.normalised, row.first_said_start) == ("", "", None)


@pytest.mark.parametrize(
    ("evidence", "expected"),
    [
        ([], False),
        ([build.evidence_content()], True),
        ([build.evidence_content(counts=False)], False),
        ([build.evidence_content(stance="supports")], False),
        ([build.evidence_content("e1", stance="context"), build.evidence_content("e2")], True),
    ],
)
def test_contradicting_evidence_is_what_counts(evidence: list[Any], expected: bool) -> None:
    publish(evidence=evidence)
    assert PublishedClaim.objects.get().has_contradicting_evidence == expected


def test_a_suppressed_claim_keeps_its_address_and_nothing_it_said() -> None:
    publish(id="claim1", verdict=build.verdict(), context="CANARY")
    publish(id="claim2")
    build.release("relation", build.relation_content())
    made = publish(id="claim3")
    suppress("claim1")
    sent = body("claim1")
    assert set(sent) == set(KEYS.split())
    assert sent["status"] == "suppressed"
    assert (sent["claim"], sent["verdict"], sent["statements"]) == ("", None, [])
    assert sent["note"] == "By order of a court."
    assert (sent["id"], sent["number"]) == ("claim1", 2)
    row = PublishedClaim.objects.get(pk="claim1")
    assert (row.title, row.slug, row.verdict) == ("", "", "")
    assert set(facets("claim1")) == {"relation"}
    assert "CANARY" not in row.body
    assert "empty of troops" not in row.body
    assert relations("claim1") == relations("claim2") == []
    assert not reading.statements().filter(claim="claim1").exists()
    assert not reading.evidence().filter(claim="claim1").exists()
    assert [found.public_id for found in reading.listed_claims()] == ["claim3", "claim2"]
    assert made.sequence < row.sequence


def test_lists_leave_out_what_is_retracted_merged_or_suppressed() -> None:
    for number in range(1, 6):
        publish(id=f"claim{number}")
    release("retraction", id="claim1")
    release("merge", id="claim2", merged_into="claim3")
    suppress("claim4")
    assert [row.public_id for row in reading.listed_claims()] == ["claim5", "claim3"]
    assert reading.claims().count() == 5
    merged = reading.claim("claim2")
    assert merged is not None
    assert json.loads(merged.body)["merged_into"] == "claim3"
    assert reading.claim("claim9") is None


def test_the_body_of_an_earlier_release_is_what_it_was() -> None:
    first = publish()
    as_it_was = body()
    second = release("correction", verdict=build.verdict(), claim="Reworded.")
    assert json.loads(reading.at("claim1", second.released_at) or "") == body()
    just_before = second.released_at - timedelta(microseconds=1)
    assert json.loads(reading.at("claim1", just_before) or "") == as_it_was
    assert reading.at("claim1", first.released_at - timedelta(microseconds=1)) is None
    assert reading.at("claim9", second.released_at) is None
    assert [row.number for row in reading.releases("claim", "claim1")] == [2, 1]
    assert reading.release("claim", "claim1", 3) is None


def test_what_public_code_reads_of_the_whole_record() -> None:
    publish()
    release("correction")
    release("flag", "")
    build.release("speaker", build.speaker_content())
    assert [row.sequence for row in reading.changes()] == [1, 2, 3, 4]
    assert [row.sequence for row in reading.changes(after=2)] == [3, 4]
    assert [row.sequence for row in reading.corrections()] == [2]
    assert [row.public_id for row in reading.entities("speaker")] == ["speaker1"]
    assert reading.entity("topic", "speaker1") is None
    head = reading.head()
    assert head is not None
    assert head.sequence == 4


def test_the_shape_of_content_is_the_contract() -> None:
    assert set(CLAIM) == set(build.claim_content())
    assert set(ENTITIES["speaker"]) == set(build.speaker_content())
