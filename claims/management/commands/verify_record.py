"""Everything that can be proved about desk and record, proved again."""

from argparse import ArgumentParser
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import OperationalError, ProgrammingError, connection

from claims.desk import audit, quotes, searching, witness
from claims.desk.checkpoints import AUDITED
from claims.desk.models import AuditEntry, Decision
from claims.ledger import checkpoints, guards, keeping
from claims.ledger.chain import GENESIS
from claims.ledger.checkpoints import Checkpoint, CheckpointError
from claims.management import reconciling
from claims.record import drift, verify
from claims.record.checkpoints import RECORD
from claims.record.models import PublishedClaim, Release, ReleaseHead


class Command(BaseCommand):
    """Exit code 0 when all proves; else name the first bad item on one line and exit with 1."""

    help = (
        "Prove again that every guard stands in the database, that the audit and the releases are "
        "unbroken chains, that every quote stands in its captured text, that decisions, versions, "
        "captures and releases are as the audit tells them, that the read tables are what the "
        "releases give, and that search finds things by the words they have. Names the first bad "
        "item on standard error and exits with 1. A chain that was cut short, or rewritten as a "
        "whole, is seen only with a checkpoint kept elsewhere."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--checkpoint",
            type=Path,
            action="append",
            default=[],
            metavar="FILE",
            help="checkpoints that the chains must agree with, one a line, or what "
            "/api/v1/checkpoint answered; may be given again",
        )
        parser.add_argument(
            "--public-key",
            type=Path,
            action="append",
            default=[],
            metavar="FILE",
            help="public keys in PEM that may have signed them, in place of this desk's own",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        signed = _signed(options["checkpoint"], options["public_key"])
        proofs: tuple[Callable[[], str | None], ...] = (
            _guards,
            lambda: RECORD.first_fault(signed),
            lambda: AUDITED.first_fault(signed),
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
            account = _account(signed)
        except (OperationalError, ProgrammingError) as error:
            reason = " ".join(str(error).split())
            raise CommandError(f"nothing is proved: {reason}; run migrate?") from error
        self.stdout.write(account)


def _signed(files: Sequence[Path], keys: Sequence[Path]) -> list[Checkpoint]:
    """Return the checkpoints of the files; CommandError unless a known key signed every one."""
    try:
        found = [checkpoint for file in files for checkpoint in checkpoints.read(file)]
        public = [checkpoints.public_key(key) for key in keys]
        known = {checkpoints.key_id(key): key for key in public}
        if found and not known:
            known = keeping.own_keys()
        for checkpoint in found:
            checkpoints.check(checkpoint, known)
    except CheckpointError as error:
        raise CommandError(str(error)) from error
    return found


def _guards() -> str | None:
    gone = guards.missing(connection)
    return (
        f"guard {gone[0]} is missing, disabled or altered; migrate puts it back" if gone else None
    )


def _account(signed: Sequence[Checkpoint]) -> str:
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
