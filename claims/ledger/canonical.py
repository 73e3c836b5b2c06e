"""Canonical JSON: one text for one value, on every machine and in every year."""

import json
from collections.abc import Mapping
from typing import Any

import rfc8785


def canonical(value: Any) -> bytes:
    """Return `value` as RFC 8785 (JSON Canonicalization Scheme) bytes in UTF-8.

    Takes None, booleans, integers within ±(2**53 - 1), strings, lists, tuples and mappings with
    string keys. Raises ValueError for anything else: floats have no place in the record, because
    their text differs between languages.
    """
    _refuse_floats(value)
    try:
        return rfc8785.dumps(value)
    except (rfc8785.CanonicalizationError, UnicodeEncodeError) as error:
        raise ValueError(f"not canonical JSON: {error}") from error


def canonical_text(value: Any) -> str:
    """Return the canonical JSON of `value` as text, ready to be stored."""
    return canonical(value).decode("utf-8")


def parse(text: str) -> Any:
    """Return the value that a stored canonical text stands for."""
    return json.loads(text)


def _refuse_floats(value: Any) -> None:
    if isinstance(value, float):
        raise ValueError(f"not canonical JSON: {value!r} is a float; store it as text")
    if isinstance(value, Mapping):
        for member in value.values():
            _refuse_floats(member)
    elif isinstance(value, list | tuple):
        for member in value:
            _refuse_floats(member)
