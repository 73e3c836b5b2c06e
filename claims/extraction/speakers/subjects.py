"""Whom a text is about where a pronoun stands: subjects and speakers, the nearest first."""

from collections.abc import Iterator

from claims.extraction.english.vocabulary import vocabulary
from claims.extraction.patterns.phrases import Phrase, main_subject, phrase_starting
from claims.extraction.reading.sentences import Sentence
from claims.extraction.speakers.appositions import apposed_name
from claims.extraction.speakers.bearers import Entry
from claims.extraction.speakers.directory import Directory
from claims.extraction.speakers.mentions import read_mention
from claims.extraction.speakers.naming import address

REACH = 1500
FARTHEST_SENTENCE = 8
FARTHEST_BODY = 2
_LEADING = vocabulary("when while as after before since once although though because if until")


class Subjects:
    """The subjects of the sentences of one article, and its speakers as they become known."""

    def __init__(self, rows: list[Sentence], text: str, directory: Directory) -> None:
        self._rows = rows
        self._text = text
        self._directory = directory
        self._known: dict[int, Entry | None] = {}
        self._speakers: dict[int, Entry] = {}

    def spoke(self, entry: Entry, sentence: int) -> None:
        """Put down who speaks in a sentence."""
        entry.spoke = True
        self._speakers[sentence] = entry

    def person(self, pronoun: str, sentence: int, place: int) -> tuple[Entry | None, bool]:
        """Return whom "he" or "she" at `place` means, and whether another one fits as well."""
        entry = next(
            (one for one in self._before(sentence, place) if one.fits(pronoun)), None
        ) or self._directory.last_person(pronoun, place, REACH)
        if entry is None:
            return None, False
        tied = self._directory.has_rival(entry, pronoun, place, place - self._rows[sentence].start)
        if entry.feminine is None:
            entry.feminine = pronoun == "she"
        return entry, tied

    def body(self, sentence: int, place: int) -> Entry | None:
        """Return the body that "it" at `place` means, or None."""
        near = self._before(sentence, place, FARTHEST_BODY)
        return next((one for one in near if one.kind == "organisation"), None)

    def _before(
        self, sentence: int, place: int, farthest: int = FARTHEST_SENTENCE
    ) -> Iterator[Entry]:
        for own in (self._leading(sentence, place), self._main(sentence, place)):
            if own is not None:
                yield own
        for before in range(sentence, max(-1, sentence - farthest), -1):
            if self._rows[before].end < place - REACH:
                return
            if before in self._speakers:
                yield self._speakers[before]
            elif before < sentence:
                subject = self._subject(before)
                if subject is not None:
                    yield subject

    def _leading(self, sentence: int, place: int) -> Entry | None:
        """Return the subject of "When Ann Lee met Bo Roe," before `place`."""
        tokens = self._rows[sentence].tokens
        if tokens[0].low not in _LEADING:
            return None
        phrase = phrase_starting(tokens, 1)
        return self._entry(sentence, phrase) if self._is_before(sentence, phrase, place) else None

    def _main(self, sentence: int, place: int) -> Entry | None:
        phrase = main_subject(self._rows[sentence].tokens)
        return self._subject(sentence) if self._is_before(sentence, phrase, place) else None

    def _is_before(self, sentence: int, phrase: Phrase | None, place: int) -> bool:
        return phrase is not None and self._rows[sentence].tokens[phrase.last].end <= place

    def _subject(self, sentence: int) -> Entry | None:
        if sentence not in self._known:
            phrase = main_subject(self._rows[sentence].tokens)
            self._known[sentence] = self._entry(sentence, phrase)
        return self._known[sentence]

    def _entry(self, sentence: int, phrase: Phrase | None) -> Entry | None:
        if phrase is None:
            return None
        tokens = self._rows[sentence].tokens
        words = tokens[phrase.first : phrase.last + 1]
        mention = read_mention(words, self._text)
        if not mention.name and mention.kind in ("office", "anonymous", ""):
            # "Her foreign minister, Bo Roe, was blunter": he is the subject.
            words = apposed_name(tokens, phrase.last + 1)
            mention = read_mention(words, self._text)
        if not mention.name:
            return None
        return self._directory.find(mention, address(words), words[0].start).entry
