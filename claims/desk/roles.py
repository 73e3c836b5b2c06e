"""Re-proving by the audit who may do what: roles, and which accounts are active."""

import json
from collections.abc import Iterator
from typing import Any

from claims.desk.models import AuditEntry, User
from claims.desk.permissions import Role

_TELLING = ("create_account", "set_roles", "set_active")


def faults() -> Iterator[str]:
    """Give each account whose roles or activity are not as the audit tells them, one line each.

    An account that the audit does not know holds no role.
    """
    told: dict[str, dict[str, Any] | None] = {}
    entries = AuditEntry.objects.filter(subject_kind="user", verb__in=_TELLING)
    for subject, payload in entries.order_by("sequence").values_list("subject", "payload"):
        known = told.setdefault(subject, {"roles": []})
        after = json.loads(payload)["after"] if payload else None
        # What is told no more is taken as it stands.
        told[subject] = None if known is None or after is None else known | after
    for account in User.objects.prefetch_related("groups").order_by("pk"):
        known = told.pop(str(account.pk), {"roles": []})
        if known is not None:
            yield from _faults_of(account, known)
    for subject in told:
        yield f"account {subject} is missing, and the audit tells of it"


def _faults_of(account: User, told: dict[str, Any]) -> Iterator[str]:
    held = sorted(group.name for group in account.groups.all() if group.name in Role.values)
    if held != told["roles"]:
        yield f"account {account.pk} holds other roles than the audit tells"
    if account.is_active != told.get("active", account.is_active):
        yield f"account {account.pk} was switched on or off, and no audit entry tells of it"
