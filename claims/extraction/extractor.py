"""From an article to its attributed statements: the stages, in order."""

from collections.abc import Iterator

from claims.extraction.circumstances.days import Circumstances
from claims.extraction.circumstances.events import circumstances
from claims.extraction.confidence import confidence
from claims.extraction.data import Article, Extraction, FoundStatement, Gazetteer, Joint, Kind
from claims.extraction.patterns.directions import turn_parts
from claims.extraction.patterns.drafts import Draft
from claims.extraction.patterns.headlines import headline_draft
from claims.extraction.patterns.joining import join_quotations
from claims.extraction.patterns.pages import points_elsewhere, post, signed
from claims.extraction.patterns.parts import parts
from claims.extraction.patterns.sentence import drafts_of
from claims.extraction.patterns.slavic import is_slavic, slavic_drafts
from claims.extraction.patterns.slavic_neighbours import continued, told_elsewhere
from claims.extraction.patterns.transcripts import Labels, labels, opens_with_turn, turn
from claims.extraction.reading.articles import MOST_LINES, bylines_of, headline_of
from claims.extraction.reading.paragraphs import Span, paragraphs
from claims.extraction.reading.sentences import Sentence, sentences
from claims.extraction.slavic.resolution import resolve_slavic
from claims.extraction.speakers.directory import Directory
from claims.extraction.speakers.mentions import represented
from claims.extraction.speakers.resolution import Resolved, resolve

NOBODY = Gazetteer()
MOST_CHARACTERS = 256 * 1024


def extract(article: Article, gazetteer: Gazetteer | None = None) -> Extraction:
    """Return the attributed statements of an article, ordered by start, then end.

    No two have the same span. The same text gives the same statements. Known speakers in
    `gazetteer` only sharpen names and kinds: they never add a statement.

    The time is in proportion to the length, which is bounded: raises ValueError, in one line, for
    a text of more than 262,144 characters. Any other is accepted.
    """
    if len(article.text) > MOST_CHARACTERS:
        raise ValueError(
            f"the text has {len(article.text):,} characters; of one article at most "
            f"{MOST_CHARACTERS:,} are read"
        )
    spans = paragraphs(article.text)
    rows = list(sentences(article.text, spans))
    drafts = _drafts(article.text, spans, rows)
    speakers = _speakers(article.text, rows, drafts, gazetteer or NOBODY)
    ways = circumstances(article, rows, drafts, speakers)
    found = [
        _statement(article.text, rows, draft, speaker, way)
        for draft, speaker, way in zip(drafts, speakers, ways, strict=True)
    ]
    return Extraction(article, _ordered(found))


def _speakers(
    text: str, rows: list[Sentence], drafts: list[Draft], gazetteer: Gazetteer
) -> list[Resolved]:
    if is_slavic(text):
        return resolve_slavic(drafts, rows, text, gazetteer)
    return resolve(drafts, rows, text, Directory(rows, text), gazetteer)


def _ordered(found: list[FoundStatement]) -> tuple[FoundStatement, ...]:
    """Return the statements by their spans; of two on one span, the one that is trusted more."""
    by_span: dict[tuple[int, int], FoundStatement] = {}
    for statement in found:
        span = statement.start, statement.end
        known = by_span.get(span)
        if known is None or statement.confidence >= known.confidence:
            by_span[span] = statement
    return tuple(by_span[span] for span in sorted(by_span))


def _drafts(text: str, spans: list[Span], rows: list[Sentence]) -> list[Draft]:
    """Return what headline, layout and sentences attribute, joined to what they leave open."""
    headline, lines = headline_of(text, spans), bylines_of(text, spans)
    apart = {number for number, span in enumerate(spans[:MOST_LINES]) if span in lines}
    names = labels(text, spans)
    if headline is not None and opens_with_turn(text, spans, names):
        headline = None
    slavic = is_slavic(text)
    read = slavic_drafts if slavic else drafts_of
    found: list[Draft] = []
    beyond = 0  # where the statement ends that whole paragraphs are
    for number, row in enumerate(rows):
        if row.start < beyond or row.paragraph in apart:
            continue
        titles = headline is not None and headline.start <= row.start < headline.end
        opens = not number or rows[number - 1].paragraph != row.paragraph
        if opens and points_elsewhere(text, row.start):
            beyond = spans[row.paragraph].end
            continue
        body = opens and not titles
        whole = _whole(text, number, spans[row.paragraph], names) if body else None
        if whole is not None:
            beyond = max(whole.content.end, spans[row.paragraph].end)
            found.append(whole)
            continue
        titled = headline_draft(text, row) if titles else None
        single = titled or signed(row, number)
        found.extend([single] if single is not None else read(row, number))
    if slavic:
        found = told_elsewhere(
            rows, list(continued(rows, found)), [*lines, *filter(None, [headline])]
        )
    return join_quotations(rows, found)


def _whole(text: str, number: int, paragraph: Span, names: Labels) -> Draft | None:
    """Return the statement that a paragraph is as a whole: a turn of a transcript, or a post."""
    return turn(text, paragraph, number, names) or post(text, paragraph, number)


def _statement(
    text: str, rows: list[Sentence], draft: Draft, speaker: Resolved, way: Circumstances
) -> FoundStatement:
    cue, mention = draft.cue, speaker.span
    kind = _kind(text, rows, draft)
    row = rows[draft.sentence]
    following = rows[draft.sentence + 1] if draft.sentence + 1 < len(rows) else None
    transcript = draft.pattern == "transcript"
    said = turn_parts(text, draft) if transcript else parts(row, following, draft)
    return FoundStatement(
        start=draft.content.start,
        end=draft.content.end,
        kind=kind,
        cue=text[cue.start : cue.end] if cue else "",
        cue_start=cue.start if cue else None,
        cue_end=cue.end if cue else None,
        speaker=text[mention.start : mention.end] if mention else "",
        speaker_start=mention.start if mention else None,
        speaker_end=mention.end if mention else None,
        speaker_name=speaker.name,
        speaker_kind=speaker.kind,
        role=speaker.role,
        basis=speaker.basis,
        on_behalf_of=represented(speaker.role),
        steps=way.steps,
        said_on=way.said_on,
        occasion=way.occasion,
        place=way.place,
        confidence=confidence(draft, speaker, kind),
        pattern=draft.pattern,
        parts=tuple((part.start, part.end) for part in said),
        joint=tuple(joint for other in speaker.joint for joint in _joint(text, other)),
    )


def _joint(text: str, other: Resolved) -> Iterator[Joint]:
    if other.span is not None:
        start, end = other.span
        yield Joint(text[start:end], start, end, other.name, other.kind, other.role)


def _kind(text: str, rows: list[Sentence], draft: Draft) -> Kind:
    if draft.pattern == "headline":
        return "headline"
    if draft.pattern in ("transcript", "post"):
        return "direct"
    start, end = draft.content
    quoted = [
        token
        for token in rows[draft.sentence].tokens
        if token.quotation and token.start < end and token.end > start
    ]
    if not quoted:
        # Speech after a dash has no marks round it.
        return "direct" if draft.pattern in ("announced", "quote-then-speaker") else "indirect"
    opens = start == quoted[0].start or start < rows[draft.sentence].start
    whole = opens and quoted[-1].end >= end - 1
    return "direct" if whole or end > rows[draft.sentence].end else "mixed"
