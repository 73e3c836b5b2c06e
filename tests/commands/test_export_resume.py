"""An export that was cut short is gone on with; what is unfinished never looks whole."""

import io
import json
import tracemalloc
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import OperationalError

from claims.management import progress
from claims.management.exporting import folder, manifest
from claims.management.exporting.folder import ExportFile
from claims.record.models import PublishedClaim
from tests.commands.test_export_record import FORMATS, publish_a_record
from tests.record.bodies import release


@pytest.fixture
def record(db: None) -> None:
    publish_a_record()


def export(format: str, path: Path) -> str:
    """Export, and return what was told on the way."""
    told = io.StringIO()
    options = (f"--format={format}", f"--output={path}")
    call_command("export_record", *options, stdout=io.StringIO(), stderr=told)
    return told.getvalue()


@contextmanager
def cut_short(rows: int, error: BaseException) -> Iterator[None]:
    """Have the writing end after so many rows, each of which is marked."""
    write, written = ExportFile.write, [0]

    def some(file: ExportFile, text: str, *, rows: int = 0) -> None:
        if written[0] == most:
            raise error
        write(file, text, rows=rows)
        written[0] += rows

    most = rows
    with pytest.MonkeyPatch.context() as patch, pytest.raises((type(error), CommandError)):
        patch.setattr(manifest, "ROWS_BETWEEN_MARKS", 1)
        patch.setattr(ExportFile, "write", some)
        yield


def contents(path: Path) -> dict[str, bytes]:
    return {entry.name: entry.read_bytes() for entry in path.iterdir()}


@pytest.mark.parametrize("format", FORMATS)
def test_wherever_it_was_cut_short_it_ends_with_the_same_bytes(
    record: None, tmp_path: Path, format: str
) -> None:
    export(format, tmp_path / "whole")
    whole = contents(tmp_path / "whole")
    rows = sum(file["rows"] for file in json.loads(whole["manifest.json"])["files"])
    for most in range(rows):
        path = tmp_path / f"cut at {most}"
        with cut_short(most, KeyboardInterrupt()):
            export(format, path)
        names = {entry.name for entry in path.iterdir()}
        assert all(name.endswith(".partial") or name == folder.MARK for name in names)
        for name in names - {folder.MARK}:
            # What a kill left behind the mark is no part of it.
            with (path / name).open("ab") as file:
                file.write(b"half a row")
        assert ("going on after" in export(format, path)) == (folder.MARK in names)
        assert contents(path) == whole


def test_an_earlier_export_stands_until_the_new_one_is_whole(record: None, tmp_path: Path) -> None:
    export("jsonl", tmp_path)
    before = contents(tmp_path)
    release(id="claim2", claim="Something else.")
    with cut_short(5, OperationalError("terminating connection")):
        export("jsonl", tmp_path)
    assert contents(tmp_path).items() >= before.items()
    assert "going on after" in export("jsonl", tmp_path)
    assert json.loads((tmp_path / "manifest.json").read_text("utf-8"))["head"]["sequence"] == 13
    assert not any(name.endswith(".partial") for name in contents(tmp_path))


@pytest.mark.parametrize("change", ["released", "damaged", "another format"])
def test_what_cannot_be_gone_on_with_is_begun_anew(
    record: None, tmp_path: Path, change: str
) -> None:
    cut, whole = tmp_path / "cut", tmp_path / "whole"
    with cut_short(6, KeyboardInterrupt()):
        export("jsonl", cut)
    if change == "released":
        release(id="claim2", claim="Something else.")
    if change == "damaged":
        with (cut / "claims.jsonl.partial").open("r+b") as file:
            file.write(b"x")
    format = "csv" if change == "another format" else "jsonl"
    export(format, cut)
    export(format, whole)
    assert contents(cut) == contents(whole)


def test_memory_does_not_grow_with_the_record(db: None, tmp_path: Path) -> None:
    publish_a_record()
    model = PublishedClaim.objects.get(pk="claim2")

    def peak(first: int, rows: int) -> int:
        made = []
        for number in range(first, first + rows):
            model.pk, model.sequence = f"many{number}", 1000 + number
            model.first_sequence = model.sequence
            made.append(PublishedClaim(**{f.attname: getattr(model, f.attname) for f in fields}))
        for row in made:
            row.body = '{"text": "' + "ż" * 5_000 + '"}'
        PublishedClaim.objects.bulk_create(made, batch_size=50)
        made.clear()
        tracemalloc.start()
        try:
            export("jsonl", tmp_path / str(first))
            return tracemalloc.get_traced_memory()[1]
        finally:
            tracemalloc.stop()

    fields = PublishedClaim._meta.concrete_fields
    few = peak(0, 500)
    assert peak(500, 2000) < 1.3 * few


def test_progress_tells_how_much_is_left(
    record: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(progress, "SECONDS_BETWEEN", 0)
    lines = export("jsonl", tmp_path).splitlines()
    shares = [int(line.partition("%")[0]) for line in lines]
    assert shares == sorted(shares)
    assert shares[-1] == 100
    assert " rows, " in lines[-1]
    assert lines[-1].endswith("/s")


def test_a_mark_that_cannot_be_read_is_none(record: None, tmp_path: Path) -> None:
    for text in ("", "[]", '{"about": 1}', '"x"'):
        (tmp_path / folder.MARK).write_text(text)
        export("csv", tmp_path)
        assert folder.MARK not in contents(tmp_path)


def test_the_database_going_away_is_told_with_how_to_go_on(record: None, tmp_path: Path) -> None:
    told: Any = None
    with cut_short(5, OperationalError("terminating connection\ndue to command")):
        try:
            export("jsonl", tmp_path)
        except CommandError as error:
            told = error
            raise
    assert str(told) == "cut short: terminating connection due to command; run it again to go on"
