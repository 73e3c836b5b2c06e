"""Words said that only their place on the page attributes: quoted posts and signed words."""

import re

from claims.extraction.patterns.drafts import Draft
from claims.extraction.patterns.phrases import phrase_starting
from claims.extraction.reading.paragraphs import Span
from claims.extraction.reading.sentences import Sentence

_POINTER = re.compile(
    r"(?:Read\s(?:more|also|next)|Also\sread|See\salso|More\son\sthis|Related(?:\s\w+)?|Recommended)"
    r"\s?[:|»>→]",
    re.IGNORECASE,
)
_DASHES = ("―", "—", "–", "--", "-", "~")
_SIGNATURE = re.compile(r"\s[—–-]{1,2}\s(?P<name>[^\n—–()]{2,60}\s?\(@\w{1,30}\))[^\n—–]{0,40}$")
_MARKUP = re.compile(r"<[^>\n]{0,300}>\s*")
_LINK = re.compile(r"(?<!\s)\s+(?:https?://|pic\.twitter\.com/|t\.co/)\S+\s*$")


def points_elsewhere(text: str, start: int) -> bool:
    """Say whether a sentence only announces another article: "Read more: ..."."""
    return _POINTER.match(text, start) is not None


def post(text: str, paragraph: Span, sentence: int) -> Draft | None:
    """Return the post that a paragraph quotes, "Words — Name (@handle) May 1, 2024", or None."""
    if text.find("(@", *paragraph) < 0:
        return None
    opening = _MARKUP.match(text, *paragraph)
    start = opening.end() if opening else paragraph.start
    end = paragraph.end
    closing = text.rfind("<", start, end)
    if opening and closing > start:
        end = closing
    match = _SIGNATURE.search(text, max(start, end - 160), end)
    if match is None or match.start() <= start:
        return None
    words = Span(start, match.start())
    link = _LINK.search(text, *words)
    if link is not None and link.start() > start:
        words = Span(start, link.start())
    return Draft(
        content=words,
        cue=None,
        speaker=Span(*match.span("name")),
        pattern="post",
        sentence=sentence,
    )


def signed(row: Sentence, number: int) -> Draft | None:
    """Return the quotation that a name after a dash signs: '"Words." ― Name, what they are'."""
    tokens = row.tokens
    quoted = 0
    while quoted < len(tokens) and tokens[quoted].quotation:
        quoted += 1
    if not 0 < quoted < len(tokens) - 1 or tokens[quoted].text not in _DASHES:
        return None
    subject = phrase_starting(tokens, quoted + 1)
    if subject is None or not tokens[subject.first].capital:
        return None
    after = subject.last + 1
    if after < len(tokens) and tokens[after].text not in (",", ".", "("):
        return None
    return Draft(
        content=Span(tokens[0].start, tokens[quoted - 1].end),
        cue=Span(tokens[quoted].start, tokens[quoted].end),
        speaker=Span(tokens[subject.first].start, tokens[subject.last].end),
        pattern="signed",
        sentence=number,
    )
