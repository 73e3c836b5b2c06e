"""What the desk's fields refuse: what no column keeps, what nobody sees, and nothing at all."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, models, transaction
from hypothesis import given
from hypothesis import strategies as st

from claims.desk.models import (
    AttributionStep,
    AuditEntry,
    Capture,
    Child,
    Claim,
    ClaimTranslation,
    Contact,
    Evidence,
    JointSpeaker,
    Publisher,
    Rating,
    Role,
    Source,
    Speaker,
    SpeakerName,
    Statement,
    StatementTranslation,
    Topic,
    User,
    Versioned,
    validation,
)
from claims.workflow import RuleViolated, revise
from tests import desk_builders as build
from tests.desk.test_models import MODELS

NUL, HALF, ESCAPE, OVERRIDE, ISOLATE = "\0", "\ud800", "\x1b", "\u202e", "\u2066"
MACHINE_WRITTEN = {
    # The audit's own columns, a session, the hash of a password, the digest of a preview.
    *(f"AuditEntry.{field.name}" for field in AuditEntry._meta.fields if field.name != "reason"),
    "AuditHead.hash",
    "EditorSession.session_key",
    "EditorSession.session_data",
    "User.password",
    "Decision.digest",
}

DERIVED = {
    "folded",
    "latin",
    "sound",
    "quote",
    "prefix",
    "suffix",
    "text_sha256",
    "original_sha256",
    "pattern",
}


@pytest.fixture
def author(db: None) -> User:
    return build.user("author", "contributor")


def texts() -> Iterator[tuple[str, Any]]:
    """Every field in which somebody types a text, by model and name."""
    for model in MODELS:
        for field in model._meta.local_fields:
            typed = isinstance(field, models.CharField | models.TextField | models.JSONField)
            name = f"{model.__name__}.{field.name}"
            if typed and field.editable and not field.choices and name not in MACHINE_WRITTEN:
                yield name, field


def refuses(field: Any, value: Any) -> bool:
    try:
        field.run_validators(value)
    except ValidationError as error:
        return all("\n" not in message for message in error.messages)
    return False


@pytest.mark.parametrize("hostile", [NUL, HALF, ESCAPE, OVERRIDE, ISOLATE, "\u2069"])
def test_every_text_field_refuses_what_no_column_keeps_and_what_nobody_sees(hostile: str) -> None:
    verbatim = {"Capture.text"} if hostile not in (NUL, HALF) else set()
    accepted = {
        name
        for name, field in texts()
        if not refuses(
            field, [f"a{hostile}b"] if isinstance(field, models.JSONField) else f"a{hostile}b"
        )
    }
    assert accepted == verbatim


def test_every_text_field_refuses_white_space_alone() -> None:
    blank = {
        name
        for name, field in texts()
        if not refuses(field, [" \n "] if isinstance(field, models.JSONField) else " \n ")
    }
    # An address is trimmed, and so empty.
    assert blank == {
        "Source.url",
        "Source.archive_url",
        "AttributionStep.url",
        "CorrectionRequest.evidence_url",
    }


def test_no_short_text_takes_a_line_end_but_those_of_several_lines_do() -> None:
    for name, field in texts():
        several = isinstance(field, models.TextField)
        if not isinstance(field, models.JSONField):
            assert refuses(field, "two\nlines") is not several, name


@given(st.text(st.characters(categories=["Cc", "Cf", "Cs", "Zl", "Zp"]), min_size=1, max_size=3))
def test_a_name_of_control_and_format_characters_is_none(text: str) -> None:
    visible = "\u0600\u0601\u0602\u0603\u0604\u0605\u06dd\u070f\u0890\u0891\u08e2\U000110bd"
    if all(letter in visible or ord(letter) > 0x110BD for letter in text):
        return
    with pytest.raises(ValidationError):
        validation.plain_name(text)


@pytest.mark.parametrize(
    "text", ["Дві\n\nчастини,\tтак", "می\u200cخواهم", "שלום\u200f!", "👩\u200d🚒", "a\r\nb", ""]
)
def test_a_text_keeps_lines_joiners_and_marks(text: str) -> None:
    validation.plain_text(text)


@pytest.mark.parametrize("name", ["Kasčiūnas, Laurynas", "О'Брайен", "習近平", "Zoë ☮", ""])
def test_a_name_in_any_script_is_a_name(name: str) -> None:
    validation.plain_name(name)


Made = Callable[[User, str], Any]
NAMELESS: dict[str, Made] = {
    "claim": lambda by, text: revise(Claim(text=text), by=by),
    "speaker": lambda by, text: revise(Speaker(name=text), by=by),
    "publisher": lambda by, text: revise(Publisher(name=text), by=by),
    "topic": lambda by, text: revise(Topic(name=text), by=by),
    "rating": lambda _, text: revise(
        Rating(code="x", label=text, meaning="X.", normalised="TRUE"),
        by=build.user("admin", "admin"),
    ),
}


@pytest.mark.parametrize("kind", NAMELESS)
@pytest.mark.parametrize("text", ["", "   ", "\u3000\t", "\u2800"])
def test_nothing_goes_without_a_text_of_its_own(author: User, kind: str, text: str) -> None:
    with pytest.raises(RuleViolated, match=r"nothing to read|cannot be blank|invisible"):
        NAMELESS[kind](author, text)


def test_the_database_refuses_a_verdict_without_a_label(db: None) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Rating._base_manager.bulk_create(
            [Rating(code="x", label="", meaning="X.", normalised="TRUE")]
        )


LISTS = [
    [1.5],
    [2**60],
    [5],
    [None],
    [["x"]],
    [{"a": 1}],
    [""],
    [" "],
    ["a\0b"],
    ["\ud800"],
    ["\u202ea"],
    ["two\nlines"],
    ["x" * 201],
    ["x"] * 51,
    {"a": 1},
    "abc",
    7,
    True,
]


@pytest.mark.parametrize("value", LISTS, ids=lambda value: ascii(value)[:20])
def test_bylines_and_hosts_are_short_lists_of_names(author: User, value: Any) -> None:
    with pytest.raises(RuleViolated, match="authors: "):
        revise(Source(title="T", authors=value), by=author)
    with pytest.raises(RuleViolated, match="domains: "):
        revise(Publisher(name="P", domains=value), by=author)


@pytest.mark.parametrize("value", [None, {}, "", ()])
def test_no_bylines_and_no_hosts_are_empty_lists(author: User, value: Any) -> None:
    assert revise(Source(title="T", authors=value), by=author).authors == []
    assert revise(Publisher(name="P", domains=value), by=author).domains == []


def test_bylines_and_hosts_are_kept_in_order(author: User) -> None:
    names = ["Ulyana Krychkovska", "習近平", "x" * 200]
    source = revise(Source(title="T", authors=names), by=author)
    source.refresh_from_db()
    assert source.authors == names


@pytest.mark.parametrize(
    ("check", "good", "bad"),
    [
        (validation.language, ["en", "sr-Latn", "und"], ["en\n", "english", "e", "en_GB", "en\0"]),
        (validation.country, ["LT"], ["LT\n", "lt", "LTU"]),
        (validation.wikidata_id, ["Q42"], ["Q42\n", "Q0", "42"]),
        (validation.script, ["Latn", "Cyrl"], ["Latn\n", "latn", "LATN", "La1n", "Lat"]),
        (
            validation.media_type,
            ["text/plain", "text/plain; charset=utf-8", "application/vnd.oasis+xml", "x/y"],
            ["text", "text/plain\n", "text/plain; ", "text/pl ain", "a\0/b", "/plain", "té/x"],
        ),
        (validation.public_id, ["abcdefghij27"], ["abcdefghij2", "abcdefghij27\n", "ABCDEFGHIJ27"]),
    ],
)
def test_tokens_are_whole(check: Callable[[str], None], good: list[str], bad: list[str]) -> None:
    for value in good:
        check(value)
    for value in bad:
        with pytest.raises(ValidationError):
            check(value)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("One line.\nTwo\0.", "Line 2 holds the control character U\\+0000"),
        ("One line.\nTwo\udc9f.", "Line 2 holds the half character U\\+DC9F"),
        ("", "cannot be blank"),
        (" \n\t\u3000", "nothing to read"),
        (None, "cannot be null"),
    ],
)
def test_a_capture_is_a_text(author: User, text: Any, told: str) -> None:
    source = build.source(author)
    made = Capture(text=text, captured_at=build.CAPTURED_AT, captured_by=author)
    with pytest.raises(RuleViolated, match=told):
        revise(source, by=author, save=[made])
    assert not source.captures.exists()


def test_a_capture_keeps_every_other_character(author: User) -> None:
    text = "“\u2067שלום\u2069”\x1b \u202eabc\u202c \u200d"
    assert build.capture(author, text).text == text


def test_a_text_is_captured_once(author: User) -> None:
    capture = build.capture(author, "One line.\nTwo.")
    with pytest.raises(RuleViolated, match="holds this text already"):
        build.capture(author, "One line.\r\nTwo.", of=capture.source)


@pytest.mark.parametrize("field", ["username", "first_name", "last_name", "email"])
@pytest.mark.parametrize("hidden", ["\0", "\ud800", "\u3164", "\u202e"])
def test_accounts_have_visible_names(db: None, field: str, hidden: str) -> None:
    values = {"username": "ann", "email": "ann@desk.example", "password": "x"}
    value = f"ann{hidden}@desk.example" if field == "email" else f"Ann{hidden}"
    with pytest.raises(ValidationError) as refused:
        User(**{**values, field: value}).full_clean()
    assert set(refused.value.message_dict) == {field}


def rows(author: User) -> Iterator[tuple[Versioned, Child | Capture | None]]:
    """One new row of each model in which editors type, each with the root it belongs to."""
    capture = build.capture(author)
    statement = build.statement(author, of=capture)
    claim = build.claim(author, made_by=statement)
    assert statement.speaker is not None
    yield from ((root, None) for root in (Publisher(name="P"), Source(title="T"), Topic(name="T")))
    yield from ((root, None) for root in (Speaker(name="S"), Claim(text="A claim.")))
    yield Statement(capture=capture, start=0, end=3), None
    yield claim, ClaimTranslation(language="uk", text="T")
    yield claim, Contact(party="P", asked_on="2024-01-01")
    yield claim, Evidence(stance="supports", source=capture.source, capture=capture, start=0, end=3)
    yield statement, StatementTranslation(language="uk", text="T")
    yield statement, JointSpeaker(speaker=build.speaker(author, "J"), position=1)
    yield statement, AttributionStep(position=0, name="N")
    yield statement.speaker, SpeakerName(name="N")
    yield statement.speaker, Role(title="T")
    yield capture.source, Capture(text="New.", captured_at=build.CAPTURED_AT, captured_by=author)


def test_hostile_values_are_refused_in_words_whatever_the_field(author: User) -> None:
    accepted = []
    for root, row in rows(author):
        changed = row or root
        for field in changed._meta.local_fields:
            if field.is_relation or field.choices or field.name in DERIVED:
                continue
            for value in hostile_values(field):
                kept = getattr(changed, field.attname)
                setattr(changed, field.attname, value)
                try:
                    with transaction.atomic():
                        revise(root, by=author, save=[row] if row else [])
                    accepted.append(f"{type(changed).__name__}.{field.name}: {ascii(value)[:30]}")
                except RuleViolated as refused:
                    assert not any("\n" in line for line in refused.messages)
                setattr(changed, field.attname, kept)
    assert accepted == []


def hostile_values(field: Any) -> list[Any]:
    if isinstance(field, models.JSONField):
        return [[1.5], ["\0"], ["\ud800"], {"a": 1}, [2**60]]
    if isinstance(field, models.CharField):
        return ["a\0b", "a\ud800b", "x" * 1_000_001]
    if isinstance(field, models.TextField):
        return ["a\0b", "a\ud800b"]
    if field.name in ("position", "start", "end"):
        return [2**63, 2**60, -1, "junk"]
    return []
