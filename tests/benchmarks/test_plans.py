"""How the database goes about everything the public asks, over a record that was analysed."""

import pytest

from tests.benchmarks import addresses, plans
from tests.benchmarks.data.loading import load

pytestmark = pytest.mark.django_db

CLAIMS = 5_000
"""Enough that PostgreSQL enters indexes by itself; `make bench` asks the same of a million."""


def test_nothing_asked_of_the_record_reads_or_sorts_it_whole():
    load(CLAIMS)
    found = [str(fault) for fault in plans.faults(together=False) if not fault.known]
    assert found == []


def test_a_parameter_without_anything_to_ask_it_with_is_told(monkeypatch):
    load(2)
    declared = addresses.ClaimParameters.base_filters
    monkeypatch.setitem(declared, "fresh", declared["language"])
    with pytest.raises(LookupError, match="fresh"):
        list(addresses.addresses(together=False))
