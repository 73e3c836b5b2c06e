"""What an import writes in the desk's own fields."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.desk.models.validation import plain_name as accept
from claims.desk.models.validation import plain_text as accept_text
from claims.workflow.wording import LONGEST_NAME, claim_text, plain_name, sort_name


@pytest.mark.parametrize(
    ("words", "claim"),
    [
        ("it is empty.", "It is empty."),
        ('"We have won,"', "We have won."),
        ("“We have won”", "We have won."),
        ("«Ми перемогли»", "Ми перемогли."),
        ('"Why? Because they left,"', "Why? Because they left."),
        ('"breaking through" to the oblast', '"Breaking through" to the oblast.'),
        ("your fight is helping us…,", "Your fight is helping us…"),
        ("it was\nsaid  twice", "It was said twice."),
        ("– – –", ""),
        ("\u2067it was\u2069 \u202esafe\u202c", "It was safe."),
    ],
)
def test_words_become_the_first_draft_of_a_claim(words: str, claim: str) -> None:
    assert claim_text(words) == claim


@pytest.mark.parametrize(
    ("name", "sorted_as"),
    [
        ("Laurynas Kasčiūnas", "Kasčiūnas, Laurynas"),
        ("Ursula von der Leyen", "von der Leyen, Ursula"),
        ("Martin Luther King Jr.", "King Jr., Martin Luther"),
        ("Pelé", "Pelé"),
        ("de Gaulle", "de Gaulle"),
    ],
)
def test_people_sort_by_their_last_name(name: str, sorted_as: str) -> None:
    assert sort_name(name) == sorted_as


@given(st.text())
def test_a_name_from_a_text_is_one_that_its_field_accepts(text: str) -> None:
    name = plain_name(text)
    accept(name)
    assert len(name) <= LONGEST_NAME
    assert plain_name(name) == name


@given(st.text())
def test_any_words_give_a_claim_that_ends_like_a_sentence_or_none(words: str) -> None:
    claim = claim_text(words)
    assert claim == "" or claim.rstrip("\"'“”„«»‘’‹›")[-1] in ".!?…。！？؟।"
    assert claim_text(claim) == claim or claim == ""
    accept_text(claim)
