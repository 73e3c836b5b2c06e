"""Days on which a desk works: Monday to Friday. Public holidays are not known here."""

from datetime import date, timedelta

_SATURDAY = 5


def after(day: date, days: int) -> date:
    """Return the day that comes this many working days after `day`."""
    while days > 0:
        day += timedelta(days=1)
        days -= _is_working(day)
    return day


def between(day: date, later: date) -> int:
    """Return how many working days come after `day` up to and with `later`; 0 if it is earlier."""
    whole, rest = divmod(max((later - day).days, 0), 7)
    return whole * 5 + sum(_is_working(day + timedelta(days=at)) for at in range(1, rest + 1))


def _is_working(day: date) -> bool:
    return day.weekday() < _SATURDAY
