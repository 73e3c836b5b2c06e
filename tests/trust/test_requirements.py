"""The table of requirements: every id once, every cell filled, every test and section there."""

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent.parent
TABLE = ROOT / "docs" / "requirements.md"
ITEMS = (Path(__file__).parent / "asvs_ids.txt").read_text().split()
NUMBERS = [f"R{number}" for number in range(1, 46)]
LEVEL_1_AND_2, OF_LEVEL_3 = 253, {"V1.2.10", "V1.3.12", "V2.3.5", "V7.5.3", "V15.4.2", "V16.5.4"}

TEST = re.compile(r"`(tests/[\w/]+\.py)::(test_\w+)`")
SECTION = re.compile(r"\[[^]]+\]\((\w[\w-]*\.md)#([\w-]+)\)")


def rows() -> list[list[str]]:
    """The cells of each row: id, level, what must hold, proof."""
    found = [line for line in TABLE.read_text("utf-8").splitlines() if line.startswith("| ")]
    cells = [[cell.strip() for cell in line.strip("| ").split(" | ")] for line in found]
    return [each for each in cells if re.fullmatch(r"[RV][\d.]+", each[0])]


@cache
def _tests_of(path: Path) -> set[str]:
    """The names of the tests that stand in a file."""
    tree = ast.parse(path.read_text("utf-8"))
    return {node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)}


@cache
def _sections_of(path: Path) -> set[str]:
    """The addresses of the headings of a page."""
    headings = re.findall(r"^#+ (.+)$", path.read_text("utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w\s-]", "", each.lower()).strip().replace(" ", "-") for each in headings}


def test_every_id_is_there_once_and_in_order() -> None:
    assert [row[0] for row in rows()] == NUMBERS + ITEMS


def test_the_list_of_items_is_whole() -> None:
    assert len(set(ITEMS)) == len(ITEMS) == LEVEL_1_AND_2 + len(OF_LEVEL_3)
    assert set(ITEMS) > OF_LEVEL_3
    levels = [row[1] for row in rows() if row[0].startswith("V")]
    assert {level: levels.count(level) for level in ("L1", "L2", "L3")} == {
        "L1": 70,
        "L2": 183,
        "L3": 6,
    }


def test_every_row_is_proved() -> None:
    assert [fault for row in rows() for fault in faults(row)] == []


def faults(row: list[str]) -> Iterator[str]:
    """What is wrong with a row: a cell without words, a test or section that is not there."""
    if len(row) != 4 or not all(row):
        yield f"{row[0]}: an empty cell"
        return
    proofs = row[3].split("<br>")
    for proof in proofs:
        test, section = TEST.fullmatch(proof), SECTION.fullmatch(proof)
        if test:
            path = ROOT / test[1]
            if not path.is_file() or test[2] not in _tests_of(path):
                yield f"{row[0]}: there is no {proof}"
        elif section:
            if section[2] not in _sections_of(ROOT / "docs" / section[1]):
                yield f"{row[0]}: there is no {proof}"
        # A reason in words stands alone only where the item does not apply.
        elif not (proof.startswith("Does not apply: ") or len(proofs) > 1) or len(proof) < 20:
            yield f"{row[0]}: {proof} is no reason"


@pytest.mark.parametrize(
    "row",
    [
        ["R1", "P0", "", "Does not apply: nothing is asked."],
        ["R1", "P0", "Held", "`tests/trust/test_names.py::test_that_is_not_there`"],
        ["R1", "P0", "Held", "`tests/trust/test_nowhere.py::test_any`"],
        ["R1", "P0", "Held", "[trust, nowhere](trust.md#nowhere)"],
        ["R1", "P0", "Held", "Somebody has looked at it."],
    ],
)
def test_a_row_that_proves_nothing_is_found(row: list[str]) -> None:
    assert len(list(faults(row))) == 1


def test_what_must_hold_before_anything_else_is_proved_by_tests() -> None:
    for row in rows():
        if row[1] == "P0":
            assert TEST.search(row[3]), row[0]
