"""Statements as W3C annotations, and links that find their words in a page."""

import json
import re
from urllib.parse import unquote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.interchange.annotations import annotation, text_directive, text_link
from tests import builders
from tests.interchange.making import SITE, source, statement

PAGE = f"{SITE}/api/v1/claims/claimclaimaa/annotations"
CLAIM = f"{SITE}/claims/claimclaimaa"


def told(**overrides):
    return annotation(statement(**overrides), page=PAGE, claim_url=CLAIM)


def selected(exact, prefix="", suffix=""):
    return builders.selector(exact) | {"prefix": prefix, "suffix": suffix}


def test_a_statement_points_at_its_words_in_its_source():
    chosen = builders.selector("it's empty there", 412) | {"prefix": "He said ", "suffix": ". So"}
    place = source(archive_url="https://archive.example/a")
    found = told(selector=chosen, source=place)
    assert found["@context"] == "http://www.w3.org/ns/anno.jsonld"
    assert (found["type"], found["motivation"]) == ("Annotation", "identifying")
    assert (found["id"], found["body"]) == (f"{PAGE}#statement-{statement()['id']}", CLAIM)
    assert found["target"]["source"] == "https://example.org/article"
    assert found["target"]["state"] == {
        "type": "TimeState",
        "sourceDate": "2024-11-02T08:00:00Z",
        "cached": "https://archive.example/a",
    }
    quote, position, fragment = found["target"]["selector"]
    assert quote == {
        "type": "TextQuoteSelector",
        "exact": "it's empty there",
        "prefix": "He said ",
        "suffix": ". So",
    }
    assert position == {"type": "TextPositionSelector", "start": 412, "end": 428}
    assert fragment["type"] == "FragmentSelector"
    assert fragment["value"].startswith(":~:text=")


def test_golden_annotation(golden):
    text = json.dumps(told(), ensure_ascii=False, indent=1)
    golden("annotation.json", f"{text}\n")


def test_positions_count_code_points_and_quotes_stand_there_exactly():
    text = "😀 He said “ні”. Then he said “ні” again."
    start = text.rindex("ні")
    quote, position, _ = told(selector=builders.selector("ні", start))["target"]["selector"]
    assert text[position["start"] : position["end"]] == quote["exact"]


@pytest.mark.parametrize("url", ["", "javascript:alert(1)", "not an address"])
def test_a_source_without_a_web_address_is_not_annotated(url):
    assert told(source=source(url)) is None


@pytest.mark.parametrize(
    ("exact", "directive"),
    [
        ("well-known, R&D is there", "text=well%2Dknown%2C%20R%26D%20is%20there"),
        ("100 % of them came here", "text=100%20%25%20of%20them%20came%20here"),
        ("there it's (all) empty!", "text=there%20it's%20(all)%20empty!"),
        ("Там нікого немає зараз", "text=" + "%20".join(map(str, [
            "%D0%A2%D0%B0%D0%BC",
            "%D0%BD%D1%96%D0%BA%D0%BE%D0%B3%D0%BE",
            "%D0%BD%D0%B5%D0%BC%D0%B0%D1%94",
            "%D0%B7%D0%B0%D1%80%D0%B0%D0%B7",
        ]))),
    ],
)  # fmt: skip
def test_what_means_something_in_a_directive_is_encoded(exact, directive):
    assert text_directive(selected(exact)) == directive


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=299))
def test_a_directive_holds_the_words_and_no_sign_of_its_own(exact):
    found = text_directive(selected(f"one two three {exact} four"))
    term = found.removeprefix("text=")
    assert re.fullmatch(r"[a-zA-Z0-9!$'()*+./:;=?@_~%]*", term)
    assert unquote(term) == f"one two three {exact} four"


def test_a_short_quote_takes_the_whole_words_beside_it_along():
    chosen = selected("empty", prefix="lf a word it is all ", suffix=" there today, he sa")
    assert text_directive(chosen) == "text=it%20is%20all-,empty,-there%20today%2C%20he"


def test_words_of_another_paragraph_are_not_beside_it():
    chosen = selected("empty", prefix="said so.\n", suffix="\nAnother paragraph")
    assert text_directive(chosen) == "text=empty"


def test_a_long_quote_is_found_by_its_first_and_last_words():
    long = "one two three four five " + "and so on " * 40 + "six seven eight nine ten"
    assert text_directive(selected(long)) == (
        "text=one%20two%20three%20four%20five,six%20seven%20eight%20nine%20ten"
    )
    two = "First paragraph of it.\nSecond paragraph of it."
    assert text_directive(selected(two)) == (
        "text=First%20paragraph%20of%20it.,Second%20paragraph%20of%20it."
    )


def test_a_link_keeps_the_fragment_that_an_address_has():
    chosen = selected("one two three four")
    assert text_link("https://a.example/x", chosen) == (
        "https://a.example/x#:~:text=one%20two%20three%20four"
    )
    assert text_link("https://a.example/x#top", chosen).startswith(
        "https://a.example/x#top:~:text="
    )
