"""Ukrainian and Russian news in its commonest forms."""

import pytest

from claims.extraction import extract, read_article


@pytest.mark.parametrize(
    ("sentence", "speaker", "words"),
    [
        ("«Ми бачимо, що там порожньо», – заявив міністр Лаурінас Кащюнас.",
         "міністр Лаурінас Кащюнас", "«Ми бачимо, що там порожньо»"),
        ("Міністр Лаурінас Кащюнас заявив, що там порожньо.",
         "Міністр Лаурінас Кащюнас", "там порожньо."),
        ("За словами міністра Кащюнаса, там порожньо.", "міністра Кащюнаса", "там порожньо."),
        ("У Калінінграді порожньо, – повідомив Кащюнас на форумі.",
         "Кащюнас", "У Калінінграді порожньо"),
        ("Кащюнас сказав: «Там порожньо».", "Кащюнас", "«Там порожньо»."),
        ("«Там пусто», — сказал министр обороны Кащюнас.",
         "министр обороны Кащюнас", "«Там пусто»"),
        ("Министр Кащюнас сообщил, что там пусто.", "Министр Кащюнас", "там пусто."),
        ("По словам Кащюнаса, там пусто.", "Кащюнаса", "там пусто."),
    ],
)  # fmt: skip
def test_one_statement(sentence, speaker, words):
    extraction = extract(read_article(sentence))
    (item,) = extraction.statements
    assert (item.speaker, extraction.quote(item)) == (speaker, words)


def test_a_pronoun_and_the_agency_that_is_cited():
    text = (
        "Кащюнас про Калінінград\n\n1 листопада 2024\n\n"
        "Лаурінас Кащюнас заявив, що там порожньо, передає Укрінформ.\n\n"
        "«Це доказ», – додав він."
    )
    article = read_article(text)
    assert article.published.value == "2024-11-01"
    first, second = extract(article).statements
    assert [(step.name, step.inferred) for step in first.steps[1:]] == [("Укрінформ", False)]
    assert [(step.name, step.inferred) for step in second.steps[1:]] == [("Укрінформ", True)]
    assert (second.speaker_name, second.basis) == ("Лаурінас Кащюнас", "pronoun")


def test_a_sentence_without_attribution_gives_nothing():
    assert extract(read_article("У Калінінграді порожньо, бо війська пішли.")).statements == ()
