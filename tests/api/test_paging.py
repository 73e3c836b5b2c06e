"""Walking through a list: nothing lost, nothing repeated, no cursor where it does not belong."""

from urllib.parse import parse_qsl, urlsplit

import pytest
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from claims.record.models import PublishedClaim
from tests.api.making import START, bare_facets, bare_rows, id_of, released
from tests.builders import release as release_any
from tests.builders import speaker_content

pytestmark = pytest.mark.django_db

CLIENT = Client()
ORDERINGS = [
    "-first_released",
    "first_released",
    "-released",
    "released",
    "-first_said",
    "first_said",
]


def page(address: str) -> dict:
    """The page at an address as the API gives it."""
    parts = urlsplit(address)
    answer = CLIENT.get(f"{parts.path}?{parts.query}")
    assert answer.status_code == 200, answer.content
    return answer.json()


def ids_of(answer: dict) -> list[str]:
    return [claim["id"] for claim in answer["results"]]


def walk(address: str, way: str = "next") -> list[list[str]]:
    """The ids of each page from the address on."""
    found = []
    following: str | None = address
    while following:
        answer = page(following)
        found.append(ids_of(answer))
        following = answer[way]
    return found


def numbered(numbers: range) -> list[str]:
    return [id_of("bare", number) for number in numbers]


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    count=st.integers(0, 12),
    size=st.integers(1, 5),
    added=st.lists(st.integers(0, 3), min_size=1, max_size=4),
    faceted=st.booleans(),
)
def test_a_walk_and_the_way_back_miss_nothing_while_claims_are_added(count, size, added, faceted):
    PublishedClaim.objects.all().delete()
    topic = id_of("topic")

    def add(many: int) -> None:
        rows = bare_rows(many, first=PublishedClaim.objects.count())
        bare_facets(rows, "topic", topic)

    add(count)
    address = f"/api/v1/claims?page_size={size}" + (f"&topic={topic}" if faceted else "")
    forward, pages = [], 0
    while address:
        answer = page(address)
        forward += ids_of(answer)
        last, address = answer, answer["next"]
        add(added[pages % len(added)])
        pages += 1
    assert forward == numbered(range(count))[::-1]
    back = ids_of(last)
    while last["previous"]:
        last = page(last["previous"])
        back = ids_of(last) + back
    # A walk of one page has no way back; what was added meanwhile is on the next first page.
    there = PublishedClaim.objects.count() if pages > 1 else count
    assert back == numbered(range(there))[::-1]


@pytest.mark.parametrize("ordering", ORDERINGS)
def test_every_ordering_walks_through_rows_that_are_equal_in_it(ordering):
    bare_rows(4, 0)
    bare_rows(4, 4, released_at=START, first_released_at=START)
    bare_rows(4, 8, first_said_start=START, first_said_end=START)
    pages = walk(f"/api/v1/claims?page_size=5&ordering={ordering}")
    whole = ids_of(page(f"/api/v1/claims?page_size=100&ordering={ordering}"))
    assert [len(ids) for ids in pages] == [5, 5, 2]
    assert [public_id for ids in pages for public_id in ids] == whole
    assert sorted(whole) == sorted(numbered(range(12)))
    last = page(f"/api/v1/claims?page_size=5&ordering={ordering}")
    while last["next"]:
        last = page(last["next"])
    back = [ids_of(last), *walk(last["previous"], "previous")]
    assert [public_id for ids in back[::-1] for public_id in ids] == whole


def test_links_are_whole_addresses_in_body_and_header(api, settings):
    settings.SITE_URL = "https://desk.example"
    bare_rows(5)
    first = api("claims", status="open", page_size="2")
    assert first.json()["previous"] is None
    following = first.json()["next"]
    assert following.startswith(
        "https://desk.example/api/v1/claims?page_size=2&status=open&cursor="
    )
    query = dict(parse_qsl(urlsplit(following).query))
    assert query == {"cursor": query["cursor"], "page_size": "2", "status": "open"}
    start = "https://desk.example/api/v1/claims?page_size=2&status=open"
    licence = '<https://creativecommons.org/licenses/by/4.0/>; rel="license"'
    assert first["Link"] == f'<{following}>; rel="next", <{start}>; rel="first", {licence}'
    second = api("claims", **query)
    links = second.json()
    assert second["Link"] == (
        f'<{links["next"]}>; rel="next", <{links["previous"]}>; rel="prev", <{start}>; rel="first"'
        f", {licence}"
    )


def test_the_host_a_client_names_is_in_no_link(client):
    bare_rows(2)
    answer = client.get("/api/v1/claims?page_size=1", headers={"X-Forwarded-Host": "evil.example"})
    assert b"evil.example" not in answer.content
    assert "evil.example" not in answer["Link"]


def test_the_page_size_may_change_on_the_way(api):
    bare_rows(6)
    cursor = dict(parse_qsl(urlsplit(api("claims", page_size=1).json()["next"]).query))["cursor"]
    rest = api("claims", cursor=cursor, page_size=100).json()
    assert [claim["id"] for claim in rest["results"]] == numbered(range(5))[::-1]
    assert rest["next"] is None


def cursor_of(api, **query) -> str:
    following = api("claims", page_size=1, **query).json()["next"]
    return dict(parse_qsl(urlsplit(following).query))["cursor"]


@pytest.mark.parametrize(
    ("path", "query"),
    [
        ("claims", {"status": "open"}),
        ("claims", {"ordering": "released"}),
        ("claims", {"ordering": "first_released"}),
        ("speakers", {}),
        (f"claims/{id_of('claim')}/releases", {}),
    ],
)
def test_a_cursor_of_another_list_is_refused(api, path, query):
    bare_rows(3)
    answer = api(path, cursor=cursor_of(api), **query)
    assert answer.status_code == 400
    assert answer.json()["errors"][0]["parameter"] == "cursor"


def test_a_cursor_that_was_tampered_with_is_refused(api):
    bare_rows(3)
    cursor = cursor_of(api)
    payload, signature = cursor.split(":")
    for forged in (
        payload,
        f"{payload}:",
        f"x{cursor}",
        f"{payload[:-2]}AA:{signature}",
        cursor[1:],
    ):
        answer = api("claims", cursor=forged)
        assert answer.status_code == 400, forged
        assert answer.json()["errors"][0]["parameter"] == "cursor"


def test_a_cursor_that_names_the_default_ordering_is_good_without_it(api):
    bare_rows(3)
    assert api("claims", cursor=cursor_of(api, ordering="-first_released")).status_code == 200


def test_a_page_whose_claims_are_gone_leads_back_to_all_that_stand():
    bare_rows(6)
    second = page(page("/api/v1/claims?page_size=2")["next"])
    PublishedClaim.objects.filter(first_sequence__lte=2).update(status="retracted")
    empty = page(second["next"])
    assert empty["results"] == []
    assert empty["next"] is None
    assert ids_of(page(empty["previous"])) == numbered(range(2, 4))[::-1]


def test_a_page_before_the_first_leads_forward_again():
    bare_rows(4)
    second = page(page("/api/v1/claims?page_size=2")["next"])
    PublishedClaim.objects.filter(first_sequence__gte=3).update(status="retracted")
    empty = page(second["previous"])
    assert (empty["results"], empty["previous"]) == ([], None)
    assert ids_of(page(empty["next"])) == numbered(range(2))[::-1]


def test_releases_and_speakers_are_walked_alike():
    for number in range(5):
        released(1, "publish" if number == 0 else "update", context=str(number))
        release_any("speaker", speaker_content(id_of("speaker", number)))
    first = page(f"/api/v1/claims/{id_of('claim', 1)}/releases?page_size=2")
    second = page(first["next"])
    numbers = [[release["number"] for release in one["results"]] for one in (first, second)]
    assert numbers == [[5, 4], [3, 2]]
    assert walk("/api/v1/speakers?page_size=2") == [
        [id_of("speaker", 4), id_of("speaker", 3)],
        [id_of("speaker", 2), id_of("speaker", 1)],
        [id_of("speaker", 0)],
    ]
