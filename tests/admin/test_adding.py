"""A form for something new that is sent again, its answer lost, makes one thing and leads to it."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from claims.desk.models import AuditEntry, Claim, Publisher, Rating, Source, Speaker, Topic
from tests.admin.conftest import Desk, add_page, told

pytestmark = pytest.mark.django_db

FORMS: dict[Any, dict[str, str]] = {
    Claim: {"text": "The bridge is safe."},
    Publisher: {"name": "Daily Example", "kind": "news_site"},
    Source: {"title": "The bridge opens"},
    Speaker: {"name": "Ann Example"},
    Topic: {"name": "Bridges"},
}


@pytest.mark.parametrize("kind", FORMS)
def test_the_same_form_sent_twice_makes_one_thing_and_is_answered_alike(
    anna: Desk, kind: Any
) -> None:
    form = anna.blank(kind)
    first = anna.add(kind, form, **FORMS[kind])
    again = anna.add(kind, form, **FORMS[kind])
    thing = kind.objects.get()
    assert AuditEntry.objects.filter(subject=thing.public_id).count() == 1
    assert again.redirect_chain == first.redirect_chain
    assert "was added successfully" in told(again)[0]


def test_it_leads_to_the_thing_even_where_another_button_is_pressed(anna: Desk) -> None:
    form = anna.blank(Topic)
    anna.add(Topic, form, name="Bridges")
    again = anna.add(Topic, form, name="Bridges", _continue="1", csrfmiddlewaretoken="another")
    ((where, _),) = again.redirect_chain
    assert where.endswith(f"/{Topic.objects.get().pk}/change/")


def test_what_was_typed_and_put_back_leads_to_what_it_made(anna: Desk) -> None:
    form = anna.blank(Claim)
    anna.add(Claim, form, text="The bridge is safe.")
    again = anna.add(Claim, form, text="The bridge is safe.", _restore="1")
    assert again.redirect_chain
    assert Claim.objects.count() == 1


def test_a_form_that_was_refused_makes_one_thing_once_it_is_mended(anna: Desk) -> None:
    refused = anna.add(Source, title="Kept title", url="https://example.org", withheld="on")
    assert Source.objects.count() == 0
    form = anna.blank(Source)
    shown = refused.context["shown"]
    for _ in range(2):
        anna.add(Source, form, title="Kept title", url="https://example.org", shown=shown)
    assert Source.objects.count() == 1


def test_another_text_or_another_showing_of_the_form_or_another_editor_makes_another(
    anna: Desk, at_desk: Callable[..., Desk]
) -> None:
    form = anna.blank(Claim)
    anna.add(Claim, form, text="The bridge is safe.")
    anna.add(Claim, form, text="The bridge is not new.")
    anna.add(Claim, text="The bridge is safe.")
    at_desk("oskar", "contributor").add(Claim, form, text="The bridge is safe.")
    assert Claim.objects.count() == 4


def test_rows_are_part_of_what_was_sent(anna: Desk) -> None:
    form = anna.blank(Speaker).row("names", name="A. Example", kind="short")
    for _ in range(2):
        anna.add(Speaker, form, name="Ann Example")
    anna.add(Speaker, form, **{"name": "Ann Example", "names-0-name": "Ann E."})
    assert sorted(one.names.get().name for one in Speaker.objects.all()) == ["A. Example", "Ann E."]


def test_whoever_may_not_add_is_not_led_anywhere(anna: Desk, at_desk: Callable[..., Desk]) -> None:
    form = anna.blank(Topic)
    anna.add(Topic, form, name="Bridges")
    auditor = at_desk("otto", "auditor")
    assert auditor.client.post(add_page(Topic), form | {"name": "Bridges"}).status_code == 403


def test_the_scale_too(at_desk: Callable[..., Desk]) -> None:
    boss = at_desk("boss", "admin")
    form = boss.blank(Rating)
    said = {"code": "true", "label": "True", "meaning": "It is so.", "normalised": "TRUE"}
    for _ in range(2):
        boss.add(Rating, form, **said)
    assert Rating.objects.filter(code="true").count() == 1


@pytest.mark.django_db(transaction=True)
def test_the_same_form_sent_twice_at_once_makes_one_thing(
    anna: Desk, concurrently: Callable[..., list[Any]]
) -> None:
    form = anna.blank(Claim) | {"text": "The bridge is safe."}
    other = Desk(anna.account, make_client(anna))

    def send(desk: Desk) -> Callable[[], int]:
        return lambda: int(desk.client.post(add_page(Claim), form).status_code)

    assert concurrently(send(anna), send(other)) == [302, 302]
    assert Claim.objects.count() == 1


def make_client(desk: Desk) -> Client:
    """Another window of the same browser."""
    client = Client()
    client.cookies = desk.client.cookies
    return client
