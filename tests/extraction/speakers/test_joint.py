"""Joint speakers: each who is named gets the words, and no name is made of half a body's."""

import pytest

from claims.extraction import Gazetteer, KnownSpeaker, extract, read_article
from claims.extraction.lines import statements_as_json


def joint(text, gazetteer=None):
    (found,) = extract(read_article(text), gazetteer).statements
    for other in found.joint:
        assert text[other.start : other.end] == other.speaker
    return [found.speaker, *(other.speaker for other in found.joint)]


@pytest.mark.parametrize(
    ("text", "speakers"),
    [
        ("Ann Lee and Bo Dahl said the bridge was safe.", ["Ann Lee", "Bo Dahl"]),
        ("“It is safe,” said Ann Lee and Bo Dahl.", ["Ann Lee", "Bo Dahl"]),
        ("“It is safe,” said Ann Lee, Bo Dahl and Cy Roe.", ["Ann Lee", "Bo Dahl", "Cy Roe"]),
        ("“It is safe,” Ann Lee, Bo Dahl and Cy Roe said.", ["Ann Lee", "Bo Dahl", "Cy Roe"]),
        ("According to Ann Lee and Bo Dahl, it is safe.", ["Ann Lee", "Bo Dahl"]),
        ("In Paris, Ann Lee and Bo Dahl said it was safe.", ["Ann Lee", "Bo Dahl"]),
        (
            "President Ann Lee and prime minister Bo Dahl said it was safe.",
            ["President Ann Lee", "prime minister Bo Dahl"],
        ),
        (
            "France, Germany and Britain said the talks had failed.",
            ["France", "Germany", "Britain"],
        ),
        (
            "“It is safe,” said Mayor Ann Lee and her deputy Bo Dahl.",
            ["Mayor Ann Lee", "her deputy Bo Dahl"],
        ),
        ("Bo Roe, the boss, and Cy Dunn, the clerk, said it was late.", ["Bo Roe", "Cy Dunn"]),
        ("“It is late,” said Bo Roe, the boss, and Cy Dunn, the clerk.", ["Bo Roe", "Cy Dunn"]),
        ("Greenpeace, Oxfam and Ann Lee said it was late.", ["Greenpeace", "Oxfam", "Ann Lee"]),
        ("The Kremlin and the Pentagon said it was safe.", ["The Kremlin", "the Pentagon"]),
        (
            "Анна Коваленко та Іван Петренко заявили, що міст безпечний.",
            ["Анна Коваленко", "Іван Петренко"],
        ),
    ],
)
def test_all_who_are_named_together_are_the_speakers(text, speakers):
    assert joint(text) == speakers


@pytest.mark.parametrize(
    "subject",
    [
        "The Ministry of Trade and Industry",
        "The Department of Health and Human Services",
        "The Food and Drug Administration",
        "Citizenship and Immigration Services",
        "Johnson and Johnson",
        "Smith and Wesson",
        "Ann Lee and others",
        "Reporters and Ann Lee",
    ],
)
def test_one_body_and_people_without_a_name_are_not_joint(subject):
    assert joint(f"{subject} said that the bus was late.") == [subject]


def test_last_names_are_given_in_full_with_their_roles():
    text = "Elm\n\nMayor Ann Lee met Governor Bo Dahl.\n\nLee and Dahl said the bus was late."
    (found,) = extract(read_article(text)).statements
    (other,) = found.joint
    assert (found.speaker, found.speaker_name, found.basis) == ("Lee", "Ann Lee", "named")
    assert (other.speaker, other.speaker_name, other.speaker_kind) == ("Dahl", "Bo Dahl", "person")


def test_two_given_names_before_one_last_name_are_two_people():
    text = "Ann and Bo Lee said the bus was late."
    (found,) = extract(read_article(text)).statements
    (other,) = found.joint
    assert (found.speaker, found.speaker_name) == ("Ann", "Ann Lee")
    assert (other.speaker, other.speaker_name) == ("Bo Lee", "Bo Lee")


def test_a_known_speaker_of_one_word_is_one():
    text = "“The bus is late,” Ann Lee and Greenleaf said."
    assert joint(text) == ["Ann Lee and Greenleaf"]
    known = Gazetteer((KnownSpeaker("Greenleaf", kind="organisation"),))
    assert joint(text, known) == ["Ann Lee", "Greenleaf"]


def test_json_holds_the_further_speakers():
    text = "Mayor Ann Lee and Governor Bo Dahl said that the bus was late."
    (line,) = statements_as_json(extract(read_article(text)))
    assert (line["speaker"], line["speaker_name"]) == ("Mayor Ann Lee", "Ann Lee")
    assert line["joint"] == [
        {
            "speaker": "Governor Bo Dahl",
            "speaker_start": text.index("Governor"),
            "speaker_end": text.index(" said"),
            "speaker_name": "Bo Dahl",
            "kind": "person",
            "role": "Governor",
        }
    ]
