"""Each filter on claims: what it finds, what it leaves out, which values it refuses."""

from typing import Any

import pytest

from claims.record.models import PublishedClaim
from tests.api.making import START, content, id_of, released, source, statement
from tests.builders import evidence_content, new, release, release_all, verdict

pytestmark = pytest.mark.django_db

REFUSED_BY = {
    "status": ["OPEN", "draft", "in_review", "open,reviewed", "open "],
    "corrected": ["1", "yes", "True", "null"],
    "verdict": ["over stated", "x" * 41, "faux-é"],
    "normalised": ["true", "UNPROVEN"],
    "kind": ["Factual", "rumour"],
    "topic": ["1", "a" * 11, "a" * 13, "A" * 12, "a" * 11 + "1", "١" * 12],
    "speaker": ["kasciunas", "a" * 12 + "\n"],
    "source": ["-" * 12],
    "publisher": ["a" * 12 + " "],
    "stance": ["supports", "assert"],
    "evidence": ["asserts", "against"],
    "language": ["e", "english", "en_GB", "en-" + "x" * 9, "*"],
    "said_after": ["0", "2024", "2024-11", "2024-13-01", "2024-02-30", "01-11-2024"],
    "said_before": ["yesterday", "2024-11-01T", "2024-11-01T10:00", "2024-11-01T25:00:00Z"],
    "released_after": ["99999999999", "1e999999", "NaN", "Infinity", "-1", "0000-01-01"],
    "released_before": ["10000-01-01", "2024-11-01 10:00:00", "2024-11-01T10:00:00+99:00"],
    "updated_since": ["0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-14:00", "1730419200"],
    "has_contradicting_evidence": ["maybe", "TRUE"],
    "ordering": ["id", "internal_note", "-status", "first_released,released", "--released", "?"],
    "page_size": ["0", "-1", "101", "1000000000", "1.0", "01", "٣", "all"],
    "cursor": ["x", "next", "a:b:c", "=" * 8, "a" * 401],
}


@pytest.mark.parametrize(
    ("name", "value"), [(name, value) for name in REFUSED_BY for value in REFUSED_BY[name]]
)
def test_a_wrong_value_is_refused_by_the_name_of_its_parameter(api, name, value):
    answer = api("claims", **{name: value})
    assert answer.status_code == 400
    assert [error["parameter"] for error in answer.json()["errors"]] == [name]


@pytest.mark.parametrize("value", ["\x00", "a\x00", "\ufffd", "'", '"', "\\", " ", "é", "1" * 5000])
def test_what_no_parameter_can_be_is_refused_by_all(api, value):
    for name in REFUSED_BY:
        assert api("claims", **{name: value}).status_code == 400, name


def found(ids: Any, **query: str) -> set[int]:
    """The numbers of the claims that the filters leave."""
    numbers = {id_of("claim", number): number for number in range(10)}
    return {numbers[public_id] for public_id in ids(**query)}


def test_status_and_verdict(ids):
    release_claims(
        content(1),
        content(2, verdict=verdict("overstated")),
        content(3, verdict=verdict("false", normalised="FALSE")),
    )
    assert found(ids, status="open") == {1}
    assert found(ids, status="reviewed") == {2, 3}
    assert found(ids, verdict="overstated") == {2}
    assert found(ids, verdict="never-heard-of") == set()
    assert found(ids, normalised="FALSE") == {3}
    assert found(ids, normalised="FALSE", verdict="overstated") == set()


def test_corrected_is_for_good(ids):
    released(1)
    released(2)
    released(2, "correction")
    released(2, "update")
    assert found(ids, corrected="true") == {2}
    assert found(ids, corrected="false") == {1}


def test_kind_and_language(ids):
    release_claims(content(1), content(2, kind="forecast", language="sr-Latn"))
    assert found(ids, kind="forecast") == {2}
    assert found(ids, kind="opinion") == set()
    assert found(ids, language="sr-Latn") == {2}
    assert found(ids, language="en") == {1}


def test_topic_source_and_publisher(ids):
    other = {"id": id_of("economy"), "name": "Economy"}
    release_claims(
        content(1),
        content(2, topics=[other]),
        content(3, topics=[other], statements=[], evidence=[]),
    )
    assert found(ids, topic=id_of("economy")) == {2, 3}
    assert found(ids, topic=id_of("topic")) == {1}
    assert found(ids, source=id_of("source")) == found(ids, source=id_of("report")) == {1, 2}
    assert found(ids, publisher=id_of("preport"), topic=id_of("economy")) == {2}
    assert found(ids, publisher=id_of("source")) == set()


def test_speaker_and_stance_are_of_one_statement(ids):
    release_claims(
        content(1, statements=[statement(1, "ann", "asserts"), statement(2, "bob", "denies")]),
        content(2, statements=[statement(3, "ann", "denies")]),
    )
    assert found(ids, speaker=id_of("ann")) == {1, 2}
    assert found(ids, stance="denies") == {1, 2}
    assert found(ids, speaker=id_of("ann"), stance="denies") == {2}
    assert found(ids, speaker=id_of("bob"), stance="asserts") == set()
    assert found(ids, speaker=id_of("bob"), stance="denies", source=id_of("source")) == {1}
    assert found(ids, speaker=id_of("general")) == set(), "whose word evidence is, made no claim"


def test_evidence(ids):
    supports = evidence_content(id_of("evid", 9), stance="supports", source=source("report"))
    release_claims(content(1), content(2, evidence=[supports]), content(3, evidence=[]))
    assert found(ids, evidence="contradicts") == {1}
    assert found(ids, evidence="supports") == {2}
    assert found(ids, evidence="context") == set()
    assert found(ids, has_contradicting_evidence="true") == {1}
    assert found(ids, has_contradicting_evidence="false") == {2, 3}


def said(value: str, precision: str) -> dict:
    return {"first_said_on": {"value": value, "precision": precision}}


def test_when_it_was_said_counts_by_overlap(ids):
    release_claims(
        content(1, **said("2024-11-01", "day")),
        content(2, **said("2024-11", "month")),
        content(3, **said("2024", "year")),
        content(4, first_said_on=None),
    )
    assert found(ids, said_after="2024-11-01") == {1, 2, 3}
    assert found(ids, said_after="2024-11-02") == {2, 3}
    assert found(ids, said_after="2024-12-01") == {3}
    assert found(ids, said_after="2025-01-01") == set()
    assert found(ids, said_before="2024-11-01") == {3}
    assert found(ids, said_before="2024-11-01T00:00:01Z") == {1, 2, 3}
    assert found(ids, said_after="2024-11-10", said_before="2024-11-20") == {2, 3}
    assert found(ids, said_after="2024-11-02T00:00:00+02:00") == {1, 2, 3}


def test_when_it_was_first_released_and_when_it_last_changed(ids):
    for number, day in ((1, 10), (2, 20)):
        released(number)
        moment = START.replace(day=day)
        row = PublishedClaim.objects.filter(pk=id_of("claim", number))
        row.update(first_released_at=moment, changed_at=moment.replace(month=number))
    assert found(ids, released_after="2024-01-10") == {1, 2}
    assert found(ids, released_after="2024-01-10T00:00:00.000001Z") == {2}
    assert found(ids, released_before="2024-01-20") == {1}
    assert found(ids, released_before="2024-01-20T00:00:01z") == {1, 2}
    assert found(ids, updated_since="2024-02-20") == {2}
    assert found(ids, updated_since="2024-02-21") == set()


def test_an_id_that_only_a_draft_has_is_like_one_that_never_was(api, ids):
    released(1)
    for name in ("topic", "speaker", "source", "publisher"):
        assert ids(**{name: id_of("draft")}) == []
    assert api("claims", topic=id_of("draft")).content == api("claims", topic="a" * 12).content


def test_orderings_are_total_and_turn_round(ids):
    release_claims(
        content(1, **said("2024-11-01", "day")),
        content(2, first_said_on=None),
        content(3, **said("2023", "year")),
        content(4, **said("2023", "year")),
    )
    release("claim", content(1), "update", "Something to say about it.")
    orders = {
        "first_released": [1, 2, 3, 4],
        "released": [2, 3, 4, 1],
        "first_said": [2, 3, 4, 1],
    }
    for name, numbers in orders.items():
        order = [id_of("claim", number) for number in numbers]
        assert ids(ordering=name) == order
        assert ids(ordering=f"-{name}") == order[::-1]
        assert ids(ordering=name, topic=id_of("topic")) == order


def release_claims(*contents: dict) -> None:
    """All of them released, one after another."""
    for one in contents:
        release("claim", one)


def test_claims_released_at_one_moment_keep_their_order(ids):
    release_claims(*(content(number) for number in range(6)))
    release_all([new("claim", content(number), "flag") for number in range(6)])
    PublishedClaim.objects.update(released_at=START)
    order = [id_of("claim", number) for number in range(6)]
    assert ids(ordering="released", status="under_review") == order
    assert ids(ordering="-released", status="under_review") == order[::-1]
