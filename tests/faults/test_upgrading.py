"""A database of the version before is brought up to date: it proves, and answers the same."""

from pathlib import Path

import pytest
from django.db.migrations.loader import MigrationLoader

from tests.faults import upgrading

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_database_of_the_version_before(tmp_path: Path) -> None:
    names = sorted(name for app, name in MigrationLoader(None).disk_migrations if app == "claims")
    before = upgrading.VERSIONS / f"{names[-2]}.json.gz"
    assert before.is_file(), f"run python -m tests.faults.upgrading with the code of {names[-2]}"
    assert upgrading.faults_of(before, tmp_path) == []
