"""Resolution: which person or body a mention means, and on what grounds."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from claims.extraction.data import Basis, Gazetteer, SpeakerKind
from claims.extraction.patterns.drafts import Draft
from claims.extraction.patterns.phrases import main_subject, phrase_starting
from claims.extraction.reading.paragraphs import Span
from claims.extraction.reading.sentences import Sentence
from claims.extraction.speakers.directory import Directory, Entry
from claims.extraction.speakers.joint import coordinated
from claims.extraction.speakers.mentions import Mention, read_mention

REACH = 1500
FARTHEST_SENTENCE = 8


class Resolved(NamedTuple):
    """A mention, the name it stands for ("" where unknown) and the ground for saying so.

    `span` is where the mention stands; of joint speakers this is the first, and `joint` the others.
    """

    mention: Mention
    name: str
    kind: SpeakerKind
    role: str
    basis: Basis
    span: Span | None = None
    joint: tuple[Resolved, ...] = ()


NOBODY = Mention("", "", "", "")
UNKNOWN = Resolved(NOBODY, "", "", "", "")


def resolve(
    drafts: list[Draft],
    rows: list[Sentence],
    text: str,
    directory: Directory,
    gazetteer: Gazetteer,
) -> list[Resolved]:
    """Return the resolved speaker of each draft, in the order of the drafts."""
    resolver = _Resolver(rows, text, directory, gazetteer)
    return [resolver.speaker(draft) for draft in drafts]


class _Resolver:
    def __init__(
        self, rows: list[Sentence], text: str, directory: Directory, gazetteer: Gazetteer
    ) -> None:
        self._rows = rows
        self._text = text
        self._directory = directory
        self._gazetteer = gazetteer
        self._subjects: dict[int, Entry | None] = {}
        self._speakers: dict[int, Entry] = {}

    def speaker(self, draft: Draft) -> Resolved:
        """Resolve one draft; drafts are to come in the order of the text."""
        if draft.speaker is None:
            return UNKNOWN
        joint = self._joint(draft.sentence, draft.speaker)
        if joint:
            return joint[0]._replace(joint=tuple(joint[1:]))
        mention = self._read(draft.sentence, draft.speaker)
        resolved, entry = self._resolved(mention, draft)
        if entry is not None:
            entry.spoke = True
            self._speakers[draft.sentence] = entry
        return self._with_role(resolved, draft.speaker)

    def _with_role(self, resolved: Resolved, span: Span) -> Resolved:
        role = resolved.role
        if resolved.basis == "named" and not role:
            role = self._directory.role_at(*span)
        return resolved._replace(role=role, span=span)

    def _joint(self, sentence: int, span: Span) -> list[Resolved]:
        """Return the speakers whom the subject coordinates, each by name; [] where it is one."""
        found: list[Resolved] = []
        for place, mention in coordinated(self._rows[sentence].tokens, span, self._text):
            resolved, entry = self._named(mention, place.start)
            if " " not in resolved.name and not self._stands_alone(resolved, entry):
                return []
            found.append(self._with_role(resolved, place))
        return found

    def _stands_alone(self, resolved: Resolved, entry: Entry | None) -> bool:
        """Say whether a name of one word is surely one: a body, or a person the text knows."""
        if resolved.kind != "person" or resolved.mention.role or resolved.mention.head:
            return True
        known = self._gazetteer.find(resolved.name) is not None
        return known or (entry is not None and len(entry.places) > 1)

    def _read(self, sentence: int, span: Span) -> Mention:
        tokens = [
            token
            for token in self._rows[sentence].tokens
            if span.start <= token.start and token.end <= span.end
        ]
        return read_mention(tokens, self._text)

    def _resolved(self, mention: Mention, draft: Draft) -> tuple[Resolved, Entry | None]:
        place = draft.speaker.start if draft.speaker else draft.content.start
        if mention.name:
            return self._named(mention, place)
        if draft.speaker is not None and mention.kind in ("office", "anonymous", ""):
            apposed = self._apposed(draft.sentence, draft.speaker.end)
            if apposed.name:
                role = apposed.role or mention.role
                return self._named(apposed._replace(role=role, kind="person"), place)
        if mention.head in ("he", "she"):
            entry = self._meant(mention.head, draft.sentence, place)
            if entry and entry.feminine is None:
                entry.feminine = mention.head == "she"
            name = entry.name if entry else ""
            basis: Basis = "pronoun" if entry else ""
            return Resolved(mention, name, "person", "", basis), entry
        if mention.head == "who":
            return self._antecedent(mention, draft.sentence, place)
        if mention.kind == "office":
            return self._office(mention, place)
        return Resolved(mention, "", mention.kind, mention.role, ""), None

    def _apposed(self, sentence: int, end: int) -> Mention:
        """Read the name in "Hale's lawyer, Susan Gray, said"."""
        tokens = self._rows[sentence].tokens
        at = next((index for index, token in enumerate(tokens) if token.start >= end), len(tokens))
        if at + 2 >= len(tokens) or tokens[at].text != ",":
            return NOBODY
        phrase = phrase_starting(tokens, at + 1)
        if phrase is None or not tokens[phrase.first].capital or phrase.last + 1 >= len(tokens):
            return NOBODY
        if tokens[phrase.last + 1].text != ",":
            return NOBODY
        return read_mention(tokens[phrase.first : phrase.last + 1], self._text)

    def _named(self, mention: Mention, place: int) -> tuple[Resolved, Entry | None]:
        entry = self._directory.find(mention.name, place)
        name = entry.name if entry else mention.name
        kind = entry.kind if entry and entry.kind == "person" else mention.kind
        known = self._gazetteer.find(name) or self._gazetteer.find(mention.name)
        if known is not None:
            kind = known.kind
            name = known.name if name.count(" ") < known.name.count(" ") else name
        return Resolved(mention, name, kind, mention.role, "named"), entry

    def _office(self, mention: Mention, place: int) -> tuple[Resolved, Entry | None]:
        entry = self._directory.holder(mention.role, mention.head, place)
        if entry is None:
            return Resolved(mention, "", "office", mention.role, ""), None
        return Resolved(mention, entry.name, "person", mention.role, "title"), entry

    def _antecedent(
        self, mention: Mention, sentence: int, place: int
    ) -> tuple[Resolved, Entry | None]:
        """Resolve "who" to the name right before it."""
        start = self._rows[sentence].start
        entry = self._directory.last_person("he", place, place - start) or (
            self._directory.last_person("she", place, place - start)
        )
        if entry is None:
            return Resolved(mention, "", "", "", ""), None
        return Resolved(mention, entry.name, "person", "", "pronoun"), entry

    def _meant(self, pronoun: str, sentence: int, place: int) -> Entry | None:
        """Return whom "he" or "she" means: the nearest subject or speaker whom it fits."""
        for entry in self._candidates(sentence, place):
            if entry.fits(pronoun):
                return entry
        return self._directory.last_person(pronoun, place, REACH)

    def _candidates(self, sentence: int, place: int) -> Iterator[Entry]:
        """Yield those whom the text was last about: subjects and speakers, the nearest first."""
        own = self._subject(sentence)
        if own is not None and own.places[0] < place and self._subject_ends(sentence) <= place:
            yield own
        for before in range(sentence, max(-1, sentence - FARTHEST_SENTENCE), -1):
            if self._rows[before].end < place - REACH:
                return
            if before in self._speakers:
                yield self._speakers[before]
            elif before < sentence:
                subject = self._subject(before)
                if subject is not None:
                    yield subject

    def _subject_ends(self, sentence: int) -> int:
        tokens = self._rows[sentence].tokens
        phrase = main_subject(tokens)
        return tokens[phrase.last].end if phrase else self._rows[sentence].end + 1

    def _subject(self, sentence: int) -> Entry | None:
        if sentence not in self._subjects:
            tokens = self._rows[sentence].tokens
            phrase = main_subject(tokens)
            entry = None
            if phrase is not None:
                mention = read_mention(tokens[phrase.first : phrase.last + 1], self._text)
                if mention.name:
                    entry = self._directory.find(mention.name, tokens[phrase.last].end)
            self._subjects[sentence] = entry
        return self._subjects[sentence]
