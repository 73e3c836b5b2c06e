"""Words said that only their place on the page attributes: transcripts and quoted posts."""

import re
from collections import Counter

from claims.extraction.patterns.drafts import Draft
from claims.extraction.patterns.phrases import phrase_starting
from claims.extraction.reading.paragraphs import Span
from claims.extraction.reading.sentences import Sentence

_TURN = re.compile(
    r"[\"“]?\s*(?P<name>[A-Z][\w.'’\-]+(?:\s[A-Z][\w.'’\-]+){0,3})\s?:\s+(?P<words>\S)"
)
FEWEST_WORDS = 5
_DASHES = ("―", "—", "–", "--", "-", "~")
_SIGNATURE = re.compile(r"\s[—–-]{1,2}\s(?P<name>[^\n—–()]{2,60}\s?\(@\w{1,30}\))[^\n—–]{0,40}$")
_MARKUP = re.compile(r"<[^>\n]{0,300}>\s*")
_LINK = re.compile(r"(?<!\s)\s+(?:https?://|pic\.twitter\.com/|t\.co/)\S+\s*$")


def labels(text: str, spans: list[Span]) -> frozenset[str]:
    """Return the names that begin turns of a transcript: in capitals, or again and again."""
    names = Counter(
        match["name"]
        for match in (_TURN.match(text, *span) for span in spans)
        if match is not None
        and len(text[match.start("words") : match.endpos].split()) >= FEWEST_WORDS
    )
    return frozenset(name for name, times in names.items() if times > 1 or name.isupper())


def turn(text: str, paragraph: Span, sentence: int, known: frozenset[str]) -> Draft | None:
    """Return the turn of a transcript, "SMITH: Well, ...", that a paragraph holds, or None."""
    match = _TURN.match(text, *paragraph) if known else None
    if match is None or match["name"] not in known:
        return None
    return Draft(
        content=Span(match.start("words"), paragraph.end),
        cue=Span(match.end("name"), match.end("name") + 1),
        speaker=Span(*match.span("name")),
        pattern="transcript",
        sentence=sentence,
    )


def post(text: str, paragraph: Span, sentence: int) -> Draft | None:
    """Return the post that a paragraph quotes, "Words — Name (@handle) May 1, 2024", or None."""
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
