"""The canary crawl and the differential test (draft-leak checklist of the trust requirements)."""

import pytest
from django.db import connection
from django.db.models import Model
from django.test import Client

from claims.desk import models as desk
from claims.desk.models import Claim, User
from claims.ledger import guards
from claims.record.models import Release, read_tables, search_tables
from claims.workflow import revise
from tests.leaks.addresses import (
    KINDS,
    PARAMETERS,
    ROUTES,
    addresses,
    of_claim,
    parameters,
    questions,
)
from tests.leaks.crawling import Answer, ask, crawl, routes
from tests.leaks.planting import CANARY, Planted, plant

pytestmark = pytest.mark.django_db

UNKNOWN = "aaaaaaaaaaaa"
Answers = dict[tuple[str, str, str], Answer]


def delete_the_whole_desk() -> None:
    """Delete every row of the desk but its accounts, published or not: the public reads none."""
    guards.drop(connection)
    constrained = connection.constraint_checks_disabled()
    with constrained, connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        for model in reversed(list(_tables())):
            if connection.vendor == "postgresql":
                cursor.execute(f'ALTER TABLE "{model}" DISABLE TRIGGER ALL')
            cursor.execute(f'DELETE FROM "{model}"')
            if connection.vendor == "postgresql":
                cursor.execute(f'ALTER TABLE "{model}" ENABLE TRIGGER ALL')
    guards.install(connection)


def _tables() -> list[str]:
    found = [getattr(desk, name) for name in desk.__all__ if name != "User"]
    return [model._meta.db_table for model in found if hasattr(model, "objects")]


def test_every_public_route_is_crawled() -> None:
    assert routes() == set(ROUTES)


def test_every_parameter_of_the_schema_is_asked_with(client: Client) -> None:
    named = {name for names in parameters(client).values() for name in names}
    assert named == set(PARAMETERS)


def test_words_of_a_draft_are_as_unknown_to_the_search_page_as_any(
    client: Client, planted: Planted
) -> None:
    pages = [ask(client, f"/search?q={word}").body for word in (CANARY, "zqunheard")]
    assert pages[0].replace(CANARY, "zqunheard") == pages[1]


def test_no_read_table_holds_anything_of_a_draft(planted: Planted) -> None:
    tables = [*read_tables.__dict__.values(), *search_tables.__dict__.values(), Release]
    models = [one for one in tables if isinstance(one, type) and issubclass(one, Model)]
    for table in {one for one in models if not one._meta.abstract}:
        for row in table._default_manager.values():
            assert CANARY not in str(row).lower()


def test_an_id_that_only_a_draft_has_is_an_unknown_id(
    client: Client, public: dict[str, str], planted: Planted
) -> None:
    unknown = dict.fromkeys(KINDS, UNKNOWN)
    absent: dict[str, Answer] = {}
    for draft in planted.ids:
        named = unknown | dict.fromkeys(kinds_of(draft), draft)
        for asked, nothing in zip(addresses(named), addresses(unknown), strict=True):
            if asked == nothing:
                continue
            if nothing not in absent:
                absent[nothing] = ask(client, nothing)
            answer = ask(client, asked)
            assert answer.status == 404, asked
            assert answer.readable.replace(draft, UNKNOWN) == absent[nothing].readable


def kinds_of(draft: str) -> tuple[str, ...]:
    """Return what an id is asked for as: what it is of, or everything where that has no address."""
    models = (desk.Claim, desk.Statement, desk.Speaker, desk.Source, desk.Publisher, desk.Topic)
    found = [model for model in models if model._default_manager.filter(public_id=draft).exists()]
    return tuple(str(model._meta.model_name) for model in found) or KINDS


def test_no_filter_tells_a_draft_from_nothing(
    client: Client, public: dict[str, str], planted: Planted
) -> None:
    for template, names in parameters(client).items():
        path = of_claim(template, public)
        for name in names:
            absent: dict[str, Answer] = {}
            for value in (*planted.ids[:9], CANARY, "2019-07-18"):
                stand_in = "1999-07-18" if value.startswith("2019") else UNKNOWN
                if value == CANARY:
                    stand_in = "zqunknown"
                if stand_in not in absent:
                    absent[stand_in] = ask(client, f"{path}?{name}={stand_in}")
                nothing, answer = absent[stand_in], ask(client, f"{path}?{name}={value}")
                told = answer.body.replace(value, stand_in)
                assert (answer.status, told) == (nothing.status, nothing.body), (path, name, value)


def everything(client: Client, ids: dict[str, str]) -> dict[tuple[str, str, str], Answer]:
    """What is answered at every address in every way, and to every question."""
    answers = crawl(client, addresses(ids))
    for address in questions(client, ids):
        answers[address, "GET", "*/*"] = ask(client, address)
    return answers


def test_neither_drafts_nor_edits_nor_the_desk_itself_change_a_public_byte(
    client: Client, public: dict[str, str], desk_of_two: tuple[User, User, User]
) -> None:
    """Three walks of everything: without drafts, among them, and with the whole desk gone."""
    before = everything(client, public)
    claim = Claim.objects.get(public_id=public["claim"])
    planted = plant(*desk_of_two, claim)
    claim.refresh_from_db()
    claim.rating = None
    revise(claim, by=desk_of_two[0])
    among = everything(client, public)
    assert differing(before, among) == []
    carry_nothing(among, planted)
    delete_the_whole_desk()
    assert not Claim.objects.exists()
    assert differing(before, everything(client, public)) == []


def differing(one: Answers, other: Answers) -> list[tuple[str, str, str]]:
    """Return what was asked that is not answered in both, or otherwise."""
    return [asked for asked in one.keys() | other.keys() if one.get(asked) != other.get(asked)]


def carry_nothing(answers: Answers, planted: Planted) -> None:
    """No answer holds a canary or an id of a draft, or gives a cookie."""
    secrets = [CANARY, *planted.ids, "q987654321", "2019-07-1"]
    looked_at = set()
    for asked, answer in answers.items():
        # A page of results repeats what was searched for, and nothing else of it.
        sought = tuple(one for one in secrets if one not in asked[0])
        if (answer, sought) in looked_at:
            continue
        looked_at.add((answer, sought))
        readable = answer.readable
        assert [one for one in sought if one in readable] == [], asked
        assert "set-cookie" not in dict(answer.headers), asked
