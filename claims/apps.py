"""The one Django application: its label, and what follows each run of migrations."""

from collections.abc import Sequence
from typing import Any

from django.apps import AppConfig
from django.db import DEFAULT_DB_ALIAS, connections
from django.db.migrations.executor import MigrationExecutor
from django.db.models.signals import post_migrate, pre_migrate

LOCK_TIMEOUT = "'5s'"
"""How long a migration on PostgreSQL waits for a table in use before it gives up, undone: whoever
comes for that table meanwhile waits behind it."""


class ClaimsConfig(AppConfig):
    """Onrecord's models, admin, API and pages under the label `claims`."""

    name = "claims"
    label = "claims"
    verbose_name = "Onrecord"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Register the check of the guards; have guards and roles follow every migration run."""
        from claims.ledger import checks  # noqa: F401

        pre_migrate.connect(_before_migrations, sender=self)
        post_migrate.connect(_after_migrations, sender=self)


def _before_migrations(using: str, plan: list[Any], **kwargs: Any) -> None:
    # A table rebuild on SQLite fails under another table's trigger. A run with nothing to do
    # leaves the guards alone, because the site may be serving meanwhile.
    from claims.ledger import guards

    if plan:
        _set_lock_timeout(using, LOCK_TIMEOUT)
    if using == DEFAULT_DB_ALIAS and plan:
        guards.drop(connections[using])


def _after_migrations(using: str, plan: Sequence[Any] = (), **kwargs: Any) -> None:
    # A table rebuild on SQLite silently drops the table's own triggers.
    from claims.desk import permissions, searching
    from claims.ledger import guards
    from claims.record.rebuild import rebuild_if_emptied

    if using == DEFAULT_DB_ALIAS:
        guards.install(connections[using])
        permissions.synchronise_roles()
        if plan and _is_migrated(using):
            rebuild_if_emptied()
            searching.rebuild_if_emptied()
    if plan:
        _set_lock_timeout(using, "DEFAULT")


def _set_lock_timeout(using: str, time: str) -> None:
    if connections[using].vendor == "postgresql":
        with connections[using].cursor() as cursor:
            cursor.execute(f"SET lock_timeout TO {time}")


def _is_migrated(using: str) -> bool:
    """Tell whether the tables are those of today's models, and not of an earlier migration."""
    executor = MigrationExecutor(connections[using])
    return not executor.migration_plan(executor.loader.graph.leaf_nodes())
