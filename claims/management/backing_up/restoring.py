"""A database from a backup: into an empty one alone, and proved before it stays there."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from django.core.management import call_command
from django.db import DEFAULT_DB_ALIAS, connections
from django.db.migrations.loader import MigrationLoader

from claims.ledger import guards, keeping
from claims.ledger.checkpoints import Checkpoint
from claims.management import proving, signed
from claims.management.backing_up import archive
from claims.management.backing_up.archive import BackupRefused, Manifest
from claims.management.backing_up.facts import difference
from claims.management.backing_up.making import ENGINES, facts_of


@dataclass(frozen=True, slots=True)
class Restored:
    """What a restore came to: the backup's manifest, and in one line what was proved of it."""

    manifest: Manifest
    account: str


def restore(
    file: Path, *, migrate: bool, elsewhere: Sequence[Checkpoint], say: Callable[[str], object]
) -> Restored:
    """Fill the database, which has to be empty, from a backup, and return what was proved.

    What was restored has the manifest's rows and heads and every guard, agrees with the checkpoint
    that the manifest tells of, with those that this desk kept up to where the backup ends, and with
    those kept `elsewhere`, and proves as verify_record does. Else the database is as empty as it
    was. A backup of an earlier version is restored with `migrate` alone. `say` is told each thing
    that was done beyond that. Raises BackupRefused, OSError, CheckpointError or the database's own
    error.
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
        connections.close_all()
        with engine.filled(connection, copy):
            account = _proved(manifest, earlier, elsewhere, say)
    connections.close_all()
    return Restored(manifest, account)


def _proved(
    manifest: Manifest,
    earlier: Sequence[str],
    elsewhere: Sequence[Checkpoint],
    say: Callable[[str], object],
) -> str:
    """Bring what was filled up to date, prove it, and return what was proved, in one line."""
    connection = connections[DEFAULT_DB_ALIAS]
    if fault := difference(asdict(manifest), facts_of(connection)):
        raise BackupRefused(f"not restored: {fault}")
    if earlier:
        call_command("migrate", interactive=False, verbosity=0)
        say(f"migrated: {', '.join(earlier)}")
    if gone := guards.missing(connection):
        guards.install(connection)
        say(f"guards put back that the backup lacked: {', '.join(gone)}")
    found = [*elsewhere, *_told(manifest), *_kept(manifest, say)]
    if fault := proving.first_fault(found):
        raise BackupRefused(f"not restored: {fault}")
    return proving.account(found)


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


def _told(manifest: Manifest) -> Iterator[Checkpoint]:
    for chain in proving.CHAINS:
        if told := manifest.checkpoints.get(chain.name):
            yield Checkpoint.of(told, f"the manifest's checkpoint of {chain.name}")


def _kept(manifest: Manifest, say: Callable[[str], object]) -> Iterator[Checkpoint]:
    """Give the checkpoints that this desk kept, up to where the backup ends.

    Those behind that tell of what was done since: the backup is older, and no fault of its own.
    """
    kept = signed.kept(())
    for chain in proving.CHAINS:
        end = manifest.heads[chain.name]["sequence"]
        own = [one for one in kept if one.chain == chain.name]
        yield from (one for one in own if one.sequence <= end)
        if last := max((one.sequence for one in own if one.sequence > end), default=0):
            say(
                f"{keeping.file_of(chain.name)} goes further than this backup: to {chain.entry} "
                f"{last}, and the backup ends with {end}; "
                "docs/trust.md tells what to do before anything is signed"
            )
