"""The files of seeds/: the article byte for byte, and ids and quotations that all hold."""

import hashlib
import json
from pathlib import Path

import pytest

from claims.management.seeding.dataset import DataSet, SeedFault, read_data_set

FOLDER = Path(__file__).resolve().parents[2] / "seeds"
ARTICLE_SHA256 = "1fd7d00aa946f7506f42e9bf2c349e2440d9d3858f6226793c5ef449166f1d31"


@pytest.fixture(scope="module")
def data() -> DataSet:
    return read_data_set(FOLDER)


def test_the_article_is_the_article_byte_for_byte(data: DataSet) -> None:
    assert hashlib.sha256(data.article).hexdigest() == ARTICLE_SHA256
    assert len(data.text) == 2084
    assert json.loads((FOLDER / "article.json").read_bytes())["file"] == "article.txt"


def test_every_statement_of_the_article_has_its_span_and_its_speaker(data: DataSet) -> None:
    assert list(data.spans) == [f"S{number}" for number in range(1, 11)]
    assert [row["id"] for row in data.article_statements] == list(data.spans)
    for span in data.spans.values():
        assert data.text[span.start : span.end] == span.quote


def test_every_id_that_a_row_names_is_there(data: DataSet) -> None:
    speakers = {row["id"] for row in data.speakers}
    publishers = {row["id"] for row in data.publishers}
    passages = {row["id"]: row["passages"] for row in data.sources}
    statements = set(data.spans) | {row["id"] for row in data.statements}
    claims = {row["id"] for row in data.claims}
    assert {row["publisher"] for row in data.sources} <= publishers
    assert {row["said_by"] for row in data.sources if "said_by" in row} <= speakers
    for row in [*data.article_statements, *data.statements]:
        assert row["speaker"] in speakers
        assert row.get("rendering_of", "S1") in statements
    for row in data.statements:
        text = data.text if row["source"] == "article" else passages[row["source"]][row["passage"]]
        assert text.count(row.get("quote", text)) == 1
    for claim in data.claims:
        assert {link["statement"] for link in claim["statements"]} <= statements
        for piece in claim.get("evidence", ()):
            if "statement" in piece:
                assert piece["statement"] in statements
            else:
                assert piece.get("passage", "excerpt") in passages[piece["source"]]
    assert {row[end] for row in data.relations for end in ("from", "to")} <= claims


def test_sixteen_other_pages_are_quoted_and_the_rights_are_said(data: DataSet) -> None:
    assert len({row["url"] for row in data.sources}) == 16
    rights = (FOLDER / "RIGHTS").read_text(encoding="utf-8")
    assert "European Pravda" in rights and "publishers'" in rights
    for file in FOLDER.iterdir():
        assert file.name in rights or file.name == "RIGHTS"


@pytest.mark.parametrize(
    ("file", "broken", "reason"),
    [
        ("claims.yaml", b"- id: [", "claims.yaml"),
        ("claims.yaml", b"id: C1", "holds no list"),
        ("article.txt", b"Another text", "S1 does not stand"),
        ("speakers.yaml", None, "speakers.yaml: No such file"),
    ],
)
def test_a_broken_file_is_one_line(
    tmp_path: Path, file: str, broken: bytes | None, reason: str
) -> None:
    for path in FOLDER.iterdir():
        if path.is_file():
            (tmp_path / path.name).write_bytes(path.read_bytes())
    if broken is None:
        (tmp_path / file).unlink()
    else:
        (tmp_path / file).write_bytes(broken)
    with pytest.raises(SeedFault) as fault:
        read_data_set(tmp_path)
    assert reason in str(fault.value) and "\n" not in str(fault.value)
