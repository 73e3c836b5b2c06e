"""The whole data set in one transaction: all of it, or nothing, and once."""

from collections.abc import Callable, Mapping
from pathlib import Path

from django.db import transaction

from claims.desk.models import AuditHead
from claims.management.seeding.accounts import demo_accounts
from claims.management.seeding.claims import load_claims
from claims.management.seeding.dataset import read_data_set
from claims.management.seeding.entities import load_entities
from claims.management.seeding.review import review_claims
from claims.management.seeding.session import Session, loaded
from claims.management.seeding.sources import load_sources
from claims.management.seeding.statements import load_statements

_KINDS = {
    "claim": "claims",
    "statement": "statements",
    "source": "sources",
    "speaker": "speakers",
    "publisher": "publishers",
    "topic": "topics",
    "rating": "ratings",
    "claimrelation": "relations",
}


def load(folder: Path, password: str, say: Callable[[str], None]) -> None:
    """Load the data set of a folder, unless it is loaded; `say` is given each line of progress.

    Raises SeedFault for files that are broken, WorkflowError where the desk refuses; nothing is
    left of an interrupted load.
    """
    data = read_data_set(folder)
    with transaction.atomic():
        AuditHead.locked()
        standing = loaded()
        if standing:
            say(f"Already loaded: {_counted(standing)}. Nothing was changed.")
            return
        accounts = demo_accounts(password)
        session = Session(data, accounts, say)
        load_entities(session)
        load_sources(session)
        load_statements(session)
        load_claims(session)
        review_claims(session)
        made = loaded()
    say(f"Loaded: {_counted(made)}.")
    for line in _account_lines(accounts.new_passwords, given=bool(password)):
        say(line)


def _counted(numbers: Mapping[str, int]) -> str:
    return ", ".join(f"{numbers[kind]} {_KINDS[kind]}" for kind in _KINDS if kind in numbers)


def _account_lines(passwords: Mapping[str, str], *, given: bool) -> list[str]:
    if not passwords:
        return []
    if given:
        return [f"Demo accounts: {', '.join(passwords)}; their password is DEMO_PASSWORD."]
    width = max(map(len, passwords))
    return [
        "Demo accounts; their passwords are shown this once:",
        *(f"  {name:<{width}}  {password}" for name, password in passwords.items()),
    ]
