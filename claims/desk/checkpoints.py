"""The audit as a chain whose stands are signed; what is signed stays in the operator's files."""

from claims.desk.models import AuditEntry, AuditHead
from claims.ledger.checkpoints import AUDIT
from claims.ledger.signing import SignedChain

AUDITED = SignedChain(AUDIT, "audit entry", AuditEntry, AuditHead)
