"""The order in which files are begun: the longest first, so that no process is left with one."""

from collections import defaultdict

import pytest

BROWSER, COMMITTED, OTHER = 8.0, 3.0, 0.4
"""Seconds that most tests take in a browser, with a database that is emptied, and otherwise."""

LONGER = {
    "admin/test_changelists.py": 20,
    "admin/test_hostile.py": 100,
    "admin/test_review_roles.py": 200,
    "admin/test_walk.py": 70,
    "admin/test_workbench_browser.py": 70,
    "api/test_docs.py": 40,
    "benchmarks/test_data.py": 30,
    "benchmarks/test_peers.py": 20,
    "benchmarks/test_plans.py": 30,
    "commands/test_backup.py": 20,
    "faults/test_drilling.py": 10,
    "faults/test_killing.py": 40,
    "faults/test_upgrading.py": 20,
    "leaks/test_drafts.py": 30,
    "leaks/test_proxy.py": 50,
    "project/test_replicas.py": 80,
    "publishing/test_excerpts.py": 20,
    "record/test_tampering.py": 40,
    "seeds/test_load_seeds.py": 60,
    "trust/test_canaries.py": 10,
    "trust/test_forms.py": 60,
    "trust/test_headers.py": 15,
    "web/test_accessibility.py": 150,
}
"""Seconds more than their tests make one expect, for the files that take much longer."""


def longest_first(items: list[pytest.Item]) -> None:
    """Put the files that take longest first; the tests of a file stay together, as they were."""
    seconds: dict[str, float] = defaultdict(float)
    for item in items:
        seconds[_file_of(item)] += _expected(item)
    for name, more in LONGER.items():
        seconds[f"tests/{name}"] += more
    items.sort(key=lambda item: (-seconds[_file_of(item)], _file_of(item)))


def commits(item: pytest.Item) -> bool:
    """Tell whether a test commits what it writes, so that the database is emptied after it."""
    marker = item.get_closest_marker("django_db")
    asked = bool(marker and marker.kwargs.get("transaction"))
    return asked or bool({"transactional_db", "live_server"} & set(_fixtures(item)))


def _expected(item: pytest.Item) -> float:
    if item.get_closest_marker("browser"):
        return BROWSER
    return COMMITTED if commits(item) else OTHER


def _fixtures(item: pytest.Item) -> list[str]:
    return getattr(item, "fixturenames", [])


def _file_of(item: pytest.Item) -> str:
    return item.nodeid.partition("::")[0]
