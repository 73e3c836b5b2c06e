"""Sentences end where a reader sees them end, and never inside a quotation."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.extraction.reading.paragraphs import paragraphs
from claims.extraction.reading.sentences import LONGEST_SENTENCE, sentences


def split(text):
    return [text[row.start : row.end] for row in sentences(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It rained. We left.", ["It rained.", "We left."]),
        ("Gov. Ann B. Lee of the U.S. said no.", ["Gov. Ann B. Lee of the U.S. said no."]),
        ("He lives in the U.S. The rest moved.", ["He lives in the U.S.", "The rest moved."]),
        ("It cost 1.5 million. So what?", ["It cost 1.5 million.", "So what?"]),
        ("“Go. Now.” He left.", ["“Go. Now.”", "He left."]),
        ("“Go! Now!” Lee said.", ["“Go! Now!” Lee said."]),
        ("“Go.” Lee said.", ["“Go.” Lee said."]),
        ("“Go.” Lee said he would.", ["“Go.”", "Lee said he would."]),
        ("“Why?” Moe told fans.", ["“Why?” Moe told fans."]),
        ("“Why?” Moe, his aide, said he would.", ["“Why?”", "Moe, his aide, said he would."]),
        ("“Why?” Moe told fans that it rained.", ["“Why?”", "Moe told fans that it rained."]),
        ("14:05 Mayor Lee: “No.” He left.", ["Mayor Lee: “No.”", "He left."]),
        ("— Ні! — сказав він. Дощило.", ["— Ні! — сказав він.", "Дощило."]),
        ("OSLO, March 4 (Norpress) — It rained.", ["It rained."]),
    ],
)
def test_limits(text, expected):
    assert split(text) == expected


def test_paragraphs_end_at_line_breaks_but_not_inside_hard_wrapped_sentences():
    wrapped = (
        "The town council voted on Monday evening for a bike lane on\n"
        "Mill Road, which many had asked for.\nNext line."
    )
    assert [wrapped[start:end] for start, end in paragraphs(wrapped)] == [
        "The town council voted on Monday evening for a bike lane on\n"
        "Mill Road, which many had asked for.",
        "Next line.",
    ]


@given(st.text(max_size=300))
def test_tokens_stand_in_order_inside_the_text(text):
    beyond = 0
    for row in sentences(text):
        assert 0 < len(row.tokens) <= LONGEST_SENTENCE
        for token in row.tokens:
            assert beyond <= token.start < token.end <= len(text)
            beyond = token.end
