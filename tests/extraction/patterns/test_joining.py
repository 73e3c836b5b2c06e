"""Quotations of several paragraphs, of which only the last is closed."""

import pytest

from claims.extraction import extract, read_article


def said(text):
    extraction = extract(read_article(text))
    return [(item.speaker, extraction.quote(item)) for item in extraction.statements]


@pytest.mark.parametrize(("opens", "closes"), ["“”", "‘’", '""'])
def test_all_paragraphs_are_the_words_of_whoever_said_the_last(opens, closes):
    text = (
        f"Weavers strike\n\n{opens}We wove by day. We wove by night.\n\n{opens}Nobody paid us.\n\n"
        f"{opens}Now we stop,{closes} said weaver Jana Holt.\n\nThe looms stood still."
    )
    (statement,) = extract(read_article(text)).statements
    quote = text[statement.start : statement.end]
    assert (statement.speaker_name, statement.kind) == ("Jana Holt", "direct")
    assert quote.startswith(f"{opens}We wove") and quote.endswith(f"stop,{closes}")


def test_the_words_of_another_before_them_stay_apart():
    text = (
        "Weavers strike\n\n“The looms are ours,” owner Carl Rust said.\n\n"
        "“We wove by day.\n\n“Now we stop,” said weaver Jana Holt."
    )
    assert said(text) == [
        ("owner Carl Rust", "“The looms are ours,”"),
        ("weaver Jana Holt", "“We wove by day.\n\n“Now we stop,”"),
    ]


def test_a_quotation_that_was_attributed_first_stays_with_its_speaker():
    text = (
        "Weavers strike\n\nWeaver Jana Holt said: “We wove by day.\n\n“We wove by night.”\n\n"
        "“The looms are ours,” owner Carl Rust said."
    )
    assert [speaker for speaker, _ in said(text)] == ["Weaver Jana Holt", "owner Carl Rust"]


def test_an_excerpt_that_opens_with_another_mark_is_not_joined():
    text = 'News\n\n"The sheep are lost.\n\n“They are in the barn,” said shepherd Tom Fell.'
    assert said(text) == [("shepherd Tom Fell", "“They are in the barn,”")]


def test_a_quotation_after_an_interview_is_nobodys_answer():
    text = "Bees\n\nQ: How many?\n\nA: Two hives are left of them all.\n\n“I count bees every day.”"
    assert [words for _, words in said(text)] == ["How many?", "Two hives are left of them all."]
