"""Speech events: which statements of an article were made in one breath, and what they share."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from typing import NamedTuple

from claims.extraction.circumstances.chain import Link, chain, links, stated_steps
from claims.extraction.circumstances.dates import day_of
from claims.extraction.circumstances.days import (
    Circumstances,
    from_neighbours,
    is_of_the_past,
    led_up_to,
)
from claims.extraction.circumstances.occasions import occasion, place
from claims.extraction.circumstances.relative import Stated, stated_time
from claims.extraction.circumstances.surroundings import Surroundings
from claims.extraction.data import Article
from claims.extraction.patterns.drafts import Draft
from claims.extraction.reading.paragraphs import Span
from claims.extraction.reading.sentences import Sentence
from claims.extraction.speakers.mentions import read_mention
from claims.extraction.speakers.resolution import Resolved

ALONE = -1


def circumstances(
    article: Article, rows: list[Sentence], drafts: list[Draft], speakers: list[Resolved]
) -> list[Circumstances]:
    """Return the circumstances of each draft, in the order of the drafts.

    What one sentence states of a speech holds for the other statements of the same event: those of
    one speaker that no date sets apart. Steps carried over are marked as inferred. The event that
    the article opens with is taken to be of the article's own day, unless the text tells otherwise
    or the speaker is one of the past.
    """
    stated: list[Circumstances] = []
    for draft, speaker, told in zip(
        drafts, speakers, _told(article.text, rows, drafts), strict=True
    ):
        stated.append(_stated(article, rows[draft.sentence], draft, speaker, told))
    stated = _carried_on(drafts, speakers, stated)
    stated = led_up_to(article, rows, drafts, speakers, stated)
    stated = from_neighbours(article, rows, drafts, speakers, stated)
    events = _events(rows, drafts, speakers, stated)
    shared = _shared(events, stated)
    opening = _opening(drafts, events)
    if opening != ALONE and any(
        event == opening and is_of_the_past(article.text, draft.speaker)
        for draft, event in zip(drafts, events, strict=True)
    ):
        opening = ALONE
    return [
        _completed(article, own, shared.get(event), opens=event == opening != ALONE)
        for own, event in zip(stated, events, strict=True)
    ]


class Told(NamedTuple):
    """What a sentence tells of one saying: the stretches that do, and the outlets it names."""

    spans: list[Span]
    links: list[Link]


def _told(text: str, rows: list[Sentence], drafts: list[Draft]) -> Iterator[Told]:
    """Yield, for each draft, what its sentence tells of the saying."""
    by_sentence: defaultdict[int, list[Draft]] = defaultdict(list)
    for draft in drafts:
        by_sentence[draft.sentence].append(draft)
    read = {
        number: (
            Surroundings(rows[number], own),
            links(text, Span(rows[number].start, rows[number].end)),
        )
        for number, own in by_sentence.items()
    }
    for draft in drafts:
        surroundings, named = read[draft.sentence]
        yield Told(surroundings.of(draft), named)


def _carried_on(
    drafts: list[Draft], speakers: list[Resolved], stated: list[Circumstances]
) -> list[Circumstances]:
    """Return the circumstances with the time and the occasion carried on within a sentence.

    "Lee said on Monday that it was late, and she asked for help": both were on Monday.
    """
    latest: dict[tuple[int, str], Circumstances] = {}
    carried: list[Circumstances] = []
    for draft, speaker, own in zip(drafts, speakers, stated, strict=True):
        key = draft.sentence, speaker.name
        before = latest.get(key) if speaker.name else None
        if before is not None and not own.timed:
            own = replace(own, said_on=before.said_on, timed=before.timed)
        latest[key] = own
        carried.append(own)
    return carried


def _stated(
    article: Article, row: Sentence, draft: Draft, speaker: Resolved, told: Told
) -> Circumstances:
    """Read what the words around a statement say, and never the words said.

    `told` is what the sentence tells of the saying itself.
    """
    before = Span(row.start, max(row.start, min(row.end, draft.content.start)))
    after = Span(min(row.end, max(row.start, draft.content.end)), row.end)
    if draft.cue is not None and before.end <= draft.cue.start < draft.content.end:
        # The attribution interrupts the words said.
        after = Span(draft.cue.start, min(row.end, _end_of_pause(row, draft)))
    spans = [span for span in (before, after) if span.start < span.end]
    time = stated_time(article.text, told.spans, article.published)
    if not draft.finite or draft.negated:
        time = Stated(None)  # what is yet to be said, or never was, has no day
    return Circumstances(
        steps=stated_steps(told.links, spans, speaker.name, _through(article.text, row, draft)),
        said_on=time.date if time else None,
        timed=time is not None,
        occasion=occasion(article.text, told.spans),
        place=place(article.text, told.spans, draft),
    )


def _through(text: str, row: Sentence, draft: Draft) -> tuple[str, ...]:
    """Return the name of the outlet that the pattern has the words from, if it is named."""
    span = draft.through
    if span is None:
        return ()
    tokens = [token for token in row.tokens if span.start <= token.start < span.end]
    # Where another sentence says it ("Ukrinform reports this"), the span is the name alone.
    name = read_mention(tokens, text).name if tokens else text[span.start : span.end].strip("«»“”")
    return (name,) if name else ()


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


def _opening(drafts: list[Draft], events: list[int]) -> int:
    """Return the event of the first statement below the headline, or ALONE."""
    places = [
        ((draft.sentence, draft.cue.start if draft.cue else draft.content.start), event)
        for draft, event in zip(drafts, events, strict=True)
        if draft.pattern != "headline"
    ]
    return min(places, default=((0, 0), ALONE))[1]


def _same_paragraph(rows: list[Sentence], one: Draft, other: Draft) -> bool:
    return rows[one.sentence].paragraph == rows[other.sentence].paragraph


def _shared(events: list[int], stated: list[Circumstances]) -> dict[int, Circumstances]:
    """Return, by event, the first chain, date and occasion that its statements state."""
    shared: dict[int, Circumstances] = {}
    for event, own in zip(events, stated, strict=True):
        if event == ALONE:
            continue
        known = shared.get(event, Circumstances())
        shared[event] = Circumstances(
            steps=known.steps or own.steps,
            said_on=known.said_on or own.said_on,
            occasion=known.occasion or own.occasion,
        )
    return shared


def _completed(
    article: Article, own: Circumstances, shared: Circumstances | None, *, opens: bool
) -> Circumstances:
    known = shared or Circumstances()
    said_on = own.said_on
    if said_on is None and not own.timed:
        said_on = known.said_on
        if said_on is None and opens and article.published is not None:
            said_on = day_of(article.published)
    return Circumstances(
        steps=chain(article, own.steps, known.steps),
        said_on=said_on,
        occasion=own.occasion or known.occasion,
        place=own.place,
    )
