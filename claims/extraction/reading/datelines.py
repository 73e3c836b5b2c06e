"""The lines about the article itself, above and below its headline: dates as papers print them."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from claims.extraction.circumstances.dates import MONTH, calendar_date, first_date
from claims.extraction.circumstances.slavic_times import SLAVIC_MONTH
from claims.extraction.reading.paragraphs import Span
from claims.text.dates import PartialDate, Precision

LONGEST_LINE = 160
# More words in small letters beside the date make a line a subtitle.
MOST_SMALL_WORDS = 2
_NUMBERS = re.compile(
    r"(?<![\d./])(?P<one>[0-3]?[0-9])(?P<mark>[./])(?P<two>[0-3]?[0-9])(?P=mark)"
    r"(?P<year>(?:19|20)[0-9]{2})(?![\d/])"
)
_CLOCK = re.compile(
    r"(?<![\d./:])(?P<hour>[01]?[0-9]|2[0-3])[:.](?P<minute>[0-5][0-9])(?::[0-5][0-9])?(?![\d/])"
    r"(?:\s?(?P<half>[ap])\.?m\b\.?)?(?P<zone>(?-i:\s\(?[A-Z]{2,4}\b))?",
    re.IGNORECASE,
)
_WEEKDAY = re.compile(r"\b(Mon|Tue|Wed|Thu|Fri|Sat|Sun)(?:\b|[a-z]{0,5}day\b|r?s\b)", re.IGNORECASE)
_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_PUBLISHED = re.compile(r"\b(?:published|posted|опубліковано|опубликовано)\b", re.IGNORECASE)
_CHANGED = re.compile(r"\b(?:updated|modified|оновлено|обновлено)\b", re.IGNORECASE)
_AROUND = re.compile(
    r"\b(?:published|posted|updated|modified|last|first|on|at|date|by|of|the|gmt|utc|et|est|edt|ct"
    r"|pt|pst|pdt|bst|cet|cest|eet|msk|опубліковано|опубликовано|оновлено|обновлено|року|года|р|г"
    r"|понеділок|вівторок|середа|четвер|п.ятниця|субота|неділя|понедельник|вторник|среда|четверг"
    r"|пятница|суббота|воскресенье)\b",
    re.IGNORECASE,
)
_YEAR = re.compile("(?:19|20)[0-9]{2}")
_SMALL = re.compile(r"(?<![\w'’])[a-zа-яёєіїґ][\w'’-]+")
_LETTER = re.compile(r"[^\W\d_]")
_CYRILLIC = re.compile("[\u0400-\u04ff]{3}")
_HALF_OF_DAY = re.compile(r"[ap]\.m\.$", re.IGNORECASE)
_BEFORE_NUMBERS = ("en-us", "en-ca", "en-ph")


class _Reading(NamedTuple):
    """What a line says of a date; `rest` is the line without it."""

    date: PartialDate
    rest: str
    at: int


def is_about(text: str, span: Span, *, alone: bool) -> bool:
    """Say whether a line tells the article's day or who wrote it, and is no sentence.

    With `alone`, a line that says anything beside a date is not taken for one.
    """
    line = text[span.start : span.end]
    if len(line) > LONGEST_LINE:
        return False
    if line.startswith("By "):
        return line[-1] not in '.!?”"'
    if _YEAR.search(line) is None or (line[-1] in '.!?”"' and not _HALF_OF_DAY.search(line)):
        return False
    read = _spelled(line) or next(_numbered(line), None)
    if read is None:
        return False
    rest = _WEEKDAY.sub("", _AROUND.sub("", _CLOCK.sub("", read.rest)))
    return _LETTER.search(rest) is None if alone else len(_SMALL.findall(rest)) <= MOST_SMALL_WORDS


def printed_date(text: str, lines: list[Span], language: str = "") -> PartialDate | None:
    """Return the day, with its time where it is printed, that the first such line gives.

    A day of publication goes before one of change. Where both orders of "11/12/2025" are days of
    the calendar, the weekday beside it, the language or other dates of the text decide; where they
    do not, it is none.
    """
    changed: PartialDate | None = None
    for span in lines:
        line = text[span.start : span.end]
        told = _PUBLISHED.search(line)
        read = _read(line[told.end() :] if told else line, text, language) or (
            _read(line, text, language) if told else None
        )
        if read is None:
            continue
        if not told and _CHANGED.search(line, 0, read.at):
            changed = changed or _timed(read)
            continue
        return _timed(read)
    return changed


def _read(line: str, text: str, language: str) -> _Reading | None:
    spelled = _spelled(line)
    if spelled is not None:
        return spelled
    readings = list(_numbered(line))
    if len(readings) > 1:
        readings = _decided(line, readings, text, language)
    return readings[0] if len(readings) == 1 else None


def _spelled(line: str) -> _Reading | None:
    if line.isupper():
        line = line.title()
    dated = first_date(line, [Span(0, len(line))], None)
    if dated is None or dated.date.precision is Precision.YEAR:
        return None
    day = _SPELLED.match(line, dated.at)
    end = day.end() if day else dated.at
    return _Reading(dated.date, f"{line[: dated.at]} {line[end:]}", dated.at)


_SPELLED = re.compile(
    rf"[0-9]{{4}}-[0-9]{{2}}-[0-9]{{2}}|[0-9]+(?:st|nd|rd|th)?\s{MONTH},?\s[0-9]{{4}}"
    rf"|{MONTH.replace('month', 'named')}\s[0-9]+(?:st|nd|rd|th)?,?\s[0-9]{{4}}"
    rf"|[0-9]+\s{SLAVIC_MONTH.replace('month', 'slavic')}\s[0-9]{{4}}"
    rf"|{MONTH.replace('month', 'alone')},?\s[0-9]{{4}}"
)


def _numbered(line: str) -> Iterator[_Reading]:
    """Yield the readings of the first date in figures: day first, then month first."""
    match = _NUMBERS.search(line)
    if match is None:
        return
    one, two, year = int(match["one"]), int(match["two"]), int(match["year"])
    rest = f"{line[: match.start()]} {line[match.end() :]}"
    orders = [(one, two)] if match["mark"] == "." or one == two else [(one, two), (two, one)]
    for day, month in orders:
        date = calendar_date(year, month, day, 0) if 1 <= month <= 12 else None
        if date is not None:
            yield _Reading(date, rest, match.start())


def _decided(line: str, readings: list[_Reading], text: str, language: str) -> list[_Reading]:
    """Return the one of two readings that the weekday, other dates or the language tell."""
    weekday = _WEEKDAY.search(line)
    if weekday is not None:
        number = _WEEKDAYS.index(weekday[1].lower())
        return [read for read in readings if read.date.start.weekday() == number]
    day_first = any(match["mark"] == "/" and int(match["one"]) > 12 for match in _others(text))
    month_first = any(match["mark"] == "/" and int(match["two"]) > 12 for match in _others(text))
    if day_first != month_first:
        return readings[:1] if day_first else readings[1:]
    known = language.lower()
    if known in _BEFORE_NUMBERS:
        return readings[1:]
    if _CYRILLIC.search(text) or (known and known != "en"):
        return readings[:1]
    return []


def _others(text: str) -> Iterator[re.Match[str]]:
    return _NUMBERS.finditer(text)


def _timed(read: _Reading) -> PartialDate:
    clock = _CLOCK.search(read.rest)
    zone = clock["zone"].strip(" (").upper() if clock and clock["zone"] else ""
    if read.date.precision is not Precision.DAY or clock is None or zone not in ("", "GMT", "UTC"):
        return read.date  # what a zone's letters mean depends on the season and the country
    hour = int(clock["hour"])
    if clock["half"]:
        if not 1 <= hour <= 12:
            return read.date
        hour = hour % 12 + 12 * (clock["half"].lower() == "p")
    return PartialDate.parse(f"{read.date.value}T{hour:02}:{clock['minute']}")
