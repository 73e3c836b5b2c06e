"""Every page of the desk opens, with a bounded number of queries, and none offers to delete."""

import pytest
from django.contrib import admin
from django.db import connection
from django.test.utils import CaptureQueriesContext

from claims.admin.home.waiting import QUEUES
from claims.desk.models import (
    AttributionStep,
    Claim,
    ClaimTopic,
    Contact,
    CorrectionRequest,
    Rating,
    Source,
    SpeakerName,
    Statement,
)
from claims.workflow import submit
from tests import desk_builders as make
from tests.admin.conftest import Desk, add_page, change_page, list_page

pytestmark = pytest.mark.django_db

ROWS = 30
MOST_FOR_A_LIST = 14
MOST_FOR_A_PAGE = 80
MOST_FOR_A_HISTORY = 22
MOST_FOR_THE_QUEUE = 36
MOST_FOR_HOME = 24

MODELS = sorted(admin.site._registry, key=lambda model: str(model._meta.model_name))


def queries(desk: Desk, where: str) -> int:
    with CaptureQueriesContext(connection) as asked:
        answer = desk.get(where)
    assert answer.status_code == 200, where
    return len(asked)


def fill(by, rows: int) -> None:
    """A desk with `rows` of everything that has a list."""
    capture = make.capture(by, " ".join(f"“Sentence number {n}.”" for n in range(rows)))
    for number in range(rows):
        speaker = make.speaker(
            by,
            f"Speaker {number}",
            save=(SpeakerName(name=f"Alias {number}"), SpeakerName(name=f"Other {number}")),
        )
        statement = make.statement(
            by,
            f"“Sentence number {number}.”",
            of=capture,
            said_by=speaker,
            save=(AttributionStep(position=0, name="Outlet"),),
        )
        publisher = make.publisher(by, f"Publisher {number}")
        make.source(by, title=f"Source {number}", publisher=publisher)
        topic = make.topic(by, f"Topic {number}")
        claim = make.claim(
            by,
            f"Claim {number}.",
            made_by=statement,
            assigned_to=by,
            save=(ClaimTopic(topic=topic), Contact(party="Mayor", asked_on="2024-11-01")),
        )
        if number % 2:
            submit(claim, by=by)
    make.ratings()


@pytest.fixture(scope="module")
def rows(once) -> None:
    once(lambda: fill(make.user("paul", "publisher"), ROWS))


@pytest.fixture
def filled(rows, at_desk) -> Desk:
    """A publisher at a desk with ROWS of everything."""
    return at_desk("paul", "publisher")


def test_every_list_opens_in_few_queries(filled):
    for model in MODELS:
        if filled.get(list_page(model)).status_code != 403:
            assert queries(filled, list_page(model)) <= MOST_FOR_A_LIST, model
    assert queries(filled, "/admin/review/") <= MOST_FOR_THE_QUEUE
    assert queries(filled, "/admin/") <= MOST_FOR_HOME


def test_every_page_opens_in_bounded_queries(filled):
    for model in MODELS:
        desk = filled
        thing = model._default_manager.order_by("pk").last()
        if thing is None or desk.get(change_page(thing)).status_code == 403:
            continue
        assert queries(desk, change_page(thing)) <= MOST_FOR_A_PAGE, model
        history = change_page(thing).replace("change", "history")
        assert queries(desk, history) <= MOST_FOR_A_HISTORY, model
        if desk.get(add_page(model)).status_code != 403:
            assert queries(desk, add_page(model)) <= MOST_FOR_A_LIST, model


def test_a_page_with_many_rows_asks_no_more_than_one_with_few(filled, statistics_known):
    by = filled.account
    source = make.source(by, title="One report")
    few, many = (
        make.claim(by, text, made_by=Statement.objects.first()) for text in ("Few.", "Many.")
    )
    make.evidence(by, few, text="Inspectors found a crack.", source=source)
    for number in range(10):
        make.evidence(by, many, text=f"Inspectors found crack number {number}.", source=source)
    assert queries(filled, change_page(many)) == queries(filled, change_page(few))


def test_the_administrators_pages_open(at_desk):
    adam = at_desk("adam", "admin")
    rating = make.ratings()["supported"]
    for where in (
        list_page(Rating),
        add_page(Rating),
        change_page(rating),
        "/admin/claims/user/",
        "/admin/claims/user/add/",
        change_page(adam.account),
        change_page(adam.account).replace("change", "history"),
    ):
        assert queries(adam, where) <= MOST_FOR_A_LIST


def test_nothing_offers_to_delete(filled):
    for model in MODELS:
        page = filled.get(list_page(model))
        assert "delete_selected" not in page.text
        thing = model._default_manager.order_by("pk").first()
        if thing is None or page.status_code == 403:
            continue
        where = change_page(thing).replace("/change/", "/delete/")
        assert filled.get(where).status_code == 403
        assert filled.client.post(where, {"post": "yes"}).status_code == 403
        assert where not in filled.get(change_page(thing)).text
        assert model._default_manager.filter(pk=thing.pk).exists()


@pytest.mark.parametrize("query", [{}, {"q": "number"}, {"p": "2"}])
def test_no_list_counts_or_reads_a_whole_table(filled, query):
    CorrectionRequest(claim=Claim.objects.earliest("pk").public_id, wrong="A number.").save()
    for where in ("/admin/review/", *map(list_page, MODELS)):
        with CaptureQueriesContext(connection) as asked:
            status = filled.get(where, **query).status_code
        assert status in (200, 403), where
        counts = [each["sql"] for each in asked if "COUNT(" in each["sql"].upper()]
        assert all("LIMIT" in sql for sql in counts), where
        assert counts or status == 403, where
        assert not any('"claims_capture"."text"' in each["sql"] for each in asked), where


def test_every_queue_of_the_home_is_a_list_in_few_queries(filled):
    for queue in QUEUES:
        assert queries(filled, f"{list_page(Claim)}?waiting={queue.key}") <= MOST_FOR_A_LIST
    for where in (
        f"{list_page(CorrectionRequest)}?state=open",
        f"{list_page(Source)}?availability__in=changed,gone",
    ):
        assert queries(filled, where) <= MOST_FOR_A_LIST
