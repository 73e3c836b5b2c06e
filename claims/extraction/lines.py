"""Extraction over files: texts or JSON lines in, one JSON line of statements per document out."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from claims.extraction.data import Extraction, FoundStatement, Joint
from claims.extraction.extractor import extract
from claims.extraction.reading.articles import read_article


class UnreadableInput(Exception):
    """A file that cannot be read; the message is one line naming the file and the line."""


def statement_lines(path: Path, *, jsonl: bool = False) -> Iterator[str]:
    """Yield one JSON object `{"doc_id", "statements": [...]}` per document of a file.

    A `.jsonl` file, or any file where `jsonl` is set, holds one `{"doc_id", "text"}` per line; any
    other file is one plain text in UTF-8, named by its file name without the suffix. Raises
    UnreadableInput at the first thing that cannot be read.
    """
    if jsonl or path.suffix == ".jsonl":
        documents = _documents(path)
    else:
        documents = iter([(path.stem, _decoded(path, _bytes(path), 1), str(path))])
    for doc_id, text, place in documents:
        try:
            extraction = extract(read_article(text))
        except ValueError as error:
            raise UnreadableInput(f"{place}: {error}") from error
        line = {"doc_id": doc_id, "statements": statements_as_json(extraction)}
        yield json.dumps(line, ensure_ascii=False)


def statements_as_json(extraction: Extraction) -> list[dict[str, Any]]:
    """Return the statements as plain JSON values; offsets count code points of the text."""
    return [_as_json(statement) for statement in extraction.statements]


def _as_json(statement: FoundStatement) -> dict[str, Any]:
    return {
        "content_start": statement.start,
        "content_end": statement.end,
        "content_spans": [list(part) for part in statement.parts],
        "speaker": statement.speaker,
        "speaker_start": statement.speaker_start,
        "speaker_end": statement.speaker_end,
        "speaker_name": statement.speaker_name,
        "role": statement.role,
        "basis": statement.basis,
        "joint": [_joint_as_json(joint) for joint in statement.joint],
        "cue": statement.cue,
        "kind": statement.kind,
        "via": [step.name for step in statement.steps if step.relation != "published"],
        "said_on": statement.said_on.as_json() if statement.said_on else None,
        "occasion": statement.occasion,
        "confidence": statement.confidence,
        "pattern": statement.pattern,
    }


def _joint_as_json(joint: Joint) -> dict[str, Any]:
    return {
        "speaker": joint.speaker,
        "speaker_start": joint.start,
        "speaker_end": joint.end,
        "speaker_name": joint.speaker_name,
        "kind": joint.speaker_kind,
        "role": joint.role,
    }


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise UnreadableInput(f"{path}: {error.strerror or error}") from error


def _decoded(path: Path, data: bytes, line: int) -> str:
    try:
        return data.decode("utf-8-sig" if line == 1 else "utf-8")
    except UnicodeDecodeError as error:
        line += data.count(b"\n", 0, error.start)
        raise UnreadableInput(f"{path}, line {line}: not UTF-8 text; convert it first") from error


def _documents(path: Path) -> Iterator[tuple[str, str, str]]:
    for number, data in enumerate(_bytes(path).split(b"\n"), 1):
        row = _decoded(path, data, number).strip()
        if row:
            place = f"{path}, line {number}"
            yield (*_document(row, place), place)


def _document(row: str, place: str) -> tuple[str, str]:
    try:
        document = json.loads(row)
    except (ValueError, RecursionError) as error:
        reason = getattr(error, "msg", "nested too deeply")
        raise UnreadableInput(f"{place}: not JSON ({reason})") from error
    if not isinstance(document, dict) or not all(
        isinstance(document.get(key), str) for key in ("doc_id", "text")
    ):
        raise UnreadableInput(f'{place}: needs an object with the strings "doc_id" and "text"')
    return document["doc_id"], document["text"]
