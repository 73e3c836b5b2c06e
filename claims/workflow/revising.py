"""The verb revise: all content of the desk is written here."""

from collections.abc import Sequence
from typing import Any

from claims.desk.models import (
    Capture,
    Child,
    Claim,
    PublicIdentity,
    Rating,
    Statement,
    User,
    Versioned,
)
from claims.desk.permissions import Role, may, roles_of
from claims.workflow.acts import Act, Root, act, locked
from claims.workflow.contributors import contributed
from claims.workflow.errors import RuleViolated, StaleEdit
from claims.workflow.snapshots import Plain, difference, name_of, snapshot
from claims.workflow.transitions import check_stage
from claims.workflow.validation import faults

Row = Child | Capture

_KEPT = ("public_id", "stage", "merged_into_id", "origin", "pattern", "confidence")
_ENDS = ("from_claim_id", "to_claim_id")
_NEW: dict[str, Any] = {"stage": Claim.Stage.DRAFT, "origin": "manual", "pattern": ""}
REMOVED = 0
"""The root version that marks a child for removal: the database deletes no other."""


def revise(
    root: Root,
    *,
    by: User,
    version: int | None = None,
    save: Sequence[Row] = (),
    remove: Sequence[Child] = (),
    reason: str = "",
) -> Root:
    """Create or change a root and its children in one act, and return the root.

    `root` carries the new values; `version` is the one the editor opened, by default the root's
    own. `save` holds new or changed children (or new captures of a source), `remove` children to
    take away. Stage, identity and provenance stay as they are whatever the instance says. A change
    of content ends an approval; a change that changes nothing is no act at all.

    Raises PermissionDenied, TransitionNotAllowed (a rejected claim), StaleEdit, and RuleViolated
    with every fault of root and children.
    """
    with act("revise", by, permitted=_may_revise(by, root), reason=reason) as current:
        stored = None if root._state.adding else locked(root, version or root.version)
        _keep(root, stored)
        for row in (*save, *remove):
            _claim_row(root, row, stored, by)
        changed_children = [row for row in save if _is_changed(row)]
        RuleViolated.unless_none(faults(root, changed_children))
        before, after = difference(snapshot(stored), snapshot(root))
        if stored and not (after or changed_children or remove):
            return root
        contributes = _contributes(root, after, changed_children, remove)
        if isinstance(root, Claim) and stored and contributes:
            _check_claim(root, by)
            _end_approval(root)
            before, after = difference(snapshot(stored), snapshot(root))
        _write(current, root, before, after, changed_children, remove, contributes)
    return root


def _may_revise(by: User, root: Versioned) -> bool:
    if isinstance(root, Rating):
        return Role.ADMIN in roles_of(by)
    return may(by, "revise")


def _keep(root: Versioned, stored: Versioned | None) -> None:
    """Put back what no edit changes, so that a tampered form has no effect."""
    if stored is None:
        for name, value in _NEW.items():
            if hasattr(root, name):
                setattr(root, name, value)
        if isinstance(root, Statement):
            root.confidence = None
        return
    root.version = stored.version
    # A relation between other claims is another relation.
    for name in (*_KEPT, *_ENDS):
        if hasattr(stored, name):
            setattr(root, name, getattr(stored, name))


def _is_changed(row: Row) -> bool:
    if row._state.adding:
        return True
    stored = type(row)._default_manager.get(pk=row.pk)
    return snapshot(stored) != snapshot(row)


def _claim_row(root: Versioned, row: Row, stored_root: Versioned | None, by: User) -> None:
    """Make sure that a row is this root's own and as its editor read it."""
    name = "source" if isinstance(row, Capture) else row.ROOT
    if row._state.adding:
        owner = getattr(row, name) if getattr(row, f"{name}_id") else root
        if isinstance(row, Capture):
            row.captured_by = by
    else:
        stored = _stored(row)
        if stored is None or _is_stale(row, stored):
            raise StaleEdit(root, stored_root)
        owner = getattr(stored, name)
        if isinstance(row, PublicIdentity):
            row.public_id = stored.public_id  # type: ignore[union-attr]
    if owner is not root and (owner.pk is None or owner.pk != root.pk):
        raise RuleViolated(f"{row} belongs to another {owner._meta.verbose_name}.")
    setattr(row, name, root)


def _is_stale(row: Row, stored: Row) -> bool:
    if isinstance(row, Child) and isinstance(stored, Child):
        return row.root_version != stored.root_version
    return False


def _contributes(
    root: Versioned, after: Plain, changed: Sequence[Row], removed: Sequence[Child]
) -> bool:
    if not isinstance(root, Claim):
        return True
    return bool(changed or removed or set(after) - Claim.INTERNAL)


def _check_claim(claim: Claim, by: User) -> None:
    check_stage("revise", claim)
    if claim.stage == Claim.Stage.IN_REVIEW and not contributed(by, claim):
        raise RuleViolated(
            "While the claim is in review only those who worked on it may change it: "
            "request changes instead."
        )


def _end_approval(claim: Claim) -> None:
    if claim.stage == Claim.Stage.APPROVED:
        claim.stage = Claim.Stage.DRAFT


def _write(
    current: Act,
    root: Versioned,
    before: Plain,
    after: Plain,
    changed: Sequence[Row],
    removed: Sequence[Child],
    contributes: bool,
) -> None:
    old_children = {name_of(row): snapshot(_stored(row)) for row in changed if row.pk}
    old_children |= {name_of(row): snapshot(row) for row in removed}
    root.save()
    for child in removed:
        type(child)._default_manager.filter(pk=child.pk).update(root_version=REMOVED)
        child.delete()
    for row in changed:
        _save_row(row, root)
    new_children = {name_of(row): snapshot(row) for row in changed}
    children_before, children_after = _children_difference(old_children, new_children)
    current.record(
        root,
        contributes=contributes,
        before={**before, **children_before},
        after={**after, **children_after},
    )


def _stored(row: Row) -> Row | None:
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
