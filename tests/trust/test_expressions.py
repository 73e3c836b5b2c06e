"""R20: no text keeps one of our regular expressions busy for long."""

import json
import subprocess
import sys

import pytest

from tests.trust.expressions import ROOT, ambiguous


@pytest.mark.parametrize(
    "pattern", ["(a+)+", "(a*)*b", r"(\w+\s?)+!", "(?:a+|b)*c", "((a+)b?)*", "(?:(?:x*)y?)+"]
)
def test_an_expression_of_many_ways_is_found(pattern: str) -> None:
    assert ambiguous(pattern)


@pytest.mark.parametrize(
    "pattern", [r"\w+(?:\s+\w+)*", "a+b+", r"(?:\d{1,3}\.)+", "(?:ab?)*", "(?:a{1,9})*", "[a-z]*"]
)
def test_an_expression_of_one_way_is_not(pattern: str) -> None:
    assert not ambiguous(pattern)


def test_no_expression_of_ours_can_be_matched_in_many_ways() -> None:
    ran = subprocess.run(
        [sys.executable, "-m", "tests.trust.expressions"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    found = json.loads(ran.stdout)
    assert len(found) > 150
    assert [one for one in found if ambiguous(one[1])] == []
