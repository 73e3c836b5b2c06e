"""Stems: marked by language, met by every form, however its diacritics are typed."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from claims.text.stems import LANGUAGES, STEM, stemmed, stems_of
from claims.text.words import words_of


@pytest.mark.parametrize(
    ("language", "one", "other"),
    [
        ("en", "vaccinated", "vaccines"),
        ("lt", "vakcinos", "vakcinų"),
        ("ru", "вакцины", "вакциной"),
        ("de", "Straßen", "strasse"),
        ("de-AT", "Häuser", "hauser"),
        ("pt-BR", "eleições", "eleicoes"),
        ("nb", "valget", "valgene"),
    ],
)
def test_forms_of_a_word_share_a_stem(language: str, one: str, other: str) -> None:
    assert set(stems_of(one, language)) & set(stems_of(other, language))


def test_stems_of_two_languages_never_meet() -> None:
    assert not set(stems_of("test", "en")) & set(stems_of("test", "de"))


@pytest.mark.parametrize("language", LANGUAGES)
def test_stems_are_marked_and_hold_nothing_but_letters(language: str) -> None:
    text = "Vakcinos neveikia: ½ l'homme O’Brien 中国 straße вакцины ΟΔΟΣ ٣ التطعيم दिल्ली 2021 x"
    for stem in stems_of(text, language):
        mark = f"{STEM}{language}_"
        assert stem.startswith(mark)
        (word,) = words_of(stem.removeprefix(mark))
        assert word == stem.removeprefix(mark)


@pytest.mark.parametrize("language", ["", "uk", "xx", "zh-Hant", "english"])
def test_a_language_without_rules_has_no_stems(language: str) -> None:
    assert stemmed(language) == ""
    assert stems_of("vaccines", language) == []


def test_threads_share_no_rules() -> None:
    words = [f"{letter}ating" for letter in "abcdefghijklmnopqrstuvwxyz"] * 40
    with ThreadPoolExecutor(8) as pool:
        found = list(pool.map(lambda word: stems_of(word + "s", "en"), words))
    assert found == [stems_of(word + "s", "en") for word in words]
