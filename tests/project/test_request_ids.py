"""Every answer has an id of its own, and the audit keeps it."""

import pytest
from django.test import Client

pytestmark = pytest.mark.django_db


def test_each_answer_has_an_id_that_the_client_does_not_choose(client: Client) -> None:
    first = client.get("/healthz", headers={"x-request-id": "forged\r\nline"})
    second = client.get("/nothing-here")
    ids = {first["X-Request-Id"], second["X-Request-Id"]}
    assert len(ids) == 2
    assert all(len(found) == 24 and found.isalnum() for found in ids)
