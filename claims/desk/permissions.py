"""Roles, and which editorial verbs each may call.

Roles are Django groups, synchronised after migrations. Superuser status grants no verb: it opens
the administration of accounts and nothing editorial.
"""

from django.contrib.auth.models import Group
from django.db import models

from claims.desk.models import User


class Role(models.TextChoices):
    """What an editor is trusted with; an account may hold several."""

    CONTRIBUTOR = "contributor", "Contributor"
    REVIEWER = "reviewer", "Reviewer"
    PUBLISHER = "publisher", "Publisher"
    ADMIN = "admin", "Administrator"
    AUDITOR = "auditor", "Auditor"


_EDITORS = frozenset({Role.CONTRIBUTOR, Role.REVIEWER, Role.PUBLISHER})
_REVIEWERS = frozenset({Role.REVIEWER, Role.PUBLISHER})
_PUBLISHERS = frozenset({Role.PUBLISHER})

VERBS: dict[str, frozenset[Role]] = {
    "bring_in": _EDITORS,
    "revise": _EDITORS,
    "submit": _EDITORS,
    "request_changes": _REVIEWERS,
    "approve": _REVIEWERS,
    "reject": _REVIEWERS,
    "reopen": _REVIEWERS,
    "publish": _PUBLISHERS,
    "embargo": _PUBLISHERS,
    "retract": _PUBLISHERS,
    "flag": _PUBLISHERS,
    "unflag": _PUBLISHERS,
    "merge": _PUBLISHERS,
    "unmerge": _PUBLISHERS,
    "suppress": _PUBLISHERS,
    "revert": _EDITORS,
    "suggest": _REVIEWERS,
    "accept_suggestion": _EDITORS,
    "decline_suggestion": _EDITORS,
    "assign": _EDITORS,
    "comment": _EDITORS,
    "not_duplicate": _EDITORS,
    "decide_request": _REVIEWERS,
    "forget_asker": _REVIEWERS,
}
"""Each verb and the roles that may call it. Admin and auditor hold none."""


def roles_of(user: User) -> frozenset[Role]:
    """Return the roles of an active account; an inactive one has none."""
    if not user.is_active:
        return frozenset()
    names = user.groups.values_list("name", flat=True)
    return frozenset(Role(name) for name in names if name in Role.values)


def may(user: User, verb: str) -> bool:
    """Tell whether the account's roles allow the verb. Superuser status does not count."""
    return bool(roles_of(user) & VERBS[verb])


def synchronise_roles() -> None:
    """Create the groups that stand for roles; called after every migration run."""
    for role in Role:
        Group.objects.get_or_create(name=role.value)
