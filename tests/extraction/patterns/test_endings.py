"""Where the words said end, and what a noun or a denial attributes."""

import pytest

from claims.extraction import extract, read_article


def found(text: str) -> list[tuple[str, str, str]]:
    extraction = extract(read_article(text))
    return [
        (item.speaker, item.cue, extraction.quote(item).rstrip("."))
        for item in extraction.statements
    ]


@pytest.mark.parametrize(
    "tail",
    [
        ", a claim that Bo Roe denied",
        ", a claim the builders denied",
        ", a move that would cost millions",
        ", days after a lorry fell through it",
        ", before leaving the hall",
        ", citing two engineers",
        ", which angered drivers",
        ", sparking anger among drivers",
    ],
)
def test_the_tail_is_the_journalists(tail: str) -> None:
    ((*_, words),) = found(f"Ann Lee said the dam must be closed{tail}.")
    assert words == "the dam must be closed"


def test_the_main_verb_after_a_relative_clause_is_no_part_of_the_words() -> None:
    ((*_, words),) = found("Ann Lee, who said the dam was a wreck, left the hall.")
    assert words == "the dam was a wreck"


def test_a_quotation_in_a_relative_clause_ends_before_the_main_verb() -> None:
    (_, _, words), *_ = found("Ann Lee, who had promised “good news,” thanked the builders.")
    assert words == "“good news,”"


@pytest.mark.parametrize(
    ("sentence", "speaker"),
    [
        ("Ann Lee's claim that the dam was a wreck angered many.", "Ann Lee's"),
        ("The warning by Ann Lee that the dam was a wreck angered many.", "Ann Lee"),
        ("The claim by the mayor, Ann Lee, that the dam was a wreck was false.", "the mayor"),
        ("Ann Lee's warning that the dam was a wreck, made on Monday, angered many.", "Ann Lee's"),
        ("There were warnings from Ann Lee that the dam was a wreck.", "Ann Lee"),
        ("In Ann Lee's view, the dam was a wreck.", "Ann Lee's"),
        ("In the words of Ann Lee, the dam was a wreck.", "Ann Lee"),
    ],
)
def test_a_noun_names_what_was_said(sentence: str, speaker: str) -> None:
    ((who, _, words),) = found(sentence)
    assert (who, words) == (speaker, "the dam was a wreck")


def test_a_question_is_told_by_its_cue() -> None:
    assert found("Ann Lee questioned whether the dam was safe.") == [
        ("Ann Lee", "questioned", "whether the dam was safe")
    ]


@pytest.mark.parametrize(
    ("sentence", "cue"),
    [
        ("Ann Lee rejected claims that the dam was a wreck.", "rejected"),
        ("Ann Lee dismissed reports that the dam was a wreck.", "dismissed"),
        ("Ann Lee denied that the dam was a wreck.", "denied"),
        ("Ann Lee rejects claim that the dam was a wreck", "rejects"),
    ],
)
def test_what_is_denied_is_the_proposition_and_the_cue_says_so(sentence: str, cue: str) -> None:
    assert found(sentence) == [("Ann Lee", cue, "the dam was a wreck")]


@pytest.mark.parametrize(
    ("sentence", "words"),
    [
        ("Having announced that the dam was safe, Ann Lee left the hall.", "the dam was safe"),
        ("After saying the dam was safe, Ann Lee left the hall.", "the dam was safe"),
        ("Ann Lee began by saying: “The dam is safe.”", "“The dam is safe.”"),
        ("Ann Lee is telling a crowd in Norton that the dam is safe.", "the dam is safe"),
        ("Ann Lee said that was the safest dam of all.", "that was the safest dam of all"),
        ("Ann Lee predicted a safe dam.", "a safe dam"),
        ("Ann Lee claims to have built the dam.", "to have built the dam"),
    ],
)
def test_forms_of_saying(sentence: str, words: str) -> None:
    ((who, _, said),) = found(sentence)
    assert (who, said.rstrip(".")) == ("Ann Lee", words.rstrip("."))


@pytest.mark.parametrize(
    "subject",
    ["Ann Lee on Tuesday", "Last week Ann Lee", "Three days ago Ann Lee", "Ann Lee Tuesday"],
)
def test_a_time_is_no_part_of_the_speaker(subject: str) -> None:
    ((who, *_),) = found(f"{subject} warned that the dam was a wreck.")
    assert who == "Ann Lee"
