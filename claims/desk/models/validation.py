"""Validators for editorial fields: what a wrong value means and what to type instead.

Each takes one value, returns nothing, and raises ValidationError with one line for people. The
empty text passes everywhere: whether a field may be empty is the field's own `blank`.
"""

import re
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, RegexValidator

from claims.text.links import normalise_url

MOST_NAMES = 50
LONGEST_LISTED_NAME = 200

DIRECTION = "\u202a-\u202e\u2066-\u2069"
"""Characters that turn the order in which the following ones are shown, for use in a regex set."""

INVISIBLE = (
    "\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f"
    "\u3164\ufeff\uffa0\ufff0-\ufffb\ud800-\udfff\U000e0000-\U000e007f"
)
"""Characters that show nothing, half characters among them, for use in a regex set.

White space and control characters are not among them: in a name those part words.
"""

_CONTROL = "\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f"
_LINE_ENDS = "\t\n\r\u2028\u2029"
_HALVES = "\ud800-\udfff"
_HIDDEN = re.compile(f"[{_CONTROL}{_HALVES}{DIRECTION}]")
_HIDDEN_IN_NAMES = re.compile(f"[{_CONTROL}{_LINE_ENDS}{INVISIBLE}]")
_HIDDEN_IN_CAPTURES = re.compile(f"[\x00{_HALVES}]")
_BLANK = re.compile(f"[\\s\u2800{INVISIBLE}]+\\Z")

language = RegexValidator(
    r"^[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*\Z",
    "Give a language as a BCP 47 tag, such as en, uk or sr-Latn.",
)
country = RegexValidator(
    r"^[A-Z]{2}\Z", "Give a country as its two letters of ISO 3166-1, such as LT."
)
script = RegexValidator(
    r"^[A-Z][a-z]{3}\Z", "Give a script as its four letters of ISO 15924, such as Latn."
)
wikidata_id = RegexValidator(r"^Q[1-9][0-9]{0,11}\Z", "Give a Wikidata item as Q and its number.")
media_type = RegexValidator(
    r"^[A-Za-z0-9][A-Za-z0-9.+-]*/[A-Za-z0-9][A-Za-z0-9.+-]*(; ?[A-Za-z0-9-]+=[A-Za-z0-9._:-]+)*\Z",
    "Give a media type, such as text/plain or text/plain; charset=utf-8.",
)
public_id = RegexValidator(r"^[a-z2-7]{12}\Z", "A public id is 12 letters a-z and digits 2-7.")
own_path = RegexValidator(r"^/(?![/\\])[^?#\\]*\Z", "Give a path of this site, such as /admin/.")
small_number = MaxValueValidator(32_767)
"""What the smallest integer column of every supported database holds."""


def stored_url(value: Any) -> str:
    """Return an address in its stored spelling; ValidationError where it may not be linked to."""
    try:
        return normalise_url(str(value or ""))
    except ValueError as error:
        raise ValidationError(f"{error}.") from error


def web_url(value: str) -> None:
    """Refuse an address that may not be linked to."""
    stored_url(value)


def visible(value: str) -> None:
    """Refuse, in a text of several lines, control, direction and half characters."""
    if found := _HIDDEN.search(value):
        raise ValidationError(f"Remove the {_kind(found[0])} character U+{ord(found[0]):04X}.")


def plain_text(value: str) -> None:
    """Refuse a text of several lines that is not `visible`, or that is white space alone."""
    visible(value)
    _refuse_blank(value)


def plain_name(value: str) -> None:
    """Refuse, in a name, title or other single line, what is invisible and white space alone."""
    if found := _HIDDEN_IN_NAMES.search(value):
        raise ValidationError(f"Remove the invisible character U+{ord(found[0]):04X}.")
    _refuse_blank(value)


def plain_names(value: Any) -> None:
    """Refuse all but a list of at most 50 names of at most 200 characters each."""
    if not isinstance(value, list):
        raise ValidationError("Give a list of names.")
    if len(value) > MOST_NAMES:
        raise ValidationError(f"Give at most {MOST_NAMES} names.")
    for number, name in enumerate(value, start=1):
        if not isinstance(name, str) or not name:
            raise ValidationError(f"Name {number} is not a name.")
        if len(name) > LONGEST_LISTED_NAME:
            raise ValidationError(f"Name {number} is over {LONGEST_LISTED_NAME} characters long.")
        try:
            plain_name(name)
        except ValidationError as error:
            raise ValidationError(f"Name {number}: {error.messages[0]}") from error


def wording(value: Any) -> None:
    """Refuse all but an object of plain texts by the names of their fields."""
    if not isinstance(value, dict) or not value:
        raise ValidationError("Give the words by the field they are for.")
    for name, words in value.items():
        if not isinstance(words, str):
            raise ValidationError(f"The words for {name} are no text.")
        if words:
            plain_text(words)


def captured_text(value: str) -> None:
    """Refuse what no captured text holds: NUL, half a character, nothing but white space."""
    if found := _HIDDEN_IN_CAPTURES.search(value):
        line = value.count("\n", 0, found.start()) + 1
        raise ValidationError(
            f"Line {line} holds the {_kind(found[0])} character U+{ord(found[0]):04X}: "
            "this is not a text, or not read in its own encoding."
        )
    _refuse_blank(value)


def _refuse_blank(value: str) -> None:
    if _BLANK.match(value):
        raise ValidationError("There is nothing to read here but white space.")


def _kind(character: str) -> str:
    if re.match(f"[{DIRECTION}]", character):
        return "direction"
    return "half" if re.match(f"[{_HALVES}]", character) else "control"
