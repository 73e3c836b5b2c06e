"""bring_in: whose words an article's statements are; nobody is merged."""

from typing import Any

import pytest

from claims.desk.models import (
    AuditEntry,
    Speaker,
    SpeakerName,
    Statement,
    User,
)
from claims.extraction import Joint
from claims.workflow import bring_in
from tests import desk_builders as desk
from tests.workflow.articles import TEXT, extraction, found


@pytest.mark.parametrize(
    ("known", "printed", "how"),
    [
        ("Laurynas Kasčiūnas", "laurynas KASCIUNAS", "name"),
        ("Alexander Lukashenko", "Александер Лукашенко", "transliteration"),
    ],
)
def test_a_speaker_is_found_in_any_spelling(
    author: User, known: str, printed: str, how: str
) -> None:
    standing = desk.speaker(author, known)
    brought = bring_in(
        extraction(TEXT, found(TEXT, "the pier was cracked", speaker_name=printed)), by=author
    )
    assert Statement.objects.get().speaker == standing
    match = brought.items[0].match
    assert match and match.how == how
    assert not brought.speakers


def test_a_speaker_is_found_by_an_alias(author: User) -> None:
    standing = desk.speaker(author, "Ann Maria Example", save=(SpeakerName(name="Ann Example"),))
    bring_in(extraction(), by=author)
    assert {one.speaker for one in Statement.objects.all()} == {standing}


def test_of_several_speakers_of_a_name_none_is_taken(author: User) -> None:
    one, other = desk.speaker(author, "Ann Example"), desk.speaker(author, "Ánn Example")
    brought = bring_in(extraction(), by=author)
    assert {statement.speaker for statement in Statement.objects.all()} == {None}
    assert Speaker.objects.count() == 2
    text = "\n".join(brought.lines)
    assert one.public_id in text and other.public_id in text


def test_merged_and_anonymous_speakers_are_never_found(author: User) -> None:
    kept = desk.speaker(author, "Ann Married")
    desk.speaker(author, "Ann Example", merged_into=kept)
    desk.speaker(author, "Ann Example", kind="anonymous", source=desk.source(author))
    brought = bring_in(extraction(), by=author)
    assert [speaker.name for speaker in brought.speakers] == ["Ann Example"]


def test_a_new_speaker_is_made_once_for_all_spellings_of_an_article(author: User) -> None:
    statements = (
        found(TEXT, "the pier was cracked", speaker_name="Łukasz Wójcik"),
        found(TEXT, '"The bridge is safe,"', speaker_name="Lukasz Wojcik"),
    )
    brought = bring_in(extraction(TEXT, *statements), by=author)
    speaker = Speaker.objects.get()
    assert brought.speakers == (speaker,)
    assert (speaker.name, speaker.sort_name) == ("Łukasz Wójcik", "Wójcik, Łukasz")
    assert speaker.statements.count() == 2


def together(*names: str, kind: Any = "person") -> tuple[Joint, ...]:
    return tuple(Joint(f"Dr {name}", 0, 1, name, kind, "Dr") for name in names)


def test_further_speakers_of_the_same_words_stand_beside_the_first(author: User) -> None:
    standing = desk.speaker(author, "Bo Other")
    words = found(TEXT, "the pier was cracked", joint=together("Bo Other", "Cy New"))
    brought = bring_in(extraction(TEXT, words), by=author)
    statement = Statement.objects.get()
    second, third = statement.joint_speakers.all()
    assert statement.speaker.name == "Ann Example"
    assert (second.speaker, second.position) == (standing, 1)
    assert (second.as_named, second.role_as_named) == ("Dr Bo Other", "Dr")
    assert (third.speaker.name, third.position) == ("Cy New", 2)
    assert [speaker.name for speaker in brought.speakers] == ["Ann Example", "Cy New"]
    assert "     with Bo Other (“Dr Bo Other”; found by name)" in brought.lines
    entry = AuditEntry.objects.get(subject=statement.public_id)
    assert (entry.payload or "").count("jointspeaker:") == 2
    assert bring_in(extraction(TEXT, words), by=author).statements == ()
    assert statement.joint_speakers.count() == 2


def test_a_further_speaker_whose_name_several_have_is_left_out_and_said(author: User) -> None:
    one, other = desk.speaker(author, "Bo Other"), desk.speaker(author, "Bó Other")
    words = found(TEXT, "the pier was cracked", joint=together("Bo Other", "Cy New"))
    brought = bring_in(extraction(TEXT, words), by=author)
    (row,) = Statement.objects.get().joint_speakers.all()
    assert (row.speaker.name, row.position) == ("Cy New", 1)
    (line,) = (line for line in brought.lines if "with Speaker open" in line)
    assert one.public_id in line and other.public_id in line
    (statement,) = brought.as_json()["statements"]
    assert [found["match"] for found in statement["joint"]] == ["ambiguous", "new"]


def test_nobody_stands_on_a_statement_twice(author: User) -> None:
    desk.speaker(author, "Ann Maria Example", save=(SpeakerName(name="Ann Example"),))
    words = found(
        TEXT, "the pier was cracked", joint=together("Ann Maria Example", "Cy New", "Cy New")
    )
    brought = bring_in(extraction(TEXT, words), by=author)
    assert [row.speaker.name for row in Statement.objects.get().joint_speakers.all()] == ["Cy New"]
    assert "on this statement already" in "\n".join(brought.lines)


def test_an_organisation_is_made_as_one(author: User) -> None:
    one = found(TEXT, "the pier", speaker_name="City Council", speaker_kind="organisation")
    bring_in(extraction(TEXT, one), by=author)
    speaker = Speaker.objects.get()
    assert (speaker.kind, speaker.sort_name) == ("organisation", "City Council")


@pytest.mark.parametrize("kind", ["office", "group", ""])
def test_an_office_or_a_group_makes_no_speaker(author: User, kind: str) -> None:
    one = found(TEXT, "the pier", speaker="the council", speaker_name="", speaker_kind=kind)
    bring_in(extraction(TEXT, one), by=author)
    assert Statement.objects.get().speaker is None
    assert not Speaker.objects.exists()


def test_an_anonymous_speaker_belongs_to_its_source_alone(author: User) -> None:
    anonymous = {"speaker": "A source close to the council", "speaker_name": ""}
    text = TEXT + " More from the source."
    statements = (
        found(text, "the pier", speaker_kind="anonymous", **anonymous),
        found(text, "More from", speaker_kind="anonymous", **anonymous),
    )
    bring_in(extraction(text, *statements), by=author)
    other = bring_in(extraction(text, *statements, url="https://other.example/1"), by=author)
    assert Speaker.objects.count() == 2
    for speaker in Speaker.objects.all():
        assert (speaker.kind, speaker.name) == ("anonymous", "A source close to the council")
        assert {one.capture.source for one in speaker.statements.all()} == {speaker.source}
    assert other.speakers[0].source == other.source
