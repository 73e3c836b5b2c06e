"""Rows for spreadsheets: declared columns, RFC 4180, no formulas."""

import csv
import io
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.interchange import tables
from tests import builders
from tests.interchange.making import claim, reviewed, source, speaker, statement

KINDS = [
    "claims", "statements", "evidence", "speakers", "sources", "publishers", "topics", "corrections"
]  # fmt: skip
OF_CLAIM = {"claim": {"id": "claimclaimaa", "url": "https://a.example/c", "claim": "A claim"}}


def told(kind, body):
    return dict(zip(tables.columns(kind), tables.row(kind, body), strict=True))


@pytest.mark.parametrize("kind", KINDS)
def test_every_column_has_a_name_of_its_own_and_says_what_it_holds(kind):
    names = tables.columns(kind)
    assert len(set(names)) == len(names)
    assert list(tables.meanings(kind)) == list(names)
    assert all(tables.meanings(kind).values())


def test_a_claim_is_one_flat_row():
    row = told("claims", reviewed(topics=[{"id": "a", "name": "One"}, {"id": "b", "name": "Two"}]))
    assert row["claimants"] == "Laurynas Kasčiūnas"
    assert row["first_said_on"] == "2024-11-01"
    assert (row["verdict"], row["verdict_value"], row["normalised"]) == (
        "overstated",
        "2",
        "MIXTURE",
    )
    assert (row["corrected"], row["origins_contradicting"]) == ("false", "1")
    assert (row["topics"], row["topic_ids"]) == ("One; Two", "a; b")


def test_what_an_open_claim_has_not_is_empty():
    row = told("claims", claim({"first_said_on": None}))
    assert row["verdict"] == row["summary"] == row["as_of"] == row["first_said_on"] == ""


def test_values_of_one_cell_keep_their_places():
    said = statement(speakers=[speaker("Unnamed", id=None), speaker("Named")]) | OF_CLAIM
    row = told("statements", said)
    assert (row["speakers"], row["speaker_ids"]) == ("Unnamed; Named", "; named")
    assert row["speaker_kinds"] == "person; person"


def test_evidence_that_is_a_statement_shows_that_statements_source():
    shown = builders.statement_as_evidence(source=source("https://c.example/3"))
    piece = builders.evidence_content(source=None, statement=shown) | OF_CLAIM
    assert told("evidence", piece)["source_url"] == "https://c.example/3"
    assert (
        told("evidence", builders.evidence_content())["source_url"] == "https://example.org/article"
    )


@pytest.mark.parametrize(
    ("kind", "body", "column", "cell"),
    [
        ("speakers", builders.speaker_content(), "other_names", "Лаурінас Кащюнас"),
        ("sources", builders.source_content(), "publisher", "An outlet"),
        ("publishers", builders.publisher_content(domains=["a.org", "b.org"]), "domains",
         "a.org; b.org"),
        ("topics", builders.topic_content(), "name", "Defence"),
    ],
)  # fmt: skip
def test_every_kind_of_thing_is_a_row(kind, body, column, cell):
    assert told(kind, body)[column] == cell


def test_a_correction_says_what_became_of_the_verdict():
    body = reviewed(("correction", {"verdict": builders.verdict("false")}))
    row = told("corrections", body["corrections"][0] | OF_CLAIM)
    assert (row["verdict_before"], row["verdict_after_label"]) == ("overstated", "False")
    assert (row["claim_id"], row["event"]) == ("claimclaimaa", "correction")


@pytest.mark.parametrize("begins", ["=", "+", "-", "@", "\t", "\r"])
def test_no_cell_is_a_formula(begins):
    line = tables.csv_line(["a", f"{begins}HYPERLINK(1)"])
    cells = next(csv.reader(io.StringIO(line, newline="")))
    assert cells == ["a", f"'{begins}HYPERLINK(1)"]


@given(st.lists(st.text(st.characters(exclude_categories=["Cs"])), min_size=2))
def test_a_line_is_read_back_as_it_was(cells):
    line = tables.csv_line(cells)
    assert line.endswith("\r\n")
    found = next(csv.reader(io.StringIO(line, newline="")))
    assert [cell.removeprefix("'") for cell in found] == [cell.removeprefix("'") for cell in cells]


def test_a_line_ends_as_rfc_4180_says_and_quotes_what_it_must():
    assert tables.csv_line(["a,b", 'say "no"', "two\nlines", ""]) == (
        '"a,b","say ""no""","two\nlines",\r\n'
    )


@pytest.mark.parametrize("kind", KINDS)
def test_every_column_is_documented(kind):
    page = (Path(__file__).parents[2] / "docs" / "formats.md").read_text(encoding="utf-8")
    told = page.partition(f"### {kind}\n")[2].partition("###")[0].splitlines()
    rows = [line for line in told if line.startswith("| `")]
    assert rows == [f"| `{name}` | {said} |" for name, said in tables.meanings(kind).items()]


def bodies():
    """One body of every kind, as its list sends it."""
    body = reviewed(("correction", {"verdict": builders.verdict("false")}))
    return {
        "claims": body,
        "statements": statement() | OF_CLAIM,
        "evidence": builders.evidence_content() | OF_CLAIM,
        "speakers": builders.speaker_content(),
        "sources": builders.source_content(),
        "publishers": builders.publisher_content(),
        "topics": builders.topic_content(),
        "corrections": body["corrections"][0] | OF_CLAIM,
    }


@pytest.mark.parametrize("kind", KINDS)
def test_golden_tables(golden, kind):
    lines = [tables.columns(kind), tables.row(kind, bodies()[kind])]
    # A text file of the tree has no carriage returns.
    golden(f"tables/{kind}.csv", "".join(map(tables.csv_line, lines)).replace("\r\n", "\n"))
