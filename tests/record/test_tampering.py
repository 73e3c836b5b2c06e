"""Whoever holds the keys to the database changes something: it is found, and the place named."""

import shutil
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from io import StringIO
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command
from django.db import connection, models, transaction

from claims.desk import audit, witness
from claims.desk.models import AuditEntry, AuditHead, Decision
from claims.ledger import chain, checkpoints, guards, keeping
from claims.management import reconciling
from claims.record import drift, rebuild
from claims.record import models as record
from claims.record import verify as verify_chain
from claims.record.models import Release, ReleaseHead
from claims.record.releases import hashed_fields
from claims.workflow import flag, retract, unflag
from tests import builders
from tests import desk_builders as desk
from tests.ledger import rows

CHAINS: dict[str, type[models.Model]] = {"release": Release, "audit entry": AuditEntry}
OTHERWISE: dict[str, object] = {
    "PositiveBigIntegerField": 77,
    "BigIntegerField": 77,
    "PositiveIntegerField": 77,
    "CharField": "d",
    "TextField": "x",
    "DateTimeField": "2020-01-01 00:00:00+00",
    "DateField": "2020-01-01",
}
READ_TABLES = (
    record.PublishedClaim,
    record.PublishedFacet,
    record.PublishedStatement,
    record.PublishedStatementFacet,
    record.PublishedEvidence,
    record.PublishedEntity,
    record.ClaimWords,
    record.StatementWords,
    record.EntityWords,
)


@pytest.fixture(scope="module")
def published(once: Callable[[Callable[[], None]], None]) -> None:
    once(publish)


@pytest.fixture(autouse=True)
def desk_and_record(published: None, db: None) -> None:
    """Two claims with all that they name; one was corrected and retracted, one flagged."""


def publish() -> None:
    author, decider = desk.user("author", "contributor"), desk.user("decider", "publisher")
    claim = desk.claim(author, save=())
    desk.evidence(author, claim)
    desk.published(author, decider, claim)
    claim.refresh_from_db()
    claim.context = "The bridge over the river."
    desk.revise(claim, by=author)
    desk.published(author, decider, claim, event="correction", note=builders.NOTE)
    desk.submit(claim, by=author, verb="retract")
    desk.approve(claim, by=decider)
    retract(claim, by=decider, note=builders.NOTE)
    statement = claim.claim_statements.get().statement
    other = desk.claim(author, "The bridge is closed.", made_by=statement)
    desk.evidence(author, other, text="The bridge was closed on Tuesday.")
    other = desk.published(author, decider, desk.with_verdict(author, other))
    flag(other, by=decider, note=builders.NOTE)
    unflag(other, by=decider, note=builders.NOTE)
    assert verify().startswith("proved: ")


def verify(*arguments: object) -> str:
    out = StringIO()
    call_command("verify_record", *map(str, arguments), stdout=out)
    return out.getvalue()


def refusal(*arguments: object) -> str:
    with pytest.raises(CommandError) as error:
        verify(*arguments)
    assert error.value.returncode == 1
    assert "\n" not in str(error.value)
    return str(error.value)


def signed() -> Path:
    """Checkpoints of both chains as they stand, in one file."""
    call_command("make_checkpoint", stdout=StringIO())
    file = keeping.folder() / "both.jsonl"
    names = (checkpoints.RELEASES, checkpoints.AUDIT)
    file.write_text("".join(keeping.file_of(name).read_text() for name in names))
    return file


def proved_wrong() -> str:
    """What is found first, the guards aside, which are away meanwhile."""
    proofs = (
        audit.first_fault,
        witness.first_fault,
        verify_chain.chain_fault,
        reconciling.first_fault,
        lambda: next(drift.table_faults(), None),
    )
    return next((fault for proof in proofs if (fault := proof())), "")


def entry_at(name: str, sequence: int) -> str:
    return f"release {sequence} " if name == "release" else f"audit: sequence {sequence} "


def columns(model: type[models.Model]) -> list[str]:
    found = (str(field.column) for field in model._meta.local_fields)
    return [column for column in found if column != "id"]


@contextmanager
def undone() -> Iterator[None]:
    """Have nothing stay of what is changed within, the guards taken away."""
    with transaction.atomic():
        with rows.unguarded():
            yield
        transaction.set_rollback(True)


def other(model: type[models.Model], column: str, row: models.Model) -> object:
    """A value that the column does not have in this row, of its type."""
    field = next(one for one in model._meta.local_fields if one.column == column)
    kind = field.get_internal_type()
    if kind == "ForeignKey":
        return desk.user("somebody-else").pk
    if kind == "BooleanField":
        return not getattr(row, field.name)
    if field.choices:
        return next(value for value, _ in field.flatchoices if value != getattr(row, field.name))
    return OTHERWISE[kind]


@pytest.mark.parametrize("name", CHAINS)
def test_every_column_of_an_entry(name: str) -> None:
    model = CHAINS[name]
    for column in columns(model):
        sequence = 2 + zlib.crc32(column.encode()) % (model._default_manager.count() - 2)
        value = other(model, column, model._default_manager.get(sequence=sequence))
        with undone():
            table = model._meta.db_table
            rows.sql(f'UPDATE {table} SET "{column}" = %s WHERE sequence = %s', value, sequence)
            said = proved_wrong()
        named = f"sequence {sequence} " if name == "audit entry" else f"release {sequence} "
        assert named in said, (column, said)


@pytest.mark.parametrize("name", CHAINS)
def test_content_emptied_without_a_decision_to_suppress(name: str) -> None:
    column = {"release": "content", "audit entry": "payload"}[name]
    with rows.unguarded():
        rows.sql(
            f"UPDATE {CHAINS[name]._meta.db_table} SET {column} = NULL, salt = NULL "
            "WHERE sequence = 3"
        )
        rebuild.rebuild()
    assert entry_at(name, 3) in proved_wrong()


@pytest.mark.parametrize("name", CHAINS)
@pytest.mark.parametrize("sequence", [1, 5])
def test_an_entry_deleted_in_the_middle(name: str, sequence: int) -> None:
    with rows.unguarded():
        table = CHAINS[name]._meta.db_table
        rows.sql(f"DELETE FROM {table} WHERE sequence = %s", sequence)
    assert f"{sequence} is missing" in refusal()


def cut(name: str, last: int) -> None:
    """Delete the end of a chain, and set its head back: what is left proves by itself."""
    model: type[models.Model] = CHAINS[name]
    head = ReleaseHead if name == "release" else AuditHead
    time = "released_at" if name == "release" else "at"
    with rows.unguarded():
        rows.sql(f"DELETE FROM {model._meta.db_table} WHERE sequence > %s", last)
        end = model._default_manager.values("hash", time).get(sequence=last)
        head.objects.update(sequence=last, hash=end["hash"], at=end[time])


@pytest.mark.parametrize("name", CHAINS)
@pytest.mark.parametrize("gone", [1, 5])
def test_an_end_cut_off_is_found_by_a_checkpoint(name: str, gone: int) -> None:
    file = signed()
    last = CHAINS[name]._default_manager.count() - gone
    cut(name, last)
    assert f"{name} {last + 1} is missing: only {last} stand before" in refusal(
        "--checkpoint", file
    )


@pytest.mark.parametrize("name", CHAINS)
def test_swapped_entries(name: str) -> None:
    table = CHAINS[name]._meta.db_table
    with rows.unguarded():
        for old, new in ((4, 900), (5, 4), (900, 5)):
            rows.sql(f"UPDATE {table} SET sequence = %s WHERE sequence = %s", new, old)
    assert entry_at(name, 4) in refusal()


@pytest.mark.parametrize("name", CHAINS)
def test_an_entry_put_in_between(name: str) -> None:
    table = CHAINS[name]._meta.db_table
    with rows.unguarded():
        for old in range(CHAINS[name]._default_manager.count(), 3, -1):
            rows.sql(f"UPDATE {table} SET sequence = %s WHERE sequence = %s", old + 1, old)
        row = rows.columns(CHAINS[name]._default_manager.get(sequence=3))
        row.update(id=9000, sequence=4, hash="e" * 64)
        if name == "release":
            row["number"] = 900
        rows.insert(table, row)
    assert entry_at(name, 4) in refusal()


def rewrite(name: str, first: int) -> None:
    """Change an entry, and give it and all after it the hashes that they should have then."""
    model = CHAINS[name]
    fields: Callable[..., dict[str, object]] = (
        hashed_fields if name == "release" else audit.hashed_fields
    )
    head = ReleaseHead if name == "release" else AuditHead
    column = "note" if name == "release" else "reason"
    with rows.unguarded():
        model._default_manager.filter(sequence=first).update(**{column: "All is well, always."})
        before = model._default_manager.filter(sequence=first - 1).values_list("hash", flat=True)
        previous = before.first() or chain.GENESIS
        for entry in model._default_manager.filter(sequence__gte=first).order_by("sequence"):
            entry.previous_hash = previous  # type: ignore[attr-defined]
            previous = chain.link(fields(entry))
            model._default_manager.filter(pk=entry.pk).update(
                previous_hash=entry.previous_hash,  # type: ignore[attr-defined]
                hash=previous,
            )
        head.objects.update(hash=previous)
        rebuild.rebuild()


@pytest.mark.parametrize("name", CHAINS)
@pytest.mark.parametrize("first", [1, 4])
def test_a_tail_rewritten_with_good_hashes_is_found_by_a_checkpoint(
    name: str, first: int, tmp_path: Path
) -> None:
    file = signed()
    rewrite(name, first)
    last = CHAINS[name]._default_manager.count()
    elsewhere = tmp_path / "kept.jsonl"
    file.rename(elsewhere)
    for arguments in ((), ("--checkpoint", elsewhere)):
        said = refusal(*arguments)
        assert said.startswith(f"{name} {last} (")
        assert "it, or one before it, was rewritten" in said
        # Whoever rewrites a chain takes away what this desk kept.
        shutil.rmtree(keeping.folder(), ignore_errors=True)
    verify()


def test_no_export_signs_what_contradicts_the_checkpoints_of_this_desk(tmp_path: Path) -> None:
    signed()
    before = keeping.newest(checkpoints.RELEASES)
    rewrite("release", 4)
    folder = tmp_path / "export"
    with pytest.raises(CommandError) as error:
        call_command("export_record", "--format=jsonl", f"--output={folder}", stdout=StringIO())
    assert str(error.value).startswith("nothing is signed: release ")
    assert "was rewritten" in str(error.value)
    assert not (folder / "manifest.json").exists()
    assert keeping.newest(checkpoints.RELEASES) == before


def test_a_checkpoint_of_this_desk_with_a_bad_signature_is_named() -> None:
    signed()
    file = keeping.file_of(checkpoints.RELEASES)
    file.write_text(file.read_text().replace('"time":"2', '"time":"3'))
    assert "bears a bad signature" in refusal()


def test_checkpoints_of_a_key_of_before_are_held_to_all_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    signed()
    monkeypatch.setattr(settings, "CHECKPOINT_KEY_FILE", tmp_path / "other.pem")
    assert ", 2 checkpoints; head " in verify()
    rewrite("release", 4)
    assert "was rewritten" in refusal()


def test_of_several_checkpoints_the_last_good_one_is_told() -> None:
    early = checkpoints.signed(
        keeping.signing_key(),
        chain=checkpoints.RELEASES,
        desk="A desk",
        sequence=3,
        hash=Release.objects.get(sequence=3).hash,
        time="2024-01-01T00:00:00Z",
    )
    file = signed()
    file.write_text(f"{early.line()}\n{file.read_text()}")
    rewrite("release", 4)
    assert refusal("--checkpoint", file).endswith("; all is as signed up to release 3")


def test_an_older_copy_of_the_database_is_found_by_todays_checkpoint() -> None:
    """Both chains, the tables and the heads are as they were: only what was signed since tells."""
    sequences = {name: one._default_manager.count() for name, one in CHAINS.items()}
    author, decider = desk.user("author"), desk.user("decider")
    desk.published(author, decider, desk.claim(author, "The bridge is long."))
    file = signed()
    for name, last in sequences.items():
        cut(name, last)
    assert f"release {sequences['release'] + 1} is missing" in refusal("--checkpoint", file)


def test_a_good_checkpoint_proves_and_is_counted() -> None:
    assert ", 2 checkpoints; head " in verify("--checkpoint", signed())


def test_a_bad_signature_and_an_unknown_key_are_said_in_one_line(tmp_path: Path) -> None:
    file = signed()
    forged = tmp_path / "forged.jsonl"
    forged.write_text(file.read_text().replace('"time":"2', '"time":"3'))
    assert "bears a bad signature: it is not what key" in refusal("--checkpoint", forged)
    checkpoints.make_key(tmp_path / "other.pem")
    other = checkpoints.private_key(tmp_path / "other.pem").public_key()
    (tmp_path / "public.pem").write_text(checkpoints.public_pem(other))
    said = refusal("--checkpoint", file, "--public-key", tmp_path / "public.pem")
    assert f"known is only {checkpoints.key_id(other)}" in said
    assert "No such file" in refusal("--checkpoint", tmp_path / "nowhere.jsonl")


@pytest.mark.parametrize("table", READ_TABLES, ids=lambda one: one.__name__)
def test_every_column_of_a_row_of_a_read_table(table: type[models.Model]) -> None:
    row = table._default_manager.order_by("?").first()
    assert row is not None
    for field in table._meta.local_fields:
        if field.primary_key or field.is_relation:
            continue
        value = other(table, str(field.column), row)
        with undone():
            rows.sql(
                f'UPDATE {table._meta.db_table} SET "{field.column}" = %s '
                f'WHERE "{table._meta.pk.column}" = %s',
                value,
                row.pk,
            )
            said = proved_wrong()
        assert said.startswith(("read tables: ", "search: ")), (field.name, said)


@pytest.mark.parametrize("table", READ_TABLES, ids=lambda one: one.__name__)
def test_a_row_of_a_read_table_that_is_gone(table: type[models.Model]) -> None:
    row = table._default_manager.first()
    assert row is not None
    table._default_manager.filter(pk=row.pk).delete()
    assert refusal().startswith(("read tables: ", "search: "))


def test_a_guard_taken_away() -> None:
    guards.drop(connection)
    assert "is missing, disabled or altered" in refusal()


def test_every_column_of_a_decision() -> None:
    decision = Decision.objects.order_by("number").first()
    assert decision is not None
    for column in columns(Decision):
        value = other(Decision, column, decision)
        with undone():
            rows.sql(f'UPDATE claims_decision SET "{column}" = %s WHERE number = 1', value)
            said = proved_wrong()
        assert "decision 1 " in said, (column, said)
