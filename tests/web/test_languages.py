"""The pages in the languages that have a prefix."""

import pytest

from tests import builders
from tests.web import released
from tests.web.markup import Markup

pytestmark = pytest.mark.django_db

DATA = ("/api/", "/feeds/")


@pytest.mark.parametrize(("prefix", "tag"), [("", "en-gb"), ("/uk", "uk"), ("/lt", "lt")])
def test_a_page_says_which_language_it_speaks_and_where_the_others_are(client, prefix, tag):
    path = released.publish()
    answer = client.get(f"{prefix}{path}")
    page = Markup(answer.content)
    assert page.values("lang", "html") == [tag]
    here = f"http://127.0.0.1:8000{prefix}{path}"
    alternates = {
        found["hreflang"]: found["href"] for found in page.elements_of("link", "hreflang")
    }
    assert alternates[tag] == here
    assert set(alternates) == {"en-gb", "uk", "lt"}
    assert {found["href"] for found in page.elements_of("link") if found["rel"] == "canonical"} == {
        here
    }


def test_links_stay_in_the_language_of_the_page(client):
    released.publish_named()
    path = released.publish()
    ours = Markup(client.get(f"/uk{path}").content).values("href", "a")
    pages = [link for link in ours if link.startswith("/") and not link.startswith(DATA)]
    assert pages and all(link.startswith("/uk/") for link in pages)


def test_an_old_slug_leads_on_in_the_same_language(client):
    path = released.publish()
    answer = client.get(f"/lt/claims/{released.CLAIM}-an-old-one")
    assert (answer.status_code, answer["Location"]) == (301, f"/lt{path}")


def test_a_language_without_pages_is_no_address(client):
    assert client.get("/xx/").status_code == 404


def test_content_keeps_its_own_language(client):
    path = released.publish(verdict=builders.verdict(summary="In English."))
    page = Markup(client.get(f"/uk{path}").content)
    assert released.TEXT in page.words
    assert "en" in page.values("lang", "h1")
