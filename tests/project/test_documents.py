"""What the repository's own files must and must not say."""

import re
import subprocess
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent.parent
LONGEST = 400
WRITTEN_BY_HAND = {".css", ".html", ".js", ".py"}

# In pieces, so that this file does not hold what it looks for.
HOSTS = [
    "py" + "pi.org",
    "python" + "hosted",
    "npm" + "js.org",
    "deb." + "debian",
    "docker" + ".io",
]
HOSTS += ["ghcr" + ".io", "crates" + ".io", "proxy.go" + "lang"]
PLACES = [rf"(?<![\w.])/{name}/\w" for name in ("wo" + "rk", "ro" + "ot", "ho" + "me", "t" + "mp")]
LEFT_OVERS = [rf"\b{word}\b" for word in ("TO" + "DO", "FIX" + "ME")]
FORBIDDEN = re.compile("|".join([*map(re.escape, HOSTS), *PLACES, *LEFT_OVERS]))


@cache
def own_files() -> list[Path]:
    """Every file that is, or would be, under version control."""
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"],
        cwd=ROOT,
        capture_output=True,
        text=True,
    )
    if listed.returncode:
        pytest.skip("not a git checkout")
    files = (ROOT / name for name in listed.stdout.split("\0") if name)
    return [file for file in files if file.is_file()]


def test_no_file_names_a_package_registry_a_machine_or_something_left_undone():
    found = [
        f"{file.relative_to(ROOT)}:{number}: {line.strip()[:80]}"
        for file in own_files()
        for number, line in enumerate(file.read_bytes().decode("utf-8", "ignore").splitlines(), 1)
        if FORBIDDEN.search(line)
    ]
    assert found == []


def test_no_file_is_longer_than_one_can_keep_in_mind():
    found = {
        str(file.relative_to(ROOT)): length
        for file in own_files()
        if file.suffix in WRITTEN_BY_HAND and "migrations" not in file.parts
        if (length := len(file.read_text(encoding="utf-8").splitlines())) > LONGEST
    }
    assert found == {}


def test_every_python_module_says_what_it_is_for():
    silent = [
        str(file.relative_to(ROOT))
        for file in own_files()
        if file.suffix == ".py" and "migrations" not in file.parts
        if (text := file.read_text(encoding="utf-8").removeprefix("#!/usr/bin/env python\n"))
        and not text.startswith('"""')
    ]
    assert silent == []


def test_the_readme_explains_every_variable_that_settings_read():
    code = "".join(
        (ROOT / "project" / name).read_text() for name in ("settings.py", "environment.py")
    )
    read = set(re.findall(r'(?:env\.\w+|environ\.get|environment\.get)\(\s*"([A-Z_]+)"', code))
    secret = set(re.findall(r'environment\.secret\(\s*"([A-Z_]+)"', code))
    read |= secret | {f"{name}_FILE" for name in secret}
    explained = set(re.findall(r"^\| `([A-Z_]+)` \|", (ROOT / "README.md").read_text(), re.M))
    assert {"DATABASE_URL", "SECRET_KEY", "SITE_URL", "DEBUG"} <= read
    assert explained == read


def test_the_readme_lists_every_management_command():
    folder = ROOT / "claims" / "management" / "commands"
    commands = {file.stem for file in folder.glob("*.py")} - {"__init__"}
    rows = re.findall(r"^\| (`[a-z_]+.*?`) \|", (ROOT / "README.md").read_text(), re.M)
    listed = {name for row in rows for name in re.findall(r"`([a-z_]+)[ `]", row)} - {"make"}
    assert commands <= listed


def test_the_readme_lists_every_make_target():
    targets = set(re.findall(r"^([a-z]+):.*##", (ROOT / "Makefile").read_text(), re.M)) - {"help"}
    listed = set(re.findall(r"^\| `make ([a-z]+)` \|", (ROOT / "README.md").read_text(), re.M))
    assert listed == targets
