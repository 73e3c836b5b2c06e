"""When something was said: told from the day of the article, and never from other days."""

import pytest

from claims.extraction import extract, read_article
from claims.text.dates import PartialDate

DAY = "2024-11-06"  # a Wednesday


def said_on(sentence: str, published: str | None = DAY) -> str | None:
    day = PartialDate.parse(published) if published else None
    (item,) = extract(read_article(sentence, published=day)).statements
    return item.said_on.value if item.said_on else None


@pytest.mark.parametrize(
    ("when", "value"),
    [
        ("yesterday", "2024-11-05"),
        ("last night", "2024-11-05"),
        ("on Tuesday night", "2024-11-05"),
        ("last Friday", "2024-11-01"),
        ("three days ago", "2024-11-03"),
        ("two weeks ago", "2024-10"),
        ("last week", "2024"),  # from October into November
        ("earlier this week", "2024-11"),
        ("earlier this month", "2024-11"),
        ("last month", "2024-10"),
        ("in May", "2024-05"),
        ("in late December", "2023-12"),
        ("this year", "2024"),
        ("late last year", "2023"),
        ("two years ago", "2022"),
        ("a month ago", "2024-10"),
    ],
)
def test_words_of_time_are_told_from_the_day_of_the_article(when: str, value: str) -> None:
    assert said_on(f"Ann Lee said {when} that the dam was unsafe.") == value
    assert said_on(f"{when[0].upper()}{when[1:]}, Ann Lee said that the dam was unsafe.") == value


@pytest.mark.parametrize("when", ["recently", "a decade ago", "the day before", "previously"])
def test_a_time_left_open_is_not_the_day_of_the_article(when: str) -> None:
    assert said_on(f"Ann Lee said {when} that the dam was unsafe.") is None


@pytest.mark.parametrize(
    "sentence",
    [
        "Ann Lee, who was elected in 2019, said the dam was unsafe.",
        "Ann Lee, who was elected on 3 May 2019, said the dam was unsafe.",
        "Ann Lee, the mayor since May 2018, said the dam was unsafe.",
        "Ann Lee (elected in 2019) said the dam was unsafe.",
        "Ann Lee, whose father died last year, said the dam was unsafe.",
        "The dam, built in 1990, is unsafe, Ann Lee said.",
        "The dam was closed on Monday, Ann Lee said.",
        "“It is unsafe,” said Ann Lee, who was elected in 2019.",
        "Since the rains began in February 2022, Ann Lee has said that the dam is unsafe.",
        "Ann Lee was elected in 2019 and says the dam is unsafe.",
        "Ann Lee said the dam was unsafe, angering the builders who finished it in May 2018.",
    ],
)
def test_other_days_than_that_of_the_saying_do_not_count(sentence: str) -> None:
    assert said_on(sentence) == DAY


def test_what_is_yet_to_be_said_has_no_day() -> None:
    assert said_on("Ann Lee will say on Monday that the dam is unsafe.") is None


@pytest.mark.parametrize(
    ("published", "when", "value"),
    [
        ("2024-11", "last month", "2024-10"),
        ("2024-11", "on Monday", None),
        ("2024", "last year", "2023"),
        ("2024", "last month", None),
        (None, "last year", None),
        ("0001-01-01", "two years ago", "0001"),
    ],
)
def test_a_coarse_day_of_the_article_gives_no_finer_one(
    published: str | None, when: str, value: str | None
) -> None:
    assert said_on(f"Ann Lee said {when} that the dam was unsafe.", published) == value


def test_the_first_to_speak_in_the_text_opens_the_article() -> None:
    text = "“The dam is safe,” Ann Lee said, but Bo Roe, her deputy, said it was a wreck."
    first, second = extract(read_article(text, published=PartialDate.parse(DAY))).statements
    assert (first.speaker, first.said_on and first.said_on.value) == ("Ann Lee", DAY)
    assert (second.speaker, second.said_on) == ("Bo Roe", None)
