"""Accounts and roles: changed by administrators alone, audited, and never by a side door."""

import pytest

from claims.desk.models import AuditEntry, User
from claims.desk.permissions import Role, may, roles_of
from claims.workflow import (
    PermissionDenied,
    RuleViolated,
    create_account,
    set_active,
    set_digest,
    set_email,
    set_roles,
)
from tests import desk_builders as build

pytestmark = pytest.mark.django_db


@pytest.fixture
def chief(db: None) -> User:
    return build.user("chief", "admin")


@pytest.mark.parametrize("role", [role for role in Role.values if role != Role.ADMIN])
def test_only_an_administrator_manages_accounts(role: str) -> None:
    somebody, other = build.user("somebody", role), build.user("other", "contributor")
    for act in (
        lambda: create_account("new", by=somebody),
        lambda: set_roles(other, ["publisher"], by=somebody),
        lambda: set_active(other, False, by=somebody),
    ):
        with pytest.raises(PermissionDenied):
            act()
    assert roles_of(other) == {Role.CONTRIBUTOR}


def test_a_change_of_roles_is_audited_without_a_name(chief: User) -> None:
    account = create_account("new", by=chief)
    set_roles(account, ["reviewer"], by=chief)
    entry = AuditEntry.objects.latest("sequence")
    assert (entry.verb, entry.actor, entry.subject) == ("set_roles", chief, str(account.pk))
    assert entry.payload == '{"after":{"roles":["reviewer"]},"before":{"roles":[]}}'


def test_roles_can_be_taken_from_a_deactivated_account(chief: User) -> None:
    account = build.user("leaver", "publisher")
    set_active(account, False, by=chief)
    set_roles(account, [], by=chief)
    set_active(account, True, by=chief)
    assert roles_of(account) == frozenset()


def test_nobody_gives_roles_to_their_own_account(chief: User) -> None:
    root = build.user("root")
    root.is_superuser = True
    root.save()
    for account in (chief, root):
        held = set(roles_of(account))
        with pytest.raises(RuleViolated, match="Nobody gives roles to their own account"):
            set_roles(account, ["admin", "publisher"], by=account)
        assert roles_of(User.objects.get(pk=account.pk)) == held
    set_roles(root, ["auditor"], by=chief)
    set_roles(root, [], by=root)
    assert not roles_of(User.objects.get(pk=root.pk))


def test_setting_what_is_set_is_no_act(chief: User) -> None:
    account = build.user("leaver", "publisher")
    entries = AuditEntry.objects.count()
    set_active(account, True, by=chief)
    set_roles(account, ["publisher"], by=chief)
    assert AuditEntry.objects.count() == entries


def test_an_address_changes_and_the_audit_tells_of_none(chief: User) -> None:
    account = create_account("anna", by=chief, email="old@example.org")
    set_email(account, " new@example.org ", by=chief)
    account.refresh_from_db()
    assert account.email == "new@example.org"
    entry = AuditEntry.objects.get(verb="set_email")
    assert "example.org" not in (entry.payload or "") and '"another"' in (entry.payload or "")
    with pytest.raises(RuleViolated, match="valid email"):
        set_email(account, "nobody", by=chief)
    set_email(account, "", by=chief)
    assert AuditEntry.objects.filter(verb="set_email").count() == 2


@pytest.mark.parametrize("name", ["", "a name\u202e", "x" * 200])
def test_a_bad_user_name_is_refused_in_words(chief: User, name: str) -> None:
    with pytest.raises(RuleViolated, match=r"[Uu]sername"):
        create_account(name, by=chief)


def test_an_unknown_role_is_refused_in_words(chief: User) -> None:
    with pytest.raises(RuleViolated, match="no role “king”"):
        set_roles(build.user("other"), ["king"], by=chief)


def test_administration_holds_no_editorial_verb(chief: User) -> None:
    auditor = build.user("auditor", "auditor")
    root = User.objects.create_superuser("root", password="x")
    for account in (chief, auditor, root):
        assert not any(may(account, verb) for verb in ("revise", "submit", "approve", "publish"))


def test_nobody_deactivates_themselves(chief: User) -> None:
    with pytest.raises(RuleViolated, match="your own account"):
        set_active(chief, False, by=chief)


def test_whoever_wants_no_daily_mail_says_so_and_the_audit_tells() -> None:
    account = build.user("author", "contributor")
    entries = AuditEntry.objects.count()
    set_digest(False, by=account)
    account.refresh_from_db()
    assert not account.wants_digest
    entry = AuditEntry.objects.latest("sequence")
    assert (entry.verb, entry.actor, entry.subject) == ("set_digest", account, str(account.pk))
    assert entry.payload == '{"after":{"digest":false},"before":{"digest":true}}'
    set_digest(False, by=account)
    assert AuditEntry.objects.count() == entries + 1
    account.is_active = False
    with pytest.raises(PermissionDenied):
        set_digest(True, by=account)
