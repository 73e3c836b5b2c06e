"""Every list of the desk with many rows: as many queries as with few, and no whole table counted.

`make bench` does the same with 100,000 rows.
"""

import pytest
from django.contrib import admin

from claims.admin import listing
from claims.desk.models import Claim, Speaker
from tests import desk_builders as make
from tests.admin.conftest import Desk, list_page
from tests.benchmarks import desk_rows
from tests.benchmarks.lists import WAYS, grown, reader, visits

pytestmark = pytest.mark.django_db

FEW, MANY = 120, 360


def test_every_list_of_the_desk_is_measured():
    assert set(WAYS) == set(admin.site._registry)


def test_every_list_asks_as_much_with_many_rows_as_with_few():
    client = reader()
    desk_rows.fill(0, FEW)
    few = list(visits(client))
    desk_rows.fill(FEW, MANY)
    assert grown(few, list(visits(client))) == []


def test_a_list_without_a_search_shows_what_there_is(anna: Desk):
    desk_rows.fill(0, 3)
    for model in WAYS:
        page = anna.get(list_page(model))
        assert page.status_code == 403 or page.context["cl"].result_count > 0, model


def test_names_stand_in_one_alphabet_whatever_their_script(anna: Desk):
    for name in ("Zoe Last", "Борис Перший", "Ärne Early"):
        make.speaker(anna.account, name)
    shown = anna.get(list_page(Speaker)).context["cl"].result_list
    assert [row.name for row in shown] == ["Ärne Early", "Борис Перший", "Zoe Last"]


def test_a_column_without_an_index_orders_the_newest_alone_and_says_so(anna: Desk, monkeypatch):
    monkeypatch.setattr(listing, "MOST_COUNTED", 60)
    desk_rows.fill(0, FEW)
    newest = set(Claim.objects.order_by("-pk").values_list("pk", flat=True)[:60])
    column = 1 + admin.site._registry[Claim].list_display.index("priority")
    page = anna.get(list_page(Claim), o=str(column))
    assert {row.pk for row in page.context["cl"].result_list} <= newest
    assert "Ordered among the newest 60 that match" in page.text
    assert "Ordered among" not in anna.get(list_page(Claim)).text
    narrowed = anna.get(list_page(Claim), o=str(column), stage__exact="in_review")
    assert "Ordered among" not in narrowed.text


@pytest.mark.parametrize("written", ["2024-13", "soon", "9999", "0001", "1" * 400])
def test_a_date_that_is_none_finds_nothing(anna: Desk, written):
    desk_rows.fill(0, 3)
    for name, model in (("at", "auditentry"), ("published", "source"), ("decided", "decision")):
        answer = anna.get(f"/admin/claims/{model}/", **{name: written})
        assert answer.status_code == 200 and answer.context["cl"].result_count == 0
