"""The verb revise: all content of the desk is written here."""

from collections.abc import Iterator, Sequence
from typing import Any

from django.db.models import ForeignKey, Model

from claims.desk.models import (
    Capture,
    Child,
    Claim,
    Mergeable,
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
from claims.workflow.rules import resting_faults
from claims.workflow.snapshots import Plain, difference, snapshot
from claims.workflow.subjects import suppressed_faults
from claims.workflow.transitions import check_stage
from claims.workflow.validation import faults
from claims.workflow.writing import Row, stored_row, write

_KEPT = ("public_id", "stage", "merged_into_id", "origin", "pattern", "confidence")
_ENDS = ("from_claim_id", "to_claim_id")
_NEW: dict[str, Any] = {"stage": Claim.Stage.DRAFT, "origin": "manual", "pattern": ""}


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
        return change(current, root, version=version, save=save, remove=remove)


def change(
    current: Act,
    root: Root,
    *,
    version: int | None = None,
    save: Sequence[Row] = (),
    remove: Sequence[Child] = (),
) -> Root:
    """Do within an act what `revise` does in one of its own."""
    by = current.by
    stored = None if root._state.adding else locked(root, version or root.version)
    _keep(root, stored)
    for row in (*save, *remove):
        _claim_row(root, row, stored, by)
    changed_children = [row for row in save if _is_changed(row)]
    RuleViolated.unless_none(
        [
            *_merged_away(stored),
            *(suppressed_faults(stored) if stored else ()),
            *faults(root, changed_children),
            *_merged_named(root, stored),
            *(fault for row in changed_children for fault in _merged_named(row, stored_row(row))),
        ]
    )
    after = difference(snapshot(stored), snapshot(root))[1]
    if stored and not (after or changed_children or remove):
        return root
    contributes = _contributes(root, after, changed_children, remove)
    if isinstance(root, Claim) and stored and contributes:
        _check_claim(root, by)
        end_approval(root)
    write(current, root, stored, changed_children, remove, contributes=contributes)
    return root


def _merged_away(stored: Versioned | None) -> Iterator[str]:
    if isinstance(stored, Mergeable) and stored.merged_into is not None:
        name = stored._meta.verbose_name
        yield f"This {name} was merged into “{stored.merged_into}”; work on that one."


def _merged_named(row: Model, stored: Model | None) -> Iterator[str]:
    """Yield that a row comes to name something that was merged into another."""
    for field in row._meta.concrete_fields:
        if not isinstance(field, ForeignKey) or field.name == "merged_into":
            continue
        key = getattr(row, field.attname)
        if key is None or (stored is not None and getattr(stored, field.attname) == key):
            continue
        named = getattr(row, field.name)
        if isinstance(named, Mergeable) and named.merged_into is not None:
            yield f"“{named}” was merged into “{named.merged_into}”; take that one."


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
        stored = stored_row(row)
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


def end_approval(claim: Claim) -> None:
    """Make an approved claim, whose content is to change, a draft again.

    Raises RuleViolated where another's suppression rested on what was approved.
    """
    if claim.stage == Claim.Stage.APPROVED:
        RuleViolated.unless_none(resting_faults(claim))
        claim.stage = Claim.Stage.DRAFT
