"""Several bearers of one last name: told apart by what the text says, or left open."""

import pytest

from claims.extraction import Gazetteer, KnownSpeaker, extract, read_article

SURE = 0.7


def last(text, gazetteer=None):
    return extract(read_article(f"Elm\n\n{text}"), gazetteer).statements[-1]


COUPLE = "Melanie Kane and Bob Kane opened the hall."


@pytest.mark.parametrize(
    ("called", "name"),
    [
        ("Mr Kane", "Bob Kane"),
        ("Mr. Kane", "Bob Kane"),
        ("Sir Kane", "Bob Kane"),
        ("Mrs Kane", "Melanie Kane"),
        ("Ms. Kane", "Melanie Kane"),
        ("Lady Kane", "Melanie Kane"),
    ],
)
def test_an_honorific_tells_a_couple_apart(called, name):
    found = last(f"{COUPLE} {called} said the bus was late.")
    assert found.speaker_name == name
    assert found.confidence >= SURE


def test_a_title_tells_who_holds_it():
    text = "Robin Kane met Mayor Sky Kane. Mayor Kane said the bus was late."
    assert last(text).speaker_name == "Sky Kane"


def test_nothing_to_tell_them_apart_leaves_it_open():
    for text in (
        COUPLE,
        "Ann and Bo Kane came.",
        "Robin Kane came. Sky Kane left.",
        "Li Kane came. Sam Kane left.",
    ):
        found = last(f"{text} Kane said the bus was late.")
        assert (found.speaker_name, found.basis) == ("Kane", "named")
        assert found.confidence < SURE


def test_an_honorific_that_fits_nobody_names_nobody():
    found = last("Melanie Kane opened the hall. Mr Kane said the bus was late.")
    assert found.speaker_name == "Kane"


def test_the_one_who_has_spoken_is_named_but_not_surely():
    text = "Robin Kane said the bus was late. Sky Kane left. Kane said it was early."
    found = last(text)
    assert found.speaker_name == "Robin Kane"
    assert found.confidence < SURE


def test_a_relative_named_once_hides_nobody():
    text = "Robin Kane came. " + "Kane waved. " * 8 + "Sky Kane left. Kane said the bus was late."
    found = last(text)
    assert found.speaker_name == "Robin Kane"
    assert found.confidence >= SURE


def test_the_desk_resolves_a_name_but_not_against_the_text():
    known = Gazetteer((KnownSpeaker("Mary Ann Kane", aliases=("Kane",)),))
    text = "Bob Kane opened the hall. Kane said the bus was late."
    assert last(text, known).speaker_name == "Bob Kane"
    assert last("Kane said the bus was late.", known).speaker_name == "Mary Ann Kane"
