"""Several at once: no edit is lost, one publisher wins, only what was seen is approved."""

import pytest

from tests.faults import racing

pytestmark = pytest.mark.django_db(transaction=True)

EDITORS, EDITS = 4, 5
CLAIMS = 6
ROUNDS = 8


def test_no_edit_that_was_accepted_is_lost_and_every_loser_is_told() -> None:
    account = racing.edit_at_once(EDITORS, EDITS)
    assert account.faults == []
    assert account.counts["accepted"] == EDITORS * EDITS
    assert account.counts["told of another"] > 0


def test_of_two_who_publish_the_same_claims_one_wins_each() -> None:
    account = racing.publish_at_once(CLAIMS)
    assert account.faults == []
    assert account.counts == {"published": CLAIMS, "told": CLAIMS}


def test_what_is_approved_while_it_is_edited_is_what_was_seen_or_nothing() -> None:
    account = racing.approve_against_edit(ROUNDS, seed=8)
    assert account.faults == []
    assert sum(account.counts.values()) == ROUNDS
