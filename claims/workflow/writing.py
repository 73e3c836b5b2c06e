"""Writing a root and its children at the next version, with the audit entry that tells of it."""

from collections.abc import Sequence
from typing import Any

from claims.desk.models import AuditEntry, Capture, Child, Versioned
from claims.workflow.acts import Act
from claims.workflow.snapshots import Plain, difference, name_of, snapshot

Row = Child | Capture

REMOVED = 0
"""The root version that marks a child for removal: the database deletes no other."""


def write(
    current: Act,
    root: Versioned,
    stored: Versioned | None,
    save: Sequence[Row] = (),
    remove: Sequence[Child] = (),
    *,
    contributes: bool,
) -> AuditEntry:
    """Save the root, take children away, save others, and record what differs from before.

    `stored` is the root as it stands in the database, None for a new one; nothing is checked.
    """
    before, after = difference(snapshot(stored), snapshot(root))
    old_children = {name_of(row): snapshot(stored_row(row)) for row in save if row.pk}
    old_children |= {name_of(row): snapshot(row) for row in remove}
    root.save()
    for child in remove:
        type(child)._default_manager.filter(pk=child.pk).update(root_version=REMOVED)
        child.delete()
    for row in save:
        _save_row(row, root)
    new_children = {name_of(row): snapshot(row) for row in save}
    children_before, children_after = _children_difference(old_children, new_children)
    return current.record(
        root,
        contributes=contributes,
        before={**before, **children_before},
        after={**after, **children_after},
    )


def stored_row(row: Row) -> Row | None:
    """Return a row as it stands in the database, None where it is gone."""
    return type(row)._default_manager.filter(pk=row.pk).first()


def _save_row(row: Row, root: Versioned) -> None:
    if isinstance(row, Child):
        setattr(row, row.ROOT, root)
        row.root_version = root.version
    else:
        row.source = root  # type: ignore[assignment]
    row.save()


def _children_difference(
    old: dict[str, Plain], new: dict[str, Plain]
) -> tuple[dict[str, Any], dict[str, Any]]:
    before, after = {}, {}
    for name in {**old, **new}:
        gone, come = difference(old.get(name, {}), new.get(name, {}))
        if name in old:
            before[name] = gone
        after[name] = come if name in new else None
    return before, after
