"""Source text on a page: nothing in it acts, marks stand where they belong, nothing is unseen."""

import html
import re

from hypothesis import given
from hypothesis import strategies as st

from claims.admin.marking import AROUND, UNSEEN, Span, marked, plain, visible

HOSTILE = '<script>alert(1)</script> & "quoted" <img src=x onerror=alert(2)>'


def read(page: str) -> str:
    """What a reader takes in: the text without tags."""
    return html.unescape(re.sub(r"<[^>]*>", "", page))


def marks(page: str) -> list[str]:
    return [read(found) for found in re.findall(r"<mark[^>]*>(.*?)</mark>", page)]


def test_markup_in_the_text_stays_text():
    page = marked(HOSTILE, [Span(0, 8)])
    assert "<script" not in page and "<img" not in page
    assert read(page) == HOSTILE
    assert marks(page) == ["<script>"]


def test_a_label_or_address_cannot_leave_its_attribute():
    page = marked("abc", [Span(0, 1, label='"><script>', href="/admin/?a=1&b=\"'>")])
    assert "<script" not in page and "'>" not in page


def test_offsets_count_code_points():
    text = "🇱🇹 Kasčiūnas: “it's empty”"
    start = text.index("“")
    assert marks(marked(text, [Span(start, len(text))])) == ["“it's empty”"]


def test_nested_spans_are_both_marked():
    page = marked("one two three", [Span(0, 13, number="1"), Span(4, 7, number="2")])
    assert marks(page) == ["1one ", "2two", " three"]


def test_a_long_text_is_cut_around_the_span_and_says_so():
    text = "a" * 5000 + "HERE" + "b" * 5000
    page = marked(text, [span := Span(5000, 5004), Span(10, 20)], around=span)
    assert f"{5000 - AROUND:,} characters" in page
    assert marks(page) == ["HERE"]


def test_a_span_outside_the_text_marks_nothing():
    assert marks(marked("short", [Span(3, 99), Span(4, 2)])) == []


def test_unseen_characters_are_shown():
    assert "RLO" in visible("a\u202eb") and "RIGHT-TO-LEFT OVERRIDE" in visible("a\u202eb")
    assert plain("a\u200bb\u202ec") == "a[ZWSP]b[RLO]c"


@given(st.text(max_size=60), st.data())
def test_the_text_survives_whatever_is_marked(text, data):
    edge = st.integers(0, len(text))
    spans = [Span(*sorted(data.draw(st.tuples(edge, edge)))) for _ in range(3)]
    page = marked(text, spans)
    assert read(page) == "".join(UNSEEN.get(letter, letter) for letter in text)
