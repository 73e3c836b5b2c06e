"""What stands on a page beside its article, and bytes that are not what they are said to be."""

import pytest

from claims.extraction import read_page

LEAD = "The old mill at Torp was sold on Tuesday to a couple from the valley, who will live there."


def text(inside: str, charset: str = "utf-8", declared: str = "utf-8") -> str:
    page = (
        f'<!DOCTYPE html><html><head><meta charset="{declared}"><title>Mill sold</title></head>'
        f"<body><article><h1>Mill sold</h1><p>{LEAD}</p>{inside}</article></body></html>"
    )
    return read_page(page.encode(charset)).text


@pytest.mark.parametrize(
    "heading",
    ["<h3>Comments (14)</h3>", "<div><h4>3 comments</h4></div>", "<h2>Leave a comment</h2>"],
)
def test_what_readers_write_below_the_article_is_left_out(heading):
    read = text(
        f"{heading}<div><p>“What a waste,” my brother said, and he is right about it.</p></div>"
    )
    assert "waste" not in read
    assert LEAD in read


def test_a_section_about_comments_in_the_article_stays():
    read = text("<h3>Comments by the mayor</h3><p>The mayor, Liv Aas, said the price was fair.</p>")
    assert "price was fair" in read


@pytest.mark.parametrize(
    "opening", ["Read more: ", "Also read: ", "See also – ", "Читайте також: "]
)
def test_a_pointer_to_another_article_is_left_out(opening):
    assert "bridge" not in text(
        f"<p>{opening}<a href='/b'>Mayor</a> says the bridge will close soon.</p>"
    )


def test_what_is_no_character_is_dropped_and_the_rest_is_read():
    assert "It was cold there." in text("<p>It was&#xFFFF; cold&#65534; there\ufdd0.</p>")


RUSSIAN = (
    "<p>Мэр города Анна Ли сказала, что мост не закроют, и что по нему можно ездить за город.</p>"
)


@pytest.mark.parametrize(
    ("charset", "declared"),
    [("cp1251", "koi8-r"), ("koi8-r", "windows-1251"), ("cp1251", "cp1251")],
)
def test_cyrillic_is_read_in_the_encoding_that_makes_words_of_it(charset, declared):
    assert "мост не закроют" in text(RUSSIAN, charset, declared)
