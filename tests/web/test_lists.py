"""The front page, and the pages of speakers, sources, publishers and topics."""

from typing import Any

import pytest
from django.urls import resolve

from claims.web.feeds import WITH_FEED, feed_path
from tests import builders
from tests.web import released
from tests.web.markup import Markup
from tests.web.released import PUBLISHER, SOURCE, SPEAKER, TOPIC, statement

pytestmark = pytest.mark.django_db

PAGES = [
    f"/speakers/{SPEAKER}-laurynas-kasciunas",
    f"/sources/{SOURCE}-an-article",
    f"/publishers/{PUBLISHER}-an-outlet",
    f"/topics/{TOPIC}-defence",
]


def shown(client, path: str) -> Markup:
    answer = client.get(path)
    assert answer.status_code == 200
    page = Markup(answer.content)
    assert page.faults == []
    return page


def test_an_empty_record_says_so(client):
    assert "No claim has been published yet." in shown(client, "/").words


def test_the_latest_claims_come_first_with_verdict_claimant_and_date(client):
    released.publish(
        released.numbered(1), claim="The older one", verdict=builders.verdict(label="Supported")
    )
    released.publish(
        released.numbered(2), claim="The newer one", verdict=builders.verdict(label="Overstated")
    )
    page = shown(client, "/")
    assert page.words.index("The newer one") < page.words.index("The older one")
    assert "Verdict: Overstated The newer one Claimed by Laurynas Kasčiūnas" in page.words
    assert "Evidence up to 5 November 2024" in page.words
    assert "Verdict: Supported The older one" in page.words
    assert released.path_of(released.numbered(1)) in page.values("href", "a")
    assert len(page.values("href", "h1")) == 0


def test_the_newest_open_claims_are_told_on_the_front_page(client):
    for number in range(6):
        released.publish(released.numbered(number), claim=f"Open claim {number}")
    released.publish(verdict=builders.verdict())
    page = shown(client, "/")
    told = page.words.partition("Open: no verdict so far")[2].partition("All claims without")[0]
    assert [f"Open claim {number}" in told for number in range(6)] == [False] * 2 + [True] * 4
    assert "Open claim 2 Claimed by Laurynas Kasčiūnas" in told
    assert released.TEXT not in told
    everything = page.words
    assert [everything.count(f"Open claim {number} ") for number in range(6)] == [1] * 6


def test_a_correction_and_a_review_under_way_show_in_the_list(client):
    released.publish()
    released.publish(event="correction", note=builders.NOTE)
    released.publish(event="flag", note=builders.NOTE)
    words = shown(client, "/").words
    assert "Corrected" in words
    assert "Under review" in words


@pytest.mark.parametrize("event", ["retraction", "merge"])
def test_what_the_desk_took_back_is_not_among_the_latest(client, event):
    released.publish()
    released.publish(event=event, note=builders.NOTE)
    assert shown(client, "/").with_class("card") == []


def test_older_claims_follow_and_none_is_lost_or_repeated(client):
    for number in range(45):
        told: dict[str, Any] = {"claim": f"Claim number {number:02}", "verdict": builders.verdict()}
        released.publish(released.numbered(number), **told)
    path, seen = "/", []
    while path:
        page = shown(client, path)
        seen += [one for one in page.values("href", "a") if one.startswith("/claims/")]
        path = next((found["href"] for _, found in page.elements if found.get("rel") == "next"), "")
    assert len(seen) == 45
    assert seen == [released.path_of(released.numbered(number)) for number in range(44, -1, -1)]


@pytest.mark.parametrize("before", ["", "x", "-1", "1.5", "٣", "9" * 19, "9" * 40, "1%00"])
def test_a_place_in_the_list_that_no_page_has_given_is_not_found(client, before):
    assert client.get(f"/?before={before}").status_code == 404


def test_a_parameter_of_somebody_elses_changes_nothing(client):
    released.publish()
    assert client.get("/?utm_source=x").content == client.get("/").content


@pytest.mark.parametrize("path", PAGES)
def test_each_thing_a_claim_names_has_a_page_that_leads_back(client, path):
    released.publish_named()
    claim = released.publish()
    assert path in shown(client, claim).values("href", "a")
    page = shown(client, path)
    assert released.TEXT in page.words
    assert claim in page.values("href", "a")


def test_a_speaker_is_shown_with_roles_and_every_name(client):
    released.publish_named()
    words = shown(client, PAGES[0]).words
    assert "Minister of National Defence, Government of Lithuania 25 March 2024 not stated" in words
    assert "Лаурінас Кащюнас also spelt" in words
    assert "No claim has been published yet." in words


def partial(value: str) -> dict[str, str] | None:
    precision = {4: "year", 7: "month", 10: "day"}
    return {"value": value, "precision": precision[len(value)]} if value else None


def test_roles_are_told_in_the_order_of_time_the_newest_first(client):
    held = {
        "Adviser": ("2020", "2024-03"),
        "Minister": ("2024-03-25", ""),
        "Officer": ("", ""),
    }
    roles = [
        {
            "title": title,
            "organisation": "",
            "since": partial(since),
            "until": partial(until),
        }
        for title, (since, until) in held.items()
    ]
    builders.release("speaker", builders.speaker_content(SPEAKER, roles=roles))
    words = shown(client, PAGES[0]).words
    assert "Minister 25 March 2024 not stated Adviser 2020 March 2024 Officer" in words


def test_a_source_is_shown_with_its_address_and_publisher(client):
    released.publish_named()
    page = shown(client, PAGES[1])
    assert "https://example.org/article" in page.values("href", "a")
    assert PAGES[2] in page.values("href", "a")
    assert "By Somebody" in page.words


def test_a_source_withheld_for_safety_tells_only_why(client):
    content = builders.source_content(
        SOURCE,
        title="",
        url="",
        publisher=None,
        authors=[],
        withheld=True,
        withheld_reason="Its author is in danger.",
    )
    builders.release("source", content)
    page = shown(client, f"/sources/{SOURCE}")
    assert "Source withheld by the desk" in page.words
    assert "Its author is in danger." in page.words


@pytest.mark.parametrize("folder", ["claims", "speakers", "sources", "publishers", "topics"])
def test_an_unknown_thing_is_not_found(client, folder):
    released.publish_named()
    assert client.get(f"/{folder}/zzzzzzzzzzzz-anything").status_code == 404


def test_how_the_desk_works_shows_the_released_scale(client, settings):
    assert "has not released its scale" in shown(client, "/methodology").words
    builders.release("scale", builders.scale_content())
    words = shown(client, "/methodology").words
    assert "Overstated 2 What the verdict says." in words
    assert "approved by a second person" in words
    settings.SINGLE_PERSON_DESK = True
    assert "run by one person" in shown(client, "/methodology").words


def test_every_link_between_pages_leads_to_an_address_of_ours(client):
    released.publish_named()
    claim = released.publish(statements=[statement()], verdict=builders.verdict())
    for path in ["/", claim, f"{claim}/history", "/methodology", "/corrections", "/uk/", *PAGES]:
        page = shown(client, path)
        ids = page.values("id")
        for link in page.values("href", "a"):
            if link.startswith("#"):
                assert link[1:] in ids, (path, link)
            elif link.startswith("/"):
                resolve(link.partition("?")[0])


@pytest.mark.parametrize("number", [1, 30])
def test_the_number_of_queries_does_not_grow_with_the_record(
    client, number, statistics_known, django_assert_num_queries
):
    released.publish_named()
    for one in range(number):
        released.publish(released.numbered(one))
        released.publish(released.numbered(one), event="correction", note=builders.NOTE)
    for path, queries in (
        ("/", 4),
        (released.path_of(released.numbered(0)), 2),
        (f"{released.path_of(released.numbered(0))}/history", 2),
        (PAGES[0], 4),
        (PAGES[1], 3),
        (PAGES[2], 4),
        (PAGES[3], 2),
        ("/corrections", 2),
        ("/search?q=troops", 5),
        ("/methodology", 1),
    ):
        with django_assert_num_queries(queries):
            assert client.get(path).status_code == 200


def test_one_claim_with_much_on_it_is_still_two_queries(client, django_assert_num_queries):
    many = [statement(f"statement{letter}aa") for letter in "abcdefghijklmnopqrst"]
    path = released.publish(statements=many)
    with django_assert_num_queries(2):
        client.get(path)


@pytest.mark.parametrize("kind", ["speaker", "source", "publisher", "topic"])
def test_what_was_merged_leads_to_what_stands_in_its_place(client, kind):
    released.publish_named()
    lost = {"speaker": released.SPEAKER, "source": released.SOURCE,
            "publisher": released.PUBLISHER, "topic": released.TOPIC}[kind]  # fmt: skip
    content = getattr(builders, f"{kind}_content")
    builders.release(kind, content("winnerwinner"))
    builders.release(kind, content(lost, merged_into="winnerwinner"), "merge", builders.NOTE)
    answer = client.get(f"/{kind}s/{lost}")
    assert answer.status_code == 307
    assert client.get(answer["Location"]).status_code == 200
    assert answer["Location"].startswith(f"/{kind}s/winnerwinner")
    if kind in WITH_FEED:
        answer = client.get(feed_path(kind, lost))
        assert (answer.status_code, answer["Location"]) == (307, feed_path(kind, "winnerwinner"))


def test_whom_a_headline_names_is_not_said_to_make_the_claim(client):
    released.publish_named()
    released.publish(statements=[statement(kind="headline")])
    words = shown(client, f"/speakers/{released.SPEAKER}-laurynas-kasciunas").words
    bearing = words.partition("statements bear on")[2]
    assert "Named in the outlet’s headline" in bearing
    assert "Makes the claim" not in bearing


def test_the_page_of_corrections_names_all_that_it_lists(client):
    words = shown(client, "/corrections").words
    for told in ("updates", "reviews", "retractions", "merged", "suppressed"):
        assert told in words


def test_a_page_that_is_not_there_leads_to_the_other_languages(client):
    page = Markup(client.get("/uk/nothing").content)
    links = [href for href in page.values("href", "a") if "//" in href]
    assert [href.split("//")[1].partition("/")[2] for href in links] == ["", "lt/"]
    assert not page.elements_of("link", "hreflang")
