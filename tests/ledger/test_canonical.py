"""Canonical JSON (RFC 8785): one text for one value, and no floats."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.ledger.canonical import canonical, canonical_text, parse

LARGEST = 2**53 - 1

TEXTS = st.text(st.characters(exclude_categories=["Cs"]))
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-LARGEST, LARGEST) | TEXTS,
    lambda inner: st.lists(inner, max_size=5) | st.dictionaries(TEXTS, inner, max_size=5),
    max_leaves=20,
)


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, "null"),
        (True, "true"),
        (-7, "-7"),
        (LARGEST, "9007199254740991"),
        ("", '""'),
        ([], "[]"),
        ({}, "{}"),
        ((1, 2), "[1,2]"),
        ({"b": 1, "a": [True, None]}, '{"a":[true,null],"b":1}'),
        ({"10": 1, "9": 2, "": 3}, '{"":3,"10":1,"9":2}'),
        # By UTF-16 code units U+1F600 (D83D DE00) comes before U+FB33; by code points after it.
        ({"\ufb33": 1, "\U0001f600": 2, "ö": 3, "z": 4}, '{"z":4,"ö":3,"\U0001f600":2,"\ufb33":1}'),
        # Two-letter escapes where JSON has them, \u00xx for other controls, the rest as it is.
        ('\b\t\n\f\r"\\', r'"\b\t\n\f\r\"\\"'),
        ("\x00\x01\x0b\x1f", r'"\u0000\u0001\u000b\u001f"'),
        ("\x7f\u2028/é€𝒳", '"\x7f\u2028/é€𝒳"'),
        # No normalisation: a composed and a decomposed letter stay two texts.
        (["é", "e\u0301"], '["é","e\u0301"]'),
    ],
)
def test_vectors(value: object, text: str) -> None:
    assert canonical(value) == text.encode()
    assert canonical_text(value) == text


@pytest.mark.parametrize(
    "value",
    [
        1.0,
        float("nan"),
        {"a": [{"b": 0.5}]},
        [(1, 2.5)],
        2**53,
        -(2**53),
        {1: "a"},
        b"bytes",
        object(),
        {"a": {1, 2}},
        "\ud800",
        {"\udfff": 1},
    ],
)
def test_what_has_no_canonical_text_is_refused(value: object) -> None:
    with pytest.raises(ValueError, match="not canonical JSON"):
        canonical(value)


@given(VALUES)
def test_a_value_survives_the_round_trip(value: object) -> None:
    assert parse(canonical_text(value)) == value


@given(VALUES)
def test_a_canonical_text_is_its_own_canonical_form(value: object) -> None:
    text = canonical_text(value)
    assert canonical_text(parse(text)) == text
    assert canonical_text(json.loads(json.dumps(value, indent=2))) == text


@given(st.dictionaries(TEXTS, st.integers(0, 9), min_size=2))
def test_the_order_of_keys_does_not_matter(value: dict[str, int]) -> None:
    assert canonical(dict(reversed(value.items()))) == canonical(value)
