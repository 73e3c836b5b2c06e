"""An anonymous speaker belongs to one source, whoever names it and in whatever order."""

import pytest

from claims.desk.models import (
    AttributionStep,
    Claim,
    Evidence,
    JointSpeaker,
    Publisher,
    Source,
    Speaker,
    Statement,
    User,
)
from claims.workflow import RuleViolated, revise
from tests import desk_builders as build


@pytest.fixture
def author(db: None) -> User:
    return build.user("author", "contributor")


@pytest.fixture
def own(author: User) -> Source:
    return build.capture(author, of=build.source(author, title="Own")).source


@pytest.fixture
def other(author: User) -> Source:
    return build.capture(author, of=build.source(author, title="Other")).source


@pytest.fixture
def official(author: User, own: Source) -> Speaker:
    return build.speaker(author, "an official", kind="anonymous", source=own)


def statement_in(source: Source, by: User, **values: object) -> Statement:
    return build.statement(by, of=source.captures.get(), **values)  # type: ignore[arg-type]


@pytest.mark.parametrize("what", ["joint speaker", "step"])
def test_beside_a_statement_it_is_of_the_same_source(
    author: User, own: Source, other: Source, official: Speaker, what: str
) -> None:
    def row() -> JointSpeaker | AttributionStep:
        if what == "step":
            return AttributionStep(position=0, name="an official", speaker=official)
        return JointSpeaker(position=1, speaker=official)

    with pytest.raises(RuleViolated, match="belongs to another source"):
        revise(statement_in(other, author), by=author, save=[row()])
    revise(statement_in(own, author), by=author, save=[row()])


def test_a_new_statement_is_held_to_it_too(author: User, other: Source, official: Speaker) -> None:
    joint = JointSpeaker(position=1, speaker=official)
    with pytest.raises(RuleViolated, match="belongs to another source"):
        statement_in(other, author, save=(joint,))
    with pytest.raises(RuleViolated, match="belongs to another source"):
        statement_in(other, author, said_by=official)


def test_evidence_in_its_word_is_of_the_same_source(
    author: User, own: Source, other: Source, official: Speaker
) -> None:
    claim = build.claim(author)
    for wrong in (
        Evidence(stance="supports", speaker=official, source=other),
        Evidence(stance="supports", speaker=official, statement=statement_in(other, author)),
    ):
        with pytest.raises(RuleViolated, match="belongs to another source"):
            revise(claim, by=author, save=[wrong])
    fits = [
        Evidence(stance="supports", speaker=official, source=own),
        Evidence(stance="supports", speaker=official, statement=statement_in(own, author)),
    ]
    revise(Claim.objects.get(pk=claim.pk), by=author, save=fits)


def test_a_statement_does_not_move_away_from_under_it(
    author: User, own: Source, other: Source, official: Speaker
) -> None:
    joint = JointSpeaker(position=1, speaker=official)
    statement = statement_in(own, author, save=(joint,))
    statement.capture = other.captures.get()
    with pytest.raises(RuleViolated, match="anonymous speaker of another source"):
        revise(statement, by=author)


@pytest.mark.parametrize("use", ["statements", "joint statements", "attribution steps", "evidence"])
def test_nobody_whom_other_sources_know_becomes_anonymous(
    author: User, own: Source, other: Source, use: str
) -> None:
    ann = build.speaker(author, "Ann")
    if use == "statements":
        statement_in(other, author, said_by=ann)
    elif use == "joint statements":
        statement_in(other, author, save=(JointSpeaker(position=1, speaker=ann),))
    elif use == "attribution steps":
        statement_in(other, author, save=(AttributionStep(position=0, name="A", speaker=ann),))
    else:
        row = Evidence(stance="supports", speaker=ann, source=other)
        revise(build.claim(author), by=author, save=[row])
    ann.kind, ann.source = Speaker.Kind.ANONYMOUS, own
    with pytest.raises(RuleViolated, match=f"also has {use} of other sources"):
        revise(ann, by=author)


def test_a_speaker_of_one_source_becomes_anonymous_there_and_moves_nowhere_else(
    author: User, own: Source, other: Source
) -> None:
    ann = build.speaker(author, "Ann")
    statement = statement_in(own, author, said_by=ann)
    row = Evidence(stance="supports", speaker=ann, statement=statement)
    revise(build.claim(author, made_by=statement), by=author, save=[row])
    ann.kind, ann.source = Speaker.Kind.ANONYMOUS, own
    revise(ann, by=author)
    ann.source = other
    with pytest.raises(RuleViolated, match="statements and evidence of other sources"):
        revise(ann, by=author)


def test_a_publisher_is_never_anonymous(author: User, own: Source, official: Speaker) -> None:
    with pytest.raises(RuleViolated, match="not a publisher"):
        revise(Publisher(name="Leaks", speaker=official), by=author)
    ann = build.speaker(author, "Ann's Blog")
    revise(Publisher(name="Ann's Blog", speaker=ann), by=author)
    ann.kind, ann.source = Speaker.Kind.ANONYMOUS, own
    with pytest.raises(RuleViolated, match="is a publisher"):
        revise(ann, by=author)
