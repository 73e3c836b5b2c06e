"""Claims in the words of Google's Fact Check Tools API, and partial answers."""

import pytest

from claims.interchange import fact_check
from claims.interchange.field_masks import WrongMask, partial_answer
from tests.interchange.making import URL, claim, reviewed, speaker, statement
from tests.interchange.schemas import CLAIM_SEARCH, faults


def told(body):
    found = fact_check.fact_checked_claim(body)
    assert found is not None
    return found


def test_a_claim_is_told_as_the_discovery_document_says():
    found = fact_check.answer([reviewed()], "next")
    assert faults(found, CLAIM_SEARCH) == []
    assert found == {
        "claims": [
            {
                "text": "Kaliningrad Oblast is empty of troops",
                "claimant": "Laurynas Kasčiūnas",
                "claimDate": "2024-11-01T00:00:00Z",
                "claimReview": [
                    {
                        "publisher": {"name": "A desk", "site": "claims.example.org"},
                        "url": URL,
                        "title": "Kaliningrad Oblast is empty of troops",
                        "reviewDate": "2024-11-05T09:30:00Z",
                        "textualRating": "Overstated",
                        "languageCode": "en",
                    }
                ],
            }
        ],
        "nextPageToken": "next",
    }


def test_nothing_is_an_empty_object():
    assert fact_check.answer([]) == {}
    assert fact_check.answer([claim({}), reviewed(("retraction", {}))]) == {}


@pytest.mark.parametrize(
    ("said", "date"),
    [
        ({"value": "2024-11-01T16:25+02:00", "precision": "minute"}, "2024-11-01T14:25:00Z"),
        ({"value": "2024-11-01", "precision": "day"}, "2024-11-01T00:00:00Z"),
        ({"value": "2024-11", "precision": "month"}, None),
        ({"value": "2024", "precision": "year"}, None),
        ({"value": "0001-01-01T00:00+14:00", "precision": "minute"}, None),
        (None, None),
    ],
)
def test_a_claim_date_is_told_where_its_day_is_known(said, date):
    found = told(reviewed(first_said_on=said))
    assert found.get("claimDate") == date


def test_the_claimant_is_who_makes_the_claim():
    both = statement(speakers=[speaker("First"), speaker("Second")])
    assert told(reviewed(statements=[both]))["claimant"] == "First, Second"
    headline = statement(kind="headline")
    assert told(reviewed(statements=[headline]))["claimant"] == "An outlet"
    denied = statement(stance="denies")
    assert "claimant" not in told(reviewed(statements=[denied]))


def test_a_site_is_the_host_of_the_review_without_www():
    body = {**reviewed(), "url": "https://www.Claims.example.org:8443/claims/a"}
    review = told(body)["claimReview"][0]
    assert review["publisher"]["site"] == "claims.example.org"


def masked(mask):
    return partial_answer(fact_check.answer([reviewed()], "more"), mask, fact_check.ANSWER)


@pytest.mark.parametrize(
    ("mask", "kept"),
    [
        ("nextPageToken", {"nextPageToken": "more"}),
        ("claims/text", {"claims": [{"text": "Kaliningrad Oblast is empty of troops"}]}),
        ("claims/claimReview/publisher/site",
         {"claims": [{"claimReview": [{"publisher": {"site": "claims.example.org"}}]}]}),
        ("claims(claimant,claimReview(textualRating)),nextPageToken",
         {"claims": [{"claimant": "Laurynas Kasčiūnas",
                      "claimReview": [{"textualRating": "Overstated"}]}],
          "nextPageToken": "more"}),
        ("claims/claimReview/url,claims/claimant",
         {"claims": [{"claimReview": [{"url": URL}], "claimant": "Laurynas Kasčiūnas"}]}),
    ],
)  # fmt: skip
def test_a_mask_keeps_what_it_selects(mask, kept):
    assert masked(mask) == kept


def test_an_asterisk_and_the_whole_keep_everything():
    whole = fact_check.answer([reviewed()], "more")
    assert masked("*") == masked("claims,nextPageToken") == whole
    assert masked("claims/text,claims,nextPageToken") == whole
    assert masked("claims/*") == {"claims": whole["claims"]}


@pytest.mark.parametrize(
    "mask",
    ["claim", "claims/texts", "claims(text", "claims(text))", "claims/", ",", "claims/text/x", "()",
     "claims//text", "*/texts", "claims/text/*", "claims/*/name", "*/*(text,site)", "*(" * 400,
     "claims(" * 400],
)  # fmt: skip
def test_a_mask_that_selects_what_there_is_not_is_refused(mask):
    with pytest.raises(WrongMask, match="Invalid field selection"):
        masked(mask)


def test_an_asterisk_on_the_way_stands_for_members_that_have_what_follows():
    publisher = {"publisher": {"name": "A desk"}}
    assert masked("claims/claimReview/*/name") == {"claims": [{"claimReview": [publisher]}]}
    assert masked("*/text,nextPageToken") == masked("claims/text,nextPageToken")
    assert masked("claims/*/*(name,site)") == masked("claims/claimReview/publisher")


@pytest.mark.parametrize("mask", ["claims/", ",", "claims(text,)"])
def test_a_name_that_is_missing_is_called_that(mask):
    with pytest.raises(WrongMask, match="a name is missing"):
        masked(mask)


def test_what_an_answer_lacks_is_not_made_up():
    assert partial_answer({}, "claims/text", fact_check.ANSWER) == {}
