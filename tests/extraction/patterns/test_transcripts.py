"""Transcripts: whose the turns are, and what only looks like one."""

import pytest

from claims.extraction import extract, read_article


def turns(text):
    extraction = extract(read_article(text))
    return [
        (item.speaker, item.speaker_name, extraction.quote(item))
        for item in extraction.statements
        if item.pattern == "transcript"
    ]


LEAD = "A talk about the dikes\n\nProfessor Nela Varga has measured the river since May.\n\n"


@pytest.mark.parametrize(("asks", "answers"), [("Q: ", "A: "), ("Q. ", "A. ")])
def test_the_letters_of_an_interview_stand_for_whom_the_lead_names(asks, answers):
    text = f"{LEAD}{asks}Is it rising?\n\n{answers}Yes. Slowly.\n\n{asks}And?\n\n{answers}We wait."
    assert turns(text) == [
        (asks[0], "", "Is it rising?"),
        ("A", "Nela Varga", "Yes. Slowly."),
        (asks[0], "", "And?"),
        ("A", "Nela Varga", "We wait."),
    ]
    statement = next(item for item in extract(read_article(text)).statements if item.speaker == "A")
    assert (statement.basis, statement.kind) == ("elsewhere", "direct")


def test_where_the_lead_names_two_alike_nobody_is_guessed():
    text = (
        "A talk\n\nNela Varga and Ulf Sand met on Friday.\n\nQ: Well?\n\nA: It rises by the hour."
    )
    assert [name for _, name, _ in turns(text)] == ["", ""]


def test_who_signs_the_interview_does_not_answer():
    text = "A talk\n\nBy Ulf Sand\n\nNela Varga knows the river.\n\nQ: Well?\n\nA: It rises again."
    assert [name for _, name, _ in turns(text)] == ["", "Nela Varga"]


def test_an_answer_may_have_several_paragraphs_but_directions_are_nobodys():
    text = (
        f"{LEAD}Q: Is it rising?\n\nA: Yes, by a hand every hour.\n\nWe moved the sheep.\n\n"
        "(Laughs.)\n\nQ: And the cows?\n\nA: They moved before us.\n\nThe river fell on Sunday."
    )
    assert [words for _, _, words in turns(text)] == [
        "Is it rising?",
        "Yes, by a hand every hour.\n\nWe moved the sheep.",
        "And the cows?",
        "They moved before us.",
    ]


def test_turns_in_capitals_may_be_short():
    text = (
        "Night at the council\n\nMAYOR VARGA: The dike holds.\n\nCOUNCILLOR SAND: No!\n\n"
        "MAYOR VARGA: Look again.\n\nCHAIR (to the gallery): Quiet."
    )
    assert [(label, words) for label, _, words in turns(text)] == [
        ("MAYOR VARGA", "The dike holds."),
        ("COUNCILLOR SAND", "No!"),
        ("MAYOR VARGA", "Look again."),
        ("CHAIR", "Quiet."),
    ]


def test_titles_in_capitals_are_read_as_titles():
    text = "Hearing\n\nDR. LEE: We have no beds left at all.\n\nREP. SMITH: None?"
    assert [name.casefold() for _, name, _ in turns(text)] == ["lee", "smith"]


def test_turns_may_carry_the_time():
    text = "Call\n\n[00:01] SAND: Where is the water now?\n\n[00:04] VARGA: At the second mark."
    assert [label for label, _, _ in turns(text)] == ["SAND", "VARGA"]


def test_names_in_cyrillic_capitals_are_labels_too():
    text = "Розмова\n\nВАРГА: Чи росте річка цієї ночі?\n\nСАНД: Росте на долоню щогодини."
    assert [label for label, _, _ in turns(text)] == ["ВАРГА", "САНД"]


@pytest.mark.parametrize(
    "text",
    [
        "Votes\n\nVarga: 547.\n\nSand: 46.\n\nVarga: 2,316.\n\nSand: 12.",
        "Fair\n\nWHEN: Sunday from ten until it gets dark.\n\nWHERE: On the old market square.",
        "Claims\n\nClaim: The dike was never built.\n\nVerdict: False, built twice."
        "\n\nClaim: The river has no name at all.\n\nVerdict: False, it has three of them.",
        "Grades\n\nA: The school at the lake.\n\nB: The school at the mill.",
    ],
)
def test_lists_are_no_transcripts(text):
    assert turns(text) == []


def test_a_label_used_once_between_turns_is_one_too():
    text = (
        "Talk\n\nHost: Ms Varga, does the dike hold tonight?\n\nVarga: So far.\n\nHost: Thank you."
    )
    assert [(label, words) for label, _, words in turns(text)] == [
        ("Host", "Ms Varga, does the dike hold tonight?"),
        ("Varga", "So far."),
        ("Host", "Thank you."),
    ]


def test_a_text_may_begin_with_a_turn():
    text = "SAND: Is it up?\n\nVARGA: By a hand since we met this morning.\n\nSAND: Thanks."
    assert [label for label, _, _ in turns(text)] == ["SAND", "VARGA", "SAND"]


def test_a_headline_above_an_interview_is_no_turn():
    text = "Varga: We wait\n\nA talk.\n\nHost: Is the water up now?\n\nVarga: Yes.\n\nHost: Well."
    assert [label for label, _, _ in turns(text)] == ["Host", "Varga", "Host"]


def test_directions_are_not_said():
    text = (
        "Hearing\n\nSAND: Was it you who left the gate open? (LAUGHTER)\n\n"
        "VARGA: No. (CROSSTALK) It was (as you know) the wind.\n\n(APPLAUSE)\n\n"
        "SAND: (laughs) Fine."
    )
    article = read_article(text)
    parts = [
        [article.text[start:end] for start, end in item.parts]
        for item in extract(article).statements
    ]
    assert parts == [
        ["Was it you who left the gate open?"],
        ["No.", "It was (as you know) the wind."],
        ["Fine."],
    ]


def test_a_papers_own_label_is_no_turn():
    text = (
        "Mill\n\nEXCLUSIVE: The mill will close next week, its workers hear."
        "\n\nANN LEE: It was a shock to us all here."
    )
    assert [label for label, _, _ in turns(text)] == ["ANN LEE"]
