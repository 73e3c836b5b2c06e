"""Hostile text in every field is shown and never acts, on every page of the desk."""

from collections.abc import Iterator
from typing import TypeVar

import pytest
from django.contrib import admin
from django.db import models
from django.urls import reverse
from playwright.sync_api import Dialog

from claims.desk.models import (
    AttributionStep,
    Capture,
    Claim,
    ClaimRelation,
    ClaimTopic,
    ClaimTranslation,
    Contact,
    CorrectionRequest,
    Evidence,
    JointSpeaker,
    Publisher,
    Role,
    Source,
    Speaker,
    SpeakerName,
    Statement,
    StatementTranslation,
    Topic,
)
from claims.workflow import comment, record_refusal, revise, save_filter, submit, suggest
from tests import desk_builders as make
from tests.admin.conftest import Desk, change_page, list_page

Thing = TypeVar("Thing", bound=models.Model)

HOSTILE = "<script>alert(1)</script>\"'><img src=x onerror=alert(2)>"
UNSEEN = "\u200bzero\u200dwidth\ufeff"
TURNED = "\u202edlrow\u202c \u2066isolated\u2069"
LIVE = ("<script>alert", "<img src=x")

LEFT_ALONE = {
    "url",
    "archive_url",
    "language",
    "spoken_language",
    "translation_language",
    "country",
    "wikidata_id",
    "script",
    "code",
    "public_id",
    "text_sha256",
    "original_sha256",
    "media_type",
    "reader_version",
    "folded",
    "latin",
    "quote",
    "prefix",
    "suffix",
    "claim",
    "email",
    "answer",
    "evidence_url",
    "sound",
}


def poisoned(thing: Thing) -> Thing:
    """The same with hostile text in every field that takes free text."""
    for field in thing._meta.local_fields:
        free = isinstance(field, models.CharField | models.TextField) and not field.choices
        if not free or field.name in LEFT_ALONE or field.name.endswith("_precision"):
            continue
        lines = isinstance(field, models.TextField)
        text = HOSTILE + (UNSEEN if lines else "")
        if isinstance(thing, Capture):
            text += TURNED
        limit = getattr(field, "max_length", None)
        setattr(thing, field.name, text[:limit] if limit else text)
    return thing


def fill(by) -> None:
    """A desk on which every free text is hostile."""
    publisher = revise(poisoned(Publisher(domains=[HOSTILE])), by=by)
    source = revise(poisoned(Source(publisher=publisher, authors=[HOSTILE])), by=by)
    captured = poisoned(Capture(source=source, captured_at=make.CAPTURED_AT, captured_by=by))
    revise(source, by=by, save=[captured])
    speaker = poisoned(Speaker())
    revise(speaker, by=by, save=[poisoned(SpeakerName()), poisoned(Role())])
    other = make.speaker(by, "Joint")
    statement = poisoned(
        Statement(capture=captured, start=0, end=30, speaker=speaker, state="accepted")
    )
    rows = [
        AttributionStep(position=0),
        StatementTranslation(language="uk"),
        JointSpeaker(position=1, speaker=other),
    ]
    revise(statement, by=by, save=[poisoned(row) for row in rows])
    topic = revise(poisoned(Topic()), by=by)
    claims = []
    for _ in range(2):
        made = make.claim(by, made_by=statement, assigned_to=by)
        rows = [
            ClaimTopic(topic=topic),
            ClaimTranslation(language="uk"),
            Contact(asked_on="2024-11-01", replied_on="2024-11-02"),
            Evidence(
                source=source,
                capture=captured,
                start=0,
                end=20,
                stance="context",
                translation_language="uk",
            ),
        ]
        claims.append(revise(poisoned(made), by=by, save=[poisoned(row) for row in rows]))
    revise(ClaimRelation(from_claim=claims[0], to_claim=claims[1]), by=by)
    poisoned(CorrectionRequest(claim=claims[0].public_id)).save()
    comment(claims[0], by=by, text=HOSTILE + UNSEEN, mentioned=[by])
    save_filter(by=by, name=HOSTILE, path=list_page(Claim), query=f"q={HOSTILE}")
    submit(claims[1], by=by, reason=HOSTILE + UNSEEN)
    words = {"text": HOSTILE, "summary": HOSTILE + UNSEEN}
    suggest(claims[1], by=by, changes=words, reason=HOSTILE)
    record_refusal(claims[0], by=by, attempted=HOSTILE, reasons=[HOSTILE + UNSEEN])


def pages() -> Iterator[str]:
    yield from ("/admin/", "/admin/review/")
    for model in admin.site._registry:
        yield list_page(model)
        for thing in model._default_manager.order_by("pk")[:40]:
            yield change_page(thing)
            yield change_page(thing).replace("/change/", "/history/")
    for capture in Capture.objects.all():
        yield reverse("admin:article", args=[capture.pk])
        yield reverse("admin:article_new", args=[capture.pk]) + "?start=0&end=20"
        for statement in capture.statements.all():
            yield reverse("admin:article_statement", args=[capture.pk, statement.pk])
    for model in (Claim, Speaker, Source, Publisher, Topic):
        things = list(model._default_manager.order_by("pk"))
        for thing in things:
            yield change_page(thing).replace("/change/", "/preview/")
            yield change_page(thing).replace("/change/", "/preview/page/")
        for thing in things:
            merge = change_page(thing).replace("/change/", "/merge/")
            yield merge
            yield f"{merge}?winner={things[0].pk}"
        yield change_page(things[0]).replace("/change/", "/history/") + "?verb=refused"


@pytest.fixture
def at_hostile_desk(at_desk) -> Desk:
    """An editor who may see everything, at a desk full of hostile text."""
    desk = at_desk("anna", "publisher", "admin", first_name=HOSTILE, last_name=HOSTILE)
    fill(desk.account)
    return desk


@pytest.mark.django_db
def test_no_hostile_text_leaves_a_page_as_markup(at_hostile_desk):
    seen = 0
    for where in pages():
        answer = at_hostile_desk.get(where)
        assert answer.status_code == 200, where
        assert not any(sign in answer.text for sign in LIVE), where
        seen += "&lt;script&gt;alert(1)" in answer.text
    assert seen > 20


@pytest.mark.django_db
def test_a_choice_and_a_message_carry_hostile_text_safely(at_hostile_desk):
    claim = Claim.objects.order_by("pk")[0]
    found = at_hostile_desk.client.get(
        "/admin/autocomplete/",
        {"app_label": "claims", "model_name": "claimrelation", "field_name": "to_claim"},
    )
    assert found["Content-Type"] == "application/json"
    form = at_hostile_desk.open(claim)
    answer = at_hostile_desk.save(claim, form, summary="Changed.", _continue="1")
    assert "was changed successfully" in answer.text
    assert not any(sign in answer.text for sign in LIVE)


@pytest.mark.django_db
def test_approving_several_shows_hostile_claims_safely(at_hostile_desk):
    claims = Claim.objects.order_by("pk")
    data = {"action": "approve_selected", "_selected_action": [claim.pk for claim in claims]}
    page = at_hostile_desk.client.post(list_page(Claim), data).text
    assert "&lt;script&gt;alert(1)" in page and "Approve these claims" in page
    assert not any(sign in page for sign in LIVE)


@pytest.mark.django_db
def test_unseen_characters_are_visible_to_editors(at_hostile_desk):
    claim = Claim.objects.order_by("pk")[0]
    assert "[ZWSP]" in at_hostile_desk.get(list_page(Claim)).text
    assert "[ZWSP]" in at_hostile_desk.get(change_page(claim)).text
    source = Source.objects.order_by("pk")[0]
    assert "RIGHT-TO-LEFT OVERRIDE" in at_hostile_desk.get(change_page(source)).text


@pytest.mark.browser
def test_nothing_acts_in_a_browser(at_desk, live_server, browser):
    desk = at_desk("anna", "publisher", "admin", first_name=HOSTILE)
    fill(desk.account)
    context = browser.new_context()
    context.add_cookies([{"name": "sessionid", "value": session_of(desk), "url": live_server.url}])
    page = context.new_page()
    complaints: list[str] = []

    def refuse(dialog: Dialog) -> None:
        complaints.append(dialog.message)
        dialog.dismiss()

    page.on("dialog", refuse)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on(
        "console",
        lambda told: complaints.append(told.text) if told.type == "error" else None,
    )
    for where in pages():
        answer = page.goto(live_server.url + where)
        assert answer.status == 200, where
        assert complaints == [], where
    context.close()


def session_of(desk: Desk) -> str:
    return desk.client.cookies["sessionid"].value
