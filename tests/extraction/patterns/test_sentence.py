"""The patterns: one sentence in, who said which words out."""

import pytest

from claims.extraction import extract, read_article


def found(text):
    extraction = extract(read_article(text))
    return [
        (item.speaker, item.cue, extraction.quote(item), item.pattern)
        for item in extraction.statements
    ]


@pytest.mark.parametrize(
    ("sentence", "speaker", "words", "pattern"),
    [
        ("Lee said that it was late.", "Lee", "it was late.", "speaker-then-words"),
        ("Lee said it was late.", "Lee", "it was late.", "speaker-then-words"),
        ("Lee said on Monday he was late.", "Lee", "he was late.", "speaker-then-words"),
        ("Lee told reporters the bus was late.", "Lee", "the bus was late.", "speaker-then-words"),
        ("Lee promised on Sunday to pay.", "Lee", "to pay.", "speaker-then-words"),
        ("Lee said: “It is late.”", "Lee", "“It is late.”", "speaker-then-words"),
        ("“It is late,” Lee said.", "Lee", "“It is late,”", "quote-then-speaker"),
        ("“It is late,” said Ann Lee, a farmer.", "Ann Lee", "“It is late,”", "quote-then-speaker"),
        ("“It is late,” Lee barked.", "Lee", "“It is late,”", "quote-then-speaker"),
        ("The bus is always late, Lee said.", "Lee", "The bus is always late",
         "clause-then-speaker"),
        ("The bus, Lee said, is late.", "Lee", "The bus, Lee said, is late.", "parenthesis"),
        ("According to Lee, the bus is late.", "Lee", "the bus is late.", "according-to"),
        ("The bus is late, according to Ann Lee.", "Ann Lee", "The bus is late", "according-to"),
        ("As Lee put it, the bus was late.", "Lee", "the bus was late.", "as-said"),
        ("Lee, a farmer from Elm, said it was late.", "Lee", "it was late.", "speaker-then-words"),
        ("Estonia's premier, Ann Lee, warned that it was late.", "Estonia's premier",
         "it was late.", "speaker-then-words"),
        ("Lee made the point that it was late.", "Lee", "it was late.", "noun"),
        ("Lee is confident that it will rain.", "Lee", "it will rain.", "noun"),
        ("Lee leaned in: “It is far too late.”", "Lee", "“It is far too late.”", "colon"),
        ("Lee rewarded them for “coming so early”.", "Lee", "them for “coming so early”.",
         "quoted-words"),
        ("Lee was asked by Ann Bell whether it was late.", "Ann Bell", "whether it was late.",
         "speaker-then-words"),
        ("“Never again.” ― Ann Lee, farmer", "Ann Lee", "“Never again.”", "signed"),
    ],
)  # fmt: skip
def test_one_statement(sentence, speaker, words, pattern):
    assert [(who, what, rule) for who, _, what, rule in found(sentence)] == [
        (speaker, words, pattern)
    ]


@pytest.mark.parametrize(
    "sentence",
    [
        "The state parties met.",
        "The report was long.",
        "Lee said so.",
        "The two met at West Point on Monday.",
        "I think that is all.",
        "The “Broad Street” star opened the shop.",
        "It was reported missing.",
    ],
)
def test_no_statement(sentence):
    assert found(sentence) == []


@pytest.mark.parametrize(
    ("sentence", "words"),
    [
        ("Lee advocated a ban, angering many.", "a ban"),
        ("Lee said it was late, adding that he would go.", "it was late"),
        ("Lee said it was late and asked them to go.", "it was late"),
        ("While Lee said it was late, others stayed.", "it was late"),
        ("Lee said it was late, while Bell said it was early.", "it was late"),
        ("Lee said the plan “would fail,” referring to the bridge.", "the plan “would fail,”"),
        ("Lee says he came and asked for help.", "he came and asked for help."),
    ],
)
def test_the_words_end_where_the_reporter_takes_over(sentence, words):
    assert found(sentence)[0][2] == words


def test_an_interrupted_quotation_is_one_statement_in_two_parts():
    text = "“It is late,” Lee said, smiling. “It is always late.”"
    extraction = extract(read_article(text))
    (item,) = extraction.statements
    assert extraction.quote(item) == text
    assert [text[start:end] for start, end in item.parts] == [
        "“It is late,”",
        "“It is always late.”",
    ]


def test_a_quotation_goes_on_over_paragraphs():
    text = "Elm\n\nLee told the congress: “We have waited.\n\n“Tomorrow has come.”\n\nThey rose."
    ((_, _, words, _),) = found(text)
    assert words == "“We have waited.\n\n“Tomorrow has come.”"


def test_a_transcript_is_read_turn_by_turn():
    text = (
        "On air\n\nMOE: Is the water safe to drink?\n\n"
        "LEE: It is safe in the city.\n\nMOE: And in the north of it?"
    )
    assert [who for who, *_ in found(text)] == ["MOE", "LEE", "MOE"]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("“It is late,” Lee said.", "direct"),
        ("Lee called it “late”.", "mixed"),
        ("Lee said it was late.", "indirect"),
        ("Ann Lee: bus late again\n\nMany had to walk home on Monday.", "headline"),
        ("On air\n\nLEE: It is safe in the city.", "direct"),
    ],
)
def test_kinds(text, kind):
    (item,) = extract(read_article(text)).statements
    assert item.kind == kind


@pytest.mark.parametrize(
    ("speaker", "party"),
    [
        ("Ministry spokeswoman Ann Lee", "Ministry"),
        ("Ann Lee, spokeswoman for the ministry,", "ministry"),
        ("Ann Lee", ""),
    ],
)
def test_for_whom_a_spokeswoman_speaks(speaker, party):
    (item,) = extract(read_article(f"{speaker} said that it was late.")).statements
    assert item.on_behalf_of == party


def test_thoughts_inside_reported_words_are_not_statements_of_their_own():
    ((speaker, *_),) = found("Lee said that Bell thought it was late.")
    assert speaker == "Lee"


def test_a_denied_or_merely_possible_statement_is_trusted_less():
    plain, denied, possible = (
        extract(read_article(f"Ann Lee {verb} the bus was late.")).statements[0].confidence
        for verb in ("said", "did not say", "would say")
    )
    assert plain > denied
    assert plain > possible


@pytest.mark.parametrize(
    ("sentence", "speaker", "words"),
    [
        ("According to Ann Lee, head of the clinic, the bus is late.", "Ann Lee",
         "the bus is late."),
        ("According to Elm's chief executive, Ann Lee, the bus is late.", "Elm's chief executive",
         "the bus is late."),
        ("According to Ann Lee, the mayor, Bo Roe, was late.", "Ann Lee",
         "the mayor, Bo Roe, was late."),
        ("According to Ann Lee, buses, trams and boats are late.", "Ann Lee",
         "buses, trams and boats are late."),
        ("Ann Lee said that: “It is late.”", "Ann Lee", "“It is late.”"),
        ("Ann Lee said that: the bus is late.", "Ann Lee", "the bus is late."),
        ("Mo Day, a biologist, said bees dream.", "Mo Day", "bees dream."),
        ("The bus is late, said union leaders.", "union leaders", "The bus is late"),
    ],
)  # fmt: skip
def test_what_is_said_of_the_speaker_is_not_said_by_them(sentence, speaker, words):
    ((who, _, said, _),) = found(sentence)
    assert (who, said) == (speaker, words)


@pytest.mark.parametrize(
    "wish",
    ["asked to remain anonymous", "asked not to be named", "requested anonymity"],
)
def test_a_wish_not_to_be_named_is_no_statement(wish):
    ((who, _, said, _),) = found(f"An aide, who {wish}, said that the bus was late.")
    assert (who, said) == ("An aide", "the bus was late.")


def test_to_be_named_something_is_one():
    assert found("Ann Lee promised to be named captain.")[0][2] == "to be named captain."


def test_a_sentence_may_break_off():
    assert [who for who, *_ in found("Ann Lee said the bus, which was late, and")] == ["Ann Lee"]
