"""The day of a statement whose own sentence tells none: what the neighbouring sentences say."""

import re
from collections import defaultdict
from dataclasses import dataclass, replace
from datetime import timedelta

from claims.extraction.circumstances.dates import today_of
from claims.extraction.circumstances.relative import stated_time
from claims.extraction.data import Article, Step
from claims.extraction.english.vocabulary import vocabulary
from claims.extraction.patterns.drafts import Draft
from claims.extraction.reading.paragraphs import Span
from claims.extraction.reading.sentences import Sentence
from claims.extraction.speakers.resolution import Resolved
from claims.text.dates import PartialDate, Precision

MOST_DAYS = 7
_SPOKE = vocabulary(
    "address addressed addresses addressing speak speaks spoke speaking speech testified testify"
    " appeared told talked lectured wrote published delivered interview interviewed preached"
    " broadcast debated met press briefing rally sermon lecture hearing conference"
    " виступив виступила виступив виступає звернувся звернулася виступ виступу звернення зустрівся"
    " зустрілася выступил выступила выступает обратился обратилась выступление выступлении"
    " встретился встретилась речь промова промову"
)
_EARLIER = re.compile(r"\b(?:had|earlier|previously|раніше|ранее)\s(?:also\s)?$", re.IGNORECASE)
_DEAD = re.compile(
    r"(?:\b(?:the|his|her|their|our|my|its)\slate\s|\b[Tt]hen-(?=\w)"
    r"|\b(?:покійн|покойн)\w+\s)"
)
_LIVED = re.compile(
    r"\s?\(\s?[0-9]{4}\s?[–—-]\s?[0-9]{4}\s?\)|,\s(?:who|which)\s(?:died|was killed)\b"
)
_ENDS = (".", "!", "?", "…")
_BEFORE, _AFTER = 6, 24


@dataclass(frozen=True, slots=True)
class Circumstances:
    """Through whom a statement comes, and when, where and on what occasion it was made.

    `timed` tells that the text says when, even where no date comes of it ("recently").
    """

    steps: tuple[Step, ...] = ()
    said_on: PartialDate | None = None
    occasion: str = ""
    place: str = ""
    timed: bool = False


def led_up_to(
    article: Article,
    rows: list[Sentence],
    drafts: list[Draft],
    speakers: list[Resolved],
    stated: list[Circumstances],
) -> list[Circumstances]:
    """Return the circumstances with the time that the sentence before tells of the same speech.

    "In 1962 Kennedy addressed the nation. “...,” he said." is of 1962. Where that sentence tells
    of the speaker, or of some speech, but not plainly of this one, the time stays open.
    """
    speaking = {draft.sentence for draft in drafts}
    found: list[Circumstances] = []
    for draft, speaker, own in zip(drafts, speakers, stated, strict=True):
        number = _begins_in(draft, rows) - 1
        if own.timed or not speaker.name or number < 0 or number in speaking:
            found.append(own)
            continue
        row = rows[number]
        if row.tokens[-1].text not in _ENDS:
            found.append(own)
            continue
        words = {token.low.removesuffix("'s") for token in row.tokens}
        last = speaker.name.rsplit(" ", 1)[-1].casefold()
        named = last in words
        spoke = not words.isdisjoint(_SPOKE)
        time = None
        if named or spoke:
            time = stated_time(article.text, _unquoted(row), article.published)
        if time is not None:
            own = replace(own, said_on=time.date if named and spoke else None, timed=True)
        found.append(own)
    return found


def _begins_in(draft: Draft, rows: list[Sentence]) -> int:
    """Return the number of the sentence in which the words said begin."""
    number = draft.sentence
    while number and draft.content.start < rows[number].start:
        number -= 1
    return number


def _unquoted(row: Sentence) -> list[Span]:
    """Return the stretches of a sentence between its quotations."""
    spans: list[Span] = []
    start = row.start
    for token in row.tokens:
        if token.quotation:
            spans.append(Span(start, token.start))
            start = token.end
    return [span for span in (*spans, Span(start, row.end)) if span.start < span.end]


def from_neighbours(
    article: Article,
    rows: list[Sentence],
    drafts: list[Draft],
    speakers: list[Resolved],
    stated: list[Circumstances],
) -> list[Circumstances]:
    """Return the circumstances with what a speaker's dated statements mean for the undated ones.

    A recent day holds for all that the same speaker says without a time, the headline too, where
    it is the only one; any other time holds for the rest of its paragraph, and after it the time
    stays open.
    """
    by_speaker: defaultdict[str, list[int]] = defaultdict(list)
    for index, speaker in enumerate(speakers):
        if speaker.name and drafts[index].finite and not drafts[index].negated:
            by_speaker[speaker.name].append(index)
    found = list(stated)
    for indices in by_speaker.values():
        if any(stated[index].timed for index in indices):
            indices.sort(key=lambda index: _place(drafts[index]))
            _settle(article, rows, drafts, indices, found)
    return found


def _settle(
    article: Article,
    rows: list[Sentence],
    drafts: list[Draft],
    indices: list[int],
    found: list[Circumstances],
) -> None:
    told = [found[index] for index in indices if found[index].timed]
    first = next(index for index in indices if found[index].timed)
    sole = len({own.said_on for own in told}) == 1 and _recent(article, told[0].said_on)
    recent = any(_recent(article, own.said_on) for own in told)
    backwards = recent and not _told_before(article.text, drafts[first])
    latest: int | None = None
    for index in indices:
        own = found[index]
        if not own.timed:
            if latest is None:
                if backwards:
                    date = found[first].said_on if sole else None
                    found[index] = replace(own, said_on=date, timed=True)
                continue
            near = rows[drafts[latest].sentence].paragraph == rows[drafts[index].sentence].paragraph
            date = found[latest].said_on if sole or near else None
            found[index] = replace(own, said_on=date, timed=True)
        latest = index


def _place(draft: Draft) -> tuple[int, int]:
    return draft.sentence, draft.cue.start if draft.cue else draft.content.start


def _told_before(text: str, draft: Draft) -> bool:
    """Say whether a statement is set before another one: "she had said on Monday"."""
    cue = draft.cue
    return cue is not None and _EARLIER.search(text, max(0, cue.start - 16), cue.start) is not None


def _recent(article: Article, date: PartialDate | None) -> bool:
    """Say whether a date is of the days before the article, or of its month."""
    if date is None or article.published is None:
        return False
    if date.precision is Precision.DAY:
        published = article.published
        return published.start - timedelta(days=MOST_DAYS + 1) <= date.start < published.end
    today = today_of(article.published)
    return date.precision is Precision.MONTH and date.start <= today < date.end


def is_of_the_past(text: str, speaker: Span | None) -> bool:
    """Say whether a mention tells that the speaker is dead or has left: "the late Ed Vane"."""
    if speaker is None:
        return False
    start, end = speaker
    return (
        _DEAD.search(text, max(0, start - _BEFORE), end) is not None
        or _LIVED.match(text, end, end + _AFTER) is not None
    )
