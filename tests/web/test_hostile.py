"""Hostile words in every field, and what pages may load and say: nothing but ours."""

import json
import re
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings

import claims
from claims.record.models import PublishedEntity
from tests import builders
from tests.web import released
from tests.web.markup import Markup
from tests.web.released import evidence, source, statement

HOUSE = Path(claims.__file__).parent
STYLES = sorted((HOUSE / "static" / "web").glob("*.css"))
TEMPLATES = sorted((HOUSE / "templates" / "web").rglob("*.html"))

ATTACKS = [
    "<script>alert(1)</script>",
    "\"'><img src=x onerror=alert(1)>",
    "</title></bdi></blockquote><svg onload=alert(1)>",
    "javascript:alert(1)//",
    "{{ desk.name }}{% now 'Y' %}<!-- -->",
    "\u202egnp.exe\u2066 \u200d",
    "W" * 3000,
]
KEPT = {"id", "explanation_html", "status", "stance", "released_at", "rendering_of"}


def poisoned(value: Any, attack: str) -> Any:
    """The same body with every text in it replaced."""
    if isinstance(value, dict):
        return {key: part if key in KEPT else poisoned(part, attack) for key, part in value.items()}
    if isinstance(value, list):
        return [poisoned(part, attack) for part in value]
    return attack if isinstance(value, str) else value


def full_claim() -> str:
    """Publish a claim in which every list holds something, and return its path."""
    translation = {"language": "en", "text": "x", "translator": "y", "method": "machine"}
    as_evidence = builders.statement_as_evidence("statementzzz", source=source())
    parts: dict[str, Any] = {
        "verdict": builders.verdict(),
        "translations": [{"language": "uk", "text": "x", "translator": "y"}],
        "context": "x",
        "why_checked": "x",
        "about": {"from": {"value": "2024", "precision": "year"}, "to": None},
        "statements": [
            statement(translations=[translation], occasion="x", place="x"),
            statement("statementbbb", rendering_of="statementaaa", rendering_note="x"),
            statement("statementccc", kind="headline"),
        ],
        "evidence": [
            evidence(translations=[translation], note="x", counts=False),
            evidence("evidencebbbb", source=None, statement=as_evidence),
        ],
        "replies": [
            {"party": "x", "asked_on": "2024-11-04", "replied_on": "2024-11-04", "reply": "x"}
        ],
    }
    released.publish(**parts)
    path = released.publish(event="correction", note=builders.NOTE, **parts)
    body = released.body_of()
    body["relations"] = [{"kind": "related", "claim": {"id": released.numbered(1), "claim": "x"}}]
    released.put(released.CLAIM, body)
    return path


def assert_harmless(content: bytes) -> Markup:
    page = Markup(content)
    assert page.faults == []
    tags = {tag for tag, _ in page.elements}
    assert not tags & {"style", "img", "iframe", "object", "embed", "base"}
    scripts = [attributes for tag, attributes in page.elements if tag == "script"]
    assert scripts == [{"type": "application/ld+json"}] * len(page.scripts)
    assert len(scripts) <= 1
    forms = [found for tag, found in page.elements if tag == "form"]
    assert all(found["role"] == "search" and "method" not in found for found in forms)
    for tag, attributes in page.elements:
        assert not [name for name in attributes if name.startswith("on") or name == "style"], tag
        for name in ("href", "src", "action"):
            assert re.match(r"(https?://|/(?!/)|#|$)", attributes.get(name, "")), attributes
    return page


@pytest.mark.django_db
@pytest.mark.parametrize("attack", ATTACKS)
def test_hostile_words_in_a_claim_stay_words(client, attack):
    path = full_claim()
    released.put(released.CLAIM, poisoned(released.body_of(), attack))
    for address in (path, f"{path}/history", "/", "/corrections", f"/embed/{released.CLAIM}"):
        answer = client.get(address)
        assert answer.status_code == 200
        page = assert_harmless(answer.content)
        assert " ".join(attack.split()) in page.words


@pytest.mark.django_db
@pytest.mark.parametrize("attack", ATTACKS)
@pytest.mark.parametrize("kind", ["speaker", "source", "publisher", "topic", "scale"])
def test_hostile_words_in_what_a_claim_names_stay_words(client, attack, kind):
    released.publish_named()
    row = PublishedEntity.objects.get(kind=kind)
    body = poisoned(json.loads(row.body), attack)
    PublishedEntity.objects.filter(pk=row.pk).update(body=json.dumps(body))
    path = "/methodology" if kind == "scale" else f"/{kind}s/{row.public_id}"
    assert_harmless(client.get(path, follow=True).content)


@pytest.mark.django_db
def test_the_name_of_the_desk_is_only_a_name(client, settings):
    settings.DESK_NAME = settings.DATA_LICENCE = ATTACKS[1]
    for path in ("/", released.publish(), "/methodology", "/nothing"):
        assert_harmless(client.get(path).content)


@pytest.mark.django_db
@pytest.mark.parametrize("url", ["javascript:alert(1)", "data:text/html,x", "//x.example", "x y"])
def test_an_address_that_is_no_web_address_is_never_a_link(client, url):
    path = full_claim()
    body = released.body_of()
    for said in body["statements"]:
        said["source"] |= {"url": url, "archive_url": url}
        said["attribution"] = [{"position": 0, "name": "x", "url": url, "relation": "citing"}]
    released.put(released.CLAIM, body)
    links = Markup(client.get(path).content).values("href")
    assert not [link for link in links if url in link]


@pytest.mark.django_db
def test_pages_load_nothing_from_elsewhere(client):
    released.publish_named()
    for path in ("/", full_claim(), "/methodology", "/nothing"):
        page = Markup(client.get(path).content)
        for tag, attributes in page.elements:
            if tag == "link" and attributes["rel"] in ("stylesheet", "icon"):
                assert attributes["href"].startswith(f"/{settings.STATIC_URL.strip('/')}/web/")
        assert page.values("src") == []


@pytest.mark.parametrize("style", STYLES, ids=lambda path: path.name)
def test_styles_load_nothing_at_all(style):
    text = style.read_text(encoding="utf-8")
    assert not re.search(r"url\(|@import|https?:|image-set|expression\(", text)


def test_two_values_alone_are_not_escaped():
    text = {path.name: path.read_text(encoding="utf-8") for path in TEMPLATES}
    unescaped = re.compile(r"\|\s*safe|autoescape|mark_safe|safeseq")
    found = [name for name, template in text.items() for _ in unescaped.finditer(template)]
    assert found == ["claim.html", "claim.html"]
    assert "claim.verdict.explanation_html|safe" in text["claim.html"]
    assert "claim_review|safe" in text["claim.html"]


def tokens(text: str) -> dict[str, str]:
    return dict(re.findall(r"--([a-z-]+): (#[0-9a-f]{6});", text))


def luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_ink_can_be_read_on_every_ground_it_stands_on(scheme):
    text = (HOUSE / "static" / "web" / "page.css").read_text(encoding="utf-8")
    light, dark = text.split("@media")[:2]
    colours = tokens(light) | (tokens(dark) if scheme == "dark" else {})
    tones = ("true", "false", "mixed", "other", "open")
    grounds = ("ground", "surface", "sunken")
    inks = ("ink", "ink-quiet", "link", "link-visited", "words", "around")
    pairs = [(ink, ground) for ink in inks for ground in grounds]
    pairs += [(tone, ground) for tone in tones for ground in ("ground", "surface", f"{tone}-soft")]
    pairs += [(ink, f"{tone}-soft") for ink in ("ink", "ink-quiet", "link") for tone in tones]
    pairs += [("on-tone", tone) for tone in tones]
    faint = {pair: contrast(colours[pair[0]], colours[pair[1]]) for pair in pairs}
    assert {pair: ratio for pair, ratio in faint.items() if ratio < 4.5} == {}


@pytest.mark.django_db
@pytest.mark.parametrize("attack", ATTACKS)
def test_hostile_words_searched_for_stay_words(client, attack):
    released.publish()
    page = assert_harmless(client.get("/search", {"q": attack, "verdict": attack}).content)
    assert attack[:200] in page.values("value", "input")[0]
