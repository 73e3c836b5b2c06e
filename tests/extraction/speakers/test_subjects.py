"""Pronouns: "he", "she" and "it" mean the subject that they fit, or nobody."""

import pytest

from claims.extraction import extract, read_article

LEAST = 0.4


def last(text):
    return extract(read_article(f"Elm\n\n{text}")).statements[-1]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("When Ann Lee met Bo Roe, she said the bus was late.", "Ann Lee"),
        ("When Ann Lee met Bo Roe, he said the bus was late.", "Bo Roe"),
        ("After Robin Dahl met Sky Roe, she said the bus was late.", "Robin Dahl"),
        ("Ann Lee met Bob Roe, and she said the bus was late.", "Ann Lee"),
        ("Chairwoman Sky Roe met Robin Dahl. He said the bus was late.", "Robin Dahl"),
        ("Bob Roe lives in New Jersey. He said the bus was late.", "Bob Roe"),
    ],
)
def test_a_pronoun_means_the_subject_that_it_fits(text, name):
    found = last(text)
    assert (found.speaker_name, found.basis) == (name, "pronoun")


def test_a_second_person_whom_it_fits_lowers_the_trust():
    one = last("When Ann Lee met Bob Roe, she said the bus was late.")
    two = last("When Ann Lee met Eva Roe, she said the bus was late.")
    assert two.speaker_name == one.speaker_name == "Ann Lee"
    assert two.confidence < one.confidence < 0.7


def test_it_means_the_body_named_before():
    found = last("Greenpeace said the bus was late. It said that trains were late as well.")
    assert (found.speaker_name, found.speaker_kind) == ("Greenpeace", "organisation")
    assert found.basis == "pronoun"


def test_it_alone_is_nobody():
    for text in ("It also said it would rain.", "It also sees rain.", "It believes it is late."):
        for found in extract(read_article(f"Elm\n\n{text}")).statements:
            assert found.speaker_name == ""
            assert found.confidence < LEAST


def test_a_last_name_that_is_a_title_too_is_a_name():
    found = last("Rachel Dean came. Dean said that the bus was late.")
    assert (found.speaker_name, found.speaker_kind) == ("Rachel Dean", "person")


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("The judge, Sir Ian Mott, rose. The judge said the bus was late.", "Ian Mott"),
        ("Dr Ann Lee came. The doctor said the bus was late.", "Ann Lee"),
        ("May Roe met Teresa May in May. Ms May said the bus was late.", "Teresa May"),
    ],
)
def test_what_stands_before_a_name_is_known_later(text, name):
    assert last(text).speaker_name == name


def test_who_works_for_a_president_is_none():
    text = "Ann Lee, wife of the president, came. The president said that the bus was late."
    found = last(text)
    assert (found.speaker_name, found.speaker_kind) == ("", "office")


def test_a_title_is_the_same_in_short():
    found = last("Sen. Ann Lee met Gov. Bo Roe. The senator said the bus was late.")
    assert (found.speaker_name, found.basis) == ("Ann Lee", "title")
