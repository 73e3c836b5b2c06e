"""Killed with -9 at a random moment: nothing is half there, nothing acknowledged is lost."""

from collections import Counter
from pathlib import Path

import pytest

from tests.faults import killing
from tests.soak import parts

EACH = 2
RESTORES = 2


@pytest.mark.django_db(transaction=True)
def test_a_process_killed_at_work_leaves_all_or_nothing() -> None:
    account = killing.kill_at_work(EACH, seed=8)
    assert account.faults == []
    assert account.acknowledged > 0
    assert account.kills == dict.fromkeys(killing.WORKING, EACH)


@pytest.mark.parametrize("server", [False, True])
def test_at_full_size_every_act_is_killed_often_on_either_database(server: bool) -> None:
    turns = killing.turns(parts.KILLS, server=server)
    processes = Counter(killed for _, killed in turns if killed != killing.SERVER)
    assert set(processes) == {"import", "publish", "correct"}
    assert min(processes.values()) >= 15
    assert processes.total() >= 50
    assert {act for act, killed in turns if killed == killing.SERVER} == (
        set(processes) if server else set()
    )


@pytest.mark.django_db(transaction=True)
def test_a_restore_killed_half_way_leaves_all_or_nothing(tmp_path: Path) -> None:
    account = killing.kill_at_restoring(RESTORES, seed=8, folder=tmp_path, longest=1.5)
    assert account.faults == []
