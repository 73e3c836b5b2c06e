"""Editors' search keeps step with the desk, and what does not keep step is found."""

from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from claims.desk import searching
from claims.desk.models import (
    DESK_SEARCH_TABLES,
    Claim,
    ClaimTranslation,
    Publisher,
    Source,
    Speaker,
    SpeakerName,
    Statement,
    Topic,
    User,
)
from claims.search.matching import matching, matching_through
from claims.workflow import revise
from tests import desk_builders as desk
from tests.ledger import rows as raw
from tests.record.search.test_plans import EXPLAIN

pytestmark = pytest.mark.django_db


@pytest.fixture
def author(db: None) -> User:
    return desk.user("author", "contributor")


def found(model: Any, q: str) -> list[str]:
    return sorted(str(row) for row in matching(model._default_manager.all(), q, typing=True))


def test_everything_is_found_by_its_words(author: User) -> None:
    claim = desk.claim(author, text="The Suwałki Gap is 65 km wide.")
    desk.topic(author, "Žemėtvarka")
    desk.publisher(author, "Українська правда", domains=["pravda.example"])
    desk.source(author, title="Tiltas atidarytas", url="https://example.org/tiltas-2024")
    assert found(Claim, "suwalki") == found(Claim, claim.public_id) == [claim.text]
    assert found(Topic, "zemetvarka") == ["Žemėtvarka"]
    assert found(Publisher, "ukrainska") == found(Publisher, "pravda.ex") == ["Українська правда"]
    assert found(Source, "tilt 2024") == found(Source, "tiltas atidaryt") != []
    assert searching.first_fault() is None


def test_a_change_of_a_root_or_a_child_changes_what_it_is_found_by(author: User) -> None:
    speaker = desk.speaker(author, "Laurynas Kasčiūnas")
    other = SpeakerName(speaker=speaker, name="Ministras Pirmasis")
    revise(speaker, by=author, save=[other])
    assert found(Speaker, "Кащюнас") == found(Speaker, "pirmas") == ["Laurynas Kasčiūnas"]
    other.name = "Antrasis"
    revise(speaker, by=author, save=[other])
    assert (found(Speaker, "pirmas"), found(Speaker, "antras")) == ([], ["Laurynas Kasčiūnas"])
    revise(speaker, by=author, remove=[other])
    assert found(Speaker, "antras") == []
    claim = desk.claim(author, text="The old wording.")
    claim.text = "The new wording."
    revise(claim, by=author, save=[ClaimTranslation(claim=claim, language="lt", text="Žodžiai")])
    assert found(Claim, "old") == []
    assert found(Claim, "new") == found(Claim, "zodziai") == ["The new wording."]
    assert searching.first_fault() is None


def test_a_statement_is_found_by_the_names_of_its_speaker_and_words_together(author: User) -> None:
    speaker = desk.speaker(author, "Laurynas Kasčiūnas")
    statement = desk.statement(author, said_by=speaker)

    def through(q: str) -> list[Statement]:
        return list(matching_through(Statement.objects.all(), q, ("speaker",), typing=True))

    assert through("kasciunas") == through("Кащюнас bridge") == [statement]
    assert through("kasciunas zeppelin") == through("bridge -kasciunas") == []
    assert through("- !") == []


def test_what_is_written_past_the_models_is_found_by_verification(author: User) -> None:
    claim = desk.claim(author, text="The old wording.")
    with raw.unguarded():
        Claim.objects.filter(pk=claim.pk).update(text="Another wording.")
    fault = searching.first_fault() or ""
    assert fault.startswith(f"search: claim {claim.public_id} has other words")
    call_command("rebuild_search", verbosity=0)
    assert searching.first_fault() is None
    assert found(Claim, "another") == ["Another wording."]


def test_words_of_nothing_are_found_by_verification(author: User) -> None:
    words: Any = DESK_SEARCH_TABLES[0]
    words.objects.create(row_id=999_999, text="words")
    assert "words of row 999999" in (searching.first_fault() or "")


def test_emptied_tables_are_filled_again(author: User) -> None:
    desk.topic(author, "Bridges")
    assert not searching.rebuild_if_emptied()
    for words in DESK_SEARCH_TABLES:
        words._default_manager.all().delete()
    assert searching.rebuild_if_emptied()
    assert found(Topic, "bridges") == ["Bridges"]


def test_a_search_of_the_desk_enters_the_indexes(author: User) -> None:
    words: Any = DESK_SEARCH_TABLES[0]
    words.objects.bulk_create(
        words(row_id=number, text="common" + " rare" * (number % 1000 == 0))
        for number in range(1, 3001)
    )
    searches = [
        matching(Claim.objects.all(), "rare", typing=True).order_by("-id"),
        matching_through(Statement.objects.all(), "rare thing", ("speaker",), typing=True),
    ]
    for rows in searches:
        with CaptureQueriesContext(connection) as captured:
            list(rows)
        with connection.cursor() as cursor:
            if connection.vendor == "postgresql":
                cursor.execute("ANALYZE")
                # Tables this small are as soon read whole as looked up.
                cursor.execute("SET LOCAL enable_seqscan = off")
            cursor.execute(f"{EXPLAIN[connection.vendor]} {captured.captured_queries[0]['sql']}")
            told = "\n".join(str(row[-1]) for row in cursor.fetchall())
        assert "SCAN claims_claim\n" not in told and "SCAN claims_statement\n" not in told, told
        assert "Seq Scan" not in told, told
        assert ("VIRTUAL TABLE INDEX" in told) == (connection.vendor == "sqlite"), told
