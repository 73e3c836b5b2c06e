"""Times that words tell from the day of the article: "yesterday", "last week", "two days ago"."""

import re
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import NamedTuple

from claims.extraction.circumstances.dates import (
    MONTH,
    first_date,
    is_plain,
    month_number,
    today_of,
)
from claims.extraction.circumstances.slavic_times import (
    SLAVIC_AGO,
    SLAVIC_DAY,
    SLAVIC_MONTH_ALONE,
    SLAVIC_OPEN,
    SLAVIC_PERIOD,
    in_english,
)
from claims.extraction.reading.paragraphs import Span
from claims.text.dates import PartialDate, Precision

_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_WEEKDAY = r"(?P<weekday>(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)"
_COUNTS = {
    "a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7,
    "eight": 8, "nine": 9, "ten": 10, "eleven": 11, "twelve": 12,
}  # fmt: skip
_DAY = re.compile(
    rf"\b(?:(?P<which>last|next)\s)?(?:{_WEEKDAY}\b(?!\s(?:before|after))"
    r"|(?P<today>today|tonight|this\s(?:morning|afternoon|evening))\b"
    r"|(?P<yesterday>yesterday|last\snight)\b)",
    re.IGNORECASE,
)
_AGO = re.compile(
    rf"\b(?P<count>{'|'.join(_COUNTS)}|[0-9]{{1,3}})\s(?P<unit>day|week|month|year)s?\sago\b",
    re.IGNORECASE,
)
_PERIOD = re.compile(
    r"\b(?P<which>last|this|earlier\sin\sthe|earlier\sthis|later\sthis|later\sin\sthe)\s"
    r"(?P<unit>week|month|year)\b(?!\s(?:before|after|['’]s))",
    re.IGNORECASE,
)
_MONTH_ALONE = re.compile(
    rf"\b(?:[Ii]n|[Ll]ast|[Dd]uring)\s(?:early\s|late\s|mid-?\s?)?{MONTH}(?!\w)(?!\s[0-9])"
)
_OPEN = re.compile(
    r"\b(?:ago|previously|recently|formerly|once|famously|overnight|at\sthe\stime"
    r"|(?:long|always|often|repeatedly)\s(?=\w+ed\b|said|told|held|known)|used\sto|(?:had|has)\searlier"
    r"|earlier\s(?:had|said|told|that\s(?:day|week|month|year))|(?:days?|weeks?|months?|years?)"
    r"\s(?:before|earlier|later)|in\sthe\spast|the\ssame\sday|the\sprevious\sday"
    r"|(?:last|next)\s(?:spring|summer|autumn|fall|winter))\b",
    re.IGNORECASE,
)
_LONGEST = {"day": 1, "week": 7}


Reader = Callable[[re.Match[str], PartialDate], PartialDate | None]


class Stated(NamedTuple):
    """What words tell of the time; `date` is None where they leave it open ("recently")."""

    date: PartialDate | None


def stated_time(text: str, spans: list[Span], published: PartialDate | None) -> Stated | None:
    """Return the time that the spans state, or None where no word of theirs tells any.

    Dates of the calendar come first. The others are told from the day of the article, each at the
    finest precision that holds all of what it may mean; without that day they stay open.
    """
    known = first_date(text, spans, published)
    if known is not None:
        return Stated(known.date)
    plain = all(is_plain(text, span) for span in spans)
    words = " ".join([text[span.start : span.end] for span in spans]).casefold()
    for pattern, read, needed in _READERS if plain else (*_READERS, *_READERS_SLAVIC):
        if not any(word in words for word in needed):
            continue
        for span in spans:
            match = pattern.search(text, *span)
            if match is not None:
                return Stated(_told(read, match, published))
    return None


def _told(read: Reader, match: re.Match[str], published: PartialDate | None) -> PartialDate | None:
    try:
        return read(match, published) if published is not None else None
    except (OverflowError, ValueError):  # before the year 1
        return None


def _day(match: re.Match[str], published: PartialDate) -> PartialDate | None:
    weekday = match["weekday"]
    return _on_day(weekday or "", match["which"] or "", bool(match["yesterday"]), published)


def _day_slavic(match: re.Match[str], published: PartialDate) -> PartialDate | None:
    weekday, which = match["weekday"] or match["named"], match["which"] or match["other"]
    yesterday = bool(match["yesterday"])
    return _on_day(in_english(weekday or ""), in_english(which or ""), yesterday, published)


def _on_day(
    weekday: str, which: str, yesterday: bool, published: PartialDate
) -> PartialDate | None:
    """Read a weekday as the latest that is not after the article; a "last" one is before it."""
    if _coarser(published, Precision.DAY) or which.lower() == "next":
        return None
    today = today_of(published)
    if weekday:
        back = (today.weekday() - _WEEKDAYS.index(weekday.lower())) % 7
        if not back and which.lower() == "last":
            back = 7
    else:
        back = 1 if yesterday else 0
    return PartialDate.of(today - timedelta(days=back), Precision.DAY, published.offset)


def _ago(match: re.Match[str], published: PartialDate) -> PartialDate | None:
    unit = in_english(match["unit"])
    written = in_english(match["count"] or "one")
    count = _COUNTS.get(written) or int(written)
    today = today_of(published)
    if unit in _LONGEST:
        if _coarser(published, Precision.DAY):
            return None
        day = _before(today, count * _LONGEST[unit])
        if unit == "day":
            return PartialDate.of(day, Precision.DAY, published.offset)
        return _holding(_before(day, 3), day + timedelta(days=3), published)
    if unit == "month" and _coarser(published, Precision.MONTH):
        return None
    months = count * (12 if unit == "year" else 1)
    precision = Precision.YEAR if unit == "year" else Precision.MONTH
    return _unit(_months_before(today, months), precision, published)


def _period(match: re.Match[str], published: PartialDate) -> PartialDate | None:
    return _in_period(match["which"].lower(), match["unit"].lower(), published)


def _period_slavic(match: re.Match[str], published: PartialDate) -> PartialDate | None:
    if match["lastyear"]:
        return _in_period("last", "year", published)
    return _in_period(in_english(match["which"]), in_english(match["unit"]), published)


def _in_period(which: str, unit: str, published: PartialDate) -> PartialDate | None:
    if which == "next":
        return None
    last = which == "last"
    today = today_of(published)
    if unit == "week":
        if _coarser(published, Precision.DAY):
            return None
        monday = _before(today, today.weekday())
        if last:
            return _holding(_before(monday, 7), _before(monday, 1), published)
        return _holding(monday, today, published)
    precision = Precision.YEAR if unit == "year" else Precision.MONTH
    if _coarser(published, precision):
        return None
    months = (12 if unit == "year" else 1) if last else 0
    return _unit(_months_before(today, months), precision, published)


def _month(match: re.Match[str], published: PartialDate) -> PartialDate | None:
    """Read "in May" as the latest that has begun when the article appears."""
    if _coarser(published, Precision.MONTH):
        return None
    today, number = today_of(published), month_number(match["month"])
    back = (today.month - number) % 12
    if not back and match.group().lower().startswith("last"):
        back = 12
    return _unit(_months_before(today, back), Precision.MONTH, published)


def _left_open(match: re.Match[str], published: PartialDate) -> PartialDate | None:
    return None


# Each with words of which any match has one: to look for these first saves most searches.
_READERS: tuple[tuple[re.Pattern[str], Reader, tuple[str, ...]], ...] = (
    (_DAY, _day, ("day", "night", "noon", "ning")),
    (_AGO, _ago, ("ago",)),
    (_PERIOD, _period, ("week", "month", "year")),
    (_MONTH_ALONE, _month, ("in", "last")),
    (
        _OPEN,
        _left_open,
        ("ago", "ly", "once", "overnight", "time", "earlier", "later", "before", "past", "same",
         "previous", "last", "next", "long", "always",
         "often", "used"),
    ),
)  # fmt: skip
_READERS_SLAVIC: tuple[tuple[re.Pattern[str], Reader, tuple[str, ...]], ...] = (
    (SLAVIC_DAY, _day_slavic, ("",)),
    (SLAVIC_AGO, _ago, ("",)),
    (SLAVIC_PERIOD, _period_slavic, ("",)),
    (SLAVIC_MONTH_ALONE, _month, ("",)),
    (SLAVIC_OPEN, _left_open, ("",)),
)


def _coarser(published: PartialDate, needed: Precision) -> bool:
    order = list(Precision)
    return order.index(published.precision) > order.index(needed)


def _before(day: datetime, days: int) -> datetime:
    return day - timedelta(days=days)


def _months_before(day: datetime, months: int) -> datetime:
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    return day.replace(year=max(1, year), month=month + 1, day=1)


def _unit(day: datetime, precision: Precision, published: PartialDate) -> PartialDate:
    return PartialDate.of(day, precision, published.offset)


def _holding(first: datetime, last: datetime, published: PartialDate) -> PartialDate | None:
    """Return the month, or else the year, that holds both days; None where neither does."""
    if first.year != last.year:
        return None
    precision = Precision.MONTH if first.month == last.month else Precision.YEAR
    return _unit(first, precision, published)
