"""`extract_statements`: files in, JSON lines out, and one line for a file that cannot be read."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from claims.extraction.lines import document_lines

TEXT = "Harbour opens\n\n“The harbour is open,” Mayor Ilse Brandt said on Tuesday.\n"


def test_a_text_gives_one_line(tmp_path, capsys):
    path = tmp_path / "harbour.txt"
    path.write_text(TEXT, "utf-8")
    call_command("extract_statements", str(path))
    line = json.loads(capsys.readouterr().out)
    assert line["doc_id"] == "harbour"
    (statement,) = line["statements"]
    assert TEXT[statement["content_start"] : statement["content_end"]] == "“The harbour is open,”"
    assert statement["speaker"] == "Mayor Ilse Brandt"
    assert statement["speaker_name"] == "Ilse Brandt"
    assert statement["role"] == "Mayor"
    assert statement["via"] == []


def test_json_lines_give_one_line_for_each(tmp_path):
    path = tmp_path / "many.jsonl"
    rows = [{"doc_id": "a", "text": TEXT}, {"doc_id": "b", "text": ""}]
    path.write_text("\n".join(json.dumps(row) for row in rows) + "\n", "utf-8")
    lines = [json.loads(line) for line in document_lines(path)]
    assert [(line["doc_id"], len(line["statements"])) for line in lines] == [("a", 1), ("b", 0)]


def test_the_flag_reads_any_file_as_json_lines(tmp_path, capsys):
    path = tmp_path / "many.data"
    path.write_text(json.dumps({"doc_id": "a", "text": TEXT}), "utf-8")
    call_command("extract_statements", "--jsonl", str(path))
    assert json.loads(capsys.readouterr().out)["doc_id"] == "a"


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("bad.jsonl", b'{"doc_id": "a", "text": ""}\n{oops', "bad.jsonl, line 2: not JSON"),
        ("bad.jsonl", b'{"doc_id": "a"}', 'bad.jsonl, line 1: needs an object'),
        ("bad.jsonl", b"[1]", "bad.jsonl, line 1: needs an object"),
        ("bad.jsonl", b"[" * 100_000, "bad.jsonl, line 1: not JSON"),
        ("bad.txt", b"one\ntwo \xff", "bad.txt: line 2: byte 0xff"),
        ("bad.txt", b"a" * 200_001, "bad.txt: the text has 200,001 characters"),
        ("bad.jsonl", b'{"doc_id": "a", "text": "b \\ud800"}', "line 1 holds half"),
        ("bad.txt", b"one\n\x00", "bad.txt: line 2 holds a NUL character"),
        ("bad.jsonl", b'{"doc_id": "\\udfff", "text": ""}', '"doc_id" holds half a character'),
        ("bad.jsonl", b'{"doc_id": "a", "text": "", "n": ' + b"7" * 90_000 + b"}", "more digits"),
        ("bad.html", b"<!DOCTYPE html><p>", "bad.html: no article was found"),
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_named_in_one_line(tmp_path, name, content, message):
    path = tmp_path / name
    path.write_bytes(content)
    with pytest.raises(CommandError) as refusal:
        call_command("extract_statements", str(path))
    assert message in str(refusal.value)
    assert "\n" not in str(refusal.value)


def test_a_missing_file_and_a_folder_are_named(tmp_path):
    for path in (tmp_path / "nowhere.txt", tmp_path):
        with pytest.raises(CommandError) as refusal:
            call_command("extract_statements", str(path))
        assert str(path) in str(refusal.value)


PAGE = """<!DOCTYPE html><html><head><title>Ferry stays in port</title></head><body>
<nav><p>“Menu,” Mona Menu said.</p></nav><article><h1>Ferry stays in port</h1>
<p>The ferry to Sund did not sail on Sunday morning because of the wind from the west.</p>
<p>“No captain would sail in this,” harbour master Tor Vik said on the quay.</p></article>
</body></html>"""


@pytest.mark.parametrize("name", ["ferry.html", "ferry.txt"])
def test_a_page_is_read_as_an_import_reads_it_whatever_its_name(tmp_path, capsys, name):
    path = tmp_path / name
    path.write_text(PAGE, "utf-8")
    call_command("extract_statements", str(path))
    (statement,) = json.loads(capsys.readouterr().out)["statements"]
    assert (statement["speaker"], statement["role"]) == ("harbour master Tor Vik", "harbour master")


def test_it_prints_utf8_to_a_pipe_that_is_set_to_ascii(tmp_path):
    path = tmp_path / "hafen.txt"
    path.write_text(TEXT.replace("Ilse", "Ílse"), "utf-8")
    done = subprocess.run(
        [sys.executable, "manage.py", "extract_statements", str(path)],
        cwd=Path(__file__).parents[2],
        env={**os.environ, "PYTHONIOENCODING": "ascii"},
        capture_output=True,
        check=True,
    )
    assert json.loads(done.stdout.decode("utf-8"))["statements"][0]["speaker_name"] == "Ílse Brandt"
