"""A database from a backup: into an empty one alone, and proved when it is there."""

from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path

from django.core.management import call_command
from django.db import DEFAULT_DB_ALIAS, connections
from django.db.migrations.loader import MigrationLoader

from claims.desk.checkpoints import AUDITED
from claims.ledger import guards, keeping
from claims.ledger.checkpoints import Checkpoint
from claims.management.backing_up import archive
from claims.management.backing_up.archive import BackupRefused, Manifest
from claims.management.backing_up.facts import difference
from claims.management.backing_up.making import ENGINES, facts_of
from claims.record.checkpoints import RECORD

CHAINS = (RECORD, AUDITED)


def restore(file: Path, *, migrate: bool, say: Callable[[str], object]) -> Manifest:
    """Fill the database, which has to be empty, from a backup, and return its manifest.

    What was restored has the manifest's rows and heads, agrees with the checkpoint it tells of, and
    has every guard. A backup of an earlier version is restored with `migrate` alone. `say` is told
    each thing that was done beyond that. Raises BackupRefused, OSError, CheckpointError or the
    database's own error.
    """
    connection = connections[DEFAULT_DB_ALIAS]
    engine = ENGINES[connection.vendor]
    with archive.opened(file) as (manifest, copy):
        if manifest.engine != connection.vendor:
            raise BackupRefused(
                f"{file} is of {manifest.engine}, and DATABASE_URL names {connection.vendor}"
            )
        earlier = _earlier(file, manifest, migrate)
        if tables := connection.introspection.table_names():
            raise BackupRefused(
                f"the database is not empty: it has {len(tables)} tables; DATABASE_URL has to "
                "name an empty one"
            )
        engine.proved(copy)
        engine.load(connection, copy)
    connections.close_all()
    if fault := difference(asdict(manifest), facts_of(connection)):
        raise BackupRefused(f"restored, but {fault}")
    if earlier:
        call_command("migrate", interactive=False, verbosity=0)
        say(f"migrated: {', '.join(earlier)}")
    if gone := guards.missing(connection):
        guards.install(connection)
        say(f"guards put back that the backup lacked: {', '.join(gone)}")
    _hold_to_checkpoints(manifest, say)
    return manifest


def _earlier(file: Path, manifest: Manifest, migrate: bool) -> list[str]:
    """Return the migrations that this version has and the backup lacks."""
    loader = MigrationLoader(None, ignore_no_migrations=True)
    known = {f"{app}.{name}" for app, name in loader.disk_migrations}
    told = set(manifest.migrations)
    apps = {app for app, _ in loader.disk_migrations}
    later = sorted(one for one in told - known if one.partition(".")[0] in apps)
    if later:
        raise BackupRefused(
            f"{file} is of another version of Onrecord, which has {later[0]}; restore it with that"
        )
    earlier = sorted(known - told)
    if earlier and not migrate:
        raise BackupRefused(
            f"{file} is of an earlier version, without {earlier[0]}; --migrate brings it up to date"
        )
    return earlier


def _hold_to_checkpoints(manifest: Manifest, say: Callable[[str], object]) -> None:
    for chain in CHAINS:
        if told := manifest.checkpoints.get(chain.name):
            one = Checkpoint.of(told, f"the manifest's checkpoint of {chain.name}")
            if fault := chain.first_fault([one]):
                raise BackupRefused(f"restored, but {fault}")
        kept = keeping.newest(chain.name)
        if kept and (fault := chain.first_fault([kept])):
            say(
                f"{keeping.file_of(chain.name)} goes further than this backup: {fault}; "
                "docs/trust.md tells what to do before anything is signed"
            )
