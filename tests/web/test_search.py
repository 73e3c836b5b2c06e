"""The page of search results."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests import builders
from tests.web import released
from tests.web.markup import Markup

pytestmark = pytest.mark.django_db


def asked(client, **query: str) -> Markup:
    answer = client.get("/search", query)
    assert answer.status_code == 200
    page = Markup(answer.content)
    assert page.faults == []
    return page


@pytest.fixture
def three(db: None) -> None:
    texts = ("Inflation fell in March", "The gap was closed in March", "The Suwałki Gap is open")
    verdicts = (builders.verdict(normalised="TRUE"), builders.verdict(normalised="FALSE"), None)
    for number, (text, verdict) in enumerate(zip(texts, verdicts, strict=True)):
        released.publish(released.numbered(number), claim=text, verdict=verdict)


def test_claims_are_found_by_words_newest_first(client, three):
    words = asked(client, q="march").words
    assert words.index("The gap was closed") < words.index("Inflation fell")
    assert "The Suwałki Gap" not in words


def test_what_was_searched_for_is_marked_however_it_is_spelt(client, three):
    page = asked(client, q="suwalki")
    assert len(page.with_class("found")) == 1
    assert "The Suwałki Gap is open" in page.words


def test_a_claim_found_by_other_words_of_it_says_where_they_stand(client):
    said = released.statement(quote="we see that it is empty there")
    released.publish(claim="Kaliningrad has no troops", statements=[said])
    page = asked(client, q='"it is empty"')
    assert "Found in: What was said we see that it is empty there" in page.words
    assert len(page.with_class("card-place")) == len(page.with_class("found")) == 1
    assert not asked(client, q="troops").with_class("card-place")


def test_who_makes_the_claim_is_marked_instead_of_told_again(client):
    released.publish()
    page = asked(client, q="kasciunas")
    assert len(page.with_class("found")) == 1
    assert not page.with_class("card-place")


def test_reasons_cost_no_further_query(client, three):
    asked(client, q="march")  # what the database knows of its words is read once
    with CaptureQueriesContext(connection) as within_claims:
        asked(client, q="march")
    with CaptureQueriesContext(connection) as elsewhere:
        asked(client, q="outlet")
    assert len(elsewhere) == len(within_claims)


def test_an_exact_quote_stands_in_its_own_marks(client):
    assert 'Claims with "it is empty", newest first' in asked(client, q='"it is empty"').words
    assert "Claims with “empty”, newest first" in asked(client, q="empty").words


def test_the_sorts_of_verdict_are_explained(client):
    page = asked(client)
    assert "“Borne out” is every verdict at the true end" in page.words


@pytest.mark.parametrize(
    ("verdict", "found"),
    [("TRUE", "Inflation"), ("FALSE", "was closed"), ("open", "Suwałki")],
)
def test_results_are_narrowed_to_one_sort_of_verdict(client, three, verdict, found):
    words = asked(client, verdict=verdict).words
    shown = [text for text in ("Inflation", "was closed", "Suwałki") if text in words]
    assert shown == [found]


def test_nothing_found_says_so_and_how_to_ask(client, three):
    assert "Nothing on record has these words." in asked(client, q="zeppelin").words


def test_older_results_keep_what_was_asked(client):
    for number in range(21):
        released.publish(released.numbered(number), claim=f"March {number}")
    page = asked(client, q="march", verdict="open")
    (older,) = [link for link in page.values("href", "a") if "before=" in link]
    assert "q=march" in older and "verdict=open" in older
    last = Markup(client.get(older).content)
    assert "March 0" in last.words and "March 20" not in last.words


def test_a_retracted_claim_is_not_found(client):
    released.publish()
    released.publish(event="retraction", note=builders.NOTE)
    assert released.TEXT not in asked(client, q="Kaliningrad").words
