"""Words of time beside a subject or a verb: "Monday night", "two days ago"."""

from claims.extraction.english.classes import DETERMINERS, MONTHS, SPELLS, TIMES, WEEKDAYS
from claims.extraction.english.vocabulary import vocabulary
from claims.extraction.reading.sentences import Token

_PARTS_OF_DAYS = vocabulary("morning afternoon evening night")
_REMOTE = vocabulary("ago earlier later before")


def past_spell(tokens: list[Token], start: int) -> int:
    """Return the index after "two weeks ago" or "the day before"; `start` where none is there."""
    for index in range(start + 1, min(len(tokens) - 1, start + 3)):
        if tokens[index].low in SPELLS and tokens[index + 1].low in _REMOTE:
            return index + 2 if _counts(tokens[start]) else start
    return start


def _counts(token: Token) -> bool:
    return token.low in DETERMINERS or token.low in ("a", "an") or token.low.isdigit()


def after_times(tokens: list[Token], start: int) -> int:
    """Skip "Monday night", "last week" or "two days ago"."""
    start = past_spell(tokens, start)
    while start < len(tokens) and (
        tokens[start].low in TIMES
        or (start + 1 < len(tokens) and is_this_year(tokens, start))
        or tokens[start].low in MONTHS
        or (tokens[start - 1].low in MONTHS and tokens[start].low[:1].isdigit())
    ):
        start += 1
    return start


def is_this_year(tokens: list[Token], index: int) -> bool:
    """Say whether "this week" or the like stands at `index`."""
    return tokens[index].low == "this" and tokens[index + 1].low in TIMES


def tells_time(tokens: list[Token], at: int) -> bool:
    """Say whether the token belongs to "on Tuesday", "in May" or "last week"."""
    token = tokens[at]
    if token.low in WEEKDAYS or token.low in ("today", "yesterday", "tonight"):
        return True
    if token.low in MONTHS:
        before = tokens[at - 1].low
        return token.capital and (before in ("in", "on", "late", "early") or before.isdigit())
    if token.low.isdigit() and at + 1 < len(tokens) and tokens[at + 1].low in MONTHS:
        return True
    if token.low in _PARTS_OF_DAYS:
        return tokens[at - 1].low in WEEKDAYS or tokens[at - 1].low in ("this", "yesterday", "last")
    dated = token.low.isdigit() and tokens[at - 1].low in MONTHS
    return dated or (token.low in SPELLS and tokens[at - 1].low in ("last", "this")) or (
        token.low in ("last", "this")
        and (tokens[at + 1].low in SPELLS or tokens[at + 1].low in _PARTS_OF_DAYS)
    )  # fmt: skip


def past_time(tokens: list[Token], first: int, last: int) -> int:
    """Return where the phrase begins after "Last week" or "Three days ago"."""
    ago = next(
        (
            index
            for index in range(first + 1, min(last, first + 4))
            if tokens[index].low in ("ago", "earlier", "later", "before")
            and tokens[index - 1].low in SPELLS
        ),
        None,
    )
    if ago is not None:
        return ago + 1
    if tokens[first].low in ("last", "this") or tokens[first].low in WEEKDAYS:
        after = first
        while after < last and (tokens[after].low in TIMES or tokens[after].low == "this"):
            after += 1
        if after > first and tokens[after].capital | (tokens[after].low in DETERMINERS):
            return after
    return first
