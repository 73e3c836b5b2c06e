"""Pinned packages: each by its hashes, from no address, within the ranges we declare."""

import re
import tomllib
from importlib.metadata import version
from pathlib import Path

import pytest
from packaging.requirements import Requirement

ROOT = Path(__file__).resolve().parent.parent.parent


def entries(name: str) -> list[str]:
    """The requirements of a file, each with its continuation lines."""
    text = re.sub(r"^\s*#.*$", "", (ROOT / name).read_text(), flags=re.MULTILINE)
    return [entry for entry in re.split(r"\n(?=\S)", text.strip()) if entry.strip()]


def pins(name: str) -> dict[str, str]:
    return dict(entry.split(" ", 1)[0].split("==") for entry in entries(name))


@pytest.mark.parametrize("name", ["requirements.txt", "requirements-dev.txt"])
def test_every_package_is_pinned_with_hashes_and_without_an_address(name):
    for entry in entries(name):
        assert re.match(r"[a-z0-9][a-z0-9.-]*==\S+ \\\n", entry), entry
        assert "--hash=sha256:" in entry, entry
    text = (ROOT / name).read_text()
    assert "://" not in text
    assert not re.search(r"^\s*(-i|-f|--index|--extra|--find|--trusted)", text, re.MULTILINE)


def test_the_tests_run_with_what_a_deployment_installs():
    developed = pins("requirements-dev.txt")
    assert pins("requirements.txt").items() <= developed.items()


def test_pins_are_within_the_declared_ranges():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    pinned = pins("requirements-dev.txt")
    extras = project["optional-dependencies"]
    for declared in [*project["dependencies"], *extras["html"], *extras["dev"]]:
        requirement = Requirement(declared)
        assert "<" in str(requirement.specifier), f"{declared} has no upper bound"
        assert requirement.specifier.contains(pinned[requirement.name.lower()]), declared


def test_the_pinned_django_is_the_one_running():
    assert version("django") == pins("requirements.txt")["django"]
