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


def days(text: str, published: str = DAY) -> list[str | None]:
    statements = extract(read_article(text, published=PartialDate.parse(published))).statements
    return [item.said_on.value if item.said_on else None for item in statements]


def test_what_one_speaker_says_without_a_time_is_of_the_one_recent_day_that_is_told() -> None:
    text = (
        "The dam will hold, says engineer Bo Roe\n\nBo Roe said on Sunday that it held."
        "\n\n“We looked at each stone,” he told a meeting in Norton. Roe said it would rain."
    )
    assert days(text) == ["2024-11-03"] * 4


def test_a_lead_without_a_time_is_of_the_day_told_below_it() -> None:
    text = "Dam\n\nThe dam is safe, Bo Roe said.\n\n“It holds,” he told a rally on Sunday."
    assert days(text) == ["2024-11-03", "2024-11-03"]


def test_of_two_days_each_holds_for_its_own_paragraph_only() -> None:
    text = (
        "Dam\n\nBo Roe said on Sunday that it held. “I looked,” he said.\n\n"
        "Roe said on Monday that it rained. “A lot,” he said.\n\n“We wait,” Roe said."
    )
    assert days(text) == ["2024-11-03", "2024-11-03", "2024-11-04", "2024-11-04", None]


def test_an_earlier_saying_leaves_todays_alone() -> None:
    text = "Dam\n\nThe old dam leaks again, Bo Roe said. He had said on Sunday that it held."
    assert days(text) == [DAY, "2024-11-03"]
    text = "Dam\n\nThe old dam leaks again, Bo Roe said. In 2019 Roe said that it held."
    assert days(text) == [DAY, "2019"]


@pytest.mark.parametrize(
    ("lead", "value"),
    [
        ("In 1938 Professor Ada Holm addressed the builders.", "1938"),
        ("On 4 May 1938, Ada Holm spoke to the builders in Norton.", "1938-05-04"),
        ("In 1938 Ada Holm moved to Norton.", None),
        ("The dam was built in 1938.", DAY),
        ("Ada Holm knows the dam.", DAY),
    ],
)
def test_the_sentence_before_tells_of_what_time_the_words_are(lead: str, value: str | None) -> None:
    assert days(f"{lead} “It will outlive us all,” Holm said.") == [value]


@pytest.mark.parametrize(
    "sentence",
    [
        "As the late engineer Ada Holm said, a dam is a debt.",
        "“A dam is a debt,” said Ada Holm (1901–1977).",
        "“A dam is a debt,” Ada Holm famously said.",
        "“A dam is a debt,” then-Mayor Ada Holm said.",
        "Ada Holm often said that a dam is a debt.",
    ],
)
def test_the_dead_and_the_past_do_not_speak_on_the_day_of_the_article(sentence: str) -> None:
    assert days(f"{sentence} “It is paid late,” Holm said.") == [None, None]


@pytest.mark.parametrize(
    ("when", "value"),
    [
        ("30 жовтня", "2024-10-30"),
        ("у вівторок", "2024-11-05"),
        ("в минулий четвер", "2024-10-31"),
        ("вчора", "2024-11-05"),
        ("сьогодні", DAY),
        ("минулого місяця", "2024-10"),
        ("минулого тижня", "2024"),
        ("два дні тому", "2024-11-04"),
        ("у травні", "2024-05"),
        ("у травні 2022 року", "2022-05"),
        ("у 2019 році", "2019"),
        ("торік", "2023"),
        ("нещодавно", None),
        ("25 октября", "2024-10-25"),
        ("в среду", DAY),
        ("вчера", "2024-11-05"),
        ("в прошлом году", "2023"),
        ("неделю назад", "2024"),
        ("недавно", None),
    ],
)
def test_ukrainian_and_russian_words_of_time(when: str, value: str | None) -> None:
    assert said_on(f"Крюк сказав журналістам {when}, що міст старий.") == value


def test_a_day_in_a_relative_clause_is_not_that_of_the_saying() -> None:
    assert said_on("Олег Крюк, який приїхав у вівторок, сказав, що міст старий.") == DAY
