"""How one query parameter is written, read and refused."""

import re
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django_filters import Filter

from claims.record.search import LONGEST, MOST_TERMS, fault

Schema = dict[str, Any]

PUBLIC_ID = "^[a-z2-7]{12}$"
CODE = "^[A-Za-z0-9_-]{1,40}$"
COUNTRY = "^[A-Z]{2}$"
LANGUAGE = "^[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8}){0,4}$"
CURSOR = "^[A-Za-z0-9_:-]{1,400}$"
INSTANT = (
    "[0-9]{4}-[0-9]{2}-[0-9]{2}"
    "(T[0-9]{2}:[0-9]{2}(:[0-9]{2}([.][0-9]{1,9})?)?(Z|[+-][0-9]{2}:[0-9]{2}))?"
)
LARGEST_PAGE = 100
LARGEST_SEQUENCE = 2**63 - 1


class Read(forms.Field):
    """A form field that is one text, read by `parse`, which raises ValueError for a wrong one."""

    def __init__(self, *, parse: Callable[[str], Any], **options: Any) -> None:
        super().__init__(**options)
        self.parse = parse

    def to_python(self, value: str | None) -> Any:
        """Return what the text stands for, None where it is absent."""
        if value is None:
            return None
        try:
            return self.parse(value)
        except ValueError as error:
            raise ValidationError(str(error)) from error


class Parameter(Filter):
    """A declared parameter: what it filters by, how it is read, and how the schema describes it.

    Without a field name it filters nothing by itself: the list it belongs to uses its value.
    """

    field_class = Read

    def __init__(
        self,
        description: str,
        schema: Schema,
        parse: Callable[[str], Any],
        field_name: str | None = None,
        lookup: str = "exact",
    ) -> None:
        super().__init__(field_name, lookup, label="", help_text=description, parse=parse)
        self.description, self.schema, self.parse = description, schema, parse
        # A FilterSet names the field of a filter that has none after the parameter.
        self.narrows = field_name is not None

    def filter(self, qs: QuerySet[Any], value: Any) -> QuerySet[Any]:
        """Return the rows that have the value; all of them where there is nothing to filter by."""
        return super().filter(qs, value) if self.narrows else qs


def word(
    description: str, allowed: Sequence[str], field: str | None = None, default: str = ""
) -> Parameter:
    """One of a few words."""

    def parse(text: str) -> str:
        if text not in allowed:
            raise ValueError(f"must be one of {', '.join(allowed)}")
        return text

    schema: Schema = {"type": "string", "enum": list(allowed)}
    return Parameter(description, schema | ({"default": default} if default else {}), parse, field)


def ordering(orderings: Iterable[str], description: str) -> Parameter:
    """The name of an ordering, the first of which is the default."""
    names = tuple(orderings)
    turned = "A hyphen before the name turns the order round: newest or latest first."
    return word(f"{description} {turned}", names, default=names[0])


def words(description: str, allowed: Sequence[str]) -> Parameter:
    """Several of a few words, each once, with commas between them."""

    def parse(text: str) -> tuple[str, ...]:
        found = tuple(text.split(","))
        if len(set(found)) < len(found) or not set(found) <= set(allowed):
            raise ValueError(f"must be some of {', '.join(allowed)}, each once, parted by commas")
        return found

    items = {"type": "string", "enum": list(allowed)}
    schema = {"type": "array", "items": items, "minItems": 1, "uniqueItems": True}
    return Parameter(description, schema, parse)


def flag(description: str, field: str | None = None) -> Parameter:
    """Whether or not: true or false."""

    def parse(text: str) -> bool:
        if text not in ("true", "false"):
            raise ValueError("must be true or false")
        return text == "true"

    return Parameter(description, {"type": "boolean"}, parse, field)


def public_id(description: str, field: str | None = None) -> Parameter:
    """The id of a published thing."""
    said = "must be an id: 12 characters of a to z and 2 to 7"
    return _matching(description, PUBLIC_ID, said, field)


def country(description: str, field: str) -> Parameter:
    """A country as an ISO 3166-1 alpha-2 code."""
    return _matching(description, COUNTRY, "must be two capital letters such as LT", field)


def question(description: str) -> Parameter:
    """Words to look for, in any script."""

    def parse(text: str) -> str:
        if wrong := fault(text):
            raise ValueError(wrong)
        if not text.strip():
            raise ValueError("is empty")
        if any(unicodedata.category(character) == "Cc" for character in text):
            raise ValueError("has control characters")
        return text

    said = (
        f"{description} Words in quotes follow one another, a minus before a word leaves out what "
        "has it, a star ends the beginning of a word, which needs two letters. At most "
        f"{MOST_TERMS} words and phrases."
    )
    return Parameter(said, {"type": "string", "minLength": 1, "maxLength": LONGEST}, parse)


def message(description: str, longest: int) -> Parameter:
    """A text as somebody wrote it, perhaps of several lines."""

    def parse(text: str) -> str:
        if len(text) > longest:
            raise ValueError(f"is longer than {longest} characters")
        if not text.strip():
            raise ValueError("is empty")
        if any(unicodedata.category(letter) == "Cc" and letter not in "\t\n\r" for letter in text):
            raise ValueError("has control characters")
        return text

    return Parameter(description, {"type": "string", "minLength": 1, "maxLength": longest}, parse)


def sequence(description: str, minimum: int = 0, largest: int = LARGEST_SEQUENCE) -> Parameter:
    """A place in the record or the number of a release: a whole number."""

    def parse(text: str) -> int:
        if not re.fullmatch("0|[1-9][0-9]{0,18}", text) or not minimum <= int(text) <= largest:
            raise ValueError(f"must be a whole number from {minimum} to {largest}")
        return int(text)

    limits = {"type": "integer", "minimum": minimum, "maximum": largest}
    return Parameter(description, limits, parse)


def code(description: str, field: str) -> Parameter:
    """A short name that the desk chose."""
    said = "must be at most 40 letters, digits, hyphens and underscores"
    return _matching(description, CODE, said, field)


def language(description: str, field: str) -> Parameter:
    """A language as a BCP 47 tag."""
    return _matching(description, LANGUAGE, "must be a BCP 47 tag such as en or sr-Latn", field)


def cursor(description: str) -> Parameter:
    """Where a page begins; whether it was ever given out is seen when it is used."""
    return _matching(description, CURSOR, "is not a cursor that was given out")


def instant(description: str, field: str | None = None, lookup: str = "exact") -> Parameter:
    """A day, which stands for its first moment in UTC, or a moment with its offset."""
    schema = {
        "anyOf": [
            {"type": "string", "format": "date"},
            {"type": "string", "format": "date-time"},
        ]
    }
    return Parameter(description, schema, parse_instant, field, lookup)


def page_size(default: int) -> Parameter:
    """How many results a page holds."""

    def parse(text: str) -> int:
        if not re.fullmatch("[1-9][0-9]{0,2}", text) or int(text) > LARGEST_PAGE:
            raise ValueError(f"must be a whole number from 1 to {LARGEST_PAGE}")
        return int(text)

    limits = {"type": "integer", "minimum": 1, "maximum": LARGEST_PAGE, "default": default}
    return Parameter("How many results a page holds at most.", limits, parse)


def parse_instant(text: str) -> datetime:
    """Return "2024-11-01" or "2024-11-01T14:25:00Z" as an aware datetime in UTC.

    Raises ValueError, in one line, for anything else and outside the years 1 to 9999.
    """
    said = "must be a day such as 2024-11-01 or a moment such as 2024-11-01T14:25:00Z"
    written = text.upper()
    if not re.fullmatch(INSTANT, written):
        raise ValueError(said)
    try:
        moment = datetime.fromisoformat(written)
        return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).astimezone(UTC)
    except (OverflowError, ValueError) as error:
        raise ValueError(f"{said}; this one is not in the calendar") from error


def _matching(description: str, pattern: str, said: str, field: str | None = None) -> Parameter:
    shape = re.compile(pattern[1:-1])

    def parse(text: str) -> str:
        if not shape.fullmatch(text):
            raise ValueError(said)
        return text

    return Parameter(description, {"type": "string", "pattern": pattern}, parse, field)
