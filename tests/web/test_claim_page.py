"""The status page of a claim in each of its states."""

from typing import Any

import pytest

from tests import builders
from tests.web import released, scene
from tests.web.markup import Markup
from tests.web.released import evidence, source, speaker, statement

pytestmark = pytest.mark.django_db

NOTE = "The summary left out the minister's next sentence."


def shown(client, path: str) -> Markup:
    answer = client.get(path)
    assert answer.status_code == 200
    page = Markup(answer.content)
    assert page.faults == []
    return page


def test_claim_claimant_verdict_date_and_corrections_are_told(client):
    path = released.publish(verdict=builders.verdict(label="Overstated", summary="Too much."))
    words = shown(client, path).words
    for told in (
        released.TEXT,
        "Claimed by Laurynas Kasčiūnas",
        "as printed by An outlet",
        "Overstated",
        "2 of 5",
        "Too much.",
        "Evidence considered up to 5 November 2024",
        "0 for 1 against",
        "Corrected Never",
    ):
        assert told in words


def test_an_open_claim_says_that_it_is_not_reviewed(client):
    words = shown(client, released.publish()).words
    assert "Not reviewed" in words
    assert "Evidence considered up to Not yet weighed" in words


def test_a_claim_about_what_somebody_said_asks_whether_it_was_said(client):
    rated = builders.verdict(label="Supported", value=5, normalised="TRUE")
    page = shown(client, released.publish(kind="attribution", verdict=rated))
    assert "Was it said? Said" in page.words
    assert "On the desk’s scale: Supported" in page.words
    assert page.with_class("tone-true")


def test_a_statement_stands_with_speaker_words_chain_and_source(client):
    quote = "бачимо, що там порожньо"
    said = statement(
        quote=quote,
        language="uk",
        spoken_language="lt",
        translations=[
            {
                "language": "en",
                "text": "it is empty",
                "translator": "A. Desk",
                "method": "human",
            }
        ],
        said="disputed",
        place="Kyiv",
        attribution=[
            {
                "position": 0,
                "relation": "published",
                "name": "An outlet",
                "url": "",
                "seen": True,
                "inferred": False,
            },
            {
                "position": 1,
                "relation": "citing",
                "name": "Agency",
                "url": "",
                "seen": False,
                "inferred": True,
            },
        ],
    )
    page = shown(client, released.publish(statements=[said]))
    for told in (
        "Makes the claim",
        "Direct quotation",
        quote,
        "Ukrainian",
        "English translated by a person: A. Desk",
        "Said 1 November 2024",
        "Occasion Kyiv Security Forum for Youth",
        "Where it was said Kyiv",
        "Spoken in Lithuanian",
        "Named there as “the minister” (a title in the text)",
        "Were these words said? Disputed",
        "An outlet published seen by the desk",
        "Agency cited by An outlet not seen by the desk inferred, not stated",
        "speaker, Kyiv Security Forum for Youth",
    ):
        assert told in page.words
    assert {"uk"} <= set(page.values("lang", "blockquote"))
    links = [found for tag, found in page.elements if found.get("href", "").startswith("http")]
    outward = [found for found in links if not found["href"].startswith("http://127.0.0.1:8000/")]
    assert outward
    assert all(found["rel"] == "noopener noreferrer nofollow ugc" for found in outward)


def test_a_quote_is_marked_with_its_language_and_direction(client):
    said = statement(quote="غادرت القوات", language="ar")
    page = shown(client, released.publish(statements=[said]))
    quotes = [found for tag, found in page.elements if tag == "blockquote"]
    assert quotes[0]["lang"] == "ar"
    assert quotes[0]["dir"] == "rtl"


def test_what_the_outlet_wrote_is_not_put_in_the_speakers_mouth(client):
    page = shown(client, released.publish(statements=[statement(kind="headline")]))
    assert "Claimed by An outlet" in page.words
    assert "An outlet naming Laurynas Kasčiūnas" in page.words
    assert "Headline, in the outlet’s words" in page.words
    assert "Were these words said?" not in page.words


def test_renderings_stand_side_by_side_with_what_differs(client):
    other = statement("statementbbb", rendering_of="statementaaa", rendering_note="No 'empty'.")
    words = shown(client, released.publish(statements=[statement(), other])).words
    assert "The same statement, as others print it" in words
    assert "Word for word as above." in words
    assert "Differs: No 'empty'." in words


def test_the_three_lists_of_evidence_are_there_even_when_empty(client):
    origins = {"supports": 0, "contradicts": 0}
    words = shown(client, released.publish(evidence=[], origins=origins)).words
    assert "Evidence for 0 independent origins No evidence for the claim." in words
    assert "Evidence against 0 independent origins No evidence against the claim." in words
    assert "In context No evidence of this kind." in words


def test_evidence_is_counted_by_origin_and_says_what_does_not_count(client):
    own = evidence(
        "evidencecccc",
        stance="supports",
        counts=False,
        speaker={"id": released.SPEAKER, "name": "Laurynas Kasčiūnas", "kind": "person"},
    )
    items = [
        evidence("evidenceaaaa", origin="one agency", note="Fewer infantry."),
        evidence("evidencebbbb", origin="one agency"),
        own,
    ]
    words = shown(client, released.publish(evidence=items)).words
    assert "1 independent origin 2 items" in words
    assert "One origin, counted once: one agency" in words
    assert "The desk: Fewer infantry." in words
    assert "0 independent origins 1 item" in words
    assert "Shown, not counted: the claimant’s own words" in words


def test_a_statement_as_evidence_leads_to_where_it_stands_in_full(client):
    own = builders.statement_as_evidence("statementaaa", source=source(), speakers=[speaker()])
    item = evidence(stance="context", source=None, statement=own)
    page = shown(client, released.publish(evidence=[item]))
    assert "#statement-statementaaa" in page.values("href")
    assert "statement-statementaaa" in page.values("id")


def test_replies_background_and_the_reason_for_checking_are_told(client):
    replies = [
        {"party": "The ministry", "asked_on": "2024-11-04", "replied_on": None, "reply": ""},
        {
            "party": "The army",
            "asked_on": "2024-11-04",
            "replied_on": "2024-11-05",
            "reply": "We do not comment.",
        },
    ]
    words = shown(
        client,
        released.publish(replies=replies, context="An exclave.", why_checked="Widely repeated."),
    ).words
    assert "The ministry asked 4 November 2024 No reply so far." in words
    assert "The army asked 4 November 2024 replied 5 November 2024 We do not comment." in words
    assert "An exclave." in words
    assert "Widely repeated." in words


def test_the_explanation_is_shown_as_the_record_made_it(client):
    rated = builders.verdict(explanation="We **looked** <script>alert(1)</script>.")
    answer = client.get(released.publish(verdict=rated))
    assert "We <strong>looked</strong>" in answer.content.decode()
    page = Markup(answer.content)
    assert page.values("src", "script") == []
    assert page.values("type", "script") == ["application/ld+json"]


def test_a_corrected_claim_shows_the_verdict_before_and_after(client):
    released.publish(verdict=builders.verdict(code="contradicted", label="Contradicted"))
    rated = builders.verdict(code="overstated", label="Overstated")
    path = released.publish(event="correction", note=NOTE, verdict=rated)
    page = shown(client, path)
    assert "Corrected Once, last on" in page.words
    assert "before: Contradicted" in page.words
    assert "Verdict: Contradicted → became Overstated" in page.words
    assert NOTE in page.words
    assert "release 2" in page.words
    assert "Published" in page.words


def test_a_claim_about_words_is_told_so_before_a_correction_too(client, django_assert_num_queries):
    released.publish_named()
    said: dict[str, Any] = {
        "verdict": builders.verdict("supported", value=5, normalised="TRUE"),
        "kind": "attribution",
    }
    released.publish(**said)
    said["verdict"] = builders.verdict("contradicted", value=1, normalised="FALSE")
    path = released.publish(event="correction", note=NOTE, **said)
    with django_assert_num_queries(2):
        words = shown(client, path).words
    assert "before: Said" in words
    assert "Verdict: Said → became Not said" in words
    assert "Verdict: Said → became Not said" in shown(client, f"{path}/history").words


def test_an_open_claim_describes_itself_with_who_makes_it(client):
    page = shown(client, released.publish())
    told = [
        one["content"]
        for one in page.elements_of("meta")
        if "description" in (one.get("name", "") + one.get("property", ""))
    ]
    assert told == 2 * [
        f"Not reviewed: “{released.TEXT}” Claimed by Laurynas Kasčiūnas. "
        "The desk has not reached a verdict so far."
    ]


@pytest.mark.parametrize(
    ("event", "title", "told"),
    [
        ("flag", "Under review", "The desk is checking this page again."),
        ("retraction", "Retracted", "The desk no longer stands behind this page."),
        ("merge", "Merged", "The desk treats this as the same claim as another one"),
    ],
)
def test_a_status_readers_must_not_miss_is_told_above_the_verdict(client, event, title, told):
    released.publish(verdict=builders.verdict())
    path = released.publish(event=event, note=NOTE, verdict=builders.verdict())
    words = shown(client, path).words
    assert title in words
    assert words.index(told) < words.index("Independent origins")
    assert words.index(NOTE) < words.index("Independent origins")
    assert ("Verdict before the retraction" in words) is (event == "retraction")


def test_a_merged_claim_leads_to_the_claim_it_became(client):
    winner = released.publish(released.numbered(1), claim="Another claim")
    old = released.publish()
    path = released.publish(event="merge", note=NOTE, merged_into=released.numbered(1))
    for address in (path, old, f"/claims/{released.CLAIM}"):
        answer = client.get(address)
        assert (answer.status_code, answer["Location"]) == (307, winner)
        assert answer["Cache-Control"] == "public, max-age=60"
    history = shown(client, f"{path}/history")
    assert NOTE in history.words


def test_a_suppressed_claim_keeps_its_page_and_nothing_of_what_it_said(client):
    path = released.publish(verdict=builders.verdict(summary="Secret summary."))
    body = released.body_of()
    blank = {"id": body["id"], "url": body["url"], "status": "suppressed", "event": "suppression"}
    kept = {key: body[key] for key in ("number", "released_at", "first_released_at", "digest")}
    released.put(released.CLAIM, blank | kept | {"note": NOTE})
    page = shown(client, path)
    assert "Suppressed" in page.words
    assert NOTE in page.words
    assert "Published" in page.words
    assert "Secret" not in page.words
    assert "What was said" not in page.words
    assert {"name": "robots", "content": "noindex"} in [found for _, found in page.elements]


def test_related_claims_and_how_to_cite_are_there(client):
    other = released.publish(released.numbered(1), claim="Another claim")
    released.publish()
    builders.release(
        "relation",
        builders.relation_content(from_=released.CLAIM, to=released.numbered(1)),
    )
    page = shown(client, released.path_of(released.CLAIM))
    assert "Narrower than Another claim" in page.words
    links = page.values("href", "a")
    assert other in links
    assert f"/api/v1/claims/{released.CLAIM}" in links
    assert f"/api/v1/claims/{released.CLAIM}/releases/1" in links
    assert "release 1" in page.words


def test_a_decision_of_one_person_is_said(client):
    words = shown(client, released.publish(review={"second_person": False})).words
    assert "Who decided One person alone" in words


def test_the_history_lists_every_release_with_its_note(client):
    released.publish()
    path = released.publish(event="update", note=NOTE)
    page = shown(client, f"{path}/history")
    assert "2 releases" in page.words
    assert NOTE in page.words
    assert page.words.index("Updated") < page.words.index("Published")
    assert path in page.values("href", "a")


def test_each_quotation_has_a_link_of_its_own_and_one_into_its_source(client):
    said = statement(quote="it's empty there, and it stays so")
    said["selector"] = builders.selector("it's empty there, and it stays so")
    links = shown(client, released.publish(statements=[said])).values("href", "a")
    assert "#statement-statementaaa" in links
    assert f"#evidence-evid{released.CLAIM[4:]}" in links
    text = "it's%20empty%20there%2C%20and%20it%20stays%20so"
    assert f"https://example.org/article#:~:text={text}" in links


@pytest.mark.parametrize("availability", ["gone", "offline", "changed"])
def test_there_is_no_link_to_words_that_are_no_longer_there(client, availability):
    there = source(availability=availability)
    path = released.publish(statements=[statement(source=there)], evidence=[])
    assert not [one for one in shown(client, path).values("href", "a") if ":~:" in one]


def test_a_claim_with_a_verdict_is_also_offered_as_claimreview_and_errors_can_be_reported(client):
    open_claim = shown(client, released.publish()).values("href", "a")
    path = released.publish(event="update", note=NOTE, verdict=builders.verdict())
    links = shown(client, path).values("href", "a")
    review, report = f"/api/v1/claims/{released.CLAIM}.jsonld", f"/claims/{released.CLAIM}/report"
    assert review in links and review not in open_claim
    assert report in links and report in open_claim


def test_through_whom_the_words_came_is_told_beside_the_claimant(client):
    steps = [scene.step(0, "An outlet", "published"), scene.step(1, "Agency", "citing")]
    words = shown(client, released.publish(statements=[statement(attribution=steps)])).words
    assert "as printed by An outlet, via Agency (inferred, not stated) · 1 November 2024" in words


def test_date_origins_and_corrections_stand_before_the_summary(client):
    path = released.publish(verdict=builders.verdict(label="Overstated", summary="Too much."))
    words = shown(client, path).words
    box = words[words.index("Does the evidence bear it out?") :]
    assert box.index("Overstated") < box.index("Evidence considered up to")
    assert box.index("Corrected Never") < box.index("Too much.")


def test_a_retracted_claim_is_not_told_to_be_never_corrected(client):
    released.publish(verdict=builders.verdict())
    path = released.publish(event="retraction", note=builders.NOTE, verdict=builders.verdict())
    assert "Corrected Never" not in shown(client, path).words


def test_the_review_as_data_is_one_link_away_in_every_language(client):
    path = released.publish(verdict=builders.verdict())
    for prefix in ("", "/uk", "/lt"):
        links = shown(client, prefix + path).values("href", "a")
        assert f"/api/v1/claims/{released.CLAIM}.jsonld" in links


def test_the_title_of_a_long_claim_is_bounded(client):
    path = released.publish(claim="word " * 200)
    for page in (path, f"{path}/history"):
        title = client.get(page).content.decode().partition("<title>")[2].partition("</title>")[0]
        assert len(title) <= 140
        assert "…" in title


def test_the_link_to_the_report_is_called_as_the_page_it_leads_to(client):
    path = released.publish()
    (link,) = [href for href in shown(client, path).values("href", "a") if "/report" in href]
    assert "Report an error" in shown(client, path).words
    assert "Report an error" in shown(client, link).words
