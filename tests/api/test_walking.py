"""A walk through a list while another thread publishes loses and repeats nothing."""

import threading
from urllib.parse import urlsplit

import pytest
from django.db import connections
from django.test import Client

from tests.api.making import id_of, released

pytestmark = pytest.mark.django_db(transaction=True)

BEFORE, MEANWHILE = 25, 15


@pytest.mark.parametrize(
    "path", ["claims", "statements", "evidence", f"claims?topic={id_of('topic')}"]
)
def test_a_walk_while_another_thread_publishes(path):
    for number in range(BEFORE):
        released(number)
    failures = []

    def publish() -> None:
        try:
            for number in range(BEFORE, BEFORE + MEANWHILE):
                released(number)
                released(number - BEFORE, "update", context=f"Changed after {number}")
        except Exception as error:  # noqa: BLE001
            failures.append(error)
        finally:
            connections.close_all()

    publishing = threading.Thread(target=publish)
    client, found = Client(), []
    address = f"/api/v1/{path}{'&' if '?' in path else '?'}page_size=2"
    publishing.start()
    while address:
        parts = urlsplit(address)
        answer = client.get(f"{parts.path}?{parts.query}")
        assert answer.status_code == 200, answer.content
        told = answer.json()
        found += [one["id"] for one in told["results"]]
        address = told["next"]
    publishing.join()
    assert failures == []
    assert len(found) == len(set(found))
    name = {"claims": "claim", "statements": "stmt", "evidence": "evid"}[path.partition("?")[0]]
    before = {id_of(name, number) for number in range(BEFORE)}
    assert before <= set(found)
    assert [one for one in found if one in before] == [
        id_of(name, number) for number in reversed(range(BEFORE))
    ]
