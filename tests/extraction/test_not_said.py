"""What nobody said is not put into anybody's mouth, and marks that never close cost no time."""

import pytest

from claims.extraction import extract, read_article

LEAST = 0.4


def drafts(sentence: str):
    return extract(read_article(f"Hull\n\n{sentence}")).statements


@pytest.mark.parametrize(
    "sentence",
    [
        "Neither Ann Lee nor Bo Roe said that it would rain on the day.",
        "Ann Lee declined to say that the bridge was late again.",
        "Ann Lee did not say that the bridge was late again.",
        "No official said that the bridge was late again.",
    ],
)
def test_what_was_not_said_is_a_doubtful_draft_at_most(sentence: str) -> None:
    assert all(found.confidence < LEAST for found in drafts(sentence))


def test_an_office_of_another_town_is_nobody_elses() -> None:
    text = (
        "Bo Roe, the mayor of Hull, opened the bridge on Monday. "
        "The mayor of Leeds said that it was a fine bridge for all."
    )
    (found,) = drafts(text)
    assert found.speaker_name != "Bo Roe"


def test_a_phrase_that_holds_a_title_is_no_office() -> None:
    text = (
        "Bo Roe, beaten by the president, left for Hull. "
        "The president said that the count was fair to everybody."
    )
    (found,) = drafts(text)
    assert found.speaker_name != "Bo Roe"


def test_an_indignant_tail_is_the_journalists() -> None:
    text = "Ann Lee said that the corridor must be broken open, inciting outrage in Lithuania."
    (found,) = drafts(text)
    body = f"Hull\n\n{text}"
    assert body[found.start : found.end].rstrip(".,") == "the corridor must be broken open"


@pytest.mark.parametrize("unit", ["»a ", "”a ", "post   \t ", "“x” Ann Lee said. "])
def test_marks_that_never_close_are_read_to_the_end(unit: str) -> None:
    text = unit * 4000
    article = read_article(text)
    for found in extract(article).statements:
        assert article.text[found.start : found.end]
