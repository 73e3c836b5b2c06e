"""What says much the same as a text is found by its telling words, at a bounded cost."""

import re
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from claims.record.models import ClaimWords, PublishedClaim
from claims.search.common import forget
from claims.search.counts import MOST_COUNTED, counted
from claims.search.similar import FETCHED, similar
from claims.search.words import written
from tests.api.making import bare_rows

pytestmark = pytest.mark.django_db

HOSTILE = (
    "",
    " \n\t",
    "!?… — (@)",
    "\"' OR 1=1; --",
    "NEAR(a b) AND NOT * ^ : \\ ' ''",
    "a & b | !c <-> d:*",
    "#" * 900,
    "@@@ #_ #é_É RT RT @",
    "https://",
    "\x00\ud800 abc \U0010ffff",
    "%s %(a)s {0} $1",
    "word " * 400,
    "9" * 900,
    "習近平" * 200,
)
ORDINARY = "people said that the government of the country has a new plan for the year"


@pytest.fixture
def known() -> Any:
    """Keep claims of these texts, in their order, and tell which of them are like another."""
    texts: list[str] = []

    def keep(*said: str, language: str = "en") -> None:
        rows = bare_rows(len(said), first=len(texts))
        texts.extend(said)
        ClaimWords.objects.bulk_create(
            ClaimWords(row_id=row.first_sequence, text=written([(text, language)], []))
            for row, text in zip(rows, said, strict=True)
        )

    def like(text: str, **options: Any) -> list[str]:
        places = sorted(PublishedClaim.objects.values_list("first_sequence", flat=True))
        found = similar(PublishedClaim.objects.all(), text, **options)
        assert [score for _, score in found] == sorted((s for _, s in found), reverse=True)
        assert all(0 <= score <= 1 for _, score in found)
        return [texts[places.index(row.first_sequence)] for row, _ in found]

    like.keep = keep  # type: ignore[attr-defined]
    return like


def test_a_paraphrase_goes_before_a_claim_of_the_same_common_words(known):
    bridge = "The bridge over the Example river was closed after an inspection."
    known.keep(
        "The government has a new plan for the people, it was said after the year.",
        bridge,
        *(f"The plan of the government for year {year} was said to be new." for year in range(9)),
    )
    asked = "It was said that after inspecting it they are closing the Example river's bridges"
    assert known(asked)[0] == bridge


def test_numbers_and_names_tell_more_than_other_words(known):
    paid = "Ann Example paid a fine of 4200 euros for the advertisement."
    known.keep(
        "Bob Sample paid a fine of 95 euros for the advertisement.",
        paid,
        "Cid Former paid a fine of 17 euros for the advertisement.",
    )
    assert known("a fine of 4200 for that ad")[0] == paid
    assert known("so Example was fined for her advertisement?")[0] == paid


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("KASCIUNAS on the army", "Kasčiūnas says that the army is ready."),
        ("Лукашенко снова говорит о Польше", "Lukashenko says that Poland is a threat."),
        ("#BridgeClosed at @exampleTown again", "A bridge in Example Town is closed."),
        ("習近平主席は何と言いましたか", "習近平は演説をした。"),
        ("is everyone vaccinating? https://example.org/armies", "A vaccine was given to everyone."),
    ],
)
def test_it_is_found_in_other_spellings_forms_and_scripts(known, asked, found):
    known.keep(
        "Kasčiūnas says that the army is ready.",
        "Lukashenko says that Poland is a threat.",
        "A bridge in Example Town is closed.",
        "習近平は演説をした。",
        "A vaccine was given to everyone.",
        "Taxes were raised by a third in spring.",
    )
    assert known(asked)[0] == found


def test_of_the_same_words_the_first_goes_before_and_every_answer_is_the_same(known):
    known.keep(*(f"The tower of {name} is leaning." for name in ("Ex", "Wye", "Zed")))
    asked = "the leaning tower"
    assert (
        known(asked)
        == known(asked)
        == [f"The tower of {name} is leaning." for name in ("Ex", "Wye", "Zed")]
    )
    assert len(known(asked, limit=2)) == 2


def test_only_the_rows_asked_for_are_suggested(known):
    known.keep("The tower of Ex is leaning.", "The tower of Wye is leaning.")
    first = PublishedClaim.objects.order_by("first_sequence")[:1].get()
    rows = PublishedClaim.objects.exclude(pk=first.pk)
    assert [row.pk for row, _ in similar(rows, "The tower of Ex is leaning.")] != []
    assert first.pk not in [row.pk for row, _ in similar(rows, "The tower of Ex is leaning.")]


@pytest.mark.parametrize("text", HOSTILE)
def test_no_text_breaks_it(known, text):
    known.keep("A claim of words.")
    assert len(known(text)) <= 1


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.text(max_size=60))
def test_no_text_at_all_breaks_it(text):
    assert similar(PublishedClaim.objects.all(), text) == []


def test_text_without_words_is_like_nothing(known):
    known.keep("A claim of words.")
    for text in ("", "  ", "!?", "https://example.org/claim"):
        assert known(text) == []


def test_a_word_of_few_rows_is_counted_and_one_of_many_told_nearly(known):
    many = 4 * MOST_COUNTED
    known.keep(*(f"Entry {number} of the list{' rare' * (number < 7)}" for number in range(many)))
    settle()
    rows, (rare, common, none) = counted(connection, ClaimWords, [("rare",), ("entry",), ("zz",)])
    assert (rare, none) == (7, 0)
    assert many * 0.9 <= rows <= many * 1.1
    assert many * 0.9 <= common <= many * 1.1


def test_the_work_is_bounded_and_goes_by_the_index(known):
    known.keep(*(f"{ORDINARY} {number} {number % 900}x" for number in range(3000)))
    settle()
    with CaptureQueriesContext(connection) as captured:
        assert known(f"{ORDINARY} 1500 600x 2100")[0] == f"{ORDINARY} 1500 600x"
    asked = [one["sql"] for one in captured.captured_queries][1:]
    assert len(asked) <= 6
    for sql in asked:
        for listed in re.findall(r"IN \(([^()]*)\)", sql):
            assert listed.count(",") < FETCHED
        assert "Seq Scan on claims_claimwords" not in plan(sql), sql
        assert not re.search(r"SCAN claims_claimwords VIRTUAL TABLE INDEX 0:(?!.)", plan(sql)), sql


def settle() -> None:
    """Let the database know what it holds, as it does by itself in time."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SELECT gin_clean_pending_list('claims_claimwords_document_idx')")
        cursor.execute("ANALYZE")
    forget()


def plan(sql: str) -> str:
    """How the database goes about a query."""
    how = "EXPLAIN QUERY PLAN" if connection.vendor == "sqlite" else "EXPLAIN"
    with connection.cursor() as cursor:
        cursor.execute(f"{how} {sql.replace('%', '%%')}")
        return "\n".join(str(row[-1]) for row in cursor.fetchall())
