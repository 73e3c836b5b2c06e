"""What an import brought in, or would bring in, and its account for people and for programs."""

from dataclasses import dataclass
from typing import Any

from claims.desk.models import (
    AttributionStep,
    Capture,
    Claim,
    JointSpeaker,
    Publisher,
    Source,
    Speaker,
    Statement,
)
from claims.extraction.data import FoundStatement, Joint
from claims.workflow.matching import Match
from claims.workflow.wording import plain_name

LONGEST_LINE = 100
LONGEST_MENTION = 300

_HOW = {
    "name": "found by name",
    "transliteration": "found by transliteration, check it",
    "new": "new speaker",
    "anonymous": "not named by the source",
    "ambiguous": "left empty, several have this name",
    "unresolved": "left empty",
}


@dataclass(frozen=True, slots=True)
class Together:
    """One further speaker that extraction found, whom it means, and the row made of it.

    `row` is None where that stays open or where the speaker is on the statement already.
    """

    found: Joint
    match: Match
    row: JointSpeaker | None


@dataclass(frozen=True, slots=True)
class Item:
    """One statement that extraction found, its words, and what became of it.

    `statement` is the new draft with its steps, or the one that stood already on the same words
    and was left as it was; then `match` is None and `joint` empty. `claim` is the draft claim made
    of it, if any.
    """

    found: FoundStatement
    quote: str
    statement: Statement
    steps: tuple[AttributionStep, ...]
    match: Match | None
    claim: Claim | None = None
    joint: tuple[Together, ...] = ()

    @property
    def children(self) -> tuple[AttributionStep | JointSpeaker, ...]:
        """The rows that are written with a new statement."""
        return (*self.steps, *(one.row for one in self.joint if one.row is not None))

    @property
    def standing(self) -> bool:
        """Whether the statement stood already."""
        return self.match is None


@dataclass(frozen=True, slots=True)
class BroughtIn:
    """The outcome of an import: what was created, what stood already, and what to look at.

    After a dry run everything that is new is unsaved. `items` are in the order of the text.
    """

    source: Source
    capture: Capture
    new_publisher: Publisher | None
    new_source: bool
    new_capture: bool
    speakers: tuple[Speaker, ...]
    items: tuple[Item, ...]
    notes: tuple[str, ...] = ()

    @property
    def statements(self) -> tuple[Statement, ...]:
        """The drafts that were made."""
        return tuple(item.statement for item in self.items if not item.standing)

    @property
    def standing(self) -> tuple[Statement, ...]:
        """The statements that stood on the same words already, in whatever state."""
        return tuple(item.statement for item in self.items if item.standing)

    @property
    def claims(self) -> tuple[Claim, ...]:
        """The draft claims that were made."""
        return tuple(item.claim for item in self.items if item.claim is not None)

    @property
    def counts(self) -> dict[str, int]:
        """How many of each were created."""
        return {
            "publishers": int(self.new_publisher is not None),
            "sources": int(self.new_source),
            "captures": int(self.new_capture),
            "speakers": len(self.speakers),
            "statements": len(self.statements),
            "claims": len(self.claims),
        }

    @property
    def lines(self) -> tuple[str, ...]:
        """The account for people, a line each."""
        items = (_item_lines(number, item) for number, item in enumerate(self.items, 1))
        return (
            f"Source: {_source_line(self.source)} ({_age(self.new_source)})",
            f"Text: {len(self.capture.text)} characters ({_age(self.new_capture)})",
            self._summary(),
            *(line for lines in items for line in lines),
            *self.notes,
        )

    def _summary(self) -> str:
        if not self.items:
            return "No statement was found in this text."
        if not any(self.counts.values()):
            return f"Nothing new: all {len(self.items)} statements found stand already."
        return (
            f"Statements found: {len(self.items)}, of which {len(self.statements)} new; "
            f"draft claims: {len(self.claims)}; new speakers: {len(self.speakers)}."
        )

    def as_json(self) -> dict[str, Any]:
        """Return the account for programs, as plain JSON values; ids are null after a dry run."""
        return {
            "source": {
                "id": _id(self.source),
                "new": self.new_source,
                "url": self.source.url,
                "title": self.source.title,
                "publisher": self.source.publisher.name if self.source.publisher else None,
                "authors": self.source.authors,
                "published_on": _date(self.source.published_on),
                "language": self.source.language,
            },
            "capture": {
                "id": _id(self.capture),
                "new": self.new_capture,
                "characters": len(self.capture.text),
            },
            "created": self.counts,
            "speakers": [speaker.name for speaker in self.speakers],
            "statements": [_item_json(item) for item in self.items],
            "notes": list(self.notes),
        }


def _age(new: bool) -> str:
    return "new" if new else "stands already"


def _source_line(source: Source) -> str:
    publisher = source.publisher.name if source.publisher else "no publisher"
    return ", ".join(part for part in (publisher, source.title, source.url) if part)


def _item_lines(number: int, item: Item) -> list[str]:
    statement, found = item.statement, item.found
    cue = f", cue “{statement.cue}”" if statement.cue else ""
    lines = [
        f"{number:>3}. {_who(item)}",
        *(f"     with {_with(one)}" for one in item.joint),
        f"     {statement.kind}{cue}, {found.start}:{found.end}, "
        f"confidence {round(found.confidence * 100)} %",
        f"     {_quoted(item.quote)}",
        f"     through: {_chain(item)}",
    ]
    occasion = f", {statement.occasion}" if statement.occasion else ""
    if statement.said_on or occasion:
        date = statement.said_on.value if statement.said_on else "no date"
        lines.append(f"     said: {date}{occasion}")
    if item.standing:
        lines.append(
            f"     stands already ({statement.get_state_display().lower()}), left as it is"
        )
    if item.claim is not None:
        lines.append(f"     claim: {_shortened(item.claim.text)}")
    return lines


def _who(item: Item) -> str:
    statement = item.statement
    named = f"“{statement.speaker_as_named}”" if statement.speaker_as_named else "nobody named"
    basis = f"{statement.speaker_basis}: {named}" if statement.speaker_basis else named
    if item.match is None:
        return f"{_speaker_name(statement)} ({basis})"
    return f"{_speaker_name(statement)} ({basis}; {_how(item.match)})"


def _with(one: Together) -> str:
    name = one.match.speaker.name if one.match.speaker else "Speaker open"
    again = "on this statement already" if one.match.speaker and one.row is None else ""
    return f"{name} (“{plain_name(one.found.speaker)}”; {again or _how(one.match)})"


def _how(match: Match) -> str:
    how = _HOW[match.how]
    if match.speaker is None and match.candidates:
        return f"{how}: {', '.join(speaker.public_id for speaker in match.candidates)}"
    return how


def _speaker_name(statement: Statement) -> str:
    return statement.speaker.name if statement.speaker else "Speaker open"


def _chain(item: Item) -> str:
    return " ← ".join(f"{step.name}{' (inferred)' if step.inferred else ''}" for step in item.steps)


def _quoted(words: str) -> str:
    line = _shortened(words)
    return line if line.startswith(('"', "“", "„", "«")) else f"“{line}”"


def _shortened(words: str) -> str:
    line = " ".join(words.split())
    return line if len(line) <= LONGEST_LINE else f"{line[: LONGEST_LINE - 1]}…"


def _item_json(item: Item) -> dict[str, Any]:
    statement, found = item.statement, item.found
    speaker = statement.speaker
    return {
        "id": _id(statement),
        "new": not item.standing,
        "state": statement.state,
        "start": found.start,
        "end": found.end,
        "quote": item.quote,
        "kind": statement.kind,
        "cue": statement.cue,
        "speaker": speaker.name if speaker else None,
        "speaker_as_named": statement.speaker_as_named,
        "role_as_named": statement.role_as_named,
        "basis": statement.speaker_basis,
        "match": item.match.how if item.match else "standing",
        "candidates": [one.public_id for one in item.match.candidates] if item.match else [],
        "joint": [_joint_json(one) for one in item.joint],
        "attribution": [
            {"relation": step.relation, "name": step.name, "inferred": step.inferred}
            for step in item.steps
        ],
        "said_on": _date(statement.said_on),
        "occasion": statement.occasion,
        "confidence": round(found.confidence * 100),
        "pattern": found.pattern,
        "claim": item.claim.text if item.claim else None,
    }


def _joint_json(one: Together) -> dict[str, Any]:
    return {
        "speaker": one.match.speaker.name if one.match.speaker else None,
        "speaker_as_named": plain_name(one.found.speaker, LONGEST_MENTION),
        "role_as_named": plain_name(one.found.role, LONGEST_MENTION),
        "match": one.match.how,
        "candidates": [speaker.public_id for speaker in one.match.candidates],
    }


def _id(thing: Source | Capture | Statement) -> str | None:
    return None if thing._state.adding else thing.public_id


def _date(date: Any) -> dict[str, str] | None:
    return date.as_json() if date else None
