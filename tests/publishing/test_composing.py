"""What a release says of a claim, and nothing else that the desk knows."""

from typing import Any

import pytest

from claims.desk.models import (
    AttributionStep,
    Capture,
    Claim,
    ClaimStatement,
    Evidence,
    Publisher,
    Role,
    Source,
    Speaker,
    Statement,
    User,
)
from claims.publishing import compose, compose_retraction
from claims.publishing.entities import publisher_content, speaker_content
from claims.text.dates import PartialDate
from claims.workflow import revise
from tests import desk_builders as build

pytestmark = pytest.mark.django_db


@pytest.fixture
def author(db: None) -> User:
    return build.user("author", "contributor")


@pytest.fixture
def decider(db: None) -> User:
    return build.user("decider", "publisher")


def role(title: str, since: str = "", until: str = "") -> Role:
    dates = {"since": since, "until": until}
    given = {name: PartialDate.parse(value) for name, value in dates.items() if value}
    return Role(title=title, **given)


@pytest.mark.parametrize(
    ("roles", "held"),
    [
        ([("Undated",), ("Minister", "2020")], "Minister"),
        ([("Minister", "2020"), ("Undated",)], "Minister"),
        ([("Former", "2010", "2019"), ("Undated",)], "Undated"),
        ([("Deputy", "2015"), ("Minister", "2020")], "Minister"),
        ([("Undated",), ("Until", "", "2030")], "Until"),
        ([("First", "2020"), ("Second", "2020")], "First"),
        ([("Later", "2025")], ""),
    ],
)
def test_the_role_is_the_one_held_on_the_day(
    author: User, roles: list[tuple[str, ...]], held: str
) -> None:
    speaker = build.speaker(author, save=tuple(role(*given) for given in roles))
    said_on = PartialDate.parse("2024-11-01")
    claim = build.claim(author, made_by=build.statement(author, said_by=speaker, said_on=said_on))
    [statement] = compose(claim).content["statements"]
    assert statement["speakers"][0]["role"] == held


def test_a_speakers_roles_run_from_the_latest_to_the_undated(author: User) -> None:
    roles = (role("Undated"), role("Deputy", "2015"), role("Minister", "2020"))
    content = speaker_content(build.speaker(author, save=roles))
    assert [held["title"] for held in content["roles"]] == ["Minister", "Deputy", "Undated"]


@pytest.mark.parametrize(
    ("stance", "first"),
    [
        ("asserts", "2023-01"),
        ("repeats", "2023-01"),
        ("reports", "2023-01"),
        ("denies", "2024-11-01"),
        ("questions", "2024-11-01"),
    ],
)
def test_a_claim_is_first_said_by_whoever_says_it(author: User, stance: str, first: str) -> None:
    page = build.capture(author)
    said = build.statement(author, of=page, said_on=PartialDate.parse("2024-11-01"))
    earlier = build.statement(author, "Engineers", of=page, said_on=PartialDate.parse("2023-01"))
    link = ClaimStatement(statement=earlier, stance=stance)
    content = compose(build.claim(author, made_by=said, save=(link,))).content
    assert content["first_said_on"]["value"] == first


def rendered(author: User, state: str) -> tuple[Statement, Statement]:
    original = build.statement(author, state=state)
    page = build.capture(author, f"Elsewhere. {build.TEXT}", of=build.source(author, title="Two"))
    return original, build.statement(author, of=page, rendering_of=original)


def test_a_rendering_does_not_name_an_original_that_is_a_draft(author: User) -> None:
    original, rendering = rendered(author, Statement.State.PROPOSED)
    content = compose(build.claim(author, made_by=rendering)).content
    assert content["statements"][0]["rendering_of"] is None
    assert original.public_id not in str(content)


def test_a_rendering_names_its_original_where_both_are_shown(author: User) -> None:
    original, rendering = rendered(author, Statement.State.ACCEPTED)
    own = compose(build.claim(author, made_by=original)).content["statements"]
    assert [one["rendering_of"] for one in own] == [None, original.public_id]
    claim = build.claim(author, "Another.", made_by=rendering)
    build.evidence(author, claim, statement=original)
    [shown] = compose(claim).content["statements"]
    assert shown["rendering_of"] == original.public_id


def source_of(composition: Any) -> dict[str, Any]:
    [content] = [content for kind, _, content in composition.entities if kind == "source"]
    return content


def digests(composition: Any) -> list[str]:
    return [capture["sha256"] for capture in source_of(composition)["captures"]]


def excerpt(author: User, source: Source, text: str) -> Capture:
    return build.capture(author, text, of=source, extent=Capture.Extent.EXCERPT)


def test_a_source_lists_no_capture_that_only_drafts_use(author: User) -> None:
    statement = build.statement(author)
    source = statement.capture.source
    secret = excerpt(author, source, "A secret passage of the same page.")
    draft = build.claim(author, "A draft.", made_by=build.statement(author, "secret", of=secret))
    claim = build.claim(author, made_by=statement)
    assert digests(compose(claim)) == [statement.capture.text_sha256]
    assert digests(compose(draft)) == [secret.text_sha256]


def test_a_source_lists_what_is_shown_and_what_was_listed_before(
    author: User, decider: User
) -> None:
    source = build.source(author)
    captures = [excerpt(author, source, f"Passage {at} of the page.") for at in range(3)]
    build.published(
        author,
        decider,
        build.claim(author, made_by=build.statement(author, "Passage 2", of=captures[2])),
    )
    claim = build.claim(author, "Another.", made_by=build.statement(author))
    passage = Evidence(
        stance="supports",
        source=source,
        capture=captures[0],
        start=0,
        end=9,
        state="accepted",
    )
    revise(claim, by=author, save=[passage])
    listed = [
        [capture["sha256"] for capture in content["captures"]]
        for _, public_id, content in compose(claim).entities
        if public_id == source.public_id
    ]
    assert listed == [[captures[0].text_sha256, captures[2].text_sha256]]


def test_the_whole_text_is_released_where_the_whole_is_quoted(author: User) -> None:
    source = build.source(author, public_text=Source.PublicText.FULL)
    part = excerpt(author, source, "Passage 1 of the page.")
    whole = build.capture(author, of=source)
    build.capture(author, f"{build.TEXT} A later edition, not yet used.", of=source)
    for words, capture, text in (("Passage 1", part, ""), (build.QUOTE, whole, build.TEXT)):
        statement = build.statement(author, words, of=capture)
        claim = build.claim(author, words, made_by=statement)
        assert source_of(compose(claim))["text"] == text


def test_an_anonymous_speaker_is_nobody_the_public_can_name(author: User) -> None:
    page = build.capture(author)
    hidden = build.speaker(
        author, "An official", kind="anonymous", source=page.source, wikidata_id="Q42"
    )
    statement = build.statement(author, of=page, said_by=hidden)
    claim = build.claim(author, made_by=statement)
    build.evidence(author, claim, source=page.source, speaker=hidden)
    composition = compose(claim)
    assert hidden.public_id not in str(composition)
    assert "Q42" not in str(composition)
    assert publisher_content(Publisher(name="Their Gazette", speaker=hidden))["speaker"] is None


def published_with_canary(author: User, decider: User) -> tuple[Claim, Source]:
    publisher = revise(Publisher(name="CANARY Gazette"), by=author)
    source = build.source(
        author,
        publisher=publisher,
        title="CANARY title",
        url="https://canary.example/x",
        archive_url="https://canary-archive.example/x",
    )
    page = build.capture(author, f"CANARY {build.TEXT} CANARY", of=source)
    step = AttributionStep(position=0, relation="published", name="CANARY Gazette")
    claim = build.claim(author, made_by=build.statement(author, of=page, save=(step,)))
    quoted = build.statement(author, "opened the bridge", of=page, said_by=build.speaker(author))
    build.evidence(author, claim, statement=quoted)
    build.evidence(author, claim, source=source, text="Inspectors found cracks.")
    return build.published(author, decider, claim), source


def test_a_retraction_names_no_source_that_is_withheld_by_now(author: User, decider: User) -> None:
    claim, source = published_with_canary(author, decider)
    assert "CANARY" in str(compose_retraction(claim).content)
    source.refresh_from_db()
    source.withheld, source.withheld_reason = True, "The author is in danger."
    revise(source, by=author)
    retracted = compose_retraction(claim).content
    assert "canary" not in str(retracted).lower()
    composed = compose(claim).content
    assert retracted["statements"] == composed["statements"]
    assert retracted["evidence"] == composed["evidence"]


def test_a_retraction_keeps_all_else_as_it_was_published(author: User, decider: User) -> None:
    claim = build.published(author, decider)
    published = compose_retraction(claim).content
    claim.text = "The bridge is closed."
    revise(claim, by=author)
    speaker = Speaker.objects.get(statements__claim_statements__claim=claim)
    speaker.name = "Ann Other"
    revise(speaker, by=author)
    assert compose_retraction(claim).content == published


def test_a_retraction_says_how_it_was_itself_decided(
    author: User, decider: User, settings: Any
) -> None:
    claim = build.published(author, decider)
    assert compose_retraction(claim).content["review"] == {"second_person": True}
    settings.SINGLE_PERSON_DESK = True
    assert compose_retraction(claim).content["review"] == {"second_person": False}
