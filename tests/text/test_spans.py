"""A quote is what stands in the text at its offsets."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.text.spans import context, normalise, occurrences, quote_at


def test_only_line_ends_are_normalised():
    assert normalise("a\r\nb\rc\u00a0d e\u0301") == "a\nb\rc\u00a0d e\u0301"


def test_a_nul_is_refused_and_its_line_named():
    with pytest.raises(ValueError, match="line 2"):
        normalise("one\ntwo\0")


@pytest.mark.parametrize(("start", "end"), [(-1, 2), (0, 6), (3, 3), (4, 2), (6, 7)])
def test_a_span_outside_the_text_is_refused(start, end):
    with pytest.raises(ValueError):
        quote_at("words", start, end)
    with pytest.raises(ValueError):
        context("words", start, end)


def test_offsets_count_code_points():
    assert quote_at("𝄞 Kasčiūnas", 2, 11) == "Kasčiūnas"


def test_occurrences_overlap_and_an_empty_quote_has_none():
    assert occurrences("aaa", "aa") == [0, 1]
    assert occurrences("aaa", "") == []
    assert occurrences("aaa", "b") == []


@given(st.text(max_size=80), st.data())
def test_context_and_quote_join_to_the_text(text, data):
    text = "." + text
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    prefix, suffix = context(text, start, end)
    assert prefix + quote_at(text, start, end) + suffix in text
    assert len(prefix) == min(32, start) and len(suffix) == min(32, len(text) - end)
    assert start in occurrences(text, quote_at(text, start, end))
