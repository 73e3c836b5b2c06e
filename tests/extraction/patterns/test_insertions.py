"""Attributions set into a sentence, and where the words said begin and end around them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.extraction import extract, read_article


def found(text):
    extraction = extract(read_article(text))
    return [
        (item.speaker, " … ".join(text[start:end] for start, end in item.parts).rstrip("."))
        for item in extraction.statements
    ]


@pytest.mark.parametrize(
    ("sentence", "speaker", "words"),
    [
        ("The dam, Ida Holm told Reuters, was “a wreck”.", "Ida Holm", "The dam … was “a wreck”"),
        ("The dam, Moe said on Friday, must close.", "Moe", "The dam … must close"),
        ("The council had, Moe said, lost its way.", "Moe",
         "The council had … lost its way"),
        ("Wages, according to Ida Holm, an analyst, will fall.", "Ida Holm",
         "Wages … will fall"),
        ("According to a survey by Elm Bank, released on Friday, wages fell.", "a survey",
         "wages fell"),
        ("In the words of his brother, Sven, he was “a fool”.", "his brother",
         "he was “a fool”"),
        ("The dam was branded by Moe as “a wreck”.", "Moe", "“a wreck”"),
        ("The dam was called “a wreck” by Ida Holm.", "Ida Holm", "“a wreck”"),
        ("“It broke,” said another.", "another", "“It broke,”"),
        ("Moe believes the dam works.", "Moe", "the dam works"),
        ("Moe hopes the dam works.", "Moe", "the dam works"),
        ("Moe told her staff the dam broke.", "Moe", "the dam broke"),
        ("The dam, which Moe said was sound, broke on Friday.", "Moe", "was sound"),
        ("A law that Moe called “a disgrace” was passed.", "Moe", "“a disgrace”"),
        ("Moe said the debt was $4 million, a sum the bank disputes.", "Moe",
         "the debt was $4 million"),
        ("Moe said the deal was off and hung up.", "Moe", "the deal was off"),
        ("Moe said the driver was drunk and walked off.", "Moe",
         "the driver was drunk and walked off"),
    ],
)  # fmt: skip
def test_the_words_are_the_speakers_and_no_more(sentence, speaker, words):
    assert found(sentence) == [(speaker, words)]


def test_words_quoted_after_a_bare_name_inside_a_paragraph():
    assert found("Fans fled. Ida Holm: “I ran home.” It rained.") == [("Ida Holm", "“I ran home.”")]


def test_a_quotation_before_another_speakers_sentence_goes_on_with_the_first():
    text = "“We won,” Ida Holm told fans. “Is it true?” Sven Moe, her coach, said he wept."
    assert found(text) == [("Ida Holm", "“We won,” … “Is it true?”"), ("Sven Moe", "he wept")]


def test_a_question_between_two_answers_is_not_the_answerers():
    text = "Elm\n\n“It is over,” Ida Holm said.\n\n“Will you go?”\n\n“No,” Holm said."
    assert [words for _, words in found(text)] == ["“It is over,”", "“No,”"]


def test_a_statement_never_ends_before_it_begins():
    text = "The talks will go on, Ida Holm said, the Interfax news agency reported."
    (item,) = extract(read_article(text)).statements
    assert text[item.start : item.end] == "The talks will go on"
    assert [step.name for step in item.steps[1:]] == ["Interfax"]


WORDS = """Ida Holm said told that the dam was bust , ; - and while but as by which who according
to called “no” quoted saying citing on Friday her another ."""


@given(st.lists(st.sampled_from(sorted(set(WORDS.split()))), max_size=14))
def test_any_order_of_words_is_read(words):
    text = " ".join(["Elm\n\nMoe said", *words])
    for item in extract(read_article(text)).statements:
        assert item.start < item.end
