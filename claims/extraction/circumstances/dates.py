"""Dates that a sentence states: absolute ones, and those relative to the day of the article."""

import re
from datetime import datetime, timedelta, timezone
from typing import NamedTuple

from claims.extraction.english.classes import MONTHS
from claims.extraction.reading.paragraphs import Span
from claims.text.dates import PartialDate, Precision

_SLAVIC_MONTHS = {
    "січня": 1, "лютого": 2, "березня": 3, "квітня": 4, "травня": 5, "червня": 6, "липня": 7,
    "серпня": 8, "вересня": 9, "жовтня": 10, "листопада": 11, "грудня": 12,
    "января": 1, "февраля": 2, "марта": 3, "апреля": 4, "мая": 5, "июня": 6, "июля": 7,
    "августа": 8, "сентября": 9, "октября": 10, "ноября": 11, "декабря": 12,
}  # fmt: skip
_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_MONTH = (
    "(?P<month>January|February|March|April|May|June|July|August|September|October|November"
    r"|December|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\.?)"
)
_ABSOLUTE = (
    re.compile(r"\b(?P<year>[12][0-9]{3})-(?P<month>[01][0-9])-(?P<day>[0-3][0-9])\b"),
    re.compile(rf"\b(?P<day>[0-3]?[0-9])(?:st|nd|rd|th)?\s{_MONTH},?\s(?P<year>[12][0-9]{{3}})\b"),
    re.compile(rf"\b{_MONTH}\s(?P<day>[0-3]?[0-9])(?:st|nd|rd|th)?,?\s(?P<year>[12][0-9]{{3}})\b"),
    re.compile(rf"\b{_MONTH},?\s(?P<year>[12][0-9]{{3}})\b"),
    re.compile(
        rf"\b(?P<day>[0-3]?[0-9])\s(?P<month>{'|'.join(_SLAVIC_MONTHS)})\s(?P<year>[12][0-9]{{3}})\b"
    ),
)
_YEARLESS = (
    re.compile(rf"\b[Oo]n\s(?P<day>[0-3]?[0-9])(?:st|nd|rd|th)?\s{_MONTH}(?!\w)"),
    re.compile(rf"\b{_MONTH}\s(?P<day>[0-3]?[0-9])(?:st|nd|rd|th)?\b(?!\w)"),
)
_YEAR = re.compile(r"\b(?:[Ii]n|[Bb]ack in)\s(?P<year>(?:19|20)[0-9]{2})\b")
_RELATIVE = re.compile(
    r"\b(?P<day>today|yesterday|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)\b", re.IGNORECASE
)


class Dated(NamedTuple):
    """A date and where in the text it stands."""

    at: int
    date: PartialDate


def first_date(text: str, spans: list[Span], published: PartialDate | None) -> Dated | None:
    """Return the first date stated in any of the spans, absolute dates before relative ones.

    A weekday is the latest one not after the day of the article; without that day it is nothing.
    """
    for read in (_absolute, _yearless, _year, _relative):
        for span in spans:
            found = read(text, span, published)
            if found is not None:
                return found
    return None


def _absolute(text: str, span: Span, published: PartialDate | None) -> Dated | None:
    offset = published.offset if published else 0
    for pattern in _ABSOLUTE:
        for match in pattern.finditer(text, *span):
            parts = match.groupdict()
            day = int(parts["day"]) if parts.get("day") else None
            date = _dated(int(parts["year"]), _month(parts["month"]), day, offset)
            if date is not None:
                return Dated(match.start(), date)
    return None


def _yearless(text: str, span: Span, published: PartialDate | None) -> Dated | None:
    if published is None:
        return None
    today = _day_of(published)
    for pattern in _YEARLESS:
        match = pattern.search(text, *span)
        if match is not None:
            month, day = _month(match["month"]), int(match["day"])
            year = today.year - ((month, day) > (today.month, today.day))
            date = _dated(year, month, day, published.offset)
            if date is not None:
                return Dated(match.start(), date)
    return None


def _year(text: str, span: Span, published: PartialDate | None) -> Dated | None:
    match = _YEAR.search(text, *span)
    if match is None:
        return None
    date = _dated(int(match["year"]), None, None, published.offset if published else 0)
    return Dated(match.start(), date) if date else None


def _relative(text: str, span: Span, published: PartialDate | None) -> Dated | None:
    if published is None or published.precision in (Precision.MONTH, Precision.YEAR):
        return None
    match = _RELATIVE.search(text, *span)
    if match is None:
        return None
    today = _day_of(published)
    word = match["day"].lower()
    if word == "today":
        back = 0
    elif word == "yesterday":
        back = 1
    else:
        back = (today.weekday() - _WEEKDAYS.index(word)) % 7
    day = today - timedelta(days=back)
    return Dated(match.start(), PartialDate.of(day, Precision.DAY, published.offset))


def _day_of(published: PartialDate) -> datetime:
    return published.start.astimezone(timezone(timedelta(minutes=published.offset)))


def day_of(published: PartialDate) -> PartialDate:
    """Return the date of an article at day precision; coarser dates stay as they are."""
    if published.precision is not Precision.MINUTE:
        return published
    return PartialDate.of(published.start, Precision.DAY, published.offset)


def _month(name: str) -> int:
    if name.isdigit():
        return int(name)
    return _SLAVIC_MONTHS.get(name) or MONTHS[name.lower()]


def _dated(year: int, month: int | None, day: int | None, offset: int) -> PartialDate | None:
    value = f"{year:04}"
    if month is not None:
        value += f"-{month:02}"
        if day is not None:
            value += f"-{day:02}"
    try:
        return PartialDate.parse(value, offset)
    except ValueError:
        return None
