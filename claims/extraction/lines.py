"""Statements as JSON lines: of one article, or of each text in a file of JSON lines."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from claims.extraction.data import Article, Extraction, FoundStatement, Joint
from claims.extraction.extractor import extract
from claims.extraction.reading.articles import read_article


class UnreadableInput(Exception):
    """A file that cannot be read; the message is one line naming the file and the line."""


def document_lines(path: Path) -> Iterator[str]:
    """Yield one JSON object `{"doc_id", "statements": [...]}` per document of a JSON lines file.

    Each line of the file is one `{"doc_id", "text"}`. Raises UnreadableInput at the first thing
    that cannot be read.
    """
    for doc_id, text, place in _documents(path):
        try:
            yield statement_line(doc_id, read_article(text))
        except ValueError as error:
            raise UnreadableInput(f"{place}: {error}") from error


def statement_line(doc_id: str, article: Article) -> str:
    """Return one JSON object `{"doc_id", "statements": [...]}`, as one line, for one article.

    Raises ValueError, in one line, for a text that is too long.
    """
    line = {"doc_id": doc_id, "statements": statements_as_json(extract(article))}
    return json.dumps(line, ensure_ascii=False)


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
    except RecursionError as error:
        raise UnreadableInput(f"{place}: not JSON (nested too deeply)") from error
    except json.JSONDecodeError as error:
        raise UnreadableInput(f"{place}: not JSON ({error.msg})") from error
    except ValueError as error:
        raise UnreadableInput(f"{place}: a number has more digits than can be read") from error
    if not isinstance(document, dict) or not all(
        isinstance(document.get(key), str) for key in ("doc_id", "text")
    ):
        raise UnreadableInput(f'{place}: needs an object with the strings "doc_id" and "text"')
    try:
        document["doc_id"].encode("utf-8")
    except UnicodeEncodeError as error:
        raise UnreadableInput(f'{place}: "doc_id" holds half a character') from error
    return document["doc_id"], document["text"]
