"""Google's Fact Check Tools API: its own client, unmodified, and every parameter."""

import json
from datetime import timedelta

import pytest
from django.conf import settings
from django.db import OperationalError
from django.utils import timezone

from claims.api.fact_check_tools import query
from claims.record import reading
from claims.record.models import PublishedClaim
from tests.api import making
from tests.api.fact_checking import ADDRESS, SITE, error_of, reviewed
from tests.interchange.schemas import CLAIM_SEARCH, faults

pytestmark = pytest.mark.django_db


@pytest.fixture
def found(search):
    """Ask for a page and give the texts of the claims on it."""

    def get(**parameters):
        answer = search(**parameters)
        assert answer.status_code == 200, answer.content
        assert faults(answer.json(), CLAIM_SEARCH) == []
        return [claim["text"] for claim in answer.json().get("claims", [])]

    return get


def test_an_answer_says_who_claimed_what_and_what_was_found(search):
    reviewed(text="Kaliningrad Oblast is empty of troops")
    (claim,) = search(query="troops").json()["claims"]
    row = reading.claim(making.id_of("claim"))
    body = json.loads(row.body)
    assert claim == {
        "text": "Kaliningrad Oblast is empty of troops",
        "claimant": "Laurynas Kasčiūnas",
        "claimDate": "2024-11-01T00:00:00Z",
        "claimReview": [
            {
                "publisher": {"name": "A desk", "site": SITE},
                "url": body["url"],
                "title": "Kaliningrad Oblast is empty of troops",
                "reviewDate": body["last_verdict_at"],
                "textualRating": "Overstated",
                "languageCode": "en",
            }
        ],
    }


def test_only_claims_with_a_verdict_that_stands_are_found(found):
    reviewed(0)
    reviewed(1, verdict=None)
    reviewed(2)
    reviewed(2, event="retraction")
    reviewed(3)
    reviewed(3, event="flag")
    reviewed(4, verdict=None)
    reviewed(4, event="flag", verdict=None)
    assert found() == ["Claim number 3", "Claim number 0"]


def test_nothing_found_is_an_empty_object(search):
    for parameters in ({"query": "nothing"}, {"reviewPublisherSiteFilter": "elsewhere.example"}):
        answer = search(**parameters)
        assert (answer.status_code, answer.json()) == (200, {})


def test_words_are_found_folded(found):
    reviewed(0, "Kasčiūnas visited Suwałki")
    reviewed(1, "Somebody else did")
    assert found(query="kasciunas SUWALKI") == ["Kasčiūnas visited Suwałki"]
    assert found(query="???") == []


@pytest.mark.parametrize(
    "text", ["O'Brien %_\\", '"; DROP TABLE', "a AND (b", "*", "-", "\x00", "😀"]
)
def test_no_words_are_a_fault(search, text):
    reviewed()
    assert search(query=text).status_code == 200


@pytest.mark.parametrize(
    ("code", "numbers"),
    [
        ("en", [2, 1]),
        ("en-US", [2, 1]),
        ("EN", [2, 1]),
        ("sr", [4, 3]),
        ("sr-Latn", [4, 3]),
        ("sr-Cyrl-RS", [3]),
        ("lt", []),
    ],
)
def test_a_language_is_meant_whatever_the_region(found, code, numbers):
    for number, language in enumerate(["uk", "en", "en-GB", "sr", "sr-Latn"]):
        reviewed(number, language=language)
    assert found(languageCode=code) == [f"Claim number {number}" for number in numbers]


@pytest.mark.parametrize(
    "site", [SITE, f"www.{SITE}", f"http://{SITE}:8000/", f"{SITE}:8000", " 127.0.0.1"]
)
def test_the_desks_own_site_holds_all_its_claims(found, site):
    reviewed()
    assert found(reviewPublisherSiteFilter=site) == ["Claim number 0"]
    assert found(reviewPublisherSiteFilter=site, query="number") == ["Claim number 0"]
    assert found(reviewPublisherSiteFilter="27.0.0.1") == []


def test_age_is_that_of_the_claim_or_its_review_whichever_is_newer(found):
    now = timezone.now()
    for number, (said, verdict) in enumerate([(400, 400), (400, 2), (2, 400)]):
        reviewed(number)
        PublishedClaim.objects.filter(pk=making.id_of("claim", number)).update(
            first_said_start=now - timedelta(days=said),
            last_verdict_at=now - timedelta(days=verdict),
        )
    assert found(maxAgeDays=30) == ["Claim number 2", "Claim number 1"]
    assert len(found(maxAgeDays=401)) == len(found(maxAgeDays=query.LARGEST_INT)) == 3
    assert len(found(maxAgeDays=0)) == 3


def test_a_page_has_ten_claims_unless_asked_otherwise_and_never_more_than_it_may(
    found, search, monkeypatch
):
    for number in range(12):
        reviewed(number)
    assert len(found()) == len(found(pageSize=0)) == 10
    assert len(found(pageSize=12)) == 12
    assert "nextPageToken" not in search(pageSize=12).json()
    monkeypatch.setattr(query, "LARGEST_PAGE", 5)
    answer = search(pageSize=query.LARGEST_INT).json()
    assert len(answer["claims"]) == 5
    assert answer["nextPageToken"]


def test_an_offset_skips_claims_and_a_token_goes_before_it(found, search):
    for number in range(6):
        reviewed(number)
    assert found(offset=4) == ["Claim number 1", "Claim number 0"]
    assert found(offset=6) == []
    first = search(offset=2, pageSize=2).json()
    assert [claim["text"][-1] for claim in first["claims"]] == ["3", "2"]
    rest = found(offset=5, pageToken=first["nextPageToken"])
    assert rest == ["Claim number 1", "Claim number 0"]


def test_pages_lose_and_repeat_nothing_while_claims_are_published(found, search):
    for number in range(4):
        reviewed(number)
    first = search(pageSize=2).json()
    reviewed(4)
    reviewed(0, event="update")
    assert found(pageToken=first["nextPageToken"]) == ["Claim number 1", "Claim number 0"]


@pytest.mark.parametrize(
    "other",
    [
        {"query": "number"},
        {"languageCode": "en"},
        {"maxAgeDays": 1},
        {"reviewPublisherSiteFilter": "elsewhere.example"},
    ],
)
def test_a_token_is_good_for_its_own_search_alone(search, other):
    for number in range(2):
        reviewed(number)
    token = search(pageSize=1).json()["nextPageToken"]
    answer = search(**{"reviewPublisherSiteFilter": SITE, "pageToken": token} | other)
    assert error_of(answer)["details"][0]["fieldViolations"][0]["field"] == "pageToken"


def test_a_mask_leaves_out_what_was_not_asked_for(search):
    reviewed()
    answer = search(fields="claims(text,claimReview/textualRating)")
    assert answer.json() == {
        "claims": [{"text": "Claim number 0", "claimReview": [{"textualRating": "Overstated"}]}]
    }
    assert search(query="nothing", fields="claims/text").json() == {}
    assert "Invalid field selection nonsense" in error_of(search(fields="nonsense"))["message"]


def test_what_chooses_a_client_is_taken_and_changes_nothing(search):
    reviewed()
    plain = search()
    taken = {
        "key": "any",
        "access_token": "any",
        "oauth_token": "any",
        "quotaUser": "somebody",
        "uploadType": "media",
        "upload_protocol": "raw",
        "alt": "json",
        "$.xgafv": "2",
        "prettyPrint": "true",
        "callback": "",
    }
    assert search(**taken).content == plain.content
    assert search(review_publisher_site_filter=SITE, page_size="10").content == plain.content


def test_an_answer_is_indented_unless_asked_otherwise(search):
    reviewed()
    short, long = search(prettyPrint="false"), search()
    assert b"\n  " in long.content
    assert b"\n" not in short.content
    assert short.json() == long.json()


@pytest.mark.parametrize(
    ("parameters", "field"),
    [
        ({"query": ""}, "query"),
        ({"query": "  "}, "query"),
        ({"query": "x" * 1001}, "query"),
        ({"languageCode": "english"}, "languageCode"),
        ({"languageCode": "e%"}, "languageCode"),
        ({"maxAgeDays": "-1"}, "maxAgeDays"),
        ({"maxAgeDays": "1.5"}, "maxAgeDays"),
        ({"pageSize": "ten"}, "pageSize"),
        ({"pageSize": "١"}, "pageSize"),
        ({"pageSize": "2147483648"}, "pageSize"),
        ({"offset": "-1"}, "offset"),
        ({"offset": "9" * 40}, "offset"),
        ({"pageToken": "made-up"}, "pageToken"),
        ({"pageToken": "x" * 401}, "pageToken"),
        ({"fields": "claims("}, "fields"),
        ({"prettyPrint": "perhaps"}, "prettyPrint"),
        ({"alt": "proto"}, "alt"),
        ({"callback": "alert"}, "callback"),
        ({"$.xgafv": "3"}, "$.xgafv"),
        ({"quotaUser": "x" * 41}, "quotaUser"),
        ({"reviewPublisherSiteFilter": "http://["}, "reviewPublisherSiteFilter"),
        ({"pageSize": ["1", "2"]}, "pageSize"),
        ({"nonsense": "1"}, "nonsense"),
    ],
)
def test_what_is_wrong_is_told_in_googles_envelope(search, parameters, field):
    reviewed()
    error = error_of(search(**parameters))
    assert (error["code"], error["status"]) == (400, "INVALID_ARGUMENT")
    assert field in error["message"]
    (detail,) = error["details"]
    assert detail["@type"] == "type.googleapis.com/google.rpc.BadRequest"
    assert [one["field"] for one in detail["fieldViolations"]] == [field]


def test_the_rest_of_googles_api_is_not_here(outsider):
    for path in ("claims:imageSearch", "pages", "claims", ""):
        error = error_of(outsider.get(f"/v1alpha1/{path}"))
        assert (error["code"], error["status"]) == (404, "NOT_FOUND")


def test_claims_are_only_read(outsider):
    answer = outsider.post(ADDRESS, {"query": "x"})
    assert (answer.status_code, error_of(answer)["status"]) == (405, "UNIMPLEMENTED")
    assert answer["Allow"] == "GET, HEAD, OPTIONS"


def test_a_database_that_is_away_is_told_with_when_to_come_back(search, monkeypatch):
    def fail():
        raise OperationalError("connection refused by db.internal")

    monkeypatch.setattr(reading, "reviewed_claims", fail)
    answer = search(query="x")
    assert (answer.status_code, error_of(answer)["status"]) == (503, "UNAVAILABLE")
    assert answer["Retry-After"]
    assert b"db.internal" not in answer.content


def test_whoever_asks_too_often_is_told_in_the_envelope(search, monkeypatch, uncounted):
    monkeypatch.setattr(settings, "API_RATES", {"all": None, "search": (1, 3600)})
    assert search(query="x").status_code == 200
    answer = search(query="x")
    assert (answer.status_code, error_of(answer)["status"]) == (429, "RESOURCE_EXHAUSTED")
    assert int(answer["Retry-After"]) > 0
    assert search().status_code == 200


def test_an_answer_that_has_not_changed_is_not_sent_again(search, outsider):
    reviewed()
    first = search(query="claim")
    again = outsider.get(ADDRESS, {"query": "claim"}, headers={"If-None-Match": first["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert not first.cookies
    assert outsider.head(ADDRESS, {"query": "claim"})["ETag"] == first["ETag"]


def test_a_page_is_one_query_and_the_languages_of_the_record_another(
    search, statistics_known, django_assert_num_queries
):
    for number in range(3):
        reviewed(number)
    for parameters in ({}, {"query": "claim"}, {"offset": 1}):
        with django_assert_num_queries(1):
            search(**parameters)
    with django_assert_num_queries(2):
        search(languageCode="en")


def test_other_sites_may_ask_from_a_page(outsider):
    answer = outsider.get(ADDRESS, {"query": "x"}, headers={"Origin": "https://reader.example"})
    assert answer["Access-Control-Allow-Origin"] == "*"


def test_a_host_that_is_not_this_site_is_told_so_in_the_envelope(outsider):
    answer = outsider.get(ADDRESS, {"query": "x"}, headers={"Host": "evil.example"})
    error = error_of(answer)
    assert (error["code"], error["status"]) == (400, "INVALID_ARGUMENT")


def test_other_sites_may_send_what_googles_clients_send(outsider):
    asked = {
        "Origin": "https://reader.example",
        "Access-Control-Request-Method": "GET",
        "Access-Control-Request-Headers": "x-goog-api-key",
    }
    allowed = outsider.options(ADDRESS, headers=asked)["Access-Control-Allow-Headers"].split(", ")
    assert {"x-goog-api-key", "x-goog-api-client", "x-http-method-override"} <= set(allowed)


def test_golden_answer(search, golden):
    reviewed(text="Kaliningrad Oblast is empty of troops")
    body = json.loads(reading.claim(making.id_of("claim")).body)
    text = search(query="troops").content.decode()
    golden("claims_search.json", text.replace(body["last_verdict_at"], "2024-11-05T09:30:00Z"))
