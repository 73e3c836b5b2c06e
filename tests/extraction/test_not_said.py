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
        "Few officials said that the bridge was late again.",
        "Nobody in Hull believes that the bridge is late again.",
        "If Ann Lee had said that the bridge was late, people would have walked.",
        "Had Ann Lee said that the bridge was late, people would have walked.",
        "Unless Ann Lee says that the bridge is late, people will not walk.",
        "It is not clear whether Ann Lee said that the bridge was late.",
        "Ann Lee should have said that the bridge was late again.",
        "Ann Lee might have said that the bridge was late again.",
        "Ann Lee would have said that the bridge was late again.",
        "Ann Lee could say that the bridge was late again.",
        "Ann Lee would not say that the bridge was late again.",
        "Ann Lee has never said that the bridge was late again.",
        "Ann Lee wants to say that the bridge is late again.",
        "Anyone who says that the bridge is late again is wrong.",
        "Ann Lee will say that the bridge is late again.",
        "Ann Lee would tell voters that the bridge is late again.",
        "It is unclear who said that the bridge was late again.",
        "Nobody knows who told the guard that the bridge was late again.",
    ],
)
def test_what_was_not_said_is_a_doubtful_draft_at_most(sentence: str) -> None:
    assert all(found.confidence < LEAST for found in drafts(sentence))


@pytest.mark.parametrize(
    "sentence",
    ["Ann Lee denies bribes.", "Ann Lee denied any wrongdoing.", "Ann Lee rejected the claims."],
)
def test_a_thing_denied_is_no_claim(sentence: str) -> None:
    assert all(found.confidence < LEAST for found in drafts(sentence))


@pytest.mark.parametrize(
    "sentence",
    [
        "Ann Lee denies that she took bribes.",
        "Ann Lee denies taking bribes.",
        "Ann Lee said that the bridge was late again.",
        "Ann Lee would later say that the bridge was late again.",
        "Ann Lee called the bridge a disgrace.",
        "Ann Lee praised the crew for saving the bridge.",
        "The bridge was dismissed by Ann Lee as “junk”.",
    ],
)
def test_a_whole_proposition_is_a_draft(sentence: str) -> None:
    (found,) = drafts(sentence)
    assert found.confidence >= LEAST


@pytest.mark.parametrize(
    "sentence",
    [
        "Ann Lee condemned the ban on Monday.",
        "Ann Lee hailed the rescuers.",
        "Ann Lee thanked her neighbours.",
        "Ann Lee called her lawyer on Monday.",
        "Ann Lee told of her long walk home.",
        "Ann Lee said so in a letter to the town.",
        "Ann Lee said that at a rally in Hull.",
        "Having said this, Ann Lee went home.",
    ],
)
def test_a_speech_act_that_quotes_nothing_is_a_doubtful_draft_at_most(sentence: str) -> None:
    assert all(found.confidence < LEAST for found in drafts(sentence))


def test_what_the_reporter_does_not_vouch_for_is_trusted_less() -> None:
    plain, alleged = (
        drafts(f"Ann Lee {words} that the bridge was late.")[0].confidence
        for words in ("told police", "allegedly told police")
    )
    assert alleged < plain


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
