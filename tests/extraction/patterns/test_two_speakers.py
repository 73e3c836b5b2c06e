"""Several speakers or cues in one sentence: each has its own words, and no words have two."""

from itertools import pairwise

import pytest

from claims.extraction import extract, read_article


def found(text: str) -> list[tuple[str, str]]:
    extraction = extract(read_article(text))
    return [(item.speaker, extraction.quote(item).rstrip(".,")) for item in extraction.statements]


@pytest.mark.parametrize(
    "second",
    [
        "but Bo Roe said it would fall",
        "but Norton's mayor, Bo Roe, said it would fall",
        "while Norton's mayor Bo Roe warned it would fall",
        "although the mayor, Bo Roe, warned it would fall",
        "but according to Bo Roe it would fall",
    ],
)
def test_the_second_speaker_is_not_swallowed(second: str) -> None:
    (_, words), (who, others) = found(f"Ann Lee said the dam would hold, {second}.")
    assert words == "the dam would hold"
    assert who in ("Bo Roe", "Norton's mayor", "Norton's mayor Bo Roe", "the mayor")
    assert others == "it would fall"


def test_a_semicolon_parts_two_speakers() -> None:
    assert found("Ann Lee said the dam was safe; Bo Roe, the mayor, said it was a wreck.") == [
        ("Ann Lee", "the dam was safe"),
        ("Bo Roe", "it was a wreck"),
    ]


def test_a_name_in_commas_inside_the_words_stays_inside() -> None:
    ((_, words),) = found("Ann Lee said the mayor and her deputy, Bo Roe, wrote a letter.")
    assert words == "the mayor and her deputy, Bo Roe, wrote a letter"


@pytest.mark.parametrize("second", ["Orlov", "Haddad"])
def test_a_question_after_a_colon_belongs_to_the_verb_before_it(second: str) -> None:
    assert found(f"Orlov asked: “Why is it closed?” {second} wondered why nobody knew.") == [
        ("Orlov", "“Why is it closed?”"),
        (second, "why nobody knew"),
    ]


def test_a_statement_set_into_a_quotation_is_one() -> None:
    ((who, words),) = found("The dam, Ann Lee said, “is a wreck”, and it should, she added, go.")
    assert who == "Ann Lee"
    assert words.startswith("The dam")
    assert words.endswith("go")


def test_what_one_said_is_no_part_of_what_the_next_said() -> None:
    text = "The dam is safe, Ann Lee said, and it will be closed in May, Bo Roe added."
    assert ("Bo Roe", "it will be closed in May") in found(text)


@pytest.mark.parametrize(
    "text",
    [
        "The dam, Ann Lee said, “is a wreck”, and it should, she added, be closed.",
        "Orlov asked: “Why is it closed?” Orlov wondered why nobody had been told.",
        "It is safe, she said, and it is, he added, a fine dam.",
        "“It is,” said Ann Lee, “safe,” and Bo Roe said it was not.",
    ],
)
def test_no_two_statements_overlap(text: str) -> None:
    statements = extract(read_article(text)).statements
    for one, other in pairwise(statements):
        assert one.end <= other.start


@pytest.mark.parametrize(
    ("text", "speaker", "words"),
    [
        ("Doctors feared he would not walk again, his mother said.", "his mother",
         "Doctors feared he would not walk again"),
        ("Nobody told us that the dam was closed, residents say.", "residents",
         "Nobody told us that the dam was closed"),
        ("Ann Lee said the dam was closed, Reuters reported.", "Ann Lee", "the dam was closed"),
    ],
)  # fmt: skip
def test_who_reports_a_report_speaks_unless_it_is_an_agency(
    text: str, speaker: str, words: str
) -> None:
    assert found(text) == [(speaker, words)]
