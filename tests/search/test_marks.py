"""What was found is marked where it stands, in code points of the text as it is."""

from unicodedata import normalize

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.search.marks import WIDTH, Field, marks, snippets
from claims.search.queries import parse


def marked(text: str, q: str, language: str = "", stemming: str = "") -> list[str]:
    found = marks(text, parse(q, stemming=stemming), language)
    return [text[start:end] for start, end in found]


@pytest.mark.parametrize(
    ("text", "q", "found"),
    [
        ("The Suwałki Gap", "suwalki", ["Suwałki"]),
        ("München’s O’Brien", "o'brien MUNCHEN", ["München", "O’Brien"]),
        ("Im Straßenverkehr", "strassen*", ["Straßenverkehr"]),
        ("Kasčiūnas said", "Кащюнас", ["Kasčiūnas"]),
        ("Лукашенка сказав", "lukashenko", ["Лукашенка"]),
        ("中国人民解放军", "解放军", ["解放军"]),
        ("中国人民解放军", "军", ["军"]),
        ("COVID-19 and 19 more", "covid-19", ["COVID-19"]),
        ("gap the gap", '"the gap"', ["the gap"]),
        ("a gap", "-gap", []),
        ("\U0001f600 gap", "gap", ["gap"]),
        ("so\u00adft", "soft", ["so\u00adft"]),
        ("cafe\u0301 noir", "café", ["cafe\u0301"]),
        (normalize("NFD", "대한민국 서울특별시"), "서울", [normalize("NFD", "서울")]),
        ("Он сказал, что на то воля", "on na to", []),
    ],
)
def test_what_was_found_is_marked(text: str, q: str, found: list[str]) -> None:
    assert marked(text, q) == found


def test_a_name_is_marked_in_other_scripts_as_it_is_found() -> None:
    assert marks("Ким Чен Ын", parse("kim"), name=True) == [(0, 3)]
    assert marks("Ким Чен Ын", parse("kim")) == [], "in a text it is found by its own letters"


def test_other_forms_are_marked_where_they_were_looked_for() -> None:
    assert marked("The vaccinated", "vaccine", "en", "en") == ["vaccinated"]
    assert marked("The vaccinated", "vaccine", "en") == []
    assert marked("The vaccinated", "vaccine", "lt", "en") == []


@given(st.text(max_size=80), st.text(max_size=30))
def test_marks_are_in_order_and_within_the_text(text: str, q: str) -> None:
    end = 0
    for start, until in marks(text, parse(q), "en"):
        assert end <= start < until <= len(text)
        end = until


@given(
    st.text(
        alphabet=st.characters(max_codepoint=0x10FF, exclude_categories=["C"]),
        min_size=1,
        max_size=30,
    )
)
def test_a_word_is_marked_wherever_it_is_found(text: str) -> None:
    for word in text.split():
        if '"' not in word and any(term for term in parse(word).wanted):
            assert marks(f"x {word} x", parse(word)) != []


def test_a_snippet_is_the_stretch_with_the_most_marks() -> None:
    text = "gap " + "filler " * 60 + "gap after gap and gap " + "filler " * 60
    (found,) = snippets([Field("/claim", text)], parse("gap"))
    assert found.pointer == "/claim"
    assert [text[start:end] for start, end in found.marks] == ["gap"] * 3
    assert 0 < found.start <= found.marks[0][0]
    assert found.marks[-1][1] <= found.end <= found.start + WIDTH


def test_each_field_gives_one_snippet_the_first_fields_at_most_three() -> None:
    fields = [Field(f"/{number}", "a gap" if number else "nothing") for number in range(9)]
    assert [one.pointer for one in snippets(fields, parse("gap"))] == ["/1", "/2", "/3"]
