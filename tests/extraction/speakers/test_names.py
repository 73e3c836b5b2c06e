"""Names: whole with their particles, and the same person under each form the text uses."""

import unicodedata

import pytest

from claims.extraction import extract, read_article


def names(text):
    return [item.speaker_name for item in extract(read_article(f"Elm\n\n{text}")).statements]


@pytest.mark.parametrize(
    ("full", "later"),
    [
        ("Ursula von der Velden", "Von der Velden"),
        ("Ursula von der Velden", "Mrs von der Velden"),
        ("Jan van der Bruck", "Van der Bruck"),
        ("Jan van der Bruck", "Mr van der Bruck"),
        ("Juan de la Riva", "De la Riva"),
        ("Claire Le Goff", "Le Goff"),
        ("Nadia Ben Amar", "Ben Amar"),
        ("Aung Min Htet Oo", "Htet Oo"),
        ("Xu Lanfen", "Xu"),
        ("Xu Lanfen", "Mr Xu"),
        ("Kim Dae Hyun", "Kim"),
        ("Wang Jun", "Wang"),
        ("Hassan Omar al-Karim", "Al-Karim"),
        ("Hassan Omar al-Karim", "Karim"),
        ("Crown Prince Omar bin Rashid", "Prince Omar"),
        ("Crown Prince Omar bin Rashid", "Bin Rashid"),
        ("Pat O'Dowd", "O’Dowd"),
        ("Ian McAllan", "McAllan"),
        ("Ann Holt-Jones", "Holt-Jones"),
        ("Teresa May", "Ms May"),
        ("Xavier Kane", "X. Kane"),
        ("John F. Kane", "John Kane"),
        ("Helen Rodham Kane", "Helen Kane"),
        ("Bob Kane Jr.", "Kane"),
        ("José Luis Rodríguez Zamora", "Rodríguez Zamora"),
        ("Malala Yusuf", "Yusuf"),
        ("Maria Yusuf", "Maria"),
    ],
)
def test_a_part_of_a_name_is_given_in_full(full, later):
    (name,) = names(f"{full} opened the hall. {later} said the bus was late.")
    assert name in (full, full.removeprefix("Crown Prince "))


@pytest.mark.parametrize("name", ["Ursula von der Velden", "Hassan al-Karim", "Juan de la Riva"])
def test_a_name_with_particles_is_whole_on_either_side_of_its_verb(name):
    last = name.split(" ", 1)[1]
    text = f"“The bus is late,” said {name}. “It is early,” {last} said."
    assert names(text) == [name, name]


def test_a_body_with_a_preposition_in_its_name_is_whole():
    assert names("The University of Elmham said the bus was late.") == ["University of Elmham"]
    assert names("The Department for Buses said it was late.") == ["Department for Buses"]


def test_words_in_front_of_a_name_belong_to_no_name():
    text = (
        "CNN Reporter Ann Lee left. Rival Ann Lee came back early. Baker Jo Ann Roe stayed. "
        "Lee said the bus was late."
    )
    assert names(text) == ["Ann Lee"]


def test_a_headline_makes_no_second_person_of_somebody():
    text = "Mayor Hopeful Lee Says Bus Late\n\nAnn Lee came. Lee said that the bus was late."
    assert extract(read_article(text)).statements[-1].speaker_name == "Ann Lee"


def test_capitals_give_way_to_the_usual_form():
    text = "ANN LEE said the bus was late. Later Ann Lee said it was early."
    assert names(text) == ["Ann Lee", "Ann Lee"]


def test_one_letter_is_no_name():
    assert names("Q said the bus was late.") == [""]


@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_letters_with_marks_of_their_own_are_read_as_one(form):
    text = unicodedata.normalize(form, "Elm\n\nJosé Núñez came. Núñez said the bus was late.")
    article = read_article(text)
    (found,) = extract(article).statements
    assert article.text == text
    assert text[found.speaker_start : found.speaker_end] == found.speaker
    assert unicodedata.normalize("NFC", found.speaker) == "Núñez"
    assert unicodedata.normalize("NFC", found.speaker_name) == "José Núñez"


@pytest.mark.parametrize("opening", ["Citing", "Quoting", "Joining"])
def test_a_participle_before_a_name_is_no_part_of_it(opening):
    text = f"{opening} Bo Roe, the paper called it a wreck. Roe said the bus was late."
    assert names(text)[-1] == "Bo Roe"
