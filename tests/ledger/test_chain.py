"""Hash chains: any change to any entry is found, and a suppressed payload still proves."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.ledger.chain import GENESIS, Entry, first_fault, link, new_salt, payload_digest

LENGTH = 5


def entry(sequence: int, previous: str, payload: str, salt: str, note: str = "") -> Entry:
    digest = payload_digest(salt, payload)
    fields = {"sequence": sequence, "previous_hash": previous, "digest": digest, "note": note}
    return Entry(sequence, fields, previous, link(fields), digest, payload, salt)


def chain(length: int = LENGTH) -> list[Entry]:
    entries: list[Entry] = []
    previous = GENESIS
    for sequence in range(1, length + 1):
        entries.append(entry(sequence, previous, f"payload {sequence}", new_salt()))
        previous = entries[-1].hash
    return entries


def test_a_whole_chain_proves() -> None:
    assert first_fault([]) is None
    assert first_fault(chain()) is None


def test_a_suppressed_payload_leaves_the_chain_proven() -> None:
    entries = chain()
    entries[2] = replace(entries[2], payload=None, salt=None)
    assert first_fault(entries) is None


def test_salts_hide_equal_payloads() -> None:
    assert payload_digest(new_salt(), "same") != payload_digest(new_salt(), "same")


def _fields(**changed: object) -> Callable[[Entry], Entry]:
    return lambda entry: replace(entry, fields={**entry.fields, **changed})


MUTATIONS: dict[str, Callable[[Entry], Entry]] = {
    "a field": _fields(note="changed"),
    "a field more": _fields(extra=1),
    "the digest among the fields": _fields(digest="0" * 64),
    "the stored digest": lambda entry: replace(entry, payload_digest="0" * 64),
    "the previous hash": lambda entry: replace(entry, previous_hash="0" * 63 + "1"),
    "the hash": lambda entry: replace(entry, hash="0" * 64),
    "the sequence": lambda entry: replace(entry, sequence=entry.sequence + 1),
    "the payload": lambda entry: replace(entry, payload=f"{entry.payload} "),
    "an empty payload": lambda entry: replace(entry, payload=""),
    "the salt": lambda entry: replace(entry, salt=new_salt()),
    "a salt that is no hexadecimal": lambda entry: replace(entry, salt="salt"),
    "the payload without its salt": lambda entry: replace(entry, payload=None),
    "the salt without its payload": lambda entry: replace(entry, salt=None),
}


@pytest.mark.parametrize("at", range(LENGTH))
@pytest.mark.parametrize("mutation", MUTATIONS)
def test_every_change_of_an_entry_is_found_where_it_is(mutation: str, at: int) -> None:
    entries = chain()
    entries[at] = MUTATIONS[mutation](entries[at])
    fault = first_fault(entries)
    assert fault is not None
    assert f"sequence {at + 1}" in fault or f": {at + 2} stands" in fault


@pytest.mark.parametrize("at", range(LENGTH - 1))
def test_a_missing_entry_is_named(at: int) -> None:
    entries = chain()
    del entries[at]
    assert first_fault(entries) == f"sequence {at + 1} is missing: {at + 2} stands in its place"


def test_swapped_and_doubled_entries_are_found() -> None:
    entries = chain()
    entries[1], entries[2] = entries[2], entries[1]
    assert first_fault(entries) == "sequence 2 is missing: 3 stands in its place"
    entries = chain()
    entries.insert(2, entries[1])
    assert first_fault(entries) == "sequence 3 is missing: 2 stands in its place"


@pytest.mark.parametrize("at", range(LENGTH - 1))
def test_an_entry_made_anew_breaks_the_next_one(at: int) -> None:
    entries = chain()
    old = entries[at]
    entries[at] = entry(old.sequence, old.previous_hash, "forged", new_salt())
    assert first_fault(entries) == f"sequence {at + 2} does not follow its predecessor's hash"


@given(st.text(), st.text())
def test_a_digest_tells_payloads_apart(one: str, other: str) -> None:
    salt = "ab" * 32
    try:
        same = payload_digest(salt, one) == payload_digest(salt, other)
    except UnicodeEncodeError:
        return  # a lone surrogate never gets past canonical JSON
    assert same == (one == other)
