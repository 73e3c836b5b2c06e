"""What becomes of every relation to a thing that is merged into another: the one table of rules."""

from collections.abc import Callable, Iterator
from enum import Enum
from typing import Any

from django.db.models import Model

from claims.desk.models import (
    AttributionStep,
    Capture,
    Child,
    Claim,
    ClaimRelation,
    ClaimStatement,
    ClaimTopic,
    ClaimTranslation,
    Contact,
    Evidence,
    JointSpeaker,
    Publisher,
    Role,
    Source,
    Speaker,
    SpeakerName,
    Statement,
    Suggestion,
    Topic,
    Versioned,
)
from claims.publishing import Subject
from claims.workflow.restoring import Edit


class Way(Enum):
    """What becomes of the rows that name what is merged away."""

    MOVES = "the row comes to name the other"
    COPIED = "the other gets one like it, and the row stays as it was"
    STAYS = "the row stays: it is about the thing as it was"


RULES: dict[type[Model], dict[tuple[type[Model], str], Way]] = {
    Claim: {
        (Claim, "merged_into"): Way.MOVES,
        (ClaimRelation, "from_claim"): Way.MOVES,
        (ClaimRelation, "to_claim"): Way.MOVES,
        (ClaimStatement, "claim"): Way.COPIED,
        (ClaimTopic, "claim"): Way.COPIED,
        (Contact, "claim"): Way.COPIED,
        (Evidence, "claim"): Way.COPIED,
        # They are words for this claim's own text.
        (ClaimTranslation, "claim"): Way.STAYS,
        (Suggestion, "claim"): Way.STAYS,
    },
    Speaker: {
        (Speaker, "merged_into"): Way.MOVES,
        (Publisher, "speaker"): Way.MOVES,
        (Statement, "speaker"): Way.MOVES,
        (JointSpeaker, "speaker"): Way.MOVES,
        (AttributionStep, "speaker"): Way.MOVES,
        (Evidence, "speaker"): Way.MOVES,
        (SpeakerName, "speaker"): Way.COPIED,
        (Role, "speaker"): Way.COPIED,
    },
    Source: {
        (Source, "merged_into"): Way.MOVES,
        (Speaker, "source"): Way.MOVES,
        (Evidence, "source"): Way.MOVES,
        # A capture is what was taken from that very source; it is read as the other's.
        (Capture, "source"): Way.STAYS,
    },
    Publisher: {
        (Publisher, "merged_into"): Way.MOVES,
        (Source, "publisher"): Way.MOVES,
        (AttributionStep, "publisher"): Way.MOVES,
    },
    Topic: {
        (Topic, "merged_into"): Way.MOVES,
        (ClaimTopic, "topic"): Way.MOVES,
    },
}
"""Every foreign key to what may be merged, and what becomes of its rows."""


class Plan:
    """All that follows from a merge, and what stands in its way; nothing is written.

    `edits` holds the changed roots in the order in which they are to be written; `obstacles` one
    line for each thing that cannot follow.
    """

    def __init__(self, loser: Subject, winner: Subject) -> None:
        # Which rules there are tells which of the subjects' relations there are.
        self.loser: Any = loser
        self.winner: Any = winner
        self.edits: dict[tuple[type[Model], int], Edit] = {}
        self.obstacles: list[str] = []
        for (model, name), way in RULES[type(loser)].items():
            if way is Way.MOVES:
                self._move(model, name)
        for model, copy in COPIES.items():
            if model in {one for (one, _), way in self._rules() if way is Way.COPIED}:
                self._copy(model, copy)
        if isinstance(loser, Publisher) and isinstance(winner, Publisher):
            self._give_speaker(loser, winner)

    def edit(self, root: Versioned) -> Edit:
        """Return the edit of a root, begun now if there was none."""
        return self.edits.setdefault((type(root), root.pk), Edit(root))

    def _rules(self) -> Iterator[tuple[tuple[type[Model], str], Way]]:
        yield from RULES[type(self.loser)].items()

    def _move(self, model: type[Model], name: str) -> None:
        rows = model._default_manager.filter(**{name: self.loser.pk}).order_by("pk")
        for row in rows:
            obstacle = _obstacle(row, self.winner)
            if obstacle:
                self.obstacles.append(obstacle)
            elif isinstance(row, ClaimRelation):
                self._move_relation(row, name)
            elif isinstance(row, ClaimTopic) and _has_topic(row, self.winner):
                self.edit(row.root).remove.append(row)
            elif isinstance(row, Child):
                setattr(row, name, self.winner)
                self._keep_one(row)
            elif isinstance(row, Versioned):
                self.edit(row).fields[name] = self.winner

    def _keep_one(self, row: Child) -> None:
        edit = self.edit(row.root)
        if row.pk not in [other.pk for other in edit.save if type(other) is type(row)]:
            edit.save.append(row)

    def _move_relation(self, relation: ClaimRelation, name: str) -> None:
        """Move an end of a relation; one that would lead from the winner to itself stays behind."""
        other = relation.to_claim_id if name == "from_claim" else relation.from_claim_id
        if other == self.winner.pk:
            if not relation.withdrawn:
                self.obstacles.append(
                    f"“{relation}” stands between the two; withdraw the relation first."
                )
            return
        if _is_related(self.winner, other, relation.kind):
            if not relation.withdrawn:
                self.edit(relation).fields["withdrawn"] = True
            return
        self.edit(relation).fields[name] = self.winner

    def _copy(self, model: type[Child], copy: "Copy") -> None:
        for made in copy(self):
            made.pk = None
            made._state.adding = True
            setattr(made, model.ROOT, self.winner)
            self.edit(self.winner).save.append(made)

    def _give_speaker(self, loser: Publisher, winner: Publisher) -> None:
        if loser.speaker is None or loser.speaker_id == winner.speaker_id:
            return
        if winner.speaker is not None:
            self.obstacles.append(
                f"They are two speakers, “{loser.speaker}” and “{winner.speaker}”: "
                "merge those first."
            )
            return
        self.edit(loser).fields["speaker"] = None
        self.edit(winner).fields["speaker"] = loser.speaker


def _obstacle(row: Model, winner: Subject) -> str:
    if not isinstance(winner, Speaker):
        return ""
    if isinstance(row, Publisher) and hasattr(winner, "publisher"):
        return f"They are two publishers, “{row}” and “{winner.publisher}”: merge those first."
    joint = JointSpeaker.objects.filter(speaker=winner)
    twice = False
    if isinstance(row, Statement):
        twice = joint.filter(statement=row).exists()
    elif isinstance(row, JointSpeaker):
        row = row.statement
        twice = row.speaker_id == winner.pk or joint.filter(statement=row).exists()
    return f"“{row}” names both as its speakers: take one of them away first." if twice else ""


def _has_topic(row: ClaimTopic, winner: Subject) -> bool:
    return ClaimTopic.objects.filter(claim=row.claim_id, topic=winner.pk).exists()


def _is_related(winner: Subject, other: int, kind: str) -> bool:
    ends = (
        {"from_claim": winner.pk, "to_claim": other},
        {"from_claim": other, "to_claim": winner.pk},
    )
    return any(ClaimRelation.objects.filter(kind=kind, **pair).exists() for pair in ends)


Copy = Callable[[Plan], Iterator[Any]]


def _names(plan: Plan) -> Iterator[SpeakerName]:
    known = {plan.winner.name, *plan.winner.names.values_list("name", flat=True)}
    own = SpeakerName(name=plan.loser.name)
    for name in (own, *plan.loser.names.all()):
        if name.name not in known:
            known.add(name.name)
            yield name


def _roles(plan: Plan) -> Iterator[Role]:
    known = {_role(role) for role in plan.winner.roles.all()}
    return (role for role in plan.loser.roles.all() if _role(role) not in known)


def _role(role: Role) -> tuple[Any, ...]:
    return role.title, role.organisation, role.since, role.until


def _topics(plan: Plan) -> Iterator[ClaimTopic]:
    known = set(plan.winner.claim_topics.values_list("topic", flat=True))
    return (link for link in plan.loser.claim_topics.all() if link.topic_id not in known)


def _statements(plan: Plan) -> Iterator[ClaimStatement]:
    known = dict(plan.winner.claim_statements.values_list("statement", "stance"))
    for link in plan.loser.claim_statements.select_related("statement__speaker"):
        if link.statement_id not in known:
            yield link
        elif known[link.statement_id] != link.stance:
            plan.obstacles.append(
                f"“{link.statement}” does one thing with the one claim and another with the other: "
                "settle its stance first."
            )


def _evidence(plan: Plan) -> Iterator[Evidence]:
    known = {_place(item): item.stance for item in plan.winner.evidence.all()}
    for item in plan.loser.evidence.select_related("source", "statement__speaker"):
        place = _place(item)
        if place not in known:
            # The loser's releases keep the identity that they gave it.
            item.public_id = Evidence().public_id
            yield item
        elif known[place] != item.stance:
            plan.obstacles.append(
                f"“{item.source or item.statement}” supports the one claim and not the other: "
                "settle its stance first."
            )


def _place(item: Evidence) -> tuple[Any, ...]:
    return item.source_id, item.statement_id, item.capture_id, item.start, item.end, item.note


def _contacts(plan: Plan) -> Iterator[Contact]:
    known = {_asked(contact) for contact in plan.winner.contacts.all()}
    return (one for one in plan.loser.contacts.all() if _asked(one) not in known)


def _asked(contact: Contact) -> tuple[Any, ...]:
    return contact.party, contact.channel, contact.asked_on, contact.reply


COPIES: dict[type[Child], Copy] = {
    SpeakerName: _names,
    Role: _roles,
    ClaimTopic: _topics,
    ClaimStatement: _statements,
    Evidence: _evidence,
    Contact: _contacts,
}
"""How the children that are copied are chosen."""
