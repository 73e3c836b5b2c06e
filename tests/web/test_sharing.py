"""A claim on other people's pages: the framed card, oEmbed and the share image."""

import json
from io import BytesIO
from typing import Any

import pytest
from PIL import Image

from tests import builders
from tests.web import released
from tests.web.markup import Markup

pytestmark = pytest.mark.django_db

EMBED = f"/embed/{released.CLAIM}"


def test_the_card_alone_may_be_framed_by_anybody(client):
    path = released.publish()
    card, page = client.get(EMBED), client.get(path)
    assert "X-Frame-Options" not in card
    assert "frame-ancestors *" in card["Content-Security-Policy"]
    assert page["X-Frame-Options"] == "DENY"
    assert "frame-ancestors 'none'" in page["Content-Security-Policy"]


def test_the_card_tells_verdict_claim_claimant_and_date_and_leads_to_the_page(client):
    path = released.publish(verdict=builders.verdict(label="Overstated"))
    card = Markup(client.get(EMBED).content)
    assert card.faults == []
    for told in ("Overstated", released.TEXT, "Claimed by Laurynas Kasčiūnas", "5 November 2024"):
        assert told in card.words
    assert card.values("href", "a") == [f"http://127.0.0.1:8000{path}"]


@pytest.mark.parametrize(("event", "told"), [("retraction", "Retracted"), ("flag", "Under review")])
def test_the_card_follows_what_becomes_of_the_claim(client, event, told):
    released.publish()
    released.publish(event=event, note=builders.NOTE)
    assert told in Markup(client.get(EMBED).content).words


def test_a_verdict_that_was_taken_back_is_told_no_more(client):
    rated: dict[str, Any] = {"verdict": builders.verdict(label="Overstated")}
    path = released.publish(**rated)
    image = client.get(f"{path}/card.png").content
    released.publish(event="retraction", note=builders.NOTE, **rated)
    card = Markup(client.get(EMBED).content)
    assert "Retracted" in card.words and "Overstated" not in card.words
    assert client.get(f"{path}/card.png").content != image
    told = [
        found["content"]
        for found in Markup(client.get(path).content).elements_of("meta")
        if found.get("property") == "og:description"
    ]
    assert told[0].startswith("Retracted. ")


def test_a_claim_page_leads_to_its_oembed_answer_which_frames_the_card(client):
    path = released.publish()
    page = Markup(client.get(path).content)
    (address,) = [
        found["href"]
        for _, found in page.elements
        if found.get("type") == "application/json+oembed"
    ]
    answer = json.loads(client.get(address.removeprefix("http://127.0.0.1:8000")).content)
    assert (answer["version"], answer["type"]) == ("1.0", "rich")
    assert f'src="http://127.0.0.1:8000{EMBED}"' in answer["html"]
    assert answer["width"] == 560
    assert f'width="560" height="{answer["height"]}"' in answer["html"]


def offered(client, path: str, **asked: Any) -> dict[str, Any]:
    answer = client.get("/oembed", {"url": f"http://127.0.0.1:8000{path}", **asked})
    assert answer.status_code == 200
    return json.loads(answer.content)


def test_an_embedder_may_ask_for_less_room(client):
    path = released.publish()
    answer = offered(client, path, maxwidth="300", maxheight="90")
    assert (answer["width"], answer["height"]) == (300, 90)
    narrow, wide = (offered(client, path, maxwidth=width) for width in (200, 2000))
    assert (narrow["width"], wide["width"]) == (200, 560)
    assert narrow["height"] > wide["height"]


def test_the_card_speaks_the_language_of_the_page_that_is_embedded(client):
    path = released.publish()
    page = Markup(client.get(f"/uk{path}").content)
    (address,) = [
        found["href"]
        for _, found in page.elements
        if found.get("type") == "application/json+oembed"
    ]
    answer = json.loads(client.get(address.removeprefix("http://127.0.0.1:8000")).content)
    assert f'src="http://127.0.0.1:8000/uk{EMBED}"' in answer["html"]
    assert answer["thumbnail_url"].startswith("http://127.0.0.1:8000/uk/claims/")
    assert f'src="http://127.0.0.1:8000{EMBED}"' in offered(client, path)["html"]


def test_a_suppressed_claim_is_offered_to_nobody(client):
    released.publish()
    path = released.publish(event="suppression", note=builders.NOTE)
    asked = {"url": f"http://127.0.0.1:8000{path}"}
    assert client.get("/oembed", asked).status_code == 404
    assert client.get(EMBED).status_code == 200


def test_a_merged_card_says_into_what(client):
    winner = released.publish(released.numbered(1), claim="What both of them say.")
    path = released.publish()
    released.publish(event="merge", note=builders.NOTE, merged_into=released.numbered(1))
    card = Markup(client.get(f"/uk{EMBED}").content)
    assert card.faults == []
    assert "Об’єднано" in card.words and "What both of them say." in card.words
    assert f"/uk{winner}" in card.values("href", "a")
    history = Markup(client.get(f"{path}/history").content)
    assert "another one: What both of them say." in history.words


@pytest.mark.parametrize(
    ("asked", "status"),
    [
        ({}, 404),
        ({"url": "http://127.0.0.1:8000/"}, 404),
        ({"url": "http://elsewhere.example/claims/claimclaimaa"}, 404),
        ({"url": "http://127.0.0.1:8000/claims/aaaaaaaaaaaa"}, 404),
        ({"url": "http://[::1"}, 404),
        ({"url": "http://127.0.0.1:8000/claims/claimclaimaa", "maxwidth": "wide"}, 404),
        ({"url": "http://127.0.0.1:8000/claims/claimclaimaa", "maxwidth": "159"}, 404),
        ({"url": "http://127.0.0.1:8000/claims/claimclaimaa", "maxheight": "0"}, 404),
        ({"url": "http://127.0.0.1:8000/claims/claimclaimaa", "format": "xml"}, 501),
    ],
)
def test_what_is_no_claim_of_ours_cannot_be_embedded(client, asked, status):
    released.publish()
    assert client.get("/oembed", asked).status_code == status


@pytest.mark.parametrize(
    "text",
    [
        "Short",
        "word " * 300,
        "W" * 900,
        "من قال إن المدينة خالية",
        "他說這個城市是空的",
        "🙂 \u202e",
    ],
)
def test_the_image_is_drawn_for_any_claim(client, text):
    path = released.publish(claim=text, verdict=builders.verdict())
    answer = client.get(f"{path}/card.png")
    assert answer["Content-Type"] == "image/png"
    assert Image.open(BytesIO(answer.content)).size == (1200, 630)
    assert client.get(f"{path}/card.png").content == answer.content


def test_verdicts_look_different_on_the_image(client):
    drawn: set[bytes] = set()
    for normalised in ("TRUE", "MIXTURE", "FALSE", "OTHER"):
        event = "update" if drawn else "publish"
        verdict = builders.verdict(label="The same word", normalised=normalised)
        path = released.publish(event=event, note=builders.NOTE, verdict=verdict)
        drawn.add(client.get(f"{path}/card.png").content)
    assert len(drawn) == 4
