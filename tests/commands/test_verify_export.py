"""The verifier for outsiders: a program without Django that proves an export, or finds a change."""

import hashlib
import json
import subprocess
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command

from claims.ledger import checkpoints, keeping
from claims.record import reading
from claims.record.checkpoints import RECORD
from claims.record.models import Release
from claims.record.telling import whole
from tests.commands.test_export_record import publish_a_record

PROGRAM = Path(__file__).resolve().parents[2] / "docs" / "verify_export.py"


@pytest.fixture
def folder(db: None, tmp_path: Path) -> Path:
    publish_a_record()
    call_command(
        "export_record", "--format=jsonl", f"--output={tmp_path}/export", stdout=sys.stderr
    )
    return tmp_path / "export"


@pytest.fixture
def key(tmp_path: Path) -> Path:
    (public,) = keeping.own_keys().values()
    file = tmp_path / "public.pem"
    file.write_text(checkpoints.public_pem(public))
    return file


def verify(*arguments: object, bare: bool = False) -> tuple[int, str, str]:
    """What the program prints; `bare` runs it where no package is installed."""
    flags = ["-I", "-S"] if bare else ["-I"]
    done = subprocess.run(
        [sys.executable, *flags, str(PROGRAM), *map(str, arguments)],
        capture_output=True,
        text=True,
        timeout=60,
    )
    return done.returncode, done.stdout, done.stderr


def refusal(*arguments: object) -> str:
    code, _, said = verify(*arguments)
    assert code == 1
    assert said.count("\n") == 1, said
    return said


def edit(file: Path, change: Callable[[list[dict[str, Any]]], object]) -> None:
    """Change the JSON lines of a file, and leave the manifest as it is."""
    found = [json.loads(line) for line in file.read_text("utf-8").splitlines()]
    change(found)
    lines = (json.dumps(one, ensure_ascii=False, separators=(",", ":")) for one in found)
    file.write_text("".join(f"{line}\n" for line in lines), "utf-8")


def test_it_is_short_enough_to_be_read() -> None:
    assert len(PROGRAM.read_text("utf-8").splitlines()) < 100


def test_an_export_is_proved_with_its_signature(folder: Path, key: Path) -> None:
    head = reading.head()
    code, said, wrong = verify(folder, "--key", key)
    assert (code, wrong) == (0, "")
    assert f"release {head.sequence}, signature good" in said
    assert said.endswith(f"proved: {head.sequence} releases; head {head.hash}\n")


def test_without_the_package_it_says_that_signatures_are_not_checked(
    folder: Path, key: Path
) -> None:
    code, said, _ = verify(folder, "--key", key, bare=True)
    assert code == 0
    assert "signature not checked: url explanation_html" in said
    assert said.count("signature not checked") == 2
    assert "signature good" not in said
    assert "proved: 12 releases" in said


def test_lines_of_changes_are_proved_by_themselves(db: None, tmp_path: Path) -> None:
    publish_a_record()
    file = tmp_path / "changes.jsonl"
    file.write_text("".join(f"{whole(one)}\n" for one in Release.objects.all()), "utf-8")
    assert verify(file)[1].startswith("proved: 12 releases")


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda found: found[4].update(note="Nothing happened at all."), "release 5 "),
        (lambda found: found[1].update(event="correction"), "release 2 "),
        (lambda found: found[0]["content"].update(claim="Something else."), "release 1 "),
        (lambda found: found[0].update(content=None), "release 1 "),
        (lambda found: found[0].update(content=None, salt=None), "release 1 (claim claim1) is"),
        (lambda found: found.pop(5), "release 6 is missing"),
        (lambda found: found.insert(3, dict(found[2])), "release 4 is missing"),
        (lambda found: found.reverse(), "release 1 is missing"),
    ],
)
def test_a_changed_chain_is_found_and_the_place_named(
    folder: Path, change: Callable[[list[dict[str, Any]]], object], said: str
) -> None:
    edit(folder / "releases.jsonl", change)
    assert said in refusal(folder)


def test_a_chain_cut_short_is_found_by_the_checkpoint(folder: Path) -> None:
    edit(folder / "releases.jsonl", lambda found: found.pop())
    assert "release 12 is missing" in refusal(folder / "releases.jsonl", "--checkpoint", kept())


def kept() -> Path:
    RECORD.make()
    return keeping.file_of("releases")


def test_files_are_held_to_the_manifest_and_claims_to_the_chain(folder: Path) -> None:
    edit(folder / "topics.jsonl", lambda found: found[0].update(name="Other"))
    assert "topics.jsonl is not the file" in refusal(folder)


@pytest.mark.parametrize("column", ["hash", "time", "sequence", "desk", "signature"])
def test_a_forged_checkpoint_is_found(folder: Path, key: Path, column: str) -> None:
    def forge(found: list[dict[str, Any]]) -> None:
        told = found[0]
        told[column] = 3 if column == "sequence" else "AAAA"
        if column == "sequence":
            told["hash"] = Release.objects.get(sequence=3).hash

    file = kept()
    edit(file, forge)
    said = refusal(folder, "--checkpoint", file, "--key", key)
    assert "bears a bad signature" in said or "is missing, or not the one" in said


def test_a_file_that_is_not_there_is_said_in_one_line(tmp_path: Path) -> None:
    assert "FileNotFoundError" in refusal(tmp_path / "nowhere.jsonl")


FILES = ("claims", "speakers", "sources", "publishers", "topics", "scale")
UNHELD = {
    *("url", "relations", "corrected", "corrections"),
    *("first_released_at", "last_verdict_at"),
}


def refresh(folder: Path) -> None:
    """Have the manifest tell of the files as they are, as whoever forged them would."""
    manifest = json.loads((folder / "manifest.json").read_text("utf-8"))
    for told in manifest["files"]:
        content = (folder / told["name"]).read_bytes()
        told.update(bytes=len(content), sha256=hashlib.sha256(content).hexdigest())
    (folder / "manifest.json").write_text(json.dumps(manifest), "utf-8")


def change_first(found: list[dict[str, Any]], **change: Any) -> None:
    found[0].update(change)


def otherwise(value: Any) -> Any:
    if isinstance(value, dict):
        # The site's address in a claim's publisher is one of the addresses that no release tells.
        name = max(value, key=lambda one: (one != "url", isinstance(value[one], str), one))
        return {**value, name: otherwise(value[name])}
    if isinstance(value, list):
        return [otherwise(value[0]), *value[1:]] if value else ["forged"]
    if isinstance(value, bool | int):
        return value + 7
    return f"{value or ''}forged"


@pytest.mark.parametrize("name", FILES)
def test_every_member_of_a_line_that_releases_tell_is_held_to_them(folder: Path, name: str) -> None:
    file = folder / f"{name}.jsonl"
    line = json.loads(file.read_text("utf-8").splitlines()[0])
    whole = file.read_text("utf-8")
    held = line.keys() - (UNHELD - {"url"} if name == "sources" else UNHELD)
    assert len(held) > 5
    for member in sorted(held):
        edit(file, partial(change_first, **{member: otherwise(line[member])}))
        refresh(folder)
        said = refusal(folder, "--checkpoint", kept())
        assert f"{name.removesuffix('s')} " in said, member
        file.write_text(whole, "utf-8")


def test_a_quote_and_a_verdict_within_a_claim_are_held_to_its_release(folder: Path) -> None:
    file = folder / "claims.jsonl"
    whole = file.read_text("utf-8")
    for change in (
        lambda found: found[0]["statements"][0].update(quote="I never said so"),
        lambda found: found[0]["evidence"][0]["source"].update(title="Another"),
        lambda found: found[0]["verdict"].update(label="True", normalised="TRUE"),
        lambda found: found[0].update(verdict=None),
        lambda found: found[0].update(more="Somebody lied."),
    ):
        edit(file, change)
        refresh(folder)
        assert "claim claim1 is not what its newest release says" in refusal(folder)
        file.write_text(whole, "utf-8")


def test_words_put_back_into_a_suppressed_claim_are_found(folder: Path) -> None:
    edit(folder / "claims.jsonl", lambda found: found[3].update(claim="Nobody may read this."))
    refresh(folder)
    assert "claim claim4 is not what its newest release says" in refusal(folder)


@pytest.mark.parametrize("name", ["claims", "speakers"])
def test_a_line_that_is_missing_or_twice_there_is_found(folder: Path, name: str) -> None:
    file = folder / f"{name}.jsonl"
    edit(file, lambda found: found.append(dict(found[0])))
    refresh(folder)
    assert "is not what its newest release says" in refusal(folder)
    edit(file, lambda found: (found.pop(), found.pop()))
    refresh(folder)
    assert "is missing from the export" in refusal(folder)


def test_what_no_release_tells_is_said_and_held_by_the_manifests_signature(
    folder: Path, key: Path
) -> None:
    assert "signature good: url explanation_html" in verify(folder, "--key", key)[1]
    edit(
        folder / "claims.jsonl",
        lambda found: found[0]["verdict"].update(explanation_html="<p>Forged.</p>"),
    )
    refresh(folder)
    code, said, _ = verify(folder)
    assert code == 0
    for name in (*UNHELD, "explanation_html"):
        assert name in said.splitlines()[0]
    assert "not checked" in said.splitlines()[0]
    assert "manifest.json bears a bad signature" in refusal(folder, "--key", key)
