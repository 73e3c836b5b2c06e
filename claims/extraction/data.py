"""What goes into extraction and what comes out: plain, frozen data."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Literal

from claims.text.dates import PartialDate
from claims.text.folding import fold, latin_key

Kind = Literal["direct", "indirect", "mixed", "headline", "narration"]
SpeakerKind = Literal["person", "organisation", "office", "group", "anonymous", ""]
Basis = Literal["named", "pronoun", "title", "elsewhere", ""]
Relation = Literal["published", "citing", "quoting"]


@dataclass(frozen=True, slots=True)
class Article:
    """One text in hand and what is known of it.

    All offsets that extraction reports count code points of `text`, which is stored verbatim.
    `reader` names what made the text of the bytes, with its version.
    """

    text: str
    title: str = ""
    publisher: str = ""
    authors: tuple[str, ...] = ()
    published: PartialDate | None = None
    language: str = ""
    url: str = ""
    reader: str = "text-1"


@dataclass(frozen=True, slots=True)
class Step:
    """One link between the reader and the speaker; position 0 is the source in hand.

    `inferred` tells a step that the article states elsewhere, of the same speech, from one that it
    states of this very statement.
    """

    position: int
    relation: Relation
    name: str
    url: str = ""
    inferred: bool = False


@dataclass(frozen=True, slots=True)
class Joint:
    """A further speaker of the same words, after the first: "A and B said".

    The fields are those of the first: `speaker`, `start`, `end` and `role` as printed,
    `speaker_name` the fullest name known. A joint speaker is always named.
    """

    speaker: str
    start: int
    end: int
    speaker_name: str
    speaker_kind: SpeakerKind
    role: str = ""


@dataclass(frozen=True, slots=True)
class FoundStatement:
    """One attributed statement, as found.

    `start` and `end` bound the words said. Where the attribution interrupts them, `parts` are the
    stretches within that are the speaker's own; else it is the one stretch. The spans of cue and
    speaker are None where the text has none. `speaker` and `role` are as printed there;
    `speaker_name` is the fullest name that the article or the gazetteer gives, or "". `confidence`
    runs from 0 to 1 and is meant for sorting and hiding; `pattern` names the rule that fired. Where
    several are named together, `speaker` is the first and `joint` holds the others, in order.
    """

    start: int
    end: int
    kind: Kind
    cue: str
    cue_start: int | None
    cue_end: int | None
    speaker: str
    speaker_start: int | None
    speaker_end: int | None
    speaker_name: str
    speaker_kind: SpeakerKind
    role: str
    basis: Basis
    on_behalf_of: str
    steps: tuple[Step, ...]
    said_on: PartialDate | None
    occasion: str
    place: str
    confidence: float
    pattern: str
    parts: tuple[tuple[int, int], ...] = ()
    joint: tuple[Joint, ...] = ()


@dataclass(frozen=True, slots=True)
class Extraction:
    """An article and the statements found in it, ordered by start; spans may nest."""

    article: Article
    statements: tuple[FoundStatement, ...]

    def quote(self, statement: FoundStatement) -> str:
        """Return the words of one statement, exactly as the article has them."""
        return self.article.text[statement.start : statement.end]


@dataclass(frozen=True, slots=True)
class KnownSpeaker:
    """A speaker that the desk already knows, under all its names."""

    name: str
    aliases: tuple[str, ...] = ()
    kind: SpeakerKind = "person"


@dataclass(frozen=True, slots=True)
class Gazetteer:
    """Known speakers, found by any of their names in any script, whatever the case or diacritics.

    A name that belongs to two speakers finds neither.
    """

    speakers: tuple[KnownSpeaker, ...] = ()
    _by_key: dict[str, KnownSpeaker | None] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_by_key", _index(self.speakers))

    def find(self, name: str) -> KnownSpeaker | None:
        """Return the one speaker of this name, or None where nobody or more than one has it."""
        if not self._by_key:
            return None
        return self._by_key.get(fold(name)) or self._by_key.get(latin_key(name))


def _index(speakers: Iterable[KnownSpeaker]) -> dict[str, KnownSpeaker | None]:
    index: dict[str, KnownSpeaker | None] = {}
    for speaker in speakers:
        names = (speaker.name, *speaker.aliases)
        for key in {form(name) for name in names for form in (fold, latin_key)} - {""}:
            index[key] = speaker if index.get(key, speaker) == speaker else None
    return index
