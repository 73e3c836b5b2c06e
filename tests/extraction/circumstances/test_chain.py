"""Words at second hand: who spoke, and whose hands the words went through."""

from typing import Any

import pytest

from claims.extraction import extract, read_article
from claims.text.dates import PartialDate


def read(text: str) -> tuple[str, list[tuple[str, str, bool]], str]:
    """Return the speaker of the one statement, the steps after the source, and the words."""
    known: dict[str, Any] = {
        "publisher": "Elm Gazette",
        "published": PartialDate.parse("2024-11-06"),
    }
    extraction = extract(read_article(text, **known))
    (item,) = extraction.statements
    assert (item.steps[0].relation, item.steps[0].name) == ("published", "Elm Gazette")
    steps = [(str(step.relation), step.name, step.inferred) for step in item.steps[1:]]
    return item.speaker, steps, extraction.quote(item).rstrip(".")


TASS = [("citing", "Tass", False)]


@pytest.mark.parametrize(
    ("sentence", "speaker"),
    [
        ("According to Tass, citing Ivan Orlov, the dam is safe.", "Ivan Orlov"),
        ("According to Tass, quoting two engineers, the dam is safe.", "two engineers"),
        ("According to Tass, which cited the ministry, the dam is safe.", "the ministry"),
        ("The dam is safe, according to Tass, citing Ivan Orlov.", "Ivan Orlov"),
        ("Tass quoted Ivan Orlov as saying the dam is safe.", "Ivan Orlov"),
        ("Tass cited an engineer as saying that the dam is safe.", "an engineer"),
        ("Ivan Orlov was quoted by Tass as saying that the dam is safe.", "Ivan Orlov"),
        ("Citing Ivan Orlov, Tass reported that the dam is safe.", "Ivan Orlov"),
        ("Tass reported, citing two diplomats, that the dam is safe.", "two diplomats"),
        ("Tass reported that the dam is safe, citing two diplomats.", "two diplomats"),
    ],
)
def test_the_speaker_is_who_is_cited_and_the_agency_a_step(sentence: str, speaker: str) -> None:
    who, steps, words = read(sentence)
    assert (who, steps) == (speaker, TASS)
    assert words.lower() == "the dam is safe"


@pytest.mark.parametrize(
    ("sentence", "speaker", "steps"),
    [
        ("“It is safe,” Tass quoted Ivan Orlov as saying.", "Ivan Orlov", TASS),
        ("“It is safe,” Ivan Orlov was quoted as saying by Tass.", "Ivan Orlov", TASS),
        ("“It is safe,” Tass quoted an engineer as saying.", "an engineer", TASS),
        ("“It is safe,” Ivan Orlov said, Tass reported.", "Ivan Orlov", TASS),
        ("“It is safe,” Ivan Orlov was quoted as saying.", "Ivan Orlov", []),
    ],
)
def test_a_quotation_at_second_hand(
    sentence: str, speaker: str, steps: list[tuple[str, str, bool]]
) -> None:
    assert read(sentence)[:2] == (speaker, steps)


@pytest.mark.parametrize(
    "sentence",
    [
        "Ann Lee, quoting her father, said that the dam is safe.",
        "Ann Lee said that the dam is safe, citing two engineers.",
        "Citing a survey, Ann Lee said that the dam is safe.",
    ],
)
def test_a_person_who_cites_another_speaks_all_the_same(sentence: str) -> None:
    assert read(sentence) == ("Ann Lee", [], "the dam is safe")


def test_an_agency_that_cites_a_paper_speaks_itself() -> None:
    who, steps, _ = read("Tass reported, citing official figures, that the dam is safe.")
    assert (who, steps) == ("Tass", [])


@pytest.mark.parametrize(
    ("sentence", "steps"),
    [
        ("Ann Lee told Reuters that the dam is safe.", [("quoting", "Reuters", False)]),
        (
            "In an interview with Der Spiegel, Ann Lee said that the dam is safe.",
            [("quoting", "Der Spiegel", False)],
        ),
        (
            "According to Tass, Ann Lee told the newspaper Vesti that the dam is safe.",
            [("citing", "Tass", False), ("quoting", "Vesti", False)],
        ),
        ("In an interview with Bob Roy, Ann Lee said that the dam is safe.", []),
        ("Ann Lee told NATO that the dam is safe.", []),
    ],
)
def test_from_the_reader_towards_the_speaker(
    sentence: str, steps: list[tuple[str, str, bool]]
) -> None:
    speaker, found, _ = read(sentence)
    assert speaker == "Ann Lee"
    assert found == steps


def test_a_chain_stated_once_is_inferred_for_the_rest_of_the_speech() -> None:
    text = (
        "Elm\n\nTass quoted Ivan Orlov as saying that the dam is safe. Orlov said it would hold.\n"
    )
    first, second = extract(read_article(text)).statements
    assert [(step.name, step.inferred) for step in first.steps[1:]] == [("Tass", False)]
    assert [(step.name, step.inferred) for step in second.steps[1:]] == [("Tass", True)]


def test_the_cue_of_a_quoted_denial_is_the_denial() -> None:
    (item,) = extract(
        read_article("Tass quoted Ivan Orlov as denying that the dam was leaking.")
    ).statements
    assert item.cue == "denying"


def test_who_reports_it_all_at_the_end_comes_first() -> None:
    speaker, steps, words = read(
        "Tass quoted Ivan Orlov as saying the dam is safe, Reuters reported, citing Interfax."
    )
    assert (speaker, words) == ("Ivan Orlov", "the dam is safe")
    assert [name for _, name, _ in steps] == ["Reuters", "Interfax", "Tass"]


@pytest.mark.parametrize(
    ("sentence", "steps"),
    [
        ("Tass reported, citing Interfax, that Ivan Orlov had told France 24 the dam is safe.",
         ["Tass", "Interfax", "France 24"]),
        ("As Tass reported on Monday, Ivan Orlov said the dam is safe.", ["Tass"]),
        ("Ivan Orlov said the dam is safe, the Tass news agency reported.", ["Tass"]),
    ],
)  # fmt: skip
def test_a_report_of_what_somebody_said_is_a_step(sentence: str, steps: list[str]) -> None:
    speaker, found, words = read(sentence)
    assert (speaker, words) == ("Ivan Orlov", "the dam is safe")
    assert [name for _, name, _ in found] == steps
