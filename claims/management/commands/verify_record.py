"""Everything that can be proved about desk and record, proved again."""

from collections.abc import Callable
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import OperationalError, ProgrammingError, connection

from claims.desk import audit, quotes, searching, witness
from claims.desk.models import AuditEntry, Decision
from claims.ledger import guards
from claims.ledger.chain import GENESIS
from claims.management import reconciling
from claims.record import drift, verify
from claims.record.models import PublishedClaim, Release, ReleaseHead


class Command(BaseCommand):
    """Exit code 0 when all proves; else name the first bad item on one line and exit with 1."""

    help = (
        "Prove again that every guard stands in the database, that the audit and the releases are "
        "unbroken chains, that every quote stands in its captured text, that decisions, versions, "
        "captures and releases are as the audit tells them, that the read tables are what the "
        "releases give, and that search finds things by the words they have. Names the first bad "
        "item on standard error and exits with 1."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        proofs: tuple[Callable[[], str | None], ...] = (
            _guards,
            audit.first_fault,
            quotes.first_fault,
            witness.first_fault,
            verify.chain_fault,
            reconciling.first_fault,
            lambda: next(drift.table_faults(), None),
            searching.first_fault,
        )
        try:
            for proof in proofs:
                if fault := proof():
                    raise CommandError(fault)
            account = _account()
        except (OperationalError, ProgrammingError) as error:
            reason = " ".join(str(error).split())
            raise CommandError(f"nothing is proved: {reason}; run migrate?") from error
        self.stdout.write(account)


def _guards() -> str | None:
    gone = guards.missing(connection)
    return (
        f"guard {gone[0]} is missing, disabled or altered; migrate puts it back" if gone else None
    )


def _account() -> str:
    head = ReleaseHead.objects.first()
    counts = {
        "guards": len(guards.expected(connection)),
        "audit entries": AuditEntry.objects.count(),
        "decisions": Decision.objects.count(),
        "quotes": quotes.count(),
        "releases": Release.objects.count(),
        "claims": PublishedClaim.objects.count(),
    }
    proved = ", ".join(f"{number} {name}" for name, number in counts.items())
    return f"proved: {proved}; head {head.hash if head else GENESIS}"
