"""Dates in words, languages and their direction, links and the text around quotes."""

from typing import Any
from urllib.parse import urlsplit

import pytest
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.html import strip_tags
from hypothesis import given
from hypothesis import strategies as st

from claims.text.spans import context
from claims.web.presentation import words
from claims.web.presentation.dates import when
from claims.web.presentation.links import web_link
from claims.web.presentation.quotations import quotation


def told(date: Any, template: str = "when") -> str:
    markup = render_to_string(f"web/parts/{template}.html", {"date": when(date)})
    return strip_tags(markup)


@pytest.mark.parametrize(
    ("date", "text", "value"),
    [
        ({"value": "2024", "precision": "year"}, "2024", "2024"),
        ({"value": "2024-03", "precision": "month"}, "March 2024", "2024-03"),
        ({"value": "2024-11-01", "precision": "day"}, "1 November 2024", "2024-11-01"),
        ("2024-11-05", "5 November 2024", "2024-11-05"),
        (
            {"value": "2024-11-01T16:25+02:00", "precision": "minute"},
            "1 November 2024, 16:25 (UTC+2)",
            "2024-11-01T16:25+02:00",
        ),
        ("2024-11-01T23:30-03:30", "1 November 2024, 23:30 (UTC−3:30)", "2024-11-01T23:30-03:30"),
        ("2024-11-01T14:25:00Z", "1 November 2024, 14:25 UTC", "2024-11-01T14:25+00:00"),
        ("2024-11-01T14:25:00.123456Z", "1 November 2024, 14:25 UTC", "2024-11-01T14:25+00:00"),
        ("soon", "soon", ""),
    ],
)
def test_a_date_says_what_is_known_and_no_more(date, text, value):
    assert (told(date), when(date).value) == (text, value)


@pytest.mark.parametrize(
    ("language", "text", "month"),
    [
        ("uk", "1 листопада 2024 р., 16:25 (utc+2)", "березень 2024"),
        ("lt", "2024 m. lapkričio 1 d., 16:25 (utc+2)", "2024 m. kovas"),
    ],
)
def test_a_date_is_told_in_the_language_of_the_page(language, text, month):
    with translation.override(language):
        assert told("2024-11-01T16:25+02:00").lower() == text
        assert told("2024-03").lower() == month


def test_the_day_of_a_time_leaves_the_hour_out():
    assert told("2024-11-01T16:25+02:00", "day") == "1 November 2024"


@pytest.mark.parametrize("nothing", [None, "", {"value": "", "precision": "day"}, {}])
def test_no_date_is_none(nothing):
    assert when(nothing) is None


@pytest.mark.parametrize(
    ("tag", "name", "direction"),
    [
        ("uk", "Ukrainian", "ltr"),
        ("ar", "Arabic", "rtl"),
        ("he-IL", "Hebrew", "rtl"),
        ("az-Arab", "az-Arab", "rtl"),
        ("ks-Deva", "ks-Deva", "ltr"),
        ("", "", "auto"),
        ("und", "und", "auto"),
    ],
)
def test_a_language_has_a_name_and_a_direction(tag, name, direction):
    assert (words.language_name(tag), words.direction(tag)) == (name, direction)


def test_a_code_of_a_later_version_stands_for_itself():
    assert words.label(words.EVENTS, "second_thoughts") == "second thoughts"


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)",
        " JaVaScRiPt:alert(1)",
        "java\nscript:alert(1)",
        "data:text/html,<script>alert(1)</script>",
        "//example.org/",
        "/claims",
        "ftp://example.org/",
        "https://user:password@example.org/",
        "http://[::1",
        "https://",
        "",
    ],
)
def test_only_web_addresses_become_links(url):
    assert web_link(url) is None


@given(st.text())
def test_no_text_becomes_any_other_link(text):
    link = web_link(text)
    assert link is None or urlsplit(link.href).scheme in ("http", "https")


def test_a_host_in_another_script_is_shown_as_browsers_resolve_it():
    assert web_link("https://ехаmple.org/").host.startswith("xn--")


def around(text: str, start: int, end: int, size: int):
    before, after = context(text, start, end, size)
    selector = {"start": start, "end": end, "prefix": before, "suffix": after}
    return quotation({"quote": text[start:end], "selector": selector})


def test_words_stand_among_whole_words_of_their_own_paragraph():
    text = "Headline\n\nThe minister said that it is empty there, and he went on.\n\nNext"
    start = text.index("it is empty")
    found = around(text, start, start + len("it is empty"), 20)
    assert (found.before, found.text, found.after) == (
        "…minister said that ",
        "it is empty",
        " there, and he went…",
    )
    found = around(text, start, start + len("it is empty"), 60)
    assert (found.before, found.after) == ("The minister said that ", " there, and he went on.")


def test_words_without_surroundings_stand_alone():
    found = quotation({"quote": "empty", "selector": None, "language": "uk"})
    assert (found.before, found.after, found.language_name) == ("", "", "Ukrainian")
    assert quotation({"quote": "", "selector": None}) is None


@given(st.text(min_size=1), st.data())
def test_what_surrounds_words_is_what_stands_there(text, data):
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    found = around(text, start, end, 8)
    shown = found.before.removeprefix("…") + found.text + found.after.removesuffix("…")
    assert shown in text
