"""ClaimReview: what Google and schema.org ask for, and the mistakes that others made with it."""

import json

import pytest

from claims.interchange.claim_review import claim_review
from claims.interchange.data_feed import data_feed
from tests import builders
from tests.interchange.making import (
    SITE,
    URL,
    claim,
    review_of,
    reviewed,
    source,
    speaker,
    statement,
)
from tests.interchange.schemas import CLAIM_REVIEW, faults


def authors_of(**overrides):
    found = review_of(reviewed(**overrides))["itemReviewed"].get("author", [])
    return [(one["@type"], one["name"]) for one in (found if isinstance(found, list) else [found])]


def test_a_review_is_what_google_asks_for():
    review = review_of(reviewed())
    assert faults(review, CLAIM_REVIEW) == []
    assert review["url"] == URL
    assert review["claimReviewed"] == review["itemReviewed"]["text"]
    assert review["author"] == {"@type": "Organization", "name": "A desk", "url": f"{SITE}/"}
    assert review["sdLicense"] == "https://creativecommons.org/licenses/by/4.0/"


def test_the_schema_of_these_tests_finds_the_known_mistakes():
    for path, value in (
        ("url", "/claims/a"),
        ("datePublished", "5 November 2024"),
        ("reviewRating", {"@type": "Rating", "ratingValue": 2}),
        ("itemReviewed", {"@type": "Claim", "author": {"@type": "Politician", "name": "Somebody"}}),
    ):
        assert faults({**review_of(reviewed()), path: value}, CLAIM_REVIEW), path


def test_the_review_and_the_claim_each_have_their_own_date():
    review = review_of(reviewed(first_said_on={"value": "2023-03", "precision": "month"}))
    assert review["datePublished"] == "2024-11-05T09:30:00Z"
    assert review["itemReviewed"]["datePublished"] == "2023-03"


def test_a_claim_of_unknown_date_has_none():
    assert "datePublished" not in review_of(reviewed(first_said_on=None))["itemReviewed"]


def test_a_review_is_published_when_its_verdict_is_and_not_when_the_claim_was():
    body = claim({}, ("update", {"verdict": builders.verdict()}), ("clarification", {}))
    review = review_of(body)
    assert review["datePublished"] == "2024-11-06T09:30:00Z"
    assert review["dateModified"] == "2024-11-07T09:30:00Z"


@pytest.mark.parametrize("event", ["retraction", "merge", "suppression"])
def test_what_the_desk_no_longer_stands_behind_has_no_review(event):
    assert claim_review(reviewed((event, {}))) is None


def test_an_open_claim_has_no_review():
    assert claim_review(claim({})) is None


def test_a_claim_under_review_keeps_its_verdict_until_another_is_released():
    assert review_of(reviewed(("flag", {})))["reviewRating"]["alternateName"] == "Overstated"
    assert claim_review(claim({}, ("flag", {}))) is None


@pytest.mark.parametrize(
    ("kind", "type"),
    [
        ("person", "Person"),
        ("organisation", "Organization"),
        ("office", "Organization"),
        ("group", "Organization"),
    ],
)
def test_the_author_is_of_the_speakers_kind(kind, type):
    said = statement(speakers=[speaker("The speaker", kind=kind)])
    assert authors_of(statements=[said]) == [(type, "The speaker")]


def test_a_headline_is_the_outlets_unless_its_speaker_says_so_themselves():
    headline = statement(kind="headline")
    assert authors_of(statements=[headline]) == [("Organization", "An outlet")]
    own = statement("statementbbb")
    assert authors_of(statements=[headline, own]) == [("Person", "Laurynas Kasčiūnas")]


def test_who_denies_questions_or_reports_a_claim_is_not_its_author():
    for stance in ("denies", "questions", "reports"):
        assert authors_of(statements=[statement(stance=stance)]) == []


def test_words_that_were_somebody_elses_make_nobody_the_author():
    assert authors_of(statements=[statement(said="misattributed")]) == []


def test_an_anonymous_speaker_is_left_out_because_a_name_is_asked_for():
    said = statement(speakers=[speaker("An official", id=None, kind="anonymous")])
    assert authors_of(statements=[said]) == []


def test_an_author_is_known_by_role_and_by_wikidata():
    said = statement(speakers=[speaker(wikidata_id="Q12649216")])
    author = review_of(reviewed(statements=[said]))["itemReviewed"]["author"]
    assert author["jobTitle"] == "Minister of National Defence"
    assert author["sameAs"] == "https://www.wikidata.org/wiki/Q12649216"


def test_several_speakers_are_several_authors():
    said = statement(speakers=[speaker("First"), speaker("Second")])
    assert authors_of(statements=[said]) == [("Person", "First"), ("Person", "Second")]


def test_appearances_are_where_the_claim_is_made_each_once_the_earliest_first_known():
    def printed(id, url, day, **overrides):
        place = source(url, published_on={"value": day, "precision": "day"})
        return statement(id, source=place, **overrides)

    claim = review_of(
        reviewed(
            statements=[
                printed("statementaaa", "https://b.example/2", "2024-11-02"),
                printed("statementbbb", "https://a.example/1", "2024-11-01"),
                printed("statementccc", "https://a.example/1", "2024-11-01"),
                printed("statementddd", "https://c.example/0", "2024-10-01", stance="denies"),
            ]
        )
    )["itemReviewed"]
    assert [work["url"] for work in claim["appearance"]] == [
        "https://b.example/2",
        "https://a.example/1",
    ]
    assert claim["firstAppearance"] == {"@type": "CreativeWork", "url": "https://a.example/1"}


def test_a_withheld_source_appears_nowhere():
    hidden = source("", title="", publisher=None, withheld=True, published_on=None)
    review = review_of(reviewed(statements=[statement(source=hidden)], evidence=[]))
    assert "appearance" not in review["itemReviewed"]
    assert "citation" not in review


def test_an_address_that_is_no_web_address_is_not_passed_on():
    review = review_of(reviewed(statements=[statement(source=source("javascript:alert(1)"))]))
    assert "appearance" not in review["itemReviewed"]


@pytest.mark.parametrize(
    "scale",
    [
        {"value": None},
        {"worst": 0},
        {"value": 6},
        {"best": 1, "worst": 1, "value": 1},
        {"best": None, "worst": None},
    ],
)
def test_a_verdict_without_a_place_on_the_scale_has_words_alone(scale):
    rating = review_of(reviewed(verdict=builders.verdict(**scale)))["reviewRating"]
    assert rating["alternateName"] == "Overstated"
    assert not {"ratingValue", "bestRating", "worstRating"} & rating.keys()


def test_a_verdict_on_the_scale_has_both_its_ends():
    rating = review_of(reviewed())["reviewRating"]
    assert (rating["worstRating"], rating["ratingValue"], rating["bestRating"]) == (1, 2, 5)


def test_a_correction_is_told_and_other_releases_are_not():
    review = review_of(reviewed(("update", {}), ("correction", {})))
    assert review["correction"] == [
        {
            "@type": "CorrectionComment",
            "text": builders.NOTE,
            "datePublished": "2024-11-07T09:30:00Z",
        }
    ]


def test_the_identity_of_a_review_outlives_a_new_wording():
    body = reviewed()
    other = {**body, "url": f"{SITE}/claims/claimclaimaa-worded-anew"}
    assert review_of(body)["@id"] == review_of(other)["@id"]


def test_nothing_absent_is_sent_as_an_empty_text():
    def empty(value):
        if isinstance(value, dict):
            return any(map(empty, value.values()))
        if isinstance(value, list):
            return not value or any(map(empty, value))
        return value in ("", None)

    bare = reviewed(first_said_on=None, statements=[], evidence=[], licence="")
    assert not empty(review_of(bare))


def read_feed(*bodies, modified="2024-11-08T00:00:00Z"):
    pieces = data_feed(bodies, desk="A desk", site=SITE, licence="CC-BY-4.0", modified=modified)
    return json.loads("".join(pieces))


def test_a_data_feed_holds_every_review_in_an_item_of_its_own():
    one, other = reviewed(), {**reviewed(), "url": f"{SITE}/claims/otherotheraa"}
    feed = read_feed(one, claim({}), other)
    assert (feed["@type"], feed["dateModified"]) == ("DataFeed", "2024-11-08T00:00:00Z")
    assert feed["license"] == "https://creativecommons.org/licenses/by/4.0/"
    items = feed["dataFeedElement"]
    assert [item["item"] for item in items] == [[review_of(one)], [review_of(other)]]
    assert [item["url"] for item in items] == [one["url"], other["url"]]


def test_a_data_feed_of_nothing_is_a_data_feed():
    feed = read_feed(claim({}), modified="")
    assert feed["dataFeedElement"] == []
    assert "dateModified" not in feed


def test_a_data_feed_reads_no_further_than_it_has_to():
    def bodies():
        yield reviewed()
        raise AssertionError("read ahead")

    pieces = data_feed(bodies(), desk="A desk", site=SITE, licence="CC0-1.0", modified="")
    assert "dataFeedElement" in next(pieces)
    assert "ClaimReview" in next(pieces)
