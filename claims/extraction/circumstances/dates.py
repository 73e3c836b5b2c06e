"""Dates of the calendar that a text states, with or without their year."""

import re
from datetime import datetime, timedelta, timezone
from typing import NamedTuple

from claims.extraction.circumstances.slavic_times import (
    SLAVIC_MONTH,
    SLAVIC_NUMBERS,
    SLAVIC_WITHIN,
)
from claims.extraction.english.classes import MONTHS
from claims.extraction.reading.paragraphs import Span
from claims.text.dates import PartialDate, Precision

MONTH = (
    "(?P<month>January|February|March|April|May|June|July|August|September|October|November"
    r"|December|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\.?)"
)
_ABSOLUTE = (
    re.compile(r"\b(?P<year>[12][0-9]{3})-(?P<month>[01][0-9])-(?P<day>[0-3][0-9])\b"),
    re.compile(rf"\b(?P<day>[0-3]?[0-9])(?:st|nd|rd|th)?\s{MONTH},?\s(?P<year>[12][0-9]{{3}})\b"),
    re.compile(rf"\b{MONTH}\s(?P<day>[0-3]?[0-9])(?:st|nd|rd|th)?,?\s(?P<year>[12][0-9]{{3}})\b"),
    re.compile(rf"\b{MONTH},?\s(?P<year>[12][0-9]{{3}})\b"),
)
_CYRILLIC = re.compile("[\u0400-\u04ff]")
_ABSOLUTE_SLAVIC = (
    re.compile(rf"\b(?P<day>[0-3]?[0-9])\s{SLAVIC_MONTH}\s(?P<year>[12][0-9]{{3}})\b"),
    re.compile(rf"\b{SLAVIC_WITHIN}\s(?P<year>[12][0-9]{{3}})\b"),
)
_YEARLESS_SLAVIC = (re.compile(rf"\b(?P<day>[0-3]?[0-9])\s{SLAVIC_MONTH}(?!\w)"),)
_YEARLESS = (
    re.compile(rf"\b[Oo]n\s(?P<day>[0-3]?[0-9])(?:st|nd|rd|th)?\s{MONTH}(?!\w)"),
    re.compile(rf"\b{MONTH}\s(?P<day>[0-3]?[0-9])(?:st|nd|rd|th)?\b(?!\w)"),
)
_DIGIT = re.compile("[0-9]")
_YEAR = re.compile(
    r"\b(?:[Ii]n|[Bb]ack in|(?:[Ii]n|[Aa]t|[Dd]uring)\s(?:an?|the|his|her|their|its))\s"
    r"(?P<year>(?:1[6-9]|20)[0-9]{2})\b"
)
_YEAR_SLAVIC = re.compile(r"\b[УуВв]\s(?P<year>(?:1[6-9]|20)[0-9]{2})\s(?:році|году)\b")


class Dated(NamedTuple):
    """A date and where in the text it stands."""

    at: int
    date: PartialDate


def first_date(text: str, spans: list[Span], published: PartialDate | None) -> Dated | None:
    """Return the first date of the calendar stated in any of the spans, exact ones before years.

    A day without a year is the latest that is not after the day of the article; without that day it
    is nothing.
    """
    numbered = [span for span in spans if _DIGIT.search(text, *span)]
    if not numbered:
        return None
    for read in (_absolute, _yearless, _year):
        for span in numbered:
            found = read(text, span, published)
            if found is not None:
                return found
    return None


def is_plain(text: str, span: Span) -> bool:
    """Say whether no Cyrillic letter is in a stretch, so that no Slavic words can be."""
    return _CYRILLIC.search(text, *span) is None


def _absolute(text: str, span: Span, published: PartialDate | None) -> Dated | None:
    offset = published.offset if published else 0
    for pattern in _ABSOLUTE if is_plain(text, span) else (*_ABSOLUTE, *_ABSOLUTE_SLAVIC):
        for match in pattern.finditer(text, *span):
            parts = match.groupdict()
            day = int(parts["day"]) if parts.get("day") else None
            date = calendar_date(int(parts["year"]), month_number(parts["month"]), day, offset)
            if date is not None:
                return Dated(match.start(), date)
    return None


def _yearless(text: str, span: Span, published: PartialDate | None) -> Dated | None:
    if published is None or published.precision in (Precision.MONTH, Precision.YEAR):
        return None
    today = today_of(published)
    for pattern in _YEARLESS if is_plain(text, span) else (*_YEARLESS, *_YEARLESS_SLAVIC):
        match = pattern.search(text, *span)
        if match is not None:
            month, day = month_number(match["month"]), int(match["day"])
            year = today.year - ((month, day) > (today.month, today.day))
            date = calendar_date(year, month, day, published.offset)
            if date is not None:
                return Dated(match.start(), date)
    return None


def _year(text: str, span: Span, published: PartialDate | None) -> Dated | None:
    match = _YEAR.search(text, *span)
    if match is None and not is_plain(text, span):
        match = _YEAR_SLAVIC.search(text, *span)
    if match is None:
        return None
    date = calendar_date(int(match["year"]), None, None, published.offset if published else 0)
    return Dated(match.start(), date) if date else None


def day_of(published: PartialDate) -> PartialDate:
    """Return the date of an article at day precision; coarser dates stay as they are."""
    if published.precision is not Precision.MINUTE:
        return published
    return PartialDate.of(published.start, Precision.DAY, published.offset)


def today_of(published: PartialDate) -> datetime:
    """Return the first moment of an article's date, in its own zone."""
    return published.start.astimezone(timezone(timedelta(minutes=published.offset)))


def month_number(name: str) -> int:
    """Return the number of a month that MONTH or a Slavic date matched."""
    if name.isdigit():
        return int(name)
    return SLAVIC_NUMBERS.get(name) or MONTHS[name.lower()]


def calendar_date(year: int, month: int | None, day: int | None, offset: int) -> PartialDate | None:
    """Return a day, a month or a year; None where the calendar has no such day."""
    value = f"{year:04}"
    if month is not None:
        value += f"-{month:02}"
        if day is not None:
            value += f"-{day:02}"
    try:
        return PartialDate.parse(value, offset)
    except ValueError:
        return None
