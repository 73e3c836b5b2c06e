"""The drill: back up under load, restore into an empty database, prove, compare public bytes."""

from pathlib import Path

import pytest

from tests import desk_builders as desk
from tests.faults import drilling
from tests.faults.acts import people

pytestmark = pytest.mark.django_db(transaction=True)

CLAIMS = 2


def test_what_is_restored_is_what_was_public_when_the_backup_was_taken(tmp_path: Path) -> None:
    author, decider = people()
    statement = desk.statement(author)
    claims = [
        desk.published(
            author, decider, desk.claim(author, f"The bridge {number} is safe.", made_by=statement)
        )
        for number in range(CLAIMS)
    ]
    ids = [claim.public_id for claim in claims]
    account = drilling.drill(tmp_path, ids, seed=8, whole=True)
    assert account.faults == []
    assert account.releases_before > 0
    assert account.releases_after > 0
    assert account.addresses > 6 * CLAIMS
