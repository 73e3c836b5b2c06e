"""The made record is one that the product itself would have made, and the same each time."""

import pytest
import snowballstemmer
from django.core.management import call_command
from django.db import connection, transaction

from claims.ledger.canonical import canonical_text, parse
from claims.record.models import PublishedClaim, Release, ReleaseHead
from claims.search.words import written
from claims.text import stems
from tests.benchmarks.data import loading, names, stemming, story, wording
from tests.benchmarks.data.loading import ForeignRecord, load
from tests.benchmarks.data.words import LANGUAGES

pytestmark = pytest.mark.django_db

AT_ONCE, FIRST = 132, 61


def head() -> str:
    return ReleaseHead.objects.get().hash


@pytest.fixture
def made_at_once() -> str:
    """The head of a record that was made in one go and is gone again."""
    with transaction.atomic():
        load(AT_ONCE)
        found = head()
        transaction.set_rollback(True)
    return found


def test_a_record_that_grows_proves_and_is_the_one_made_at_once(made_at_once, capsys):
    load(FIRST)
    load(AT_ONCE)
    load(AT_ONCE)
    assert head() == made_at_once
    assert PublishedClaim.objects.count() == AT_ONCE
    events = set(Release.objects.values_list("event", flat=True))
    assert {"publish", "correction", "update", "flag", "unflag", "retraction", "merge"} <= events
    call_command("verify_record")
    assert f"{AT_ONCE} claims" in capsys.readouterr().out


def test_thousands_of_claims_have_the_rows_that_the_product_projects(capsys):
    # In so many steps speakers and sources are merged too, and claims name what was.
    load(1_600)
    assert Release.objects.filter(subject_kind="source", event="merge").exists()
    call_command("verify_record")
    assert "1600 claims" in capsys.readouterr().out


def test_contents_are_canonical():
    load(30)
    for content in Release.objects.values_list("content", flat=True):
        assert canonical_text(parse(content or "")) == content


@pytest.mark.parametrize("step", [0, 1, 50, 900, 2_777])
def test_what_came_before_a_step_is_known_without_counting(step):
    told = [one for number in range(step) for one in story.step(number)]
    before = story.before(step)
    assert before.releases == len(told)
    assert before.entries == sum(one.entries for one in told)


@pytest.mark.parametrize("code", LANGUAGES)
def test_words_made_one_by_one_are_those_of_the_whole_text(code):
    rng = names.rng_of(1, "words of", code)
    text = f"{LANGUAGES[code].text(rng, 40, 40)}. Müller's 12 {LANGUAGES[code].text(rng, 9, 9)}"
    texts, called = [(text, code), ("The energy of cities", "en"), (text, code)], ["Ο Λόγος", "Őrs"]
    assert wording.written(texts, called) == written(texts, called)


def schema() -> set[tuple[str, ...]]:
    """What the database has by way of indexes, constraints and tables."""
    asked = (
        "SELECT type, name, coalesce(sql, '') FROM sqlite_master WHERE name NOT LIKE 'sqlite_stat%'"
        if connection.vendor == "sqlite"
        else "SELECT conname, pg_get_constraintdef(oid), '' FROM pg_constraint UNION ALL "
        "SELECT indexname, indexdef, '' FROM pg_indexes UNION ALL "
        "SELECT tablename, '', '' FROM pg_tables"
    )
    with connection.cursor() as cursor:
        cursor.execute(asked)
        return set(cursor.fetchall())


class Interrupted(Exception):
    """Stands for whatever stops a load."""


@pytest.mark.django_db(transaction=True)
def test_an_interrupted_load_is_gone_on_with_and_leaves_no_trace(made_at_once, monkeypatch, capsys):
    before, take = schema(), loading._take
    taken: list[object] = []

    def stopping(*asked):
        if len(taken) == 2:
            raise Interrupted
        taken.append(asked)
        take(*asked)

    monkeypatch.setattr(loading, "CHUNK", 25)
    monkeypatch.setattr(loading, "MANY", 50)
    monkeypatch.setattr(loading, "_take", stopping)
    with pytest.raises(Interrupted):
        load(AT_ONCE)
    assert 0 < Release.objects.filter(subject_kind="claim", number=1).count() < AT_ONCE
    assert schema() != before
    with pytest.raises(ForeignRecord, match="seed 1"):
        load(AT_ONCE, seed=2)
    monkeypatch.setattr(loading, "_take", take)
    load(10)
    assert head() == made_at_once
    assert schema() == before
    call_command("verify_record")
    assert f"{AT_ONCE} claims" in capsys.readouterr().out


@pytest.mark.parametrize("code", [code for code in LANGUAGES if code in stems.LANGUAGES])
def test_stems_found_faster_are_the_same(code):
    rules = snowballstemmer.stemmer(stems.LANGUAGES[code])
    rng = names.rng_of(1, "stems of", code)
    words = LANGUAGES[code].text(rng, 300, 300).lower().split()
    slowly = rules.stemWords(words)
    with stemming.hastened():
        assert rules.stemWords(words) == slowly
