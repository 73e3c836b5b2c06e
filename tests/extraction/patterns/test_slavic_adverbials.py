"""Ukrainian and Russian sentences with a time, an occasion or a hearer between their parts."""

import pytest

from claims.extraction import extract, read_article

LEAD = "Дамба стоїть\n\n6 листопада 2024\n\n"


def read(sentence):
    extraction = extract(read_article(LEAD + sentence))
    return [
        (item.speaker_name or item.speaker, extraction.quote(item).rstrip("."))
        for item in extraction.statements
    ]


@pytest.mark.parametrize(
    "sentence",
    [
        "Мер Ніжина Ілля Бук в інтерв'ю газеті Zeit розповів, що дамба стоїть.",
        "Ілля Бук в інтерв'ю Укрінформу 3 листопада заявив, що дамба стоїть.",
        "Ілля Бук 3 листопада на брифінгу в Ніжині заявив, що дамба стоїть.",
        "В інтерв'ю газеті Zeit Ілля Бук розповів, що дамба стоїть.",
        "Під час форуму в Ніжині Ілля Бук сказав, що дамба стоїть.",
        "У понеділок Ілля Бук в ефірі радіо заявив, що дамба стоїть.",
        "Ілля Бук не виключив, що дамба стоїть.",
        "Ілля Бук заперечує, що дамба стоїть.",
        "Ілля Бук сказав, що дамба стоїть, і вийшов.",
    ],
)
def test_the_subject_and_the_words_stay_what_they_are(sentence):
    assert read(sentence) == [("Ілля Бук", "дамба стоїть")]


def test_a_further_clause_with_its_own_subject_belongs_to_the_words():
    words = "дамба стоїть, і прийшла весна"
    assert read(f"Ілля Бук сказав, що {words}.") == [("Ілля Бук", words)]


def statement(sentence):
    (item,) = extract(read_article(LEAD + sentence)).statements
    return item


def test_what_is_not_excluded_is_said_and_the_cue_says_so():
    item = statement("Мэр Илья Бук не исключил, что дамбу закроют.")
    assert item.cue == "не исключил"
    assert item.confidence == statement("Мэр Илья Бук сказал, что дамбу закроют.").confidence


def test_the_cue_of_a_denial_denies():
    assert statement("Мэр Илья Бук отрицает, что дамбу закроют.").cue == "отрицает"


def test_a_source_who_told_an_agency_speaks_and_the_agency_is_a_step():
    item = statement("Как сообщил Reuters источник в мэрии, дамбу закроют.")
    assert (item.speaker, item.speaker_kind) == ("источник", "anonymous")
    assert [(step.relation, step.name) for step in item.steps[1:]] == [("quoting", "Reuters")]


def test_the_words_of_the_sentence_before_with_time_occasion_and_agency():
    item = statement(
        "Дамба стоїть другий рік. Про це мер Ілля Бук сказав 3 листопада під час форуму в Ніжині, "
        "передає Укрінформ."
    )
    assert (item.speaker_name, item.said_on and item.said_on.value) == ("Ілля Бук", "2024-11-03")
    assert (item.occasion, item.place) == ("форуму в Ніжині", "Ніжині")
    assert [step.name for step in item.steps[1:]] == ["Укрінформ"]


def test_the_line_with_the_date_is_nobodys_words():
    assert read("Про це повідомив мер Ілля Бук.") == []


@pytest.mark.parametrize(
    ("when", "occasion", "place"),
    [
        ("на пресс-конференции в Москве", "пресс-конференции в Москве", "Москве"),
        ("в интервью телеканалу «Вода»", "интервью", ""),
        ("в Facebook", "Facebook", ""),
        ("в Верховной Раде", "", ""),
        ("в Риге", "", "Риге"),
    ],
)
def test_occasion_and_place(when, occasion, place):
    item = statement(f"Мэр Илья Бук сказал {when}, что дамба стоит.")
    assert (item.occasion, item.place) == (occasion, place)
