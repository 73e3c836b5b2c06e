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


@pytest.mark.parametrize(
    ("sentence", "name"),
    [
        ("Bo Roe met Ann Lee, who said the bridge was safe.", "Ann Lee"),
        ("Ann Lee met Bo Roe, who said the bridge was safe.", "Bo Roe"),
        ("On Monday Vance, who has often said the bridge was safe, left.", "Vance"),
        ("Ann Lee met experts who said the bridge was safe.", ""),
        ("Ann Lee met two aides, who said the bridge was safe.", ""),
    ],
)
def test_who_means_the_one_named_right_before(sentence, name):
    ((_, found, _, _),) = speakers(f"Elm\n\n{sentence}")
    assert found == name


@pytest.mark.parametrize(
    "source", ["a source close to the talks", "a person familiar with the matter"]
)
def test_an_unnamed_source_keeps_what_it_is_close_to(source):
    ((mention, name, kind, _),) = speakers(f"Elm\n\n“The deal is very near,” said {source}.")
    assert (mention, name, kind) == (source, "", "anonymous")
