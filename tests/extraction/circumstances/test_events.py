"""Through whom, when and where: what is stated, and what only follows from it."""

from typing import Any

import pytest

from claims.extraction import extract, read_article
from claims.text.dates import PartialDate


def statements(text, **known):
    about: dict[str, Any] = {
        "publisher": "Elm Gazette",
        "published": PartialDate.parse("2024-11-06"),
    }
    return extract(read_article(text, **{**about, **known})).statements


@pytest.mark.parametrize(
    ("sentence", "value", "precision"),
    [
        ("On 3 May 2021, Ann Lee said it was late.", "2021-05-03", "day"),
        ("On May 3, 2021, Ann Lee said it was late.", "2021-05-03", "day"),
        ("In May 2021, Ann Lee said it was late.", "2021-05", "month"),
        ("In 2021 Ann Lee said it was late.", "2021", "year"),
        ("Ann Lee said on Monday that it was late.", "2024-11-04", "day"),
        ("Ann Lee said on Thursday that it was late.", "2024-10-31", "day"),
        ("Ann Lee said yesterday that it was late.", "2024-11-05", "day"),
        ("Ann Lee said on December 3 that it was late.", "2023-12-03", "day"),
        ("Ann Lee said it was late.", "2024-11-06", "day"),
    ],
)
def test_dates(sentence, value, precision):
    (item,) = statements(sentence)
    assert item.said_on.as_json() == {"value": value, "precision": precision}


def test_a_date_inside_the_words_said_is_not_the_date_of_saying():
    (item,) = statements("Ann Lee said that in 2019 the bridge was closed.")
    assert item.said_on.value == "2024-11-06"


def test_a_weekday_means_nothing_without_the_day_of_the_article():
    (item,) = statements("Ann Lee said on Monday that it was late.", published=None)
    assert item.said_on is None


def chain(item):
    return [(step.relation, step.name, step.inferred) for step in item.steps]


@pytest.mark.parametrize(
    ("sentence", "relation", "name"),
    [
        ("As reported by Reuters, Ann Lee said it was late.", "citing", "Reuters"),
        ("Ann Lee told The Elm Times that it was late.", "quoting", "Elm Times"),
        ("“It is late,” Ann Lee said, according to CNN.", "citing", "CNN"),
        ("Ann Lee said in an interview with BBC News that it was late.", "quoting", "BBC News"),
    ],
)
def test_steps(sentence, relation, name):
    item = statements(sentence)[0]
    assert chain(item) == [("published", "Elm Gazette", False), (relation, name, False)]


def test_reporters_and_people_are_no_steps():
    for hearer in ("reporters", "Bob Roy", "the crowd"):
        (item,) = statements(f"Ann Lee told {hearer} that it was late.")
        assert chain(item) == [("published", "Elm Gazette", False)]


def test_a_step_is_inferred_for_the_same_speech_and_for_no_other():
    text = (
        "Elm\n\nAs reported by Reuters, Ann Lee said it was late. Lee said it would rain.\n\n"
        "Bob Roy said it was early."
    )
    first, second, third = statements(text)
    assert chain(first)[1:] == [("citing", "Reuters", False)]
    assert chain(second)[1:] == [("citing", "Reuters", True)]
    assert chain(third)[1:] == []


def test_the_publisher_is_no_step_of_its_own_article():
    (item,) = statements("As reported by the Elm Gazette, Ann Lee said it was late.")
    assert chain(item) == [("published", "Elm Gazette", False)]


@pytest.mark.parametrize(
    ("adjunct", "occasion", "place"),
    [
        ("at a rally in Norton", "rally in Norton", "Norton"),
        ("at the Geneva Security Dialogue conference", "Geneva Security Dialogue conference", ""),
        ("in an interview with Channel 6", "interview with Channel 6", ""),
        ("in Norton", "", "Norton"),
    ],
)
def test_occasion_and_place(adjunct, occasion, place):
    (item,) = statements(f"Ann Lee said {adjunct} that it was late.")
    assert (item.occasion, item.place) == (occasion, place)
