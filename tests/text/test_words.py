"""Words of a text are the same however it is written, and every part of a run is found."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.text.words import (
    KEY,
    LONGEST_WORD,
    capitalised,
    is_open,
    keys_of,
    sounds_of,
    words_of,
)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Kasčiūnas’s plan", ["kasciunas", "s", "plan"]),
        ("U.S. – 50 % of COVID-19", ["u", "s", "50", "of", "covid", "19"]),
        ("snake_case a\0b", ["snake", "case", "a", "b"]),
        ("中国人 in 東京", ["中国", "国人", "人", "in", "東京", "京"]),
        ("ｶﾀｶﾅ", ["カタ", "タカ", "カナ", "ナ"]),
        ("서울", ["서울", "울"]),
        ("हिन्दी भाषा", ["हिन्दी", "भाषा"]),
        ("🙂 …", []),
        ("a" * 500, ["a" * LONGEST_WORD]),
    ],
)
def test_words_are_letters_digits_and_their_marks(text: str, words: list[str]) -> None:
    assert words_of(text) == words


def test_a_run_that_is_looked_for_may_go_on() -> None:
    assert words_of("国人", to_find=True) == ["国人"]
    assert words_of("国", to_find=True) == ["国"]
    assert words_of("中国 in", to_find=True) == ["中国", "国", "in"]
    assert is_open("国")
    assert not is_open("国人")
    assert not is_open("a")


def test_keys_of_names_meet_and_no_word_of_a_text_meets_them() -> None:
    assert keys_of("Лукашенко") == keys_of("Lukashenko") == [f"{KEY}lukashenko"]
    assert not set(words_of("_lukashenko")) & set(keys_of("lukashenko"))


@given(st.text())
def test_words_hold_no_sign_that_a_database_reads(text: str) -> None:
    for word in words_of(text) + keys_of(text):
        assert word
        assert not set(word) & set(" '\"\\:*&|!()<>-\t\n\0^+")


@given(st.text(), st.text())
def test_words_of_two_texts_are_the_words_of_each(one: str, other: str) -> None:
    assert words_of(f"{one} . {other}") == words_of(one) + words_of(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Kasčiūnas", "Кащюнас"),
        ("Лукашенко", "Lukashenka"),
        ("Лукашэнка", "Lukaschenko"),
        ("Łukaszenka", "Lukashenko"),
        ("Зеленський", "Zelenskyy"),
        ("Zelenskis", "Зеленский"),
        ("Putinas", "Путин"),
        ("Mueller", "Müller"),
        ("Мюллер", "Muller"),
        ("Τσίπρας", "Tsipras"),
        ("სააკაშვილი", "Saakashvili"),
    ],
)
def test_a_name_sounds_the_same_in_any_script_and_with_any_ending(one: str, other: str) -> None:
    assert sounds_of(one) == sounds_of(other) != []


@pytest.mark.parametrize(
    ("one", "other"),
    [("Zelensky", "Zelenska"), ("Tomas", "Tom"), ("Lukas", "Luka")],
)
def test_other_names_sound_otherwise(one: str, other: str) -> None:
    assert sounds_of(one) != sounds_of(other)


def test_short_names_have_no_sound_of_their_own() -> None:
    assert sounds_of("Kim Xi") == []


def test_words_with_a_capital_may_be_names() -> None:
    assert capitalised("The mayor of Минск met ჯოს in 北京.") == "The Минск ჯოს"
