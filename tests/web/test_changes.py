"""What one release says differently from the one before it, and a publisher's publications."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.web.presentation import publications
from claims.web.presentation.changes import Change, changes
from tests import builders
from tests.web import released
from tests.web.markup import Markup
from tests.web.released import evidence, source, statement

NOTE = builders.NOTE


def told(before: dict[str, Any], after: dict[str, Any]) -> list[tuple[str, str, str]]:
    return [
        (one.what, "".join(part.text for part in one.before), "".join(p.text for p in one.after))
        for one in changes(before, after)
    ]


def test_each_thing_that_changed_is_named_with_the_words_before_and_after():
    before = released.content(verdict=builders.verdict(summary="Too much was said."))
    after = released.content(
        context="An exclave.",
        verdict=builders.verdict(summary="Far too much was said."),
        evidence=[evidence("evidcclaimaa"), evidence("evidencenew1", quote="Many, not all")],
        topics=[],
    )
    before["evidence"] = [evidence("evidcclaimaa", note="Fewer."), evidence("evidenceold1")]
    assert told(before, after) == [
        ("Background", "", "An exclave."),
        ("Summary", "Too much was said.", "Far too much was said."),
        ("Topic removed", "Defence", ""),
        ("Note on a piece of evidence", "Fewer.", ""),
        ("Evidence added", "", "Many, not all"),
        ("Evidence removed", "That hasn't changed", ""),
    ]


def test_evidence_is_told_apart_by_its_side_and_its_source():
    after = released.content(
        evidence=[
            evidence("evidencenew1", stance="supports"),
            evidence("evidencenew2", source=source(title="A report")),
            evidence("evidencenew3", stance="context", source=source(withheld=True)),
        ]
    )
    found = changes(released.content(evidence=[]), after)
    assert [(one.what, one.side, one.about) for one in found] == [
        ("Evidence added", "for", "An outlet, An article"),
        ("Evidence added", "against", "An outlet, A report"),
        ("Evidence added", "context", ""),
    ]


def test_a_question_is_no_reply_until_it_is_answered():
    asked = {"party": "Ukrinform", "asked_on": "2024-11-04", "replied_on": None, "reply": ""}
    answered = {**asked, "replied_on": "2024-11-05", "reply": "We stand by it."}
    none, open_, closed = (
        released.content(replies=replies) for replies in ([], [asked], [answered])
    )
    (question,), (answer,) = changes(none, open_), changes(open_, closed)
    assert (question.what, question.about, question.after) == ("Asked for a reply", "Ukrinform", ())
    assert (answer.what, answer.about) == ("Reply", "Ukrinform")
    assert answer.after[0].text == "We stand by it."
    assert changes(none, closed) == changes(open_, closed)


@pytest.mark.django_db
def test_the_history_shows_an_explanation_without_the_signs_of_markdown(client):
    released.publish(verdict=builders.verdict(explanation="We asked."))
    path = released.publish(
        event="update",
        note=NOTE,
        verdict=builders.verdict(explanation="We *asked* **both**, see [here](https://a.test/)."),
        replies=[{"party": "Ukrinform", "asked_on": "2024-11-04", "replied_on": None, "reply": ""}],
    )
    words = Markup(client.get(f"{path}/history").content).words
    assert "now: We asked both, see here." in words
    assert "Asked for a reply: Ukrinform" in words


def test_words_that_are_new_are_marked():
    before = released.content(context="Troops were moved out of the oblast.")
    after = released.content(context="Many troops were moved out of the oblast.")
    (change,) = changes(before, after)
    assert [part.text.strip() for part in change.after if part.own] == ["Many"]
    assert not [part for part in change.before if part.own]


def test_of_a_long_text_the_lines_that_changed_are_shown():
    lines = [f"Line {number}." for number in range(50)]
    before = builders.verdict(explanation="\n".join(lines))
    after = builders.verdict(explanation="\n".join([*lines[:20], "Another line.", *lines[21:]]))
    found = told(released.content(verdict=before), released.content(verdict=after))
    assert found == [("How the desk reached this", "Line 20.", "Another line.")]


def test_codes_are_told_in_words_and_dates_as_dates():
    before = released.content(verdict=builders.verdict(), statements=[statement()])
    after = released.content(
        verdict=builders.verdict(as_of="2024-12-01"),
        statements=[statement(stance="reports")],
    )
    date, stance = changes(before, after)
    assert (date.was.value, date.now.value) == ("2024-11-05", "2024-12-01")
    assert "".join(part.text for part in stance.before) == "Makes the claim"
    assert "".join(part.text for part in stance.after) == "Reports the claim"


def test_what_says_nothing_any_more_and_what_changed_nothing_are_not_compared():
    content = released.content()
    assert changes(content, None) == changes(None, content) == changes(content, content) == ()
    assert changes(content, {**content, "merged_into": "x"}) == ()
    assert changes(content, {**content, "language": "uk"}) == (Change("Details"),)


some_text = st.text(max_size=60)


@given(some_text, some_text)
def test_a_text_is_shown_whole_or_by_its_lines(before, after):
    shown = told(
        released.content(context=before, claim="x"), released.content(context=after, claim="x")
    )
    if before == after:
        assert shown == []
    else:
        ((_, was, now),) = shown
        assert set(was.split("\n")) <= set(before.split("\n"))
        assert set(now.split("\n")) <= set(after.split("\n"))


@pytest.mark.django_db
def test_the_history_tells_what_each_release_changed(client):
    released.publish(verdict=builders.verdict(summary="Too much."))
    path = released.publish(
        event="correction", note=NOTE, verdict=builders.verdict(summary="Far too much.")
    )
    page = Markup(client.get(f"{path}/history").content)
    assert page.faults == []
    assert "Summary before: Too much. now: Far too much." in page.words
    assert len(page.elements_of("del")) == len(page.elements_of("ins")) == 1
    assert not Markup(client.get(path).content).elements_of("ins")


@pytest.mark.django_db
def test_the_history_of_a_suppressed_claim_compares_nothing(client):
    released.publish(context="Secret words.")
    path = released.publish(event="suppression", note=NOTE)
    page = Markup(client.get(f"{path}/history").content)
    assert "Secret" not in page.words
    assert "became" not in page.words
    assert "is never changed" not in page.words
    assert "What these releases said has been removed." in page.words


def test_publications_are_the_publishers_own_newest_first_each_passage_once():
    older = source("sourceolder1", title="Older", published_on={"value": "2023"})
    other = source("sourceother1", publisher={"id": "another", "name": "Another"})
    withheld = source("sourcehidden", withheld=True)
    items = [
        statement("a", source=older),
        statement("b"),
        statement("b"),
        evidence("c"),
        evidence("d", source=None, statement=builders.statement_as_evidence("b", source=source())),
        statement("e", source=other),
        statement("f", source=withheld),
    ]
    found = publications(items, released.PUBLISHER)
    assert [(one.source.name.name, one.passages) for one in found] == [
        ("An article", 2),
        ("Older", 1),
    ]


@pytest.mark.django_db
def test_a_publisher_shows_its_publications_and_leads_to_its_own_statements(client):
    released.publish_named()
    released.publish()
    content = builders.publisher_content(released.PUBLISHER, speaker=released.SPEAKER)
    builders.release("publisher", content, "update", NOTE)
    page = Markup(client.get(f"/publishers/{released.PUBLISHER}-an-outlet").content)
    assert page.faults == []
    assert "An article 1 November 2024 2 passages quoted" in page.words
    links = page.values("href", "a")
    assert f"/sources/{released.SOURCE}-an-article" in links
    assert f"/speakers/{released.SPEAKER}-laurynas-kasciunas" in links
