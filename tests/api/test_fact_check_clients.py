"""Google's own client against the Fact Check Tools API, and the forms that it sends."""

import pytest
from django.conf import settings
from googleapiclient.discovery import build
from googleapiclient.errors import HttpError

from claims.api.fact_check_tools import query, views
from tests.api.fact_checking import ADDRESS, error_of, reviewed
from tests.interchange.schemas import CLAIM_SEARCH, faults

pytestmark = pytest.mark.django_db


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
