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
    ],
)  # fmt: skip
def test_the_line_below_the_headline(line, authors, published):
    article = read_article(f"Bus late again\n\n{line}{BODY}")
    assert article.title == "Bus late again"
    assert article.authors == authors
    assert (article.published.value if article.published else None) == published


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
