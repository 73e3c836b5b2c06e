"""The database is away: 503 and when to come back, nothing of the inside, and back by itself."""

import pytest
from django.db import connection

from tests.faults import away

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_database_that_is_away_is_told_of_and_found_again() -> None:
    with away.asked() as asked:
        ways = away.AWAY[connection.vendor].items()
        accounts = {name: away.look(asked, one) for name, one in ways}
    assert [(name, account.faults) for name, account in accounts.items() if account.faults] == []
    assert all("503" in account.statuses for account in accounts.values())
