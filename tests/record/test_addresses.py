"""Public addresses: a lasting id and a slug."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.record.addresses import absolute, claim_path, entity_path, slug

FOLDED = st.text(st.characters(exclude_categories=["Cs"]))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Kaliningrad Oblast is empty", "kaliningrad-oblast-is-empty"),
        ("  Laurynas Kasčiūnas:  “it's EMPTY” ", "laurynas-kasciunas-its-empty"),
        ("Лукашенко", "lukashenko"),
        ("50 % – or 1,000?", "50-or-1-000"),
        ("…!", ""),
        ("", ""),
        ("x" * 80, "x" * 60),
        (f"{'x' * 59} and", "x" * 59),
        (f"{'x' * 58} y z", f"{'x' * 58}-y"),
    ],
)
def test_slug(text: str, expected: str) -> None:
    assert slug(text) == expected


@given(FOLDED)
def test_a_slug_is_short_plain_and_its_own_slug(text: str) -> None:
    made = slug(text)
    assert len(made) <= 60
    assert made == "" or re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", made)
    assert slug(made) == made


def test_paths() -> None:
    assert claim_path("abc", "It is empty") == "/claims/abc-it-is-empty"
    assert claim_path("abc", "…") == "/claims/abc"
    assert entity_path("speaker", "abc", "Ann Example") == "/speakers/abc-ann-example"
    assert entity_path("source", "abc", "") == "/sources/abc"
    assert entity_path("publisher", "abc", "Daily") == "/publishers/abc-daily"
    assert entity_path("topic", "abc", "Defence") == "/topics/abc-defence"
    assert entity_path("scale", "scale", "") == "/methodology"
    with pytest.raises(KeyError):
        entity_path("relation", "abc", "")


def test_an_absolute_address_begins_with_the_site(settings) -> None:
    settings.SITE_URL = "https://facts.example.org"
    assert absolute("/claims/abc") == "https://facts.example.org/claims/abc"
