"""Names that stand beside a noun, and nouns that stand for a whole list of names."""

import pytest

from claims.extraction import extract, read_article
from claims.text.dates import PartialDate


def last(text):
    return extract(read_article(text)).statements[-1]


@pytest.mark.parametrize(
    "speaker",
    [
        "The mayors of Lyon, Nice and Brest",
        "Police in York, Hull and Leeds",
        "Families of Ida Holm, Per Dahl and Sven Moe",
    ],
)
def test_a_noun_with_a_list_is_one_speaker(speaker):
    item = last(f"{speaker} said that the dam had failed.")
    assert (item.speaker, item.joint, item.speaker_name) == (speaker, (), "")


def test_a_list_after_the_verb_belongs_to_its_noun_too():
    item = last("“The dam has failed,” said the mayors of Lyon, Nice and Brest.")
    assert item.speaker == "the mayors of Lyon, Nice and Brest"


@pytest.mark.parametrize(
    ("subject", "speaker", "day"),
    [
        ("Ida Holm late on Friday", "Ida Holm", "2024-11-01"),
        ("Minister Ida Holm earlier Friday", "Minister Ida Holm", "2024-11-01"),
        ("The ministry on Sunday evening", "The ministry", "2024-10-27"),
        ("The mayor, Ida Holm, late Thursday", "The mayor", "2024-10-31"),
        ("Ida Holm on 3 March", "Ida Holm", "2024-03-03"),
    ],
)
def test_a_time_before_the_verb_is_when_it_was_said(subject, speaker, day):
    article = read_article(
        f"{subject} said that the dam had failed.", published=PartialDate.parse("2024-11-01")
    )
    (item,) = extract(article).statements
    assert item.speaker == speaker
    assert item.said_on is not None
    assert item.said_on.value == day


@pytest.mark.parametrize(
    ("text", "name", "role"),
    [
        ("The call came from Sgt. Sven Moe, who said the dam had failed.", "Sven Moe", "Sgt."),
        ("“It broke,” said friend and colleague Ida Holm.", "Ida Holm", "friend and colleague"),
        ("“It broke,” said 71-year-old retired welder Sven Moe.", "Sven Moe", "retired welder"),
        ("“It broke,” said the leader of the union, Sven Moe.", "Sven Moe", "leader of the union"),
        ("His rival, barrister Ida Holm, said it broke.", "Ida Holm", "barrister"),
        ("The driver, named as Sven Moe, 44, told the court it broke.", "Sven Moe", "driver"),
        ("Per Moe, head of the union, said it broke.", "Per Moe", "head of the union"),
        ("Her brother Dean said it broke.", "Dean", "brother"),
        ("Her brother Moe said it broke.", "Moe", "brother"),
        ("The dam broke, according to the Bank of Elm's governor, Ida Holm.", "Ida Holm",
         "Bank of Elm's governor"),
    ],
)  # fmt: skip
def test_the_name_beside_a_noun_is_the_speakers(text, name, role):
    item = last(text)
    assert (item.speaker_name, item.role, item.speaker_kind) == (name, role, "person")


@pytest.mark.parametrize(
    "text",
    [
        "Ida Holm wept. Her son Dean, a plumber, said the dam broke. “They lied,” he said.",
        "Bo Roe said no. Her aide, Dean Moe, was blunter. “They lied,” he said.",
    ],
)
def test_a_pronoun_means_who_was_brought_in_between(text):
    assert last(text).speaker_name.startswith("Dean")


def test_an_outlet_before_a_clause_is_not_the_office_in_it():
    item = last("As earlier reported by Interfax, the minister said that the dam had failed.")
    assert item.speaker_name == ""
    assert [step.name for step in item.steps[1:]] == ["Interfax"]


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("News\n\n- Moe said the dam broke.", "Moe"),
        ("'Rock 'n' roll lives,' Moe said.", "Moe"),
    ],
)
def test_a_stray_mark_is_no_part_of_a_speaker(text, speaker):
    item = last(text)
    assert (item.speaker, item.role) == (speaker, "")


def test_a_shouted_sentence_is_no_name():
    text = "IDA HOLM SAYS DAM IS SAFE\n\nTHE MAYOR SAID IT WAS SAFE.\n\nIt rained on Monday."
    names = {item.speaker_name for item in extract(read_article(text)).statements}
    assert names <= {"", "IDA HOLM"}
