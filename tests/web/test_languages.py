"""The pages in the languages that have a prefix."""

import pytest

from claims.web.countries import country_name
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
    assert set(alternates) == {"en-gb", "uk", "lt", "x-default"}
    assert alternates["x-default"] == alternates["en-gb"]
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


@pytest.mark.parametrize(("prefix", "tag"), [("", "en-gb"), ("/uk", "uk"), ("/lt", "lt")])
def test_what_is_not_there_is_said_in_the_language_of_the_address(client, prefix, tag):
    page = Markup(client.get(f"{prefix}/claims/zzzzzzzzzzzz").content)
    assert page.values("lang", "html") == [tag]
    assert f"{prefix}/search" in page.values("href", "a")


def test_what_the_desk_wrote_on_a_claim_is_in_the_language_of_the_claim(client):
    verdict = builders.verdict(summary="غادر كثير من الجنود.")
    path = released.publish(language="ar", context="منطقة", verdict=verdict)
    page = Markup(client.get(f"/uk{path}").content)
    for name in ("verdict-summary", "running"):
        assert {"lang": "ar", "dir": "rtl"}.items() <= page.with_class(name)[0].items()


def test_what_the_desk_writes_without_a_language_is_marked_as_its_own(client):
    released.publish_named()
    rated = builders.verdict(meaning="What the verdict says.")
    path = released.publish(language="ar", verdict=rated)
    noted = builders.source_content(released.SOURCE, rights_note="Excerpts.")
    builders.release("source", noted, "update", builders.NOTE)
    for address, told in (
        (path, '<span lang="en"><bdi>Overstated</bdi>: What the verdict says.</span>'),
        (path, '<p class="verdict-word"><bdi lang="en">Overstated</bdi></p>'),
        ("/methodology", '<dd lang="en">What the verdict says.</dd>'),
        (f"/sources/{released.SOURCE}-an-article", '<dd lang="en">Excerpts.</dd>'),
    ):
        assert told in client.get(f"/uk{address}").content.decode(), address


def test_a_note_on_a_rendering_is_in_the_language_of_the_claim(client):
    other = released.statement(
        "statementbbb", rendering_of="statementaaa", rendering_note="Інакше."
    )
    path = released.publish(language="uk", statements=[released.statement(), other])
    assert '<span lang="uk" dir="ltr">Інакше.</span>' in client.get(path).content.decode()


@pytest.mark.parametrize(
    ("prefix", "told"), [("", "Lithuania"), ("/uk", "Литва"), ("/lt", "Lietuva")]
)
def test_a_country_has_its_name_in_the_language_of_the_page(client, prefix, told):
    builders.release("speaker", builders.speaker_content(released.SPEAKER, country="LT"))
    page = client.get(f"{prefix}/speakers/{released.SPEAKER}-laurynas-kasciunas")
    assert f"<dd>{told}</dd>" in page.content.decode()


def test_a_code_that_is_no_country_stands_for_itself():
    assert country_name("ZZX") == "ZZX"
