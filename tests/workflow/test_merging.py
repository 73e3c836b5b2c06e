"""Two that are one: every relation follows, captures and releases stay, and it can be undone."""

from datetime import date

import pytest
from django.db.models import ForeignKey, Model

from claims.desk import models as desk
from claims.desk.models import (
    AttributionStep,
    Claim,
    ClaimRelation,
    ClaimStatement,
    ClaimTopic,
    ClaimTranslation,
    Contact,
    JointSpeaker,
    Role,
    SpeakerName,
    Topic,
    User,
)
from claims.desk.witness import first_fault
from claims.record.models import Release
from claims.workflow import (
    RuleViolated,
    TransitionNotAllowed,
    approve,
    merge,
    publish,
    revise,
    submit,
)
from claims.workflow.following import RULES, Way
from tests import desk_builders as build
from tests.workflow.merging import NOTE, fresh, merged, unmerged

pytestmark = pytest.mark.django_db

OTHER = "Engineers had warned of cracks in the second pier a year before"


@pytest.fixture
def author(db: None) -> User:
    return build.user("author", "contributor")


@pytest.fixture
def chief(db: None) -> User:
    return build.user("chief", "publisher")


@pytest.mark.parametrize("model", list(RULES))
def test_every_foreign_key_to_what_may_be_merged_has_a_rule(model: type[Model]) -> None:
    found = {
        (other, field.name)
        for name in desk.__all__
        if isinstance(other := getattr(desk, name), type)
        and issubclass(other, Model)
        and not other._meta.abstract
        for field in other._meta.local_fields
        if isinstance(field, ForeignKey) and field.related_model is model
    }
    assert set(RULES[model]) == found


def test_captures_and_releases_never_move() -> None:
    moving = {
        model
        for rules in RULES.values()
        for (model, _), way in rules.items()
        if way is not Way.STAYS
    }
    assert desk.Capture not in moving
    assert not {model for model in moving if "Release" in model.__name__}


def test_a_speaker_is_merged_with_all_that_names_it_and_back(author: User, chief: User) -> None:
    winner = build.speaker(author, "Laurynas Kasčiūnas")
    loser = build.speaker(
        author,
        "L. Kasciunas",
        save=(SpeakerName(name="Лаурінас Кащюнас"), Role(title="Minister")),
    )
    other = build.speaker(author, "Somebody Else")
    said = build.statement(
        author, said_by=loser, save=(AttributionStep(position=0, name="x", speaker=loser),)
    )
    joint = build.statement(
        author,
        OTHER,
        of=said.capture,
        said_by=other,
        save=(JointSpeaker(speaker=loser, position=1),),
    )
    outlet = build.publisher(author, "His Office", speaker=loser)
    claim = build.claim(author, made_by=said)
    item = build.evidence(author, claim, speaker=loser)
    assert merged(loser, winner, author, chief) is None
    assert fresh(loser).merged_into == winner
    assert fresh(said).speaker == winner
    assert said.steps.get().speaker == winner
    assert joint.joint_speakers.get().speaker == winner
    assert fresh(outlet).speaker == winner
    assert fresh(item).speaker == winner
    assert set(winner.names.values_list("name", flat=True)) == {"L. Kasciunas", "Лаурінас Кащюнас"}
    assert winner.roles.get().title == "Minister"
    assert loser.names.count() == 1
    assert first_fault() is None

    assert unmerged(fresh(loser), author, chief) is None
    assert fresh(loser).merged_into is None
    assert fresh(said).speaker == loser
    assert said.steps.get().speaker == loser
    assert joint.joint_speakers.get().speaker == loser
    assert fresh(outlet).speaker == loser
    assert fresh(item).speaker == loser
    assert not winner.names.exists()
    assert not winner.roles.exists()
    assert first_fault() is None


def test_what_editors_changed_since_the_merge_stays(author: User, chief: User) -> None:
    winner, loser, third = (build.speaker(author, name) for name in ("Ann", "Anne", "Bob"))
    first = build.statement(author, said_by=loser)
    second = build.statement(author, OTHER, of=first.capture, said_by=loser)
    merged(loser, winner, author, chief)
    changed = fresh(second)
    changed.speaker = third
    revise(changed, by=author)
    unmerged(fresh(loser), author, chief)
    assert (fresh(first).speaker, fresh(second).speaker) == (loser, third)


def test_a_merge_after_a_merge_is_undone_from_where_things_went(author: User, chief: User) -> None:
    one, two, three = (build.speaker(author, name) for name in ("Ann", "Anne", "Anna"))
    said = build.statement(author, said_by=one)
    merged(one, two, author, chief)
    merged(fresh(two), three, author, chief)
    assert fresh(one).merged_into == three
    assert fresh(said).speaker == three
    unmerged(fresh(one), author, chief)
    assert fresh(said).speaker == one
    unmerged(fresh(two), author, chief)
    assert fresh(said).speaker == one
    assert [fresh(each).merged_into for each in (one, two)] == [None, None]


def test_speakers_of_the_same_words_and_of_two_publishers_stand_in_the_way(
    author: User, chief: User
) -> None:
    winner, loser = build.speaker(author, "Ann"), build.speaker(author, "Anne")
    said = build.statement(author, said_by=winner, save=(JointSpeaker(speaker=loser, position=1),))
    build.publisher(author, "One", speaker=winner)
    build.publisher(author, "Another", speaker=loser)
    submit(loser, by=author, verb="merge", target=winner.public_id)
    approve(loser, by=chief)
    with pytest.raises(RuleViolated) as refusal:
        merge(loser, by=chief, note=NOTE)
    assert len(refusal.value.messages) == 2
    assert "names both as its speakers" in str(refusal.value)
    assert "merge those first" in str(refusal.value)
    assert fresh(said).joint_speakers.get().speaker == loser


def test_a_source_is_read_as_the_other_and_its_captures_stay(author: User, chief: User) -> None:
    winner = build.source(author, title="Bridge opened", url="https://example.org/a")
    loser = build.source(author, title="Bridge opened (print)")
    text = build.capture(author, of=loser)
    nobody = build.speaker(author, "an official", kind="anonymous", source=loser)
    said = build.statement(author, of=text)
    claim = build.claim(author, made_by=said)
    item = build.evidence(author, claim, source=loser, speaker=nobody)
    merged(loser, winner, author, chief)
    assert fresh(text).source == loser
    assert fresh(item).source == winner
    assert fresh(nobody).source == winner
    claim.refresh_from_db()
    claim.context = "Said at the opening."
    revise(claim, by=author)
    published = build.published(author, chief, claim)
    body = Release.objects.get(subject=published.public_id).content
    assert winner.public_id in str(body)
    assert loser.public_id not in str(body)
    assert "print" not in str(body)
    names = Release.objects.filter(subject_kind="source").values_list("subject", flat=True)
    assert winner.public_id in names
    assert loser.public_id not in names
    statement = fresh(said)
    statement.occasion = "The opening"
    revise(statement, by=author)
    unmerged(fresh(loser), author, chief)
    assert fresh(item).source == loser
    assert fresh(nobody).source == loser


def test_a_publisher_is_merged_with_its_sources_and_its_speaker(author: User, chief: User) -> None:
    spoken = build.speaker(author, "The Outlet")
    winner, loser = (
        build.publisher(author, "Outlet"),
        build.publisher(author, "Qutlet", speaker=spoken),
    )
    own = build.source(author, publisher=loser)
    merged(loser, winner, author, chief)
    assert fresh(own).publisher == winner
    assert fresh(winner).speaker == spoken
    assert fresh(loser).speaker is None
    unmerged(fresh(loser), author, chief)
    assert fresh(own).publisher == loser
    assert (fresh(winner).speaker, fresh(loser).speaker) == (None, spoken)


def test_a_topic_is_merged_and_no_claim_has_it_twice(author: User, chief: User) -> None:
    winner, loser = build.topic(author, "Bridges"), build.topic(author, "Bridge")
    both = build.claim(author, save=(ClaimTopic(topic=winner), ClaimTopic(topic=loser)))
    one = build.claim(author, "Another.", save=(ClaimTopic(topic=loser),))
    merged(loser, winner, author, chief)
    assert [link.topic for link in (*both.claim_topics.all(), *one.claim_topics.all())] == [
        winner
    ] * 2
    unmerged(fresh(loser), author, chief)
    assert {link.topic for link in both.claim_topics.all()} == {winner, loser}
    assert one.claim_topics.get().topic == loser
    assert first_fault() is None


def full_claim(author: User, text: str, topic: Topic, other: Claim) -> Claim:
    claim = build.claim(
        author,
        text,
        save=(
            ClaimTopic(topic=topic),
            ClaimTranslation(language="uk", text="Міст безпечний."),
            Contact(party="The mayor", asked_on=date(2024, 11, 4)),
        ),
    )
    build.evidence(author, claim)
    revise(ClaimRelation(from_claim=claim, kind="narrower", to_claim=other), by=author)
    return fresh(claim)


def test_a_claim_gives_what_it_has_to_the_other_and_keeps_its_own(
    author: User, chief: User
) -> None:
    third = build.published(author, chief, build.claim(author, "A third claim."))
    winner = build.published(author, chief, build.claim(author, "The bridge is safe."))
    loser = full_claim(author, "That bridge is safe.", build.topic(author), third)
    loser = build.published(author, chief, loser)
    release = merged(loser, winner, author, chief)
    assert release is not None
    assert release.event == "merge"
    assert f'"merged_into":"{winner.public_id}"' in str(release.content)
    assert winner.claim_statements.count() == 2
    assert winner.evidence.count() == winner.contacts.count() == winner.claim_topics.count() == 1
    assert not winner.translations.exists()
    assert loser.evidence.count() == loser.claim_statements.count() == 1
    assert winner.evidence.get().public_id != loser.evidence.get().public_id
    assert ClaimRelation.objects.get().from_claim == winner
    assert fresh(winner).stage == "draft"
    assert first_fault() is None
    build.published(author, chief, winner, event="update", note="Now with a further statement.")
    assert Release.objects.filter(subject_kind="relation").count() == 2

    told = unmerged(fresh(loser), author, chief)
    assert told is not None
    assert told.event == "unmerge"
    assert '"merged_into":null' in str(told.content)
    assert winner.claim_statements.count() == 1
    assert not winner.evidence.exists()
    assert not winner.contacts.exists()
    assert ClaimRelation.objects.get().from_claim == loser
    assert first_fault() is None


def test_claims_that_disagree_are_not_merged(author: User, chief: User) -> None:
    winner, loser = build.claim(author), build.claim(author, "The bridge is not unsafe.")
    statement = winner.claim_statements.get().statement
    revise(loser, by=author, save=[ClaimStatement(statement=statement, stance="denies")])
    revise(ClaimRelation(from_claim=loser, kind="contradicts", to_claim=winner), by=author)
    submit(loser, by=author, verb="merge", target=winner.public_id)
    approve(loser, by=chief)
    with pytest.raises(RuleViolated) as refusal:
        merge(loser, by=chief, note=NOTE)
    assert "settle its stance first" in str(refusal.value)
    assert "withdraw the relation first" in str(refusal.value)


def test_work_on_the_merged_claim_is_work_on_the_other(author: User, chief: User) -> None:
    second = build.user("second", "publisher")
    winner = build.published(author, chief, build.claim(author))
    loser = build.claim(author, "That bridge is safe.")
    build.evidence(second, loser, text="The second's own evidence.")
    merged(fresh(loser), winner, author, chief)
    submit(fresh(winner), by=author)
    with pytest.raises(RuleViolated, match="worked on this"):
        approve(fresh(winner), by=second)
    approve(fresh(winner), by=chief)


def test_an_approval_ends_where_a_merge_changes_the_claim(author: User, chief: User) -> None:
    winner, loser = build.topic(author, "Bridges"), build.topic(author, "Bridge")
    claim = build.claim(author, save=(ClaimTopic(topic=loser),))
    submit(claim, by=author)
    approve(claim, by=chief)
    merged(loser, winner, author, chief)
    assert fresh(claim).stage == "draft"
    with pytest.raises(TransitionNotAllowed):
        publish(fresh(claim), by=chief)
