"""Single things: a claim, its releases, and what is not there."""

import hashlib
import json

import pytest

from claims.record.models import PublishedClaim, Release
from tests.api.making import content, id_of, lasting, released
from tests.builders import NOTE, decide, release, speaker_content, verdict

pytestmark = pytest.mark.django_db

CLAIM = id_of("claim", 1)
RELEASE_KEYS = [
    "subject_kind",
    "subject",
    "number",
    "sequence",
    "event",
    "note",
    "decision",
    "released_at",
    "hash",
    "previous_hash",
    "content_digest",
    "url",
]


def test_a_claim_is_its_stored_body_in_one_query(api, django_assert_num_queries):
    released(1, claim="Kasčiūnas said so")
    with django_assert_num_queries(1):
        answer = api(f"claims/{CLAIM}")
    assert answer.content.decode() == PublishedClaim.objects.get().body
    assert answer["ETag"] == f'"{hashlib.sha256(answer.content).hexdigest()}"'


def test_a_list_and_a_claim_send_the_same_object(api):
    released(1, verdict=verdict())
    assert api("claims").json()["results"] == [api(f"claims/{CLAIM}").json()]


def test_a_retracted_claim_keeps_its_address(api):
    released(1)
    released(1, "retraction")
    answer = api(f"claims/{CLAIM}")
    assert answer.status_code == 200
    assert answer.json()["status"] == "retracted"


@pytest.mark.parametrize(
    "path",
    [
        "claims/{id}",
        "claims/{id}/releases",
        "claims/{id}/releases/1",
        "speakers/{id}",
        "sources/{id}",
        "publishers/{id}",
        "topics/{id}",
    ],
)
def test_what_was_never_released_is_a_problem_that_tells_nothing(api, path):
    released(1)
    first, second = (api(path.format(id=id_of("draft", number))) for number in (1, 2))
    assert first.status_code == 404
    assert first["Content-Type"] == "application/problem+json"
    assert first.content == second.content
    assert lasting(first) == lasting(second)
    assert b"draft" not in first.content


@pytest.mark.parametrize(
    "wrong",
    [
        CLAIM.upper(),
        f"{CLAIM}/",
        f"{CLAIM}%0A",
        f"{CLAIM}.json",
        f"{CLAIM}-slug",
        CLAIM[:-1],
        "1",
        "%D9%A1" * 12,
        f"%2e%2e/claims/{CLAIM}",
    ],
)
def test_a_claim_has_one_address(api, wrong):
    released(1)
    answer = api(f"claims/{wrong}")
    assert answer.status_code == 404
    assert answer["Content-Type"] == "application/problem+json"


def test_releases_are_told_newest_first(api, settings):
    settings.SITE_URL = "https://desk.example"
    released(1)
    released(2)
    released(1, "correction", context="Corrected")
    answer = api(f"claims/{CLAIM}/releases").json()
    newest, first = answer["results"]
    assert list(newest) == list(first) == RELEASE_KEYS
    assert (first["number"], first["event"], first["note"]) == (1, "publish", "")
    assert (newest["number"], newest["event"], newest["note"]) == (2, "correction", NOTE)
    assert newest["url"] == f"https://desk.example/api/v1/claims/{CLAIM}/releases/2"
    stored = Release.objects.get(subject=CLAIM, number=2)
    assert (newest["hash"], newest["previous_hash"]) == (stored.hash, stored.previous_hash)
    assert newest["released_at"].endswith("Z")


def test_an_outsider_can_recompute_the_chain(api):
    released(1)
    released(1, "correction", context="Corrected")
    newest, first = api(f"claims/{CLAIM}/releases").json()["results"]
    for told in (first, newest):
        hashed = {key: told[key] for key in RELEASE_KEYS if key not in ("hash", "url")}
        plain = json.dumps(hashed, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
        assert hashlib.sha256(plain.encode()).hexdigest() == told["hash"]
    assert newest["previous_hash"] == first["hash"]


def test_a_release_carries_what_proves_it(api, django_assert_num_queries):
    released(1, context="Zażółć gęślą jaźń")
    with django_assert_num_queries(1):
        answer = api(f"claims/{CLAIM}/releases/1")
    told = answer.json()
    assert list(told) == [*RELEASE_KEYS, "salt", "content"]
    assert told["content"] == content(1, context="Zażółć gęślą jaźń")
    stored = Release.objects.get()
    assert f'"content":{stored.content}}}' in answer.content.decode()
    digest = hashlib.sha256(bytes.fromhex(told["salt"]) + stored.content.encode()).hexdigest()
    assert told["content_digest"] == digest == stored.content_digest


def test_an_old_release_says_what_it_said(api):
    released(1, claim="The first wording")
    before = api(f"claims/{CLAIM}/releases/1").content
    released(1, "update", claim="The second wording")
    assert api(f"claims/{CLAIM}/releases/1").content == before
    assert json.loads(before)["content"]["claim"] == "The first wording"
    assert api(f"claims/{CLAIM}").json()["claim"] == "The second wording"


def test_a_suppressed_release_gives_up_content_and_salt_and_no_copy_stays_good(api):
    released(1, claim="What must go")
    before = api(f"claims/{CLAIM}/releases/1")
    released(1, "suppression")
    decide(CLAIM, verb="suppress")
    Release.objects.filter(subject=CLAIM).update(content=None, salt=None)
    for known in (
        {"If-None-Match": before["ETag"]},
        {"If-Modified-Since": before["Last-Modified"]},
    ):
        answer = api(f"claims/{CLAIM}/releases/1", headers=known)
        assert answer.status_code == 200
        assert (answer.json()["content"], answer.json()["salt"]) == (None, None)
        assert answer.json()["content_digest"] == before.json()["content_digest"]


@pytest.mark.parametrize("number", ["2", "999999999"])
def test_a_release_that_is_not_there_yet_is_a_problem(api, number):
    released(1)
    answer = api(f"claims/{CLAIM}/releases/{number}")
    assert answer.status_code == 404
    assert answer.json()["detail"] == "There is no such release."


@pytest.mark.parametrize(
    "number", ["0", "01", "-1", "1.0", "9" * 10, "9" * 400, "%D9%A1", "latest"]
)
def test_a_number_that_no_release_can_have_is_no_address(api, number):
    released(1)
    assert api(f"claims/{CLAIM}/releases/{number}").status_code == 404


def test_another_kinds_releases_are_not_a_claims(api):
    release("speaker", speaker_content(id_of("speaker")))
    assert api(f"claims/{id_of('speaker')}/releases").status_code == 404
    assert api(f"claims/{id_of('speaker')}/releases/1").status_code == 404
