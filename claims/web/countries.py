"""The names of countries, in the language that is spoken now."""

from babel import Locale
from django.utils import translation


def country_name(code: str) -> str:
    """Return the name of a country by its ISO 3166-1 alpha-2 code, the code where it has none."""
    return Locale.parse(translation.get_language() or "en", sep="-").territories.get(code, code)
