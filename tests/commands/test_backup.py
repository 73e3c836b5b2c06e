"""`backup` and `restore`: one proved file while writes go on, and a database proved from it."""

import json
import os
import signal
import stat
import threading
import zipfile
from collections.abc import Callable
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.db.migrations.loader import MigrationLoader
from django.test import Client

from claims.ledger import guards
from claims.management.backing_up.archive import DATABASE, scratch
from claims.record.models import Release, ReleaseHead
from tests.commands.restored import corrected, empty_database, published_claim
from tests.ledger import rows
from tests.record.test_tampering import rewrite

pytestmark = pytest.mark.django_db(transaction=True)

ROUNDS = 8


def run(name: str, *arguments: object, **options: Any) -> str:
    out = StringIO()
    call_command(name, *map(str, arguments), stdout=out, **options)
    return out.getvalue()


def refusal(name: str, *arguments: object, **options: Any) -> str:
    with pytest.raises(CommandError) as error:
        run(name, *arguments, **options)
    assert "\n" not in str(error.value)
    return str(error.value)


def manifest_of(file: Path) -> dict[str, Any]:
    with zipfile.ZipFile(file) as archive:
        told: dict[str, Any] = json.loads(archive.read("manifest.json"))
    return told


def altered(file: Path, copy: Callable[[bytes], bytes] = bytes, **told: Any) -> Path:
    """A backup like this one but for its copy, or for what its manifest tells."""
    other = file.with_name("altered.zip")
    with zipfile.ZipFile(file) as archive:
        manifest = json.loads(archive.read("manifest.json")) | told
        held = copy(archive.read("database"))
    with zipfile.ZipFile(other, "w") as archive:
        archive.writestr("manifest.json", json.dumps(manifest))
        archive.writestr("database", held)
    return other


def public_bytes(claim: str) -> dict[str, bytes]:
    client = Client()
    page = client.get(f"/claims/{claim}", follow=True)
    answers = {"page": page.content}
    for path in (
        *("/", "/corrections", "/api/v1/claims", "/api/v1/changes", "/feeds/corrections.atom"),
        *(f"/api/v1/claims/{claim}", f"/api/v1/claims/{claim}/releases"),
    ):
        answer = client.get(path)
        assert answer.status_code == 200, path
        answers[path] = answer.content
    return answers


def leave_a_scratch_folder(file: Path) -> str:
    """Have a process make a scratch folder beside the file and be killed; its name."""
    child = os.fork()
    if child == 0:
        with scratch(file) as folder:
            (folder / DATABASE).write_bytes(b"half of it")
            os.kill(os.getpid(), signal.SIGKILL)
    os.waitpid(child, 0)
    (left,) = (entry.name for entry in file.parent.iterdir() if entry.is_dir())
    return left


def test_what_a_killed_one_left_is_gone_after_the_next(tmp_path: Path) -> None:
    published_claim()
    folder, elsewhere = tmp_path / "backups", tmp_path / "elsewhere"
    folder.mkdir()
    elsewhere.mkdir()
    file = folder / "desk.zip"
    assert leave_a_scratch_folder(folder / "yesterday.zip").startswith(".yesterday.zip.")
    run("backup", file)
    assert [entry.name for entry in folder.iterdir()] == ["desk.zip"]
    leave_a_scratch_folder(file)
    (folder / ".own.scratch-folder").mkdir()
    with scratch(folder / "tomorrow.zip") as under_way, empty_database(elsewhere):
        run("restore", file)
        left = {entry.name for entry in folder.iterdir()}
    assert left == {"desk.zip", ".own.scratch-folder", under_way.name}


def test_a_backup_taken_while_claims_are_published_gives_the_record_of_its_moment(
    tmp_path: Path, concurrently: Callable[..., list[Any]]
) -> None:
    file, claim = tmp_path / "desk.zip", published_claim()
    seen: dict[int, dict[str, bytes]] = {}
    under_way, taken = threading.Event(), threading.Event()

    def look() -> None:
        seen[ReleaseHead.objects.get().sequence] = public_bytes(claim.public_id)

    def publish() -> int:
        look()
        for number in range(ROUNDS):
            corrected(claim, f"The bridge over the river, {number}.")
            look()
            under_way.set()
            if taken.is_set():
                return number
        return ROUNDS

    def back_up() -> str:
        under_way.wait(120)
        try:
            return run("backup", file)
        finally:
            taken.set()

    _, said = concurrently(publish, back_up)
    head = manifest_of(file)["heads"]["releases"]
    assert f"head {head['sequence']} {head['hash']}" in said
    assert ReleaseHead.objects.get().sequence > head["sequence"]
    with empty_database(tmp_path):
        restored = run("restore", file)
        *_, last_but_one, last = restored.splitlines()
        assert last_but_one.endswith(f"head {head['sequence']} {head['hash']}")
        assert last.startswith("proved: ")
        assert last.endswith(f"head {head['hash']}")
        assert "releases.jsonl goes further than this backup" in restored
        assert public_bytes(claim.public_id) == seen[head["sequence"]]
        assert guards.missing(connection) == []
        # The chain goes on from where it stood.
        corrected(claim, "After the restore.")
        assert Release.objects.count() == head["sequence"] + 1


def test_the_file_is_private_tells_what_it_holds_and_is_never_written_over(tmp_path: Path) -> None:
    published_claim()
    file = tmp_path / "desk.zip"
    run("backup", file, drill=True)
    assert [entry.name for entry in tmp_path.iterdir()] == ["desk.zip"]
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    told = manifest_of(file)
    assert (told["format"], told["engine"]) == (1, connection.vendor)
    assert told["rows"]["releases"] == Release.objects.count()
    assert told["checkpoints"]["releases"]["sequence"] == told["heads"]["releases"]["sequence"]
    assert "claims.0001_initial" in told["migrations"]
    before = file.read_bytes()
    assert "is there already" in refusal("backup", file)
    assert file.read_bytes() == before
    assert "No such file" in refusal("backup", tmp_path / "nowhere" / "desk.zip")
    assert [entry.name for entry in tmp_path.iterdir()] == ["desk.zip"]
    assert "is not empty" in refusal("restore", file)


def test_what_is_no_backup_of_this_version_and_engine_is_refused(tmp_path: Path) -> None:
    published_claim()
    file = tmp_path / "desk.zip"
    run("backup", file)
    told = manifest_of(file)
    plain, cut = tmp_path / "plain.zip", tmp_path / "cut.zip"
    plain.write_text("no backup")
    cut.write_bytes(file.read_bytes()[:-2000])
    with empty_database(tmp_path):
        for other in (plain, cut):
            assert "is no backup" in refusal("restore", other)
        assert "No such file" in refusal("restore", tmp_path / "absent.zip")
        for change, said in (
            ({"format": 2}, "has format 2; this version reads 1"),
            ({"engine": "oracle"}, "is of oracle, and DATABASE_URL names"),
            ({"migrations": [*told["migrations"], "claims.9999_later"]}, "claims.9999_later"),
            ({"migrations": told["migrations"][1:]}, "--migrate"),
            ({"extra": 1}, "lacks or adds something"),
        ):
            assert said in refusal("restore", altered(file, **change))
        torn = altered(file, lambda copy: copy[:5000] + b"\0" + copy[5001:])
        assert "its sha256 is not the manifest's" in refusal("restore", torn)
        assert connection.introspection.table_names() == []


def test_what_was_altered_before_or_after_the_dump_is_found_after_the_restore(
    tmp_path: Path,
) -> None:
    claim = published_claim()
    file = tmp_path / "desk.zip"
    with rows.unguarded():
        rows.sql("UPDATE claims_release SET content = replace(content, 'bridge', 'ridge')")
    run("backup", file)
    assert claim.public_id
    with empty_database(tmp_path):
        assert "release" in refusal("restore", file)
    told = manifest_of(file)
    heads = told["heads"] | {"audit": {"sequence": 1, "hash": "0" * 64}}
    with empty_database(tmp_path):
        assert "not restored: its heads are" in refusal("restore", altered(file, heads=heads))


def test_a_refused_restore_leaves_the_database_empty_for_the_next(tmp_path: Path) -> None:
    claim = published_claim()
    good, bad = tmp_path / "good.zip", tmp_path / "bad.zip"
    run("backup", good)
    with rows.unguarded():
        rows.sql("UPDATE claims_publishedclaim SET body = replace(body, 'bridge', 'ridge')")
    run("backup", bad)
    with empty_database(tmp_path):
        assert "read tables: " in refusal("restore", bad)
        assert connection.introspection.table_names() == []
        assert guards.missing(connection) == []
        connection.close()
        assert not [entry.name for entry in tmp_path.iterdir() if "restored" in entry.name]
        assert "No such file" in refusal("restore", good, checkpoint=[tmp_path / "absent"])
        assert run("restore", good).splitlines()[-1].startswith("proved: ")
        assert b"ridge" in public_bytes(claim.public_id)["page"]


def test_a_rewritten_chain_is_told_from_a_shorter_one_and_refused(tmp_path: Path) -> None:
    claim = published_claim()
    short, file = tmp_path / "short.zip", tmp_path / "rewritten.zip"
    run("backup", short)
    corrected(claim, "The bridge over the river.")
    rewrite("release", 2)
    run("backup", file)
    untold = altered(file, checkpoints={"releases": None, "audit": None})
    with empty_database(tmp_path):
        said = refusal("restore", untold)
        assert said.startswith("not restored: release ")
        assert "was rewritten" in said
        assert connection.introspection.table_names() == []
        connection.close()
        assert "goes further than this backup: to release" in run("restore", short)


def test_a_backup_of_an_earlier_version_is_brought_up_to_date_only_when_asked(
    tmp_path: Path,
) -> None:
    graph = MigrationLoader(connection).graph
    (newest,) = graph.leaf_nodes("claims")
    before = max(
        parent.key for parent in graph.node_map[newest].parents if parent.key[0] == "claims"
    )
    file = tmp_path / "earlier.zip"
    with empty_database(tmp_path):
        call_command("migrate", *before, verbosity=0)
        run("backup", file)
    with empty_database(tmp_path):
        said = refusal("restore", file)
        assert "is of an earlier version" in said
        assert "--migrate" in said
        restored = run("restore", file, migrate=True)
        assert f"{newest[0]}.{newest[1]}" in restored.splitlines()[0]
        assert restored.splitlines()[-1].startswith("proved: ")


def test_a_desk_without_tables_is_not_backed_up(tmp_path: Path) -> None:
    with empty_database(tmp_path):
        assert "run migrate?" in refusal("backup", tmp_path / "desk.zip")
    assert not (tmp_path / "desk.zip").exists()
