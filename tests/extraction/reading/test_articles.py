"""What a plain text says of itself: headline, date, authors."""

import pytest

from claims.extraction import read_article
from claims.text.dates import PartialDate

BODY = "\n\nThe bus was late on Monday, as it often is, and many had to walk home.\n"


@pytest.mark.parametrize(
    ("line", "authors", "published"),
    [
        (", 1 November 2024, 16:25 - Ulyana Krychkovska", ("Ulyana Krychkovska",),
         "2024-11-01T16:25+00:00"),
        ("By Ann Lee, 3 May 2021", (), "2021-05-03"),
        ("By Ann Lee and Bob Roy", ("Ann Lee", "Bob Roy"), None),
        ("May 3, 2021", (), "2021-05-03"),
        ("2021-05-03 10:05", (), "2021-05-03T10:05+00:00"),
        ("Monday 3 May 2021", (), "2021-05-03"),
        ("UPDATED 7:30 AM, MAY 3, 2021", (), "2021-05-03T07:30+00:00"),
        ("Posted 12:05 a.m. ET, May 3, 2021", (), "2021-05-03"),
        ("May 3, 2021 | 3:09 p.m.", (), "2021-05-03T15:09+00:00"),
        ("Updated May 4, 2021. Published May 3, 2021", (), "2021-05-03"),
        ("03.05.2021, 9:40", (), "2021-05-03T09:40+00:00"),
        ("31/05/2021", (), "2021-05-31"),
        ("05/31/2021", (), "2021-05-31"),
        ("05/05/2021", (), "2021-05-05"),
        ("03/05/2021", (), None),
        ("Monday, 03/05/2021", (), "2021-05-03"),
        ("The worst flood since 3 May 2021, say those who saw it", (), None),
    ],
)  # fmt: skip
def test_the_line_below_the_headline(line, authors, published):
    article = read_article(f"Bus late again\n\n{line}{BODY}")
    assert article.title == "Bus late again"
    assert article.authors == authors
    assert (article.published.value if article.published else None) == published


@pytest.mark.parametrize(
    ("language", "published"),
    [("en-US", "2021-03-05"), ("en-GB", "2021-05-03"), ("de", "2021-05-03"), ("en", None)],
)
def test_the_language_decides_which_figure_is_the_day(language, published):
    article = read_article(f"Bus late again\n\n03/05/2021{BODY}", language=language)
    assert (article.published.value if article.published else None) == published


def test_another_date_decides_which_figure_is_the_day():
    article = read_article(f"Bus late again\n\n03/05/2021{BODY}\nFrom 24/05/2021 on it is free.")
    assert article.published is not None and article.published.value == "2021-05-03"


@pytest.mark.parametrize(
    "text",
    [
        f"3 May 2021\n\nBus late again{BODY}",
        f"Bus late again\n\nWhy many walk.\n\nBy Ann Lee\n\nMonday 3 May 2021{BODY}",
    ],
)
def test_a_date_above_the_headline_or_further_below(text):
    article = read_article(text)
    assert (article.title, article.published and article.published.value) == (
        "Bus late again",
        "2021-05-03",
    )


def test_arguments_win():
    article = read_article(
        f"Bus late again\n\nBy Ann Lee{BODY}",
        title="Late",
        authors=("Bob Roy",),
        published=PartialDate.parse("2020"),
    )
    assert (article.title, article.authors) == ("Late", ("Bob Roy",))
    assert article.published.value == "2020"


def test_a_text_of_one_paragraph_has_no_headline():
    assert read_article("The bus was late.").title == ""


def test_a_nul_is_refused():
    with pytest.raises(ValueError, match="NUL"):
        read_article("a\0b")


def test_the_text_stays_verbatim_but_for_line_ends():
    assert read_article("A\u00a0b\r\n\r\nc ").text == "A\u00a0b\n\nc "
