"""From an article to its attributed statements: the stages, in order."""

from claims.extraction.circumstances.events import Circumstances, circumstances
from claims.extraction.confidence import confidence
from claims.extraction.data import Article, Extraction, FoundStatement, Gazetteer, Kind
from claims.extraction.patterns.drafts import Draft
from claims.extraction.patterns.headlines import headline_draft
from claims.extraction.patterns.joining import join_quotations
from claims.extraction.patterns.pages import labels, post, signed, turn
from claims.extraction.patterns.parts import parts
from claims.extraction.patterns.sentence import drafts_of
from claims.extraction.reading.articles import byline_of, headline_of
from claims.extraction.reading.paragraphs import Span, paragraphs
from claims.extraction.reading.sentences import Sentence, sentences
from claims.extraction.speakers.directory import Directory
from claims.extraction.speakers.resolution import Resolved, resolve

NOBODY = Gazetteer()


def extract(article: Article, gazetteer: Gazetteer | None = None) -> Extraction:
    """Return the attributed statements of an article, ordered by start, then end.

    Any text is accepted; the same text gives the same statements. Known speakers in `gazetteer`
    only sharpen names and kinds: they never add a statement.
    """
    rows = list(sentences(article.text))
    drafts = _drafts(article.text, rows)
    directory = Directory(rows, article.text)
    speakers = resolve(drafts, rows, article.text, directory, gazetteer or NOBODY)
    ways = circumstances(article, rows, drafts, speakers)
    found = [
        _statement(article.text, rows, draft, speaker, way)
        for draft, speaker, way in zip(drafts, speakers, ways, strict=True)
    ]
    return Extraction(article, tuple(sorted(found, key=lambda found: (found.start, found.end))))


def _drafts(text: str, rows: list[Sentence]) -> list[Draft]:
    spans = paragraphs(text)
    headline = headline_of(text, spans)
    byline = byline_of(text, spans)
    found: list[Draft] = []
    taken = -1
    names = labels(text, spans)
    for number, row in enumerate(rows):
        if byline and byline.start <= row.start < byline.end:
            continue
        if headline and row.paragraph == 0:
            draft = headline_draft(text, row)
            if draft is not None:
                found.append(draft)
                continue
        spoken = _on_the_page(text, spans, names, rows, number)
        if spoken is not None:
            found.append(spoken)
            taken = row.paragraph
        if row.paragraph == taken:
            continue
        signature = signed(row, number)
        found.extend([signature] if signature is not None else drafts_of(row, number))
    return join_quotations(rows, found)


def _on_the_page(
    text: str, spans: list[Span], names: frozenset[str], rows: list[Sentence], number: int
) -> Draft | None:
    """Return the turn or post that the paragraph holds whose first sentence this is."""
    row = rows[number]
    if number and rows[number - 1].paragraph == row.paragraph:
        return None
    paragraph = spans[row.paragraph]
    return turn(text, paragraph, number, names) or post(text, paragraph, number)


def _statement(
    text: str, rows: list[Sentence], draft: Draft, speaker: Resolved, way: Circumstances
) -> FoundStatement:
    cue, mention = draft.cue, draft.speaker
    kind = _kind(text, rows, draft)
    row = rows[draft.sentence]
    following = rows[draft.sentence + 1] if draft.sentence + 1 < len(rows) else None
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
        on_behalf_of="",
        steps=way.steps,
        said_on=way.said_on,
        occasion=way.occasion,
        place=way.place,
        confidence=confidence(draft, speaker, kind),
        pattern=draft.pattern,
        parts=tuple((part.start, part.end) for part in parts(row, following, draft)),
    )


def _kind(text: str, rows: list[Sentence], draft: Draft) -> Kind:
    if draft.pattern == "headline":
        return "headline"
    start, end = draft.content
    quoted = [
        token
        for token in rows[draft.sentence].tokens
        if token.quotation and token.start < end and token.end > start
    ]
    if not quoted:
        return "direct" if draft.pattern == "announced" else "indirect"
    whole = start == quoted[0].start and quoted[-1].end >= end - 1
    return "direct" if whole or end > rows[draft.sentence].end else "mixed"
