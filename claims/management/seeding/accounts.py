"""The demo accounts of a local desk, one for each role."""

import secrets
from dataclasses import dataclass

from claims.desk.models import User
from claims.desk.permissions import Role
from claims.workflow import create_account, set_roles

DEMO_ROLES = {role.value: role for role in Role}
"""Each demo account is called like the one role it holds."""


@dataclass(frozen=True, slots=True)
class DemoAccounts:
    """The accounts by name, and the passwords of those that were made just now."""

    by_name: dict[str, User]
    new_passwords: dict[str, str]

    def __getitem__(self, role: Role) -> User:
        return self.by_name[role.value]


def demo_accounts(password: str) -> DemoAccounts:
    """Return the demo accounts; those missing are made with `password`, or each with its own.

    An account that exists is left as it is, its password and its roles too.
    """
    accounts: dict[str, User] = {}
    passwords: dict[str, str] = {}
    for name, role in DEMO_ROLES.items():
        account = User.objects.filter(username=name).first()
        if account is None:
            passwords[name] = password or secrets.token_urlsafe(12)
            account = create_account(name, by=None, password=passwords[name])
            set_roles(account, [role], by=None)
        accounts[name] = account
    return DemoAccounts(accounts, passwords)
