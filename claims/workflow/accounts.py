"""Accounts and roles: who works on the desk, changed by an administrator and audited."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any

from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from django.contrib.auth.models import Group
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction

from claims.desk import audit
from claims.desk.models import AuditHead, User
from claims.desk.permissions import Role, roles_of
from claims.desk.sessions import end_sessions
from claims.workflow.errors import PermissionDenied, RuleViolated
from claims.workflow.validation import faults

ACCOUNT_VERBS = (
    *("create_account", "set_roles", "set_active", "set_email", "set_digest", "take_factors"),
    "change_sign_in",
)
"""What the audit tells of accounts."""


def create_account(
    username: str, *, by: User | None, email: str = "", password: str | None = None
) -> User:
    """Create an active account without roles; without a password it cannot sign in yet.

    `by` is None only where the system itself does it; the account then stands as its own actor.
    """
    with _administration(by) as head:
        account = User(username=User.normalize_username(username), email=email, is_staff=True)
        account.set_password(password)
        RuleViolated.unless_none(faults(account, ()))
        account.save()
        _record(head, by or account, "create_account", account, {}, {"active": True})
    return account


def set_roles(account: User, roles: Iterable[Role | str], *, by: User | None) -> User:
    """Give an account exactly these roles; nobody gives any to their own."""
    wanted = sorted({str(role) for role in roles})
    RuleViolated.unless_none(
        f"There is no role “{role}”." for role in wanted if role not in Role.values
    )
    with _administration(by) as head:
        # The groups themselves: an inactive account holds roles that count for nothing.
        named = account.groups.filter(name__in=Role.values).values_list("name", flat=True)
        held = sorted(named)
        if wanted == held:
            return account
        if account == by and not set(wanted) <= set(held):
            raise RuleViolated("Nobody gives roles to their own account: ask a colleague.")
        groups = Group.objects.filter(name__in=Role.values)
        account.groups.remove(*groups)
        account.groups.add(*groups.filter(name__in=wanted))
        _record(head, by or account, "set_roles", account, {"roles": held}, {"roles": wanted})
    return account


def set_active(account: User, active: bool, *, by: User) -> User:
    """Deactivate an account, which ends its sessions, or activate it again.

    Accounts are never deleted.
    """
    with _administration(by) as head:
        if account == by:
            raise RuleViolated("You cannot deactivate your own account.")
        if account.is_active == active:
            return account
        account.is_active = active
        account.save(update_fields=["is_active"])
        end_sessions(account)
        _record(head, by, "set_active", account, {"active": not active}, {"active": active})
    return account


def set_email(account: User, email: str, *, by: User) -> User:
    """Give an account another e-mail address, or none; the audit tells that, never an address.

    Who signed in to it by the newsroom's provider is forgotten. Raises RuleViolated for what is no
    address.
    """
    with _administration(by) as head:
        before, account.email = account.email, email.strip()
        if account.email == before:
            return account
        if account.email:
            RuleViolated.unless_none(_email_faults(account.email))
        account.save(update_fields=["email"])
        SocialAccount.objects.filter(user=account).delete()
        held = {"email": "one" if before else "none"}
        holds = {"email": ("another" if before else "one") if account.email else "none"}
        _record(head, by, "set_email", account, held, holds)
    return account


def take_factors(account: User, *, by: User) -> User:
    """Take every second factor of an account away and end its sessions.

    Whoever it is of sets up a new one at the next sign-in. Who signed in to it by the newsroom's
    provider is forgotten too.
    """
    with _administration(by) as head:
        if account == by:
            raise RuleViolated("Your own second factor is changed on your own page of sign-in.")
        before = _factors(account)
        Authenticator.objects.filter(user=account).delete()
        SocialAccount.objects.filter(user=account).delete()
        end_sessions(account)
        _record(head, by, "take_factors", account, {"factors": before}, {"factors": []})
    return account


@contextmanager
def changing_sign_in(what: str, *, by: User) -> Iterator[None]:
    """Have what is done within to one's own ways in be in the audit, or not done at all.

    `what` tells it in a few words: “A passkey was added”. The entry names the kinds of second
    factors before and after, never a secret.
    """
    if not by.is_active:
        raise PermissionDenied("This account is not active.")
    with transaction.atomic():
        head = AuditHead.locked()
        before = _factors(by)
        yield
        after = {"factors": _factors(by), "change": what}
        _record(head, by, "change_sign_in", by, {"factors": before}, after)


def set_digest(wanted: bool, *, by: User) -> User:
    """Send `by` the daily e-mail of what waits, or no longer; nobody chooses it for another."""
    if not by.is_active:
        raise PermissionDenied("This account is not active.")
    with transaction.atomic():
        head = AuditHead.locked()
        account = User.objects.select_for_update().get(pk=by.pk)
        if account.wants_digest == wanted:
            return account
        account.wants_digest = wanted
        account.save(update_fields=["wants_digest"])
        _record(head, by, "set_digest", account, {"digest": not wanted}, {"digest": wanted})
    return account


def may_administer(user: User) -> bool:
    """Tell whether the account may manage accounts: the administrator role, or a superuser."""
    return user.is_active and (user.is_superuser or Role.ADMIN in roles_of(user))


def _factors(account: User) -> list[str]:
    return sorted(Authenticator.objects.filter(user=account).values_list("type", flat=True))


def _email_faults(email: str) -> list[str]:
    try:
        validate_email(email)
    except ValidationError as error:
        return list(error.messages)
    return []


@contextmanager
def _administration(by: User | None) -> Iterator[AuditHead]:
    if by is not None and not may_administer(by):
        raise PermissionDenied("Accounts are managed by an administrator.")
    with transaction.atomic():
        yield AuditHead.locked()


def _record(
    head: AuditHead,
    actor: User,
    verb: str,
    account: User,
    before: dict[str, Any],
    after: dict[str, Any],
) -> None:
    # Accounts have no public id: the audit names them by their key, never by name or address.
    audit.append(
        head,
        actor=actor,
        verb=verb,
        subject_kind="user",
        subject=str(account.pk),
        version=None,
        contributes=False,
        before=before,
        after=after,
    )
