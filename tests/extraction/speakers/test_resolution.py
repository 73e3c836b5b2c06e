"""Who is meant: by a last name, an office, a pronoun; and who is nobody in particular."""

import pytest

from claims.extraction import extract, read_article


def speakers(text):
    return [
        (item.speaker, item.speaker_name, item.speaker_kind, item.basis)
        for item in extract(read_article(text)).statements
    ]


def test_a_last_name_is_given_in_full():
    text = "Elm\n\nMayor Ann Lee opened the hall. Lee said it was late."
    assert speakers(text) == [("Lee", "Ann Lee", "person", "named")]


def test_an_office_is_given_its_holder():
    text = "Elm\n\nFinance Minister Ann Lee and Bob Roy met. The minister said it was late."
    assert speakers(text) == [("The minister", "Ann Lee", "person", "title")]


def test_a_pronoun_means_the_last_subject_that_it_fits():
    text = "Elm\n\nAnna Lee met Peter Roy. “It is late,” she said. “It is early,” he said."
    assert speakers(text) == [
        ("she", "Anna Lee", "person", "pronoun"),
        ("he", "Peter Roy", "person", "pronoun"),
    ]


def test_a_name_after_the_office_is_the_speaker():
    text = "Bob Roy's lawyer, Ann Lee, said that the bus was late."
    assert speakers(text) == [("Bob Roy's lawyer", "Ann Lee", "person", "named")]


def test_the_one_who_was_asked_is_the_speaker():
    text = "Asked whether it was late, Ms. Lee nodded, saying that it was very late."
    assert speakers(text) == [("Ms. Lee", "Lee", "person", "named")]


def test_a_place_is_nobody():
    text = "Elm\n\nIt rained in New Hampshire. He said it was late."
    assert speakers(text) == [("He", "", "person", "")]


@pytest.mark.parametrize(
    ("subject", "name", "kind"),
    [
        ("Officials", "", "anonymous"),
        ("A police source", "", "anonymous"),
        ("Residents", "", "group"),
        ("The ministry", "", "organisation"),
        ("The New York Times", "New York Times", "organisation"),
        ("The minister", "", "office"),
        ("A spokesman", "", "anonymous"),
        ("Officials in Kabul", "", "anonymous"),
        ("A Downing Street spokesman", "", "anonymous"),
        ("Beijing", "Beijing", "organisation"),
        ("The WHO", "WHO", "organisation"),
        ("Neighbours", "", "group"),
        ("One of the aides", "", "anonymous"),
        ("Analysts at Barclays", "", "group"),
        ("Lawyers for Ann Lee", "", "group"),
        ("Ann Lee's lawyer", "", "office"),
        ("Ann Lee and Bob Roy", "Ann Lee", "person"),
        ("The University of Oslo", "University of Oslo", "organisation"),
    ],
)
def test_kinds(subject, name, kind):
    ((_, resolved, found, _),) = speakers(f"{subject} said that the bus was late.")
    assert (resolved, found) == (name, kind)


@pytest.mark.parametrize(
    ("subject", "name", "role"),
    [
        ("Transport Minister Ann Lee", "Ann Lee", "Transport Minister"),
        ("Former Secretary of State Ann Lee", "Ann Lee", "Former Secretary of State"),
        ("Ann Lee, head of the board,", "Ann Lee", "head of the board"),
        ("Mr. Lee", "Lee", ""),
        ("Shadow chancellor Rachel Dean", "Rachel Dean", "Shadow chancellor"),
        ("Greta Falk, 19, from Elm,", "Greta Falk", ""),
    ],
)
def test_names_and_roles(subject, name, role):
    (item,) = extract(read_article(f"{subject} said that the bus was late.")).statements
    assert (item.speaker_name, item.role) == (name, role)
