"""What a text says, taken apart into terms, and how much of it another has."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.search.words import written
from claims.text import posts
from claims.text.languages import likely_language
from claims.text.likeness import MOST_TERMS, asked, scores, telling


@pytest.mark.parametrize(
    ("text", "said", "signed"),
    [
        ("A plain claim of 1,200 words.", "A plain claim of 1,200 words.", ""),
        ("seen:https://example.org/x?y pic.twitter.com/abc here", "seen: here", ""),
        ("RT @some: they said #NoMoreTaxes2024", "some : they said No More Taxes 2024", ""),
        ("#україніПеремога", "україні Перемога", ""),
        (
            "They closed it. — Ann Example (@annExample) May 4, 2024",
            "They closed it.",
            "Ann Example ann Example May 4, 2024",
        ),
    ],
)
def test_of_a_post_remains_what_it_says(text, said, signed):
    read = posts.read(text)
    assert " ".join(read.said.split()) == said
    assert " ".join(read.signed.split()) == signed


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("They said that it was not for the people", "en"),
        ("Er hat gesagt, dass die Kosten auf dem Land nicht steigen", "de"),
        ("Это не так, как он сказал о ценах", "ru"),
        ("Він сказав, що це не так у країні та за її межами", "uk"),
        ("Jis sakė, kad tai buvo ne taip", "lt"),
        ("Kaliningrad 2024", ""),
        ("", ""),
    ],
)
def test_a_language_is_told_by_its_small_words(text, language):
    assert likely_language(text) == language


def test_small_words_tell_nothing_unless_there_are_no_others():
    assert [term.words for term in asked("they are closing the bridge").terms][-1] == ("bridge",)
    assert "the" not in {
        word for term in asked("they shut the bridge").terms for word in term.words
    }
    assert {word for term in asked("that it is not").terms for word in term.words} == {
        "that",
        "it",
        "is",
        "not",
    }


def test_forms_of_one_word_are_one_term():
    (term,) = (t for t in asked("the bridges and the bridge of it").terms if "bridge" in t.words)
    assert set(term.words) == {"bridge", "bridges"}


def test_the_rarer_the_more_telling():
    told = [telling(10_000, having) for having in (0, 1, 10, 100, 1000, 9000, 10_000, 20_000)]
    assert told == sorted(told, reverse=True)
    assert told[-1] >= 0


def test_a_text_that_says_it_all_scores_above_one_that_says_some_and_that_above_none():
    sought = asked("The bridge in Exampleton was closed on Friday")
    told = dict.fromkeys(sought.terms, 5.0)
    texts = (
        "Exampleton's bridge is closed since Friday",
        "A bridge in another town opens",
        "Taxes fell by a third",
    )
    others = {number: written([(text, "en")], []) for number, text in enumerate(texts)}
    found = scores(sought, told, others)
    assert found[0] > 2 * found[1] > 2 * found[2]
    assert scores(sought, told, {}) == {}


@given(st.text(max_size=1200))
def test_any_text_can_be_asked_about(text):
    sought = asked(text)
    assert len(sought.terms) <= MOST_TERMS
    for term in sought.terms:
        assert all(form and " " not in form for form in term.forms)
        assert 0 < term.weight < 2
    told = {term: telling(100, 5) for term in sought.terms}
    (score,) = scores(sought, told, {1: written([(text, "en")], [])}).values()
    assert 0 <= score <= 1
