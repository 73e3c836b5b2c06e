"""Bodies of the record as rows of comma-separated values, RFC 4180, safe in spreadsheets."""

import csv
import io
from collections.abc import Mapping, Sequence
from typing import Any

from claims.interchange.columns import TABLES

FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""What makes a spreadsheet compute a cell that begins with it."""

BETWEEN = "; "
"""What stands between the values of a cell that holds several."""


def columns(kind: str) -> tuple[str, ...]:
    """Return the names of a kind's columns, in order.

    Kinds are claims, statements, evidence, speakers, sources, publishers, topics and corrections.
    Columns keep their names and places within v1; new ones are added at the end. Raises KeyError
    for another kind.
    """
    return tuple(column.name for column in TABLES[kind])


def meanings(kind: str) -> dict[str, str]:
    """Return what each column of a kind holds, by name, in order."""
    return {column.name: column.meaning for column in TABLES[kind]}


def row(kind: str, body: Mapping[str, Any]) -> list[str]:
    """Return a body as one cell for each column of its kind.

    Bodies are those that the API's list of that name sends. What is absent is empty, yes and no are
    true and false, dates are written as far as they are known. Several values stand in one cell
    with "; " between them, in the same order in every column.
    """
    return [_cell(column.value(body)) for column in TABLES[kind]]


def csv_line(cells: Sequence[str]) -> str:
    """Return cells as one line that ends with CR LF.

    A cell that begins with =, +, -, @, a tab or a carriage return gets an apostrophe before it, so
    that no spreadsheet takes it for a formula; other programs take that apostrophe off again.
    """
    line = io.StringIO()
    csv.writer(line, lineterminator="\r\n").writerow([_safe(cell) for cell in cells])
    return line.getvalue()


def _safe(cell: str) -> str:
    return f"'{cell}" if cell.startswith(FORMULA) else cell


def _cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Mapping):
        return str(value.get("value") or "")
    if isinstance(value, list | tuple):
        cells = [_cell(member) for member in value]
        return BETWEEN.join(cells) if any(cells) else ""
    return str(value)
