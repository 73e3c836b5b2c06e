"""Validators for editorial fields: what a wrong value means and what to type instead."""

import re

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator

from claims.text.links import normalise_url

language = RegexValidator(
    r"^[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*$",
    "Give a language as a BCP 47 tag, such as en, uk or sr-Latn.",
)
country = RegexValidator(
    r"^[A-Z]{2}$", "Give a country as its two letters of ISO 3166-1, such as LT."
)
wikidata_id = RegexValidator(r"^Q[1-9][0-9]{0,11}$", "Give a Wikidata item as Q and its number.")

_HIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")
_HIDDEN_IN_NAMES = re.compile("[\x00-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")


def web_url(value: str) -> None:
    """Refuse an address that may not be linked to."""
    try:
        normalise_url(value)
    except ValueError as error:
        raise ValidationError(f"{error}.") from error


def plain_text(value: str) -> None:
    """Refuse control characters in a text of several lines."""
    if found := _HIDDEN.search(value):
        raise ValidationError(f"Remove the control character U+{ord(found[0]):04X}.")


def plain_name(value: str) -> None:
    """Refuse control, direction and zero-width characters in a name or title."""
    if found := _HIDDEN_IN_NAMES.search(value):
        raise ValidationError(f"Remove the invisible character U+{ord(found[0]):04X}.")
