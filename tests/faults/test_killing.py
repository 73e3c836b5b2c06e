"""Killed with -9 at a random moment: nothing is half there, nothing acknowledged is lost."""

from pathlib import Path

import pytest

from tests.faults import killing

pytestmark = pytest.mark.django_db(transaction=True)

ROUNDS = 6
RESTORES = 2


def test_a_process_killed_at_work_leaves_all_or_nothing() -> None:
    account = killing.kill_at_work(ROUNDS, seed=8)
    assert account.faults == []
    assert account.acknowledged > 0
    assert sum(account.kills.values()) == ROUNDS


def test_a_restore_killed_half_way_leaves_all_or_nothing(tmp_path: Path) -> None:
    account = killing.kill_at_restoring(RESTORES, seed=8, folder=tmp_path, longest=1.5)
    assert account.faults == []
