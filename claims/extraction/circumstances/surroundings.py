"""Where a sentence tells of the saying itself, and not of what is said or of who says it."""

from bisect import bisect_left

from claims.extraction.english.classes import (
    CONJUNCTIONS,
    DETERMINERS,
    IRREGULAR_PASTS,
    MONTHS,
    PREPOSITIONS,
    TIMES,
    is_adverb,
)
from claims.extraction.english.vocabulary import vocabulary
from claims.extraction.patterns.drafts import Draft
from claims.extraction.reading.paragraphs import Span
from claims.extraction.reading.sentences import Sentence, Token

_RELATIVE = vocabulary(
    "who which whose whom where when який яка яке які якого якої яким якою яких чий котрий котра"
    " который которая которое которые которого которой которых которым чей"
)
_SPEAKING = vocabulary(
    "speaking talking addressing writing asked interviewed quoted cited answering responding"
    " replying commenting testifying appearing"
)
_ASIDE = vocabulary("since until while although because if unless though despite after before")
_ONE_DAY = vocabulary("monday tuesday wednesday thursday friday saturday sunday yesterday today")
_COUNTING = vocabulary("a an one two three four five six seven eight nine ten this that")
_UNITS = vocabulary("day days week weeks month months year years")
_DASHES = ("—", "–", "--")
_PAUSES = frozenset({",", *_DASHES})
_BRACKETS = {"(": 1, "[": 1, ")": -1, "]": -1}


class Surroundings:
    """One sentence and its drafts: which stretches tell of the saying of each."""

    def __init__(self, row: Sentence, drafts: list[Draft]) -> None:
        self._tokens = row.tokens
        self._attributed = [
            (draft.cue, draft.speaker) for draft in drafts if draft.cue and draft.speaker
        ]
        self._said = [token.quotation for token in row.tokens]
        for draft in drafts:
            first = bisect_left(row.tokens, draft.content.start, key=_start)
            beyond = bisect_left(row.tokens, draft.content.end, key=_start)
            self._said[first:beyond] = [True] * (beyond - first)

    def of(self, draft: Draft) -> list[Span]:
        """Return the stretches that tell of the saying of `draft`, in the order of the text.

        Left out are all words said, what is inserted about the speaker, the journalist's remark
        after the words, a clause before the attribution that is no mere adjunct of it, and what
        tells of another speaker.
        """
        cue, speaker = draft.cue, draft.speaker
        if cue is None or speaker is None:
            return []
        begin = self._begin(cue, speaker)
        limit = self._limit(draft, cue, speaker)
        pause = self._pause(draft, cue, speaker)
        first = bisect_left(self._tokens, begin, key=_start)
        beyond = bisect_left(self._tokens, max(limit, pause.end), key=_start)
        tokens = self._tokens[first:beyond]
        kept = [
            not _within(token, speaker)
            and (
                (not said and token.start < limit)
                or (_within(token, pause) and not token.quotation)
            )
            for token, said in zip(tokens, self._said[first:beyond], strict=True)
        ]
        if draft.pattern != "participle":
            _drop_lead(tokens, kept, min(cue.start, speaker.start))
            self._drop_first_deed(tokens, kept, cue, speaker)
        _drop_insertions(tokens, kept, speaker.start, cue)
        return list(_spans(tokens, kept))

    def _begin(self, cue: Span, speaker: Span) -> int:
        """Return where what may tell of this saying begins: after another speaker's verb."""
        others = any(
            other != speaker and other.start < speaker.start and their.start < cue.start
            for their, other in self._attributed
        )
        return min(cue.start, speaker.start) if others else self._tokens[0].start

    def _drop_first_deed(
        self, tokens: list[Token], kept: list[bool], cue: Span, speaker: Span
    ) -> None:
        """Drop "was elected in 2019 and" between speaker and verb; "came on Monday" stays."""
        if any(other == speaker and their.start < cue.start for their, other in self._attributed):
            return
        between = [
            index for index, token in enumerate(tokens) if speaker.end <= token.start < cue.start
        ]
        words = {tokens[index].low for index in between}
        if words & {"and", "but"} and not words & _ONE_DAY:
            for index in between:
                kept[index] = False

    def _limit(self, draft: Draft, cue: Span, speaker: Span) -> int:
        """Return where the attribution ends at the latest: at its words, or at another's."""
        later = [
            their_cue.start if other == speaker else min(their_cue.start, other.start)
            for their_cue, other in self._attributed
            if their_cue.start > cue.start
        ]
        if draft.content.start >= cue.end:
            later.append(draft.content.start)
        return min(later, default=self._tokens[-1].end)

    def _pause(self, draft: Draft, cue: Span, speaker: Span) -> Span:
        """Return the attribution that stands inside the words said; an empty one elsewhere."""
        start, end = draft.content
        if not start < cue.start < end:
            return Span(start, start)
        resumed = next(
            (token.start for token in self._tokens if token.quotation and token.start > cue.end),
            end,
        )
        return Span(min(cue.start, speaker.start), resumed)


def _start(token: Token) -> int:
    return token.start


def _within(token: Token, span: Span) -> bool:
    return span.start <= token.start < span.end


def _drop_lead(tokens: list[Token], kept: list[bool], opening: int) -> None:
    """Drop what stands before the attribution where it is no mere adjunct of it."""
    lead = [index for index, token in enumerate(tokens) if token.end <= opening and kept[index]]
    if not lead:
        return
    first = lead[0]
    while first < lead[-1] and not tokens[first].text[0].isalnum():
        first += 1
    if not _is_adjunct(tokens, first) or (
        tokens[first].low in _ASIDE and not any(tokens[index].low in _ONE_DAY for index in lead)
    ):
        for index in lead:
            kept[index] = False


def _is_adjunct(tokens: list[Token], first: int) -> bool:
    token = tokens[first]
    low = token.low
    if not low.isascii():
        return True  # the word classes are English
    if low in PREPOSITIONS or low in TIMES or low in MONTHS or low in _SPEAKING or is_adverb(low):
        return True
    counted = first + 1 < len(tokens) and tokens[first + 1].low in _UNITS
    return low.isdigit() or (low in _COUNTING and counted) or low in _ASIDE


def _drop_insertions(tokens: list[Token], kept: list[bool], subject: int, cue: Span) -> None:
    """Drop brackets and what a comma opens about a noun: ", who was born in 1990,"."""
    depth, inside = 0, False
    for index, token in enumerate(tokens):
        depth += _BRACKETS.get(token.text, 0)
        pauses = token.text in _PAUSES
        if inside and (pauses or _within(token, cue)):
            inside = False
        if pauses:
            following = tokens[index + 1] if index + 1 < len(tokens) else None
            if following is not None and following.start != subject:
                inside = _describes(tokens, index + 1)
        elif token.low in _RELATIVE and token.start != subject:
            inside = True
        if inside or depth > 0:
            kept[index] = False


def _describes(tokens: list[Token], index: int) -> bool:
    """Say whether the words after a comma describe what stands before it."""
    low = tokens[index].low
    if low in _SPEAKING or low in CONJUNCTIONS or not low.isascii():
        return low in _RELATIVE
    if low in _COUNTING and index + 1 < len(tokens) and tokens[index + 1].low in _UNITS:
        return False
    return (
        low in _RELATIVE
        or low in DETERMINERS
        or low in IRREGULAR_PASTS
        or low in ("born", "aged", "now", "then", "formerly")
        or low.endswith("ed")
        or (tokens[index].text[0].islower() and low not in PREPOSITIONS and low not in TIMES
            and not is_adverb(low) and not low.endswith("ing"))
    )  # fmt: skip


def _spans(tokens: list[Token], kept: list[bool]) -> list[Span]:
    """Return the runs of kept tokens as stretches of the text."""
    spans: list[Span] = []
    first: int | None = None
    for index, keep in enumerate([*kept, False]):
        if keep and first is None:
            first = index
        elif not keep and first is not None:
            spans.append(Span(tokens[first].start, tokens[index - 1].end))
            first = None
    return spans
