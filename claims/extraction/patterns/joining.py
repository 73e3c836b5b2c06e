"""Quotations that their own sentence leaves unattributed: whose words they go on with."""

from collections import defaultdict
from dataclasses import replace

from claims.extraction.english.cues import CUES
from claims.extraction.english.vocabulary import vocabulary
from claims.extraction.patterns.drafts import Draft
from claims.extraction.patterns.phrases import main_subject
from claims.extraction.reading.paragraphs import Span
from claims.extraction.reading.sentences import Sentence

_ADDRESSED = vocabulary("you your you?")


def join_quotations(rows: list[Sentence], drafts: list[Draft]) -> list[Draft]:
    """Return the drafts with every free-standing quotation joined to the speech it belongs to.

    A sentence that is a quotation and nothing else continues the quotation before it, in the same
    paragraph or the one above, or is what the sentence before announces. Where every paragraph of a
    quotation is opened and only the last one closed, all are the words of whoever said the last.
    """
    by_sentence: defaultdict[int, list[Draft]] = defaultdict(list)
    for draft in drafts:
        by_sentence[draft.sentence].append(draft)
    ends = _ends_of_long_quotations(rows, by_sentence)
    joined: list[Draft] = []
    speaking = False  # whether the last of `joined` is a quotation that may go on
    opening: int | None = None  # where a quotation began whose attribution is still to come
    for number, row in enumerate(rows):
        own = by_sentence.get(number, [])
        if ends[number] and (opening is not None or not (speaking and _left_open(rows, number))):
            if own and opening is not None:
                own = _from(opening, row, own)
                opening = None
            elif not own:
                opening = row.start if opening is None else opening
                continue
        if own:
            joined.extend(own)
            # A participle after the quotation ("..., he said, referring to") does not end it.
            direct = [draft for draft in own if _ends_quoting(row, draft)]
            speaking = bool(direct)
            if direct and direct[-1] is not own[-1]:
                at = len(joined) - len(own) + own.index(direct[-1])
                joined.append(joined.pop(at))
        elif _asks_back(rows, number):
            speaking = False
        elif _only_quotation(row):
            if speaking:
                joined[-1] = _extended(joined[-1], row)
                continue
            announced = _announced(rows, number, joined) if number else None
            if announced is not None:
                joined.append(announced)
                speaking = True
        else:
            speaking = False
    return joined


def _ends_of_long_quotations(
    rows: list[Sentence], by_sentence: dict[int, list[Draft]]
) -> list[bool]:
    """Say of each sentence whether it is part of a quotation that its last paragraph attributes."""
    found = [False] * len(rows)
    for number in range(len(rows) - 1, -1, -1):
        row = rows[number]
        own = by_sentence.get(number, [])
        if own:
            found[number] = row.tokens[0].quotation and any(
                draft.content.start == row.start for draft in own
            )
        elif row.tokens[-1].open and number + 1 < len(rows):
            following = rows[number + 1]
            found[number] = found[number + 1] and following.paragraph == row.paragraph + 1
            same = following.tokens[0].mark == row.tokens[0].mark
            found[number] = found[number] and same and len(row.tokens) == 1
    return found


def _left_open(rows: list[Sentence], number: int) -> bool:
    return number > 0 and rows[number - 1].tokens[-1].open


def _from(opening: int, row: Sentence, own: list[Draft]) -> list[Draft]:
    """Return the drafts of a sentence, the quotation that it begins with begun at `opening`."""
    return [
        replace(draft, content=Span(opening, draft.content.end))
        if draft.content.start == row.start
        else draft
        for draft in own
    ]


def _only_quotation(row: Sentence) -> bool:
    return any(token.quotation for token in row.tokens) and not any(
        token.text[0].isalnum() for token in row.tokens if not token.quotation
    )


def _asks_back(rows: list[Sentence], number: int) -> bool:
    """Say whether a paragraph is nothing but a question put to whoever answers in the next."""
    row = rows[number]
    if len(row.tokens) > 1 or row.tokens[0].text[-1:] != "?":
        return False
    if not 0 < number < len(rows) - 1:
        return False
    before, following = rows[number - 1], rows[number + 1]
    if before.paragraph == row.paragraph or following.paragraph == row.paragraph:
        return False
    asked = row.tokens[0].text.casefold().split()
    return following.tokens[0].quotation and not _ADDRESSED.isdisjoint(asked)


def _ends_quoting(row: Sentence, draft: Draft) -> bool:
    """Say whether the words of `draft` are quoted up to their end, so that they may go on."""
    return any(
        token.quotation
        and draft.content.start <= token.start
        and draft.content.end - 1 <= token.end <= draft.content.end + 1
        for token in row.tokens
    )


def _extended(draft: Draft, row: Sentence) -> Draft:
    last = max(token.end for token in row.tokens if token.quotation)
    return replace(draft, content=Span(draft.content.start, last))


def _announced(rows: list[Sentence], number: int, joined: list[Draft]) -> Draft | None:
    """Attribute a quotation to the sentence before: "She went on:" or "He was blunt."."""
    before = rows[number - 1]
    row = rows[number]
    content = Span(
        min(token.start for token in row.tokens if token.quotation),
        max(token.end for token in row.tokens if token.quotation),
    )
    colon = before.tokens[-1].text == ":"
    latest = joined[-1] if joined and joined[-1].speaker else None
    if latest is not None and latest.pattern == "transcript":
        return None
    if latest and (
        latest.sentence == number - 1 or rows[latest.sentence].paragraph == before.paragraph
    ):
        return Draft(content, latest.cue, latest.speaker, "announced", latest.sentence)
    if not colon and before.paragraph != row.paragraph:
        return None
    subject = main_subject(before.tokens)
    if subject is None:
        return None
    speaker = Span(before.tokens[subject.first].start, before.tokens[subject.last].end)
    cue = next((token for token in before.tokens if token.low in CUES), None)
    span = Span(cue.start, cue.end) if cue else None
    return Draft(content, span, speaker, "announced", number - 1)
