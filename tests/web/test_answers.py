"""How pages are sent: addresses, tags, caches, and nothing that tells one reader from another."""

import pytest
from django.db import OperationalError
from PIL import Image

from claims.record import reading
from claims.web.answers import server_error
from tests import builders
from tests.signing_in import sign_in
from tests.web import released
from tests.web.markup import Markup

pytestmark = pytest.mark.django_db


def sent(answer):
    """Body and headers without the number each request gets."""
    headers = {name: value for name, value in answer.headers.items() if name != "X-Request-Id"}
    return answer.status_code, answer.content, headers


@pytest.fixture
def pages(client):
    released.publish_named()
    claim = released.publish(verdict=builders.verdict())
    return [
        "/",
        claim,
        f"{claim}/history",
        f"/speakers/{released.SPEAKER}-laurynas-kasciunas",
        "/methodology",
        "/nothing",
        "/claims/zzzzzzzzzzzz",
    ]


@pytest.mark.parametrize("tail", ["", "-", "-wrong-words", "-Kaliningrad", "-a%0Ab", "-ü"])
def test_another_slug_leads_to_the_right_one(client, tail):
    path = released.publish()
    answer = client.get(f"/claims/{released.CLAIM}{tail}")
    assert answer.status_code == 301
    assert answer["Location"] == path
    assert "max-age=60" in answer["Cache-Control"]
    history = client.get(f"/claims/{released.CLAIM}{tail}/history")
    assert history["Location"] == f"{path}/history"


def test_an_address_is_ascii_whatever_the_claim_says(client):
    path = released.publish(claim="Калінінград: Suwałki Gap's „порожньо“")
    assert path.isascii()
    assert client.get(path).status_code == 200


def test_a_claim_that_cannot_be_spelt_is_found_by_its_id_alone(client):
    path = released.publish(claim="…?!")
    assert path == f"/claims/{released.CLAIM}"
    assert client.get(path).status_code == 200


@pytest.mark.parametrize(
    "path",
    [
        "/claims/zzzzzzzzzzzz",
        "/claims/zzzzzzzzzzzz-some-words",
        "/claims/zzzzzzzzzzzz/history",
        "/claims/CLAIMCLAIMAA",
        "/claims/claimclaima",
        "/claims/claimclaimaa1",
        "/claims/١١١١١١١١١١١١",
        "/claims/",
        "/speakers/zzzzzzzzzzzz",
        "/nothing",
    ],
)
def test_whatever_is_not_public_answers_the_same(client, path):
    released.publish()
    answer, other = client.get(path), client.get("/claims/yyyyyyyyyyyy")
    assert answer.status_code == 404
    assert sent(answer) == sent(other)
    assert Markup(answer.content).faults == []


def test_a_page_may_be_kept_a_short_while_by_anybody(client, pages):
    for path in pages:
        answer = client.get(path)
        assert answer["Cache-Control"] == "public, max-age=60", path
        assert answer["Vary"] == "Accept-Encoding", path
        assert not answer.cookies, path
        assert "csrf" not in answer.content.decode().lower(), path


def test_a_signed_in_editor_gets_what_everybody_gets(client, pages):
    strangers = [client.get(path) for path in pages]
    sign_in(client, builders.user("someone", "admin"))
    for path, before in zip(pages, strangers, strict=True):
        assert sent(client.get(path)) == sent(before)


def test_two_answers_are_the_same_bytes(client, pages):
    for path in pages:
        assert client.get(path).content == client.get(path).content


def test_a_page_that_has_not_changed_is_not_sent_again(client, pages):
    for path in pages[:5]:
        first = client.get(path)
        again = client.get(path, headers={"If-None-Match": first["ETag"]})
        assert (again.status_code, again.content) == (304, b"")
        assert again["ETag"] == first["ETag"]
        assert again["Cache-Control"] == first["Cache-Control"]
        head = client.head(path)
        assert (head.status_code, head.content, head["ETag"]) == (200, b"", first["ETag"])


def test_a_tag_changes_with_the_page(client):
    path = released.publish()
    first = client.get(path)
    released.publish(event="update", note=builders.NOTE)
    again = client.get(path, headers={"If-None-Match": first["ETag"]})
    assert again.status_code == 200
    assert again["ETag"] != first["ETag"]


def test_a_change_next_door_is_sent_to_whoever_only_knows_the_date(client):
    released.publish(released.numbered(1), claim="Another claim")
    path = released.publish()
    first = client.get(path)
    relation = builders.relation_content(from_=released.CLAIM, to=released.numbered(1))
    builders.release("relation", relation)
    again = client.get(path, headers={"If-Modified-Since": first["Last-Modified"]})
    assert again.status_code == 200
    assert "Another claim" in again.content.decode()


def test_a_claim_tells_when_it_was_last_released(client):
    path = released.publish()
    row = reading.claim(released.CLAIM)
    assert client.get(path)["Last-Modified"] == row.released_at.strftime(
        "%a, %d %b %Y %H:%M:%S GMT"
    )
    assert "Last-Modified" not in client.get("/")


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete", "options", "trace"])
def test_pages_are_only_read(client, pages, method):
    for path in pages[:5]:
        answer = getattr(client, method)(path)
        assert answer.status_code == 405
        assert answer["Allow"] == "GET, HEAD"
        assert not answer.cookies


def test_a_record_that_cannot_be_asked_says_when_to_come_back(client, monkeypatch, caplog):
    def fail(*args):
        raise OperationalError("connection refused by db.internal:5432")

    path = released.publish()
    monkeypatch.setattr(reading, "claim", fail)
    answer = client.get(path)
    assert answer.status_code == 503
    assert answer["Retry-After"] == "30"
    assert answer["Cache-Control"] == "no-store"
    assert "db.internal" not in answer.content.decode()
    assert Markup(answer.content).faults == []
    assert "could not ask the database" in caplog.text


def test_a_fault_of_ours_tells_nothing_of_the_inside(client, monkeypatch):
    def fail(*args):
        raise RuntimeError("a secret of the inside")

    path = released.publish()
    monkeypatch.setattr(reading, "claim", fail)
    client.raise_request_exception = False
    answer = client.get(path)
    assert answer.status_code == 500
    assert answer["Cache-Control"] == "no-store"
    assert "secret" not in answer.content.decode()
    assert Markup(server_error(answer.wsgi_request).content).faults == []


def test_crawlers_are_kept_from_the_editors_screens_only(client):
    answer = client.get("/robots.txt")
    assert answer["Content-Type"] == "text/plain"
    kept_out = [line for line in answer.text.splitlines() if line.startswith("Disallow")]
    assert kept_out == ["Disallow: /admin/"]
    assert "Sitemap: http://127.0.0.1:8000/sitemap.xml" in answer.text


def test_a_page_of_a_desk_of_one_person_says_so(client, settings):
    path = released.publish(review={"second_person": False}, verdict=builders.verdict())
    assert "run by one person" not in Markup(client.get(path).content).words
    settings.SINGLE_PERSON_DESK = True
    words = Markup(client.get(path).content).words
    assert "This desk is run by one person" in words
    assert words.count("Who decided One person alone") == 2


def test_feeds_of_a_speaker_can_be_discovered_in_both_formats(client):
    released.publish_named()
    page = Markup(client.get(f"/speakers/{released.SPEAKER}-laurynas-kasciunas").content)
    links = page.values("href", "link")
    for format in ("atom", "json"):
        assert f"/feeds/speakers/{released.SPEAKER}.{format}" in links


@pytest.mark.parametrize(("prefix", "tag"), [("", "en-gb"), ("/uk", "uk")])
def test_another_host_gets_a_page_of_ours_with_the_policy_of_every_page(client, prefix, tag):
    answer = client.get(f"{prefix}/", headers={"host": "elsewhere.example"})
    assert answer.status_code == 400
    page = Markup(answer.content)
    assert page.faults == [] and page.values("lang", "html") == [tag]
    assert "elsewhere" not in answer.content.decode()
    assert answer["Cache-Control"] == "no-store"
    usual = client.get("/methodology")
    for name in ("X-Frame-Options", "Content-Security-Policy", "X-Content-Type-Options"):
        assert answer.has_header(name) and usual.has_header(name)
    assert answer["X-Frame-Options"] == "DENY"


def test_an_icon_is_there_for_whoever_asks_unbidden(client, static_files):
    answer = client.get("/favicon.ico")
    assert answer.status_code == 301
    name = answer["Location"].removeprefix("/static/")
    with Image.open(static_files / name) as icon:
        assert icon.format == "ICO"
