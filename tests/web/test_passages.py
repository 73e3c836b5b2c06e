"""A source's text with its statements marked, renderings that differ, and a speaker's claims."""

import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.web.presentation.differences import differences
from claims.web.presentation.highlights import highlights
from claims.web.presentation.passages import source_text
from claims.web.presentation.speakers import tally
from tests import builders
from tests.web import released
from tests.web.markup import Markup
from tests.web.released import PUBLISHER, SOURCE, SPEAKER, statement

TEXT = "The minister said it is empty. He said it twice."


def body(id: str, start: int, end: int, text: str = TEXT, claim: str = "claimclaimaa") -> dict:
    digest = hashlib.sha256(text.encode()).hexdigest()
    selector = {"start": start, "end": end, "capture_sha256": digest}
    about = {"id": claim, "claim": f"Claim {claim}"}
    return {"id": id, "quote": text[start:end], "selector": selector, "claim": about, "stance": ""}


def marked(text: str, *bodies: dict) -> list[tuple[str, int]]:
    return [(piece.text, len(piece.marks)) for piece in source_text(text, bodies).pieces]


def test_statements_are_marked_where_they_stand_and_may_nest():
    inner, outer = body("b", 21, 29), body("a", 18, 29)
    assert marked(TEXT, inner, outer) == [
        (TEXT[:18], 0),
        (TEXT[18:21], 1),
        (TEXT[21:29], 2),
        (TEXT[29:], 0),
    ]
    assert [one.number for one in source_text(TEXT, [inner, outer]).passages] == [1, 2]
    assert source_text(TEXT, [inner, outer]).passages[0].statement.id == "a"


def test_offsets_of_another_text_mark_nothing():
    found = source_text(TEXT, [body("a", 0, 3, "Another text")])
    assert [piece.marks for piece in found.pieces] == [()]
    assert len(found.passages) == 1


def test_a_statement_of_two_claims_stands_once_with_both():
    found = source_text(TEXT, [body("a", 0, 3), body("a", 0, 3, claim="claimclaimbb")])
    (passage,) = found.passages
    assert [use.claim.name for use in passage.uses] == ["Claim claimclaimaa", "Claim claimclaimbb"]


@given(st.text(min_size=1), st.data())
def test_the_pieces_are_the_text(text, data):
    edges = st.integers(0, len(text))
    spans = [sorted(pair) for pair in data.draw(st.lists(st.tuples(edges, edges), max_size=5))]
    bodies = [body(f"id{at}", span[0], span[1], text) for at, span in enumerate(spans)]
    assert "".join(piece.text for piece in source_text(text, bodies).pieces) == text


@pytest.mark.django_db
def test_a_source_in_full_shows_its_text_and_leads_to_the_claims(client):
    quote = "it is empty"
    digest = hashlib.sha256(TEXT.encode()).hexdigest()
    selector = {"start": 18, "end": 29, "exact": quote, "prefix": "", "suffix": ""}
    said = statement(quote=quote, selector={**selector, "capture_sha256": digest})
    claim = released.publish(statements=[said])
    named = {"publisher": {"id": PUBLISHER, "name": "An outlet"}}
    whole = {"public_text": "full", "text": TEXT}
    builders.release("source", builders.source_content(SOURCE, **named, **whole))
    page = Markup(client.get(f"/sources/{SOURCE}-an-article").content)
    assert page.faults == []
    assert len(page.with_class("said")) == 1
    assert "The minister said 1 it is empty . He said it twice." in page.words.replace(
        "1it is empty.", "1 it is empty ."
    )
    assert claim in page.values("href", "a")


@pytest.mark.django_db
def test_a_source_in_excerpts_shows_its_statements_only(client):
    released.publish_named()
    released.publish()
    page = Markup(client.get(f"/sources/{SOURCE}-an-article").content)
    assert page.with_class("source-text") == []
    assert "Statements in this source" in page.words and "it's empty there" in page.words


def test_renderings_are_marked_where_they_read_otherwise():
    parts = differences("We see that it is empty there", "We saw that it is empty there")
    assert [part.text for part in parts if part.own] == ["see"]
    assert "".join(part.text for part in parts) == "We see that it is empty there"


@pytest.mark.parametrize("other", ["we see “that” it is", "Nothing of the kind at all, he said"])
def test_marks_that_would_say_nothing_are_left_out(other):
    assert differences('We see "that" it is', other) == ()


@given(st.text(), st.text())
def test_a_rendering_keeps_its_words(rendering, other):
    parts = differences(rendering, other)
    assert not parts or "".join(part.text for part in parts) == rendering


@given(st.text(), st.text())
def test_a_text_keeps_its_words_whatever_is_searched_for(text, asked):
    assert "".join(part.text for part in highlights(text, asked)) == text


def test_names_are_marked_in_any_script():
    found = highlights("Лукашенко said so", "lukashenko")
    assert [part.text for part in found if part.found] == ["Лукашенко"]


def test_verdicts_come_in_the_order_of_the_scale_and_open_claims_last():
    ratings = [
        {"code": "no", "label": "No", "value": 1, "normalised": "FALSE"},
        {"code": "yes", "label": "Yes", "value": 2, "normalised": "TRUE"},
    ]
    scale = {"ratings": ratings, "best": 2, "worst": 1}
    counts = [
        ("factual", "", "", 3),
        ("attribution", "", "", 1),
        ("factual", "gone", "", 1),
        ("attribution", "yes", "TRUE", 3),
        ("factual", "yes", "TRUE", 1),
        ("quantity", "yes", "TRUE", 1),
        ("attribution", "no", "FALSE", 1),
    ]
    bars = tally(counts, scale)
    assert [(bar.word.text, bar.word.fixed, bar.tone, bar.count, bar.share) for bar in bars] == [
        ("Not said", True, "false", 1, 25),
        ("Yes", False, "true", 2, 50),
        ("Said", True, "true", 3, 75),
        ("gone", False, "other", 1, 25),
        ("Not reviewed", True, "open", 4, 100),
    ]
    assert tally([], scale) == ()


@pytest.mark.django_db
def test_a_speaker_page_counts_claims_they_make_and_shows_their_words(client):
    released.publish_named()
    released.publish(released.numbered(1), verdict=builders.verdict())
    released.publish(released.numbered(2))
    denied = [statement(stance="denies")]
    released.publish(released.numbered(3), statements=denied, verdict=builders.verdict())
    page = Markup(client.get(f"/speakers/{SPEAKER}-laurynas-kasciunas").content)
    assert page.faults == []
    assert "Overstated 1 Not reviewed 1" in page.words
    released.publish(
        released.numbered(4),
        kind="attribution",
        verdict=builders.verdict("supported", value=5, normalised="TRUE"),
    )
    scale = builders.scale_content(ratings=[builders.verdict("supported", value=5)])
    builders.release("scale", scale, "update", builders.NOTE)
    again = Markup(client.get(f"/speakers/{SPEAKER}-laurynas-kasciunas").content)
    assert "Said 1" in again.words and "Supported 1" not in again.words
    assert "Denies the claim" in page.words
    assert "do not measure anybody’s honesty" in page.words
