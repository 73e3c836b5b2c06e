"""Exports are whole, proved by their manifest, and the same for the same record."""

import csv
import hashlib
import json
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from claims.interchange.claim_review import claim_review
from claims.management.exporting import formats
from claims.record import reading
from tests import builders as build
from tests.record.bodies import publish, release, suppress

FORMATS = ("jsonl", "csv", "claimreview")


def publish_a_record() -> None:
    """Claims of every standing, and one thing of each other kind."""
    publish(id="claim1", verdict=build.verdict())
    publish(id="claim2", claim='=SUM(1), "quoted"\r\nand Žemaitija')
    publish(id="claim3")
    publish(id="claim4", claim="Nobody may read this.")
    release("correction", id="claim1", verdict=build.verdict("refuted"))
    release("retraction", id="claim3")
    suppress("claim4")
    for kind in ("speaker", "source", "publisher", "topic", "scale"):
        build.release(kind, getattr(build, f"{kind}_content")())


@pytest.fixture
def record(db: None) -> None:
    publish_a_record()


def exported(format: str, folder: Path) -> dict[str, Any]:
    """Export to a folder, prove the manifest, and return it."""
    out = StringIO()
    call_command("export_record", f"--format={format}", f"--output={folder}", stdout=out)
    manifest = json.loads((folder / "manifest.json").read_text("utf-8"))
    names = {file["name"] for file in manifest["files"]}
    assert {entry.name for entry in folder.iterdir()} == names | {"manifest.json"}
    for file in manifest["files"]:
        content = (folder / file["name"]).read_bytes()
        assert (file["bytes"], file["sha256"]) == (
            len(content),
            hashlib.sha256(content).hexdigest(),
        )
    head = reading.head()
    if head:
        assert manifest["head"]["hash"] == head.hash
        assert out.getvalue().endswith(f"; head {head.sequence} {head.hash}\n")
    return manifest


def rows(manifest: dict[str, Any]) -> dict[str, int]:
    """The number of rows of each file."""
    return {file["name"]: file["rows"] for file in manifest["files"]}


def test_lines_are_the_bodies_as_they_are_sent(record: None, tmp_path: Path) -> None:
    manifest = exported("jsonl", tmp_path / "out")
    lines = (tmp_path / "out/claims.jsonl").read_text("utf-8").splitlines()
    assert lines == [row.body for row in reading.claims().order_by("first_sequence")]
    assert [json.loads(line)["status"] for line in lines] == [
        *("reviewed", "open", "retracted", "suppressed"),
    ]
    assert rows(manifest) == {
        "claims.jsonl": 4,
        "speakers.jsonl": 1,
        "sources.jsonl": 1,
        "publishers.jsonl": 1,
        "topics.jsonl": 1,
        "scale.jsonl": 1,
        "releases.jsonl": 12,
    }
    assert manifest["licence"] == "CC-BY-4.0"
    assert manifest["desk"] == "Onrecord demonstration desk"
    assert manifest["head"]["sequence"] == 12


def test_tables_hold_what_claims_show(record: None, tmp_path: Path) -> None:
    manifest = exported("csv", tmp_path)
    assert rows(manifest)["corrections.csv"] == 3
    for name, count in rows(manifest).items():
        text = (tmp_path / name).read_text("utf-8")
        found = list(csv.DictReader(StringIO(text, newline="")))
        assert len(found) == count, name
        assert not any(cell.startswith("=") for row in found for cell in row.values())
    assert "Nobody may read" not in "".join(
        entry.read_text("utf-8") for entry in tmp_path.iterdir()
    )


def test_the_feed_holds_the_reviews(record: None, tmp_path: Path) -> None:
    manifest = exported("claimreview", tmp_path)
    assert rows(manifest) == {"claimreview.json": 1}
    feed = json.loads((tmp_path / "claimreview.json").read_text("utf-8"))
    (item,) = feed["dataFeedElement"]
    assert item["item"] == [claim_review(json.loads(reading.claims().get(pk="claim1").body))]


@pytest.mark.parametrize("format", FORMATS)
def test_the_same_record_gives_the_same_bytes(record: None, tmp_path: Path, format: str) -> None:
    first, second = tmp_path / "first", tmp_path / "second"
    exported(format, first)
    exported(format, second)
    for entry in first.iterdir():
        assert entry.read_bytes() == (second / entry.name).read_bytes()


@pytest.mark.parametrize("format", FORMATS)
def test_an_empty_record_is_exported_too(db: None, tmp_path: Path, format: str) -> None:
    manifest = exported(format, tmp_path)
    assert set(rows(manifest).values()) == {0}
    assert manifest["head"] == {"sequence": 0, "hash": "0" * 64, "released_at": None}


def test_an_earlier_export_is_replaced(record: None, tmp_path: Path) -> None:
    exported("jsonl", tmp_path)
    (tmp_path / "claims.jsonl.partial").write_text("left by a crash")
    exported("csv", tmp_path)
    assert not (tmp_path / "claims.jsonl").exists()


def test_another_folder_is_refused(db: None, tmp_path: Path) -> None:
    (tmp_path / "thesis.odt").write_text("years of work")
    with pytest.raises(CommandError, match=r"holds thesis\.odt, which is no export"):
        exported("jsonl", tmp_path)
    with pytest.raises(CommandError, match="is not a folder"):
        exported("jsonl", tmp_path / "thesis.odt")
    assert [entry.name for entry in tmp_path.iterdir()] == ["thesis.odt"]


def test_a_failure_leaves_what_was_there(
    record: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    exported("csv", tmp_path)
    before = {entry.name: entry.read_bytes() for entry in tmp_path.iterdir()}
    release(id="claim2", claim="Something else.")

    def full(kind: str, body: Any) -> str:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(formats, "_line", full)
    with pytest.raises(CommandError, match="No space left on device") as refusal:
        exported("csv", tmp_path)
    assert "\n" not in str(refusal.value)
    assert {entry.name: entry.read_bytes() for entry in tmp_path.iterdir()} == before


@pytest.mark.django_db(transaction=True)
def test_the_public_alias_is_asked(tmp_path: Path) -> None:
    publish_a_record()
    assert rows(exported("jsonl", tmp_path))["claims.jsonl"] == 4
