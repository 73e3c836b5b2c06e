"""The seed article: every statement, its speaker, its way to the reader, its date."""

import json
from pathlib import Path

import pytest

from claims.extraction import extract, read_article

SEEDS = Path(__file__).parents[2] / "seeds"
MINISTER = "Laurynas Kasčiūnas"
FORUM = "10th Kyiv Security Forum for Youth"


@pytest.fixture
def found(seed):
    """The statements found, by the ids of the gold ones at the same place."""
    gold = json.loads((SEEDS / "statements.gold.jsonl").read_text("utf-8"))["statements"]
    by_span = {(item.start, item.end): item for item in seed.statements}
    return {item["id"]: by_span[item["content_start"], item["content_end"]] for item in gold}


def test_every_gold_statement_is_found_exactly_and_no_other(seed, found):
    assert len(found) == 10
    assert len(seed.statements) == 10


def test_the_text_is_the_article_byte_for_byte(seed, seed_text):
    assert seed.article.text == seed_text


@pytest.mark.parametrize(
    ("statement", "speaker", "name", "basis"),
    [
        ("S1", "Lithuanian defence minister", MINISTER, "title"),
        ("S2", "Lithuanian Defence Minister Laurynas Kasčiūnas", MINISTER, "named"),
        ("S3", "Kasčiūnas", MINISTER, "named"),
        ("S4", "the country", "", ""),
        ("S5", "he", MINISTER, "pronoun"),
        ("S6", "Kasčiūnas", MINISTER, "named"),
        ("S7", "the minister", MINISTER, "title"),
        ("S8", "Pavel Muraveyko", "Pavel Muraveyko", "named"),
        (
            "S9",
            "self-proclaimed Belarusian President Alexander Lukashenko",
            "Alexander Lukashenko",
            "named",
        ),
        ("S10", "the Lithuanian broadcaster LRT", "LRT", "named"),
    ],
)
def test_speakers_and_on_what_ground(found, statement, speaker, name, basis):
    item = found[statement]
    assert (item.speaker, item.speaker_name, item.basis) == (speaker, name, basis)


def test_roles_are_as_printed(found):
    assert found["S2"].role == "Lithuanian Defence Minister"
    assert found["S8"].role == "First Deputy Secretary of the Belarusian Security Council"
    assert found["S9"].role == "self-proclaimed Belarusian President"


def test_kinds(found):
    kinds = {name: item.kind for name, item in found.items()}
    assert kinds["S1"] == "headline"
    assert {kinds["S3"], kinds["S8"]} == {"mixed"}
    assert {kinds["S5"], kinds["S7"]} == {"direct"}
    assert {kinds[name] for name in ("S2", "S4", "S6", "S9", "S10")} == {"indirect"}


def test_speaker_kinds(found):
    assert found["S2"].speaker_kind == "person"
    assert found["S4"].speaker_kind == "group"
    assert found["S10"].speaker_kind == "organisation"


def test_the_agency_is_stated_where_the_article_states_it_and_inferred_elsewhere(found):
    chain = {
        name: [(step.relation, step.name, step.inferred) for step in item.steps[1:]]
        for name, item in found.items()
    }
    assert chain["S3"] == [("citing", "Ukrinform", False)]
    for name in ("S2", "S4", "S5", "S6", "S7"):
        assert chain[name] == [("citing", "Ukrinform", True)]
    for name in ("S1", "S8", "S9", "S10"):
        assert chain[name] == []


def test_the_source_in_hand_is_always_the_first_step(found):
    for item in found.values():
        first = item.steps[0]
        assert (first.position, first.relation, first.name) == (0, "published", "European Pravda")


def test_occasion_and_date_belong_to_their_speech_event(found):
    for name in ("S2", "S3", "S4", "S5", "S6", "S7"):
        assert found[name].occasion == FORUM
        assert found[name].said_on.as_json() == {"value": "2024-11-01", "precision": "day"}
    for name in ("S8", "S9", "S10"):
        assert found[name].occasion == ""
    assert found["S8"].said_on.as_json() == {"value": "2023-10", "precision": "month"}
    assert found["S9"].said_on.as_json() == {"value": "2024-03", "precision": "month"}
    assert found["S10"].said_on is None


def test_headline_and_byline_are_read_from_the_text_alone(seed_text):
    article = read_article(seed_text)
    assert article.title == (
        "Russian troops from Kaliningrad are already fighting in Ukraine"
        " – Lithuanian defence minister"
    )
    assert article.authors == ("Ulyana Krychkovska",)
    assert article.published.value == "2024-11-01T16:25+00:00"


def test_reading_the_byline_from_the_text_finds_the_same_statements(seed, seed_text):
    alone = extract(read_article(seed_text))
    assert [(item.start, item.end) for item in alone.statements] == [
        (item.start, item.end) for item in seed.statements
    ]
