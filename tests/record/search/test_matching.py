"""What readers type finds what was released, the same on both databases, and nothing raises."""

import re
from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from claims.record import reading, verify
from claims.record.models import ClaimWords
from claims.record.search import LONGEST, MOST_TERMS, fault, matching, read_of
from claims.search.words import MOST_WORDS
from claims.text.words import words_of
from tests import builders as build
from tests.record.bodies import publish, release, suppress

pytestmark = pytest.mark.django_db


def found(q: str) -> list[str]:
    """The claims that a query finds, newest first."""
    return list(matching(reading.claims(), q).values_list("public_id", flat=True))


def statements(q: str) -> list[str]:
    """The statements that a query finds, by their claims."""
    return list(matching(reading.statements(), q).values_list("public_id", flat=True))


def speakers(q: str) -> list[str]:
    """The speakers that a query finds."""
    return list(matching(reading.entities("speaker"), q).values_list("public_id", flat=True))


def bare(id: str, claim: str, **overrides: Any) -> None:
    """A claim of these words alone."""
    alone: dict[str, Any] = {"topics": [], "statements": [], "evidence": [], "first_said_on": None}
    publish(id=id, claim=claim, **alone | overrides)


@pytest.fixture
def claims() -> None:
    """Three claims, the third the newest."""
    bare("one", "The Suwałki Gap is 65 km wide; it's narrow.")
    bare("two", "COVID-19 vaccines reached 50% of the U.S. population by June 2021")
    bare("three", "中国人民解放军在台湾海峡演习。Минобороны п’яте.")


@pytest.mark.parametrize(
    ("q", "expected"),
    [
        ("suwalki", ["one"]),
        ("SUWAŁKI gap", ["one"]),
        ("gap suwalki", ["one"]),
        ('"suwalki gap"', ["one"]),
        ('"gap suwalki"', []),
        ("“suwalki gap”", ["one"]),
        ('"suwalki gap', ["one"]),
        ("suwal*", ["one"]),
        ("suwal", []),
        ("s*", ["two", "one"]),
        ("the", ["two", "one"]),
        ("the -gap", ["two"]),
        ('the -"suwalki gap"', ["two"]),
        ("-the", ["three"]),
        ("-the -中国", []),
        ("it's", ["one"]),
        ("it’s", ["one"]),
        ("IT`S", ["one"]),
        ("U.S.", ["two"]),
        ("50%", ["two"]),
        ("covid-19", ["two"]),
        ("covid 19", ["two"]),
        ("19-covid", []),
        ("65km", []),
        ("解放军", ["three"]),
        ("军", ["three"]),
        ("习", ["three"]),
        ("俄", []),
        ("军解", []),
        ("台湾 演习", ["three"]),
        ('"演习 Минобороны"', ["three"]),
        ("п'яте", ["three"]),
        ("минобор*", ["three"]),
        ("the gap NOT", []),
        ("gap OR covid", []),
        ("", ["three", "two", "one"]),
        (" \n", ["three", "two", "one"]),
        ("%%% — !!", []),
        ("-", []),
        ('""', []),
        ("\0gap\0", ["one"]),
        ("gap \ud800", ["one"]),
    ],
)
def test_what_is_typed_is_found(claims: None, q: str, expected: list[str]) -> None:
    assert found(q) == expected


HOSTILE = [
    "'", '"', '"""', "a\"b", "NEAR(a b)", "AND", "OR NOT", "*", "^gap", "text:gap", "{text}:gap",
    "(gap", "gap)", "gap' OR 1=1 --", "a & | ! b", ":*", "gap:*", "'gap':A", "\\", "\\'", "<->",
    "%s", "%(q)s", "_", "__", "_lukashenko", "\x00", "\ud800", "\U0010ffff", "a" * 100_000,
    "word " * 10_000, "-a " * 10_000, '"a b" ' * 5_000, "é" * 3000, "中" * 3000, "\u0301" * 500,
]  # fmt: skip


@pytest.mark.parametrize("q", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_text_is_only_text(claims: None, q: str) -> None:
    for rows in (reading.claims(), reading.statements(), reading.entities("topic")):
        assert len(matching(rows, q)) <= 3
    assert found("suwalki gap") == ["one"]


@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(alphabet=st.characters(), max_size=40))
def test_any_text_is_asked_without_an_error(claims: None, q: str) -> None:
    assert set(found(q)) <= {"one", "two", "three"}


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.text(alphabet=st.characters(exclude_categories=["C"]), min_size=1, max_size=30))
def test_a_text_is_found_by_itself(db: None, text: str) -> None:
    with transaction.atomic():
        bare("own", text)
        signless = re.sub('["“”„‟«»＂″*−–-]', " ", text)
        expected = ["own"] if words_of(signless) or not signless.strip() else []
        assert found(signless) == expected
        assert found(f'"{signless}"') == (["own"] if words_of(signless) else [])
        transaction.set_rollback(True)


def test_a_query_is_bounded(claims: None) -> None:
    assert found(" ".join(["gap"] * MOST_TERMS + ["absent"])) == ["one"]
    assert found("gap".ljust(LONGEST) + "absent") == ["one"]
    assert fault("gap " * MOST_TERMS) == ""
    assert fault("gap " * (MOST_TERMS + 1)) == f"has more than {MOST_TERMS} words and phrases"
    assert fault("a" * (LONGEST + 1)) == f"is longer than {LONGEST} characters"


def test_of_a_text_that_is_too_long_no_half_of_a_word_is_read(claims: None) -> None:
    words = "gap " * (LONGEST // 4 - 1)
    assert found(f"{words}gapings") == ["one"], "the half of it would not be found"
    assert read_of("a" * (LONGEST + 1)) == "a" * LONGEST, "a word that is all there is"


@pytest.mark.django_db
def test_phrases_of_long_texts_are_found_as_far_as_both_databases_can_tell() -> None:
    often = " ".join(f"the w{number}" for number in range(400))
    quote = f"{often} the zebra crossed the quagga lake"
    publish(id="long", claim="A text.", statements=[build.statement_content(quote=quote)])
    assert found('"the w256"') == found('"the zebra"') == [], "beyond MOST_OF_ONE"
    assert found('"the w255"') == found('"quagga lake"') == ["long"]


@pytest.mark.django_db
def test_a_speaker_of_a_very_long_text_is_found_by_a_short_name() -> None:
    quote = " ".join(f"w{number}" for number in range(MOST_WORDS + 400))
    speaker = build.statement_content()["speakers"][0] | {"name": "Kim Un"}
    statement = build.statement_content(quote=quote, speakers=[speaker])
    publish(id="long", claim="A text.", statements=[statement])
    assert found("kim") == found('"Kim Un"') == found("Ким") == ["long"]


def test_a_claim_is_found_by_all_it_tells() -> None:
    publish(
        id="claim1",
        claim="The text.",
        translations=[{"language": "lt", "text": "Tekstas žodis", "translator": ""}],
        context="Circumstances.",
        verdict=build.verdict(summary="Overblown."),
        topics=[{"id": "topic1", "name": "Defence"}],
        statements=[
            build.statement_content(
                quote="Verbatim words",
                translations=[
                    {"language": "uk", "text": "дослівно", "translator": "", "method": "human"}
                ],
            )
        ],
        evidence=[build.evidence_content(quote="Unrelated proof")],
    )
    for q in (
        "text", "zodis", "circumstances", "overblown", "defence", "verbatim", "дослівно", "forum",
        "kasciunas", "outlet", "text overblown verbatim",
    ):  # fmt: skip
        assert found(q) == ["claim1"], q
    assert found('"text Tekstas"') == found("proof") == []
    assert statements("verbatim kasciunas outlet") == ["statement1"]
    assert statements("overblown") == []


def test_a_speaker_is_found_by_every_released_name_and_so_are_the_words() -> None:
    publish(id="claim1", statements=[build.statement_content()], evidence=[])
    assert found("laurynas") == ["claim1"]
    build.release("speaker", build.speaker_content(name="Alexander Lukashenko", names=[]))
    assert found("Лукашенко") == ["claim1"]
    assert statements("batska") == []
    assert speakers("ЛУКАШЕНКО") == speakers("lukash*") == ["speaker1"]
    names = [{"name": "Бацька", "language": "be", "script": "Cyrl", "kind": "pseudonym"}]
    changed = build.speaker_content(name="Alexander Lukashenko", names=names)
    build.release("speaker", changed, "update")
    assert found("batska") == ["claim1"]
    assert statements("batska") == ["statement1"]
    assert speakers("batska") == ["speaker1"]
    assert list(verify.faults()) == []
    build.release("speaker", build.speaker_content(name="Somebody", names=[]), "update")
    assert found("batska") == found("Лукашенко") == statements("batska") == []
    assert found("somebody") == ["claim1"]


def test_entities_are_found_by_their_names() -> None:
    build.release("source", build.source_content(title="Žinios apie tiltą"))
    build.release("publisher", build.publisher_content(name="Українська правда"))
    build.release("topic", build.topic_content(name="Energy", description="Gas and power."))
    for kind, q in (
        ("source", "zinios tilta"),
        ("source", "somebody outlet"),
        ("publisher", "ukrainska"),
        ("publisher", "example.org"),
        ("topic", "gas"),
    ):
        assert matching(reading.entities(kind), q).count() == 1, q
    assert not matching(reading.entities("topic"), "zinios").exists()


def test_what_is_suppressed_is_not_found() -> None:
    bare("one", "A secret thing.")
    assert found("secret") == ["one"]
    suppress("one")
    assert found("secret") == []
    assert ClaimWords.objects.get().text == ""


def test_what_is_reworded_is_found_by_its_new_words_alone() -> None:
    bare("one", "The old wording.")
    release(id="one", claim="The new wording.", topics=[], statements=[], evidence=[])
    assert found("old") == []
    assert found("new") == ["one"]


def test_the_order_of_the_rows_stays(claims: None) -> None:
    oldest_first = reading.claims().order_by("first_sequence")
    by_title = reading.claims().order_by("title")
    assert [row.public_id for row in matching(oldest_first, "the")] == ["one", "two"]
    assert [row.public_id for row in matching(by_title, "the")] == ["two", "one"]
    assert [row.public_id for row in matching(reading.claims(), "the")[:1]] == ["two"]
    assert matching(reading.claims().filter(language="en"), "gap").count() == 1
