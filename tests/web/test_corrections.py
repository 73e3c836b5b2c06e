"""The page of corrections, and the sitemap."""

import pytest
from django.utils import timezone
from lxml import etree

from tests import builders
from tests.web import released
from tests.web.markup import Markup

pytestmark = pytest.mark.django_db

SPACE = "{http://www.sitemaps.org/schemas/sitemap/0.9}"


def shown(client, path: str) -> Markup:
    page = Markup(client.get(path).content)
    assert page.faults == []
    return page


def located(client, path: str) -> list[str]:
    tree = etree.fromstring(client.get(path).content)
    return [found.text for found in tree.iter(f"{SPACE}loc")]


def test_a_correction_shows_the_note_and_the_verdict_before_and_after(client):
    released.publish(verdict=builders.verdict(code="supported", label="Supported"))
    released.publish(event="correction", note="The figure was for May.", verdict=builders.verdict())
    page = shown(client, "/corrections")
    assert "Corrected" in page.words and "The figure was for May." in page.words
    assert "Verdict: Supported → became Overstated" in page.words
    assert f"{released.path_of(released.CLAIM)}#release-2" in page.values("href", "a")


def test_a_first_publication_is_no_correction(client):
    released.publish()
    assert "Nothing has been corrected yet." in shown(client, "/corrections").words


def test_corrections_are_walked_page_by_page_without_loss(client):
    released.publish()
    for number in range(45):
        released.publish(event="update", note=f"This is public note number {number:02}.")
    path, told = "/corrections", []
    while path:
        page = shown(client, path)
        told += [word for word in page.words.split() if len(word) == 3 and word.endswith(".")]
        path = next((link for link in page.values("href", "a") if "before=" in link), "")
    assert told == [f"{number:02}." for number in reversed(range(45))]


def test_the_sitemap_names_every_page_once(client):
    released.publish_named()
    claim = released.publish()
    (file,) = located(client, "/sitemap.xml")
    pages = located(client, file.removeprefix("http://127.0.0.1:8000"))
    assert len(pages) == len(set(pages))
    for path in (claim, "/", "/methodology", f"/speakers/{released.SPEAKER}-laurynas-kasciunas"):
        assert f"http://127.0.0.1:8000{path}" in pages
    assert client.get("/sitemaps/2.xml").status_code == 404


def test_a_merged_claim_leaves_the_sitemap_and_a_retracted_one_stays(client):
    merged = released.publish(released.numbered(1))
    released.publish(released.numbered(1), event="merge", note=builders.NOTE)
    retracted = released.publish(released.numbered(2))
    released.publish(released.numbered(2), event="retraction", note=builders.NOTE)
    pages = located(client, "/sitemaps/1.xml")
    assert f"http://127.0.0.1:8000{merged}" not in pages
    assert f"http://127.0.0.1:8000{retracted}" in pages


def test_pages_that_always_stand_tell_when_they_changed(client):
    assert "<lastmod>" not in client.get("/sitemaps/1.xml").content.decode()
    released.publish_named()
    released.publish()
    released.publish(event="correction", note=builders.NOTE)
    today = timezone.now().strftime("%Y-%m-%d")
    tree = etree.fromstring(client.get("/sitemaps/1.xml").content)
    told = {
        found.findtext(f"{SPACE}loc").removeprefix("http://127.0.0.1:8000"): found.findtext(
            f"{SPACE}lastmod"
        )
        for found in tree
    }
    assert {told[path] for path in ("/", "/corrections", "/methodology")} == {today}
