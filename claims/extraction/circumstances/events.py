"""Speech events: which statements of an article were made in one breath, and what they share."""

from dataclasses import dataclass

from claims.extraction.circumstances.chain import chain, stated_steps
from claims.extraction.circumstances.dates import day_of, first_date
from claims.extraction.circumstances.occasions import occasion, place
from claims.extraction.data import Article, Step
from claims.extraction.patterns.drafts import Draft
from claims.extraction.reading.paragraphs import Span
from claims.extraction.reading.sentences import Sentence
from claims.extraction.speakers.resolution import Resolved
from claims.text.dates import PartialDate


@dataclass(frozen=True, slots=True)
class Circumstances:
    """Through whom a statement comes, and when, where and on what occasion it was made."""

    steps: tuple[Step, ...] = ()
    said_on: PartialDate | None = None
    occasion: str = ""
    place: str = ""


ALONE = -1


def circumstances(
    article: Article, rows: list[Sentence], drafts: list[Draft], speakers: list[Resolved]
) -> list[Circumstances]:
    """Return the circumstances of each draft, in the order of the drafts.

    What one sentence states of a speech holds for the other statements of the same event: those of
    one speaker that no date sets apart. Steps carried over are marked as inferred. The event that
    the article opens with is taken to be of the article's own day.
    """
    stated = [
        _stated(article, rows[draft.sentence], draft, speaker)
        for draft, speaker in zip(drafts, speakers, strict=True)
    ]
    events = _events(rows, drafts, speakers, stated)
    shared = _shared(events, stated)
    opening = next((event for event in events if event != ALONE), ALONE)
    return [
        _completed(article, own, shared.get(event), opens=event == opening != ALONE)
        for own, event in zip(stated, events, strict=True)
    ]


def _stated(article: Article, row: Sentence, draft: Draft, speaker: Resolved) -> Circumstances:
    """Read what the words around a statement say, and never the words said."""
    before = Span(row.start, max(row.start, min(row.end, draft.content.start)))
    after = Span(min(row.end, max(row.start, draft.content.end)), row.end)
    if draft.cue is not None and before.end <= draft.cue.start < draft.content.end:
        # The attribution interrupts the words said.
        after = Span(draft.cue.start, min(row.end, _end_of_pause(row, draft)))
    spans = [span for span in (before, after) if span.start < span.end]
    dated = first_date(article.text, spans, article.published)
    adjunct = draft.adjunct
    return Circumstances(
        steps=stated_steps(article.text, spans, speaker.name),
        said_on=dated.date if dated else None,
        occasion=occasion(article.text, adjunct) if adjunct else "",
        place=place(article.text, adjunct) if adjunct else "",
    )


def _end_of_pause(row: Sentence, draft: Draft) -> int:
    cue = draft.cue
    return next(
        (token.start for token in row.tokens if cue and token.quotation and token.start > cue.end),
        row.end,
    )


def _events(
    rows: list[Sentence],
    drafts: list[Draft],
    speakers: list[Resolved],
    stated: list[Circumstances],
) -> list[int]:
    """Number the speech event of each draft; ALONE for one that belongs to none.

    A statement without a resolved speaker goes with the one before it in its paragraph.
    """
    numbers: dict[tuple[str, str], int] = {}
    events: list[int] = []
    for index, (draft, speaker) in enumerate(zip(drafts, speakers, strict=True)):
        date = stated[index].said_on
        if draft.pattern == "headline":
            events.append(ALONE)
        elif speaker.name:
            key = (speaker.name, date.value if date else "")
            events.append(numbers.setdefault(key, len(numbers)))
        elif index and _same_paragraph(rows, drafts[index - 1], draft):
            events.append(events[-1])
        else:
            events.append(ALONE)
    return events


def _same_paragraph(rows: list[Sentence], one: Draft, other: Draft) -> bool:
    return rows[one.sentence].paragraph == rows[other.sentence].paragraph


def _shared(events: list[int], stated: list[Circumstances]) -> dict[int, Circumstances]:
    """Return, by event, the first chain and the first occasion that its statements state."""
    shared: dict[int, Circumstances] = {}
    for event, own in zip(events, stated, strict=True):
        if event == ALONE:
            continue
        known = shared.get(event, Circumstances())
        shared[event] = Circumstances(
            steps=known.steps or own.steps, occasion=known.occasion or own.occasion
        )
    return shared


def _completed(
    article: Article, own: Circumstances, shared: Circumstances | None, *, opens: bool
) -> Circumstances:
    said_on = own.said_on
    if said_on is None and opens and article.published is not None:
        said_on = day_of(article.published)
    known = shared or Circumstances()
    return Circumstances(
        steps=chain(article, own.steps, known.steps),
        said_on=said_on,
        occasion=own.occasion or known.occasion,
        place=own.place,
    )
