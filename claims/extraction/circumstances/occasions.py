"""Occasion and place of a statement, read from the words that tell of the saying."""

import re

from claims.extraction.circumstances.dates import is_plain
from claims.extraction.circumstances.slavic_occasions import slavic_occasion, slavic_place
from claims.extraction.english.titles import ADJECTIVES
from claims.extraction.english.vocabulary import vocabulary
from claims.extraction.patterns.drafts import Draft
from claims.extraction.reading.paragraphs import Span

_EVENTS = (
    "forum|conference|briefing|rally|summit|meeting|interview|debate|speech|hearing|event|session"
    "|address|convention|town hall|panel|ceremony|seminar|lecture|congress|fundraiser|press call"
    "|broadcast|podcast|testimony|visit|luncheon|dinner|gala|workshop|assembly|inquest|inquiry"
    "|trial|webinar|talks|phone call|telephone call"
)
_WRITINGS = (
    "statement|post|tweet|message|letter|email|e-mail|article|column|op-ed|video|press release"
    "|blog|thread|memo|note|report"
)
_PLATFORMS = (
    "Telegram|Twitter|X|Facebook|Instagram|TikTok|YouTube|Truth Social|Bluesky|Mastodon|LinkedIn"
    "|Threads|Weibo|VK|Viber|state television|television|national television|radio"
)
_NAMES = (
    r"(?:\s(?:of|with|on|for|to|at|in)\s(?:the\s|an?\s)?"
    r"(?:(?:[\w\-]+\s){0,2}(?:newspaper|daily|weekly|magazine|broadcaster|channel|agency|website"
    r"|station|network|outlet|radio|podcast)\s)?"
    r"[^\W_a-z][\w'’\-]*(?:\s[^\W_a-z][\w'’\-]*){0,5})?"
)
_WORDS = r"(?:(?!(?:because|anonymity|who|which|after|before)\b)[^\s,;:.“\"]+\s)"
_OCCASIONS = (
    re.compile(
        rf"\b(?i:at|during|in|on|addressing)\s(?P<occasion>{_WORDS}{{0,10}}?(?i:{_EVENTS})\b{_NAMES})"
    ),
    re.compile(
        rf"\b(?:told|tells|telling)\s(?P<occasion>(?:an?|the|his|her|their)\s{_WORDS}{{0,5}}?"
        rf"(?i:{_EVENTS})\b{_NAMES})"
    ),
    re.compile(
        rf"\b(?i:in|via|through)\s(?P<occasion>(?:an?|the|his|her|their|its)\s{_WORDS}{{0,4}}?"
        rf"(?i:{_WRITINGS})\b{_NAMES})"
    ),
    re.compile(rf"\b(?i:on|via)\s(?P<occasion>(?:the\s)?(?:{_PLATFORMS}))\b"),
)
_PLACE = re.compile(
    r"\b[Ii]n\s(?P<place>[^\W\d_a-z][\w'’\-]*(?:\s[^\W\d_a-z][\w'’\-]*){0,2}"
    r"(?:,\s[^\W\d_a-z][\w'’\-]*)?)"
)
_MONTHS = re.compile(
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December)\b"
)
_TRAILING = re.compile(
    r"\s(?:on|at|in|that|this|last)?\s?(?:\w+day|today|yesterday|tonight|that"
    r"|(?:January|February|March|April|May|June|July|August|September|October|November|December"
    r")(?:\s[0-9]+)?|[0-9]{4})$"
)
_ARTICLE = re.compile(r"(?:the|an?|his|her|their|its)\s", re.IGNORECASE)
_NO_PLACES = ADJECTIVES | vocabulary(
    "latin hebrew arabic farsi mandarin cantonese yiddish hindi catalan parliament congress court"
    " english spanish"
)


def occasion(text: str, spans: list[Span]) -> str:
    """Return the event or the piece of writing that the words name, without article, or ""."""
    for pattern in _OCCASIONS:
        for span in spans:
            match = pattern.search(text, *span)
            if match is not None:
                named = " ".join(match["occasion"].split())
                article = _ARTICLE.match(named)
                return _TRAILING.sub("", named[article.end() :] if article else named)
    return "" if _are_plain(text, spans) else slavic_occasion(text, spans)


def _are_plain(text: str, spans: list[Span]) -> bool:
    return all(is_plain(text, span) for span in spans)


def place(text: str, spans: list[Span], draft: Draft) -> str:
    """Return the place that the words name after "in", or "".

    A place right after a subject that follows its verb ("said a man in Hull") may be only the
    speaker's own.
    """
    cue, speaker = draft.cue, draft.speaker
    for span in spans:
        for match in _PLACE.finditer(text, *span):
            named = " ".join(match["place"].split())
            if _MONTHS.match(named) or named.split(",")[0].lower() in _NO_PLACES:
                continue
            if cue and speaker and cue.start < speaker.start < match.start() <= speaker.end + 1:
                continue
            return named
    return "" if _are_plain(text, spans) else slavic_place(text, spans)
