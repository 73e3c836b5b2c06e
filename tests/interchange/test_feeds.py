"""Feeds: what RFC 4287 and JSON Feed 1.1 demand, and what a correction tells."""

import json
from xml.etree import ElementTree

import feedparser
import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.interchange.atom import atom
from claims.interchange.entries import Feed, claim_entry, correction_entry
from claims.interchange.json_feed import json_feed
from tests import builders
from tests.interchange.atom_rules import broken_rules
from tests.interchange.making import SITE, URL, claim, reviewed


def feed_of(*entries, **overrides):
    given = {
        "id": f"{SITE}/feeds/claims.atom",
        "title": "Claims",
        "address": f"{SITE}/feeds/claims.atom",
        "page": f"{SITE}/",
        "desk": "A desk",
        "site": SITE,
        "licence": "CC-BY-4.0",
        "entries": entries,
    }
    return Feed(**given | overrides)


def corrected(event="correction", **overrides):
    return reviewed((event, {"verdict": builders.verdict("false"), **overrides}))


def entry_of_correction(body):
    return correction_entry(body, body["corrections"][-1])


@pytest.mark.parametrize(
    "entries",
    [
        (),
        (claim_entry(reviewed()), claim_entry({**claim({}), "id": "otherotheraa"})),
        (entry_of_correction(corrected()),),
        (entry_of_correction(corrected("suppression")),),
    ],
)
def test_an_atom_feed_breaks_no_rule_of_rfc_4287(entries):
    assert broken_rules(atom(feed_of(*entries, older=f"{SITE}/feeds/claims.atom?before=7"))) == []


def test_the_rules_of_these_tests_find_what_breaks_them():
    good = atom(feed_of(claim_entry(reviewed())))
    for part, instead in (
        ("<updated>2024-11-05T09:30:00Z</updated>", ""),
        ("<updated>2024-11-05T09:30:00Z</updated>", "<updated>5 November</updated>"),
        ("<name>A desk</name>", ""),
        ('rel="alternate"', 'rel="self"'),
        ('type="html"', 'type="text/html"'),
        (f"<id>{SITE}/claims/claimclaimaa</id>", "<id>claimclaimaa</id>"),
    ):
        assert part in good
        assert broken_rules(good.replace(part, instead)), part


def test_a_correction_keeps_an_entrys_identity_and_moves_its_date():
    before, after = claim_entry(reviewed()), claim_entry(corrected())
    assert before.id == after.id == f"{SITE}/claims/claimclaimaa"
    assert (before.updated, after.updated) == ("2024-11-05T09:30:00Z", "2024-11-06T09:30:00Z")
    assert before.published == after.published
    assert (before.title, after.title) == (
        "Overstated: Kaliningrad Oblast is empty of troops",
        "False: Kaliningrad Oblast is empty of troops",
    )


def test_a_correction_shows_its_note_and_the_verdict_before_and_after():
    entry = entry_of_correction(corrected())
    assert entry.title == "Corrected: Kaliningrad Oblast is empty of troops"
    for text in (entry.summary, entry.html):
        assert builders.NOTE in text
        assert "Verdict before: Overstated. Verdict after: False." in text
    assert (entry.id, entry.url) == (f"{SITE}/claims/claimclaimaa#release-2", f"{URL}/history")
    assert entry.facts["verdict_before"] == {"code": "overstated", "label": "Overstated"}


def test_a_release_that_leaves_the_verdict_says_so():
    entry = entry_of_correction(reviewed(("clarification", {})))
    assert "The verdict is unchanged: Overstated." in entry.summary


@pytest.mark.parametrize(
    ("body", "title"),
    [
        (claim({}), "Not reviewed: "),
        (reviewed(("flag", {})), "Under review: "),
        (reviewed(), "Overstated: "),
    ],
)
def test_a_title_says_how_the_claim_stands(body, title):
    assert claim_entry(body).title.startswith(title)


def test_an_open_claim_says_that_there_is_no_verdict():
    assert claim_entry(claim({})).summary == "The desk has not reached a verdict."


def test_a_suppressed_claim_says_nothing_of_what_it_said():
    entry = entry_of_correction(corrected("suppression"))
    assert "Kaliningrad" not in entry.title + entry.html.replace(URL, "")


@given(st.text())
def test_any_text_makes_well_formed_xml_and_no_markup(text):
    body = reviewed(claim=text, verdict=builders.verdict(label=text, summary=text))
    text = atom(feed_of(claim_entry(body)))
    document = ElementTree.fromstring(text.encode("utf-8"))  # noqa: S314 - it is ours
    entry = document.find("{http://www.w3.org/2005/Atom}entry")
    assert [child.tag.rpartition("}")[2] for child in entry].count("title") == 1


def test_markup_in_a_claim_is_shown_and_not_obeyed():
    evil = "</p><script>alert(1)</script> & 'quotes' \""
    html = claim_entry(reviewed(claim=evil, verdict=builders.verdict(summary=evil))).html
    html += entry_of_correction(reviewed(("update", {"claim": evil}))).html
    assert "<script" not in html


def test_feedparser_reads_a_feed_as_it_was_meant():
    read = feedparser.parse(atom(feed_of(claim_entry(corrected(topics=[])))))
    assert not read.bozo
    assert read.version == "atom10"
    (entry,) = read.entries
    assert (entry.id, entry.link) == (f"{SITE}/claims/claimclaimaa", URL)
    assert (entry.published, entry.updated) == ("2024-11-05T09:30:00Z", "2024-11-06T09:30:00Z")
    assert [(tag.term, tag.label) for tag in entry.tags] == [("false", "False")]
    assert "<strong>found</strong>" in entry.content[0].value
    links = {link.rel: link.href for link in read.feed.links}
    assert links["license"] == "https://creativecommons.org/licenses/by/4.0/"


def test_a_json_feed_has_what_version_1_1_asks_for():
    entry = claim_entry(corrected())
    read = json.loads(json_feed(feed_of(entry, older=f"{SITE}/feeds/claims.json?before=7")))
    assert read["version"] == "https://jsonfeed.org/version/1.1"
    assert (read["home_page_url"], read["next_url"]) == (
        f"{SITE}/",
        f"{SITE}/feeds/claims.json?before=7",
    )
    (item,) = read["items"]
    assert (item["id"], item["url"]) == (entry.id, URL)
    assert item["content_html"] == entry.html
    assert (item["date_published"], item["date_modified"]) == (entry.published, entry.updated)
    assert item["tags"] == ["False", "Defence"]
    assert item["_onrecord"]["licence"] == "CC-BY-4.0"
    assert "next_url" not in json.loads(json_feed(feed_of()))
