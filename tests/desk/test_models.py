"""What every model of the desk keeps to, asked of the models themselves and of the database."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import IntegrityError, connection, models, transaction

from claims.desk import models as desk
from claims.desk.models import (
    Claim,
    ClaimRelation,
    Evidence,
    Publisher,
    Rating,
    Speaker,
    SpeakerName,
    Topic,
    User,
)
from claims.desk.models.base import ALPHABET
from claims.text.dates import PartialDate
from claims.workflow import RuleViolated, revise
from tests import desk_builders as build

MODELS = [
    found
    for name in desk.__all__
    if isinstance(found := getattr(desk, name), type)
    and issubclass(found, models.Model)
    and not found._meta.abstract
]
EDITORIAL = [model for model in MODELS if model is not User]


@pytest.fixture
def author(db: None) -> User:
    return build.user("author", "contributor")


def foreign_keys() -> Iterator[tuple[str, Any]]:
    for model in MODELS:
        for field in model._meta.local_fields:
            if isinstance(field, models.ForeignKey):
                yield f"{model.__name__}.{field.name}", field


def test_no_foreign_key_deletes_or_empties_anything() -> None:
    kinds = {name: field.remote_field.on_delete for name, field in foreign_keys()}
    assert [name for name, kind in kinds.items() if kind is not models.PROTECT] == []


def test_no_foreign_key_leaves_the_desk() -> None:
    rooms = {name: field.related_model.__module__ for name, field in foreign_keys()}
    assert {name: room for name, room in rooms.items() if not room.startswith("claims.desk")} == {}


MACHINE_WRITTEN = (
    *(desk.AuditEntry, desk.AuditHead, desk.Decision, desk.EditorSession, desk.Submission),
)


def test_every_editorial_field_helps_the_editor() -> None:
    silent = [
        f"{model.__name__}.{field.name}"
        for model in EDITORIAL
        for field in model._meta.local_fields
        if field.editable
        and not field.primary_key
        and not field.help_text
        and model not in MACHINE_WRITTEN
        and getattr(model, "ROOT", None) != field.name
    ]
    assert silent == []


def test_every_choice_is_a_constraint_that_the_database_knows(db: None) -> None:
    for model in EDITORIAL:
        with connection.cursor() as cursor:
            known = connection.introspection.get_constraints(cursor, model._meta.db_table)
        for field in model._meta.local_fields:
            if field.choices:
                assert f"{model._meta.model_name}_{field.name}_valid" in known


@pytest.mark.parametrize(
    ("model", "values"),
    [
        (Claim, {"text": "x", "kind": "rumour"}),
        (Claim, {"text": ""}),
        (Claim, {"text": "x", "priority": "whenever"}),
        (Publisher, {"name": ""}),
        (Rating, {"code": "x", "label": "X", "meaning": "X.", "normalised": "MAYBE"}),
        (Rating, {"code": "x", "label": "X", "meaning": "X.", "normalised": "TRUE", "value": 0}),
        (Speaker, {"name": "Nobody", "kind": "anonymous"}),
        (Topic, {"name": ""}),
    ],
)
def test_the_database_refuses_what_no_form_offers(
    db: None, model: type[models.Model], values: dict[str, Any]
) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        model._base_manager.bulk_create([model(**values)])


def test_public_ids_are_twelve_characters_that_tell_nothing(author: User) -> None:
    ids = [build.topic(author, f"Topic {number}").public_id for number in range(20)]
    assert len(set(ids)) == 20
    assert all(len(found) == 12 and set(found) <= set(ALPHABET) for found in ids)


def test_two_claims_are_related_once_in_one_way_whichever_comes_first(author: User) -> None:
    first, second = build.claim(author), build.claim(author, "Another claim.")
    revise(ClaimRelation(from_claim=first, kind="narrower", to_claim=second), by=author)
    for one, other in ((first, second), (second, first)):
        with pytest.raises(RuleViolated, match="related in this way already"):
            revise(ClaimRelation(from_claim=one, kind="narrower", to_claim=other), by=author)
    with pytest.raises(RuleViolated, match="no relation to itself"):
        revise(ClaimRelation(from_claim=first, kind="related", to_claim=first), by=author)
    revise(ClaimRelation(from_claim=second, kind="contradicts", to_claim=first), by=author)


def test_evidence_is_a_source_or_a_statement_and_quotes_its_own_source(author: User) -> None:
    claim = build.claim(author)
    statement = claim.claim_statements.get().statement
    source = statement.capture.source
    other = build.capture(author, "Another text.", of=build.source(author, title="Other"))
    for wrong in (
        Evidence(stance="supports"),
        Evidence(stance="supports", source=source, statement=statement),
        Evidence(stance="supports", source=source, capture=other, start=0, end=5),
        Evidence(stance="supports", source=source, capture=statement.capture, start=5, end=5),
        Evidence(stance="supports", source=source, capture=statement.capture),
    ):
        with pytest.raises(RuleViolated):
            revise(claim, by=author, save=[wrong])
    assert not claim.evidence.exists()


def test_one_address_is_one_source_however_it_is_typed(author: User) -> None:
    build.source(author, url="https://Daily.example/a?utm_source=feed#top")
    with pytest.raises(RuleViolated, match="this address already"):
        build.source(author, url="https://daily.example/a")
    build.source(author, url="")
    build.source(author, url="")


@pytest.mark.parametrize(
    "typed", ["HTTPS://Daily.example:443/a?utm_source=x", " https://daily.example/a#b "]
)
def test_a_known_address_is_known_in_any_spelling(author: User, typed: str) -> None:
    build.source(author, url="https://daily.example/a")
    with pytest.raises(RuleViolated, match="There is a source with this address already") as told:
        build.source(author, url=typed)
    assert len(told.value.messages) == 1


@pytest.mark.parametrize("field", ["url", "archive_url"])
@pytest.mark.parametrize(
    "bad", ["javascript:alert(1)", "https://a:b@c.example/", "https://[x/", "x"]
)
def test_a_bad_address_is_refused_once(author: User, field: str, bad: str) -> None:
    with pytest.raises(RuleViolated) as told:
        build.source(author, **{field: bad})
    assert len(told.value.messages) == 1


def test_an_address_that_grows_too_long_when_it_is_stored_is_refused(author: User) -> None:
    query = "&".join(["utm_source=x", "q=" + "я" * 1000])
    with pytest.raises(RuleViolated, match="longer than 2000 characters when encoded"):
        build.source(author, url=f"https://daily.example/?{query}")


def test_a_source_keeps_its_addresses_in_the_stored_spelling(author: User) -> None:
    made = build.source(author, url="https://B.example", archive_url="HTTP://A.example:80/x#y")
    assert (made.url, made.archive_url) == ("https://b.example/", "http://a.example/x")


def test_a_partial_date_is_kept_as_the_source_gave_it(author: User) -> None:
    for value in ("2024", "2024-03", "2024-11-01", "2024-11-01T16:25+02:00"):
        source = build.source(author, published_on=PartialDate.parse(value))
        source.refresh_from_db()
        assert source.published_on is not None
        assert source.published_on.value == value
    whole = PartialDate.parse("2024-03", offset=120)
    overlapping = desk.Source.objects.filter(
        published_on_start__lt=whole.end, published_on_end__gt=whole.start
    )
    assert overlapping.count() == 2


def test_a_role_does_not_end_before_it_begins(author: User) -> None:
    role = desk.Role(title="Mayor")
    role.since, role.until = PartialDate.parse("2024"), PartialDate.parse("2020")
    with pytest.raises(RuleViolated, match="ends before it begins"):
        build.speaker(author, save=(role,))


@pytest.mark.parametrize("hidden", ["\u202e", "\u200b", "\x00", "\x1b"])
def test_names_hold_no_invisible_characters(author: User, hidden: str) -> None:
    with pytest.raises(RuleViolated, match=r"invisible|Null characters"):
        build.speaker(author, f"Ann{hidden} Example")
    with pytest.raises(RuleViolated):
        build.speaker(author, save=(SpeakerName(name=f"A{hidden}"),))


def test_an_account_cannot_be_deleted(author: User) -> None:
    with pytest.raises(models.ProtectedError):
        author.delete()
    with pytest.raises(IntegrityError), transaction.atomic():
        User.objects.filter(pk=author.pk)._raw_delete("default")
