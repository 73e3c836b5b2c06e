"""The board of a claim: who says it, and the evidence for, against and in context side by side."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from claims.admin.marking import plain
from claims.desk.models import AttributionStep, Claim, Evidence, Statement

LONGEST = 600
"""Characters of a quote or note that a card shows."""


@dataclass(frozen=True, slots=True)
class Said:
    """One statement of the claim: what it does, whose words, and how they reached the desk."""

    stance: str
    who: str
    quote: str
    chain: tuple[str, ...]
    when: str
    source: str
    state: str
    accepted: bool
    href: str
    article: str


@dataclass(frozen=True, slots=True)
class Item:
    """One piece of evidence. `anchor` is its row in the form below, "" where it has none."""

    anchor: str
    kind: str
    name: str
    href: str
    who: str
    quote: str
    translation: str
    origin: str
    note: str
    state: str
    accepted: bool


@dataclass(frozen=True, slots=True)
class Side:
    """One of the three columns; `origins` counts the groups among what is accepted."""

    stance: str
    title: str
    items: tuple[Item, ...]
    origins: int


TITLES = (
    (Evidence.Stance.SUPPORTS, "For it"),
    (Evidence.Stance.CONTRADICTS, "Against it"),
    (Evidence.Stance.CONTEXT, "In context"),
)


def said(claim: Claim) -> list[Said]:
    """Return the claim's statements in the order in which they were linked."""
    links = claim.claim_statements.select_related(
        "statement__speaker", "statement__capture__source__publisher"
    ).defer("statement__capture__text", "statement__capture__original")
    return [
        _said(link.get_stance_display(), link.statement)
        for link in links.prefetch_related("statement__steps", "statement__joint_speakers__speaker")
    ]


def sides(claim: Claim) -> list[Side]:
    """Return the three columns of evidence, each in the order in which it was added."""
    rows = claim.evidence.select_related("source", "speaker", "statement__speaker").order_by("id")
    items = [(row, _item(row, number)) for number, row in enumerate(rows)]
    return [_side(stance, title, items) for stance, title in TITLES]


def _said(stance: str, statement: Statement) -> Said:
    source = statement.capture.source
    date = statement.said_on
    return Said(
        stance=stance,
        who=plain(_speakers(statement)),
        quote=_short(statement.quote),
        chain=tuple(_chain(statement)),
        when=date.value.replace("T", " ") if date else "",
        source=plain(str(source)),
        state=statement.get_state_display(),
        accepted=statement.state == Statement.State.ACCEPTED,
        href=reverse("admin:claims_statement_change", args=[statement.pk]),
        article=reverse("admin:article_statement", args=[statement.capture_id, statement.pk]),
    )


def _speakers(statement: Statement) -> str:
    joint = [str(one.speaker) for one in statement.joint_speakers.all()]
    first = str(statement.speaker) if statement.speaker else ""
    if not first:
        return f"unresolved: {statement.speaker_as_named or 'nobody named'}"
    return " and ".join([first, *joint])


def _chain(statement: Statement) -> Iterator[str]:
    """Yield through whom the words reached the desk, the source in hand first."""
    publisher = statement.capture.source.publisher
    steps = list(statement.steps.all())
    if not steps and publisher is not None:
        yield plain(str(publisher))
    for step in steps:
        yield plain(_step(step))


def _step(step: AttributionStep) -> str:
    told = [] if step.seen else ["not seen by the desk"]
    told += ["inferred"] if step.inferred else []
    name = step.name or "not named"
    how = "" if step.position == 0 else f" ({step.get_relation_display().lower()})"
    return f"{name}{how}{', ' + ', '.join(told) if told and step.position else ''}"


def _item(row: Evidence, number: int) -> Item:
    statement = row.statement
    of: Any = statement if statement is not None else row.source
    kind = "statement" if statement is not None else "source"
    speaker = row.speaker or (statement.speaker if statement is not None else None)
    return Item(
        anchor=f"evidence-{number}",
        kind=row.get_kind_display(),
        name=plain(" ".join(str(of).split())[:120]),
        href=reverse(f"admin:claims_{kind}_change", args=[of.pk]),
        who=plain(str(speaker)) if speaker else "",
        quote=_short(statement.quote if statement is not None else row.quote),
        translation=_short(row.translation),
        origin=plain(row.origin),
        note=_short(row.note),
        state=row.get_state_display(),
        accepted=row.state == Evidence.State.ACCEPTED,
    )


def _side(stance: str, title: str, items: Sequence[tuple[Evidence, Item]]) -> Side:
    own = [(row, item) for row, item in items if row.stance == stance]
    accepted = [row for row, item in own if item.accepted]
    groups = {row.origin or f"of its own {row.pk}" for row in accepted}
    return Side(str(stance), title, tuple(item for _, item in own), len(groups))


def _short(text: str) -> str:
    return plain(text if len(text) <= LONGEST else f"{text[:LONGEST]}…")
