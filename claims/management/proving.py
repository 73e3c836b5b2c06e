"""Everything that can be proved about desk and record, one proof after another."""

from collections.abc import Callable, Sequence

from django.db import connection

from claims.desk import audit, quotes, searching, witness
from claims.desk.checkpoints import AUDITED
from claims.desk.models import AuditEntry, Decision
from claims.ledger import guards
from claims.ledger.chain import GENESIS
from claims.ledger.checkpoints import Checkpoint
from claims.management import reconciling, replaying
from claims.record import drift, verify
from claims.record.checkpoints import RECORD
from claims.record.models import PublishedClaim, Release, ReleaseHead

CHAINS = (RECORD, AUDITED)
"""The chains of this desk, of which checkpoints are kept."""

Proof = Callable[[], str | None]


def first_fault(signed: Sequence[Checkpoint]) -> str | None:
    """Return the first bad item on one line, None where everything proves.

    The chains are held to these checkpoints, whose signatures are not looked at. A row that the
    database should never have taken is a bad item too.
    """
    proofs: tuple[tuple[str, Proof], ...] = (
        ("guards", _guards),
        ("releases", lambda: RECORD.first_fault(signed)),
        ("audit", lambda: AUDITED.first_fault(signed)),
        ("audit", audit.first_fault),
        ("quotes", quotes.first_fault),
        ("desk", witness.first_fault),
        ("desk", lambda: next(replaying.faults(), None)),
        ("releases", verify.chain_fault),
        ("releases", reconciling.first_fault),
        ("read tables", lambda: next(drift.table_faults(), None)),
        ("search", searching.first_fault),
    )
    for name, proof in proofs:
        try:
            fault = proof()
        except (ValueError, TypeError) as error:
            fault = f"{name}: a row holds what its column is not for: {_one_line(error)}"
        if fault:
            return fault
    return None


def account(signed: Sequence[Checkpoint]) -> str:
    """Return in one line how much was proved, and where the record ends."""
    head = ReleaseHead.objects.first()
    counts = {
        "guards": len(guards.expected(connection)),
        "audit entries": AuditEntry.objects.count(),
        "decisions": Decision.objects.count(),
        "quotes": quotes.count(),
        "releases": Release.objects.count(),
        "claims": PublishedClaim.objects.count(),
        **({"checkpoints": len(signed)} if signed else {}),
    }
    proved = ", ".join(f"{number} {name}" for name, number in counts.items())
    return f"proved: {proved}; head {head.hash if head else GENESIS}"


def _guards() -> str | None:
    if gone := guards.missing(connection):
        return f"guard {gone[0]} is missing, disabled or altered; migrate puts it back"
    if foreign := guards.foreign(connection):
        return f"{foreign[0]} is none of this desk's: look at what it does, and take it away"
    return None


def _one_line(error: Exception) -> str:
    return " ".join(str(error).split())
