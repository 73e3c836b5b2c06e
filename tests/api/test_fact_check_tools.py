"""Google's Fact Check Tools API: its own client, unmodified, and every parameter."""

import json
from datetime import timedelta

import pytest
from django.conf import settings
from django.core.cache import cache
from django.db import OperationalError
from django.utils import timezone
from googleapiclient.discovery import build
from googleapiclient.errors import HttpError

from claims.api.fact_check_tools import query, views
from claims.record import reading
from claims.record.models import PublishedClaim
from tests import builders
from tests.api import making
from tests.interchange.schemas import CLAIM_SEARCH, faults

pytestmark = pytest.mark.django_db

ADDRESS = "/v1alpha1/claims:search"
SITE = "127.0.0.1"


@pytest.fixture
def search(outsider):
    """Ask for a page: `search(query="troops")`; the site is asked for where nothing else is."""

    def get(**parameters):
        if not any(name.startswith(("query", "review")) for name in parameters):
            parameters["reviewPublisherSiteFilter"] = SITE
        return outsider.get(ADDRESS, parameters)

    return get


@pytest.fixture
def found(search):
    """Ask for a page and give the texts of the claims on it."""

    def get(**parameters):
        answer = search(**parameters)
        assert answer.status_code == 200, answer.content
        assert faults(answer.json(), CLAIM_SEARCH) == []
        return [claim["text"] for claim in answer.json().get("claims", [])]

    return get


def reviewed(number=0, text="", event="publish", **overrides):
    text = text or f"Claim number {number}"
    return making.released(number, event, claim=text, **{"verdict": builders.verdict()} | overrides)


def error_of(answer):
    assert answer["Content-Type"] == "application/json; charset=UTF-8"
    error = answer.json()["error"]
    assert error["code"] == answer.status_code
    return error


@pytest.fixture
def client_of_google(live_server):
    """The client as its makers built it, with its own discovery document, pointed at this desk."""
    with build(
        "factchecktools",
        "v1alpha1",
        developerKey="any",
        client_options={"api_endpoint": live_server.url},
        static_discovery=True,
        cache_discovery=False,
    ) as service:
        yield service.claims()


def test_the_client_of_google_searches_and_pages_through_all_claims(client_of_google):
    for number in range(7):
        reviewed(number)
    seen = []
    request = client_of_google.search(query="claim", pageSize=3, languageCode="en-US")
    while request is not None:
        page = request.execute()
        assert faults(page, CLAIM_SEARCH) == []
        seen += [claim["text"] for claim in page["claims"]]
        request = client_of_google.search_next(request, page)
    assert seen == [f"Claim number {number}" for number in range(6, -1, -1)]
    assert client_of_google.search(query="nothing of the kind").execute() == {}


def test_the_client_of_google_searches_and_pages_with_words_too_long_for_an_address(
    client_of_google,
):
    for number in range(5):
        reviewed(number, f"Калининград, {number}")
    seen = []
    request = client_of_google.search(query="Калининград " * 30, pageSize=2)
    while request is not None:
        page = request.execute()
        assert request.method == "POST"
        seen += [claim["text"][-1] for claim in page["claims"]]
        request = client_of_google.search_next(request, page)
    assert seen == ["4", "3", "2", "1", "0"]
    with pytest.raises(HttpError, match="pageToken"):
        client_of_google.search(query="Калининград " * 30, pageToken="made-up").execute()


@pytest.fixture
def posted(outsider):
    """Send a search as a form, as Google's client does when an address would be too long."""

    def post(form, path=ADDRESS, meant="GET", media_type=views.FORM):
        headers = {"X-HTTP-Method-Override": meant} if meant else {}
        return outsider.post(path, form, content_type=media_type, headers=headers)

    return post


def test_a_form_is_read_like_an_address(search, posted):
    reviewed()
    form = "query=claim&pageSize=1&languageCode=en"
    answer = posted(form)
    assert answer.content == search(query="claim", pageSize=1, languageCode="en").content
    assert not answer.cookies
    assert posted("pageSize=1&languageCode=en", f"{ADDRESS}?query=claim").content == answer.content
    assert posted(form, media_type=f"{views.FORM}; charset=utf-8").content == answer.content
    for wrong in (
        f"{form}&nonsense=1",
        f"{form}&query=claim",
        "pageSize=1",
        "query=%FF%00&pageSize=x",
    ):
        assert error_of(posted(wrong))["status"] == "INVALID_ARGUMENT"
    assert error_of(posted("pageSize=1", f"{ADDRESS}?query=x&pageSize=1"))["code"] == 400
    assert error_of(posted("&".join(f"x{n}=" for n in range(1500))))["code"] == 400


def test_a_form_may_hold_the_longest_words_and_not_endless_ones(posted):
    longest = "query=" + "%F0%9F%98%80" * query.LONGEST_QUERY
    assert posted(longest).status_code == 200
    error = error_of(posted(longest + "&key=" + "x" * views.LONGEST_FORM))
    assert (error["code"], "16384 bytes" in error["message"]) == (400, True)


@pytest.mark.parametrize("meant", ["", "POST", "DELETE", "get", "GET, POST"])
def test_any_other_post_is_refused(posted, meant):
    assert error_of(posted("query=x", meant=meant))["code"] == 405


def test_only_a_form_stands_for_a_search_and_only_here(posted, outsider):
    assert error_of(posted('{"query":"x"}', media_type="application/json"))["code"] == 405
    answer = outsider.put(ADDRESS, "query=x", headers={"X-HTTP-Method-Override": "GET"})
    assert error_of(answer)["code"] == 405
    assert posted("q=x", "/api/v1/claims").status_code == 405


@pytest.fixture
def uncounted():
    """Nobody has asked for anything yet, nor will have afterwards."""
    cache.clear()
    yield
    cache.clear()


def test_forms_are_counted_like_other_searches(posted, search, monkeypatch, uncounted):
    monkeypatch.setattr(settings, "API_RATES", {"all": None, "search": (2, 3600)})
    assert posted("query=counted").status_code == search(query="counted").status_code == 200
    assert error_of(posted("query=counted"))["status"] == "RESOURCE_EXHAUSTED"


def test_the_client_of_google_reads_what_it_did_wrong(client_of_google):
    with pytest.raises(HttpError) as caught:
        client_of_google.search().execute()
    assert caught.value.status_code == 400
    assert "query" in caught.value.reason
    (detail,) = caught.value.error_details
    assert detail["fieldViolations"][0]["field"] == "query"
    with pytest.raises(HttpError, match="pageToken"):
        client_of_google.search(query="claim", pageToken="made-up").execute()


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


def test_a_page_is_one_query(search, django_assert_num_queries):
    for number in range(3):
        reviewed(number)
    for parameters in ({}, {"query": "claim"}, {"offset": 1, "languageCode": "en"}):
        with django_assert_num_queries(1):
            search(**parameters)


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
