"""Who sees and changes what in the admin: an account's roles decide, and nothing else."""

from typing import cast

from django.db import models
from django.http import HttpRequest

from claims.desk.models import User
from claims.desk.permissions import VERBS, Role, roles_of

EVERYBODY = frozenset(Role)
EDITORS = VERBS["revise"]


def editor(request: HttpRequest) -> User:
    """Return the account that asks; the admin lets nobody else in."""
    return cast(User, request.user)


def roles(request: HttpRequest) -> frozenset[Role]:
    """Return the roles of whoever asks, looked up once a request."""
    known: frozenset[Role] | None = getattr(request, "desk_roles", None)
    if known is None:
        known = roles_of(editor(request))
        request.desk_roles = known  # type: ignore[attr-defined]
    return known


class ByRole:
    """Permissions of an admin class, by role. Deleting is nobody's.

    Superuser status opens nothing here; Django's own permissions are not asked.
    """

    viewers: frozenset[Role] = EVERYBODY
    changers: frozenset[Role] = EDITORS

    def has_module_permission(self, request: HttpRequest) -> bool:
        """Tell whether the model is listed for this account."""
        return self.has_view_permission(request)

    def has_view_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        """Tell whether the account may read."""
        return bool(roles(request) & self.viewers)

    def has_add_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        """Tell whether the account may create; `obj` is the root where this is an inline."""
        return bool(roles(request) & self.changers)

    def has_change_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        """Tell whether the account may change."""
        return bool(roles(request) & self.changers)

    def has_delete_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        """Nobody deletes: things are withdrawn, rejected or retracted."""
        return False
