"""Kinds of speaker: persons, bodies, groups, and those who are nobody."""

import pytest

from claims.extraction import extract, read_article

LEAST = 0.4


def only(text):
    (found,) = extract(read_article(f"Elm\n\n{text}")).statements
    return found


@pytest.mark.parametrize(
    "name",
    [
        "Greenpeace",
        "Shell",
        "Downing Street",
        "The Kremlin",
        "Hamas",
        "Amnesty International",
        "NATO",
        "The White House",
        "Ukrinform",
        "Human Rights Watch",
        "Goldman Sachs",
        "The Louvre",
        "New Hampshire",
        "Elmtree Airlines",
        "El País",
        "The charity Elmtree",
        "Elmtree, a charity,",
    ],
)
def test_a_body_is_no_person(name):
    found = only(f"{name} said that the bus was late.")
    assert found.speaker_kind == "organisation"


@pytest.mark.parametrize(
    "text",
    [
        "Elmtree cut its losses. Elmtree said that the bus was late.",
        "They left the power company, Elmtree. Elmtree said that the bus was late.",
        "The Elmtree will close. Elmtree said that the bus was late.",
    ],
)
def test_the_words_beside_a_name_tell_a_body(text):
    assert only(text).speaker_kind == "organisation"


@pytest.mark.parametrize("name", ["Grace Street", "Grace House", "Brent Hale III", "Teresa May"])
def test_a_person_is_no_body(name):
    found = only(f"{name} said that the bus was late.")
    assert (found.speaker_name, found.speaker_kind) == (name, "person")


@pytest.mark.parametrize(
    ("subject", "kind"),
    [
        ("Ann Lee supporters", "group"),
        ("Ann Lee voters", "group"),
        ("The Ann Lee campaign", "organisation"),
        ("Ann Lee's lawyer", "office"),
        ("A top Ann Lee adviser", "anonymous"),
        ("Kane aides", "anonymous"),
        ("A nurse", "anonymous"),
        ("House Republicans", "group"),
        ("A 14-year-old boy", "anonymous"),
        ("Analysts including Ebba Lund", "group"),
    ],
)
def test_whom_a_name_only_describes_is_not_its_bearer(subject, kind):
    found = only(f"{subject} said that the bus was late.")
    assert (found.speaker, found.speaker_name, found.speaker_kind) == (subject, "", kind)


@pytest.mark.parametrize(
    "subject",
    [
        "Nobody in Hull",
        "No one in Hull",
        "No-one",
        "None of them",
        "Few in Hull",
        "Few people",
        "Everyone in Hull",
        "Everybody",
        "Hardly anyone",
    ],
)
@pytest.mark.parametrize("verb", ["said", "believes", "thinks"])
def test_nobody_and_all_the_world_say_nothing_worth_a_draft(subject, verb):
    text = f"Elm\n\n{subject} {verb} that the bus is late."
    for found in extract(read_article(text)).statements:
        assert found.speaker_name == ""
        assert found.confidence < LEAST


@pytest.mark.parametrize(
    ("subject", "role"),
    [
        ("Weeks ago Ann Lee", ""),
        ("Last month Ann Lee", ""),
        ("Three years ago Mayor Ann Lee", "Mayor"),
        ("Norway's Lee", ""),
        ("The New Elm Times' Ann Lee", ""),
        ("19-year-old Ann Lee", ""),
        ("Ex-MP Ann Lee", "Ex-MP"),
        ("St. Louis Mayor Ann Lee", "St. Louis Mayor"),
        ("Health Secretary Sir Alan Lee", "Health Secretary"),
        ("The late Ann Lee", ""),
        ("Her neighbour Ann Lee", "neighbour"),
        ("Baker Ann Lee", "Baker"),
        ("Cllr Ann Lee", "Cllr"),
        ("Supervisor of Elections Ann Lee", "Supervisor of Elections"),
    ],
)
def test_a_role_is_what_somebody_is(subject, role):
    found = only(f"{subject} said that the bus was late.")
    assert found.speaker_name in ("Ann Lee", "Lee", "Alan Lee")
    assert found.role == role


def test_a_capital_that_only_opens_a_sentence_makes_no_name():
    text = "Some rescuers were hurt. Rescuers said that the bus was late."
    assert (only(text).speaker_name, only(text).speaker_kind) == ("", "group")
    assert only("Plumbers said that the bus was late.").speaker_kind == "group"
    assert only("Wells met rescuers. Wells said that the bus was late.").speaker_name == "Wells"


def test_a_label_in_capitals_is_a_person():
    text = (
        "Elm\n\nLEE: The bus is late because it rained.\n\nROE: It is not late at all, I tell you."
    )
    kinds = [
        (item.speaker_name, item.speaker_kind) for item in extract(read_article(text)).statements
    ]
    assert kinds == [("LEE", "person"), ("ROE", "person")]
