"""The verb revert: a new version with what an earlier change replaced; nothing is rewritten."""

from claims.desk.models import AuditEntry, Rating, User
from claims.desk.permissions import Role, may, roles_of
from claims.workflow.acts import Root, act, kind_of, locked
from claims.workflow.errors import RuleViolated
from claims.workflow.restoring import undone
from claims.workflow.revising import change


def revert(root: Root, entry: AuditEntry, *, by: User, reason: str) -> Root:
    """Take the root back, in what this entry changed, to how it was before the entry.

    Fields and children that the entry did not touch stay as they are now. It is an edit like any
    other: it makes a new version under `by`'s name, needs a reason, and ends an approval.
    """
    permitted = Role.ADMIN in roles_of(by) if isinstance(root, Rating) else may(by, "revert")
    with act("revert", by, permitted=permitted, reason=reason) as current:
        if not current.reason:
            raise RuleViolated("Give a reason for going back.")
        if (entry.subject_kind, entry.subject) != (kind_of(root), root.public_id):
            raise RuleViolated("This entry is about something else.")
        root = locked(root)
        edit = undone(entry, root, lambda now, left: True)
        edit.apply()
        version = root.version
        root = change(current, root, save=edit.save, remove=edit.remove)
        if root.version == version:
            raise RuleViolated("It is already as it was before this entry.")
    return root
