"""Resolution: which person or body a mention means, and on what grounds."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from typing import NamedTuple

from claims.extraction.data import Basis, Gazetteer, SpeakerKind
from claims.extraction.patterns.drafts import Draft
from claims.extraction.patterns.phrases import phrase_ending
from claims.extraction.reading.paragraphs import Span
from claims.extraction.reading.sentences import Sentence, Token
from claims.extraction.speakers.appositions import apposed_name, name_before
from claims.extraction.speakers.bearers import Entry
from claims.extraction.speakers.directory import Directory
from claims.extraction.speakers.interviews import ANSWERING, ASKING, interviewee
from claims.extraction.speakers.joint import coordinated
from claims.extraction.speakers.kinds import is_capitals
from claims.extraction.speakers.mentions import Mention, plain_mention, read_mention
from claims.extraction.speakers.naming import address
from claims.extraction.speakers.subjects import Subjects

_PRONOUNS = {"his": "he", "him": "he", "her": "she", "its": "it"}


class Resolved(NamedTuple):
    """A mention, the name it stands for ("" where unknown) and the ground for saying so.

    `span` is where the mention stands; of joint speakers this is the first, and `joint` the others.
    `tied` tells that somebody else of the text may be meant as well.
    """

    mention: Mention
    name: str
    kind: SpeakerKind
    role: str
    basis: Basis
    span: Span | None = None
    joint: tuple[Resolved, ...] = ()
    tied: bool = False


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
        self._subjects = Subjects(rows, text, directory)
        self._answering: list[Entry | None] = []
        self._small: set[str] = set()

    def speaker(self, draft: Draft) -> Resolved:
        """Resolve one draft; drafts are to come in the order of the text."""
        if draft.speaker is None:
            return UNKNOWN
        if draft.pattern == "transcript":
            lettered = self._lettered(draft.speaker)
            if lettered is not None:
                return lettered
        joint = self._joint(draft.sentence, draft.speaker)
        if joint:
            return joint[0]._replace(joint=tuple(joint[1:]))
        tokens = self._tokens(draft.sentence, draft.speaker)
        mention = read_mention(tokens, self._text)
        if mention.name and self._is_common(tokens, draft.sentence):
            mention = plain_mention(tokens, self._text)
        resolved, entry = self._resolved(mention, tokens, draft)
        if entry is not None:
            self._subjects.spoke(entry, draft.sentence)
        if draft.pattern == "transcript" and is_capitals(mention.name):
            resolved = resolved._replace(kind="person")
        return self._with_role(resolved, draft.speaker)

    def _is_common(self, tokens: list[Token], sentence: int) -> bool:
        """Say whether a word has its capital only because it opens the sentence: "Rescuers".

        Then the text has it in small letters elsewhere.
        """
        if len(tokens) > 1 or tokens[0] is not self._rows[sentence].tokens[0]:
            return False
        if self._directory.bears(tokens[0].low):
            return False
        if not self._small:
            self._small = {
                token.low for row in self._rows for token in row.tokens if token.text.islower()
            }
        return tokens[0].low in self._small

    def _lettered(self, span: Span) -> Resolved | None:
        """Resolve the "Q" and "A" of an interview; None for a label that is a name."""
        label = self._text[span.start : span.end].casefold()
        if label not in ASKING | ANSWERING:
            return None
        if not self._answering:
            self._answering.append(interviewee(self._directory, self._text, span.start))
        entry = self._answering[0] if label in ANSWERING else None
        if entry is None:
            return UNKNOWN._replace(span=span)
        return Resolved(NOBODY, entry.name, "person", entry.role, "elsewhere", span)

    def _with_role(self, resolved: Resolved, span: Span) -> Resolved:
        role = resolved.role
        if resolved.basis == "named" and not role:
            role = self._directory.role_at(*span)
        return resolved._replace(role=role, span=span)

    def _joint(self, sentence: int, span: Span) -> list[Resolved]:
        """Return the speakers whom the subject coordinates, each by name; [] where it is one."""
        found: list[Resolved] = []
        for place, mention in coordinated(self._rows[sentence].tokens, span, self._text):
            resolved, entry = self._named(mention, self._tokens(sentence, place))
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

    def _tokens(self, sentence: int, span: Span) -> list[Token]:
        tokens = self._rows[sentence].tokens
        first = bisect_left(tokens, span.start, key=lambda token: token.start)
        beyond = bisect_right(tokens, span.end, key=lambda token: token.end)
        return tokens[first:beyond]

    def _resolved(
        self, mention: Mention, tokens: list[Token], draft: Draft
    ) -> tuple[Resolved, Entry | None]:
        place = draft.speaker.start if draft.speaker else draft.content.start
        if mention.name:
            return self._named(mention, tokens)
        if len(tokens) == 1 and tokens[0].capital and self._directory.bears(mention.head):
            named = Mention(tokens[0].text, "", "", "person")
            return self._named(named, tokens)
        if draft.speaker is not None and mention.kind in ("office", "anonymous", ""):
            apposed, words = self._apposed(draft.sentence, draft.speaker.end)
            if apposed.name:
                role = apposed.role or mention.role
                return self._named(apposed._replace(role=role, kind="person"), words)
        pronoun = _PRONOUNS.get(mention.head, mention.head)
        if pronoun in ("he", "she"):
            entry, tied = self._subjects.person(pronoun, draft.sentence, place)
            name = entry.name if entry else ""
            basis: Basis = "pronoun" if entry else ""
            return Resolved(mention, name, "person", "", basis, tied=tied), entry
        if pronoun == "it":
            entry = self._subjects.body(draft.sentence, place)
            if entry is not None:
                return Resolved(mention, entry.name, "organisation", "", "pronoun"), entry
        if mention.head == "who":
            return self._antecedent(mention, draft.sentence, place)
        if mention.kind == "office":
            return self._office(mention, place)
        return Resolved(mention, "", mention.kind, mention.role, ""), None

    def _apposed(self, sentence: int, end: int) -> tuple[Mention, list[Token]]:
        """Read the name in "Hale's lawyer, Susan Gray, said", with its tokens."""
        tokens = self._rows[sentence].tokens
        at = bisect_left(tokens, end, key=lambda token: token.start)
        words = apposed_name(tokens, at)
        return (read_mention(words, self._text), words) if words else (NOBODY, [])

    def _named(self, mention: Mention, words: list[Token]) -> tuple[Resolved, Entry | None]:
        """Resolve a name that stands at the tokens `words`."""
        choice = self._directory.find(mention, address(words), words[0].start)
        entry = choice.entry
        name = entry.name if entry else mention.name
        kind = entry.kind if entry else mention.kind
        known = self._gazetteer.find(name)
        if known is None and " " not in name:
            known = self._gazetteer.find(mention.name)
        if known is not None:
            kind = known.kind
            name = known.name if name.count(" ") < known.name.count(" ") else name
        return Resolved(mention, name, kind, mention.role, "named", tied=choice.tied), entry

    def _office(self, mention: Mention, place: int) -> tuple[Resolved, Entry | None]:
        choice = self._directory.holder(mention.role, mention.head, place)
        entry = choice.entry
        if entry is None:
            return Resolved(mention, "", "office", mention.role, ""), None
        role = mention.role
        return Resolved(mention, entry.name, "person", role, "title", tied=choice.tied), entry

    def _antecedent(
        self, mention: Mention, sentence: int, place: int
    ) -> tuple[Resolved, Entry | None]:
        """Resolve "who" to the name right before it; before a comma also to one further away."""
        tokens = self._rows[sentence].tokens
        at = bisect_left(tokens, place, key=lambda token: token.start)
        phrase = phrase_ending(tokens, at - 1 - (at > 0 and tokens[at - 1].text == ","))
        for words in (
            name_before(tokens, at),
            tokens[phrase.first : phrase.last + 1] if phrase else [],
        ):
            named = read_mention(words, self._text) if words else NOBODY
            if named.name and named.kind == "person":
                resolved, entry = self._named(named, words)
                return resolved._replace(mention=mention, basis="pronoun"), entry
            if words and not named.name and named.kind in ("group", "anonymous"):
                return Resolved(mention, "", "", "", ""), None
        entry = self._directory.last_human(place, place - tokens[0].start)
        if entry is None:
            return Resolved(mention, "", "", "", ""), None
        return Resolved(mention, entry.name, "person", "", "pronoun"), entry
